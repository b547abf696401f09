"""Is a version what it should be? Asked before it may go live: counts, known answers, recall of the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from indexes import scope
from indexes.embed import Embedder
from indexes.scope import Floats, ScopeIndex, Searchable

PROBES = 16
"""Passages of a scope that are embedded again, to see that each vector belongs to its text."""
QUERIES = 200
RECALL = 0.999
_SAME = 0.995  # int8 arithmetic rounds differently in another batch


class VerificationError(RuntimeError):
    """A version that must not go live; the message says which check failed and by how much."""


def verify(
    folder: Path, counts: dict[str, dict[str, int]], embedder: Embedder, progress: Callable[[str, int, int], None]
) -> dict[str, float]:
    """Check every scope of a version under construction; returns the lowest figures measured.

    Raises:
        VerificationError: a count differs, a vector belongs to another text, or the store finds too little.
    """
    lowest = {"probe_cosine": 1.0, "recall_at_10": 1.0}
    for number, name in enumerate(counts):
        progress("verify", number, len(counts))
        index = scope.load(folder / name, folder / f".{name}-open")
        try:
            _check_counts(index, counts[name])
            if index.passages:
                lowest["probe_cosine"] = min(lowest["probe_cosine"], _probe(index, embedder))
                lowest["recall_at_10"] = min(lowest["recall_at_10"], _recall(index))
        finally:
            index.close()
    progress("verify", len(counts), len(counts))
    return lowest


def background(vectors: list[tuple[Floats, Floats]]) -> tuple[float, float]:
    """Mean and deviation of the cosine between a title and any passage, over (titles, passages) of each scope.

    Each embedder has its own range (e5: .82 and .03); scores count in deviations from this mean.
    """
    cosines = [titles[:200] @ passages[:: max(1, len(passages) // 500)].T for titles, passages in vectors]
    pooled = np.concatenate([part.ravel() for part in cosines]) if cosines else np.zeros(1)
    return (float(pooled.mean()), max(float(pooled.std()), 1e-3)) if pooled.size else (0.0, 1.0)


def _check_counts(index: ScopeIndex, counts: dict[str, int]) -> None:
    expected = {
        "pages": (len(index.pages), len(index.titles), index.labels.size),
        "passages": (len(index.passages), len(index.vectors), index.text.size, index.store.size),
        "sentences": (int(index.first_sentence[-1]), len(index.sentences)),
    }
    for name, found in expected.items():
        if set(found) != {counts[name]}:
            raise VerificationError(f"scope {index.scope}: {name} should be {counts[name]} everywhere, but are {found}")


def _probe(index: ScopeIndex, embedder: Embedder) -> float:
    """Embed some passages again: each must be the text of its own row, and the store must find that row."""
    spread = np.linspace(0, len(index.passages) - 1, min(PROBES, len(index.passages)))
    rows = [int(row) for row in spread]
    again = embedder.passages([index.passages[row].embedded for row in rows])
    cosines = np.sum(again * index.vectors[rows], axis=1)
    worst = int(np.argmin(cosines))
    if cosines[worst] < _SAME:
        raise VerificationError(
            f"scope {index.scope}: the vector of {index.passages[rows[worst]].id} is not that of its text "
            f"(cosine {cosines[worst]:.3f}); remove the embedding cache and build again"
        )
    for row in rows:
        _check_found(index, row)
    return float(cosines[worst])


def _check_found(index: ScopeIndex, row: int) -> None:
    numbers, cosines = index.store.nearest(index.vectors[row], 1)
    same = bool(numbers) and float(index.vectors[numbers[0]] @ index.vectors[row]) >= _SAME
    if not same or abs(cosines[0] - 1.0) > 1 - _SAME:
        raise VerificationError(
            f"scope {index.scope}: the store does not find {index.passages[row].id} by its own vector"
        )


def _recall(index: ScopeIndex) -> float:
    recall = recall_at_10(index.store, index.vectors, index.titles, index.sentences)
    if recall < RECALL:
        raise VerificationError(f"scope {index.scope}: recall@10 of the store is {recall:.4f}, needed is {RECALL}")
    return recall


def recall_at_10(store: Searchable, vectors: Floats, titles: Floats, sentences: Floats) -> float:
    """Recall@10 of the store against exact search, with a sample of the titles and sentences as questions."""
    pool = np.concatenate([titles, sentences])
    rows = np.random.default_rng(0).choice(len(pool), min(QUERIES, len(pool)), replace=False)
    return float(np.mean([_overlap(store, vectors, pool[row]) for row in np.sort(rows)]))


def _overlap(store: Searchable, vectors: Floats, question: Floats) -> float:
    """Share of the ten nearest that the store returned; what is as near as the tenth counts as found."""
    exact = vectors @ question
    k = min(10, len(exact))
    limit = float(np.partition(exact, -k)[-k]) - 1e-5
    numbers, _ = store.nearest(question, k)
    return sum(1 for number in numbers if exact[number] >= limit) / k
