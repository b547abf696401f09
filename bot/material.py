"""What a model may see: passages of the pages that were kept, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.entail.instructions import instructs
from bot.extract import Quote
from corpus.page import Page
from corpus.passage import INTRO, Passage
from indexes.index import Hit, Index, Scored, Search

_FIT, _FURTHER, _OF_FURTHER = 0.7, 2, 2
"""Of at most so many further pages, whose score is at least this share of the best, so many passages each."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage under the number by which a model cites it."""

    n: int
    passage: Passage
    page: Page

    @property
    def title(self) -> str:
        """The page's."""
        return self.page.title

    @property
    def locator(self) -> str:
        """Where in the page it stands."""
        return self.passage.locator

    @property
    def text(self) -> str:
        """Its words, behind those that introduce a list which goes on here."""
        return "\n".join(part for part in (self.passage.intro, self.passage.text) if part)


def material(
    index: Index, search: Search, page: Page, scored: Sequence[Scored], quotes: Sequence[Quote], kept: Sequence[Hit]
) -> tuple[Shown, ...]:
    """The passages that the extractive answer quotes, the others of its page by fit, then some of further pages.

    A passage with words that are addressed to a model is left out: pages speak to citizens.
    """
    found = [(passage, page) for passage in (*(quote.passage for quote in quotes), *_by_fit(scored))]
    for other in _further(page, kept):
        best = _by_fit(index.passages(other.id, search.vector))[:_OF_FURTHER]
        found += [(passage, other) for passage in best]
    chosen = {passage.id: (passage, its_page) for passage, its_page in found if not _speaks_to_a_model(passage)}
    return tuple(Shown(n, *pair) for n, pair in enumerate(chosen.values(), 1))


def _by_fit(scored: Iterable[Scored]) -> list[Passage]:
    ordered = sorted(scored, key=lambda found: -max((found.cosine, *found.sentences)))
    return [found.passage for found in ordered]


def _further(page: Page, kept: Sequence[Hit]) -> list[Page]:
    close = [hit.page for hit in kept if hit.score >= _FIT * kept[0].score]
    return [other for other in close if other.id != page.id][:_FURTHER]


def _speaks_to_a_model(passage: Passage) -> bool:
    return any(_instructs(passage.quote(number)) for number in range(INTRO, len(passage.sentences)))


@lru_cache(maxsize=32_768)
def _instructs(sentence: str) -> bool:
    """Kept, because the same sentences of the pages are shown again and again."""
    return instructs(sentence)
