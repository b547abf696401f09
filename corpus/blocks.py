"""The blocks of a section's text: paragraphs, list items, sub-headings; pure.

A section's text is lines. A blank line ends a paragraph. A line that begins with `- `, `* `, `– `, `1. `, `1a. `, `a) `
or `aa) ` is a list item, two blanks of indentation a level; `### ` begins a sub-heading; lines that begin with `|` are
a table. Everything else continues the paragraph or the item before it. Inline text is literal, apart from what editors
type: `**bold**` and `[text](address)`, of which a citizen sees the words.

`plain` is the form that is indexed, quoted and shown: one line a block, tables as one item a row in which each cell
carries its header. It is idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "item", "heading"]

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ITEM = re.compile(
    rf"(?P<indent> *)(?P<label>[-*–•]|\d{{1,3}}[a-z]{{0,2}}\.(?! (?:{_MONTHS})\b)|[a-z]{{1,3}}\)) (?P<text>.*)"
)
_HEADING = re.compile(r"#{3,6} (?P<text>.*)")
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\((?:https?://|mailto:|tel:|/)[^()\s]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of plain text; `text` is `plain_text[start:end]`, without the marker before it."""

    kind: Kind
    text: str
    start: int
    end: int
    label: str = ""  # of an item: "-", "1.", "a)"
    level: int = 0  # of an item: 0 for the outermost list


def parse(plain_text: str) -> list[Block]:
    """The blocks of a text that `plain` returned, in order, with offsets into it."""
    blocks: list[Block] = []
    offset = 0
    for line in plain_text.split("\n"):
        if line.strip():
            blocks.append(_block(line, offset))
        offset += len(line) + 1
    return blocks


def _block(line: str, offset: int) -> Block:
    end = offset + len(line)
    if heading := _HEADING.fullmatch(line):
        return Block("heading", heading["text"], offset + heading.start("text"), end)
    if item := _ITEM.fullmatch(line):
        level = len(item["indent"]) // 2
        return Block("item", item["text"], offset + item.start("text"), end, item["label"], level)
    return Block("paragraph", line, offset, end)


def plain(text: str) -> str:
    """The text as it is quoted: one line a block, no inline markup, table rows as items with their headers."""
    return "\n".join(_spaced(_words(line) for line in _joined(_without_tables(text.split("\n")))))


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines with every continuation appended to the paragraph or item that it continues."""
    current = ""
    for line in lines:
        starts = not line.strip() or _ITEM.fullmatch(line.rstrip() + " ") or _HEADING.match(line)
        if current and (starts or _HEADING.match(current)):
            yield current
            current = ""
        if line.strip():
            current = f"{current} {line.strip()}" if current else _marked(line.rstrip())
        else:
            yield ""
    yield current


def _marked(line: str) -> str:
    """A first line with its indentation kept only where it means a level, and one kind of bullet."""
    item = _ITEM.fullmatch(line + " ")  # a marker alone is an item whose text stands on the next line
    if item is None:
        return line.strip()
    label = "-" if item["label"] in "*•" else item["label"]
    return f"{'  ' * (len(item['indent']) // 2)}{label} {item['text'].strip()}".rstrip()


def _words(line: str) -> str:
    """The line without inline markup; repeated, since taking away one mark can complete another."""
    while (bare := _LINK.sub(r"\g<words>", _BOLD.sub(r"\g<words>", line))) != line:
        line = bare
    return line


def _spaced(lines: Iterator[str]) -> Iterator[str]:
    """One blank line between paragraphs, none between the items of a list."""
    before = ""
    for line in lines:
        if not line.strip():
            continue
        if before and not (_ITEM.fullmatch(line) and _ITEM.fullmatch(before)):
            yield ""
        yield line
        before = line


def _without_tables(lines: list[str]) -> list[str]:
    """Pipe tables turned into items: `- header: cell; header: cell`."""
    result: list[str] = []
    header: list[str] = []
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("|"):
            header = []
            result.append(line)
        elif not header:
            header = _cells(line)
            if not _is_rule(lines, number + 1):
                result.append(_row([], header))
        elif not _RULE.fullmatch(line.strip()):
            result.append(_row(header, _cells(line)))
    return result


def _is_rule(lines: list[str], number: int) -> bool:
    return number < len(lines) and bool(_RULE.fullmatch(lines[number].strip())) and "-" in lines[number]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(header: list[str], cells: list[str]) -> str:
    named = [f"{header[i]}: {cell}" if i < len(header) and header[i] else cell for i, cell in enumerate(cells) if cell]
    return "- " + "; ".join(named)
