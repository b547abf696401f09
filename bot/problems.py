"""Errors before the stream, with a stable type and no echo of the input: RFC 9457 problem documents in German, and in
OpenAI's form for the clients that speak its protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot import policies
from bot.bot import OverloadedError
from bot.rates import TooManyError
from bot.recorder import NoJournalError

HEADERS = {
    "content-security-policy": policies.FORMS,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every response; `bot.limits` sets them."""

_TITLES = {
    400: "Die Anfrage ist fehlerhaft.",
    404: "Das gibt es hier nicht.",
    405: "Diese Methode ist hier nicht erlaubt.",
    406: "Dieses Format gibt es hier nicht.",
    413: "Die Anfrage ist zu groß.",
    415: "Dieser Inhaltstyp wird nicht verstanden.",
    422: "Die Eingabe ist ungültig.",
    429: "Sie haben in kurzer Zeit viele Fragen gestellt. Bitte warten Sie einen Augenblick.",
    500: "Es ist ein Fehler aufgetreten.",
    503: "Der Dienst ist gerade ausgelastet. Bitte versuchen Sie es gleich noch einmal.",
}
_TYPES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid-input",
    429: "too-many-questions",
    500: "internal-error",
    503: "overloaded",
}


def problem(
    status: int,
    detail: str = "",
    errors: Sequence[dict[str, object]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A problem document with an HTTP status; `errors` name fields, never values."""
    known = _known(status)
    body: dict[str, object] = {
        "type": f"urn:auskunft:problem:{_TYPES[known]}",
        "title": _TITLES[known],
        "status": status,
    }
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=dict(headers or {}), media_type="application/problem+json")


def refusal(
    path: str,
    status: int,
    errors: Sequence[dict[str, object]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """An error in the form that clients of this path read: OpenAI's under /v1/, else a problem document."""
    if not path.startswith("/v1/"):
        return problem(status, errors=errors, headers=headers)
    known = _known(status)
    error = {
        "message": _TITLES[known],
        "type": "invalid_request_error" if status < 500 else "server_error",
        "param": errors[0]["field"] if errors else None,
        "code": _TYPES[known],
    }
    return JSONResponse({"error": error}, 400 if status == 422 else status, headers=dict(headers or {}))


def _known(status: int) -> int:
    return status if status in _TITLES else 500 if status >= 500 else 400


def install(app: FastAPI) -> None:
    """Handle every error that is foreseen in one place."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OverloadedError, _overloaded)
    app.add_exception_handler(TooManyError, _too_many)
    app.add_exception_handler(NoJournalError, _nothing_there)


async def _http(request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = (error.headers if isinstance(error, HTTPException) else None) or {}
    return refusal(request.url.path, status, headers=headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    faults: list[dict[str, object]] = [{"field": _field(item), "reason": item["type"]} for item in found]
    return refusal(request.url.path, 422, errors=faults)


def _field(item: Mapping[str, Any]) -> str:
    """Where the fault is; the name of a field that does not exist is the client's own word and is not repeated."""
    known = item["loc"][:-1] if item["type"] == "extra_forbidden" else item["loc"]
    return ".".join(map(str, known))


async def _overloaded(request: Request, _: Exception) -> JSONResponse:
    return refusal(request.url.path, 503, headers={"Retry-After": "5"})


async def _too_many(request: Request, error: Exception) -> JSONResponse:
    seconds = error.seconds if isinstance(error, TooManyError) else 60
    return refusal(request.url.path, 429, headers={"Retry-After": str(seconds)})


async def _nothing_there(_: Request, __: Exception) -> JSONResponse:
    return problem(404)


async def unexpected(request: Request, _: Exception) -> JSONResponse:
    """The answer to what nobody foresaw; it stands behind the rules on origins, so that websites can read it."""
    return refusal(request.url.path, 500)
