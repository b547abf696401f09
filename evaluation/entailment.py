"""How good is the gate, and its fitted part? Figures by kind, the operating curve, cross-validation, fitting; pure.

The folds of the cross-validation part groups of passages, so that no sentence is judged by weights that were fitted on
its own passages. The threshold of each fold is set on its training part (nested).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # it has none

from bot.entail.abroad import is_abroad
from bot.entail.clauses import units
from bot.entail.decide import Weights, decide
from bot.entail.disguise import plain
from bot.entail.features import features
from bot.entail.marks import marks, without_marks
from bot.entail.reasons import Verdict
from bot.verify import Gate
from evaluation.pairs import Pair

Floats = NDArray[np.float64]

KEPT = 0.85
"""The share of reworded right sentences that the threshold is set to keep."""

_COPIES = ("verbatim", "format", "joined", "split")
"""Kinds of right sentences that are so close to their sources that they say nothing about where to draw the line."""

_RIDGE = 20.0
_FREE = ("conditions", "gain", "rivals")
_FOR = (
    "covered",
    "returned",
    "main_returned",
    "bound",
    "clause_fit",
    "clause_forth",
    "pairs_clause",
    "pairs_unit",
    "clean",
)
_LEFT_OUT = ("length", "figures")  # says nothing about being backed


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, whether the exact rules let it pass, what its figures are, and the shipped verdict."""

    pair: Pair
    figures: Mapping[str, float] | None
    verdict: Verdict


def judged(pairs: Iterable[Pair]) -> list[Judged]:
    """The pairs with the verdict of the shipped gate; `figures` are None where the fitted part is not asked."""
    return [_judged(pair) for pair in pairs]


def _judged(pair: Pair) -> Judged:
    gate = Gate(pair.passages)
    if stopped := gate.exact(pair.sentence):
        return Judged(pair, None, stopped)
    cited = [passage for passage in pair.passages if passage.n in marks(pair.sentence)]
    said = plain(without_marks(pair.sentence))
    if is_abroad(said, [found for passage in cited for found in units(passage.text)]):
        return Judged(pair, None, gate.check(pair.sentence))
    figures = features(said, cited)
    return Judged(pair, figures, decide(figures))


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `of` were decided rightly."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.right / self.of if self.of else 0.0


def by_kind(pairs: Sequence[Pair], passed: Sequence[bool]) -> dict[tuple[bool, str], Share]:
    """Rightly decided pairs of each (supported, kind); the kind "" is all."""
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    for pair, leaves in zip(pairs, passed, strict=True):
        for kind in ("", pair.kind):
            counts[pair.supported, kind][0] += leaves == pair.supported
            counts[pair.supported, kind][1] += 1
    return {key: Share(*count) for key, count in sorted(counts.items(), reverse=True)}


def curve(
    pairs: Sequence[Pair], scores: Sequence[float], kept: Iterable[float] = (0.8, 0.85, 0.9, 0.95)
) -> list[tuple[float, float, float]]:
    """(kept share of the right, caught share of the wrong, threshold) for each wanted share. A stopped one scores 0."""
    return [(share, *_at(pairs, scores, share)) for share in kept]


def _at(pairs: Sequence[Pair], scores: Sequence[float], share: float) -> tuple[float, float]:
    right = sorted((score for pair, score in zip(pairs, scores, strict=True) if pair.supported), reverse=True)
    wrong = [score for pair, score in zip(pairs, scores, strict=True) if not pair.supported]
    threshold = right[min(len(right), max(1, round(share * len(right)))) - 1] if right else 0.0
    return sum(score < threshold for score in wrong) / max(1, len(wrong)), threshold


# --- fitting ---------------------------------------------------------------------------------------------------------


def fitted(found: Sequence[Judged], kept: float = KEPT) -> Weights:
    """Weights for pairs, and the threshold that keeps that share of the right ones by cross-validated scores."""
    weights = _regression(found)
    scores = cross_validated(found)
    drawn = [(one.pair, score) for one, score in zip(found, scores, strict=True) if one.pair.kind not in _COPIES]
    _, threshold = _at([pair for pair, _ in drawn], [score for _, score in drawn], kept)
    return Weights(round(threshold, 4), weights.bias, weights.figures)


def cross_validated(found: Sequence[Judged], folds: int = 10) -> list[float]:
    """A score for each pair from weights that were fitted without its group; 0 for what an exact rule stopped."""
    return [score for score, _ in _folds(found, folds, None)]


def nested(found: Sequence[Judged], folds: int = 10, kept: float = KEPT) -> list[bool]:
    """Whether each pair leaves, by weights and a threshold that were both set without its group."""
    return [leaves for _, leaves in _folds(found, folds, kept)]


def _folds(found: Sequence[Judged], folds: int, kept: float | None) -> list[tuple[float, bool]]:
    parts = [_fold(one.pair.group, folds) for one in found]
    outcome = [(float(one.verdict.supported), one.verdict.supported) for one in found]
    for part in sorted(set(parts)):
        rest = [one for one, own in zip(found, parts, strict=True) if own != part]
        weights = fitted(rest, kept) if kept is not None else _regression(rest)
        for at, one in enumerate(found):
            if parts[at] == part and one.figures is not None:
                verdict = decide(one.figures, weights)
                outcome[at] = verdict.score, verdict.supported
    return outcome


def _fold(group: str, folds: int) -> int:
    return int(sha256(group.encode()).hexdigest(), 16) % folds


def _regression(found: Sequence[Judged]) -> Weights:
    """A logistic regression by maximum likelihood with a ridge, on standardised figures, signs as `_sign` says."""
    seen = [(one.figures, one.pair.supported) for one in found if one.figures is not None]
    names = [name for name in seen[0][0] if name not in _LEFT_OUT]
    values = np.array([[figures[name] for name in names] for figures, _ in seen], np.float64)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    solved = _solved(
        (values - mean) / spread, np.array([right for _, right in seen], np.float64), [_sign(n) for n in names]
    )
    raw = solved[:-1] / spread
    kept = {name: round(float(weight), 5) for name, weight in zip(names, raw, strict=True) if abs(weight) > 1e-4}
    return Weights(0.5, round(float(solved[-1] - raw @ mean), 5), kept)


def _sign(name: str) -> int:
    if name in _FREE:
        return 0
    return 1 if name.startswith(_FOR) else -1


def _solved(values: Floats, right: Floats, signs: Sequence[int]) -> Floats:
    ends = [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in signs]

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = values @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-odds)) - right
        cost = float((np.logaddexp(0, odds) - right * odds).sum() + _RIDGE * (weights[:-1] ** 2).sum() / 2)
        return cost, np.append(values.T @ off + _RIDGE * weights[:-1], off.sum())

    start = np.zeros(values.shape[1] + 1)
    found = cast("Any", minimize)(loss, start, jac=True, bounds=[*ends, (None, None)], method="L-BFGS-B")
    return cast("Floats", found.x)
