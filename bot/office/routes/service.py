"""Signing in by OpenID Connect: off to the service, and back with a code."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from bot.office.access import Visit, anybody, is_secure, needs, set_cookie
from bot.office.errors import missing
from bot.office.oidc.attempts import LONGEST, Attempt
from bot.office.oidc.errors import ServiceError
from bot.office.oidc.identity import Identity, identity, role_names
from bot.office.oidc.provider import Provider
from bot.office.view import HEADERS, inside, page

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Visit, anybody()]
Reader = Annotated[Visit, needs("read")]

BACK = "/office/anmelden/rueckkehr"
SECURE, PLAIN = "__Host-anmeldung", "anmeldung"


@router.get("/office/anmelden/dienst")
def begin(visit: Anybody) -> Response:
    """Off to the service, to sign in."""
    return _away(visit, "")


@router.get("/office/bestaetigen/dienst")
def begin_again(visit: Reader) -> Response:
    """Off to the service, to give the password again."""
    return _away(visit, visit.signed.key)


@router.get(BACK)
def back(visit: Anybody) -> Response:
    """A new session for whom the service names, or a fresh one; or why not.

    The session's cookie is not sent with what another website leads to. So the browser is shown a page of ours first,
    which leads on.
    """
    try:
        attempt, who = _answered(visit)
        done = page(visit, "signed_in.html", next=_further(attempt))
        if attempt.session:
            visit.office.store.prove_as(who, attempt)
        else:
            create = visit.office.settings.oidc_new_accounts
            set_cookie(visit.request, done.set_cookie, visit.office.store.sign_in_as(who, create=create))
    except ServiceError as error:
        reason = f"Anmeldedienst: {error.reason} {error.detail}".strip()
        visit.office.store.note("", "sign_in_failed", "", reason)
        raise
    secure = is_secure(visit.request)
    done.delete_cookie(_cookie(visit.request), path="/", secure=secure, httponly=True, samesite="lax")
    return done


def _away(visit: Visit, session: str) -> Response:
    """The cookie is `Lax`: it must come along when the service leads back here."""
    provider, secure = _provider(visit), is_secure(visit.request)
    further = inside(visit.request.query_params.get("weiter", ""))
    token, attempt = visit.office.store.begin_attempt(further, session)
    done = RedirectResponse(provider.address(attempt, _redirect(visit.request)), 303, headers=dict(HEADERS))
    age = int(LONGEST.total_seconds())
    done.set_cookie(_cookie(visit.request), token, max_age=age, path="/", secure=secure, httponly=True, samesite="lax")
    return done


def _answered(visit: Visit) -> tuple[Attempt, Identity]:
    """What was asked, and whom the service names."""
    answer, settings = dict(visit.request.query_params), visit.office.settings
    provider = _provider(visit)
    token = visit.request.cookies.get(_cookie(visit.request), "")
    attempt = visit.office.store.take_attempt(token, answer.get("state", ""))
    claims = provider.claims(answer, attempt, _redirect(visit.request))
    return attempt, identity(claims, settings.oidc_role_claim, role_names(settings.oidc_roles))


def _provider(visit: Visit) -> Provider:
    provider = Provider.of(visit.office.settings)
    if provider is None:
        raise missing("Hier ist kein Anmeldedienst eingerichtet.")
    return provider


def _further(attempt: Attempt) -> str:
    where = attempt.further or "/office"
    return f"{where}{'&' if '?' in where else '?'}said=proven" if attempt.session else where


def _redirect(request: Request) -> str:
    return f"{request.url.scheme}://{quote(request.url.netloc, safe=':[]')}{BACK}"


def _cookie(request: Request) -> str:
    return SECURE if request.url.scheme == "https" else PLAIN
