"""Which account somebody from the service has: the one they were linked with, the one of their address, a new one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.office import audit
from bot.office import people as accounts
from bot.office.errors import OfficeError
from bot.office.oidc.errors import ServiceError
from bot.office.oidc.identity import Identity
from bot.office.people import Account
from bot.office.tables import identities, people


def member(connection: Connection, who: Identity, *, create: bool, now: datetime) -> Account:
    """The account of a person, with the roles that the service names, if it names them.

    Raises:
        ServiceError: there is none and none may be made, it is switched off, or no role is left for it.
    """
    if who.roles == ():
        raise ServiceError("no_role", who.subject)
    account = linked(connection, who) or _by_address(connection, who, now) or _new(connection, who, create, now)
    if account.disabled:
        raise ServiceError("disabled", account.email)
    if who.roles is not None and who.roles != account.roles:
        account = accounts.change(connection, account.email, roles=who.roles)
        audit.append(connection, now, account.email, "person_changed", account.email, ", ".join(who.roles))
    return account


def linked(connection: Connection, who: Identity) -> Account | None:
    """The account that was linked with this person."""
    wanted = select(people.c.email).join(identities, identities.c.person == people.c.id)
    here = (identities.c.issuer == who.issuer) & (identities.c.subject == who.subject)
    row = connection.execute(wanted.where(here)).first()
    return accounts.find(connection, row.email) if row else None


def _by_address(connection: Connection, who: Identity, now: datetime) -> Account | None:
    account = accounts.find(connection, who.email) if who.email else None
    if account is None:
        return None
    taken = connection.execute(
        select(identities.c.subject).where((identities.c.person == account.id) & (identities.c.issuer == who.issuer))
    ).first()
    if taken is not None:  # an address that was given to somebody else since
        raise ServiceError("no_account", f"{account.email}: gehört einer anderen Person des Anmeldedienstes")
    return _link(connection, account, who, now)


def _new(connection: Connection, who: Identity, create: bool, now: datetime) -> Account:
    if not create or not who.roles:
        raise ServiceError("no_account", who.email or who.subject)
    try:
        account = accounts.add(connection, who.email, who.name, who.roles, None, now)
    except OfficeError as error:
        raise ServiceError("claims", str(error)) from error
    audit.append(connection, now, account.email, "person_added", account.email, ", ".join(account.roles))
    return _link(connection, account, who, now)


def _link(connection: Connection, account: Account, who: Identity, now: datetime) -> Account:
    """An address that the service does not vouch for opens nobody's account."""
    if not who.verified:
        raise ServiceError("unverified", account.email)
    row = {"issuer": who.issuer, "subject": who.subject, "person": account.id, "made": now}
    connection.execute(insert(identities).values(row))
    audit.append(connection, now, account.email, "person_linked", account.email, who.issuer)
    return account
