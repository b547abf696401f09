"""The answer without a model: sentences of the right page, word for word, each with its source.

What the question asks for comes first; then what a person at the counter would add without being asked: the deadline, and
which office is competent. An item of a list never goes without the words that introduce it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.intent import modules_asked
from corpus.page import Page
from corpus.passage import INTRO, Passage
from indexes.index import Scored, Search

WORDS = 120
"""About how long an answer may be."""

_CLOSE = 0.02
"""Sentences within this cosine of the best one answer the question as well."""

_SITUATION = ("Kurztext", "Fristen")
"""What a citizen who only describes a situation is told beside what fits best."""

_OFFICE = "Zuständige Stelle"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted unit: its words and where they stand. `number` is the sentence's, or INTRO, in its passage."""

    passage: Passage
    number: int

    @property
    def text(self) -> str:
        """The words, letter by letter."""
        return self.passage.quote(self.number)

    @property
    def locator(self) -> str:
        """The norm or heading under which they stand."""
        sentence = self.passage.sentences[max(self.number, 0)]
        return sentence.locator if self.number != INTRO else self.passage.locator

    @property
    def item(self) -> bool:
        """Whether it is an item of a list, or another unit that only its lead makes whole."""
        return self.number != INTRO and self.passage.sentences[self.number].lead is not None


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: Quote
    cosine: float
    place: int  # of the passage in its page


def extract(search: Search, page: Page, passages: list[Scored]) -> list[Quote]:
    """The quotes that answer the question from one page, in the order in which they are read."""
    candidates = _candidates(passages)
    if not candidates:
        return []
    groups = _law(candidates) if page.kind == "law" else _service(search.question, candidates)
    return _within_budget(groups)


def _candidates(passages: list[Scored]) -> list[_Candidate]:
    return [
        _Candidate(Quote(scored.passage, number), cosine, place)
        for place, scored in enumerate(passages)
        for number, cosine in enumerate(scored.sentences)
        if not scored.passage.quote(number).endswith(":")
    ]


def _law(candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """The best unit with what else fits as well in its Absatz, then the best of the other Absätze."""
    best = max(candidates, key=lambda candidate: candidate.cosine)
    yield _in_order(_close_to(best, [other for other in candidates if other.place == best.place]))
    yield _in_order(_close_to(best, candidates))[:3]


def _service(question: str, candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """First what is asked for, or what fits best; then the deadline; last the office."""
    by_module: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        by_module.setdefault(candidate.quote.passage.module, []).append(candidate)
    asked = [module for module in modules_asked(question) if module in by_module]
    best = max(candidates, key=lambda candidate: candidate.cosine)
    for module in asked[:2]:
        yield _asked_for(by_module[module])
    if not asked:
        yield by_module.get("Kurztext", [])[:1]
    yield _in_order(_close_to(best, candidates))[:3]
    if not asked:
        for module in _SITUATION:
            yield by_module.get(module, [])[:1]
    yield _in_order(_best(by_module.get(_OFFICE, []), 1))


def _asked_for(candidates: list[_Candidate]) -> list[_Candidate]:
    """A module that is asked for: its list whole when the best sentence is an item, else its best sentences."""
    best = max(candidates, key=lambda candidate: candidate.cosine)
    if best.quote.item:
        lead = _lead_text(best.quote)
        return [candidate for candidate in candidates if candidate.quote.item and _lead_text(candidate.quote) == lead][
            :8
        ]
    return _in_order(_close_to(best, candidates))[:3]


def _lead_text(quote: Quote) -> str:
    lead = quote.passage.sentences[quote.number].lead
    return "" if lead is None else quote.passage.quote(lead)


def _close_to(best: _Candidate, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    close = [candidate for candidate in candidates if candidate.cosine >= best.cosine - _CLOSE]
    return _best(close, 4)


def _best(candidates: Iterable[_Candidate], count: int) -> list[_Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.cosine)[:count]


def _in_order(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda candidate: (candidate.place, candidate.quote.number))


def _within_budget(groups: Iterable[list[_Candidate]]) -> list[Quote]:
    """Whole groups while there is room, each unit once and behind the words that introduce it."""
    chosen: list[Quote] = []
    seen: set[str] = set()
    used = 0
    for candidate in (candidate for group in groups for candidate in group):
        added = [quote for quote in _with_leads(candidate.quote) if quote.text not in seen]
        length = sum(len(quote.text.split()) for quote in added)
        if candidate.quote.text in seen or (chosen and used + length > WORDS):
            continue
        chosen += added
        seen |= {quote.text for quote in added}
        used += length
    return chosen


def _with_leads(quote: Quote) -> list[Quote]:
    """The quote behind everything that introduces it."""
    chain = [quote]
    while (lead := quote.passage.sentences[chain[0].number].lead if chain[0].number != INTRO else None) is not None:
        chain.insert(0, Quote(quote.passage, lead))
    return chain
