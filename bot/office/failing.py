"""Which questions went wrong in the newest run of the gate, and on which page their answer should stand."""

from __future__ import annotations

from dataclasses import dataclass

from bot.office.store import Store


@dataclass(frozen=True, slots=True)
class FailingCase:
    """A question of a set that the newest run did not answer as it should."""

    page_id: str
    question: str
    why: str


def failing_questions(store: Store) -> list[FailingCase]:
    """Of the newest run that has ended; [] before the first."""
    result = store.newest_result("publish")
    return [FailingCase(**case) for case in result.get("failing", [])]
