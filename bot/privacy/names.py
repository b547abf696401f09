"""Finds persons: cues announce them, the evidence of form, lexicon, tagger and context tells the rest."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from bot.privacy.evidence import Evidence, weights
from bot.privacy.gazetteer import folds
from bot.privacy.lexicon import Lexicon
from bot.privacy.namecues import AFTER, CLOSING, PET, STRONG, TITLE
from bot.privacy.nonames import NoNames
from bot.privacy.slots import NAMING, PERSON_ABROAD
from bot.privacy.spans import Span
from bot.privacy.tails import Tails
from bot.privacy.tokens import Token, Tokens
from bot.privacy.votes import Ballot
from bot.privacy.wordlists import GOODS, LANDS, TOWNS, is_people
from bot.privacy.words import BRANDS, INSTITUTIONS, PARTICLES, PLACES, STOP, TITLES, word_set
from bot.privacy.works import is_about_the_famous

_SURE, _BESIDE = -1.4, -3.0
"""Log odds from which a word is a name, and from which it is one beside another."""

_EVIDENCE, _VOTE, _BIAS = 0.37, 1.03, -0.82
"""How evidence (log odds) and the tagger's vote (logit) make one judgement; fitted on messages new to both."""

_FAINT = 0.02
"""Where the tagger sees no name at all, the evidence, which costs some time, is not even taken."""

_ALONE = -1.9
"""What is taken off the evidence where there is no tagger."""
_NOT_OF_PERSONS = re.compile(r"(?:^|\s)(?:der|die|das|es|und)? ?(?:heiß|nume |soy|call|na imi)")
_INITIALS = re.compile(r"(?<![\w.])(?:(?:[A-Za-zÄÖÜ]|Dr|Prof|Th|Ch|St)\. ?-?){1,3}$")
_INITIAL_BEHIND = re.compile(r" [A-ZÄÖÜ]\.(?=\s|$|,)")
_ENDS = re.compile(r"[.!]?\s{0,3}(?:\n|$|\))")
_RELATIVE = re.compile(r"(?:\b(?:mein|dein|sein|ihr|unser|eine|die|der|als)\w{0,2}|\bund) $")
_ARTICLED = re.compile(
    r"\b(?:der|die|das|ein\w{0,2}|den|dem|im|als|ist|selbst|kein\w{0,2}|bin|zum|vom|war|am|beim|jede\w?) $"
)
_AGED = re.compile(r" ?(?:$|[.,\n]|و?عمر)")
_BEFORE_ARABIC = PERSON_ABROAD | NAMING | word_set("أنا انا السيد السيدة باسم الشكر والتقدير التقدير تحياتي شكرا")
_INITIALLED = re.compile(r"(?:[A-ZÄÖÜ]\.[ -]?){1,2}[A-ZÄÖÜ][\w'-]{2,30}\.?")
_FILED = re.compile(
    r"(?:^|(?<=\n)|(?<=[:(] )|(?<=[:(]))(?P<surname>[^\W\d_a-zäöü]['\w-]{2,30})(?:, ?| ?/ ?)"
    r"(?P<given>[^\W\d_a-zäöü]['\w-]{1,20})(?= ?(?:$|[\n,;:(\[*]|geb\b|MR\b))"
)
_IN_AN_ADDRESS = re.compile(r".?@\w|\w\.\w")
_SAYS = re.compile(r" (?:sagt|hat|meint|will|wohnt|schreibt|möchte|kommt|war)\b")


