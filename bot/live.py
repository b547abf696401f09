"""The live index of a running server: a new version is taken up at once, running answers finish on the old one."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

from bot import logs
from bot.logs import Plain
from bot.settings import Settings
from indexes import version
from indexes.embed import Embedder
from indexes.index import Index
from indexes.version import VersionError


@dataclass(slots=True, eq=False)
class _Opened:
    index: Index
    named: str  # what `current` said when it was opened; the index itself may be an older, sound version
    users: int = 0
    retired: bool = False

    def close_if_unused(self) -> None:
        if self.retired and not self.users:
            self.index.close()


@dataclass(slots=True)
class LiveIndex:
    """Hands out the index of the live version, and follows `current`."""

    settings: Settings
    embedder: Embedder
    _opened: _Opened = field(init=False)

    def __post_init__(self) -> None:
        version.sweep(self.settings.data)  # copies that a killed server left
        self._opened = self._open()

    @classmethod
    def holding(cls, settings: Settings, index: Index) -> Self:
        """Hands out one index, whose owner keeps it open: of a version that nobody is answered from yet."""
        held = cls.__new__(cls)
        held.settings, held.embedder, held._opened = settings, index.embedder, _Opened(index, index.manifest.id)
        return held

    @contextmanager
    def lease(self) -> Generator[Index]:
        """The live index; it stays open until the lease ends, whatever is published meanwhile."""
        opened = self._opened
        opened.users += 1
        try:
            yield opened.index
        finally:
            opened.users -= 1
            opened.close_if_unused()

    async def follow(self) -> None:
        """Take up each new version until cancelled; one that cannot be used is reported once and left alone."""
        refused = ""
        while True:
            await asyncio.sleep(self.settings.reload_seconds)
            named = version.current(self.settings.versions)
            if named in (None, self._opened.named, refused):
                continue
            try:
                opened = await asyncio.to_thread(self._open)
            except (VersionError, OSError) as error:
                refused = named or ""
                logs.failure("version_refused", error, named=Plain(refused), reason=_reason(error))
                continue
            self._replace(opened)

    def close(self) -> None:
        """Close the index; leases that are still out keep it open until they end."""
        self._opened.retired = True
        self._opened.close_if_unused()

    def _open(self) -> _Opened:
        named = version.current(self.settings.versions) or ""
        settings = self.settings
        return _Opened(Index.open(settings.versions, self.embedder, settings.scope, settings.data), named)

    def _replace(self, opened: _Opened) -> None:
        old, self._opened = self._opened, opened
        logs.event("version_serving", version=Plain(opened.index.manifest.id))
        old.retired = True
        old.close_if_unused()


def _reason(error: VersionError | OSError) -> Plain:
    """What is wrong with a version, as our own code says it; of the system's errors the trace has the symbol."""
    return Plain(str(error) if isinstance(error, VersionError) else "")
