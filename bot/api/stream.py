"""The events of an answer on the wire, with a sign of life while there is nothing to say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from bot.api.leaving import ended
from bot.events import Event


def wire(events: AsyncIterator[Event], ping_seconds: float) -> AsyncGenerator[bytes]:
    """Each event as bytes, with pings.

    Close it before the events are closed: while it is open, it may be waiting for one.
    """
    return with_pings(_written(events), ping_seconds)


async def with_pings(parts: AsyncIterator[bytes], ping_seconds: float) -> AsyncGenerator[bytes]:
    """The parts of a stream; a comment after each `ping_seconds` of silence, so that no proxy takes it for the end."""
    coming: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(_next(parts))
            if not (await asyncio.wait({coming}, timeout=ping_seconds))[0]:
                yield KEEPALIVE_COMMENT
                continue
            part, coming = coming.result(), None
            if part is None:
                return
            yield part
    finally:
        if coming:
            await ended(coming)


async def _written(events: AsyncIterator[Event]) -> AsyncGenerator[bytes]:
    async for event in events:
        yield format_sse_event(event=event.event, data_str=event.model_dump_json(exclude={"event"}))


async def _next(parts: AsyncIterator[bytes]) -> bytes | None:
    return await anext(parts, None)
