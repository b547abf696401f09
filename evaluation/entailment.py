"""How good is the gate, and its fitted part? Figures by kind, the operating curve, fitting; pure.

The signs' weights and the reader learn from the pairs of some authors. How much each of the two counts, and where the
line is drawn, is set on pairs of authors that neither has learnt from: what is measured there, a new author meets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # it has none

from bot.entail.abroad import decide_abroad, is_abroad
from bot.entail.clauses import Unit, units
from bot.entail.decide import Abroad, Shares, Weights, barred, decide, log_odds
from bot.entail.disguise import plain
from bot.entail.features import features
from bot.entail.marks import marks, without_marks
from bot.entail.obeyed import wary
from bot.entail.reasons import Verdict
from bot.entail.sources import Passage
from bot.verify import Gate, quoted
from evaluation.pairs import Pair

Floats = NDArray[np.float64]

KEPT = 0.88
"""The share of right sentences of unknown authors that the threshold is set to keep; a set of yet another author and
another mixture of kinds loses some of them."""

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
    """A pair, its figures and the reader's log odds where no exact rule stopped it, and the shipped verdict.

    A sentence in another language than its sources has `abroad`, the signs of `bot.entail.abroad`, in place of figures.
    """

    pair: Pair
    figures: Mapping[str, float] | None
    odds: float | None
    verdict: Verdict
    abroad: Mapping[str, float] | None = None

    @property
    def score(self) -> float:
        """How sure the gate is; 0 for what an exact rule stops."""
        asked = self.figures is not None or self.abroad is not None
        return self.verdict.score if asked else float(self.verdict.supported)


def judged(pairs: Iterable[Pair], *, reads: bool = True) -> list[Judged]:
    """The pairs with the verdict of the shipped gate, or of its signs alone.

    `figures` are None where the fitted part is not asked.
    """
    return [_judged(pair, reads=reads) for pair in pairs]


def _judged(pair: Pair, *, reads: bool) -> Judged:
    gate = Gate(pair.passages, reads=reads)
    if stopped := gate.exact(pair.sentence):
        return Judged(pair, None, None, stopped)
    said, cited, there = _parts(pair)
    if is_abroad(said, there):
        found, odds = gate.signs_abroad(said, there), gate.odds(said, cited)
        return Judged(pair, None, odds, decide_abroad(found, odds), found)
    if quoted(said, there):
        return Judged(pair, None, None, gate.check(pair.sentence))
    figures, odds = features(said, cited), gate.odds(said, cited)
    return Judged(pair, figures, odds, wary(decide(figures, odds), cited))


def in_another_language(pair: Pair) -> bool:
    """Whether a pair's sentence is in another language than what it cites."""
    said, _, there = _parts(pair)
    return is_abroad(said, there)


def _parts(pair: Pair) -> tuple[str, list[Passage], list[Unit]]:
    """The sentence without its marks, the passages that it cites, and their sentences."""
    known = {passage.n: passage for passage in pair.passages}
    cited = [known[n] for n in marks(pair.sentence) if n in known]
    return plain(without_marks(pair.sentence)), cited, [found for one in cited for found in units(one.text)]


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


def fitted(found: Sequence[Judged], held: Sequence[Judged], kept: float = KEPT) -> tuple[Weights, Shares]:
    """Weights from the pairs that the gate learns from; shares and thresholds from those of other authors."""
    return summed(held, _regression(found), kept)


def summed(held: Sequence[Judged], weights: Weights, kept: float = KEPT) -> tuple[Weights, Shares]:
    """The weights with the threshold of signs alone, and how signs and reader are summed."""
    bias, signs, reader = _shared(held, weights)
    pairs = [one.pair for one in held]
    alone = [_asked(one, lambda figures, _: log_odds(figures, weights)) for one in held]
    both = [
        _asked(one, lambda figures, odds: bias + signs * log_odds(figures, weights) + reader * odds) for one in held
    ]
    return (
        Weights(_line(pairs, alone, kept), weights.bias, weights.figures),
        Shares(_line(pairs, both, kept), round(bias, 5), round(signs, 5), round(reader, 5)),
    )


def _asked(one: Judged, odds: Callable[[Mapping[str, float], float], float]) -> float:
    """The probability that the log odds give; what no fitted part is asked about keeps its verdict."""
    if one.figures is None:
        return float(one.verdict.supported)
    if barred(one.figures):
        return 0.0
    return float(1 / (1 + np.exp(-odds(one.figures, one.odds or 0.0))))


def _line(pairs: Sequence[Pair], scores: Sequence[float], kept: float) -> float:
    return round(_at(pairs, scores, kept)[1], 4)


def _shared(held: Sequence[Judged], weights: Weights) -> tuple[float, float, float]:
    """The bias and the shares of signs and reader, by maximum likelihood."""
    seen = [(log_odds(one.figures, weights), one.odds, one.pair.supported) for one in held if one.figures is not None]
    if any(odds is None for _, odds, _ in seen):
        raise ValueError("the shares cannot be fitted without the reader; see `python -m evaluation.reading`")
    values = np.array([[signs, odds] for signs, odds, _ in seen], np.float64)
    solved = _solved(values, np.array([right for _, _, right in seen], np.float64), [1, 1], ridge=1.0)
    return float(solved[2]), float(solved[0]), float(solved[1])


_SPEAKS = {"cosine": 1, "negation": -1, "modality": -1, "elsewhere": -1}


def fitted_abroad(found: Sequence[Judged], kept: float = KEPT) -> Abroad:
    """How signs and reader are summed for sentences in other languages, from such that the reader has not learnt."""
    asked = [one for one in found if one.abroad]
    values = np.array([[*(one.abroad[name] for name in _SPEAKS), one.odds] for one in asked if one.abroad], np.float64)
    middle = np.array([values[:, 0].mean(), 0, 0, 0, 0])
    scale = np.array([0.1, 1, 1, 1, 1])  # cosines of the embedding model lie within a tenth
    right = np.array([one.pair.supported for one in asked], np.float64)
    solved = _solved((values - middle) / scale, right, [*_SPEAKS.values(), 1], ridge=1.0)
    raw = solved[:-1] / scale
    summed = Abroad(0.5, float(solved[-1] - raw @ middle), *(float(weight) for weight in raw))
    scores = [float(1 / (1 + np.exp(-summed.log_odds(one.abroad or {}, one.odds or 0.0)))) for one in asked]
    return replace(summed, threshold=_line([one.pair for one in asked], scores, kept))


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


def _solved(values: Floats, right: Floats, signs: Sequence[int], ridge: float = _RIDGE) -> Floats:
    ends = [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in signs]

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = values @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-odds)) - right
        cost = float((np.logaddexp(0, odds) - right * odds).sum() + ridge * (weights[:-1] ** 2).sum() / 2)
        return cost, np.append(values.T @ off + ridge * weights[:-1], off.sum())

    start = np.zeros(values.shape[1] + 1)
    found = cast("Any", minimize)(loss, start, jac=True, bounds=[*ends, (None, None)], method="L-BFGS-B")
    return cast("Floats", found.x)
