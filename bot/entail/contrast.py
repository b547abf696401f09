"""A number and its rivals in the source: which of their surroundings does the sentence describe? Pure.

Where a source holds "Bücher vier Wochen, DVDs eine Woche", a sentence that says "DVDs" and "vier Wochen" names the
surroundings of one number and the value of the other. Only the words that tell the two surroundings apart count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.entail.clauses import Unit
from bot.entail.figures import Figure, matches
from bot.entail.similar import alike
from bot.entail.tokens import Token

_PART = re.compile(r"[;,:]\s|\s(?:und|oder|sowie|bzw\.)\s|$")
_PRONOUN = re.compile(
    r"(?:^|\s)(?:er|sie|es|dieser|diese|dieses|dafür|davon|davor|hierfür|danach|hinzu|ihn|ihm)(?=\s)", re.IGNORECASE
)
_FREE = re.compile(
    r"\b(?:kostenlos|kostenfrei|gebührenfrei|unentgeltlich|umsonst|beitragsfrei|gratis|nichts|frei|befreit|steuerfrei"
    r"|kein\w* (?:\w+ )?(?:gebühr|kosten|beitrag|eintritt|\w*gebühr|\w*kosten|eigenanteil))\w{0,2}\b",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b(?:die hälfte|halb so viel|halbe gebühr|zur hälfte)\b", re.IGNORECASE)
_CLEAR = 0.3
"""Similarity by which one surrounding must hold a word better than the other."""


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence of a number: its unit, the words and figures around it, and those it shares with neighbours."""

    figure: Figure
    unit: int
    words: tuple[Token, ...]
    figures: tuple[Figure, ...]
    shared: tuple[Token, ...]


def prices(text: str) -> list[Figure]:
    """What costs nothing or half, as figures, so that it may rival an amount."""
    found = [Figure("number", "0", "euro", *match.span()) for match in _FREE.finditer(text)]
    return found + [Figure("number", "half", "euro", *match.span()) for match in _HALF.finditer(text)]


def contrast(sentence: Unit, sources: Sequence[Unit], heads: Sequence[Token]) -> float:
    """How much more the sentence describes a rival's surroundings than those of its own number; at least 0."""
    worst = 0.0
    mine = [*sentence.figures, *prices(sentence.text)]
    places = [place for at in range(len(sources)) for place in _places(sources, at)]
    for figure in mine:
        own = [place for place in places if matches(figure, place.figure)]
        rivals = [
            place
            for place in places
            if place.figure.kind == figure.kind
            and place.figure.unit == figure.unit
            and not any(matches(other, place.figure) for other in mine)
        ]
        if own and rivals:
            words = _near(sentence, figure)
            others = [other for other in mine if other is not figure]
            against = [min(_evidence(words, others, rival, place, heads) for place in own) for rival in rivals]
            worst = max(worst, max(against))
    return worst


def _near(sentence: Unit, figure: Figure) -> list[Token]:
    clause = next((c for c in sentence.clauses if c.start <= figure.start < c.end), None)
    words = [token for token in sentence.tokens if token.weight]
    inside = [token for token in words if clause and clause.start <= token.start < clause.end]
    return inside if len(inside) >= 2 else words


def _evidence(
    words: Sequence[Token], figures: Sequence[Figure], rival: Place, own: Place, heads: Sequence[Token]
) -> float:
    """The weight that speaks for the rival less what speaks for the own place.

    Words that all members of an enumeration share speak for a rival only where nothing speaks for the own place.
    """
    there, here, common = 0.0, 0.0, 0.0
    for token in words:
        if _held(token, heads) >= 0.85 or _plain(token):
            continue
        weight = token.weight if token.weight > 1 else 0.7
        difference = _held(token, rival.words) - _held(token, own.words)
        if difference > _CLEAR and _held(token, rival.shared) >= 0.6:
            common += weight
        elif difference > _CLEAR:
            there += weight
        elif difference < -_CLEAR and _held(token, rival.shared) < 0.6:
            here += weight
    for figure in figures:
        there += 1.5 * any(matches(figure, other) for other in rival.figures)
        here += 1.5 * any(matches(figure, other) for other in own.figures)
    return there - here + (common if not here else 0.0)


def _plain(token: Token) -> bool:
    """Words of paying and getting stand everywhere."""
    return (
        alike(token.word, "kosten") >= 0.9 or alike(token.word, "bekommen") >= 0.9 or alike(token.word, "gelten") >= 0.9
    )


def _held(token: Token, words: Sequence[Token]) -> float:
    return max((alike(token.word, other.word) for other in words if other.weight), default=0.0)


def _places(sources: Sequence[Unit], at: int) -> Iterator[Place]:
    unit = sources[at]
    found = sorted([*unit.figures, *prices(unit.text)], key=lambda figure: figure.start)
    before = sources[at - 1].tokens if at and _PRONOUN.search(unit.text) else ()
    for figure in found:
        rivals = [o for o in found if o is not figure and (o.kind, o.unit) == (figure.kind, figure.unit)]
        start, end = _part(unit, figure, found) if rivals else (0, len(unit.text))
        first = min(o.start for o in (*rivals, figure))
        last = max(o.end for o in (*rivals, figure))
        yield Place(
            figure,
            at,
            tuple(token for token in unit.tokens if start <= token.start < end),
            tuple(replace(other) for other in found if start <= other.start < end and other is not figure),
            (*before, *(token for token in unit.tokens if rivals and not first <= token.start < last)),
        )


def _part(unit: Unit, figure: Figure, found: Sequence[Figure]) -> tuple[int, int]:
    """The part of an enumeration that a number stands in; it reaches back over parts without words of their own."""
    ends = [match.end() for match in _PART.finditer(unit.text)]
    start = max((end for end in ends if end <= figure.start), default=0)
    end = min((end for end in ends if end > figure.end - 1), default=len(unit.text))
    while start and not any(token.weight for token in unit.tokens if start <= token.start < end):
        start = max((stop for stop in ends if stop < start), default=0)
    return start, end
