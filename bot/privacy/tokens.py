"""The words of a cleaned text, and how they stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.privacy.clean import HOLE
from bot.privacy.words import word_set

_TOKEN = re.compile(r"[^\W\d_]{1,60}(?:'[A-ZÀ-Þ][^\W\d_]{0,40}|-[^\W\d_]{1,40}){0,4}")
_FOREIGN = {
    "en": word_set("the is are my to of in for and have has do does how what where when can need with this i'm want"),
    "tr": word_set("bir için ve bu ne nasıl nerede var yok mi mı ile çok benim ben istiyorum lazım gerekiyor için"),
    "pl": word_set("jest są się nie jak czy mam gdzie dla moja mój moje proszę dzień dobry mogę w do z na że i oraz"),
    "ro": word_set("este sunt un care pentru cum unde și am nu să în la cu vă rog bună ziua mea meu ce"),
}
_GERMAN = word_set(
    "der die das und ich ist nicht ein eine zu den mit für auf wie wo was kann bei von hat habe mein meine wir es im"
    " am dem wird sind bin noch auch nach wann muss aus brauche bitte gibt welche"
)
_OPENING = " \"'„(*>"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the cleaned text."""

    text: str
    start: int
    end: int

    @property
    def small(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital; scripts without capitals count as if."""
        return self.text[0].isupper() or self.arabic

    @property
    def arabic(self) -> bool:
        """Whether it is in Arabic letters."""
        return "\u0600" <= self.text[0] <= "\u06ff"

    @property
    def latin(self) -> bool:
        """Whether it is in Latin letters."""
        return self.text[0] < "\u0370"


class Tokens:
    """The words in their order; numbers are indices into `all`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text) if HOLE not in m.group()]
        self.starts = {token.start: number for number, token in enumerate(self.all)}
        self.ends = {token.end: number for number, token in enumerate(self.all)}
        self.shouting = text.isupper()

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, number: int) -> Token:
        return self.all[number]

    @cached_property
    def language(self) -> str:
        """The language of a text in Latin letters as its function words tell it, `de` in doubt."""
        small = [token.small for token in self.all]
        counts = {name: sum(word in words for word in small) for name, words in _FOREIGN.items()}
        best = max(counts, key=lambda name: counts[name])
        return best if counts[best] > sum(word in _GERMAN for word in small) else "de"

    def gap(self, number: int) -> str:
        """What stands between the word and the next; up to the end behind the last word."""
        end = self.all[number + 1].start if number + 1 < len(self.all) else len(self.text)
        return self.text[self.all[number].end : end]

    def before(self, number: int) -> str:
        """What stands between the word before and this one; from the beginning before the first word."""
        return self.text[self.all[number - 1].end if number else 0 : self.all[number].start]

    def adjacent(self, number: int) -> bool:
        """Whether only a blank, or the full stop of an initial, is between the word and the next."""
        if number + 1 >= len(self.all):
            return False
        gap = self.gap(number)
        if gap.startswith("."):
            return len(self.all[number].text) <= 2 and gap.strip() == "."
        return gap in (" ", "  ")

    def begins_sentence(self, number: int) -> bool:
        """Whether a capital says nothing there."""
        start = self.all[number].start
        before = self.text[max(0, start - 8) : start].rstrip(_OPENING)
        return start < 2 or not before or before[-1] in ".!?\n:"
