"""Fits the linear model of `bot.kinds` on development messages, and says what it is worth on those that were left out.

Beside the labelled messages it learns from what the project holds anyway: the questions of `dev.csv`, the examples of
`bot/topics.toml` and the sentences of `corpus/matters.toml`, as far as no cue says that they are of another kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np

from bot import kinds
from bot.cues import signs_in
from bot.kinds import KINDS, SIZE, VECTOR, Features, Floats, Kind, Model
from bot.plain import plain
from bot.routing import Router, by_rules
from bot.settings import ROOT
from evaluation.cases import read as read_cases
from evaluation.routing import Figures, Labelled, measured
from indexes.embed import Embedder

FOLDS = 5

_REGULARISATION, _EVERY = 30.0, 4
"""C of the logistic regression, and of the sentences of matters every so-manieth: they are many and much alike."""

Tell = Callable[[str], None]


def further() -> list[Labelled]:
    """Messages of the other development sets, in German for the most part."""
    texts = [*_of_cases(), *_of_topics(), *_of_matters()]
    return [Labelled(f"further-{n}", text, "", kind) for n, (text, kind) in enumerate(texts) if _is_plain(text)]


def _of_cases() -> list[tuple[str, Kind]]:
    named: dict[str, Kind] = {"out_of_scope": "out_of_scope", "greeting": "greeting"}
    cases = read_cases(ROOT / "evaluation" / "questions" / "dev.csv")
    return [(case.question, named.get(case.outcome, "information")) for case in cases]


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
    """Features of messages: sparse for the words, with the vectors appended for both."""

    def __init__(self, messages: Sequence[Labelled], embedder: Embedder) -> None:
        from scipy import sparse  # pyright: ignore[reportMissingTypeStubs]  # it has none

        untyped = cast("Any", sparse)
        features = [Features.of(plain(message.question)) for message in messages]
        places = np.concatenate([found.places for found in features])
        values = np.concatenate([found.values for found in features])
        rows = np.repeat(np.arange(len(features)), [len(found.places) for found in features])
        self.vectors = np.stack([embedder.query(message.question) for message in messages])
        self.words = untyped.csr_matrix((values, (rows, places)), shape=(len(features), SIZE))
        self.both = untyped.hstack([self.words, VECTOR * self.vectors]).tocsr()
        self.kinds = np.array([KINDS.index(message.kind) for message in messages])


def fit(table: Table, rows: Sequence[int], embedders: tuple[str, ...]) -> Model:
    """The model fitted on some rows of a table."""
    parts = [_fitted(part[rows], table.kinds[rows]) for part in (table.words, table.both)]
    (alone, alone_bias), (both, both_bias) = parts
    return Model(alone, alone_bias, both, both_bias, embedders)


def _fitted(features: Any, labels: Any) -> tuple[Floats, Floats]:
    """Weights (features, kinds) and biases (kinds,)."""
    from sklearn.linear_model import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
        LogisticRegression,
    )

    model = cast("Any", LogisticRegression)(C=_REGULARISATION, class_weight="balanced", max_iter=400)
    model.fit(features, labels)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def held_out(messages: Sequence[Labelled], table: Table, embedder: Embedder) -> dict[str, Figures]:
    """The figures on messages that the model was not fitted on, fold by fold; the first rows of the table are theirs.

    By rules and words alone, and with the vector.
    """
    size = len(messages)
    taken: dict[str, list[Kind]] = {"words alone": ["information"] * size, "with the vector": ["information"] * size}
    order = np.random.default_rng(7).permutation(size).tolist()
    rest = list(range(size, len(table.kinds)))
    for fold in range(FOLDS):
        out: list[int] = order[fold::FOLDS]
        model = fit(table, [*(row for row in order if row not in set(out)), *rest], (embedder.fingerprint,))
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
        embedders=np.array(model.embedders),
    )
