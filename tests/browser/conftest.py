"""One Chromium for all browser tests, and tabs with the widget."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator
from threading import Semaphore

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

import bot.api.chat
from bot.bot import Bot
from bot.chat import Question, answer
from bot.events import Event
from tests.browser.hosts import BUILT, PATIENCE, Visit, visiting
from tests.browser.test_chat_page_browser import ARGUMENTS, CHROMIUM
from tests.serving import Served

FROM_OUTSIDE = "--disable-features=LocalNetworkAccessChecks"
"""Lets a website reach this machine, where the server of a test is; in a town it is not on the citizen's machine."""


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    assert (BUILT / "loader.js").is_file(), "the widget is not built; run `make widget`"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, FROM_OUTSIDE])
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Generator[Visit]:
    """A tab, before any page is open in it."""
    with visiting(browser, served.url) as found:
        yield found


class Pace:
    """Lets the events of an answer out one by one, as the test says."""

    def __init__(self) -> None:
        """Hold everything back."""
        self._free = Semaphore(0)
        self.broken = 0  # how many of the next answers break off instead of ending
        self.left = 0  # how many answers nobody waited for to the end

    def let(self, events: int) -> None:
        """Let so many events out."""
        for _ in range(events):
            self._free.release()

    async def answer(self, bot: Bot, question: Question) -> AsyncGenerator[Event]:
        """The real answer, at this pace."""
        whole = False
        try:
            async for event in answer(bot, question):
                await asyncio.to_thread(self._free.acquire)
                whole = event.event == "done"
                if whole and self.broken:
                    self.broken -= 1
                    raise ConnectionError("broken off by the test")
                yield event
        finally:
            self.left += not whole


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> Pace:
    """The server answers at the pace of the test."""
    found = Pace()
    monkeypatch.setattr(bot.api.chat, "answer", found.answer)
    return found