class Persons:
    """The search for persons in one text."""

    def __init__(self, text: str, small: str, ballot: Ballot) -> None:
        self._text = text
        self._small = small
        self._tokens = Tokens(text)
        self._lexicon = Lexicon()
        self._ballot = ballot
        self._nonames = NoNames(self._tokens)
        self._tails = Tails(self._tokens, self._lexicon, self._nonames)
        self._evidence = Evidence(self._tokens, self._lexicon, self._nonames.never)
        self._taken: dict[int, float] = {}

    def spans(self) -> list[Span]:
        """All persons; the parts of one name are one span."""
        self._after_cues(STRONG, self._strong)
        self._after_cues(TITLE, self._titled)
        self._before_cues()
        self._servants()
        self._alone()
        self._filed()
        self._signed()
        self._by_evidence()
        self._again()
        return list(self._joined())

    def _vote(self, number: int) -> float:
        return self._ballot.of(self._tokens[number].start, self._tokens[number].end)

    # --- collecting ---

    def _after_cues(self, cues: re.Pattern[str], take: Callable[[int, str], tuple[int, int]]) -> None:
        starts = self._tokens.starts
        for cue in cues.finditer(self._small):
            number = starts.get(cue.end())
            if number is None and self._text[cue.end() : cue.end() + 1] in ('"', "'", "„", "“", "("):
                number = starts.get(cue.end() + 1)
            if number is not None:
                self._mark(*take(number, cue.group()), 0.95)

    def _mark(self, number: int, end: int, score: float) -> None:
        for token in range(number, end):
            self._taken[token] = max(score, self._taken.get(token, 0.0))

    def _joined(self) -> Iterator[Span]:
        start: int | None = None
        for number in sorted(self._taken):
            start = number if start is None else start
            if number + 1 in self._taken and self._tokens.adjacent(number):
                continue
            first, last = self._tokens[start], self._tokens[number]
            initials = _INITIALS.search(self._text, max(0, first.start - 16), first.start)
            behind = _INITIAL_BEHIND.match(self._text, last.end)
            begin, end = initials.start() if initials else first.start, behind.end() if behind else last.end
            yield Span(begin, end, "PERSON", max(self._taken[at] for at in range(start, number + 1)))
            start = None

    # --- cues ---

    def _strong(self, number: int, cue: str) -> tuple[int, int]:
        """The name after "ich heiße": the first word needs little, the following ones more."""
        number = self._skip_titles(number)
        if number >= len(self._tokens) or self._nonames.never(self._tokens[number]):
            return number, number
        if not self._fits(number, cue) or self._nonames.names_a_thing(number):
            return number, number
        token = self._tokens[number]
        if token.arabic and self._tokens.adjacent(number):
            follower = self._tokens[number + 1]
            plain = follower.arabic and not self._nonames.never(follower) and not follower.text.startswith("و")
            if plain or self._tails.continues_arabic(follower):
                return number, self._tails.end(number, number + 2, True)
        return number, self._tails.end(number, number + 1, True)

    def _fits(self, number: int, cue: str) -> bool:
        token = self._tokens[number]
        tails = self._tails
        if re.search(r"heiß(?:t|en)", cue) and not cue.startswith("ich") and not tails.name_like(token):
            return token.capital and self._vote(number) > 0.8
        if tails.strange(token) or tails.name_like(token) or tails.unknown(token):
            return True
        person = not _NOT_OF_PERSONS.search(cue) or cue.startswith("ich")
        return token.capital and person and self._lexicon.is_name(token.text)

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
        begin = self._tokens[number].start - 5
        if cue.strip() == "frau" and _RELATIVE.search(self._small, max(0, begin - 12), max(0, begin)):
            return number, number
        number = self._skip_titles(number)
        if number >= len(self._tokens):
            return number, number
        token = self._tokens[number]
        if token.small in PARTICLES and self._tails.has_rest(number, True):
            return number, self._tails.end(number, number + 1, True)
        known = self._lexicon.is_name(token.text)
        if self._is_no_surname(token, known):
            return number, number
        if token.capital or known or self._tails.unknown(token):
            return number, self._tails.end(number, number + 1, token.capital or known)
        return number, number

    def _is_no_surname(self, token: Token, known: bool) -> bool:
        if token.small == "holle" or token.small in BRANDS:
            return True
        other = token.small in STOP or token.small in INSTITUTIONS
        return other and not (known and (token.capital or token.small in ("lang", "neu", "alt")))

    def _before_cues(self) -> None:
        """Turkish puts the title behind: "Ayşe Hanım"; a caller says "Müller hier"."""
        for cue in AFTER.finditer(self._small):
            number = self._tokens.ends.get(cue.start())
            if number is None or self._nonames.never(self._tokens[number]) or not self._tokens[number].capital:
                continue
            word = self._tokens[number].text
            turkish = "hier" not in cue.group() and "name" not in cue.group()
            known = self._lexicon.is_name(word)
            plain = known and not self._lexicon.is_ordinary(word.upper())
            if turkish or plain or (known and self._tokens.begins_sentence(number)):
                self._mark(number, number + 1, 0.9)

    def _servants(self) -> None:
        """Arabic names of two words, of which the first says "servant of" and the second has an article."""
        for number, token in enumerate(self._tokens.all[:-1]):
            if token.text == "عبد" and self._tokens.adjacent(number) and self._tokens[number + 1].text.startswith("ال"):
                self._mark(number, number + 2, 0.85)

    def _alone(self) -> None:
        """A message that is nothing but "W. Dierks"."""
        found = _INITIALLED.fullmatch(self._text.strip())
        number = self._tokens.ends.get(len(self._text.rstrip(" .\n")))
        if found and number is not None and not self._lexicon.is_ordinary(self._tokens[number].text):
            self._mark(number, number + 1, 0.8)

    def _filed(self) -> None:
        """As lists have them: "Krause, Uwe" or "KRAUSE UWE" at the head of a line or behind a colon."""
        for found in _FILED.finditer(self._text):
            first, last = self._tokens.starts.get(found.start("surname")), self._tokens.ends.get(found.end("given"))
            if first is None or last is None or last - first > 2 or self._nonames.is_public(first, last + 1):
                continue
            surname, given = self._tokens[first], self._tokens[last]
            named = self._lexicon.is_given(given.text) and not self._nonames.never(given)
            other = self._nonames.never(surname) or self._nonames.names_a_thing(first)
            known = self._lexicon.is_surname(surname.text) or not self._lexicon.is_ordinary(surname.text)
            if named and known and not other:
                self._mark(first, last + 1, 0.85)

    def _signed(self) -> None:
        """Who signs: at most three words between a closing formula and the end of the text."""
        cue = next(iter(CLOSING.finditer(self._small, max(0, len(self._small) - 120))), None)
        number = self._tokens.starts.get(cue.end()) if cue else None
        rest = self._tokens.all[number:] if number is not None else []
        if number is None or not 1 <= len(rest) <= 3 or self._text[rest[-1].end :].strip(" .!)"):
            return
        if all(self._signs(token) for token in rest):
            self._mark(number, len(self._tokens), 0.85)

    def _signs(self, token: Token) -> bool:
        place = token.small in TOWNS or token.small in PLACES or self._nonames.never(token)
        named = self._lexicon.is_name(token.text) or (token.capital and not self._lexicon.is_ordinary(token.text))
        return named and not place

    # --- evidence ---

    def _by_evidence(self) -> None:
        """Words that are rather names than not, and those beside them that may be."""
        odds = {
            number: self._odds(number)
            for number, token in enumerate(self._tokens.all)
            if number not in self._taken and not self._nonames.never(token) and not self._is_other_word(number)
        }
        history = is_about_the_famous(self._small)
        for number, score in odds.items():
            if score > _SURE and not history and not self._nonames.is_public(number, number + 1):
                self._mark(number, number + 1, 0.75)
        for numbers in (sorted(odds), sorted(odds, reverse=True)):
            for number in numbers:
                if odds[number] > _BESIDE and self._beside_a_name(number):
                    self._mark(number, number + 1, 0.7)

        for number in sorted(self._taken):
            self._mark(number, self._tails.end(number, number + 1, False), 0.7)

    def _is_other_word(self, number: int) -> bool:
        """Whether it names goods or a people, or is rather a verb or noun of a language without a lexicon at hand."""
        token = self._tokens[number]
        if token.small.endswith(("str", "straße", "strasse")) or PET.search(
            self._small, max(0, token.start - 80), token.start
        ):
            return True
        if token.latin and token.text.islower() and _IN_AN_ADDRESS.match(self._text, max(0, token.start - 2)):
            return True
        if token.latin:
            return token.small in GOODS or token.small in LANDS or is_people(token.small)
        if self._lexicon.is_name(token.text):
            return False
        if not token.arabic:
            return not token.capital or self._tokens.begins_sentence(number)
        before = self._tokens[number - 1].text.removeprefix("و") if number else ""
        verb = token.text[0] in "يت" and not _AGED.match(self._text, token.end)
        return token.text.startswith("ال") or verb or before not in _BEFORE_ARABIC

    def _odds(self, number: int) -> float:
        if not self._ballot.reads(self._tokens[number].start):
            return self._evidence.score(number, weights()) + _ALONE
        vote = min(0.995, self._vote(number))
        if vote < _FAINT:
            return _BESIDE
        evidence = self._evidence.score(number, weights())
        return _EVIDENCE * evidence + _VOTE * math.log(vote / (1 - vote)) + _BIAS

    def _beside_a_name(self, number: int) -> bool:
        left = number - 1 in self._taken and self._tokens.adjacent(number - 1)
        right = number + 1 in self._taken and self._tokens.adjacent(number)
        return left or right

    # --- who is named again ---

    def _again(self) -> None:
        """A name that was found is one wherever it stands; one that is a word, too, only where it stands alone."""
        names = {self._tokens[number].text for number, score in self._taken.items() if score >= 0.75}
        folded = {fold for name in names if len(name) >= 3 for fold in folds(name)} - STOP - PARTICLES - TITLES
        for number, token in enumerate(self._tokens.all):
            if number in self._taken or self._nonames.never(token) or not self._same(token, folded):
                continue
            if not self._lexicon.is_common(token.text) or self._stands_as_name(number):
                self._mark(number, number + 1, 0.8)

    def _same(self, token: Token, folded: set[str]) -> bool:
        if any(form in folded for form in folds(token.text)):
            return token.capital or not self._lexicon.is_ordinary(token.text)
        bare = token.text[:-1]
        genitive = token.text.endswith("s") and token.capital and len(bare) > 3
        return genitive and any(form in folded for form in folds(bare))

    def _stands_as_name(self, number: int) -> bool:
        token = self._tokens[number]
        articled = _ARTICLED.search(self._small, max(0, token.start - 14), token.start)
        verb = _SAYS.match(self._small, token.end)
        return token.capital and not articled and bool(verb or _ENDS.match(self._text, token.end))
