"""What goes into the journal and what comes out of it. Text is `Masked` or it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.events import Outcome
from bot.privacy import Masked

State = Literal["open", "closed", "left", "failed", "lost"]
"""open: being answered; closed: answered; left: the citizen went; failed: the server raised; lost: it was killed."""

Reason = Literal["", "wrong", "outdated", "incomplete", "unclear", "off_topic", "other"]
"""Why an answer did not help; "" where nobody said."""

REASONS: tuple[Reason, ...] = ("", "wrong", "outdated", "incomplete", "unclear", "off_topic", "other")


@dataclass(frozen=True, slots=True)
class OpenedTurn:
    """A turn before its answer.

    Attributes:
        turn_id, conversation_id: random; a receipt names an erased conversation by the SHA-256 of its id, so an id
            that could be guessed (fewer than 128 random bits, or chosen by a client) must not be used.
        question: None where the filter failed: then nothing of the text is kept.
        tokens: linkable tokens of `bot.journal.keys`, where linking over time is wanted.
    """

    turn_id: str
    conversation_id: str
    at: datetime
    scope: str
    language: str
    question: Masked | None
    tokens: tuple[str, ...]
    index_version: str
    model: str
    prompt_hash: str
    filter_version: str


@dataclass(frozen=True, slots=True)
class ClosedTurn:
    """A turn after its answer, or when the citizen left.

    Attributes:
        outcome: None when the citizen left before there was one.
        page_ids: the pages that the answer cites.
        scores: how sure the search was, by signal, of the best page that it found.
        timings: milliseconds by stage; `whole` is the whole turn's, of which `stats` makes median and p95.
        failure: why the model did not answer, or not alone; one of `bot.failures`, "" where it did or there is none.
        dropped: how many sentences of the model did not pass the gate.
    """

    at: datetime
    outcome: Outcome | None
    language: str
    answer: Masked | None
    page_ids: tuple[str, ...]
    scores: dict[str, float]
    timings: dict[str, float]
    state: Literal["closed", "left", "failed"]
    failure: str = ""
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a citizen said of an answer."""

    at: datetime
    helpful: bool
    reason: str
    comment: Masked | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One row as it is read.

    Attributes:
        conversation_id, question, answer: None once the text's time is over; `at` is then the day (00:00 UTC).
        filter_failed: question is None because the filter failed, not because its time is over.
        outcome: "" as long as the turn is not closed.
    """

    turn_id: str
    conversation_id: str | None
    at: datetime
    scope: str
    state: str
    outcome: str
    language: str
    filter_failed: bool
    question: Masked | None
    answer: Masked | None
    tokens: tuple[str, ...]
    page_ids: tuple[str, ...]
    scores: dict[str, float]
    timings: dict[str, float]
    index_version: str
    model: str
    prompt_hash: str
    filter_version: str
    failure: str
    dropped: int
    feedback: Feedback | None
