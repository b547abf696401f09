"""Fits the decision to answer: the coefficients of `bot.retrieve`, cross-validated on development questions.

Both classes count the same, and so does each corpus: whether a question is answered must not depend on how many
questions somebody happened to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bot import retrieve
from bot.routing import route
from bot.topics import Topics
from evaluation.cases import Case, read
from indexes.embed import Embedder, open_embedder
from indexes.index import Index

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A case of one corpus and the signals of its best hit."""

    corpus: str
    case: Case
    signals: tuple[float, ...]


def report(sets: Sequence[tuple[Path, Path]], model_folder: Path, console: Console) -> None:
    """Fit, and print the coefficients and what thresholds would keep and refuse."""
    embedder = open_embedder("onnx", model_folder=model_folder)
    topics = Topics.load(embedder)
    samples = [sample for versions, questions in sets for sample in _samples(versions, questions, embedder, topics)]
    signals = np.array([sample.signals for sample in samples])
    right = np.array([sample.case.answerable for sample in samples])
    weights = _weights(samples)
    bias, coefficients = _fit(signals, right, weights)
    console.print(f"BIAS = {bias:.3f}")
    console.print({n: round(float(c), 3) for n, c in zip(retrieve.COEFFICIENTS, coefficients, strict=True)})
    _print_thresholds(samples, _held_out(signals, right, weights), console)


def _samples(versions: Path, questions: Path, embedder: Embedder, topics: Topics) -> list[Sample]:
    index = Index.open(versions, embedder)
    try:
        cases = [case for case in read(questions) if _is_decided(case)]
        return [Sample(str(versions), _here(case, index), _signals(index, topics, case.question)) for case in cases]
    finally:
        index.close()


def _is_decided(case: Case) -> bool:
    """Whether the decision concerns the case: advice and a file of one's own are told by routing, whatever is found."""
    return route(case.question).kind == "information" and case.outcome not in ("advice", "account_data", "crisis")


def _here(case: Case, index: Index) -> Case:
    """The case as it is for this corpus: what none of its pages answers must not be answered."""
    return replace(case, answerable=case.answerable and any(page in index.places for page in case.pages))


def _signals(index: Index, topics: Topics, question: str) -> tuple[float, ...]:
    search = index.search(question, 1)
    signals = {"foreignness": topics.foreignness(search.vector), "missing": search.missing}
    values = {**search.hits[0].parts, **signals}
    return tuple(values[name] for name in retrieve.COEFFICIENTS)


def _fit(signals: Floats, right: NDArray[np.bool_], weights: Floats) -> tuple[float, Floats]:
    """Bias and coefficients of the logistic model, for signals as they are (it is fitted on standardised ones)."""
    # Imported here and nowhere else: the bot needs the result only.
    from sklearn.linear_model import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
        LogisticRegression,
    )

    mean, deviation = signals.mean(axis=0), signals.std(axis=0)
    model = cast("Any", LogisticRegression(C=1.0)).fit((signals - mean) / deviation, right, sample_weight=weights)
    coefficients = model.coef_[0] / deviation
    return float(model.intercept_[0] - coefficients @ mean), coefficients


def _weights(samples: list[Sample]) -> Floats:
    """Each corpus and each class the same in sum."""
    keys = [(sample.corpus, sample.case.answerable) for sample in samples]
    return np.array([len(samples) / keys.count(key) / len(set(keys)) for key in keys])


def _held_out(signals: Floats, right: NDArray[np.bool_], weights: Floats, folds: int = 10) -> Floats:
    """The probability of each case under a model that has not seen it."""
    fold = np.random.default_rng(0).permutation(len(right)) % folds
    result = np.zeros(len(right))
    for number in range(folds):
        train = fold != number
        bias, coefficients = _fit(signals[train], right[train], weights[train])
        result[~train] = 1 / (1 + np.exp(-bias - signals[~train] @ coefficients))
    return result


def _print_thresholds(samples: list[Sample], probabilities: Floats, console: Console) -> None:
    corpora = sorted({sample.corpus for sample in samples})
    for corpus in corpora:
        table = Table("threshold", "answerable kept", "off-topic refused", "municipal, not here: refused", title=corpus)
        for threshold in np.arange(0.1, 0.65, 0.05):
            row = [_share(samples, probabilities >= threshold, corpus, answerable=True)]
            row += [
                _share(samples, probabilities < threshold, corpus, answerable=False, off_topic=o) for o in (True, False)
            ]
            table.add_row(f"{threshold:.2f}", *(f"{share:.3f}" for share in row))
        console.print(table)


def _share(
    samples: list[Sample], met: NDArray[np.bool_], corpus: str, *, answerable: bool, off_topic: bool = False
) -> float:
    chosen = [
        bool(m)
        for sample, m in zip(samples, met, strict=True)
        if sample.corpus == corpus and sample.case.answerable == answerable and sample.case.off_topic == off_topic
    ]
    return sum(chosen) / max(len(chosen), 1)
