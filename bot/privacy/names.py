"""Finds persons: cues announce them, the gazetteer and the taggers agree or not, and a surname is found again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.privacy.clean import HOLE
from bot.privacy.gazetteer import folds
from bot.privacy.lexicon import Lexicon
from bot.privacy.namecues import AFTER, ROLE, STRONG, TITLE, WEAK
from bot.privacy.spans import Span
from bot.privacy.words import (
    BRANDS,
    FAMOUS,
    FIGURES,
    INSTITUTIONS,
    PARTICLES,
    PLACES,
    STOP,
    SURNAMES_OF_THE_FAMOUS,
    TITLES,
)

Votes = Callable[[str], list[tuple[int, int, float]]]
"""Where a tagger sees names in a piece of text: (start, end, score). Asked only where a word is in doubt."""


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
        return self.text[0].isupper() or "\u0600" <= self.text[0] <= "\u06ff"

    @property
    def arabic(self) -> bool:
        """Whether it is in Arabic letters."""
        return "\u0600" <= self.text[0] <= "\u06ff"


_TOKEN = re.compile(r"[^\W\d_]{1,60}(?:'[A-ZÀ-Þ][^\W\d_]{0,40}|-[^\W\d_]{1,40}){0,4}")
_LONGEST_NAME = 5
_JOIN = re.compile(r" {1,2}|\. {0,2}|\n(?=\S)")


class Persons:
    """The search for persons in one text; `found` collects (first token, behind the last token, score)."""

    def __init__(self, text: str, small: str, votes: Votes | None) -> None:
        self._text = text
        self._small = small
        self._tokens = [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text) if HOLE not in m.group()]
        self._at = {token.start: number for number, token in enumerate(self._tokens)}
        self._lexicon = Lexicon()
        self._votes = votes
        self._voted: dict[int, dict[int, float]] = {}
        self._pieces = _pieces(text)
        self._shouting = text.isupper()
        self._taken: dict[int, float] = {}

    def spans(self) -> list[Span]:
        """All persons; the parts of one name are one span."""
        self._after_cues(STRONG, self._strong, 0.95)
        self._after_cues(TITLE, self._titled, 0.95)
        self._before_cues()
        self._after_cues(WEAK, self._weak, 0.85)
        self._lone()
        self._closing()
        self._again()
        return list(self._joined())

    # --- collecting ---

    def _after_cues(self, cues: re.Pattern[str], take: Callable[[int, str], tuple[int, int]], score: float) -> None:
        for cue in cues.finditer(self._small):
            number = self._at.get(cue.end())
            if number is None:
                number = self._at.get(cue.end() + 1) if self._text[cue.end() : cue.end() + 1] in "\"'„“(" else None
            if number is not None:
                self._mark(*take(number, cue.group()), score)

    def _mark(self, number: int, end: int, score: float) -> None:
        for token in range(number, end):
            self._taken[token] = max(score, self._taken.get(token, 0.0))

    def _joined(self) -> Iterator[Span]:
        start: int | None = None
        for number in sorted(self._taken):
            if start is None:
                start = number
            if number + 1 in self._taken and self._adjacent(number):
                continue
            first, last = self._tokens[start], self._tokens[number]
            initials = _INITIALS.search(self._text, max(0, first.start - 16), first.start)
            behind = _INITIAL_BEHIND.match(self._text, last.end)
            yield Span(
                initials.start() if initials else first.start,
                behind.end() if behind else last.end,
                "PERSON",
                max(self._taken[n] for n in range(start, number + 1)),
            )
            start = None

    def _adjacent(self, number: int) -> bool:
        """Whether only a blank is between the token and the next."""
        if number + 1 >= len(self._tokens):
            return False
        gap = self._text[self._tokens[number].end : self._tokens[number + 1].start]
        if gap.startswith("."):
            return len(self._tokens[number].text) <= 2 and gap.strip() == "."
        return gap in (" ", "  ")

    # --- words ---

    def _never(self, token: Token) -> bool:
        """A word that is no name wherever it stands."""
        if token.small in STOP or token.text == "ben":
            return True
        if token.text.isupper() and 1 < len(token.text) <= 4 and not self._shouting:
            return True  # an abbreviation
        return any(token.small in words for words in (TITLES, PLACES, INSTITUTIONS, BRANDS))

    def _name_like(self, token: Token) -> bool:
        """A name, unless something speaks against it: known and not an ordinary word."""
        return (
            not self._never(token) and self._lexicon.is_name(token.text) and not self._lexicon.is_ordinary(token.text)
        )

    def _strange(self, token: Token) -> bool:
        """A capitalised word that German does not know."""
        return (
            token.capital
            and len(token.text) > 1
            and not self._never(token)
            and not self._lexicon.is_ordinary(token.text)
        )

    def _tail(self, number: int, end: int, loose: bool) -> int:
        """Where the name that begins at `number` and has reached `end` ends: surnames, particles, initials."""
        while end < len(self._tokens) and end - number < _LONGEST_NAME and self._adjacent(end - 1):
            if self._continues(end, loose) or (self._tokens[end].small in PARTICLES and self._has_rest(end, loose)):
                end += 1
            else:
                break
        return end

    def _has_rest(self, number: int, loose: bool) -> bool:
        """Whether a name follows the particle, also after a second one ("von der")."""
        for step in (number + 1, number + 2):
            if step >= len(self._tokens) or not self._adjacent(step - 1):
                return False
            if self._tokens[step].small not in PARTICLES:
                return (self._tokens[step].capital or self._name_like(self._tokens[step])) and self._continues(
                    step, loose
                )
        return False

    def _continues(self, number: int, loose: bool) -> bool:
        token = self._tokens[number]
        if token.arabic:
            return self._continues_arabic(token)
        if self._never(token):
            return False
        if token.capital and len(token.text) == 1:
            return self._text[token.end : token.end + 1] == "."
        if token.capital:
            known = self._lexicon.is_name(token.text)
            if (known and (loose or not self._lexicon.is_common(token.text))) or not self._lexicon.is_ordinary(
                token.text
            ):
                return True
            return not self._begins_sentence(number) and (self._vote(number) > 0.8 or self._rare_after_given(number))
        if loose and self._lexicon.is_surname(token.text) and self._lexicon.is_given(self._tokens[number - 1].text):
            return True
        return self._name_like(token) or (loose and self._unknown(token))

    def _rare_after_given(self, number: int) -> bool:
        """ "Anke Rehbein": after a given name, a rare word that does not look like a noun is the surname."""
        given, word = self._tokens[number - 1].text, self._tokens[number].text
        plain = self._lexicon.is_given(given) and given[0].isupper() and not self._lexicon.is_german(given)
        return plain and self._lexicon.is_rare(word) and not _NOUN.search(word.lower())

    def _continues_arabic(self, token: Token) -> bool:
        if token.text in STOP or (
            token.text.startswith("و") and len(token.text) > 3 and not self._lexicon.is_name(token.text)
        ):
            return False
        return self._lexicon.is_name(token.text) or token.text.startswith("ال")

    def _unknown(self, token: Token) -> bool:
        """A word in small letters that neither German nor the stop lists know."""
        small = not self._never(token) and len(token.text) >= 3
        return small and not self._lexicon.is_ordinary(token.text) and not self._lexicon.is_common(token.text)

    # --- cues ---

    def _strong(self, number: int, cue: str) -> tuple[int, int]:
        """The name after "ich heiße": the first word needs little, the following ones more."""
        number = self._skip_titles(number)
        if number >= len(self._tokens) or self._never(self._tokens[number]):
            return number, number
        token = self._tokens[number]
        fits = self._strange(token) or self._name_like(token) or self._unknown(token)
        if re.search(r"heiß(?:t|en)", cue) and not cue.startswith("ich") and not self._name_like(token):
            fits = token.capital and self._vote(number) > 0.8
        person = not re.search(
            r"(?:^|\s)(?:der|die|das|es|und)? ?(?:heiß|nume |soy|call|na imi)", cue
        ) or cue.startswith("ich")
        if not fits and token.capital and person:
            fits = self._lexicon.is_name(token.text)
        if not fits or self._is_title_of_a_thing(number):
            return number, number
        if token.arabic and number + 1 < len(self._tokens) and self._adjacent(number):
            follower = self._tokens[number + 1]
            if self._continues_arabic(follower) or (
                follower.arabic and not self._never(follower) and not follower.text.startswith("و")
            ):
                return number, self._tail(number, number + 2, True)
        return number, self._tail(number, number + 1, True)

    def _is_title_of_a_thing(self, number: int) -> bool:
        """Whether what follows the word makes it the name of a school, a street, a law."""
        following = self._tokens[number + 1] if number + 1 < len(self._tokens) and self._adjacent(number) else None
        return _is_institution(self._tokens[number].text) or (following is not None and following.small in INSTITUTIONS)

    def _skip_titles(self, number: int) -> int:
        """The first word that is neither a title nor an initial."""
        while number < len(self._tokens):
            token = self._tokens[number]
            initial = len(token.text) == 1 and self._text[token.end : token.end + 1] == "."
            if token.small not in TITLES and not initial:
                break
            number += 1
        return number

    def _titled(self, number: int, cue: str) -> tuple[int, int]:
        """The name after "Herr" or "Frau"; "meine Frau" is a relative, "Frau Holle" a figure."""
        cue = cue.strip()
        if cue == "frau" and self._relative_before(self._tokens[number].start - 5):
            return self._weak(number, "meine frau ")
        number = self._skip_titles(number)
        if number >= len(self._tokens):
            return number, number
        token = self._tokens[number]
        if token.small in PARTICLES and self._has_rest(number, True):
            return number, self._tail(number, number + 1, True)
        known = self._lexicon.is_name(token.text)
        if token.small in ("holle", *BRANDS) or (
            (token.small in STOP or token.small in INSTITUTIONS)
            and not (known and token.capital)
            and not (known and token.small in ("lang", "neu", "alt"))
        ):
            return number, number
        if token.capital or known or self._unknown(token):
            return number, self._tail(number, number + 1, token.capital or known)
        return number, number

    def _relative_before(self, end: int) -> bool:
        return bool(
            re.search(
                r"(?:\b(?:mein|dein|sein|ihr|unser|eine|die|der|als)\w{0,2}|\bund) $",
                self._small[max(0, end - 12) : end],
            )
        )

    def _weak(self, number: int, cue: str) -> tuple[int, int]:
        """The name after "mein Sohn", "danke", "für": it must be known, or strange and confirmed."""
        number = self._skip_titles(number)
        if number >= len(self._tokens) or self._is_title_of_a_thing(number):
            return number, number
        token = self._tokens[number]
        closing = cue.rstrip(" ,:!.\n-–").rsplit(" ", 1)[-1] in ROLE
        if self._never(token) or token.small in FIGURES or self._famous(number):
            return number, number
        relative = bool(_RELATION.search(cue))
        if not self._weak_fits(token, number, closing, relative):
            return number, number
        end = self._tail(number, number + 1, closing or relative or self._lexicon.is_given(token.text))
        if relative or closing:
            self._enumerate(end)
        return number, end

    def _weak_fits(self, token: Token, number: int, closing: bool, relative: bool) -> bool:
        if closing and not self._ends_soon(number):
            closing = False
        if token.capital:
            known = self._lexicon.is_name(token.text)
            common = self._lexicon.is_common(token.text)
            if closing or relative:
                return (known and (not common or closing)) or (self._strange(token) and (closing or not token.arabic))
            return (
                self._name_like(token) and not common and (self._lexicon.is_given(token.text) or self._backed(number))
            )
        if closing:
            return self._name_like(token) or self._unknown(token)
        named = self._name_like(token) and self._lexicon.is_given(token.text)
        return named and (relative or not self._lexicon.is_german(token.text.capitalize()))

    def _ends_soon(self, number: int) -> bool:
        """Whether the paragraph ends within three more words."""
        rest = self._text[self._tokens[number].start : self._tokens[number].start + 60].split("\n", 1)[0]
        return len(re.findall(r"\w+", rest)) <= 4

    def _enumerate(self, end: int) -> None:
        """ "meine Kinder Ali, Efe und Zeynep": mark the further names after a comma or an "und"."""
        while end < len(self._tokens):
            gap = self._text[self._tokens[end - 1].end : self._tokens[end].start]
            linked = gap == " " and self._tokens[end].small in ("und", "and", "ve", "і", "и", "i", "și")
            step = end + 1 if linked else end
            if step >= len(self._tokens) or not (linked or gap in (", ", ",")):
                return
            token = self._tokens[step]
            if not (token.capital and self._name_like(token) and self._lexicon.is_given(token.text)):
                return
            end = self._tail(step, step + 1, True)
            self._mark(step, end, 0.85)

    def _before_cues(self) -> None:
        """Turkish puts the title behind: "Ayşe Hanım"."""
        ends = {token.end: number for number, token in enumerate(self._tokens)}
        for cue in AFTER.finditer(self._small):
            number = ends.get(cue.start())
            if number is None or self._never(self._tokens[number]) or not self._tokens[number].capital:
                continue
            if (
                ("hier" not in cue.group() and "name" not in cue.group())
                or (
                    self._lexicon.is_name(self._tokens[number].text)
                    and not self._lexicon.is_ordinary(self._tokens[number].text.upper())
                )
                or (self._begins_sentence(number) and self._lexicon.is_name(self._tokens[number].text))
            ):
                self._mark(number, number + 1, 0.9)

    # --- without a cue ---

    def _lone(self) -> None:
        """Names that nothing announces: given name and surname, or what the taggers and the gazetteer agree on."""
        number = 0
        while number < len(self._tokens):
            end = number if number in self._taken else self._lone_end(number)
            if end > number:
                self._mark(number, end, 0.75)
            number = max(end, number + 1)

    def _lone_end(self, number: int) -> int:
        token = self._tokens[number]
        if self._never(token) or token.small in FIGURES or self._famous(number) or self._after_figure(number):
            return number
        end = self._pair_end(number)
        if end > number:
            return number if self._in_a_title(number, end) else end
        return self._single_end(number)

    def _pair_end(self, number: int) -> int:
        """Behind a given name with a surname, or number."""
        token = self._tokens[number]
        if number + 1 >= len(self._tokens):
            return number
        following = self._tokens[number + 1]
        gap = self._text[token.end : following.start]
        if gap in (", ", ",") and token.capital and following.capital:
            both = self._name_like(token) and self._name_like(following) and self._lexicon.is_surname(token.text)
            pair = both and self._lexicon.is_given(following.text) and not self._lexicon.is_given(token.text)
            return number + 2 if pair and number == 0 else number
        if (
            not self._lexicon.is_given(token.text)
            or self._lexicon.is_ordinary(token.text)
            or self._lexicon.is_common(token.text)
        ):
            return self._strange_pair(number)
        end = self._tail(number, number + 1, False)
        if end == number + 1:
            end = self._tail_common(number)
        if end > number + 1 and (
            token.capital or any(self._lexicon.is_name(t.text) for t in self._tokens[number + 1 : end])
        ):
            return end
        return number

    def _tail_common(self, number: int) -> int:
        """ "Petra Koch": after a given name that can be nothing else, a surname may be a common word."""
        token = self._tokens[number]
        if not token.capital or not self._adjacent(number):
            return number + 1
        following = self._tokens[number + 1]
        surname = following.capital and not self._never(following) and self._lexicon.is_surname(following.text)
        return number + 2 if surname else number + 1

    def _strange_pair(self, number: int) -> int:
        """Two strange words of which the second is a surname, or that the tagger takes for a name."""
        token = self._tokens[number]
        if not self._adjacent(number) or not self._strange(token):
            return number
        following = self._tokens[number + 1]
        if not self._strange(following):
            return number
        if self._lexicon.is_surname(following.text) and len(following.text) > 3:
            return self._tail(number, number + 2, False)
        return (
            self._tail(number, number + 2, False)
            if self._vote(number) > 0.7 and self._vote(number + 1) > 0.7
            else number
        )

    def _single_end(self, number: int) -> int:
        """A given name by itself, capitalised and no German word; a surname only where the tagger agrees."""
        token = self._tokens[number]
        if not token.capital or self._shouting or not self._name_like(token) or self._lexicon.is_common(token.text):
            return number
        if self._in_a_title(number, number + 1) or len(token.text) < 3:
            return number
        if self._begins_sentence(number) and (token.text[0] >= "\u0370" or token.text == "Ben"):
            return number
        if self._lexicon.is_given(token.text) and not token.arabic:
            return number + 1 if self._backed(number) else number
        if not self._lexicon.is_tagged_name(token.text) or folds(token.text)[1] in SURNAMES_OF_THE_FAMOUS:
            return number
        return number + 1 if self._vote(number) > 0.6 or not self._begins_sentence(number) else number

    def _begins_sentence(self, number: int) -> bool:
        start = self._tokens[number].start
        before = self._text[max(0, start - 8) : start].rstrip(" \"'„(")
        return start < 2 or before[-1:] in tuple(".!?\n:")

    def _backed(self, number: int) -> bool:
        """Whether HanTa or the tagger takes the word, which the gazetteer knows, for a name."""
        token = self._tokens[number]
        return token.text[0] >= "\u0370" or self._lexicon.is_tagged_name(token.text) or self._is_foreign(number)

    def _is_foreign(self, number: int) -> bool:
        """Whether German does not know the word at all, or else the tagger takes it for a name."""
        unknown = not self._lexicon.is_german(self._tokens[number].text) and not self._begins_sentence(number)
        return unknown or self._vote(number) > 0.5

    def _in_a_title(self, number: int, end: int) -> bool:
        """Whether the words are part of a title, in quotes or before "Schule", "Platz" and the like."""
        before = self._text[max(0, self._tokens[number].start - 1) : self._tokens[number].start]
        if before in '„"“»«-' and before:
            return True
        after = self._text[self._tokens[end - 1].end : self._tokens[end - 1].end + 1]
        following = self._tokens[end] if end < len(self._tokens) and self._adjacent(end - 1) else None
        institution = following is not None and (following.small in INSTITUTIONS or _is_institution(following.text))
        return (
            (after in '-/&“"' and bool(after))
            or institution
            or any(_is_institution(t.text) for t in self._tokens[number:end])
        )

    def _after_figure(self, number: int) -> bool:
        if number == 0 or not self._adjacent(number - 1):
            return number > 1 and self._tokens[number - 1].small in ("st", "sankt")
        return self._tokens[number - 1].small in FIGURES

    def _famous(self, number: int) -> bool:
        """Whether it is somebody of whom everybody has heard, with or without second names."""
        first = folds(self._tokens[number].text)[1]
        following = self._tokens[number + 1 : number + 4]
        return any(f"{first}_{folds(token.text)[1]}" in FAMOUS for token in following) or (
            number > 0 and self._adjacent(number - 1) and f"{folds(self._tokens[number - 1].text)[1]}_{first}" in FAMOUS
        )

    # --- who signs, and who is named again ---

    def _closing(self) -> None:
        """The last words of the message or of a paragraph, after a comma or a full stop: ", Celik"."""
        for number, token in enumerate(self._tokens):
            if number in self._taken or not _ENDS.match(self._text, token.end):
                continue
            first = number
            while (
                first > 0
                and first > number - 3
                and self._adjacent(first - 1)
                and not self._never(self._tokens[first - 1])
            ):
                first -= 1
            before = self._text[max(0, self._tokens[first].start - 3) : self._tokens[first].start]
            if first == 0 or not re.search(r"[,.!?:;\n–-]\s{0,2}$", before):
                continue
            if self._signs(first, number + 1):
                self._mark(first, number + 1, 0.8)

    def _signs(self, first: int, end: int) -> bool:
        tokens = self._tokens[first:end]
        if (
            any(self._never(token) for token in tokens)
            or self._famous(first)
            or any(_is_institution(t.text) for t in tokens)
        ):
            return False
        if len(tokens) == 1 and not tokens[0].capital:
            return self._unknown(tokens[0]) and (self._lexicon.is_name(tokens[0].text) or self._vote(first) > 0.8)
        if len(tokens) == 1:
            return (self._name_like(tokens[0]) and not self._lexicon.is_common(tokens[0].text)) or (
                self._strange(tokens[0]) and max(self._vote(first), self._lexicon.is_tagged_name(tokens[0].text)) > 0.7
            )
        return all(len(t.text) == 1 or self._strange(t) or self._name_like(t) for t in tokens) and any(
            self._lexicon.is_name(t.text) for t in tokens
        )

    def _again(self) -> None:
        """A name that was found is one wherever it stands; one that is a word, too, only where it stands alone."""
        names = {self._tokens[number].text for number, score in self._taken.items() if score >= 0.75}
        folded = {fold for name in names if len(name) >= 3 for fold in folds(name)} - STOP - PARTICLES - TITLES
        for number, token in enumerate(self._tokens):
            if number in self._taken or self._never(token) or not self._same(token, folded):
                continue
            if not self._lexicon.is_common(token.text) or self._stands_as_name(number):
                self._mark(number, number + 1, 0.8)

    def _same(self, token: Token, folded: set[str]) -> bool:
        forms = folds(token.text)
        if any(form in folded for form in forms):
            return token.capital or not self._lexicon.is_ordinary(token.text)
        bare = token.text[:-1]
        return (
            token.text.endswith("s") and token.capital and len(bare) > 3 and any(form in folded for form in folds(bare))
        )

    def _stands_as_name(self, number: int) -> bool:
        token = self._tokens[number]
        before = self._small[max(0, token.start - 14) : token.start]
        verb = re.match(
            r" (?:sagt|hat|meint|will|wohnt|schreibt|möchte|kommt|war)\b", self._small[token.end : token.end + 12]
        )
        articled = re.search(
            r"\b(?:der|die|das|ein\w{0,2}|den|dem|im|als|ist|selbst|kein\w{0,2}|bin|zum|vom|war|am|beim|jede\w?) $",
            before,
        )
        return token.capital and not articled and (bool(verb) or bool(_ENDS.match(self._text, token.end)))

    # --- the tagger ---

    def _vote(self, number: int) -> float:
        """How sure the tagger is that the word is a name; 0 without one."""
        if self._votes is None:
            return 0.0
        token = self._tokens[number]
        piece = bisect_right(self._pieces, token.start) - 1
        if piece not in self._voted:
            self._voted[piece] = self._ask(self._votes, piece)
        voted = self._voted[piece]
        return min(voted.get(at, 0.0) for at in (token.start, token.end - 1))

    def _ask(self, votes: Votes, piece: int) -> dict[int, float]:
        """The tagger's score of each character of a piece."""
        begin = self._pieces[piece]
        end = self._pieces[piece + 1] if piece + 1 < len(self._pieces) else len(self._text)
        scores: dict[int, float] = {}
        for start, stop, score in votes(self._text[begin:end]):
            scores.update(dict.fromkeys(range(begin + start, begin + stop), score))
        return scores


