"""Is another town meant? Its fees and hours are its own, and what stands here would be wrong there.

Only a name that is known as a municipality's counts, and only where nothing says that it is a place where somebody came
from, was born or works: refusing a citizen of this town is the other mistake.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from corpus.words import fold

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _lists() -> dict[str, frozenset[str]]:
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in found.items()}


@cache
def _plain() -> frozenset[str]:
    return frozenset(fold(name) for name in _lists()["plain"])


def names_another_town(question: str, municipality: str) -> bool:
    """Whether a question is about a municipality that is not this one; linear in its length.

    `municipality` is this one's name; whoever names it too, or says that something is told of the past or of a move, is
    taken to ask here.
    """
    spoken = _WORD.findall(question)
    small = [word.lower() for word in spoken]
    ours = {word.lower() for word in _WORD.findall(municipality)}
    lists = _lists()
    if not lists["told"].isdisjoint(small) or not (lists["here"] | ours).isdisjoint(small):
        return False
    before = ["", *small]
    return any(
        _is_town(word, last) and last not in lists["passing"] for word, last in zip(spoken, before, strict=False)
    )


def _is_town(word: str, last: str) -> bool:
    """`last` is the word before it in small letters."""
    lists = _lists()
    return fold(word) in _plain() or (word in lists["with_capital"] and last in lists["at"])
