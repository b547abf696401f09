"""The bot and how it is put together: everything is constructed here, once, and passed on explicitly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from bot import kinds
from bot.journal import Journal, Keys
from bot.language import detect
from bot.live import LiveIndex
from bot.model import EXTRACTIVE, Model, open_model, prompt_hash
from bot.privacy import Allowlist, Detector, MaskedTurn, guarded
from bot.recorder import Recorder
from bot.routing import Router
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
    """What answering needs: settings, the live index, the filter, the journal, a few threads for the work that must not
    block the loop, and the model where one is configured."""

    settings: Settings
    live: LiveIndex
    topics: Topics
    detector: Detector
    recorder: Recorder
    router: Router
    pool: ThreadPoolExecutor
    model: Model | None = None
    _waiting: int = field(default=0, init=False)
    _detectors: dict[str, Detector] = field(default_factory=dict[str, Detector], init=False)

    @property
    def model_label(self) -> str:
        """What makes the answers: "extractive", or a model and its mode."""
        return self.model.label if self.model else EXTRACTIVE

    @property
    def prompt_hash(self) -> str:
        """The hash of what the model is told; "" without one."""
        return prompt_hash(self.model)

    async def masked(self, index: Index, text: str, history: Sequence[str] = ()) -> MaskedTurn | None:
        """The text and the turns before it without personal details; None when that failed or there was no time."""
        detector, limit = self.detector_for(index), self.settings.privacy_seconds
        try:
            return await self.work(lambda: guarded(detector, text, limit, history))
        except OverloadedError:
            return None

    def detector_for(self, index: Index) -> Detector:
        """The detector that knows the offices on the pages of this version."""
        version = index.manifest.id
        if version not in self._detectors:
            offices = [page.office for part in index.scopes for page in part.pages if page.office]
            public = Allowlist.from_offices(offices) | Allowlist.read(self.settings.public_names)
            self._detectors = {version: self.detector.allowing(public)}
        return self._detectors[version]

    async def work(self, call: Callable[[], Result]) -> Result:
        """Run a call in the pool.

        Raises:
            OverloadedError: the queue is full.
        """
        self.admit()
        self._waiting += 1
        try:
            context = copy_context()  # log lines of the work carry the request's id
            return await asyncio.get_running_loop().run_in_executor(self.pool, context.run, call)
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
        self.recorder.close()


def open_bot(settings: Settings) -> Bot:
    """A bot over the live version.

    Raises:
        VersionError: there is no usable version, or it holds several municipalities and no scope is set.
        EmbedderError: the embedder is unknown or not prepared.
        StatesError: the name tagger is not prepared.
        JournalError: the journal cannot be opened.
        AllowlistError: the file of public names cannot be read.
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
        bot = Bot(
            settings,
            live,
            Topics.load(embedder),
            Detector(settings.privacy),
            _recorder(settings),
            Router(kinds.shipped(), embedder),
            ThreadPoolExecutor(settings.threads, thread_name_prefix="answer"),
            open_model(settings),
        )
        bot.detector_for(index).detect("Guten Tag")  # reads its lexicons, likewise
    return bot


def _recorder(settings: Settings) -> Recorder:
    address = settings.journal.get_secret_value()
    if address == "off":
        return Recorder(settings, None, None)
    journal = Journal.open("" if address == "sqlite" else address, folder=settings.data)
    keys = Keys.open(settings.data / "keys", settings.journal_key_days) if settings.journal_linking else None
    return Recorder(settings, journal, keys)


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
