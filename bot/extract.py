"""The answer without a model: sentences of the right page, word for word, each with its source.

What the question asks for comes first; then what a person at the counter would add without being asked: the deadline,
and which office is competent. An item never goes without the words that introduce its list, and a list goes whole while
there is room: half a list of documents sends a citizen home again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from bot.intent import Intent, intent_of
from corpus.page import Page
from corpus.passage import INTRO, Passage
from indexes.index import Scored, Search
from indexes.lexical import features, shares

WORDS = 140
"""About how long an answer may be."""

MODULE_WORDS, LIST_WORDS, AROUND_WORDS = 70, 95, 40
"""A module that is asked for, or a list, is quoted whole up to so many words, else so many around its best sentence."""

FURTHER = 6
"""How many more units of a service's page are quoted at most, the best ones wherever they stand."""

_CLOSE = 0.015
"""Units of another Absatz within this of the best one belong to the answer too."""

_SHAPE, _SHARED = 0.03, 0.1
"""What a sentence gains by an amount, a time or an address that is asked for, and by the share of the question's words
that it has."""

_AMOUNT = re.compile(r"\d ?[A-ZÄÖÜ€%]|kostenlos|gebührenfrei|kostenfrei")
_TIME = re.compile(
    r"\b(?:Tag|Werktag|Kalendertag|Arbeitstag|Woche|Monat|Jahr|Stunde|Uhr|Minute|sofort|unverzüglich|Frist|Januar|Februar"
    r"|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
_PLACE = re.compile(r"\b\d{5} [A-ZÄÖÜ]|(?:straße|platz|weg|allee|gasse|ring|damm) \d")
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
        return self.passage.locator if self.number == INTRO else self.passage.sentences[self.number].locator

    @property
    def lead(self) -> int | None:
        """The number of the unit that introduces this one."""
        return None if self.number == INTRO else self.passage.sentences[self.number].lead


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: Quote
    fit: float
    place: int  # of the passage in its page

    @property
    def list_of(self) -> str:
        """The words that introduce the list it belongs to; "" when it stands by itself."""
        return "" if self.quote.lead is None else self.quote.passage.quote(self.quote.lead)


def extract(search: Search, page: Page, passages: list[Scored], language: str = "de") -> list[Quote]:
    """The quotes that answer the question from one page, in the order in which they are read."""
    intent = intent_of(search.question, language)
    candidates = _candidates(search, intent, passages)
    if not candidates:
        return []
    groups = _law(candidates) if page.kind == "law" else _service(intent, candidates)
    return _within_budget(groups)


def best_quotes(search: Search, passages: list[Scored], language: str = "de", count: int = 2) -> list[Quote]:
    """The few quotes of a page that fit the question best, for a page that is quoted beside another."""
    candidates = _candidates(search, intent_of(search.question, language), passages)
    return _within_budget([[candidate] for candidate in _best(candidates, count)])


def _candidates(search: Search, intent: Intent, passages: list[Scored]) -> list[_Candidate]:
    asked = np.unique(features(" ".join([search.question, *search.official]), stopwords=False))
    units = [
        (quote, cosine, place)
        for place, scored in enumerate(passages)
        for number, cosine in enumerate(scored.sentences)
        if not (quote := Quote(scored.passage, number)).text.endswith(":")
    ]
    shared = shares(asked, [quote.text for quote, _, _ in units]).tolist()
    return [
        _Candidate(quote, cosine + _SHARED * share + _SHAPE * _shape(quote.text, intent), place)
        for (quote, cosine, place), share in zip(units, shared, strict=True)
    ]


def _shape(text: str, intent: Intent) -> int:
    """How many of amount, time and address are asked for and there."""
    wanted = ((intent.amount, _AMOUNT), (intent.time, _TIME), (intent.place, _PLACE))
    return sum(1 for asked, pattern in wanted if asked and pattern.search(text))


def _law(candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """The best unit with what stands around it, then the best of the other Absätze."""
    best = _best(candidates, 1)[0]
    yield _around(best, candidates)
    yield _best((other for other in candidates if other.place != best.place and other.fit >= best.fit - _CLOSE), 2)


def _service(intent: Intent, candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """First what is asked for, or what fits best; then the deadline; last the office."""
    modules: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        passage = candidate.quote.passage
        modules.setdefault(passage.module or passage.heading, []).append(candidate)
    asked = [module for module in intent.modules if module in modules][:2]
    for module in asked:
        yield _asked_for(modules[module])
    if intent.situation and "Verfahrensablauf" in modules:  # what is no service has no steps to tell
        yield from _told(modules, candidates)
        return
    around = _around(_best(candidates, 1)[0], candidates)
    yield around
    for candidate in _best((other for other in candidates if other not in around), FURTHER):
        yield [candidate]
    if not asked:
        yield modules.get("Kurztext", [])[:1]
        yield modules.get("Fristen", [])[:1]
    yield _best(modules.get(_OFFICE, []), 1)


def _told(modules: dict[str, list[_Candidate]], candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """What somebody is told who only says what has happened: what to do, by when, where, and with what."""
    yield modules.get("Kurztext", [])[:2]
    yield modules.get("Fristen", [])[:1]
    yield _best((other for other in candidates if not other.list_of), 1)
    yield _beginning(modules.get("Verfahrensablauf", []))
    yield _best(modules.get(_OFFICE, []), 1)
    yield modules.get("Unterlagen", [])


def _asked_for(module: list[_Candidate]) -> list[_Candidate]:
    """A module whole if it is short, else what stands around its best sentence; steps are told from the first."""
    if module[0].quote.passage.module == "Verfahrensablauf":
        return _beginning(module)
    return module if _length(module) <= MODULE_WORDS else _around(_best(module, 1)[0], module)


def _beginning(module: list[_Candidate]) -> list[_Candidate]:
    return [step for place, step in enumerate(module) if _length(module[: place + 1]) <= MODULE_WORDS]


def _around(best: _Candidate, candidates: list[_Candidate]) -> list[_Candidate]:
    """The best one's whole list, or its passage from the best sentence outwards, the better neighbour first."""
    if best.list_of:
        items = [other for other in candidates if other.list_of == best.list_of]
        return items if _length(items) <= LIST_WORDS else [best]
    passage = [other for other in candidates if other.place == best.place]
    first = last = passage.index(best)
    while first > 0 or last < len(passage) - 1:
        before = passage[first - 1].fit if first > 0 else -1.0
        after = passage[last + 1].fit if last < len(passage) - 1 else -1.0
        widened = (first - 1, last) if before >= after else (first, last + 1)
        if _length(passage[widened[0] : widened[1] + 1]) > AROUND_WORDS:
            break
        first, last = widened
    return passage[first : last + 1]


def _length(candidates: Iterable[_Candidate]) -> int:
    return sum(len(candidate.quote.text.split()) for candidate in candidates)


def _best(candidates: Iterable[_Candidate], count: int) -> list[_Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.fit)[:count]


def _within_budget(groups: Iterable[list[_Candidate]]) -> list[Quote]:
    """Whole groups while there is room, each unit once and behind the words that introduce it."""
    chosen: list[Quote] = []
    for group in groups:
        added = list(chosen)
        for quote in (quote for candidate in group for quote in with_leads(candidate.quote)):
            if all(quote.text != other.text for other in added):
                added.insert(_place(added, quote), quote)
        if not chosen or sum(len(quote.text.split()) for quote in added) <= WORDS:
            chosen = added
    return chosen


def _place(chosen: list[Quote], quote: Quote) -> int:
    """Where a unit goes: last, but an item of a list that is begun already goes to the others of it."""
    leads = [other.text for other in with_leads(quote)[:-1]]
    begun = [place for place, other in enumerate(chosen) if leads and other.text == leads[-1]]
    if not begun:
        return len(chosen)
    place = begun[0] + 1
    while place < len(chosen) and leads[-1] in [lead.text for lead in with_leads(chosen[place])[:-1]]:
        place += 1
    return place


def with_leads(quote: Quote) -> list[Quote]:
    """The quote behind everything that introduces it."""
    chain = [quote]
    while (lead := chain[0].lead) is not None:
        chain.insert(0, Quote(quote.passage, lead))
    return chain
