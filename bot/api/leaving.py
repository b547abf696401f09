"""A client that leaves ends the work that is done for it, whether its answer comes in parts or in one piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import AsyncExitStack
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

Result = TypeVar("Result")

PING_SECONDS = 15.0
"""So long a stream may be silent: proxies close what is silent for longer, and a model may think for a while."""

PING = b": ping\n\n"
LEFT = 499


async def closing_with_the_response() -> AsyncGenerator[AsyncExitStack]:
    """Closes what is entered into it when the response has ended, also when the client left in the middle."""
    async with AsyncExitStack() as stack:
        yield stack


Closing = Annotated[AsyncExitStack, Depends(closing_with_the_response)]


async def while_there(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """What the work comes to, for a response in one piece; it is cancelled as soon as the client has left.

    Raises:
        HTTPException: the client left; nobody reads it.
    """
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise HTTPException(LEFT)
    finally:
        await _ended(working, leaving)


async def with_pings(parts: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    """The parts of a stream of events, and a comment whenever there is nothing for a while."""
    coming: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(_next(parts))
            if not (await asyncio.wait({coming}, timeout=PING_SECONDS))[0]:
                yield PING
                continue
            part, coming = coming.result(), None
            if part is None:
                return
            yield part
    finally:
        if coming:
            await _ended(coming)


async def _next(parts: AsyncIterator[bytes]) -> bytes | None:
    return await anext(parts, None)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _ended(*tasks: asyncio.Future[Any]) -> None:
    """Cancel what still runs, and wait until it has ended: what it held open is closed then."""
    running = [task for task in tasks if not task.done()]
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)
