"""One log line for each request, at its end: which route, what came of it, how long it took. Nothing of who or what."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import logs
from bot.logs import Plain

HEADER = "x-request-id"
LEFT = 499
"""The client left before the response had ended, whatever status it had begun with."""
STOPPED, FAILED = 503, 500

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Access:
    """Logs `access` for each HTTP request and gives it an id, which its response and its other lines carry.

    Fields: `route` is the template of the route (a mount's path for all below it, "unmatched" where nothing matched);
    `method` is "other" if unusual; `status` is that of the response, or, when it did not end, 499 if the client left,
    503 if the server stopped, 500 if the application failed; `ms` until the end; for a response in parts, `ttfb`, the
    ms until its first byte. A client that leaves is noticed where something is read, sent or waited for.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, logs.begin_request())
        try:
            await self.app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            exchange.left = True
            raise
        except asyncio.CancelledError:
            exchange.stopped = True
            raise
        finally:
            _write(scope, exchange)


@dataclass(slots=True)
class _Exchange:
    """A request and its response as they pass by."""

    _receive: Receive
    _send: Send
    id: Plain
    begun: float = field(default_factory=perf_counter)
    ttfb: float | None = None
    left: bool = False
    stopped: bool = False
    _answered: int = 0
    _parts: int = 0
    _ended: bool = False

    @property
    def status(self) -> int:
        """What came of it."""
        if self._ended:
            return self._answered
        return LEFT if self.left else STOPPED if self.stopped else FAILED

    @property
    def streamed(self) -> bool:
        """Whether the response came in parts."""
        return self._parts > 1

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" and not self._ended:
            self.left = True
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._answered = message["status"]
            MutableHeaders(scope=message)[HEADER] = self.id
        elif message["type"] == "http.response.body":
            self._part(message)
        await self._send(message)

    def _part(self, message: Message) -> None:
        self._parts += 1
        if self.ttfb is None and message.get("body"):
            self.ttfb = self.elapsed()
        if not message.get("more_body", False) and not self.left:
            self._ended = True

    def elapsed(self) -> float:
        """Milliseconds since the request came."""
        return (perf_counter() - self.begun) * 1000


def _write(scope: Scope, exchange: _Exchange) -> None:
    route, method = _route(scope), Plain(scope["method"] if scope["method"] in _METHODS else "other")
    status, ms = exchange.status, round(exchange.elapsed(), 1)
    if exchange.streamed and exchange.ttfb is not None:
        logs.event("access", route=route, method=method, status=status, ms=ms, ttfb=round(exchange.ttfb, 1))
    else:
        logs.event("access", route=route, method=method, status=status, ms=ms)


def _route(scope: Scope) -> Plain:
    """The path that stands in code for the route that was found; never what a client asked for."""
    path = _mounted(scope) or getattr(scope.get("route"), "path_format", None)
    return Plain(path) if isinstance(path, str) and path else Plain("unmatched")


def _mounted(scope: Scope) -> str | None:
    """The path of the mount whose application was called."""
    mounts = (route for route in scope["app"].routes if isinstance(route, Mount)) if "app" in scope else ()
    return next((mount.path for mount in mounts if mount.app is scope.get("endpoint")), None)
