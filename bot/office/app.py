"""How the office is put together and hung into the server: its routes, and what is shown when something is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from bot.bot import Bot, OverloadedError
from bot.office.access import Visit
from bot.office.errors import OfficeError, SignInError
from bot.office.office import Office
from bot.office.proving import ProveError
from bot.office.routes import (
    account,
    editing,
    log,
    marking,
    numbers,
    pages,
    people,
    pins,
    practice,
    previewing,
    publishing,
    questions,
    review,
    runs,
    service,
    trying,
)
from bot.office.view import HEADERS, page
from corpus.history import HistoryError, StaleError
from indexes.version import VersionError

ROUTERS = (
    *(account, service, people, log, editing, pages, review, previewing, publishing, pins),
    *(trying, practice, questions, runs, marking, numbers),
)
"""`editing` before `pages`, `practice` before `questions`: what has an address of its own goes first."""


def install(app: FastAPI, bot: Bot) -> Office:
    """Hang the office into the application.

    Raises:
        JournalError: its database cannot be opened.
    """
    office = Office.open(bot)
    app.state.office = office
    for part in ROUTERS:
        app.include_router(part.router)
    app.add_exception_handler(SignInError, _sign_in)
    app.add_exception_handler(OfficeError, _refused)
    app.add_exception_handler(HistoryError, _not_done)
    app.add_exception_handler(VersionError, _not_done)
    for kind in (HTTPException, RequestValidationError, OverloadedError):
        app.add_exception_handler(kind, shown_here(app.exception_handlers[kind]))
    return office


_SHOWN: dict[type[Exception], tuple[int, str]] = {
    HTTPException: (404, "Das gibt es hier nicht."),
    RequestValidationError: (422, "Diese Angaben werden nicht verstanden."),
    OverloadedError: (503, "Der Server hat gerade viel zu tun. Bitte versuchen Sie es gleich noch einmal."),
    Exception: (500, "Es ist ein Fehler aufgetreten."),
}
"""What elsewhere is a problem document is a page in the office."""

Handler = Callable[[Request, Exception], Awaitable[Response]]


def shown_here(elsewhere: Any) -> Handler:
    """The handler of an error: a page below /office, what it is elsewhere."""

    async def handle(request: Request, error: Exception) -> Response:
        if not request.url.path.startswith("/office") or not hasattr(request.app.state, "office"):
            return await elsewhere(request, error)
        kind = next(kind for kind in _SHOWN if isinstance(error, kind))
        status = error.status_code if isinstance(error, HTTPException) else _SHOWN[kind][0]
        return _error(request, OfficeError(status, _SHOWN[kind][1] if status != 413 else "Das ist zu groß."))

    return handle


async def _sign_in(request: Request, _: Exception) -> Response:
    """To the form, and back afterwards; a part of a page that is open sends the whole page there."""
    here = request.url.path if request.method == "GET" else ""
    path = f"/office/anmelden?weiter={quote(here)}" if here else "/office/anmelden"
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={**HEADERS, "hx-redirect": "/office/anmelden"})
    if request.method == "GET":
        return RedirectResponse(path, 303, headers=dict(HEADERS))
    message = (
        "Ihre Anmeldung ist abgelaufen, und was Sie gesendet haben, ist nicht gespeichert. Öffnen Sie die Anmeldung in "
        "einem zweiten Fenster, gehen Sie hier zurück und senden Sie noch einmal."
    )
    return _error(request, OfficeError(401, "Bitte melden Sie sich an.", message))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, OfficeError)
    return _error(request, error)


async def _not_done(request: Request, error: Exception) -> Response:
    """What the history does not do is said in its own words."""
    status = 409 if isinstance(error, StaleError) else 422
    return _error(request, OfficeError(status, "Das geht so nicht.", str(error)))


def _error(request: Request, error: OfficeError) -> Response:
    visit: Visit = getattr(request.state, "visit", None) or Visit(request, request.app.state.office, None, FormData())
    path = error.path if isinstance(error, ProveError) else ""
    return page(visit, "error.html", error.status, title=error.title, message=str(error), prove=path)
