"""The journal: one row per turn, opened before the answer and closed after it; feedback; erasure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, CursorResult, delete, func, insert, select, update

from bot.journal import reading, receipts, retention, statistics
from bot.journal.database import Database, open_database
from bot.journal.export import export
from bot.journal.migrate import migrate
from bot.journal.receipts import Receipt
from bot.journal.retention import Purged
from bot.journal.statistics import Stats
from bot.journal.tables import feedback, turns
from bot.journal.turns import REASONS, ClosedTurn, OpenedTurn, Reason, Turn
from bot.privacy import Masked


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did. If not `swept`, another connection held the files: the rows are gone, sweep again."""

    receipt: Receipt
    swept: bool


class Journal:
    """Safe to use from several threads, and by several processes at once. Whatever fails raises a JournalError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, address: str, *, folder: Path, patience: float = 10.0) -> Self:
        """Open the journal, make it if missing, and bring its schema up to date.

        Args:
            address: "" for a SQLite file in the folder, else postgresql+psycopg://user:password@host:port/database.
            folder: for the file; only its owner can read it.
            patience: seconds to wait for other connections to a file.
        """
        database = open_database(address, folder, patience)
        try:
            migrate(database, folder)
        except BaseException:
            database.engine.dispose()
            raise
        return cls(database)

    @property
    def place(self) -> str:
        """Where the journal is, for messages: no user, no password."""
        return self._database.place

    def close(self) -> None:
        """Give the connections back."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def begin(self, turn: OpenedTurn) -> None:
        """Write a turn's row, before its answer; it is committed when this returns."""
        row: dict[str, Any] = {
            "turn_id": turn.turn_id,
            "conversation_id": turn.conversation_id,
            "at": turn.at,
            "scope": turn.scope,
            "state": "open",
            "outcome": "",
            "language": turn.language,
            "filter_failed": turn.question is None,
            "question": _storable(turn.question),
            "tokens": list(turn.tokens),
            "page_ids": [],
            "scores": {},
            "timings": {},
            "index_version": turn.index_version,
            "model": turn.model,
            "prompt_hash": turn.prompt_hash,
            "filter_version": turn.filter_version,
        }
        with self._database.writing() as connection:
            connection.execute(insert(turns), row)

    def finish(self, turn_id: str, turn: ClosedTurn) -> bool:
        """Close a turn's row; False if there is none open: it was erased meanwhile, or closed before.

        A turn that was taken for lost can still be closed; one whose text is over cannot.
        """
        row: dict[str, Any] = {
            "state": turn.state,
            "outcome": turn.outcome.value if turn.outcome else "",
            "language": turn.language,
            "answer": _storable(turn.answer),
            "page_ids": list(turn.page_ids),
            "scores": turn.scores,
            "timings": turn.timings,
            "whole_ms": turn.timings.get("whole"),
            "failure": turn.failure,
            "dropped": turn.dropped,
        }
        unfinished = turns.c.state.in_(("open", "lost")) & turns.c.conversation_id.is_not(None)
        with self._database.writing() as connection:
            change = update(turns).where(turns.c.turn_id == turn_id, unfinished).values(row)
            return _touched(connection.execute(change)) > 0

    def knows(self, conversation_id: str) -> bool:
        """Whether there is a turn of this conversation whose text is not over."""
        with self._database.reading() as connection:
            theirs = select(turns.c.turn_id).where(turns.c.conversation_id == conversation_id).limit(1)
            return connection.execute(theirs).first() is not None

    def close_lost(self, older_than: timedelta, now: datetime) -> int:
        """Call turns lost that have been open for longer: their process was killed. How many."""
        stale = (turns.c.state == "open") & (turns.c.at < now - older_than)
        with self._database.writing() as connection:
            return _touched(connection.execute(update(turns).where(stale).values(state="lost")))

    def feedback(
        self, turn_id: str, conversation_id: str, helpful: bool, reason: Reason, comment: Masked | None, at: datetime
    ) -> bool:
        """Keep what a citizen says of an answer, in place of any said before; False for a turn that is not theirs."""
        if reason not in REASONS:
            raise ValueError(f"the reason {reason!r} is none of {', '.join(map(repr, REASONS))}")
        theirs = (turns.c.turn_id == turn_id) & (turns.c.conversation_id == conversation_id)
        said = {"at": at, "helpful": helpful, "reason": reason, "comment": _storable(comment)}
        with self._database.writing() as connection:
            if connection.execute(select(turns.c.turn_id).where(theirs).with_for_update()).first() is None:
                return False
            connection.execute(delete(feedback).where(feedback.c.turn_id == turn_id))
            connection.execute(insert(feedback).values(turn_id=turn_id, **said))
        return True

    def purge(
        self,
        now: datetime,
        text_days: int = retention.TEXT_DAYS,
        row_days: int = retention.ROW_DAYS,
        *,
        full: bool = False,
    ) -> Purged:
        """Take the text from turns older than `text_days`, and make rows older than `row_days` daily counts.

        What stays of a turn without text: day, scope, state, outcome, language, pages, scores, timings, versions,
        whether it helped and why not. If anything went, the files are swept; see `sweep` for `full`.
        """
        with self._database.writing(alone=True) as connection:
            done = retention.purge(connection, now, text_days, row_days)
        return replace(done, swept=self.sweep(full=full) if done.receipts or full else True)

    def erase(self, conversation_id: str, now: datetime, *, full: bool = False) -> Erased:
        """Delete a conversation with its feedback, at once, and leave a receipt; then sweep the files."""
        with self._database.writing(alone=True) as connection:
            rows = _delete(connection, conversation_id)
            subject = receipts.subject_of(conversation_id)
            receipt = receipts.append(connection, now, "conversation", rows, subject=subject)
        return Erased(receipt, self.sweep(full=full) if rows or full else True)

    def sweep(self, *, full: bool = False) -> bool:
        """Rid the files of what was deleted; False when another connection held them: then try again.

        SQLite: the file is written anew and its write-ahead log emptied. PostgreSQL: VACUUM; only `full` writes the
        tables anew, which locks them meanwhile: only so do the bytes leave their files.
        """
        return self._database.sweep(full=full)

    def receipts(self) -> list[Receipt]:
        """All receipts, oldest first."""
        with self._database.reading() as connection:
            return receipts.kept(connection)

    def check_receipts(self) -> int | None:
        """The number of the first receipt that was changed or does not follow the one before it; None if all do."""
        return receipts.first_broken(self.receipts())

    def stats(self, since: date | None = None, until: date | None = None) -> Stats:
        """Figures from one day (UTC) to another, both included; None is no bound."""
        with self._database.reading() as connection:
            return statistics.stats(connection, since, until)

    def turns(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        unhelpful: bool = False,
        outcomes: Collection[str] = (),
    ) -> Iterator[Turn]:
        """Turns from one day to another, both included, oldest first.

        With `unhelpful` or `outcomes`: only those that did not help the citizen, or that ended so; either is enough.
        """
        return reading.read(self._database, since, until, unhelpful=unhelpful, outcomes=outcomes)

    def export(self, file: Path, since: date | None = None, until: date | None = None) -> int:
        """Write turns to a .jsonl or .csv file; how many. What is erased later stays in the file: delete it in time."""
        return export(self.turns(since, until), file)


def _delete(connection: Connection, conversation_id: str) -> int:
    """Delete a conversation's rows, turns locked first; how many, its feedback counted."""
    theirs = turns.c.conversation_id == conversation_id
    held = select(turns.c.turn_id).where(theirs).with_for_update()
    connection.execute(select(func.count()).select_from(held.subquery()))
    said = delete(feedback).where(feedback.c.turn_id.in_(select(turns.c.turn_id).where(theirs)))
    return _touched(connection.execute(said)) + _touched(connection.execute(delete(turns).where(theirs)))


def _touched(done: CursorResult[Any]) -> int:
    return done.rowcount


def _storable(text: Masked | None) -> Masked | None:
    """Without what no database takes: NUL (PostgreSQL) and halves of characters (UTF-8)."""
    return text and Masked(text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8"))
