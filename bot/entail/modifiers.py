"""The adjective before a noun: "grüne Plakette" is no "gelbe Plakette"; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.entail.clauses import Unit
from bot.entail.similar import alike
from bot.entail.tokens import Token

_ADJECTIVE = re.compile(r"[a-zäöüß-]{3,}(?:e|er|en|es|em)$")


def replaced(sentence: Unit, source: Unit) -> float:
    """How many nouns carry another adjective than in the source; half for one that carries none there."""
    total = 0.0
    for adjective, noun in _modified(sentence.tokens):
        places = [at for at, token in enumerate(source.tokens) if token.weight and alike(noun.word, token.word) >= 0.85]
        if not places or any(alike(adjective.word, token.word) >= 0.6 for token in source.tokens):
            continue
        total += 1.0 if any(_adjective(source.tokens, at) for at in places) else 0.5
    return total


def _modified(words: Sequence[Token]) -> list[tuple[Token, Token]]:
    return [
        (adjective, noun)
        for at, noun in enumerate(words)
        if noun.text[0].isupper() and noun.weight and (adjective := _adjective(words, at))
    ]


def _adjective(words: Sequence[Token], at: int) -> Token | None:
    before = words[at - 1] if at else None
    return before if before and before.weight and _ADJECTIVE.fullmatch(before.text) else None