_PIECE = 240


def _pieces(text: str) -> list[int]:
    """Where the pieces begin that the tagger reads: about 240 characters, cut behind a sentence or else a blank."""
    starts = [0]
    while len(text) - starts[-1] > _PIECE * 3 // 2:
        window = text[starts[-1] + _PIECE // 2 : starts[-1] + _PIECE * 3 // 2]
        cut = max(window.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
        cut = cut if cut >= 0 else window.rfind(" ")
        starts.append(starts[-1] + _PIECE // 2 + (cut + 1 if cut >= 0 else len(window)))
    return starts


_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|schein|antrag|amt|geld|kosten|gebühr|karte|ausweis|pass|steuer|versicherung|stelle"
    r"|nummer|termin|büro|buch"
    r"|recht|pflicht|zeit|platz|schule|kita|wohnung|haus|hilfe|dienst|beitrag|zeugnis|urkunde|unterlagen|papiere"
    r"|sachen|ion|ismus|tät)(?:e?n|s)?$"
)
_INITIALS = re.compile(r"(?<![\w.])(?:(?:[A-Za-zÄÖÜ]|Dr|Prof)\. ?){1,3}$")
_INITIAL_BEHIND = re.compile(r" [A-ZÄÖÜ]\.(?=\s|$|,)")
_ENDS = re.compile(r"[.!]?\s{0,3}(?:\n|$|\))")
_RELATION = re.compile(
    r"\b(?:mein|unser|dein|ihr\w|sein|my |oğl|kız|eş|koca|kar|anne|baba|kardeş|çocu|мо|чоловік|муж|син|сын|донь"
    r"|дочк|дочь|жена|друж|ابن|زوج"
    r"|والد|أب|أم|أخ|طفل|صديق|mó|moj|soț|sot|fi|mama|tat|frat|sora|copil|mąż|żon|córk|syn)|(?:mann|frau|sohn"
    r"|tochter|kind|mutter|vater"
    r"|nachbar\w*|vermieter\w*|chef\w*|halter\w*|inhaber\w*|kollege|kollegin|bruder|schwester|freund\w*"
    r"|betreuer\w*|mieter\w*|schornstein\w*|hebamme|notar\w*|\w*pfleger\w*|erzieher\w*|\w*lehrer\w*|\w*arzt"
    r"|\w*ärztin|trainer\w*|therapeut\w*|makler\w*|berater\w*|mitarbeiter\w*"
    r"|sachbearbeiter\w*|kinder|oma|opa|kleine\w?)(?: ist| heißt)?\W*$"
)
_INSTITUTION = re.compile(
    r"(?:straße|strasse|str|weg|platz|allee|gasse|ring|damm|ufer|schule|gymnasium|institut|stiftung|haus|kita"
    r"|heim|halle|kirche|klinik"
    r"|klinikum|rente|gesetz|preis|hilfe|werk|museum|park|stadion|brücke|kaserne|markt|universität|hochschule"
    r"|stift|hof|fest|verein)$"
)


def _is_institution(word: str) -> bool:
    return bool(_INSTITUTION.search(word.lower())) and ("-" in word or len(word) > 9)
