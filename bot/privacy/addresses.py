"""Finds the streets in a text: a form of one, and what else speaks for an address; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy import context
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.streetforms import BOX, FOREIGN, LABELLED, NAMED, OF, ONE_WORD, QUADRATE, SPOKEN, SUFFIXED
from bot.privacy.streetwords import ADJECTIVE, BLOCKED, HOME, NO_STREET, STRONG, UNIT
from bot.privacy.words import STOP

_ADJECTIVE = re.compile(ADJECTIVE)
_NO_STREET = re.compile(NO_STREET)
_UNIT = re.compile(UNIT)
_BLOCKED = re.compile(BLOCKED)
_HOME = re.compile(HOME + r"[^.?!\d]{0,60}$|" + HOME + r"[^.?!\n]{0,60}$")
_HOME_AFTER = re.compile(
    r"[^.?!\d\n]{0,40}\b(?:wohn(?:e|en|t|haft)|gemeldet|zuhause|umgezogen|eingezogen|gezogen|adresse|hausnummer\w*|briefkasten|klingelschild"
    r"|oturuyor\w*|mieszk\w+|живу)\b"
)
_IS_TEENS = re.compile(r"(?:str(?:aße|asse|\.)|gasse|allee|weg|ring|platz) \w*(?:zehn|zig|ßig|hundert\w*)$")
_POSTED = re.compile(
    r"(?:,|\n|,\n)? ?(?:in )?(?:d ?- ?|a ?- ?|ch ?- ?)?(?:\d{4,5}|\d{2}-\d{3}) [^\W\d_]|[^\w\n]{0,3}\n?(?:plz"
    r"|ort|wohnort|postleitzahl)\b"
)
_LABEL_BEFORE = re.compile(r"(?:straße|strasse|str\.?|anschrift|adresse|adr\.?|wohnhaft|address|adres)(?: ?[:=] ?| )$")
_LIVES = re.compile(
    r"\b(?:wohne?n?t?(?: ich| wir| jetzt| nun| derzeit| seit \w+)?(?: (?:bei|mit) [\w ]{3,20},)?(?: in(?: der"
    r"| dem)?| im| am| an der"
    r"| auf(?: dem| der)?| bei)?"
    r"|wohnhaft(?: in(?: der)?)?|adresse(?: ist| lautet)?|anschrift(?: ist| lautet)?|wohnsitz(?: ist)?"
    r"|hausanschrift|neue adresse"
    r"|zieh\w{1,2}(?: um)?(?: jetzt)?(?: in(?: die| den| das)?| nach)?|zog(?: in die)?"
    r"|gemeldet(?: in(?: der)?)?|nachbarn?,?"
    r"|adresim|mieszkam(?: przy| na)?|live (?:at|in)|moved to|address is|anmeldung pe|locuiesc (?:pe|la)|на|по"
    r"|по адресу|за адресою"
    r"|oturuyorum|wohnungsgeber\w*|objekt|mietobjekt|einzug in(?: die| den)?|auszug aus(?: der| dem)?)[ :,]{1,3}$"
)


class Address:
    """The search for streets in one text, `text` as written and `small` in small letters."""

    def __init__(self, text: str, small: str, persons: list[Span]) -> None:
        self._text = text
        self._small = small
        self._ends = {person.end for person in persons}
        self._lower = text == small

    def found(self) -> Iterator[tuple[int, int]]:
        """Start and end of each street with its house number."""
        for pattern, is_one in (
            (SUFFIXED, self._is_suffixed),
            (NAMED, self._is_named),
            (ONE_WORD, self._is_one_word),
            (SPOKEN, self._is_spoken),
            (OF, self._is_plain),
            (LABELLED, self._is_labelled),
            (FOREIGN, self._is_plain),
            (BOX, self._is_any),
            (QUADRATE, self._is_square),
        ):
            for found in pattern.finditer(self._small):
                if is_one(found):
                    yield self._start(found), found.end()

    # --- what speaks for it ---

    def _is_addressed(self, start: int, end: int) -> bool:
        """Whether a postcode follows, a word of living stands near, or a person's name before it."""
        before = self._small[max(0, start - 90) : start]
        if _POSTED.match(self._small, end) or _HOME.search(before) or _LABEL_BEFORE.search(before):
            return True
        if _HOME_AFTER.match(self._small, end):
            return True
        gap = re.search(r"[ ,;\n(|·-]{0,4}$", before)
        return gap is not None and bool(gap.group()) and start - len(gap.group()) in self._ends

    def _is_line(self, start: int, end: int) -> bool:
        """Whether it is a line of its own, as on an envelope."""
        return start > 0 and self._text[start - 1] == "\n" and self._text[end : end + 1] in ("", "\n", ",")

    def _capital(self, at: int) -> bool:
        return self._text[at : at + 1].isupper()

    # --- the kinds ---

    def _is_any(self, found: re.Match[str]) -> bool:
        return True

    def _is_plain(self, found: re.Match[str]) -> bool:
        return not _UNIT.match(self._small, found.end())

    def _is_square(self, found: re.Match[str]) -> bool:
        """The squares of Mannheim's centre: "C 4, 12"."""
        return "mannheim" in self._small or bool(_LIVES.search(self._small[max(0, found.start() - 40) : found.start()]))

    def _is_suffixed(self, found: re.Match[str]) -> bool:
        word = found.group("word")
        led = self._adjective(found) or found.group("before")
        named = led and (self._capital(found.start()) or len(word) < 6)
        if (_NO_STREET.search(word) and not named) or _UNIT.match(self._small, found.end()):
            return False
        if _is_year(found.group("house")):
            return False
        at = found.start("word")
        if found.group("medium") is None:
            bare = re.fullmatch(STRONG, word) is not None
            led = self._adjective(found) or (found.group("before") and self._capital(found.start("before")))
            written = self._capital(at) or self._lower
            return not bare or (bool(led) and written) or self._is_addressed(*found.span())
        if self._adjective(found) and self._capital(found.start("adjective")) and self._capital(at):
            return True
        if len(word) < 5 and not found.group("adjective") and not found.group("before"):
            return False
        if self._lower:
            return self._is_addressed(*found.span())
        if not self._capital(at):
            return False
        rare = len(word) >= 8 and not _is_known(self._text[at : found.end("word")])
        alone = self._text.strip() == self._text[found.start() : found.end()]
        return rare or alone or self._is_addressed(*found.span()) or self._is_line(*found.span())

    def _adjective(self, found: re.Match[str]) -> str:
        """The "Alter" of "Alter Markt", and no "oder"."""
        words = found.group("adjective").split()
        if context.OFFICE.search(found.group("adjective")):
            return ""
        return "" if any(word in STOP and not _ADJECTIVE.fullmatch(word) for word in words) else " ".join(words)

    def _is_named(self, found: re.Match[str]) -> bool:
        """ "Am Mühlgraben 17": with capitals, or beside a postcode, a person's name or a word of living."""
        led = self._capital(found.start()) and not self._begins(found.start())
        lives = _LIVES.search(self._small[max(0, found.start() - 40) : found.start()]) is not None
        if self._is_blocked(found) or (_NO_STREET.search(found.group("word")) and not led and not lives):
            return False
        word = found.group("word").rsplit(" ", 1)[-1]
        capital = self._capital(found.end("word") - len(word))
        addressed = self._is_addressed(found.start(), found.end())
        alone = self._text.strip(" .") == self._text[found.start() : found.end()]
        return ((capital or self._lower) and (addressed or lives or alone)) or (led and capital and len(word) > 3)

    def _is_one_word(self, found: re.Match[str]) -> bool:
        """ "Steinbreite 12": only where an address is expected."""
        if self._is_blocked(found) or not (self._capital(found.start("word")) or self._lower):
            return False
        end, start = found.end(), found.start()
        word = found.group("word")
        lives = _LIVES.search(self._small[max(0, start - 40) : start]) is not None
        if lives and self._capital(start):
            return not context.OFFICE.search(word)
        if _NO_STREET.search(word) or context.OFFICE.search(word) or len(word) < 4:
            return False
        if _POSTED.match(self._small, end) and not re.search(r"\bin$", word):
            return not self._lower or bool(_HOME.search(self._small[max(0, start - 60) : start]))
        if self._is_line(start, end):
            return len(found.group("house")) <= 6
        return lives

    def _is_spoken(self, found: re.Match[str]) -> bool:
        near = self._small[max(0, found.start() - 60) : found.start()]
        said = re.search(r"haus ?nummer|nummer", found.group()) or _HOME.search(near) or _IS_TEENS.search(found.group())
        return (
            bool(said)
            and not _UNIT.match(self._small, found.end())
            and not _NO_STREET.search(found.group().rsplit(" ", 1)[0])
        )

    def _is_labelled(self, found: re.Match[str]) -> bool:
        return not self._is_blocked(found)

    def _is_blocked(self, found: re.Match[str]) -> bool:
        named = f"{found.group('word').rsplit(' ', 1)[-1]} {found.group('house')}"
        return bool(
            _BLOCKED.match(named) or _UNIT.match(self._small, found.end()) or _is_year(found.group("house"))
        ) or bool(
            re.match(r"(?:\d{1,2}\.|\.?\d)", self._small[found.end() : found.end() + 2])
            and self._small[found.end() : found.end() + 1] == "."
        )

    def _begins(self, at: int) -> bool:
        """Whether a sentence or a line begins there, so that the capital says nothing."""
        before = self._text[max(0, at - 3) : at].rstrip(" ")
        return not before or before[-1] in '.!?:\n„"(-'

    def _start(self, found: re.Match[str]) -> int:
        """A "neue" or "in der" that does not belong to the name stays outside: in a name, it has a capital."""
        groups = found.re.groupindex
        if "word" not in groups:
            return found.start()
        start = found.start("word")
        if "before" in groups and found.start("before") >= 0:
            at = found.start("before")
            inside = found.group("before").startswith("in ") or found.group("before") in ("im", "in")
            if (
                self._capital(at) and not (inside and self._begins(at) and not _POSTED.match(self._small, found.end()))
            ) or (self._lower and not inside and found.re is NAMED):
                return at
        if "adjective" in groups and self._adjective(found):
            at = found.start("adjective")
            last = found.group("adjective").rstrip().rfind(" ") + 1  # "vorher Lange Str. 112"
            if not self._capital(at) and self._capital(at + last):
                return at + last
            return at if self._capital(at) or self._lower else start
        return start


def _is_known(word: str) -> bool:
    """Whether it is a common noun or a town, and not a word of which only its parts are known."""
    lexicon = Lexicon()
    return lexicon.is_tagged_name(word) or (lexicon.is_german(word) and not lexicon.is_rare(word))


def _is_year(house: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", house.strip()))
