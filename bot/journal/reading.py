"""Turns read back, with their feedback, in the order of their times."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, or_, select, tuple_

from bot.journal.database import Database
from bot.journal.days import between
from bot.journal.tables import feedback, turns
from bot.journal.turns import Feedback, Turn
from bot.privacy import Masked

PORTION: Final = 500
"""Rows read at a time: a reader that stays in one place for long would keep the write-ahead log from being emptied."""


def read(
    database: Database, since: date | None, until: date | None, *, unhelpful: bool, outcomes: Collection[str]
) -> Iterator[Turn]:
    """The turns that meet any of the criteria, or all where there are none; see `Journal.turns`."""
    conditions = [*between(since, until), *_wanted(unhelpful, outcomes)]
    portion = _portion(database, conditions)
    while portion:
        yield from portion
        last = portion[-1]
        after = tuple_(turns.c.at, turns.c.turn_id) > tuple_(last.at, last.turn_id)
        portion = _portion(database, [*conditions, after])


def _wanted(unhelpful: bool, outcomes: Collection[str]) -> list[ColumnElement[bool]]:
    criteria: list[ColumnElement[bool]] = [turns.c.outcome.in_(outcomes)] if outcomes else []
    if unhelpful:
        criteria.append(feedback.c.helpful.is_(False))
    return [or_(*criteria)] if criteria else []


def _portion(database: Database, conditions: list[ColumnElement[bool]]) -> list[Turn]:
    with database.reading() as connection:
        return [_turn(row) for row in connection.execute(_rows().where(*conditions).limit(PORTION))]


def _rows() -> Select[Any]:
    theirs = [feedback.c[name].label(f"feedback_{name}") for name in ("at", "helpful", "reason", "comment")]
    return select(turns, *theirs).select_from(turns.outerjoin(feedback)).order_by(turns.c.at, turns.c.turn_id)


def _turn(row: Row[Any]) -> Turn:
    return Turn(
        turn_id=row.turn_id,
        conversation_id=row.conversation_id,
        at=row.at,
        scope=row.scope,
        state=row.state,
        outcome=row.outcome,
        language=row.language,
        filter_failed=row.filter_failed,
        question=_masked(row.question),
        answer=_masked(row.answer),
        tokens=tuple(row.tokens or ()),
        page_ids=tuple(row.page_ids),
        scores=row.scores,
        timings=dict(row.timings),
        index_version=row.index_version,
        model=row.model,
        prompt_hash=row.prompt_hash,
        filter_version=row.filter_version,
        failure=row.failure,
        dropped=row.dropped,
        feedback=_feedback(row),
    )


def _feedback(row: Row[Any]) -> Feedback | None:
    if row.feedback_at is None:
        return None
    return Feedback(row.feedback_at, row.feedback_helpful, row.feedback_reason, _masked(row.feedback_comment))


def _masked(stored: str | None) -> Masked | None:
    """What the journal holds has gone in as Masked."""
    return None if stored is None else Masked(stored)
