"""Characters that show one thing and say another: invisible ones, digits of other scripts, look-alike letters; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HARMLESS = "\xad\u00a0\u202f\u2009\u2002\u2003\n\t\r"
_JOINERS = "\u200c\u200d\u200e\u200f"  # belong into Arabic and other scripts
_ARABIC = re.compile("[\u0620-\u064a]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "ARABIC", "HEBREW", "DEVANAGARI")
_UNIT_POWERS = re.compile(r"(?<=[mM])[²³](?!\d)")


def disguised(sentence: str) -> bool:
    """Whether characters of the sentence hide what it says.

    Soft hyphens and no-break blanks are typography; m² is a unit; Arabic digits belong into Arabic text.
    """
    arabic = bool(_ARABIC.search(sentence))
    plain = _UNIT_POWERS.sub("", sentence)
    return any(_odd(letter, arabic=arabic) for letter in plain if not letter.isascii()) or _mixed(plain)


def plain(sentence: str) -> str:
    """The sentence without soft hyphens, its blanks single and ordinary, digits of Arabic text as ASCII."""
    text = "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in sentence)
    return " ".join(text.replace("\xad", "").split())


def _odd(letter: str, *, arabic: bool) -> bool:
    if letter in _HARMLESS:
        return False
    if letter.isdigit() or letter.isnumeric():  # also superscript, circled, Roman, fractions
        return not (arabic and "ARABIC-INDIC" in unicodedata.name(letter, ""))
    if unicodedata.category(letter) in ("Cf", "Co", "Cn", "Cs", "Cc"):
        return not (arabic and letter in _JOINERS)
    if letter.isalpha():
        return unicodedata.normalize("NFKC", letter) != letter and not arabic  # full-width, mathematical letters
    return "FULLWIDTH" in unicodedata.name(letter, "") or unicodedata.category(letter) == "Me"


def _mixed(text: str) -> bool:
    """Whether letters of two scripts stand in one word: "Еuro" with a Cyrillic E."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return any(len({_script(letter) for letter in word} - {""}) > 1 for word in words)


@lru_cache(maxsize=1_024)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")
