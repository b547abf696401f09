"""Which imported pages an editor has changed since: their text is kept when the source is read again.

For every source a file remembers the hash of each page's text as the sync wrote it. A page whose file has another text
was changed here: it is an overlay. Before a sync writes, it remembers the old and the new hash, so that one that is
killed takes none of its own texts for an editor's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus import durable
from corpus.page import Page, write

FOLDER = ".sync"
"""Below the pages folder; no page lies in it."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A page that an editor changed. `beneath` says what became of it at the source: "", "changed" or "gone"."""

    page_id: str
    file: Path
    beneath: str = ""
    theirs: str = ""  # the source's text where it changed


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page as the source has it now: its text, and a hash of it without the date that every export sets anew."""

    page_id: str
    text: str
    content: str

    @classmethod
    def of(cls, page: Page, text: str) -> Incoming:
        """The page with the text that the sync would write."""
        return cls(page.id, text, digest(write(replace(page, updated=None))))


@dataclass(slots=True)
class _Known:
    texts: list[str]  # hashes of what a sync wrote, or was about to write
    content: str = ""


class Written:
    """What the sync wrote for one source, by the file's name within the source's folder."""

    def __init__(self, pages: Path, source: str) -> None:
        self._file = pages / FOLDER / f"{source}.json"
        self._folder = pages / source
        self._known = self._read()

    def _read(self) -> dict[str, _Known]:
        try:
            found: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
            return {name: _Known(list(row["texts"]), str(row["content"])) for name, row in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # without it every page counts as the source's own

    def is_overlay(self, file: Path, text: str | None) -> bool:
        """Whether the file's text is none that a sync wrote."""
        known = self._known.get(self._name(file))
        return text is not None and known is not None and digest(text) not in known.texts

    def moved(self, file: Path, incoming: Incoming) -> bool:
        """Whether the source says something else than when the editor changed the page."""
        known = self._known.get(self._name(file))
        return known is not None and known.content != incoming.content

    def begin(self, pages: dict[Path, Incoming]) -> None:
        """Remembers what will be written, beside what was."""
        for file, page in pages.items():
            known = self._known.setdefault(self._name(file), _Known([]))
            if digest(page.text) not in known.texts:
                known.texts.append(digest(page.text))
        self._write()

    def end(self, pages: dict[Path, Incoming], gone: Iterable[Path]) -> None:
        """Remembers what was written, and nothing else of these files."""
        self._known |= {self._name(file): _Known([digest(page.text)], page.content) for file, page in pages.items()}
        for file in gone:
            self._known.pop(self._name(file), None)
        self._write()

    def _name(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()

    def _write(self) -> None:
        rows = {name: {"texts": known.texts, "content": known.content} for name, known in sorted(self._known.items())}
        content = json.dumps(rows, indent=0) + "\n"
        if self._file.exists() and self._file.read_text(encoding="utf-8") == content:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        durable.write(self._file, content)
        durable.sync(self._file.parent)


def digest(text: str) -> str:
    """What a text is remembered by."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
