"""Lines of an HTML fragment -> sections: each heading begins one; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.page import Section
from corpus.sources.html import Piece, render

_DRAWN = re.compile(r"[·•▪●◦‣∙§o–-][\s\xa0]+(?=\S)")  # how word processors draw the dot of a list


def sections(found: Iterable[Piece], first: str = "Volltext") -> tuple[Section, ...]:
    """The lines cut at their headings; what stands before the first heading belongs to `first`.

    Headings without a text of their own go before the next one ("Kosten: Ermäßigung"), so that no word is lost, and
    two sections with one heading become one.
    """
    texts: dict[str, list[Piece]] = {}
    heading, waiting = first, False
    for piece in found:
        if piece.kind == "heading":
            heading, waiting = (f"{heading}: {piece.text}" if waiting else piece.text), True
        else:
            texts.setdefault(heading, []).append(piece)
            waiting = False
    if waiting:
        texts.setdefault(heading, [])
    return tuple(Section(name.rstrip(" :"), render(lines)) for name, lines in texts.items())


def drawn_lists(found: Iterable[Piece]) -> list[Piece]:
    """Paragraphs that begin with the dot of a list, as items."""
    return [_item(piece) for piece in found]


def _item(piece: Piece) -> Piece:
    dot = _DRAWN.match(piece.text) if piece.kind == "paragraph" else None
    return replace(piece, kind="item", text=piece.text[dot.end() :], label="-") if dot else piece


def slug(text: str) -> str:
    """A page's native id made of its title: small letters, digits, hyphens."""
    letters = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80]
