"""The events of an answer on the wire, with a sign of life while there is nothing to say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from bot.events import Event


async def wire(events: AsyncIterator[Event], ping_seconds: float) -> AsyncGenerator[bytes]:
    """Each event as bytes; a comment after each `ping_seconds` of silence, so that no proxy takes it for the end.

    Close it before the events are closed: while it is open, it may be waiting for one.
    """
    coming: asyncio.Task[Event | None] | None = None
    try:
        while True:
            coming = coming or asyncio.create_task(_next(events))
            done, _ = await asyncio.wait([coming], timeout=ping_seconds)
            if not done:
                yield KEEPALIVE_COMMENT
                continue
            event, coming = coming.result(), None
            if event is None:
                return
            yield format_sse_event(event=event.event, data_str=event.model_dump_json(exclude={"event"}))
    finally:
        if coming is not None:
            coming.cancel()
            with suppress(asyncio.CancelledError):
                await coming


async def _next(events: AsyncIterator[Event]) -> Event | None:
    return await anext(events, None)
