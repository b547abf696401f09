"""A section of a law -> the units by which it is cited: its sentences and list items; pure.

Counting follows the law's own form: an Absatz has a number only where the law gives it one, sentences are counted
within the Absatz, a sentence that a list interrupts goes on after it, and an item belongs to the sentence that
introduces it. Where the form leaves a doubt the locator stops at what is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import blocks, norms, sentences
from corpus.blocks import Block
from corpus.norms import Norm
from corpus.page import Page


@dataclass(frozen=True, slots=True)
class Unit:
    """`blocks.plain(section.text)[start:end]`, without the mark of the Absatz and without the item's label.

    `lead` is the index of the unit that introduces this one; without it an item says nothing.
    """

    start: int
    end: int
    locator: str  # "§ 60 Abs. 1 Satz 1 Nr. 2 SGB I"
    lead: int | None
    absatz: str  # "§ 60 Abs. 1 SGB I"; "§ 14 SGB I" where the Absatz has no number


def units(page: Page) -> list[Unit]:
    """The units of a law's page, in the order of its text; sub-headings are none."""
    parsed = blocks.parse(blocks.plain(page.sections[0].text)) if page.sections else []
    found: list[Unit] = []
    for number, parts in _paragraphs(parsed):
        found += _Absatz(page.citation, _norm(page.citation), number, len(found)).read(parts)
    return found


def _norm(citation: str) -> Norm | None:
    """What the page cites; None where nothing finer can be cited: an Anlage, several sections in one."""
    try:
        norm = norms.parse(citation)
    except norms.NormError:
        return None
    return None if norm.unit == "Anlage" else norm


_MARK = re.compile(r"\((?P<number>\d{1,3}[a-z]{0,2})\)(?:\s+|$)")


def _paragraphs(parsed: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The Absätze: their number ("" where the law gives none) and their blocks, the mark taken off."""
    number, parts = "", list[Block]()
    for block in parsed:
        mark = _MARK.match(block.text) if block.kind == "paragraph" else None
        if mark:
            if parts:
                yield number, parts
            number, parts = mark["number"], []
            block = replace(block, text=block.text[mark.end() :], start=block.start + mark.end())
        parts.append(block)
    if parts:
        yield number, parts


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    sentence: int  # counted from 1
    labels: tuple[str, ...]  # of the item and those above it, the outermost first
    lead: int | None


class _Absatz:
    """Reads the blocks of one Absatz. `first` is the index of its first unit within the page."""

    def __init__(self, citation: str, norm: Norm | None, number: str, first: int) -> None:
        self._citation = citation
        self._norm = replace(norm, absatz=number) if norm else None
        self._first = first
        self._pieces: list[_Piece] = []
        self._sentence = 0
        self._intro: int | None = None  # what introduces the list that may follow
        self._above: list[tuple[str, int | None]] = []  # per level: the last item's label and unit
        self._before: Block | None = None
        self._certain = True

    def read(self, parts: list[Block]) -> list[Unit]:
        for block in parts:
            if block.kind == "item":
                self._item(block)
            elif block.kind == "paragraph":
                self._paragraph(block)
            else:
                self._intro = None  # what stands above a sub-heading introduces nothing below it
            self._before = block
        absatz = str(self._norm) if self._norm else self._citation
        return [Unit(piece.start, piece.end, self._locator(piece), piece.lead, absatz) for piece in self._pieces]

    def _paragraph(self, block: Block) -> None:
        goes_on = _goes_on(self._before, block)
        if self._before and self._before.kind == "paragraph" and self._norm and not self._norm.absatz:
            self._certain = False  # two paragraphs without a mark may be two sentences or two Absätze
        lead = self._intro if goes_on else None
        for start, end in sentences.split(block.text):
            self._sentence += 0 if goes_on and self._sentence else 1
            self._pieces.append(_Piece(block.start + start, block.start + end, self._sentence, (), lead))
            goes_on, lead = False, None
        self._intro = self._last() if self._pieces else None
        self._above = []

    def _item(self, block: Block) -> None:
        self._sentence = max(self._sentence, 1)
        self._above = self._above[: block.level]
        lead = next((unit for _, unit in reversed(self._above) if unit is not None), self._intro)
        self._above.append((block.label, None))
        inner = _INNER.match(block.text)
        if inner:  # the outer item has no words of its own: "8. a) …"
            self._above.append((inner["label"], None))
        if block.label == "-" and not self._introduces(lead):
            lead = None
        start = block.start + (inner.end() if inner else 0)
        if start < block.end:
            labels = tuple(label for label, _ in self._above)
            self._pieces.append(_Piece(start, block.end, self._sentence, labels, lead))
            self._above[-1] = (self._above[-1][0], self._last())

    def _introduces(self, lead: int | None) -> bool:
        """Rows of a table stand alone, unless the sentence before them waits for them."""
        before = self._before
        return lead is not None and not (before and before.kind == "paragraph" and before.text.endswith((".", ")")))

    def _last(self) -> int:
        return self._first + len(self._pieces) - 1

    def _locator(self, piece: _Piece) -> str:
        if self._norm is None:
            return self._citation
        counted = self._certain and self._sentence > 1
        norm = replace(self._norm, satz=str(piece.sentence)) if counted else self._norm
        return str(_within(norm, piece.labels) if self._certain else norm)


_INNER = re.compile(r"(?P<label>[a-z]{1,2}\)) (?=\S)")
_GONE = re.compile(r"\((?:weggefallen|aufgehoben)\)")
_SENTENCE_END = (".", "!", "?", ".“", ".)")


def _goes_on(before: Block | None, block: Block) -> bool:
    """Whether the text after a list ends the sentence that the list interrupts.

    It does when it begins in lower case, and when the list's last item leaves the sentence open ("… mit den
    Trägern" / "Vereinbarungen ab."). The rows of a table, and an item that was repealed, leave nothing open.
    """
    if before is None or before.kind != "item":
        return False
    first = block.text.lstrip('„"»(–- ')[:1]
    if first.islower():
        return True
    return before.label != "-" and not _GONE.fullmatch(before.text) and not before.text.endswith(_SENTENCE_END)


def _within(norm: Norm, labels: tuple[str, ...]) -> Norm:
    """The norm with the numbers and letters of an item, as deep as they follow the usual order."""
    for label in labels:
        value = label.rstrip(".)")
        if label.endswith(".") and not norm.nummer and not norm.buchstabe:
            norm = replace(norm, nummer=value)
        elif label.endswith(")") and not norm.buchstabe:
            norm = replace(norm, buchstabe=value)
        elif label.endswith(")") and len(value) > 1 and not norm.doppelbuchstabe:
            norm = replace(norm, doppelbuchstabe=value)
        else:
            break
    return norm
