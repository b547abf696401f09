"""`python -m evaluation.bench.instant`: a model server without a model, to measure everything around one.

It copies the first sentence of the first passages with their numbers, or returns the first numbers: at once as the
model `instant`, at the pace of a real one as `paced`.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
THINKS, TOKEN = 0.6, 0.02
"""Seconds before the first token of `paced`, and for each token."""

_PASSAGE = re.compile(r"^\[(\d+)\] .*\n(.+?\.)(?=\s|$)", re.MULTILINE)
_NUMBER = re.compile(r"^(\d+): ", re.MULTILINE)


def answer(data: str) -> str:
    """What it says to a user message: three sentences where passages are numbered, else six numbers."""
    passages = _PASSAGE.findall(data)[:3]
    return "\n".join(f"{said} [{n}]" for n, said in passages) or ", ".join(_NUMBER.findall(data)[:6])


def chunks(said: str) -> Iterator[bytes]:
    """The answer as a stream of events, a token in each."""
    for token in re.findall(r"\s*\S+", said):
        yield _chunk({"content": token}, None)
    yield _chunk({}, "stop") + b"data: [DONE]\n\n"


def _chunk(delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    whole = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "x", "choices": [choice]}
    return b"data: " + json.dumps(whole).encode() + b"\n\n"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = int(re.findall(r"(?i)content-length: (\d+)", head)[0])
    request: dict[str, Any] = json.loads(await reader.readexactly(length))
    paced = request["model"] == "paced"
    writer.write(HEAD)
    await asyncio.sleep(THINKS * paced)
    for part in chunks(answer(request["messages"][-1]["content"])):
        writer.write(part)
        if paced:
            await asyncio.sleep(TOKEN)
    await writer.drain()
    writer.close()


async def _main() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main())
