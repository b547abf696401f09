"""Who somebody is by the service's claims, and in which roles; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.office.oidc.errors import ServiceError
from bot.office.rights import ROLES, Role


@dataclass(frozen=True, slots=True)
class Identity:
    """A person at the service. `issuer` and `subject` tell people apart, the address alone does not.

    `roles` is None where the service does not say them; `proven` is when the password was given there, in seconds
    since 1970, or None.
    """

    issuer: str
    subject: str
    email: str
    verified: bool
    name: str
    roles: tuple[Role, ...] | None
    proven: float | None


def identity(claims: Mapping[str, Any], role_claim: str, names: Mapping[str, Role]) -> Identity:
    """The person whom checked claims speak of.

    `role_claim` is the way to the service's names for roles ("groups", "realm_access.roles"; "" if it names none),
    `names` says which of ours they mean.

    Raises:
        ServiceError: the claims name no person.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not isinstance(issuer, str) or not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ServiceError("claims", "sub")
    email = str(claims.get("email") or "").strip().casefold()
    named = next((str(claims[key]) for key in ("name", "preferred_username", "email") if claims.get(key)), subject)
    roles = _roles(_at(claims, role_claim), names) if role_claim else None
    proven = claims.get("auth_time")
    when = float(proven) if isinstance(proven, int | float) else None
    return Identity(issuer, subject, email, claims.get("email_verified") is True, named, roles, when)


def role_names(setting: str) -> dict[str, Role]:
    """The service's names for our roles, from "editor=redaktion, reviewer=freigabe".

    Raises:
        ValueError: an entry is none of these; its message names it.
    """
    found: dict[str, Role] = {}
    for part in filter(None, (part.strip() for part in setting.split(","))):
        role, _, name = (word.strip() for word in part.partition("="))
        if role not in ROLES or not name:
            raise ValueError(f"{part!r}: write role=name with one of the roles {', '.join(ROLES)}")
        found[name] = ROLES[ROLES.index(role)]
    return found


def _at(claims: Mapping[str, Any], way: str) -> object:
    found: object = claims
    for key in way.split("."):
        found = cast("Mapping[str, object]", found).get(key) if isinstance(found, Mapping) else None
    return found


def _roles(said: object, names: Mapping[str, Role]) -> tuple[Role, ...]:
    values = cast("list[object]", said) if isinstance(said, list) else [said]
    meant = {names[value] for value in values if isinstance(value, str) and value in names}
    return tuple(role for role in ROLES if role in meant)
