"""Who may do what: the one dependency of every route. It finds the session, asks for the right that the route needs,
and for whatever writes checks where the form comes from and that it carries the session's token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from bot.office.audit import Deed
from bot.office.errors import OfficeError, SignInError, forbidden
from bot.office.office import Office
from bot.office.people import Account
from bot.office.rights import Right
from bot.office.sessions import Session
from corpus.history import Person

SECURE, PLAIN = "__Host-redaktion", "redaktion"
"""The cookie's name; the plain one over http on this machine only, where a browser keeps no `__Host-` cookie."""

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_READING = {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of the office: who asks, and what they sent."""

    request: Request
    office: Office
    session: Session | None
    form: FormData

    @property
    def signed(self) -> Session:
        """The session of a route that needs one."""
        if self.session is None:
            raise SignInError
        return self.session

    @property
    def account(self) -> Account:
        """Who is signed in."""
        return self.signed.account

    @property
    def person(self) -> Person:
        """Who is signed in, as the history knows them."""
        return Person(self.account.name, self.account.email)

    def may(self, right: Right) -> bool:
        """Whether who is signed in has a right."""
        return self.session is not None and right in self.session.account.rights

    def fresh(self) -> bool:
        """Whether the password was given a short while ago."""
        return self.signed.fresh(self.office.store.now())

    def note(self, what: Deed, subject: str = "", detail: str = "") -> None:
        """Write a deed of who is signed in into the audit log."""
        self.office.store.note(self.account.email, what, subject, detail)

    def text(self, name: str) -> str:
        """A field of the form as text, with plain line ends."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """All fields of that name."""
        found = (value for value in self.form.getlist(name) if isinstance(value, str))
        return [value.replace("\r\n", "\n").replace("\r", "\n") for value in found]

    def file(self, name: str) -> UploadFile | None:
        """A file of the form."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None


def needs(right: Right) -> Any:
    """The dependency of a route that needs a right; it gives the visit."""

    async def visit(request: Request) -> Visit:
        found = await _arrived(request)
        if found.session is None:
            raise SignInError
        if right not in found.account.rights:
            await run_in_threadpool(found.note, "refused", _template(request))
            raise forbidden("Ihr Konto hat dafür keine Rolle. Wer sie vergibt, ist die Verwaltung der Redaktion.")
        return await _checked(found)

    visit.right = right  # pyright: ignore[reportFunctionMemberAccess]  # what the test of the role matrix reads
    return Depends(visit)


def anybody() -> Any:
    """The dependency of a route for everybody, signed in or not."""

    async def visit(request: Request) -> Visit:
        found = await _arrived(request)
        return await _checked(found)

    visit.right = ""  # pyright: ignore[reportFunctionMemberAccess]  # likewise
    return Depends(visit)


async def _arrived(request: Request) -> Visit:
    office = cast("Office", request.app.state.office)
    session = await run_in_threadpool(office.store.session, request.cookies.get(cookie_name(request), ""))
    found = Visit(request, office, session, FormData())
    request.state.visit = found
    return found


async def _checked(visit: Visit) -> Visit:
    """The visit with its form, if it writes: from our own pages and with the session's token."""
    request = visit.request
    if request.method in _READING:
        return visit
    if not _from_here(request):
        raise forbidden(
            "Der Aufruf kam nicht von einer Seite der Redaktion. Steht der Server hinter einem Reverse-Proxy, muss "
            "dessen Adresse in AUSKUNFT_TRUSTED_PROXIES stehen."
        )
    form = await request.form(max_fields=2_000)
    if visit.session is not None:
        token = request.headers.get("x-csrf-token") or form.get("csrf") or ""
        if not isinstance(token, str) or not visit.session.is_own(token):
            raise forbidden("Das Formular ist veraltet. Laden Sie die Seite neu und senden Sie es noch einmal.")
    found = Visit(request, visit.office, visit.session, form)
    request.state.visit = found
    return found


def _from_here(request: Request) -> bool:
    """Whether a browser sent this from one of our pages: by its Origin, or by what else it says of the site."""
    origin = request.headers.get("origin")
    if origin is not None:
        return origin == f"{request.url.scheme}://{request.url.netloc}"
    return request.headers.get("sec-fetch-site") == "same-origin"


def cookie_name(request: Request) -> str:
    """The name of the session's cookie for this connection."""
    return SECURE if request.url.scheme == "https" else PLAIN


def set_cookie(request: Request, set_: Callable[..., object], token: str) -> None:
    """Put the session's cookie into a response.

    Raises:
        OfficeError: the connection can be listened to.
    """
    set_(cookie_name(request), token, path="/", secure=is_secure(request), httponly=True, samesite="strict")


def is_secure(request: Request) -> bool:
    """Whether the connection is encrypted; if not, it must stay on this machine.

    Raises:
        OfficeError: the connection can be listened to.
    """
    secure = request.url.scheme == "https"
    if not secure and request.url.hostname not in _LOOPBACK:
        raise OfficeError(
            403,
            "Anmelden geht nur über eine verschlüsselte Verbindung (https).",
            "Nur auf dem Rechner selbst (http://127.0.0.1) geht es ohne. Hinter einem Reverse-Proxy muss dessen "
            "Adresse in AUSKUNFT_TRUSTED_PROXIES stehen.",
        )
    return secure


def _template(request: Request) -> str:
    return str(getattr(request.scope.get("route"), "path_format", ""))


Handler = Callable[..., Awaitable[Any]]
