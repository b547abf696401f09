"""Whether the norms that a page names can be looked up, and whether they changed since; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.lint.dates import german
from corpus.lint.finding import Finding
from corpus.norms import Norm, find
from corpus.page import Page

SectionKey = tuple[str, str, str]
"""A section of a law: (law, "§" or "Art.", number)."""


@dataclass(frozen=True, slots=True)
class KnownNorms:
    """The laws whose sections are pages, these sections, and on which day the wording of some of them changed."""

    laws: frozenset[str] = frozenset()
    sections: frozenset[SectionKey] = frozenset()
    changed: Mapping[SectionKey, date] = field(default_factory=dict[SectionKey, date])


def known_norms(pages: Iterable[Page]) -> KnownNorms:
    """What the law pages among `pages` hold.

    A law page's `updated` is the day of the build that brought its wording. Of a law that was read once all pages have
    the day of that build, which says nothing; a later day than that of the oldest page is a change.
    """
    by_law: defaultdict[str, dict[SectionKey, date | None]] = defaultdict(dict)
    for page in pages:
        for found in find(page.citation) if page.citation else ():
            by_law[found.norm.law][section_of(found.norm)] = page.updated
    changed: dict[SectionKey, date] = {}
    for sections in by_law.values():
        days = [day for day in sections.values() if day]
        changed |= {key: day for key, day in sections.items() if day and day > min(days)}
    return KnownNorms(frozenset(by_law), frozenset(key for keys in by_law.values() for key in keys), changed)


def section_of(norm: Norm) -> SectionKey:
    """The section that a norm lies in."""
    return norm.law, norm.unit, norm.section


def norms(page: Page, known: KnownNorms) -> Iterator[Finding]:
    """What is wrong with the page's legal basis."""
    for citation in page.legal_basis:
        found = [one.norm for one in find(citation)]
        if len(found) > 1 or not _LAW_NAME.search(citation):
            what = f"Die Rechtsgrundlage „{citation}“ ist keine einzelne Norm."
            remedy = "Schreiben Sie sie wie „§ 16 Abs. 2 SGB I“, jede für sich."
            yield Finding("norm_unclear", "warning", page.id, what, remedy, quote=citation)
        elif found:
            yield from _looked_up(page, citation, section_of(found[0]), known)


def _looked_up(page: Page, citation: str, section: SectionKey, known: KnownNorms) -> Iterator[Finding]:
    day = known.changed.get(section)
    if section[0] in known.laws and section not in known.sections:
        what = f"Die Rechtsgrundlage „{citation}“ gibt es im Bestand nicht."
        remedy = "Prüfen Sie die Nummer; vielleicht ist die Vorschrift weggefallen."
        yield Finding("norm_unknown", "warning", page.id, what, remedy, quote=citation)
    elif day and page.kind != "law" and (page.updated is None or page.updated < day):
        what = f"Der Wortlaut von „{citation}“ hat sich geändert (Stand {german(day)})."
        remedy = "Lesen Sie die neue Fassung, passen Sie den Text an und setzen Sie updated neu."
        yield Finding("norm_changed", "warning", page.id, what, remedy, quote=citation)


# A law's abbreviation or name; a town's by-law and a whole law have one too.
_LAW_NAME = re.compile(r"(?<!\w)(?!Abs|Satz|Nr|Art)[a-z]{0,3}[A-ZÄÖÜ]\w+")
