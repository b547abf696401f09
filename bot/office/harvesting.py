"""What citizens asked in vain, put together: `python -m evaluation harvest`, its result held in memory only.

What is deleted from the journal must be gone everywhere; so nothing of this is written down before somebody takes a
question into a set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import TypeAdapter

from bot.office.drafts import today
from bot.office.errors import OfficeError
from bot.office.steps import StepError, command
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that are alike, masked; `question` is the most typical, `near` the pages nearest to it."""

    id: str
    question: str
    language: str
    tags: str
    history: tuple[str, ...]
    count: int
    first: date
    last: date
    no_source: int
    reasons: dict[str, int]
    comments: tuple[str, ...]
    variants: tuple[str, ...]
    near: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Harvested:
    """The topics, the most frequent first; of `turns`, `without_text` had no text (any more)."""

    topics: tuple[Topic, ...]
    turns: int
    without_text: int
    left_out: int


_TOPICS = TypeAdapter(tuple[Topic, ...])


def harvested(settings: Settings, days: int) -> Harvested:
    """What was asked in vain in the last days.

    Raises:
        OfficeError: there is no journal.
    """
    since = today() - timedelta(days=days)
    try:
        told = command(settings, ("evaluation", "harvest", "--since", str(since), "--json"), _silent).document
    except StepError as error:
        raise OfficeError(409, "Das Journal lässt sich nicht auswerten.", str(error)) from error
    return Harvested(_TOPICS.validate_python(told["candidates"]), told["turns"], told["without_text"], told["left_out"])


def _silent(step: str, done: int, total: int) -> None:
    """It takes seconds."""
