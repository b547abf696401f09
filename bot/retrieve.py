"""Policy of retrieval: which of what was found may be quoted, and whether to answer at all.

The decision rests on several signals, since none can make it alone: cosines lie close together whatever is asked, and
shared words miss what is put in other words. A logistic model weighs them; `python -m evaluation answerable` fits it on
development questions and prints the coefficients below. A page whose norm the question cites is always kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.words import STOPWORDS, words
from indexes.index import Hit, Search

Verdict = Literal["answer", "clarify", "no_source", "out_of_scope"]

SIGNALS = ("dense", "sentence", "title", "text", "label")
"""Figures of the best hit that the decision rests on; see `indexes.index`."""


@dataclass(frozen=True, slots=True)
class Model:
    """Log odds that a question is answered by what was found: bias + coefficients times signals."""

    bias: float
    coefficients: tuple[float, ...]

    def probability(self, parts: dict[str, float]) -> float:
        """In (0, 1)."""
        odds = self.bias + sum(c * parts[name] for c, name in zip(self.coefficients, SIGNALS, strict=True))
        return 1 / (1 + math.exp(-odds))


GERMAN = Model(bias=-6.0, coefficients=(1.0, 1.0, 0.5, 9.0, 4.5))
FOREIGN = Model(bias=-3.0, coefficients=(1.0, 1.0, 0.5, 0.0, 0.0))
"""For other languages, whose words the pages do not share."""

ANSWER = 0.5
"""From this probability on the question is answered."""

IN_SCOPE = 0.15
"""Below this one it has nothing to do with a town hall."""

OVERDUE = 0.75
"""What a page loses in score when its review is overdue."""

_NEAR = 0.06
"""Two services whose scores differ by less than this share fit equally."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be quoted (`kept`, best first), what may not, and what to do."""

    verdict: Verdict
    probability: float
    kept: tuple[Hit, ...]
    rejected: tuple[Hit, ...]


def decide(search: Search, language: str, today: date) -> Decision:
    """Whether and from which pages to answer."""
    hits = _overdue_lower(search.hits, today)
    if not hits:
        return Decision("out_of_scope", 0.0, (), ())
    model = GERMAN if language == "de" else FOREIGN
    probabilities = [1.0 if hit.parts["norm"] else model.probability(hit.parts) for hit in hits]
    best = probabilities[0]
    if best < ANSWER:
        return Decision("no_source" if best >= IN_SCOPE else "out_of_scope", best, (), hits)
    kept = tuple(hit for hit, p in zip(hits, probabilities, strict=True) if p >= ANSWER)
    rejected = tuple(hit for hit in hits if hit not in kept)
    return Decision("clarify" if _equal(search.question, kept) else "answer", best, kept, rejected)


def _overdue_lower(hits: tuple[Hit, ...], today: date) -> tuple[Hit, ...]:
    lowered = [replace(hit, score=hit.score - OVERDUE * _is_overdue(hit, today)) for hit in hits]
    return tuple(sorted(lowered, key=lambda hit: -hit.score)) if lowered != list(hits) else hits


def _is_overdue(hit: Hit, today: date) -> bool:
    return hit.page.review_due is not None and hit.page.review_due < today


def _equal(question: str, kept: tuple[Hit, ...]) -> bool:
    """Two services fit equally when the question is little more than words that both of their titles hold."""
    services = [hit for hit in kept[:3] if hit.page.kind == "service"]
    if len(services) < 2 or services[0] is not kept[0]:
        return False
    one, other = services[:2]
    return (
        one.score - other.score < _NEAR * abs(one.score) and _names_only(question, one) and _names_only(question, other)
    )


def _names_only(question: str, hit: Hit) -> bool:
    """Whether every word of the question that says something is in the page's title or keywords."""
    named = set(words(" ".join([hit.page.title, *hit.page.keywords])))
    said = {word for word in words(question) if word not in STOPWORDS}
    return bool(said) and len(said) <= 2 and all(any(word in name for name in named) for word in said)
