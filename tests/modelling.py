"""A stand-in for a model server, at the border where a real one would be: it obeys, lies, refuses, hangs and breaks.

It speaks raw bytes over real connections, so that everything between them and the answer is the real thing.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.serving import until

Script = Callable[[dict[str, Any]], AsyncIterator[bytes | float]]
"""The request's JSON -> the bytes of the response, head and all; a number is a pause in seconds."""

EVENTS = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"


@dataclass(slots=True)
class Stub:
    """A server whose next answers `script` decides.

    Attributes:
        requests: the JSON of each request.
        open: connections on which an answer is under way.
    """

    script: Script
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    open: int = 0
    paths: list[str] = field(default_factory=list[str])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one answer; it ends when it is told, or when the client has gone."""
        self.open += 1
        tasks: list[asyncio.Future[Any]] = []
        try:
            request = await self._read(reader)
            tasks += [asyncio.ensure_future(reader.read(1)), asyncio.ensure_future(self._tell(request, writer))]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(ConnectionError):
                writer.close()
                await writer.wait_closed()

    async def _read(self, reader: asyncio.StreamReader) -> dict[str, Any]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.paths.append(head.split()[1])
        length = re.search(r"(?i)content-length: (\d+)", head)
        request: dict[str, Any] = json.loads(await reader.readexactly(int(length[1]))) if length else {}
        self.requests.append(request)
        return request

    async def _tell(self, request: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            async for part in self.script(request):
                if isinstance(part, int | float):
                    await asyncio.sleep(part)
                else:
                    writer.write(part)
                    await writer.drain()


@contextmanager
def stub(script: Script) -> Generator[Stub]:
    """A stub on a free port, in a thread of its own."""
    server, ready, stops = Stub(script), threading.Event(), list[Callable[[], object]]()

    async def main() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        async with await asyncio.start_server(server.serve, "127.0.0.1", 0) as listening:
            server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield server
    finally:
        stops[0]()
        thread.join(5)


def closed(server: Stub, seconds: float = 1.0) -> None:
    """Wait until no answer is under way."""
    until(lambda: server.open == 0, seconds)


# --- scripts ---------------------------------------------------------------------------------------------------------


def chunk(text: str | None, finish: str | None = None) -> bytes:
    """One event of a stream as OpenAI's protocol has it."""
    delta = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    whole = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}
    return b"data: " + json.dumps(whole).encode() + b"\n\n"


def saying(text: str | Callable[[str], str], finish: str = "stop", size: int = 12) -> Script:
    """Says a text, or what it makes of the user message, in pieces of some characters."""

    async def script(request: dict[str, Any]) -> AsyncIterator[bytes | float]:
        said = text if isinstance(text, str) else text(request["messages"][-1]["content"])
        yield EVENTS
        for at in range(0, len(said), size):
            yield chunk(said[at : at + size])
        yield chunk(None, finish)
        yield b"data: [DONE]\n\n"

    return script


def sending(*parts: bytes | float) -> Script:
    """Sends these bytes, with these pauses."""

    async def script(_: dict[str, Any]) -> AsyncIterator[bytes | float]:
        for part in parts:
            yield part

    return script
