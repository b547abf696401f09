"""The journal's database, and the office's: how it is reached, how transactions begin, and how its files are swept of
what was deleted.

SQLite: one file in WAL mode; every connection overwrites what it deletes (`secure_delete`), and a sweep does the rest.
A writing transaction takes the write lock at its beginning, so it waits for others instead of failing at its end.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.journal.errors import JournalError

FILE: Final = "journal.sqlite"
ALONE: Final = 0x61_75_73_6B_75_6E_66_74
"""Number of the PostgreSQL advisory lock under which migrations, erasures and purges go one after another."""

SWEPT: Final = ("feedback", "turns")
"""The tables that deleted content stood in."""

SECONDS_TO_CONNECT: Final = 5


@dataclass(frozen=True, slots=True)
class Database:
    """An engine, where it leads to (for messages: no user, no password), and the seconds to wait for others."""

    engine: Engine
    place: str
    patience: float
    secrets: tuple[str, ...] = ()

    @property
    def is_file(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self, *, alone: bool = False) -> Generator[Connection]:
        """A transaction that is committed at the end; `alone`: no other such one runs meanwhile, in any process."""
        with self._clear(), self.engine.begin() as connection:
            if alone and not self.is_file:  # SQLite has one writer anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ALONE})
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A snapshot that keeps no writer waiting."""
        with self._clear(), self.engine.connect().execution_options(begin="BEGIN") as connection:
            yield connection

    def sweep(self, *, full: bool = False) -> bool:
        """Rid the files of what was deleted; False when another connection kept that from happening.

        SQLite: the file is written anew, for `secure_delete` overwrites a row where it stood, but not the copies that
        splitting a page leaves in its gaps (a stress test finds one in some thousand rows); then the write-ahead log
        goes into the file and is cut to nothing. Writers wait meanwhile: some 25 ms for each MB.
        PostgreSQL: VACUUM frees the space of deleted rows, which later rows overwrite; `full` writes the tables anew,
        for which it locks them. Its own write-ahead log keeps the content until the server recycles it.
        """
        with self._clear(), self.engine.connect() as connection:
            bare = connection.execution_options(isolation_level="AUTOCOMMIT", begin="")
            if self.is_file:
                return self._rewritten(bare) and self._emptied(bare)
            bare.exec_driver_sql(f"VACUUM ({'FULL, ' if full else ''}ANALYZE) {', '.join(SWEPT)}")
            return True

    def write_ahead(self) -> None:
        """Put the file into WAL mode, in which readers and the writer do not wait for each other; it stays in it."""
        with self._clear(), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT", begin="").exec_driver_sql(
                "PRAGMA journal_mode=WAL"
            )

    def _rewritten(self, bare: Connection) -> bool:
        """Whether the file could be written anew; a writer keeps it from that."""
        try:
            bare.exec_driver_sql("VACUUM")
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise
        return True

    def _emptied(self, bare: Connection) -> bool:
        """Whether the write-ahead log could be emptied; readers hold it, and so does another's checkpoint."""
        until = time.monotonic() + self.patience
        while bare.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one():
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    @contextmanager
    def _clear(self) -> Generator[None]:
        """A failure of the database as a JournalError: the libraries' own show statements and values."""
        try:
            yield
        except SQLAlchemyError as error:
            raise JournalError(f"{self.place}: {self._reason(error)}; {self._remedy()}") from None

    def _reason(self, error: SQLAlchemyError) -> str:
        """The driver's own words without what they quote: PostgreSQL puts values into lines after the first."""
        told = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
        first = " ".join(told.splitlines()[:1]) or type(error).__name__
        for secret in self.secrets:
            first = first.replace(secret, "***")
        return first

    def _remedy(self) -> str:
        if self.is_file:
            return (
                "check that the disk has room, that the folder can be written, and that no other program holds the file"
            )
        return "check that the server runs, can be reached from here, and lets this user in"


def open_database(
    address: str, folder: Path, patience: float, *, file: str = FILE, name: str = "the journal"
) -> Database:
    """The database at an address, not yet connected to; "" is the file in the folder, which is made if missing.

    `name` is what messages call what is kept in it.
    """
    return _server(_parsed(address), patience, name) if address else _file(folder / file, patience, name)


def _file(path: Path, patience: float, name: str) -> Database:
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # its WAL gets the same mode
    except OSError as error:
        raise JournalError(
            f"{name} {path} cannot be written ({error.strerror}); make its folder writable, or set another"
        ) from None
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience, "isolation_level": None},
        hide_parameters=True,
        max_overflow=-1,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine, f"{name} {path}", patience)


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("secure_delete=ON", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Python's driver would begin a transaction only before the first write, and fail there if another has written."""
    if begin := connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(begin)


def _server(url: URL, patience: float, name: str) -> Database:
    where = url.host or url.query.get("host") or "this machine"
    port = f":{url.port}" if url.port else ""
    connecting: dict[str, Any] = {"connect_timeout": SECONDS_TO_CONNECT}
    engine = create_engine(url, connect_args=connecting, hide_parameters=True, pool_pre_ping=True, max_overflow=-1)
    secrets = tuple(str(secret) for secret in (url.password, url.query.get("password")) if secret)
    return Database(engine, f"{name} on PostgreSQL at {where}{port}/{url.database or ''}", patience, secrets)


def _parsed(address: str) -> URL:
    """The address of a PostgreSQL database; what cannot be one is not shown, for it may hold a password."""
    wanted = "it must read postgresql+psycopg://user:password@host:port/database"
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise JournalError(f"the journal's address cannot be read; {wanted}") from None
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        kind = url.drivername if re.fullmatch(r"[a-z0-9+]{1,40}", url.drivername) else "something else"
        raise JournalError(f"the journal's address is of {kind}; {wanted}, or be empty for SQLite")
    if address.split("?")[0].count("@") > 1:
        raise JournalError(f"the journal's address holds more than one @; {wanted}, with @ in a password written %40")
    return url.set(drivername="postgresql+psycopg")
