"""Accounts: who may sign in, in which roles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office import people
from bot.office.access import Visit, needs
from bot.office.errors import OfficeError
from bot.office.people import checked_roles
from bot.office.proving import proven
from bot.office.rights import ROLES
from bot.office.view import go, page

router = APIRouter(include_in_schema=False)

Admin = Annotated[Visit, needs("people")]


@router.get("/office/konten")
def everybody(visit: Admin) -> Response:
    """All accounts, and the form for a new one."""
    return _shown(visit)


@router.post("/office/konten")
def add(visit: Admin) -> Response:
    """A new account; its password is made up and told once."""
    proven(visit, "/office/konten")
    elsewhere = bool(visit.text("service") and visit.office.settings.oidc_issuer)
    password = people.invented()
    typed = {"email": visit.text("email"), "name": visit.text("name"), "roles": visit.texts("roles")}
    try:
        roles = checked_roles(tuple(visit.texts("roles")))
        made = visit.office.store.add_person(
            visit.text("email"), visit.text("name"), roles, None if elsewhere else password, by=visit.account.email
        )
    except OfficeError as error:
        return _shown(visit, 422, error=str(error), typed=typed)
    return go("/office/konten", "person_added") if elsewhere else _shown(visit, told=(made.email, password))


@router.post("/office/konten/{email}")
def change(visit: Admin, email: str) -> Response:
    """Other roles, switched off or on, or a new password that is told once."""
    proven(visit, "/office/konten")
    store, by = visit.office.store, visit.account.email
    _not_oneself(visit, email)
    action = visit.text("action")
    if action == "password":
        password = people.invented()
        store.set_password(email, password, by=by)
        return _shown(visit, told=(email, password))
    if action == "roles":
        store.change_person(email, by=by, roles=checked_roles(tuple(visit.texts("roles"))))
    elif action in ("disable", "enable"):
        store.change_person(email, by=by, disabled=action == "disable")
    else:
        raise OfficeError(422, "Dieser Schritt ist unbekannt.")
    return go("/office/konten", "person_changed")


def _not_oneself(visit: Visit, email: str) -> None:
    """Nobody locks themselves out, and nobody gives themselves roles."""
    if email.casefold() == visit.account.email:
        raise OfficeError(422, "Das eigene Konto ändert eine andere Person der Verwaltung.")


def _shown(visit: Visit, status: int = 200, **context: Any) -> Response:
    """The list, with what came of the last form: `error`, what was `typed`, an account and a password to be `told`."""
    nothing: dict[str, Any] = {"error": "", "typed": {"email": "", "name": "", "roles": []}, "told": None}
    people_now = visit.office.store.people()
    return page(visit, "people.html", status, None, people=people_now, roles=ROLES, **(nothing | context))
