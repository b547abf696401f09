"""PDF and Word files: one page each. They are opened in a process of its own, with little memory and little time.

A document from a stranger can be made to fill the memory or to run for hours; the process that opens it is ended then,
and the sync goes on. What it finds comes back as text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.page import Kind, Page, PageError, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.archive import members, opened
from corpus.sources.content import load
from corpus.sources.content import read as read_bytes
from corpus.sources.outline import slug

SECONDS = 30
"""For one document; a longer one is split by whoever has it."""

_KINDS = {b"%PDF": "pdf", b"PK\x03\x04": "word"}
_SUFFIXES = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Text:
    """What a document holds."""

    title: str
    day: date | None
    sections: tuple[Section, ...]


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The document that the source names, or every PDF and Word file of its folder.

    Raises:
        SourceError: nothing can be read.
    """
    if source.path is not None and source.path.is_dir():
        yield from _folder(source.path, source)
        return
    name = (source.path or Path(source.url)).stem
    yield _page(_text(load(source), source.location), name, source)


def _folder(folder: Path, source: Source) -> Iterator[Page | Failure]:
    for file in sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES):
        try:
            yield _page(_text(read_bytes(file), str(file)), file.stem, source)
        except SourceError as error:
            yield Failure(f"{source.name}:{slug(file.stem)}", str(error))


def _page(text: Text, name: str, source: Source) -> Page:
    kind: Kind = "service" if source.options.get("page_kind") == "service" else "information"
    try:
        return Page(
            id=f"{source.name}:{slug(name)}",
            kind=kind,
            title=source.options.get("title") or text.title or name,
            scope=source.scope,
            updated=text.day,
            url=source.url or source.options.get("page_url", ""),
            licence=source.licence,
            sections=text.sections,
        )
    except PageError as error:
        raise SourceError(f"{source.name}: {name}: {error}") from error


def _text(content: bytes, where: str) -> Text:
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), "")
    if not kind:
        raise SourceError(f"{where}: neither PDF nor Word (docx); save it as one of them")
    if kind == "word":
        _require_harmless(content, where)
    command = [sys.executable, "-m", "corpus.sources.document_reader", kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"{where}: takes longer than {SECONDS} seconds to open; it is not read") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise SourceError(f"{where}: cannot be opened ({reason or 'it took too much memory or time'})")
    return _parsed(done.stdout, where)


def _require_harmless(content: bytes, where: str) -> None:
    """Word declares no document types; who does so wants entities resolved.

    Raises:
        SourceError: a part of the file declares one, or the archive is hostile.
    """
    with opened(content, where) as packed:
        for name, part in members(packed, where):
            if b"<!DOCTYPE" in part.replace(b"\0", b"") and name.endswith((".xml", ".rels")):
                raise SourceError(f"{where}: {name} declares a document type, which no Word file does; not read")


def _parsed(output: bytes, where: str) -> Text:
    found = json.loads(output)
    sections = tuple(Section(heading, text) for heading, text in found["sections"] if text.strip())
    if not sections:
        raise SourceError(f"{where}: has no text; a scanned document must be read by text recognition first")
    day = date.fromisoformat(found["day"]) if found["day"] else None
    return Text(found["title"], day, sections)
