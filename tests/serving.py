"""What the tests of the bot share: a real server on a free port of this machine, and reading its answers."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from bot.app import create_app
from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import Answer, DoneEvent
from bot.settings import Settings
from indexes.build import Built, Inputs, build
from indexes.embed import Embedder
from indexes.store import COLLECTION, Store

ROOT = Path(__file__).parents[1]
SMALL_PAGES = ROOT / "tests" / "pages"
SYNONYMS = ROOT / "corpus" / "synonyms.toml"
MATTERS = ROOT / "corpus" / "matters.toml"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and the bot behind it."""

    url: str
    bot: Bot
    stop: Callable[[], None]
    app: FastAPI

    def client(self) -> httpx.Client:
        """A client that follows no redirect and uses no proxy."""
        return httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def ask(self, question: str, **more: Any) -> dict[str, Any]:
        """The answer to a question as the JSON document."""
        with self.client() as client:
            asked = {"question": question, **more}
            return client.post("/api/v1/chat", json=asked, headers={"accept": "application/json"}).json()


@contextmanager
def serving(settings: Settings, port: int = 0) -> Generator[Served]:
    """Serve a bot over real HTTP in a thread of this process, so that a test can look at it from both sides.

    `stop` ends it before its time; `port` 0 takes a free one.
    """
    bot = open_bot(settings)
    listening = socket.create_server(("127.0.0.1", port))
    app = create_app(bot)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(20)
        listening.close()

    try:
        until(lambda: server.started)
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", bot, stop, app)
    finally:
        stop()


def until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"did not come true within {seconds} s"
        time.sleep(0.02)


def built(versions: Path, embedder: Embedder, pages: Path, *, activate: bool = True) -> Built:
    """Build a version of a pages folder."""
    return build(Inputs(pages, SYNONYMS, versions, embedder, matters=MATTERS), _silent, activate=activate)


def _silent(step: str, done: int, total: int) -> None:
    """No bar in a test."""


def events(body: str) -> list[tuple[str, dict[str, Any]]]:
    """The (event, data) of an event stream."""
    found: list[tuple[str, dict[str, Any]]] = []
    for block in filter(None, body.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


async def answered(bot: Bot, question: str, language: str = "") -> Answer:
    """The answer to a question, asked in this process."""
    last = [event async for event in answer(bot, Question(question, language))][-1]
    assert isinstance(last, DoneEvent)
    return last.answer


def users(bot: Bot) -> int:
    """How many answers hold the live index."""
    return bot.live._opened.users  # pyright: ignore[reportPrivateUsage]  # a leak shows nowhere else


def lose_the_rows(bot: Bot) -> None:
    """Break the open index as a damaged disk would: the vector store's files are there, its rows are not."""
    with bot.live.lease() as index:
        for part in index.scopes:
            assert isinstance(part.store, Store)
            part.store.client.delete_collection(COLLECTION)
