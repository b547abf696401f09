"""A text as sentences and clauses with their words and figures; pure.

A unit is what one sentence, or one list item with the words that introduce it, says. Its clauses are cut at commas,
semicolons and conjunctions; a clause that begins with "wenn" and the like, or with the verb, is a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.entail.exact import facts
from bot.entail.figures import Figure
from bot.entail.tokens import Token, tokens
from corpus import sentences

_CUT = re.compile(
    r"\s*[;:]\s+|,\s+|\s+[–-]\s+|\s(?=(?:und|oder|sowie|aber|sondern|außer|wenn|sofern|falls|soweit|solange|bevor)\s)"
)
_SUBORDINATE = re.compile(
    r"^(?:und |oder |aber |auch |nur |es sei denn|jedoch )*(?:wenn|sofern|falls|soweit|solange|es sei denn|außer"
    r"|ausgenommen|sobald|nachdem"
    r"|bevor|vorausgesetzt|unabhängig|mit ausnahme|bei |im einzelfall|auf antrag|auf verlangen|gegen nachweis|if "
    r"|unless)",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"^(?:[A-ZÄÖÜ][a-zäöüß]{2,}(?:t|st|en)|Ist|Sind|Hat|Haben|Wird|Werden|Kann|Soll) (?:Sie|der|die|das|ein|eine"
    r"|sich|jemand|es|er|ihr|man|den|dem|nicht|kein|keine|dies|diese|keiner|einer|Ihr|Ihre)\b"
)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a unit: its text, place, words and figures, and whether it states a condition."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    condition: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, its words and figures, its clauses."""

    text: str
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=4_096)
def units(text: str) -> tuple[Unit, ...]:
    """The units of a passage."""
    return tuple(unit(words, source=True) for words in _sentences(text))


@lru_cache(maxsize=8_192)
def unit(text: str, *, source: bool = False) -> Unit:
    """One sentence as a unit."""
    found = facts(text, source=source)
    words = tokens(found.text)
    spans = list(_spans(found.text))
    return Unit(
        found.text,
        words,
        found.figures,
        tuple(_clause(found.text, span, words, found.figures) for span in spans),
    )


def _sentences(text: str) -> Iterator[str]:
    lead = ""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        bare = line.lstrip("-*•·– ").strip()
        item = bare != line
        for start, end in sentences.split(bare):
            yield f"{lead} {bare[start:end]}" if item and lead else bare[start:end]
        lead = lead if item else (bare if bare.endswith(":") else "")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CUT.finditer(text):
        hard = ";" in cut.group()
        if hard or (_counts(text[start : cut.start()]) and _counts(text[cut.end() :])):
            yield start, cut.start()
            start = cut.end()
    yield start, len(text)


def _counts(text: str) -> bool:
    return len(text.split(maxsplit=_LEAST)) >= _LEAST


def _clause(text: str, span: tuple[int, int], words: tuple[Token, ...], figures: tuple[Figure, ...]) -> Clause:
    start, end = span
    part = text[start:end]
    return Clause(
        part,
        start,
        end,
        tuple(word for word in words if start <= word.start < end),
        tuple(figure for figure in figures if start <= figure.start < end),
        bool(_SUBORDINATE.search(part) or (_VERB_FIRST.search(part) and end < len(text))),
    )
