"""Sign-ins that were begun: what was asked of the service, kept until it answers, for one answer only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from bot.office.oidc.errors import ServiceError
from bot.office.tables import attempts

LONGEST: Final = timedelta(minutes=10)
"""How long somebody may take at the service."""

MOST: Final = 1_000
"""Begun sign-ins at once: strangers can begin as many as they like."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sign-in that was begun.

    `further` is where it leads, `session` the session that is to be proven anew ("" for a new one). `state` ties the
    service's answer to the question, `nonce` the identity to it, `verifier` the code to who may redeem it (RFC 7636).
    """

    state: str
    nonce: str
    verifier: str
    further: str
    session: str
    made: datetime


def begin(connection: Connection, further: str, session: str, now: datetime) -> tuple[str, Attempt]:
    """A new attempt, with the token for the browser's cookie.

    Raises:
        ServiceError: there are too many.
    """
    connection.execute(delete(attempts).where(attempts.c.made < now - LONGEST))
    if connection.execute(select(func.count()).select_from(attempts)).scalar_one() >= MOST:
        raise ServiceError("busy")
    token = secrets.token_urlsafe(32)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    attempt = Attempt(state, nonce, verifier, further, session, now)
    row = {name: getattr(attempt, name) for name in ("state", "nonce", "verifier", "further", "session", "made")}
    connection.execute(insert(attempts).values(key=_key(token), **row))
    return token, attempt


def take(connection: Connection, token: str, state: str, now: datetime) -> Attempt:
    """The attempt of this browser and this state; it can be taken once.

    Raises:
        ServiceError: there is none.
    """
    row = connection.execute(select(attempts).where(attempts.c.key == _key(token))).first()
    if row is None or row.made < now - LONGEST or not hmac.compare_digest(row.state.encode(), state.encode()):
        raise ServiceError("unknown")
    connection.execute(delete(attempts).where(attempts.c.key == row.key))
    return Attempt(row.state, row.nonce, row.verifier, row.further, row.session, row.made)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
