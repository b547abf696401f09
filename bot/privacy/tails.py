"""How far a name reaches that has begun: surnames, particles, initials, the parts of an Arabic name."""

from __future__ import annotations

from bot.privacy.lexicon import Lexicon
from bot.privacy.nonames import NOUN, NoNames
from bot.privacy.tokens import Token, Tokens
from bot.privacy.trades import is_trade
from bot.privacy.wordlists import KNOWN, TOWNS, is_place
from bot.privacy.words import PARTICLES, STOP

_LONGEST_NAME = 6
_ARABIC_VERB = "ويتنلبأ"
"""Letters that verbs and words with a preposition begin with, and few surnames."""


class Tails:
    """Extends the names of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, nonames: NoNames) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._nonames = nonames

    def end(self, number: int, end: int, loose: bool) -> int:
        """Where the name that begins at `number` and has reached `end` ends; `loose`: a cue has announced it."""
        while end < len(self._tokens) and end - number < _LONGEST_NAME and self._tokens.adjacent(end - 1):
            rest = self._rest(end, loose) if self._tokens[end].small in PARTICLES else 0
            if not rest and not self._continues(end, loose):
                break
            end = rest or end + 1
        return end

    def has_rest(self, number: int, loose: bool) -> bool:
        """Whether a name follows the particle, also after a second one ("von der")."""
        return self._rest(number, loose) > 0

    def _rest(self, number: int, loose: bool) -> int:
        """The end of the word of a name that follows the particle, or 0."""
        for step in (number + 1, number + 2, number + 3):
            if step >= len(self._tokens) or not self._tokens.adjacent(step - 1):
                return 0
            token = self._tokens[step]
            if token.small not in PARTICLES:
                fits = (token.capital or self.name_like(token)) and self._continues(step, loose)
                alone = token.capital and step > number + 1 and not self._tokens.adjacent(step)
                estate = self._is_estate(token) or (alone and not self._nonames.never(token))
                return step + 1 if fits or estate else 0
        return 0

    def _is_estate(self, token: Token) -> bool:
        """Whether a capitalised word may follow "von" in a name: German can only guess at it."""
        plain = (
            self._lexicon.standing(token.text) in ("solid", "proper") or token.small in KNOWN or token.small in TOWNS
        )
        return token.capital and not plain and not self._nonames.never(token) and not NOUN.search(token.small)

    def _continues(self, number: int, loose: bool) -> bool:
        token = self._tokens[number]
        if token.arabic:
            return self.continues_arabic(token) or self._closes_arabic(number)
        if self._nonames.never(token):
            return False
        if token.capital and len(token.text) == 1:
            return self._tokens.text[token.end : token.end + 1] == "."
        if token.capital:
            known = self._lexicon.is_name(token.text)
            plain = known and (loose or not self._lexicon.is_common(token.text))
            return plain or not self._lexicon.is_ordinary(token.text)
        if loose and self._lexicon.is_surname(token.text) and self._lexicon.is_given(self._tokens[number - 1].text):
            return True
        if loose and self._ends_a_name(number):
            return True
        began_small = self._tokens[number - 1].text[:1].islower()
        return self.name_like(token) or (loose and began_small and self.unknown(token))

    def _ends_a_name(self, number: int) -> bool:
        """Whether a noun in small letters stands between a given name and a comma or the end: "jürgen stamm,"."""
        token, before = self._tokens[number], self._tokens[number - 1]
        ends = self._tokens.gap(number).strip()[:1] in ("", ",", ".", ")", ";")
        noun = self._lexicon.tag(token.text.capitalize()).startswith(("NN", "NE"))
        return ends and noun and before.text.islower() and self._lexicon.is_given(before.text)

    def _closes_arabic(self, number: int) -> bool:
        """Whether an Arabic word that may be a noun ends a clause behind a given name: "فراس قباني،"."""
        token = self._tokens[number]
        if token.text in STOP or token.text[0] in _ARABIC_VERB or is_place(token.text) or is_trade(token.text):
            return False
        after = self._tokens.text[token.end : token.end + 2]
        closed = not after.strip() or after[0] in "،,.؟!?)\n" or after.startswith(" و")
        return closed and len(token.text) > 2 and self._lexicon.is_given(self._tokens[number - 1].text)

    def continues_arabic(self, token: Token) -> bool:
        """Whether an Arabic word goes on with a name: a known one, or one with an article."""
        known = self._lexicon.is_name(token.text)
        if token.text in STOP or (token.text.startswith("و") and len(token.text) > 3 and not known):
            return False
        return known or token.text.startswith("ال")

    def name_like(self, token: Token) -> bool:
        """A name, unless something speaks against it: known and not an ordinary word."""
        known = not self._nonames.never(token) and self._lexicon.is_name(token.text)
        return known and not self._lexicon.is_ordinary(token.text)

    def strange(self, token: Token) -> bool:
        """A capitalised word that German does not know."""
        fits = token.capital and len(token.text) > 1 and not self._nonames.never(token)
        return fits and not self._lexicon.is_ordinary(token.text)

    def unknown(self, token: Token) -> bool:
        """A word in small letters that neither German nor the stop lists know."""
        small = not self._nonames.never(token) and len(token.text) >= 3
        return small and not self._lexicon.is_ordinary(token.text) and not self._lexicon.is_common(token.text)
