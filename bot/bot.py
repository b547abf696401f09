"""The bot and how it is put together: everything is constructed here, once, and passed on explicitly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from bot.language import detect
from bot.live import LiveIndex
from bot.settings import Settings
from bot.topics import Topics
from indexes.embed import open_embedder
from indexes.index import Index
from indexes.version import VersionError

Result = TypeVar("Result")


class OverloadedError(RuntimeError):
    """More questions wait than may; ask again later."""


@dataclass(slots=True)
class Bot:
    """What answering needs: settings, the live index, and a few threads for the work that must not block the loop."""

    settings: Settings
    live: LiveIndex
    topics: Topics
    pool: ThreadPoolExecutor
    _waiting: int = field(default=0, init=False)

    async def work(self, call: Callable[[], Result]) -> Result:
        """Run a call in the pool.

        Raises:
            OverloadedError: the queue is full.
        """
        self.admit()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, call)
        finally:
            self._waiting -= 1

    def admit(self) -> None:
        """Refuse further work while as much is waiting as the settings allow."""
        if self._waiting >= self.settings.threads + self.settings.queue:
            raise OverloadedError("the queue is full")

    def close(self) -> None:
        """Let running work end and give everything back."""
        self.pool.shutdown()
        self.live.close()


def open_bot(settings: Settings) -> Bot:
    """A bot over the live version.

    Raises:
        VersionError: there is no usable version, or it holds several municipalities and no scope is set.
        EmbedderError: the embedder is unknown or not prepared.
    """
    embedder = open_embedder(
        settings.embedder,
        model_folder=settings.model_folder,
        threads=settings.threads,
        api_key=settings.embedder_key.get_secret_value(),
    )
    detect("Guten Tag", settings.language)  # reads its tables: a second that no citizen should wait for
    live = LiveIndex(settings, embedder)
    with live.lease() as index:
        _check_one_municipality(index, settings.scope)
    return Bot(settings, live, Topics.load(embedder), ThreadPoolExecutor(settings.threads, thread_name_prefix="answer"))


def _check_one_municipality(index: Index, scope: str) -> None:
    names = sorted((part.scope for part in index.scopes if part.scope != "00"), key=len)
    if not index.scopes:
        raise VersionError(
            f"the version holds nothing for AUSKUNFT_SCOPE={scope}; its scopes are {list(index.manifest.scopes)}"
        )
    if any(not longer.startswith(shorter) for shorter, longer in pairwise(names)):
        raise VersionError(
            f"the version holds several municipalities ({', '.join(names)}); "
            "set AUSKUNFT_SCOPE to the regional key of yours"
        )
