"""The text of a section of gesetze-im-internet -> our block text; pure.

Elements that the format knows become paragraphs, items, headings and table rows; every other element is passed
through, so that no word is lost. What is returned is already in the form of `corpus.blocks.plain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus import blocks
from corpus.sources.gii_table import table_rows

_BLOCKS = frozenset({"P", "LA", "Content", "Footnotes", "Footnote", "pre", "TOC", "Revision", "Citation"})
_HEADINGS = frozenset({"Title", "Subtitle", "Ident"})
_LABEL = re.compile(r"\d{1,3}[a-z]{0,2}\.|[a-z]{1,3}\)|[-–]")  # what `corpus.blocks` takes for an item's label
_PARAGRAPH = re.compile(r"\n\s*\n")
# "Regel-<BR/> bedarfsstufe" is one word, "Ein-<BR/> und Auszug" is not.
_CUT_WORD = re.compile(r"(?<=[a-zäöüß])- ?\n ?(?=[a-zäöüß])(?!(?:und|oder|bis|bzw|sowie)\b)")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")


def block_text(text: Element) -> str:
    """The block text of a `text` element: its `Content`, and its footnotes at the end."""
    writer = _Writer({note.get("ID", ""): _mark(note) for note in text.iter("Footnote")})
    writer.walk(text)
    writer.flush()
    return blocks.plain("\n\n".join(marker + words for marker, words in writer.lines))


def one_line(element: Element | None) -> str:
    """The words of an element in one line, line breaks being spaces."""
    return "" if element is None else _Writer({}).inline(element)


def _mark(note: Element) -> str:
    return (note.get("Prefix", "") + note.get("FnZ", "") + note.get("Postfix", "")).strip() or "*"


def _one_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


class _Writer:
    """Collects lines. `_label` waits for the first words of an item; what follows them is an item without label."""

    def __init__(self, marks: dict[str, str]) -> None:
        self.lines: list[tuple[str, str]] = []  # what marks the line, and its words
        self._marks = marks
        self._buffer: list[str] = []
        self._label = ""
        self._level = -1  # of the list that is being read; -1 outside of lists

    def walk(self, element: Element) -> None:
        self._add(element.text)
        for child in element:
            self._child(child)
            self._add(child.tail)

    def flush(self) -> None:
        """Ends the line: what was collected becomes one line for each paragraph in it."""
        collected = "".join(self._buffer)
        self._buffer.clear()
        for paragraph in _PARAGRAPH.split(collected):
            if words := _one_spaced(_CUT_WORD.sub("", paragraph)).strip():
                self._line(words, "– " if self._level >= 0 else "")

    def inline(self, element: Element) -> str:
        """The element's words in one line: a table's cell, a list's label."""
        part = _Writer(self._marks)
        part.walk(element)
        part.flush()
        return " ".join(f"{marker.strip('#-– ')} {words}".strip() for marker, words in part.lines)

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(_one_spaced(text))

    def _line(self, words: str, marker: str) -> None:
        self.lines.append((self._label or "  " * (self._level + 1) + marker, words))
        self._label = ""

    def _child(self, child: Element) -> None:
        match child.tag:
            case "BR":
                self._buffer.append("\n")
            case "DL":
                self._list(child)
            case "table":
                self._table(child)
            case "SUP":
                self._buffer.append(_raised(self.inline(child)))
            case "FnR":
                self._buffer.append(f" (Fußnote {self._marks.get(child.get('ID', ''), '*')})")
            case "IMG" | "FILE":
                self._buffer.append(" (Abbildung) ")
            case _:
                self._container(child)

    def _container(self, child: Element) -> None:
        if child.tag not in _BLOCKS | _HEADINGS:
            self.walk(child)
            return
        self.flush()
        if child.tag in _HEADINGS:
            self._heading(child)
            return
        if child.tag == "Footnote":
            self._add(f"Fußnote {_mark(child)}: ")
        self.walk(child)
        self.flush()

    def _heading(self, child: Element) -> None:
        if words := self.inline(child):
            self.lines.append(("### ", words))

    def _list(self, element: Element) -> None:
        self.flush()
        self._level += 1
        label = ""
        for child in element:
            if child.tag == "DT":
                label = self.inline(child)
            else:
                self._item(label, child)
                label = ""
        self._level -= 1

    def _item(self, label: str, element: Element) -> None:
        label = label if _LABEL.fullmatch(label) else f"– {label}".rstrip()
        # The label of a parent that has no words of its own stands in one line with its first item's: "8. a) …".
        self._label = f"{self._label}{label} " if self._label else f"{'  ' * self._level}{label} "
        self.walk(element)
        self.flush()
        if self._label:
            self._line("–", "")

    def _table(self, table: Element) -> None:
        self.flush()
        for row in self._rows(table):
            self._line(row, "- ")

    def _rows(self, table: Element) -> Iterator[str]:
        for part in table:
            if part.tag in _HEADINGS:
                self._heading(part)
            elif part.tag == "tgroup":
                yield from table_rows(part, self.inline)
            else:
                yield self.inline(part)


def _raised(text: str) -> str:
    """10³ and not 103; letters stay as they are."""
    raised = text.translate(_RAISED)
    return raised if raised.isascii() or not re.search(r"[A-Za-z0-9]", raised) else text
