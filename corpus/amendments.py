"""What a new build of a law changed, and which pages rest on it; pure.

A section's wording is compared by its hash, so that a build that changes nothing but its dates changes nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.lint.legal import SectionKey, section_of
from corpus.norms import find
from corpus.page import Page

Change = Literal["changed", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One section whose wording is another, new or gone; hashes of the wordings ("" where there is none)."""

    citation: str
    title: str
    change: Change
    before: str
    after: str
    pages: tuple[str, ...]  # ids of the pages whose legal basis lies in the section


def wording(page: Page) -> str:
    """A hash of what a law's page says: its title and text, without dates and addresses."""
    parts = (page.title, *(part for section in page.sections for part in (section.heading, section.text)))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def amendments(old: Iterable[Page], new: Iterable[Page], pages: Iterable[Page]) -> list[Amendment]:
    """The sections in which two builds differ, in the new build's order, those that are gone last."""
    before = {page.id: page for page in old if page.kind == "law"}
    after = {page.id: page for page in new if page.kind == "law"}
    resting = _resting(pages)
    found = [_compared(before.get(page_id), page, resting) for page_id, page in after.items()]
    found += [_compared(page, None, resting) for page_id, page in before.items() if page_id not in after]
    return [amendment for amendment in found if amendment.before != amendment.after]


def _compared(old: Page | None, new: Page | None, resting: dict[SectionKey, list[str]]) -> Amendment:
    page = new or old
    if page is None:
        raise ValueError("a section is compared with nothing")
    change: Change = "gone" if new is None else "new" if old is None else "changed"
    keys = [section_of(found.norm) for found in find(page.citation)]
    ids = dict.fromkeys(page_id for key in keys for page_id in resting.get(key, ()))
    return Amendment(page.citation, page.title, change, _hash(old), _hash(new), tuple(ids))


def _hash(page: Page | None) -> str:
    return wording(page) if page else ""


def _resting(pages: Iterable[Page]) -> dict[SectionKey, list[str]]:
    """The pages that are no law, by each section that their legal basis names."""
    resting: dict[SectionKey, list[str]] = {}
    for page in pages:
        for citation in page.legal_basis if page.kind != "law" else ():
            for found in find(citation):
                resting.setdefault(section_of(found.norm), []).append(page.id)
    return resting


def affected(found: Collection[Amendment]) -> list[str]:
    """The pages that rest on any of the amended sections, each once."""
    return sorted({page_id for amendment in found for page_id in amendment.pages})
