"""How sure a figure is: bootstrap over cases, paired differences of two runs, McNemar's exact test; pure and seeded.

A resample draws as many cases as there are, with repetition (Efron and Tibshirani, "An Introduction to the Bootstrap",
1993); an interval is the middle 95 % of what the resamples give. Where all cases agree it has no width: that is no
proof, and why reports name the number of cases beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.stats import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
    binomtest,  # pyright: ignore[reportUnknownVariableType]  # likewise
)

Floats = NDArray[np.float64]

RESAMPLES, SEED = 2_000, 4
_MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and where it lies with 95 % confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class McNemar:
    """How many cases went from wrong to right and the other way, and how likely a split so uneven is by chance."""

    fixed: int
    broken: int
    p: float


def means(values: Floats, resamples: int = RESAMPLES, seed: int = SEED) -> list[Interval]:
    """The mean of each column of (cases, measures); NaN stands for a measure that a case does not have.

    All columns are resampled together. A column without any value has NaN for all three.
    """
    drawn = _drawn(len(values), resamples, seed)
    has = ~np.isnan(values)
    sums, counts = drawn @ np.nan_to_num(values), drawn @ has.astype(np.float64)
    low, high = _middle(_ratio(sums, counts))
    value = _ratio(np.nan_to_num(values).sum(axis=0), has.sum(axis=0).astype(np.float64))
    return [Interval(*three) for three in zip(value.tolist(), low.tolist(), high.tolist(), strict=True)]


def differences(before: Floats, after: Floats, resamples: int = RESAMPLES, seed: int = SEED) -> list[Interval]:
    """How much the mean of each column of (cases, measures) rose; rows are the same cases in both.

    A case counts for a measure only where both runs have it.
    """
    return means(after - before, resamples, seed)


def mcnemar(before: NDArray[np.bool_], after: NDArray[np.bool_]) -> McNemar:
    """The exact test (binomial, two-sided) for the same cases in two runs (McNemar 1947)."""
    fixed, broken = int((after & ~before).sum()), int((before & ~after).sum())
    if not fixed + broken:
        return McNemar(0, 0, 1.0)
    return McNemar(fixed, broken, float(binomtest(fixed, fixed + broken, 0.5).pvalue))


def percentile(values: Floats, percent: float, resamples: int = RESAMPLES, seed: int = SEED) -> Interval:
    """A percentile of (cases,) values, for latencies."""
    places = np.random.default_rng(seed).integers(0, len(values), (resamples, len(values)))
    low, high = np.percentile(np.percentile(values[places], percent, axis=1), _MIDDLE)
    return Interval(float(np.percentile(values, percent)), float(low), float(high))


def auc(right: NDArray[np.bool_], scores: Floats, resamples: int = RESAMPLES, seed: int = SEED) -> Interval:
    """The area under the ROC curve: how likely a right case has a higher score than a wrong one.

    Right and wrong ones are resampled each for themselves, so no resample lacks a class; both must occur.
    """
    from sklearn.metrics import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
        roc_auc_score,  # pyright: ignore[reportUnknownVariableType]  # likewise
    )

    above, below = scores[right], scores[~right]
    wins = (above[:, None] > below).astype(np.float64) + 0.5 * (above[:, None] == below)
    of_right, of_wrong = _drawn(len(above), resamples, seed), _drawn(len(below), resamples, seed + 1)
    areas = ((of_right @ wins) * of_wrong).sum(axis=1) / (len(above) * len(below))
    low, high = np.percentile(areas, _MIDDLE)
    return Interval(float(cast("float", roc_auc_score(right, scores))), float(low), float(high))


def _drawn(cases: int, resamples: int, seed: int) -> Floats:
    """(resamples, cases) how often each case was drawn."""
    if not cases:
        return np.zeros((resamples, 0))
    chances = np.full(cases, 1 / cases)
    return np.random.default_rng(seed).multinomial(cases, chances, size=resamples).astype(np.float64)


def _ratio(sums: Floats, counts: Floats) -> Floats:
    return np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)


def _middle(resampled: Floats) -> tuple[Floats, Floats]:
    """The bounds for each column, over the resamples in which it has a value."""
    bounds = np.full((2, resampled.shape[1]), np.nan)
    some = ~np.isnan(resampled).all(axis=0)
    if some.any():
        bounds[:, some] = np.nanpercentile(resampled[:, some], _MIDDLE, axis=0)
    return bounds[0], bounds[1]
