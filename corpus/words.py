"""The words of a text in one spelling, whatever was typed; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]  # it has none

_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_STEMMER = cast("Any", snowballstemmer).stemmer("german")

STOPWORDS = frozenset(
    """
    aber als also am an auch auf aus bei beim bin bis bist da damit dann das dass dem den denn der des dich die dies
    diese diesem diesen dieser dieses dir doch du durch ein eine einem einen einer eines er es etwas euch euer eure fuer
    habe haben hab hat hatte hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jetzt kann kannst kein keine
    keinen koennen man mein meine meinem meinen meiner mich mir mit muss muessen nach nicht noch nun nur ob oder schon
    sein seine seinem seinen seiner sich sie sind so soll sollte um und uns unser unsere vom von vor war was weil welche
    welchen welcher welches wem wen wenn wer werde werden wie wieso wir wird wo woher wohin wuerde zu zum zur ueber
    moechte will wollen brauche brauch gibt geht mal bitte hallo danke
    """.split()  # noqa: SIM905 - a word list reads better as one
)
"""Folded words that say nothing about what a question is about."""


def fold(text: str) -> str:
    """One spelling for what is typed in several: case, compatibility forms, umlauts, ß, accents."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)
    if text.isascii():  # as nearly all German is by now
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The German stem of a folded word."""
    return cast("str", _STEMMER.stemWord(word))
