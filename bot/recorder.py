"""One journal row for each turn: opened before the answer goes out, closed after it, also when the citizen leaves.

Everything is written by one thread, in the order in which it was asked for, so answers never wait for each other's
rows. A journal that cannot be written costs a log line, never an answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from bot import logs
from bot.draft import Draft
from bot.events import Outcome
from bot.journal import ClosedTurn, Erased, Journal, JournalError, Keys, OpenedTurn, Reason
from bot.privacy import VERSION, Masked, MaskedTurn, public
from bot.settings import Settings

Result = TypeVar("Result")

_LOST = timedelta(minutes=10)
"""A row that is still open then belongs to a process that was killed; no answer takes so long."""

_HOUR = 3600.0


class NoJournalError(LookupError):
    """The journal is switched off."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a turn before its answer. `masked` is None when the filter failed: then no text is kept."""

    turn: str
    conversation: str
    index_version: str
    model: str
    prompt_hash: str
    language: str
    masked: MaskedTurn | None
    began: float


@dataclass(slots=True)
class Recorder:
    """Writes the journal for the bot; without a journal it does nothing."""

    settings: Settings
    journal: Journal | None
    keys: Keys | None
    _writer: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="journal"), init=False
    )
    _unswept: bool = field(default=True, init=False)  # a process before this one may have left something

    @contextmanager
    def turn(self, opened: Opened) -> Generator[Record]:
        """The record of a turn; it is closed at the end of the block, whatever ends it."""
        record = Record(opened)
        journal = self.journal
        if journal is not None:
            row = self._row(opened)
            record.begun = self._submit(lambda: journal.begin(row))
        try:
            yield record
        finally:
            if journal is not None:
                closed = record.closed()
                self._submit(lambda: journal.finish(opened.turn, closed))

    async def conversation(self, claimed: str) -> str:
        """The id under which a turn is kept: the claimed one if it was given out here and not erased, else a new one.

        Receipts name a conversation by a hash of its id, so no client may choose one that can be guessed.
        """
        journal = self.journal
        try:
            if claimed and (journal is None or await self._written(lambda: journal.knows(claimed))):
                return claimed
        except JournalError as error:  # the citizen is answered all the same
            logs.failure("journal_failed", error)
        return uuid4().hex

    async def feedback(
        self, turn: str, conversation: str, helpful: bool, reason: Reason, comment: Masked | None
    ) -> bool:
        """Keep what a citizen said of an answer; False when there is no such turn of that conversation."""
        journal, now = self._needed(), datetime.now(UTC)
        return await self._written(lambda: journal.feedback(turn, conversation, helpful, reason, comment, now))

    async def erase(self, conversation: str) -> Erased:
        """Delete a conversation at once."""
        journal = self._needed()
        erased = await self._written(lambda: journal.erase(conversation, datetime.now(UTC)))
        self._unswept = self._unswept or not erased.swept
        return erased

    async def keep(self) -> None:
        """Do what is due, at the start and then every hour, until cancelled: retention, lost rows, a new key."""
        while self.journal is not None:
            try:
                await self._written(self.tidy)
            except JournalError:  # the next hour tries again; the operator sees why
                logs.failure("retention_failed")
            await asyncio.sleep(_HOUR)

    def tidy(self) -> None:
        """Close what a killed process left open, delete what is past its time, rotate the key."""
        journal, now = self._needed(), datetime.now(UTC)
        lost = journal.close_lost(_LOST, now)
        purged = journal.purge(now, self.settings.journal_text_days, self.settings.journal_row_days)
        if self.keys is not None:
            self.keys.renew(now)
        self._unswept = not purged.swept or (self._unswept and not journal.sweep())
        logs.event("retention", texts=purged.texts, rows=purged.rows, lost=lost, swept=not self._unswept)

    def close(self) -> None:
        """Write what is still waiting, then close the journal."""
        self._writer.shutdown()
        if self.journal is not None:
            self.journal.close()

    def _row(self, opened: Opened) -> OpenedTurn:
        return OpenedTurn(
            turn_id=opened.turn,
            conversation_id=opened.conversation,
            at=datetime.now(UTC),
            scope=self.settings.scope,
            language=opened.language,
            question=opened.masked.question if opened.masked else None,
            tokens=self._tokens(opened.masked),
            index_version=opened.index_version,
            model=opened.model,
            prompt_hash=opened.prompt_hash,
            filter_version=VERSION,
        )

    def _tokens(self, masked: MaskedTurn | None) -> tuple[str, ...]:
        """Keyed tokens of the details, where linking is wanted; they cannot be linked once the key is gone."""
        if self.keys is None or masked is None:
            return ()
        keys, now = self.keys, datetime.now(UTC)
        return tuple(sorted({keys.token(label, value, now) for label, value in masked.details()}))

    def _needed(self) -> Journal:
        if self.journal is None:
            raise NoJournalError("the journal is switched off (AUSKUNFT_JOURNAL=off)")
        return self.journal

    def _submit(self, call: Callable[[], object]) -> Future[object]:
        future = self._writer.submit(call)
        future.add_done_callback(_reported)
        return future

    async def _written(self, call: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._writer, call)


@dataclass(slots=True)
class Record:
    """One turn while it is answered; `made` is what has been made of the answer so far."""

    opening: Opened
    begun: Future[object] | None = None
    made: Draft | None = field(default=None, init=False)
    _asked: float = field(default_factory=time.perf_counter, init=False)
    _answered: float = field(default=0.0, init=False)
    _whole: bool = field(default=False, init=False)

    async def opened(self) -> None:
        """The answer's first words are there, but nothing has gone out: wait until the row is on disk.

        A row that could not be written was reported where it happened.
        """
        self._answered = time.perf_counter()
        if self.begun is not None:
            await asyncio.wait([asyncio.wrap_future(self.begun)])

    def close(self) -> Draft:
        """The answer has been given out whole; what it is."""
        if self.made is None:
            raise RuntimeError("an answer ended before it began")
        self._whole = True
        return self.made

    def closed(self) -> ClosedTurn:
        """The end of the row."""
        now, made = time.perf_counter(), self.made
        began = self.opening.began
        timings = {"mask": self._asked - began, "answer": max(0.0, self._answered - self._asked), "whole": now - began}
        state = "failed" if made and made.outcome == Outcome.FAILED else "closed" if self._whole else "left"
        return ClosedTurn(
            at=datetime.now(UTC),
            outcome=made.outcome if made else None,
            language=self.opening.language,
            answer=public(made.text) if made else None,
            page_ids=tuple(dict.fromkeys(source.page_id for source in made.cited.sources)) if made else (),
            scores=dict(made.scores) if made else {},
            timings={name: round(1000 * seconds, 1) for name, seconds in timings.items()},
            state=state,
            failure=made.failure or "" if made else "",
            dropped=made.dropped if made else 0,
        )


def _reported(future: Future[object]) -> None:
    if error := future.exception():
        logs.failure("journal_failed", error)
