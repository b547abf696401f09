"""The largest body that is read, and the headers of every response; plain ASGI, so that streams pass untouched."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.problems import HEADERS, refusal


@dataclass(frozen=True, slots=True)
class Fenced:
    """Sets the headers that every response carries, a refusal as well."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


@dataclass(frozen=True, slots=True)
class Limits:
    """Refuses bodies above `body_limit` bytes with 413, whether or not their length was announced; the office's forms
    and uploads may be larger."""

    app: ASGIApp
    body_limit: int
    office_limit: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.office_limit if _is_office(scope["path"]) else self.body_limit
        length = Headers(scope=scope).get("content-length", "")
        if length.isdigit() and int(length) > limit:
            await refusal(scope["path"], 413)(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive, limit), send)

    def _counted(self, receive: Receive, limit: int) -> Receive:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(413)  # passes through what reads bodies, as other errors would not
            return message

        return counted


def _is_office(path: str) -> bool:
    """Whether the body of a request is read only for who is signed in."""
    return path.startswith("/office/") and not path.startswith("/office/anmelden")
