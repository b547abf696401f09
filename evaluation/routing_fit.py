"""Fits the linear model of `bot.kinds` on development messages, and says what it is worth on those that were left out.

Beside the labelled messages it learns from what the project holds anyway: the questions of `dev.csv` and `dev2.csv`,
the examples of `bot/topics.toml` and the sentences of `corpus/matters.toml`, the latter two as far as no cue says that
they are of another kind.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot import kinds
from bot.cues import signs_in
from bot.kinds import KINDS, SIZE, Features, Floats, Kind, Model
from bot.plain import plain
from bot.routing import Router, by_rules
from bot.settings import ROOT
from evaluation.cases import read as read_cases
from evaluation.routing import Figures, Labelled, measured
from indexes.embed import Embedder

FOLDS = 5

CASES = ("dev.csv", "dev2.csv")
"""The sets of cases whose questions are learned from."""

_ALONE, _BOTH = 100.0, 20.0
"""C of the two logistic regressions: how closely each follows the messages."""

_EVERY = 4
"""Of the sentences of matters every so-manieth is learned from: they are many and much alike."""

_RARE = 0.25
"""How strongly rare languages are raised: a message counts as the number of its like to the minus this."""

_ALIGNED = ("de", "en", "tr", "uk", "ar")
"""Languages with messages of every kind."""


def further() -> list[Labelled]:
    """Messages of the other development sets."""
    found = [Labelled("further", text, language, kind) for text, language, kind in _of_cases()]
    for text, kind in [*_of_topics(), *_of_matters()]:
        if _is_plain(text):
            found.append(Labelled("further", text, "de", kind))
    return [replace(message, id=f"further-{number}") for number, message in enumerate(found)]


def _of_cases() -> list[tuple[str, str, Kind]]:
    """Questions of the sets of cases. Of one that a page answers, cues do not say that it is of another kind."""
    named: dict[str, Kind] = {kind: kind for kind in KINDS}
    cases = [case for name in CASES for case in read_cases(ROOT / "evaluation" / "questions" / name)]
    return [
        (case.question, case.language, named.get(case.outcome, "information"))
        for case in cases
        if by_rules(case.question) is None and (case.answerable or _is_plain(case.question))
    ]


def _of_topics() -> list[tuple[str, Kind]]:
    topics: dict[str, list[str]] = tomllib.loads((ROOT / "bot" / "topics.toml").read_text(encoding="utf-8"))
    kinds_of: dict[str, Kind] = {"other": "out_of_scope", "town_hall": "information"}
    return [(text, kind) for name, kind in kinds_of.items() for text in topics[name]]


def _of_matters() -> list[tuple[str, Kind]]:
    matters = tomllib.loads((ROOT / "corpus" / "matters.toml").read_text(encoding="utf-8"))
    said: list[str] = [text for group in matters.values() for texts in group.values() for text in texts]
    return [(text, "information") for text in said[::_EVERY]]


def _is_plain(text: str) -> bool:
    return by_rules(text) is None and not signs_in(plain(text)) & {"advice", "account_data"}


class Table:
    """Messages as the model sees them, row by row: features of the words, vectors, kinds and languages."""

    def __init__(self, messages: Sequence[Labelled], embedder: Embedder) -> None:
        from scipy import sparse  # pyright: ignore[reportMissingTypeStubs]  # it has none

        features = [Features.of(plain(message.question)) for message in messages]
        places = np.concatenate([found.places for found in features])
        values = np.concatenate([found.values for found in features])
        rows = np.repeat(np.arange(len(features)), [len(found.places) for found in features])
        self.sparse = cast("Any", sparse)
        self.words = self.sparse.csr_matrix((values, (rows, places)), shape=(len(features), SIZE))
        self.vectors = np.stack([embedder.query(message.question) for message in messages])
        self.kinds = np.array([KINDS.index(message.kind) for message in messages])
        self.languages = np.array([message.language for message in messages])

    def __len__(self) -> int:
        return len(self.kinds)


def fit(table: Table, rows: Sequence[int], embedder: Embedder) -> Model:
    """The model fitted on some rows of a table."""
    chosen = np.array(rows)
    centre, languages = table.vectors[chosen].mean(axis=0), _directions(table, chosen)
    vectors = kinds.meaning(table.vectors[chosen], centre, languages)
    words = table.words[chosen]
    weights, labels = _weights(table, chosen), table.kinds[chosen]
    alone, alone_bias = _fitted(words, labels, weights, _ALONE)
    both, both_bias = _fitted(table.sparse.hstack([words, vectors]).tocsr(), labels, weights, _BOTH)
    return Model(alone, alone_bias, both, both_bias, centre, languages, (embedder.fingerprint,))


def _directions(table: Table, rows: NDArray[np.int64]) -> Floats:
    """(n, d) directions, at right angles, in which messages of the same kinds in different languages differ."""
    means: list[Floats] = []
    for language in _ALIGNED:
        of_kinds = [
            rows[(table.languages[rows] == language) & (table.kinds[rows] == kind)] for kind in range(len(KINDS))
        ]
        means.append(np.mean([table.vectors[found].mean(axis=0) for found in of_kinds], axis=0))
    spread = np.array(means) - np.mean(means, axis=0)
    return np.linalg.svd(spread, full_matrices=False)[2][: len(_ALIGNED) - 1].astype(np.float32)


def _weights(table: Table, rows: NDArray[np.int64]) -> Floats:
    """A weight for each row: all kinds count the same, and within a kind rare languages count for more."""
    pairs = [(int(table.kinds[row]), str(table.languages[row])) for row in rows]
    counts = Counter(pairs)
    raw = np.array([counts[pair] ** -_RARE for pair in pairs])
    sums = Counter[int]()
    for (kind, _), weight in zip(pairs, raw, strict=True):
        sums[kind] += weight
    found = np.array([weight / sums[kind] for (kind, _), weight in zip(pairs, raw, strict=True)])
    return (found * len(found) / found.sum()).astype(np.float32)


def _fitted(features: Any, labels: Any, weights: Floats, strength: float) -> tuple[Floats, Floats]:
    """Weights (features, kinds) and biases (kinds,)."""
    from sklearn.linear_model import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
        LogisticRegression,
    )

    model = cast("Any", LogisticRegression)(C=strength, max_iter=400)
    model.fit(features, labels, sample_weight=weights)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def held_out(messages: Sequence[Labelled], table: Table, embedder: Embedder) -> dict[str, Figures]:
    """The figures on messages that the model was not fitted on, fold by fold; the first rows of the table are theirs.

    By rules and words alone, and with the vector.
    """
    size = len(messages)
    taken: dict[str, list[Kind]] = {"words alone": ["information"] * size, "with the vector": ["information"] * size}
    order = np.random.default_rng(7).permutation(size).tolist()
    rest = list(range(size, len(table)))
    for fold in range(FOLDS):
        out: list[int] = order[fold::FOLDS]
        model = fit(table, [*(row for row in order if row not in set(out)), *rest], embedder)
        alone, both = Router(model), Router(model, embedder)
        for row in out:
            taken["words alone"][row] = alone.route(messages[row].question).kind
            taken["with the vector"][row] = both.route(messages[row].question).kind
    return {name: measured(messages, found) for name, found in taken.items()}


def write(model: Model, path: Path = kinds.WEIGHTS) -> None:
    """Keep the weights, as half-precision numbers."""
    np.savez_compressed(
        path,
        alone=model.alone.astype(np.float16),
        alone_bias=model.alone_bias,
        both=model.both.astype(np.float16),
        both_bias=model.both_bias,
        centre=model.centre,
        languages=model.languages,
        embedders=np.array(model.embedders),
    )
