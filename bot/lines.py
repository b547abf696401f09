"""`write`: a model's stream of words -> whole sentences, each as soon as it is complete; pure."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from corpus import sentences

_MARKS = r"(?:\s{0,3}\[[\d\s,;–-]{1,30}\])"
_MARKS_FIRST = re.compile(rf"{_MARKS}+\.?")
_READY = re.compile(rf"[.!?…؟][\"“”»)\]]{{0,3}}{_MARKS}{{0,5}}\.?\s+[^\s\[]")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_DECORATION = re.compile(r"\*\*|__|^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its [n] as the model wrote it; `item` when it stood behind a bullet."""

    text: str
    item: bool = False


async def said(pieces: AsyncGenerator[str]) -> AsyncGenerator[Said]:
    """The sentences of a text that comes in pieces; closes `pieces` at its end."""
    rest, item = "", False
    async with aclosing(pieces):
        async for piece in pieces:
            *lines, rest = (rest + piece).split("\n")
            for line in lines:
                for sentence in of_line(line, item=item):
                    yield sentence
                item = False
            complete, rest, item = cut(rest, item=item)
            for sentence in complete:
                yield sentence
    for sentence in of_line(rest, item=item):
        yield sentence


def of_line(line: str, *, item: bool = False) -> Iterator[Said]:
    """The sentences of a whole line; a mark behind a full stop belongs to the sentence before it."""
    item = item or bool(_BULLET.match(line.strip()))
    for text in _split(line):
        yield Said(text, item)


def cut(line: str, *, item: bool) -> tuple[list[Said], str, bool]:
    """The complete sentences of a line that is not at its end, what is left of it, and whether that is an item."""
    if not _READY.search(line):
        return [], line, item
    *complete, last = _split(line)
    if not complete or last.startswith("["):
        return [], line, item
    item = item or bool(_BULLET.match(line.strip()))
    return [Said(text, item) for text in complete], last + line[len(line.rstrip()) :], item


def _split(line: str) -> list[str]:
    plain = _BULLET.sub("", _DECORATION.sub("", line.strip()))
    found: list[str] = []
    for start, end in sentences.split(plain):
        text = plain[start:end]
        marks = _MARKS_FIRST.match(text) if found else None
        if marks:
            found[-1] += f" {marks.group().strip()}"
            text = text[marks.end() :].strip()
        if text:
            found.append(text)
    return found
