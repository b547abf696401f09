"""The event stream: signs of life while there is nothing to say, and an end when the citizen leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from bot.api.stream import wire
from bot.events import Event, StatusEvent
from tests.serving import Served

STATUS = StatusEvent(stage="reading", text="Ich lese Ihre Frage.")
PING = b": ping\n\n"


async def test_silence_is_filled_with_signs_of_life_and_no_event_is_lost() -> None:
    heard = asyncio.Event()

    async def slow() -> AsyncGenerator[Event]:
        yield STATUS
        await heard.wait()
        yield STATUS

    parts: list[bytes] = []
    async with aclosing(slow()) as events, aclosing(wire(events, 0.01)) as stream:
        async for part in stream:
            parts.append(part)
            if parts.count(PING) == 3:
                heard.set()
    assert [part for part in parts if part != PING] == [parts[0], parts[0]]
    assert parts[0].startswith(b"event: status\ndata: {")
    assert parts.count(PING) >= 3


async def test_a_stream_without_silence_has_none() -> None:
    async def quick() -> AsyncGenerator[Event]:
        yield STATUS
        yield STATUS

    async with aclosing(quick()) as events, aclosing(wire(events, 15)) as stream:
        assert len([part async for part in stream]) == 2


async def test_leaving_while_an_event_is_awaited_ends_the_work_for_it() -> None:
    ended = asyncio.Event()

    async def endless() -> AsyncGenerator[Event]:
        try:
            await asyncio.Event().wait()
            yield STATUS
        finally:
            ended.set()

    async with aclosing(endless()) as events, aclosing(wire(events, 0.01)) as stream:
        assert await anext(stream) == PING
    assert ended.is_set()


async def test_an_error_of_the_answer_comes_through() -> None:
    async def broken() -> AsyncGenerator[Event]:
        yield STATUS
        raise LookupError

    async with aclosing(broken()) as events, aclosing(wire(events, 15)) as stream:
        await anext(stream)
        try:
            await anext(stream)
        except LookupError:
            return
    raise AssertionError("the error was swallowed")


def test_nothing_on_the_way_holds_the_events_back(served: Served) -> None:
    headers = {"accept": "text/event-stream", "accept-encoding": "gzip, br"}
    with served.client() as client:
        response = client.post("/api/v1/chat", json={"question": "Hallo"}, headers=headers)
    assert "content-encoding" not in response.headers
    assert response.headers["x-accel-buffering"] == "no"
    assert response.headers["cache-control"] == "no-store"
