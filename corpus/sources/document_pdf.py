"""The text of a PDF: pypdf tells what it is, pdfplumber finds its tables and the lines around them.

A line in larger letters than the text is a heading. Lines of a paragraph are joined, words that were divided at a
line's end put together. A table becomes a pipe table, so that each cell keeps its header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

import pdfplumber
from pypdf import PdfReader

from corpus.page import Section
from corpus.sources.html import Piece
from corpus.sources.outline import drawn_lists, sections

MAX_PAGES = 200
_LARGER = 1.15  # times the size of the text: a heading
_GAP = 0.7  # times the line's height between two lines: a new paragraph


def read(file: BytesIO) -> tuple[str, date | None, tuple[Section, ...]]:
    """The title, the day of the last change, and the sections.

    Raises:
        ValueError: the file is locked or has too many pages.
    """
    about = PdfReader(file)
    if about.is_encrypted:
        raise ValueError("locked with a password; unlock it first")
    if len(about.pages) > MAX_PAGES:
        raise ValueError(f"{len(about.pages)} pages; more than {MAX_PAGES} are not read")
    meta = about.metadata
    changed: datetime | None = (meta.modification_date or meta.creation_date) if meta else None
    file.seek(0)
    with pdfplumber.open(file) as pdf:
        lines = [line for page in pdf.pages for line in _page_lines(cast("Any", page))]
    found = drawn_lists(_paragraphs(lines))
    title = found[0].text if found and found[0].kind == "heading" else str((meta and meta.title) or "")
    return (
        title,
        changed.date() if changed else None,
        sections(found[1:] if found and found[0].text == title else found),
    )


class _Line:
    """A line of text or a whole table, with its height and where it ends."""

    def __init__(self, text: str, size: float, top: float, bottom: float, *, table: bool = False) -> None:
        self.text, self.size, self.top, self.bottom, self.table = text, size, top, bottom, table


def _page_lines(page: Any) -> Iterator[_Line]:
    """The lines and tables of a page from top to bottom."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]

    def outside(thing: dict[str, Any]) -> bool:
        middle, height = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(x0 <= middle <= x1 and top <= height <= bottom for x0, top, x1, bottom in boxes)

    found = [_line(line) for line in page.filter(outside).extract_text_lines()]
    found += [_Line(_table(table.extract()), 0, table.bbox[1], table.bbox[3], table=True) for table in tables]
    yield from sorted((line for line in found if line.text), key=lambda line: line.top)


def _line(line: dict[str, Any]) -> _Line:
    sizes = Counter(round(float(char["size"]), 1) for char in line["chars"])
    return _Line(" ".join(str(line["text"]).split()), sizes.most_common(1)[0][0], line["top"], line["bottom"])


def _table(rows: list[list[str | None]]) -> str:
    """A pipe table; a row without words is left out."""
    cells = [[" ".join((cell or "").replace("|", "/").split()) for cell in row] for row in rows]
    filled = [row for row in cells if any(row)]
    if not filled:
        return ""
    rule = "|".join("---" for _ in filled[0])
    lines = [" | ".join(row) for row in filled]
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def _paragraphs(lines: list[_Line]) -> Iterator[Piece]:
    sizes = Counter({line.size: 0 for line in lines})
    for line in lines:
        sizes[line.size] += 0 if line.table else len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    before: _Line | None = None
    text = ""
    for line in lines:
        heading = not line.table and line.size > body * _LARGER and len(line.text) <= 120
        if text and (line.table or heading or not _continues(before, line)):
            yield Piece("paragraph", text)
            text = ""
        if line.table or heading:
            yield Piece("heading" if heading else "paragraph", line.text)
        else:
            text = _joined(text, line.text)
        before = line if not (line.table or heading) else None
    if text:
        yield Piece("paragraph", text)


_ITEM = re.compile(r"(?:[·•▪●◦‣o–-]|\d{1,2}\.|[a-z]\))\s")


def _continues(before: _Line | None, line: _Line) -> bool:
    """Whether the line goes on with the paragraph above it: close below it, and no item of its own."""
    if before is None or _ITEM.match(line.text):
        return False
    return 0 <= line.top - before.bottom < _GAP * (line.bottom - line.top)


def _joined(text: str, line: str) -> str:
    """A divided word is put together, but "Vor- und Zuname" and "E-\\nMail" keep their hyphens."""
    if re.search(r"[a-zäöüß]-$", text) and re.match(r"(?!und\b|oder\b|bzw\b)[a-zäöüß]", line):
        return text[:-1] + line
    return f"{text}{'' if text.endswith('-') and line[:1].isupper() else ' '}{line}".strip()
