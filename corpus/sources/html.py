"""HTML fragments of a publisher's database -> our block text; pure, and linear in the fragment's length.

The fragment is read as a stream of tags, never as a tree, so that unclosed and deeply nested tags cost nothing. Every
paragraph, line break, heading, list item and table row becomes a piece on a line of its own; script and style are
dropped; words are neither lost nor glued together. Words that read as markup of ours (a paragraph that begins with
"- " or "1. ") stay as they are: the item that they become is what their author drew by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile
from typing import Literal

from corpus.page import Link
from corpus.sources.html_table import MAX_SPAN, Cell, Grid

MAX_CHARACTERS = 400_000
"""A fragment longer than this is no description of a service."""

# What separates lines; every other tag stands within one.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul"}
)
_DROPPED = frozenset({"script", "style", "template"})
_STRONG = frozenset({"strong", "b"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_TABLES = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})
_MAX_LEVEL = 8
_INVISIBLE = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_ADDRESS = re.compile(r"(?i:https?://|mailto:|tel:)[^\s<>\"\\^`{|}]+")
_BULLET = re.compile(r"[-–•·*▪]\s+")
# Taken out first, since the standard library's parser scans to the end for each tag or comment that nobody closed.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_EMPTY_LINE = re.compile(r"\n[ \t\r\xa0]*\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of block text. `lead` is the bold text that it begins with: a candidate for a heading."""

    kind: Literal["paragraph", "item", "heading"]
    text: str
    lead: str = ""
    level: int = 0  # of an item: 0 for the outermost list
    label: str = ""  # of an item: "-", "1.", "a)"
    continues: bool = False  # whether it stands in the same paragraph as the line before it


def to_blocks(html: str) -> tuple[str, list[Link]]:
    """The fragment as block text, and the addresses it links to, each once.

    Raises:
        ValueError: the fragment is longer than `MAX_CHARACTERS`.
    """
    found, links = pieces(html)
    return render(found), links


def pieces(html: str) -> tuple[list[Piece], list[Link]]:
    """The fragment's lines in order, and the addresses it links to."""
    if len(html) > MAX_CHARACTERS:
        raise ValueError(f"the text has {len(html)} characters; more than {MAX_CHARACTERS} are not read")
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _COMMENT.sub("", html)))
    return reader.finish()


def render(found: list[Piece]) -> str:
    """Lines as block text: items of a list below each other, everything else apart."""
    text = ""
    before = None
    for piece in found:
        gap = "\n" if before and before.kind == piece.kind == "item" else "\n\n"
        text += (gap if text else "") + _line(piece)
        before = piece
    return text


def _line(piece: Piece) -> str:
    if piece.kind == "heading":
        return f"### {piece.text}"
    return f"{'  ' * piece.level}{piece.label} {piece.text}" if piece.kind == "item" else piece.text


def words(text: str) -> str:
    """Text on one line, without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


def address(value: str | None) -> str:
    """The address if a citizen may be sent there (http, https, mailto, tel), else ""."""
    value = (value or "").strip()
    return value if _ADDRESS.fullmatch(value) else ""


@dataclass(slots=True)
class _List:
    ordered: bool
    letters: bool
    number: int

    def next_label(self) -> str:
        if not self.ordered:
            return "-"
        self.number += 1
        return f"{chr(96 + self.number)})" if self.letters and self.number <= 26 else f"{self.number}."


@dataclass(slots=True)
class _Cell:
    """A table's cell while it is read: its lines, and how deep in lists it stands."""

    pieces: list[Piece]
    is_header: bool
    columns: int
    rows: int
    depth: int

    def closed(self) -> Cell:
        """A header is a th, or a cell whose words are all bold."""
        bold = bool(self.pieces) and all(piece.lead == piece.text for piece in self.pieces)
        text = " ".join(piece.text for piece in self.pieces)
        return Cell(text, self.is_header or bold, self.columns, self.rows)


