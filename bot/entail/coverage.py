"""Which words of a sentence its sources hold, and where; pure.

The said words and figures are looked for in each unit of the cited passages. The unit that holds most is what the
sentence rests on; a second one may hold what the first lacks ("joined from two passages").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.entail.clauses import Clause, Unit
from bot.entail.figures import Figure, matches
from bot.entail.similar import alike, halves
from bot.entail.tokens import Token

FIGURE_WEIGHT = 1.5
CONTEXT = 0.9
"""What a word is worth that stands in the title only."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is looked for: words with weight, then figures; `weights` in that order."""

    unit: Unit
    words: tuple[Token, ...]
    figures: tuple[Figure, ...]
    weights: tuple[float, ...]


def said(unit: Unit | Clause) -> Said:
    """The parts of a sentence or clause that a source must hold."""
    words = tuple(word for word in unit.tokens if word.weight)
    whole = unit if isinstance(unit, Unit) else Unit(unit.text, unit.tokens, unit.figures, (unit,))
    weights = (*(word.weight for word in words), *(FIGURE_WEIGHT for _ in unit.figures))
    return Said(whole, words, unit.figures, weights)


def held(asked: Said, words: Sequence[Token], figures: Sequence[Figure]) -> list[float]:
    """For each part of the sentence how well the words and figures of a source hold it, 0 to 1."""
    found = [
        max((alike(word.word, other.word) for other in words if other.weight), default=0.0) for word in asked.words
    ]
    return found + [float(any(matches(figure, other) for other in figures)) for figure in asked.figures]


@lru_cache(maxsize=200_000)
def best(word: str, there: tuple[str, ...]) -> float:
    """How well the best of the folded words holds a said one; a compound also by its two parts."""
    found = max((alike(word, other) for other in there), default=0.0)
    if found >= 0.6:
        return found
    return max(found, 0.75 * any(_known(first, there) and _known(last, there) for first, last in halves(word)))


def _known(part: str, there: tuple[str, ...]) -> bool:
    return any(alike(part, other) >= 0.85 for other in there)


def share(asked: Said, found: Sequence[float]) -> float:
    """The held share of the sentence's weight; 1 where there is nothing to hold."""
    whole = sum(asked.weights)
    return sum(w * f for w, f in zip(asked.weights, found, strict=True)) / whole if whole else 1.0


def returned(source: Unit | Clause, asked: Sequence[Token], figures: Sequence[Figure]) -> float:
    """The share of a source's weight that the sentence says again."""
    back = said(source)
    return share(back, held(back, asked, figures))
