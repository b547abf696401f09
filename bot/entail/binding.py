"""Does a number of the sentence belong to what the sentence says of it? Pure.

A passage often holds several numbers of one kind: the fee of this and of that. Each occurrence is compared by the words
around it. Where another number's surroundings fit the sentence better than those of the number that is said, the number
was taken from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.entail.bounds import turned
from bot.entail.clauses import Unit
from bot.entail.figures import Figure, matches
from bot.entail.similar import alike
from bot.entail.tokens import Token

_DECAY, _ACROSS, _OTHER = 0.06, 0.6, 0.75


@dataclass(frozen=True, slots=True)
class Binding:
    """How well the surroundings of the best own and the best rival occurrence fit, 0 to 1, and how many rivals."""

    own: float
    rival: float
    rivals: int
    turned: dict[str, float]


def bindings(sentence: Unit, sources: Sequence[Unit]) -> list[Binding]:
    """One for each figure of the sentence that a source holds."""
    found = (_binding(sentence, figure, sources) for figure in sentence.figures)
    return [binding for binding in found if binding]


def _binding(sentence: Unit, figure: Figure, sources: Sequence[Unit]) -> Binding | None:
    context = _context(sentence, figure)
    own, rivals = list[tuple[float, Unit, Figure]](), list[float]()
    for unit in sources:
        for other in unit.figures:
            if matches(figure, other):
                own.append((_fit(context, unit, other), unit, other))
            elif other.kind == figure.kind and other.unit == figure.unit and not _said_too(sentence, other):
                rivals.append(_fit(context, unit, other))
    if not own:
        return None
    best, unit, other = max(own, key=lambda found: found[0])
    return Binding(best, max(rivals, default=0.0), len(rivals), turned(sentence, figure, unit, other))


def _said_too(sentence: Unit, other: Figure) -> bool:
    return any(matches(figure, other) for figure in sentence.figures)


def _context(sentence: Unit, figure: Figure) -> list[tuple[str, float]]:
    """The words of the sentence with what they are worth for this figure: near ones more than far ones."""
    return [(token.word, weight) for token, weight in _around(sentence, figure)]


def _around(unit: Unit, figure: Figure) -> Iterator[tuple[Token, float]]:
    others = [other for other in unit.figures if other is not figure]
    own = next((clause for clause in unit.clauses if clause.start <= figure.start < clause.end), None)
    for token in unit.tokens:
        if not token.weight or figure.start <= token.start < figure.end:
            continue
        distance = sum(
            1 for word in unit.tokens if min(token.start, figure.start) < word.start < max(token.start, figure.start)
        )
        between = any(min(token.start, figure.start) < other.start < max(token.start, figure.start) for other in others)
        inside = own is None or own.start <= token.start < own.end
        yield token, token.weight * (1 if inside else _ACROSS) * (_OTHER if between else 1) / (1 + _DECAY * distance)


def _fit(context: list[tuple[str, float]], unit: Unit, figure: Figure) -> float:
    """Harmonic mean of how much of the context the surroundings hold, and how much of them it says again."""
    around = list(_around(unit, figure))
    if not context or not around:
        return 0.0
    best = [
        max((alike(word, token.word) * w / token.weight for token, w in around), default=0.0) for word, _ in context
    ]
    forth = sum(w * b for (_, w), b in zip(context, best, strict=True)) / sum(w for _, w in context)
    back = sum(w * max(alike(word, token.word) for word, _ in context) for token, w in around) / sum(
        w for _, w in around
    )
    return 2 * forth * back / (forth + back) if forth + back else 0.0
