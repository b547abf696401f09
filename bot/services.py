"""Words by which services and matters are called, official and the citizens' own, in every supported language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import corpus
from bot.plain import plain
from corpus import synonyms

_CORPUS = Path(corpus.__file__).parent  # where the lists lie that the index is built with

_ENTIRE, _BEGINNING = 3, 6
"""Letters that such a word has at least, and that two of them must share from the beginning."""


def names_service(word: str) -> bool:
    """Whether a word, in plain spelling, is one of them, or an inflected form or a compound that begins like one."""
    entire, begun = _words()
    return word in entire or (len(word) >= _BEGINNING and word[:_BEGINNING] in begun) or word.endswith(_OFFICES)


_OFFICES = tuple(plain(name) for name in ("samt", "büro", "behörde", "archiv", "bücherei", "bibliothek", "center"))
"""What names of offices end in."""


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """All words, and the beginnings of the long ones."""
    entire = frozenset(word for text in _texts() for word in plain(text).split() if len(word) >= _ENTIRE)
    return entire, frozenset(word[:_BEGINNING] for word in entire if len(word) >= _BEGINNING)


def _texts() -> Iterator[str]:
    matters = tomllib.loads((_CORPUS / "matters.toml").read_text(encoding="utf-8"))
    yield from (names for group in matters.values() for names in group)
    for table in synonyms.load(_CORPUS / "synonyms.toml").values():
        yield from table
