"""Why a sentence may leave or not: the closed list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What the gate says about a sentence. Only `SUPPORTED` lets it out."""

    SUPPORTED = "supported"
    EMPTY = "empty"
    NO_CITATION = "no_citation"
    UNKNOWN_CITATION = "unknown_citation"
    DISGUISED = "disguised"  # invisible or foreign characters inside words or numbers
    ADDRESS = "address"  # a link, mail or postal address, or phone number that no cited passage has
    NUMBER = "number"  # an amount, date, time, age, percentage or code that no cited passage has
    NORM = "norm"  # a § or a law that no cited passage names
    NAME = "name"  # a form, office or place that no cited passage names
    BELONGS_ELSEWHERE = "belongs_elsewhere"  # the number is there, but said of something else
    NEGATION = "negation"
    MODALITY = "modality"
    OPPOSITE = "opposite"  # before for after, at least for at most, free for charged
    ROLES = "roles"  # who gives what to whom
    CONDITION = "condition"  # a restriction of the source is missing, or one was added
    INSTRUCTION = "instruction"  # it rests on, or repeats, words that are addressed to a model
    UNLIKE = "unlike"  # no cited passage says this


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may leave, why, and how sure the gate is: `score` near 1 is backed, near 0 is not."""

    supported: bool
    reason: Reason
    score: float = 0.0
