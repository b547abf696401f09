"""The fitted decision: the figures of a sentence -> how likely its sources back it, and what speaks most against it.

The weights are a logistic regression whose signs are fixed: what is suspicious can only speak against a sentence.
Where the reader (`reader.py`) has read the sentence, both log odds are summed, each with its share.
`python -m evaluation check --fit` makes `weights.toml`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.entail.reasons import Reason, Verdict

FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each figure adds to the log odds, from `bias` on, and the probability from which a sentence may leave."""

    threshold: float
    bias: float
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shares:
    """How much the log odds of the signs and of the reader count, and the probability from which a sentence leaves."""

    threshold: float
    bias: float
    signs: float
    reader: float


@dataclass(frozen=True, slots=True)
class Abroad:
    """The same for a sentence in another language: what each sign (`abroad.signs`) and the reader's log odds add."""

    threshold: float
    bias: float
    cosine: float
    negation: float
    modality: float
    elsewhere: float
    reader: float

    def log_odds(self, found: Mapping[str, float], odds: float) -> float:
        """Signs and reader, summed."""
        return self.bias + self.reader * odds + sum(getattr(self, name) * value for name, value in found.items())


@cache
def shipped() -> Weights:
    """The weights beside this module."""
    content = _content()
    return Weights(content["threshold"], content["bias"], content["figures"])


@cache
def shares() -> Shares:
    """The shares beside this module."""
    return Shares(**_content()["shares"])


@cache
def abroad() -> Abroad:
    """The weights for other languages beside this module."""
    return Abroad(**_content()["abroad"])


def _content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def decide(found: Mapping[str, float], odds: float | None = None) -> Verdict:
    """The verdict on the figures of a sentence and the reader's log odds, where there is a reader."""
    weights = shipped()
    parts = _parts(found, weights)
    total, threshold = weights.bias + sum(parts.values()), weights.threshold
    if odds is not None:
        both = shares()
        total, threshold = both.bias + both.signs * total + both.reader * odds, both.threshold
    score = 1 / (1 + math.exp(-total))
    if score >= threshold and not barred(found):
        return Verdict(True, Reason.SUPPORTED, score)
    return Verdict(False, _reason(parts), score)


_ONE_NOT = 0.7


def barred(found: Mapping[str, float]) -> bool:
    """What no reader outweighs: not a word of the source, or one "not" more or less in a near copy of it."""
    return found.get("covered_everywhere", 1.0) <= 0 or found.get("sure_negation_odd", 0.0) >= _ONE_NOT


def log_odds(found: Mapping[str, float], weights: Weights) -> float:
    """What the signs say, by themselves."""
    return weights.bias + sum(_parts(found, weights).values())


def _parts(found: Mapping[str, float], weights: Weights) -> dict[str, float]:
    return {name: weight * found.get(name, 0.0) for name, weight in weights.figures.items()}


_REASONS = {
    "contrast": Reason.BELONGS_ELSEWHERE, "bound": Reason.BELONGS_ELSEWHERE, "rivals": Reason.BELONGS_ELSEWHERE,
    "limit": Reason.OPPOSITE, "direction": Reason.OPPOSITE, "per": Reason.BELONGS_ELSEWHERE,
    "opposite": Reason.OPPOSITE, "clause_opposite": Reason.OPPOSITE, "negation": Reason.NEGATION,
    "clause_negation": Reason.NEGATION, "modality": Reason.MODALITY, "clause_modality": Reason.MODALITY,
    "office": Reason.NAME, "place": Reason.NAME, "acts": Reason.ROLES, "receives": Reason.ROLES,
    "roles": Reason.ROLES, "turned": Reason.ROLES, "pairs": Reason.ROLES, "condition": Reason.CONDITION,
    "universal": Reason.CONDITION, "only": Reason.CONDITION, "except": Reason.CONDITION, "loose": Reason.CONDITION,
    "also": Reason.CONDITION,
}  # fmt: skip


def _reason(parts: Mapping[str, float]) -> Reason:
    """What speaks most against the sentence; `UNLIKE` where nothing particular does."""
    against: dict[Reason, float] = {}
    for name, part in parts.items():
        bare = name.removeprefix("sure_")
        key = next((key for key in sorted(_REASONS, key=len, reverse=True) if bare.startswith(key)), "")
        if part < 0:
            reason = _REASONS.get(key, Reason.UNLIKE)
            against[reason] = against.get(reason, 0.0) + part
    return min(against, key=lambda reason: against[reason]) if against else Reason.UNLIKE
