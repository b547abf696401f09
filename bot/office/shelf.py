"""The pages folder in memory, as the lists show it: read anew when a file changed, checked in the background."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from bot import logs
from corpus.folder import Loaded, load
from corpus.lint import Finding, KnownNorms, known_norms, lint
from corpus.lint.contradictions import contradictions
from corpus.lint.duplicates import duplicates
from corpus.page import Page

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """The pages at one moment. `findings` are of them only when `checked`; before that of an earlier moment."""

    loaded: Loaded
    known: KnownNorms
    findings: Mapping[str, tuple[Finding, ...]]
    checked: bool

    @property
    def pages(self) -> dict[str, Page]:
        """By id, with their offices."""
        return {page.id: page for page in self.loaded.pages}


@dataclass(slots=True)
class Shelf:
    """Reads the folder when it must. Safe for several threads."""

    folder: Path
    _lock: Lock = field(default_factory=Lock)
    _stamp: _Stamp | None = None
    _loaded: Loaded = field(default_factory=lambda: Loaded([], [], {}))
    _known: KnownNorms = field(default_factory=KnownNorms)
    _findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict[str, tuple[Finding, ...]])
    _single: dict[Page, list[Finding]] = field(default_factory=dict[Page, list[Finding]])
    _checker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="lint"))
    _checking: Future[None] | None = None
    _basis: tuple[date, KnownNorms] | None = None

    def read(self) -> Shelved:
        """The pages as they are now, with the newest findings that there are."""
        with self._lock:
            stamp = _stamp(self.folder)
            if stamp != self._stamp:
                self._loaded, self._stamp = load(self.folder), stamp
                self._known = known_norms(self._loaded.pages)
                self._checking = self._checker.submit(self._check, self._loaded.pages, self._known)
            checked = self._checking is None or self._checking.done()
            return Shelved(self._loaded, self._known, self._findings, checked)

    def settled(self) -> Shelved:
        """The same, after waiting for the findings."""
        self.read()
        if self._checking is not None:
            self._checking.result()
        return self.read()

    def close(self) -> None:
        """End the checking."""
        self._checker.shutdown(cancel_futures=True)

    def _check(self, pages: list[Page], known: KnownNorms) -> None:
        try:
            findings = [*self._of_each(pages, known), *duplicates(pages), *contradictions(pages)]
        except Exception:
            logs.failure("lint_failed")
            raise
        by_page: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_page[finding.page_id].append(finding)
        self._findings = {page_id: tuple(found) for page_id, found in by_page.items()}

    def _of_each(self, pages: list[Page], known: KnownNorms) -> list[Finding]:
        """A page that did not change has the findings of last time, on the same day and with the same laws."""
        today = datetime.now(UTC).astimezone().date()
        if (today, known) != self._basis:
            self._single, self._basis = {}, (today, known)
        self._single = {page: self._single.get(page) or lint(page, today, known) for page in pages}
        return [finding for found in self._single.values() for finding in found]


def _stamp(folder: Path) -> _Stamp:
    found = ((str(file), file.stat()) for file in sorted(folder.rglob("*.md")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
