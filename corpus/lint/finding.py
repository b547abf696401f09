"""What a check hands back, in the words of the editor who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from corpus import blocks, sentences
from corpus.page import Page, Section

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")

KINDS: dict[str, str] = {
    "office_missing": "keine zuständige Stelle",
    "office_unreachable": "Stelle ohne Weg zu ihr",
    "application_missing": "Antragsweg fehlt",
    "forwarding_missing": "Weiterleitung nach § 16 Abs. 2 SGB I fehlt",
    "documents_missing": "Unterlagen fehlen",
    "fee_missing": "Kosten fehlen",
    "fee_undated": "Kosten ohne Datum",
    "deadline_missing": "Frist fehlt",
    "deadline_undated": "Frist ohne Jahr",
    "no_section": "Angabe ohne eigenen Abschnitt",
    "heading_unknown": "Überschrift ohne Modul",
    "review_overdue": "Überprüfung fällig",
    "validity_passed": "Gültigkeit abgelaufen",
    "date_passed": "Termin im Text vorbei",
    "date_wrong": "Datum unmöglich",
    "stale": "lange nicht geändert",
    "undated": "ohne Änderungsdatum",
    "norm_unclear": "Rechtsgrundlage unklar",
    "norm_unknown": "Norm nicht im Bestand",
    "norm_changed": "Norm geändert",
    "fee_contradiction": "zwei Beträge",
    "phone_contradiction": "zwei Telefonnummern",
    "duplicate_title": "gleicher Titel",
    "duplicate_text": "fast gleicher Text",
    "reading_level": "schwer lesbar",
    "long_sentence": "langer Satz",
    "passive": "viel Passiv",
    "officialese": "Amtsdeutsch",
    "text_missing": "Text fehlt",
    "instruction": "Anweisung an ein Sprachmodell",
    "address_bad": "Adresse nicht verlinkbar",
    "link_dead": "Link antwortet nicht",
}
"""Every kind of finding with its name for editors."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one page, where, and what an editor can do about it; in German.

    An error makes a page unusable or dangerous; a warning is something a citizen will miss; a hint is worth a look.
    `section` is the heading and `quote` the words that are meant, each "" where something is not there at all.
    """

    kind: str
    severity: Severity
    page_id: str
    what: str
    remedy: str
    section: str = ""
    quote: str = ""


class Place(NamedTuple):
    """A sentence of a page and the section that it stands in."""

    section: Section
    sentence: str


def places(page: Page, sections: Iterable[Section] | None = None) -> Iterator[Place]:
    """The sentences and list items of a page as they are quoted; sub-headings are none."""
    for section in page.sections if sections is None else sections:
        yield from (Place(section, sentence) for sentence in _sentences(section.text))


@lru_cache(maxsize=2_000)  # a page's texts are read by many checks in a row
def _sentences(text: str) -> tuple[str, ...]:
    parsed = [block.text for block in blocks.parse(blocks.plain(text)) if block.kind != "heading"]
    return tuple(block[start:end] for block in parsed for start, end in sentences.split(block))


def text_of(page: Page) -> str:
    """All words of the sections, as they are quoted."""
    return "\n".join(blocks.plain(section.text) for section in page.sections)