@dataclass(slots=True)
class _Table:
    outer: list[Piece]  # where its rows go
    grid: Grid = field(default_factory=Grid)
    row: list[_Cell] = field(default_factory=list[_Cell])
    in_head: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[Piece] = []  # of the innermost open cell, else of the fragment
        self._links: dict[str, Link] = {}
        self._parts: list[tuple[str, bool]] = []  # the line so far: text, and whether it is bold
        self._lists: list[_List] = []
        self._label = ""  # of an item that has had no line yet
        self._in_item = False
        self._continues = False
        self._heading = False
        self._bold = 0
        self._dropped = 0
        self._href: str | None = None
        self._link_words: list[str] = []
        self._tables: list[_Table] = []

    def finish(self) -> tuple[list[Piece], list[Link]]:
        """What has been read, after closing whatever the fragment left open."""
        self.close()
        self._end_link()
        self._end_line()
        while self._tables:
            self._end_table()
        return self._pieces, list(self._links.values())

    # --- what the parser calls ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._begin_block(tag, dict(attrs))
        elif tag in _STRONG:
            self._bold += 1
        elif tag == "a":
            self._end_link()
            self._href = address(dict(attrs).get("href"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCKS:
            self._end_block(tag)
        elif tag in _STRONG:
            self._bold = max(0, self._bold - 1)
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        if self._href is not None:
            self._link_words.append(data)
        # An empty line within a text is a break that its author saw: databases keep it where the tag was lost.
        for number, line in enumerate(_EMPTY_LINE.split(data.replace("\r\n", "\n"))):
            if number:
                self._break()
            self._parts.append((line, self._bold > 0))

    # --- lines ---

    def _break(self) -> None:
        """A line break; the second of two ends the paragraph."""
        before = len(self._pieces)
        self._end_line()
        self._continues = len(self._pieces) > before

    def _end_line(self) -> None:
        parts, self._parts = self._parts, []
        text = words("".join(part for part, _ in parts))
        if not text:
            return
        leading = takewhile(lambda part: part[1] or not words(part[0]), parts)
        lead = words("".join(part for part, _ in leading))
        if self._in_item:
            self._pieces.append(self._item(text, lead))
        else:
            kind = "heading" if self._heading else "paragraph"
            self._pieces.append(Piece(kind, text, lead, continues=self._continues))

    def _item(self, text: str, lead: str) -> Piece:
        """The first line of an item carries its label, a further line stands one level below it."""
        level = min(_MAX_LEVEL, max(0, len(self._lists) - bool(self._label)))
        label, self._label = self._label or "-", ""
        if label == "-" and (drawn := _BULLET.match(text)):
            text = text[drawn.end() :] or text
        return Piece("item", text, lead, level, label)

    def _end_link(self) -> None:
        title = words(" ".join(self._link_words))
        if self._href and title:
            self._links.setdefault(self._href, Link(title, self._href))
        self._href, self._link_words = None, []

    # --- blocks ---

    def _begin_block(self, tag: str, attrs: dict[str, str | None]) -> None:
        self._end_line()
        self._continues = False
        if tag in {"ul", "ol"}:
            self._lists.append(_List(tag == "ol", attrs.get("type") in {"a", "A"}, _number(attrs, "start", 1) - 1))
            self._label, self._in_item = "", False
        elif tag == "li":
            self._label = self._lists[-1].next_label() if self._lists else "-"
            self._in_item = True
        elif tag in _HEADINGS:
            self._heading = True
        elif tag == "table":
            self._tables.append(_Table(self._pieces))
        elif tag in _OF_TABLES and self._tables:
            self._begin_part(self._tables[-1], tag, attrs)

    def _end_block(self, tag: str) -> None:
        self._end_line()
        self._continues = False
        if tag in {"ul", "ol"}:
            self._lists = self._lists[:-1]
            self._label, self._in_item = "", bool(self._lists)
        elif tag == "li":
            self._label, self._in_item = "", False
        elif tag in _HEADINGS:
            self._heading = False
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in _OF_TABLES and self._tables:
            self._end_part(self._tables[-1], tag)

    # --- tables ---

    def _begin_part(self, table: _Table, tag: str, attrs: dict[str, str | None]) -> None:
        self._end_cell(table)
        if tag in {"td", "th"}:
            is_header = tag == "th" or table.in_head
            spans = _number(attrs, "colspan", 1), _number(attrs, "rowspan", 1)
            table.row.append(_Cell([], is_header, *spans, len(self._lists)))
            self._pieces = table.row[-1].pieces
            self._in_item = False
            return
        self._end_row(table)
        table.in_head = tag == "thead" or (table.in_head and tag == "tr")

    def _end_part(self, table: _Table, tag: str) -> None:
        self._end_cell(table)
        if tag not in {"td", "th"}:
            self._end_row(table)
            table.in_head = table.in_head and tag != "thead"

    def _end_cell(self, table: _Table) -> None:
        if table.row:
            del self._lists[table.row[-1].depth :]
        self._pieces = table.outer

    def _end_row(self, table: _Table) -> None:
        row, table.row = table.row, []
        if len(row) == 1 and row[0].rows == 1:
            table.outer.extend(row[0].pieces)  # a table of one column only lays out its text
        elif row:
            table.outer.extend(map(_row_piece, table.grid.row([cell.closed() for cell in row])))

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._end_cell(table)
        self._end_row(table)
        table.outer.extend(map(_row_piece, table.grid.end()))


def _row_piece(text: str) -> Piece:
    return Piece("item", text, "", 0, "-")


def _number(attrs: dict[str, str | None], name: str, default: int) -> int:
    value = attrs.get(name) or ""
    return min(int(value), MAX_SPAN) if value.isascii() and value.isdigit() and 0 < len(value) < 4 else default
