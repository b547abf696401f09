"""A client that leaves ends the work that is done for it, whether its answer comes in parts or in one piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import AsyncExitStack
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

Result = TypeVar("Result")

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
        await ended(working, leaving)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def ended(*tasks: asyncio.Future[Any]) -> None:
    """Cancel what still runs, and wait until it has ended: what it held open is closed then."""
    running = [task for task in tasks if not task.done()]
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)
