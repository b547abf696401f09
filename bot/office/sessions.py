"""Sessions: a random token in the browser's cookie, its hash in the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from bot.office import people as accounts
from bot.office.people import Account
from bot.office.tables import people, sessions

LONGEST: Final = timedelta(hours=10)
"""After a working day everybody signs in anew."""

IDLE: Final = timedelta(hours=2)
PROVEN: Final = timedelta(minutes=15)
"""How long after the password was last given something may be put live."""

_STALE: Final = timedelta(minutes=1)  # `seen` is not written at every click


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in; `csrf` stands in every form, `proven` says when the password was last given."""

    account: Account
    key: str
    csrf: str
    proven: datetime

    def fresh(self, now: datetime) -> bool:
        """Whether the password was given a short while ago."""
        return now - self.proven < PROVEN

    def is_own(self, token: str) -> bool:
        """Whether a form's token is this session's."""
        return hmac.compare_digest(token.encode(), self.csrf.encode())


def begin(connection: Connection, account: Account, now: datetime) -> str:
    """A new session; returns the token for the cookie."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(sessions).where((sessions.c.made < now - LONGEST) | (sessions.c.seen < now - IDLE)))
    row = {"key": _key(token), "person": account.id, "csrf": secrets.token_urlsafe(32)}
    connection.execute(insert(sessions).values(**row, made=now, seen=now, proven=now))
    return token


def find(connection: Connection, token: str, now: datetime) -> Session | None:
    """The session of a token; None where it is unknown or over, or the account is switched off."""
    return of_key(connection, _key(token), now) if token else None


def of_key(connection: Connection, key: str, now: datetime) -> Session | None:
    """A live session by its key."""
    live = (sessions.c.made > now - LONGEST) & (sessions.c.seen > now - IDLE)
    wanted = select(sessions, people.c.email).join(people, people.c.id == sessions.c.person)
    row = connection.execute(wanted.where(sessions.c.key == key, live)).first()
    account = accounts.find(connection, row.email) if row else None
    if row is None or account is None or account.disabled:
        return None
    return Session(account, row.key, row.csrf, row.proven)


def is_stale(connection: Connection, session: Session, now: datetime) -> bool:
    """Whether it is time to write down that the session was used."""
    row = connection.execute(select(sessions.c.seen).where(sessions.c.key == session.key)).first()
    return row is not None and now - row.seen > _STALE


def touch(connection: Connection, session: Session, now: datetime) -> None:
    """Write down that the session was used."""
    connection.execute(update(sessions).where(sessions.c.key == session.key).values(seen=now))


def prove(connection: Connection, session: Session, now: datetime) -> None:
    """Write down that the password was given again."""
    connection.execute(update(sessions).where(sessions.c.key == session.key).values(proven=now))


def end(connection: Connection, session: Session) -> None:
    """Sign out."""
    connection.execute(delete(sessions).where(sessions.c.key == session.key))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
