"""The spelling in which messages are compared with the cues of routing: one for everything that is typed in several."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.words import fold

_SPELLINGS = str.maketrans({"ı": "i", "ى": "ي", "ة": "ه", "ـ": None})
_UMLAUT = re.compile("(?<=[aou])e")
_REPEATED = re.compile(r"(\w)\1{2,}")
_BETWEEN = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """The words of a text with single blanks between them; "ö", "oe" and "o" are the same letter, so is "ooo"."""
    return " ".join(_BETWEEN.sub(" ", _REPEATED.sub(r"\1", _letters(text))).split())


def cues(*patterns: str) -> re.Pattern[str]:
    """Patterns over plain text, each beginning with a word, with or without the Arabic "and", which is written onto it.

    They are written as people write, without capital escapes, which `fold` would change.
    """
    return re.compile(rf"\bو?(?:{'|'.join(map(_letters, patterns))})")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Single words in plain spelling."""
    return frozenset(word for text in texts for word in plain(text).split())


def _letters(text: str) -> str:
    return _UMLAUT.sub("", fold(text).translate(_SPELLINGS))
