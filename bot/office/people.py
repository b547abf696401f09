"""Accounts: who may sign in with which password, in which roles, and the lock after failed attempts."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Semaphore
from typing import Any, Final
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.office.errors import OfficeError
from bot.office.rights import ROLES, Right, Role, rights_of
from bot.office.tables import people, sessions

SHORTEST: Final = 12
"""Characters that a password has at least; beyond that nothing is asked of it (BSI ORP.4, NIST SP 800-63B)."""

LONGEST: Final = 200
FAILS: Final = 5
"""Failed attempts in a row after which an account is locked."""

LOCKED: Final = timedelta(minutes=15)

_EMAIL = re.compile(r"[^@\s<>,;\x00-\x1f]{1,64}@[^@\s<>,;\x00-\x1f]{1,190}")
_hasher = PasswordHasher()
_room = Semaphore(2)
"""A hash takes 64 MiB and a core: strangers who try passwords get no more of them at once."""

_NOBODY = _hasher.hash(secrets.token_hex())
"""Verified where there is no account, so that the time does not tell."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the office knows them; `email` tells accounts apart."""

    id: str
    email: str
    name: str
    roles: tuple[Role, ...]
    disabled: bool
    local: bool  # whether it has a password here
    locked_until: datetime | None = None

    @property
    def rights(self) -> frozenset[Right]:
        """All that the person may do."""
        return frozenset() if self.disabled else rights_of(self.roles)


def add(
    connection: Connection, email: str, name: str, roles: tuple[Role, ...], password: str | None, now: datetime
) -> Account:
    """A new account; without a password it can only sign in elsewhere.

    Raises:
        OfficeError: something is missing or the address has an account.
    """
    address = _address(email)
    if not name.strip():
        raise OfficeError(422, "Es fehlt der Name der Person.")
    if find(connection, address):
        raise OfficeError(422, f"{address} hat schon ein Konto.")
    row = {
        "id": uuid4().hex,
        "email": address,
        "name": " ".join(name.split()),
        "secret": None if password is None else hashed(password),
        "roles": list(checked_roles(roles)),
        "disabled": False,
        "fails": 0,
        "locked_until": None,
        "made": now,
    }
    connection.execute(insert(people).values(row))
    return _needed(connection, address)


def change(
    connection: Connection, email: str, *, roles: tuple[Role, ...] | None = None, disabled: bool | None = None
) -> Account:
    """Other roles, or the account switched off or on; whoever is switched off is signed out at once."""
    account = _needed(connection, email)
    values: dict[str, Any] = {}
    if roles is not None:
        values["roles"] = list(checked_roles(roles))
    if disabled is not None:
        values |= {"disabled": disabled, "fails": 0, "locked_until": None}
    connection.execute(update(people).where(people.c.id == account.id).values(values))
    if disabled:
        connection.execute(delete(sessions).where(sessions.c.person == account.id))
    return _needed(connection, email)


def set_password(connection: Connection, email: str, password: str) -> None:
    """A new password; all sessions with the old one end."""
    account = _needed(connection, email)
    values = {"secret": hashed(password), "fails": 0, "locked_until": None}
    connection.execute(update(people).where(people.c.id == account.id).values(values))
    connection.execute(delete(sessions).where(sessions.c.person == account.id))


def find(connection: Connection, email: str) -> Account | None:
    """The account of an address."""
    row = connection.execute(select(people).where(people.c.email == email.strip().casefold())).first()
    return _account(row) if row else None


def everybody(connection: Connection) -> list[Account]:
    """All accounts, by name."""
    return [_account(row) for row in connection.execute(select(people).order_by(people.c.name, people.c.email))]


def secret_of(connection: Connection, email: str, now: datetime) -> str:
    """The hash that a password is held against; one that no password has, where nobody can sign in."""
    row = connection.execute(select(people).where(people.c.email == email.strip().casefold())).first()
    locked = row is not None and row.locked_until is not None and row.locked_until > now
    return _NOBODY if row is None or row.disabled or locked or not row.secret else row.secret


def tried(connection: Connection, email: str, right: bool, now: datetime) -> Account | None:
    """Count an attempt: a right one forgets those before it, the fifth wrong one in a row locks the account."""
    account = find(connection, email)
    if account is None or (account.locked_until and account.locked_until > now):
        return None
    row = connection.execute(select(people.c.fails).where(people.c.id == account.id)).one()
    fails = 0 if right else row.fails + 1
    until = now + LOCKED if fails >= FAILS else None
    values = {"fails": 0 if until else fails, "locked_until": until}
    connection.execute(update(people).where(people.c.id == account.id).values(values))
    return account if right and not account.disabled else None


def hashed(password: str) -> str:
    """The hash that is kept of a password.

    Raises:
        OfficeError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise OfficeError(422, f"Ein Passwort hat mindestens {SHORTEST} und höchstens {LONGEST} Zeichen.")
    with _room:
        return _hasher.hash(password)


def fits(secret: str, password: str) -> bool:
    """Whether a password is the one that the hash is of; it takes a tenth of a second, whatever comes of it."""
    try:
        with _room:
            return _hasher.verify(secret, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False


def invented() -> str:
    """A password to be told once and then changed."""
    return "-".join(secrets.token_hex(2) for _ in range(5))


def checked_roles(roles: tuple[str, ...]) -> tuple[Role, ...]:
    """The roles in their order.

    Raises:
        OfficeError: there is none, or one is unknown.
    """
    found: list[Role] = [role for role in ROLES if roles.count(role)]
    if not found or set(roles) - set(ROLES):
        raise OfficeError(422, f"Ein Konto hat mindestens eine dieser Rollen: {', '.join(ROLES)}.")
    return tuple(found)


def _address(email: str) -> str:
    address = email.strip().casefold()
    if not _EMAIL.fullmatch(address):
        raise OfficeError(422, "Das ist keine E-Mail-Adresse.")
    return address


def _needed(connection: Connection, email: str) -> Account:
    account = find(connection, email)
    if account is None:
        raise OfficeError(404, f"Für {email} gibt es kein Konto.")
    return account


def _account(row: Row[Any]) -> Account:
    roles: list[Role] = [role for role in ROLES if row.roles.count(role)]
    return Account(row.id, row.email, row.name, tuple(roles), row.disabled, row.secret is not None, row.locked_until)
