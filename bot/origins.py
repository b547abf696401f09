"""Which websites may use the widget: CORS for the API and the widget's files. Plain ASGI: streams pass untouched.

A browser keeps an answer from a page whose origin is not allowed. No request carries cookies or other credentials.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.municipality import Municipality

_CONFIGURATION = "/api/v1/widget/"
_OPEN_TO_WEBSITES = ("/api/v1/", "/widget/")


class Origins:
    """Allows each municipality's websites its own configuration, and all of them the API and the widget's files."""

    def __init__(self, app: ASGIApp, municipalities: Mapping[str, Municipality]) -> None:
        """Put the rules in front of an application."""
        every = {origin for municipality in municipalities.values() for origin in municipality.origins}
        self._app = app
        self._any = _allowing(app, every)
        self._one = {name: _allowing(app, set(found.origins)) for name, found in municipalities.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        await self._rules(scope)(scope, receive, send)

    def _rules(self, scope: Scope) -> ASGIApp:
        path = scope["path"] if scope["type"] == "http" else ""
        if path.startswith(_CONFIGURATION):
            return self._one.get(path.removeprefix(_CONFIGURATION), self._any)
        return self._any if path.startswith(_OPEN_TO_WEBSITES) else self._app


def _allowing(app: ASGIApp, origins: set[str]) -> ASGIApp:
    return CORSMiddleware(
        app,
        allow_origins=sorted(origins),
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("content-type",),
        expose_headers=("Retry-After", "X-Request-Id"),
        max_age=600,
    )
