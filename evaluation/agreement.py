"""What marks say: how far two reviewers agree, and how a run did in their eyes; pure.

Intervals are bootstrapped over answers, not sentences: what one answer says is judged by one reading of it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from evaluation.intervals import RESAMPLES, SEED, Interval
from evaluation.review import AGREED, VERDICTS, Key, Mark, settled

Floats = NDArray[np.float64]
Marks = Mapping[Key, Mark]

_PLACES = np.arange(len(VERDICTS))
_WEIGHTS: Mapping[str, Floats] = {
    "plain": (_PLACES[:, None] != _PLACES).astype(np.float64),
    "linear": np.abs(_PLACES[:, None] - _PLACES).astype(np.float64),
}
"""How much a disagreement counts: all alike, or by how many steps the verdicts lie apart."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers' verdicts on the same `n` statements agree (Cohen 1960; weighted: Cohen 1968, linear).

    `same` is the share of equal verdicts. A kappa is None where there is none to have: no statement was marked by both,
    or each of them always gave the one same verdict.
    """

    one: str
    other: str
    n: int
    same: float
    kappa: Interval | None
    weighted: Interval | None
    disagreements: tuple[tuple[Mark, Mark], ...]  # the farthest apart first


@dataclass(frozen=True, slots=True)
class Score:
    """How a run did. Verdicts are of sentences with sources; `replies` are those of replies in fixed words.

    `right` is the share of sentences that are right, `cited` that of those whose citation holds; None where nothing
    was marked. `harmful` are the statements that harm, sentences and replies.
    """

    reviewers: tuple[str, ...]
    answers: int
    sentences: int
    verdicts: Mapping[str, int]
    right: Interval | None
    cited: float | None
    replies: Mapping[str, int]
    harmful: tuple[Mark, ...]


def agreements(marks: Mapping[str, Marks]) -> list[Agreement]:
    """Each two reviewers, but not what they agreed on afterwards."""
    return [_agreement(*pair, marks) for pair in combinations(sorted(set(marks) - {AGREED}), 2)]


def score(marks: Mapping[str, Marks]) -> Score:
    """How a run did, by the marks of its reviewers."""
    final = settled(marks)
    sentences = [mark for mark in final.values() if mark.sentence]
    judged = [mark.citation == "stimmt" for mark in sentences if mark.citation]
    return Score(
        reviewers=tuple(sorted(marks)),
        answers=len({mark.case for mark in final.values()}),
        sentences=len(sentences),
        verdicts=_counted(sentences),
        right=_share(sentences),
        cited=sum(judged) / len(judged) if judged else None,
        replies=_counted([mark for mark in final.values() if not mark.sentence]),
        harmful=tuple(mark for mark in final.values() if mark.verdict == VERDICTS[-1]),
    )


def _counted(marks: Sequence[Mark]) -> dict[str, int]:
    counts = Counter(mark.verdict for mark in marks)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def _share(marks: Sequence[Mark]) -> Interval | None:
    if not marks:
        return None
    rows = [(mark.case, np.array([mark.verdict == VERDICTS[0], 1.0])) for mark in marks]
    return _interval(rows, lambda sums: sums[..., 0] / sums[..., 1])


# --- Cohen's kappa ---------------------------------------------------------------------------------------------------


def _agreement(one: str, other: str, marks: Mapping[str, Marks]) -> Agreement:
    pairs = [(mark, marks[other][key]) for key, mark in marks[one].items() if key in marks[other]]
    apart = sorted((pair for pair in pairs if _steps(pair)), key=lambda pair: -_steps(pair))
    return Agreement(
        one,
        other,
        len(pairs),
        1 - len(apart) / len(pairs) if pairs else math.nan,
        _kappa(pairs, "plain"),
        _kappa(pairs, "linear"),
        tuple(apart),
    )


def _steps(pair: tuple[Mark, Mark]) -> int:
    one, other = (VERDICTS.index(mark.verdict) for mark in pair)
    return abs(one - other)


def _kappa(pairs: Sequence[tuple[Mark, Mark]], weights: Literal["plain", "linear"]) -> Interval | None:
    from sklearn.metrics import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
        cohen_kappa_score,  # pyright: ignore[reportUnknownVariableType]  # likewise
    )

    verdicts = [[mark.verdict for mark in side] for side in zip(*pairs, strict=True)]
    if len(pairs) == 0 or len({*verdicts[0], *verdicts[1]}) == 1:
        return None
    named = None if weights == "plain" else weights
    value = float(cohen_kappa_score(*verdicts, labels=list(VERDICTS), weights=named))
    rows = [(one.case, _cell(one, other)) for one, other in pairs]
    drawn = _interval(rows, lambda tables: _kappas(tables, _WEIGHTS[weights]))
    return Interval(value, drawn.low, drawn.high)


def _cell(one: Mark, other: Mark) -> Floats:
    """A table of verdicts, as a row, with this pair in it."""
    table = np.zeros((len(VERDICTS), len(VERDICTS)))
    table[VERDICTS.index(one.verdict), VERDICTS.index(other.verdict)] = 1
    return table.ravel()


def _kappas(tables: Floats, weights: Floats) -> Floats:
    """Cohen's kappa of each table of (..., verdicts * verdicts); NaN where it is not defined."""
    square = tables.reshape(*tables.shape[:-1], len(VERDICTS), len(VERDICTS))
    expected = np.einsum("...i,...j->...ij", square.sum(-1), square.sum(-2)) / square.sum((-2, -1))[..., None, None]
    apart, chance = (square * weights).sum((-2, -1)), (expected * weights).sum((-2, -1))
    return 1 - np.divide(apart, chance, out=np.full_like(apart, np.nan), where=chance > 0)


# --- the bootstrap ---------------------------------------------------------------------------------------------------


def _interval(rows: Sequence[tuple[str, Floats]], figure: Callable[[Floats], Floats]) -> Interval:
    """A figure of the sum of all rows, and its middle 95 % when answers are drawn anew; rows go by their answer."""
    answers = sorted({answer for answer, _ in rows})
    place = {answer: number for number, answer in enumerate(answers)}
    sums = np.zeros((len(answers), len(rows[0][1])))
    for answer, row in rows:
        sums[place[answer]] += row
    chances = np.full(len(answers), 1 / len(answers))
    drawn = np.random.default_rng(SEED).multinomial(len(answers), chances, size=RESAMPLES).astype(np.float64)
    low, high = cast("list[float]", np.nanpercentile(figure(drawn @ sums), (2.5, 97.5)).tolist())
    return Interval(float(figure(sums.sum(axis=0))), low, high)
