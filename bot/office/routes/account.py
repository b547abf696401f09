"""Signing in and out, giving the password again, and one's own account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from bot.office.access import Visit, anybody, cookie_name, needs, set_cookie
from bot.office.errors import OfficeError
from bot.office.view import go, inside, page

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Visit, anybody()]
Reader = Annotated[Visit, needs("read")]

WRONG = (
    "E-Mail-Adresse oder Passwort stimmen nicht, oder das Konto ist gesperrt. Nach fünf falschen Versuchen ist ein "
    "Konto fünfzehn Minuten lang gesperrt."
)


@router.get("/office/anmelden")
def sign_in_form(visit: Anybody) -> Response:
    """The form."""
    if visit.session is not None:
        return go("/office")
    return page(visit, "sign_in.html", next=inside(visit.request.query_params.get("weiter", "")), email="", error="")


@router.post("/office/anmelden")
def sign_in(visit: Anybody) -> Response:
    """A new session, or why not. A session that the browser had before is ended: its token is never taken over."""
    if visit.session is not None:
        visit.office.store.sign_out(visit.session)
    further = inside(visit.text("weiter"))
    done = RedirectResponse(further or "/office", 303)
    set_cookie(visit.request, done.set_cookie, "")  # refuses a connection that can be listened to before it is used
    token = visit.office.store.sign_in(visit.text("email"), visit.text("password"))
    if token is None:
        return page(visit, "sign_in.html", 422, next=further, email=visit.text("email"), error=WRONG)
    done = RedirectResponse(further or "/office", 303)
    set_cookie(visit.request, done.set_cookie, token)
    return done


@router.post("/office/abmelden")
def sign_out(visit: Reader) -> Response:
    """The end of the session."""
    visit.office.store.sign_out(visit.signed)
    done = go("/office/anmelden", "signed_out")
    secure = visit.request.url.scheme == "https"
    done.delete_cookie(cookie_name(visit.request), path="/", secure=secure, httponly=True, samesite="strict")
    return done


@router.get("/office/bestaetigen")
def prove_form(visit: Reader) -> Response:
    """The form that asks for the password again."""
    return page(visit, "prove.html", next=inside(visit.request.query_params.get("weiter", "")), error="")


@router.post("/office/bestaetigen")
def prove(visit: Reader) -> Response:
    """The session is fresh again, or not."""
    further = inside(visit.text("weiter"))
    if not visit.office.store.prove(visit.signed, visit.text("password")):
        return page(visit, "prove.html", 422, next=further, error=WRONG)
    return go(further or "/office", "proven")


@router.get("/office/konto")
def account(visit: Reader) -> Response:
    """One's own account."""
    return page(visit, "account.html", error="")


@router.post("/office/konto")
def change_password(visit: Reader) -> Response:
    """A new password; all sessions end."""
    if visit.text("new") != visit.text("again"):
        return page(visit, "account.html", 422, error="Die beiden neuen Passwörter sind nicht gleich.")
    if not visit.office.store.prove(visit.signed, visit.text("password")):
        return page(visit, "account.html", 422, error="Das bisherige Passwort stimmt nicht.")
    try:
        visit.office.store.set_password(visit.account.email, visit.text("new"), by=visit.account.email)
    except OfficeError as error:
        return page(visit, "account.html", 422, error=str(error))
    return go("/office/anmelden", "password_changed")
