"""What goes when its time is over: text first, then rows, of which a daily count remains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Row,
    Select,
    Table,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.journal import receipts
from bot.journal.days import day_of
from bot.journal.tables import daily, feedback, turns

TEXT_DAYS = 30
ROW_DAYS = 365

HELPFUL = case((feedback.c.helpful.is_(None), ""), (feedback.c.helpful, "yes"), else_="no")


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did: turns that lost their text, rows that became counts, and the receipts of both.

    Attributes:
        swept: whether the files are rid of it, too; if not, another connection held them: sweep again.
    """

    texts: int
    rows: int
    receipts: tuple[receipts.Receipt, ...]
    swept: bool = False


def purge(connection: Connection, now: datetime, text_days: int, row_days: int) -> Purged:
    """Empty and fold what is too old. The transaction must be `alone`. Purging again at the same time does nothing."""
    if text_days < 0 or row_days < 0:
        raise ValueError(f"text is kept {text_days} and rows {row_days} days; neither can be negative")
    _hold(connection, turns.c.at < now - timedelta(days=min(text_days, row_days)))
    rows = _fold(connection, now - timedelta(days=row_days))
    texts = _forget(connection, now - timedelta(days=text_days))
    done: list[receipts.Receipt] = []
    if texts:
        done.append(receipts.append(connection, now, "text", texts))
    if rows:
        done.append(receipts.append(connection, now, "rows", rows))
    return Purged(texts, rows, tuple(done))


def _hold(connection: Connection, old: ColumnElement[bool]) -> None:
    """Lock the turns before their feedback, as whoever gives feedback does, so that neither waits for the other."""
    connection.execute(
        select(func.count()).select_from(select(turns.c.turn_id).where(old).with_for_update().subquery())
    )


def _forget(connection: Connection, before: datetime) -> int:
    """Take text, conversation and tokens from turns, and the hour from their times; how many turns.

    A turn has a conversation until then, which is how those that have been here before are told.
    """
    old = (turns.c.at < before) & turns.c.conversation_id.is_not(None)
    theirs = feedback.c.turn_id.in_(select(turns.c.turn_id).where(old))
    for day in _days(connection, select(day_of(feedback.c.at)).where(theirs)):
        same = theirs & (day_of(feedback.c.at) == day)
        _change(connection, feedback, same, at=_midnight(day), comment=None)
    emptied = 0
    for day in _days(connection, select(day_of(turns.c.at)).where(old)):
        nothing = dict.fromkeys(("question", "answer", "conversation_id", "tokens"))
        emptied += _change(connection, turns, old & (day_of(turns.c.at) == day), at=_midnight(day), **nothing)
    return emptied


def _fold(connection: Connection, before: datetime) -> int:
    """Turn rows into daily counts; how many rows, feedback not counted."""
    old = turns.c.at < before
    key = (day_of(turns.c.at), turns.c.scope, turns.c.outcome, turns.c.language, HELPFUL)
    whole = turns.outerjoin(feedback)
    for *fields, n in connection.execute(select(*key, func.count()).select_from(whole).where(old).group_by(*key)).all():
        _count(connection, dict(zip(("day", "scope", "outcome", "language", "helpful"), fields, strict=True)), n)
    connection.execute(delete(feedback).where(feedback.c.turn_id.in_(select(turns.c.turn_id).where(old))))
    return connection.execute(delete(turns).where(old)).rowcount


def _count(connection: Connection, key: dict[str, Any], n: int) -> None:
    same = [daily.c[name] == value for name, value in key.items()]
    if not connection.execute(update(daily).where(*same).values(n=daily.c.n + n)).rowcount:
        connection.execute(insert(daily).values(**key, n=n))


def _change(connection: Connection, table: Table, which: ColumnElement[bool], **values: object) -> int:
    changed: CursorResult[Any] = connection.execute(update(table).where(which).values(values))
    return changed.rowcount


def _days(connection: Connection, days: Select[date]) -> list[date]:
    rows: list[Row[Any]] = list(connection.execute(days.distinct()).all())
    return [row[0] for row in rows]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
