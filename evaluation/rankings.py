"""What each half of the search would have found by itself, over every passage and not only the candidates of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evaluation.outputs import Ranking
from indexes.index import WEIGHTS, Hit, Index, Search
from indexes.lexical import Query, relevance
from indexes.scope import Floats, Numbers, ScopeIndex

MOST = 10
"""Longest ranking that is kept: nothing is measured beyond it."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The pages by the vectors alone, and by the words alone."""

    dense: Ranking
    lexical: Ranking


def halves(index: Index, search: Search, on: date) -> Halves:
    """The two rankings for a question that was searched, weighted as in the fused one, of pages valid on the day."""
    query = Query.of(search.question, search.official)
    texts = relevance(query, [part.text for part in index.scopes])
    wholes = relevance(query, [part.whole for part in index.scopes])
    dense: dict[str, float] = {}
    lexical: dict[str, float] = {}
    for part, text, whole in zip(index.scopes, texts, wholes, strict=True):
        rows = _valid_rows(part, on)
        dense |= _best(part, rows, _dense(part, rows, search.vector))
        lexical |= _best(part, rows, WEIGHTS["text"] * text[rows] + WEIGHTS["whole"] * whole[part.owners[rows]])
    return Halves(_top(dense), _top({page: score for page, score in lexical.items() if score > 0}))


def of_hits(hits: tuple[Hit, ...]) -> Ranking:
    """Hits as a ranking."""
    return tuple((hit.page.id, round(hit.score, 4)) for hit in hits[:MOST])


def _valid_rows(part: ScopeIndex, on: date) -> Numbers:
    valid = np.array([page.valid_on(on) for page in part.pages], dtype=np.bool_)
    return np.flatnonzero(valid[part.owners])


def _dense(part: ScopeIndex, rows: Numbers, vector: Floats) -> NDArray[np.float64]:
    """Cosines instead of the index's deviations from the background: a shift and a scale, the same order."""
    figures = {
        "dense": part.cosines(rows, vector),
        "sentence": part.best_sentences(rows, vector),
    }
    return np.stack([WEIGHTS[name] * values for name, values in figures.items()]).sum(axis=0, dtype=np.float64)


def _best(part: ScopeIndex, rows: Numbers, scores: NDArray[np.floating]) -> dict[str, float]:
    """The score of each page's best passage."""
    best = np.full(len(part.pages), -np.inf)
    np.maximum.at(best, part.owners[rows], scores)
    return {part.pages[place].id: float(best[place]) for place in np.flatnonzero(np.isfinite(best)).tolist()}


def _top(scores: dict[str, float]) -> Ranking:
    best = sorted(scores.items(), key=lambda item: -item[1])[:MOST]
    return tuple((page, round(score, 4)) for page, score in best)
