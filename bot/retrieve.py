"""Policy of retrieval: which of what was found may be quoted, and whether to answer at all.

The decision rests on several signals, since none can make it alone: cosines lie close together whatever is asked,
shared words miss what is put in other words, and both find something for a question about the weather. A logistic model
weighs them with how far the question lies from a town hall's business, and with how much of what it seems to be about
is a town hall's matter that no page here deals with; `python -m evaluation answerable` fits it on development questions
and prints the figures below. A page whose norm the question cites is always kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.words import STOPWORDS, words
from indexes.index import WEIGHTS, Hit, Search

Verdict = Literal["answer", "clarify", "no_source", "out_of_scope"]

BIAS = 0.2
COEFFICIENTS = {
    "dense": 0.442,
    "text": 1.592,
    "matter": 0.067,
    "foreignness": -23.736,
    "missing": -4.025,
}
"""Log odds that what was found answers the question, for each unit of a signal; the first three are of the best hit.

Fitted on Musterstadt, on Munich with SGB I, and on two towns with 40 and 12 of Musterstadt's services: in a small town
most matters are missing, and on large ones alone `missing` comes out so strong that a small one answers nothing.
"""

ANSWER = 0.38
"""From this probability on (the model is fitted with both classes in balance) the question is answered."""

FOREIGN = 0.005
"""A question that is not answered is out of scope from this foreignness on, else a matter without a source."""

OVERDUE = 0.75
"""What a page loses in score when its review is overdue."""

_NEAR, _FAR = 0.06, 0.3
"""Two services whose scores differ by less than the first share fit equally; up to the second others are offered."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be quoted (`kept`, best first; to be chosen from, for `clarify`), what may not, and what to do."""

    verdict: Verdict
    probability: float
    kept: tuple[Hit, ...]
    rejected: tuple[Hit, ...]


def decide(search: Search, foreignness: float, today: date) -> Decision:
    """Whether and from which pages to answer."""
    hits = _overdue_lower(search.hits, today)
    probabilities = [probability(hit, foreignness, search.missing) for hit in hits]
    kept = tuple(hit for hit, p in zip(hits, probabilities, strict=True) if p >= ANSWER)
    best = probabilities[0] if probabilities else 0.0
    if best < ANSWER:
        return Decision("out_of_scope" if foreignness >= FOREIGN else "no_source", best, (), hits)
    rejected = tuple(hit for hit in hits if hit not in kept)
    equal = _equal(search.question, kept)
    return Decision("clarify" if equal else "answer", best, equal or kept, rejected)


def probability(hit: Hit, foreignness: float, missing: float) -> float:
    """How likely a page answers the question, in [0, 1]."""
    if hit.parts["norm"]:
        return 1.0
    signals = {**hit.parts, "foreignness": foreignness, "missing": missing}
    return 1 / (1 + math.exp(-BIAS - sum(c * signals[name] for name, c in COEFFICIENTS.items())))


def _overdue_lower(hits: tuple[Hit, ...], today: date) -> tuple[Hit, ...]:
    lowered = [replace(hit, score=hit.score - OVERDUE * _is_overdue(hit, today)) for hit in hits]
    return tuple(sorted(lowered, key=lambda hit: -hit.score))


def _is_overdue(hit: Hit, today: date) -> bool:
    return hit.page.review_due is not None and hit.page.review_due < today


def _equal(question: str, kept: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The services that fit equally: its one or two words that say something name all of them."""
    said = {word for word in words(question) if word not in STOPWORDS}
    if not 1 <= len(said) <= 2:
        return ()
    named = [hit for hit in kept if hit.page.kind == "service" and _names(said, hit)]
    if len(named) < 2 or named[0] is not kept[0]:
        return ()
    best = _worded(named[0])
    if best - _worded(named[1]) >= _NEAR * best:
        return ()
    return tuple(hit for hit in named if best - _worded(hit) < _FAR * best)


def _worded(hit: Hit) -> float:
    """A page's score without what people usually mean: who only says a word may mean another thing by it."""
    return hit.score - WEIGHTS["matter"] * hit.parts["matter"]


def _names(said: set[str], hit: Hit) -> bool:
    """Whether all of the words are in the page's title or keywords."""
    named = words(" ".join([hit.page.title, *hit.page.keywords]))
    return all(any(word in name for name in named) for word in said)
