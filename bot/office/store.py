"""Where the office keeps accounts, sessions, the audit log and jobs: a database of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import insert, select

from bot.journal.database import Database, open_database
from bot.journal.migrate import Schema, migrate
from bot.office import audit, jobs, people, sessions
from bot.office.audit import Deed, Entry
from bot.office.jobs import Job, Kind
from bot.office.oidc import attempts, members
from bot.office.oidc.attempts import Attempt
from bot.office.oidc.errors import ServiceError
from bot.office.oidc.identity import Identity
from bot.office.people import Account
from bot.office.rights import Role
from bot.office.sessions import Session
from bot.office.tables import VERSION_TABLE, published

SCHEMA = Schema(Path(__file__).parent / "migrations", "office.lock", VERSION_TABLE)
FILE = "office.sqlite"
SKEW = timedelta(minutes=1)
"""By which the clock of the sign-in service may differ."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that went live, and the version of the pages folder that it was made of ("" if that is not known)."""

    version: str
    head: str
    at: datetime
    who: str
    note: str


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """The office's database. Safe to use from several threads and processes; what fails raises a JournalError."""

    database: Database
    now: Callable[[], datetime] = _now

    @classmethod
    def open(cls, address: str, folder: Path) -> Self:
        """Open the database, make it if missing, and bring its schema up to date; "" is a file in the folder."""
        database = open_database(address, folder, 10.0, file=FILE, name="the office's database")
        try:
            migrate(database, folder, SCHEMA)
        except BaseException:
            database.engine.dispose()
            raise
        return cls(database)

    def close(self) -> None:
        """Give the connections back."""
        self.database.engine.dispose()

    # --- audit ---

    def note(self, who: str, what: Deed, subject: str = "", detail: str = "") -> Entry:
        """Write a deed into the audit log."""
        with self.database.writing(alone=True) as connection:
            return audit.append(connection, self.now(), who, what, subject, detail)

    def entries(self) -> list[Entry]:
        """The audit log, oldest first."""
        with self.database.reading() as connection:
            return audit.kept(connection)

    # --- accounts; every change is noted in the same transaction ---

    def add_person(self, email: str, name: str, roles: tuple[Role, ...], password: str | None, *, by: str) -> Account:
        """A new account."""
        with self.database.writing(alone=True) as connection:
            account = people.add(connection, email, name, roles, password, self.now())
            audit.append(connection, self.now(), by, "person_added", account.email, ", ".join(account.roles))
        return account

    def change_person(
        self, email: str, *, by: str, roles: tuple[Role, ...] | None = None, disabled: bool | None = None
    ) -> Account:
        """Other roles, or the account switched off or on."""
        with self.database.writing(alone=True) as connection:
            account = people.change(connection, email, roles=roles, disabled=disabled)
            state = "abgeschaltet" if account.disabled else ", ".join(account.roles)
            audit.append(connection, self.now(), by, "person_changed", account.email, state)
        return account

    def set_password(self, email: str, password: str, *, by: str) -> None:
        """A new password."""
        with self.database.writing(alone=True) as connection:
            people.set_password(connection, email, password)
            audit.append(connection, self.now(), by, "password_changed", email.strip().casefold())

    def people(self) -> list[Account]:
        """All accounts."""
        with self.database.reading() as connection:
            return people.everybody(connection)

    def person(self, email: str) -> Account | None:
        """The account of an address."""
        with self.database.reading() as connection:
            return people.find(connection, email)

    # --- sessions ---

    def sign_in(self, email: str, password: str) -> str | None:
        """The token of a new session; None where address and password do not fit, or the account is locked."""
        now = self.now()
        right = self._fits(email, password, now)
        with self.database.writing(alone=True) as connection:
            account = people.tried(connection, email, right, now)
            if account is None:
                known = people.find(connection, email)  # what was typed may be a password in the wrong field
                audit.append(connection, now, known.email if known else "", "sign_in_failed")
                return None
            audit.append(connection, now, account.email, "signed_in")
            return sessions.begin(connection, account, now)

    def prove(self, session: Session, password: str) -> bool:
        """Whether the password is right; then the session is fresh again."""
        now, email = self.now(), session.account.email
        right = self._fits(email, password, now)
        with self.database.writing(alone=True) as connection:
            proven = people.tried(connection, email, right, now) is not None
            audit.append(connection, now, email, "proven" if proven else "sign_in_failed")
            if proven:
                sessions.prove(connection, session, now)
        return proven

    # --- sessions by the sign-in service ---

    def begin_attempt(self, further: str, session: str) -> tuple[str, Attempt]:
        """A sign-in at the service begins; with the token for the browser's cookie."""
        with self.database.writing(alone=True) as connection:
            return attempts.begin(connection, further, session, self.now())

    def take_attempt(self, token: str, state: str) -> Attempt:
        """The sign-in that this browser began; it can be taken once."""
        with self.database.writing(alone=True) as connection:
            return attempts.take(connection, token, state, self.now())

    def sign_in_as(self, who: Identity, *, create: bool) -> str:
        """The token of a new session for somebody whom the service knows."""
        now = self.now()
        with self.database.writing(alone=True) as connection:
            account = members.member(connection, who, create=create, now=now)
            audit.append(connection, now, account.email, "signed_in", "", "Anmeldedienst")
            return sessions.begin(connection, account, now)

    def prove_as(self, who: Identity, attempt: Attempt) -> None:
        """Make the session of an attempt fresh again: the same person has given the password just now."""
        now = self.now()
        if who.proven is None or who.proven < (attempt.made - SKEW).timestamp():
            raise ServiceError("stale", who.email)
        with self.database.writing(alone=True) as connection:
            session = sessions.of_key(connection, attempt.session, now)
            account = members.member(connection, who, create=False, now=now)
            if session is None:
                raise ServiceError("unknown", account.email)
            if account.id != session.account.id:
                raise ServiceError("other_person", account.email)
            sessions.prove(connection, session, now)
            audit.append(connection, now, account.email, "proven", "", "Anmeldedienst")

    def _fits(self, email: str, password: str, now: datetime) -> bool:
        with self.database.reading() as connection:
            secret = people.secret_of(connection, email, now)
        return people.fits(secret, password)

    def session(self, token: str) -> Session | None:
        """The session of a token."""
        now = self.now()
        with self.database.reading() as connection:
            found = sessions.find(connection, token, now)
            stale = found is not None and sessions.is_stale(connection, found, now)
        if found is not None and stale:
            with self.database.writing() as connection:
                sessions.touch(connection, found, now)
        return found

    def sign_out(self, session: Session) -> None:
        """End a session."""
        with self.database.writing(alone=True) as connection:
            sessions.end(connection, session)
            audit.append(connection, self.now(), session.account.email, "signed_out")

    # --- jobs ---

    def add_job(self, kind: Kind, who: str, wanted: dict[str, Any]) -> Job:
        """A new job that waits for a worker."""
        with self.database.writing() as connection:
            return jobs.add(connection, kind, who, wanted, self.now())

    def change_job(self, job_id: str, **values: Any) -> None:
        """Write down how a job goes on."""
        with self.database.writing() as connection:
            jobs.change(connection, job_id, **values)

    def job(self, job_id: str) -> Job | None:
        """The job with this id."""
        with self.database.reading() as connection:
            return jobs.find(connection, job_id)

    def jobs(self, kind: str = "", *, unended: bool = False, limit: int = 50) -> list[Job]:
        """The newest jobs first."""
        with self.database.reading() as connection:
            return jobs.listed(connection, kind, unended=unended, limit=limit)

    # --- published versions ---

    def published(self, version: str, head: str, who: str, note: str) -> None:
        """Write down which state of the pages a version that is live now was made of."""
        row = {"version": version, "head": head, "at": self.now(), "who": who, "note": note}
        with self.database.writing() as connection:
            connection.execute(insert(published).values(row))

    def publications(self) -> list[Publication]:
        """All that was ever put live from here, the newest first."""
        with self.database.reading() as connection:
            rows = connection.execute(select(published).order_by(published.c.n.desc()))
            return [Publication(row.version, row.head, row.at, row.who, row.note) for row in rows]

    def newest_result(self, kind: str) -> dict[str, Any]:
        """What came of the newest job of a kind that has a report; {} before the first."""
        ended = (job.result for job in self.jobs(kind) if not job.running and job.result.get("gate"))
        return next(ended, dict[str, Any]())
