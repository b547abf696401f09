"""Postal addresses: street with house number, post box, and the town that belongs to them; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy import context
from bot.privacy.lexicon import Lexicon
from bot.privacy.numerals import NUMBER_WORD
from bot.privacy.spans import Span
from bot.privacy.streetwords import ADJECTIVE, BEFORE, BLOCKED, HOME, MEDIUM, NO_STREET, STRONG, UNIT
from bot.privacy.towns import towns
from bot.privacy.words import STOP

_PLAIN = r"\d{1,4}(?!\d)(?: ?(?:½|1?[/⁄]2(?!\d)|1/4|3/4))?(?: ?[a-z](?!\w|\.\w))?"
_HOUSE = rf"(?:(?:hausnummer|haus-nr|hausnr|nummer|no|nr)\.?:? ?)?{_PLAIN}(?: ?(?:[-/+&]|bis) ?(?:{_PLAIN}|[a-z](?!\w))){{0,2}}(?![.,:]\d|/\d)"
_SPOKEN_HOUSE = rf"(?:(?:haus ?nummer|haus|nummer) )?{NUMBER_WORD}(?!\w)"
_LINK = r"(?:, |,| |: |- | - )?"
_WORD = r"[^\W\d_][\w'.-]{0,40}"
_SUFFIXED = re.compile(
    rf"(?<![\w.-])(?:(?P<before>{BEFORE}) )?(?P<adjective>(?:(?:{ADJECTIVE}|st\.|sankt|bad|dr\.?|prof\.?|{_WORD}er) ){{0,2}})"
    rf"(?P<word>[\w'.-]{{0,40}}(?:{STRONG}|(?P<medium>{MEDIUM}))){_LINK}(?P<house>{_HOUSE})"
)
_SPOKEN = re.compile(
    rf"(?<![\w-])(?:(?:{BEFORE}) )?[\w'.-]{{2,40}}(?:{STRONG}|{MEDIUM})(?: haus ?nummer| nummer)? (?P<house>{_SPOKEN_HOUSE})"
)
_OF = re.compile(
    rf"(?<![\w-])(?:straße|strasse|str\.|platz|allee|ufer|weg|brücke|ring|hof) (?:des|der|am|zum|zur|an der|d\.|im) "
    rf"(?:\d{{1,2}}\. )?{_WORD}(?: {_WORD}){{0,2}}?,? (?P<house>{_HOUSE})"
)
_NAMED = re.compile(
    rf"(?<![\w.-])(?P<before>{BEFORE}) (?P<word>(?:{ADJECTIVE} )?{_WORD}(?: {_WORD})?),? (?P<house>{_HOUSE})"
)
_ONE_WORD = re.compile(
    rf"(?<![\w.-])(?P<word>(?:(?:{ADJECTIVE}|{_WORD}er) )?[^\W\d_][\w'-]{{3,40}}),? (?P<house>{_HOUSE})"
)
_LABELLED = re.compile(
    rf"(?<!\w)(?:(?:straße|strasse|str|anschrift|adresse|wohnanschrift|meldeadresse|wohnort|address|adres|adresa|адреса?)(?: und hausnummer| ?/ ?(?:haus)?nr| ist| lautet"
    rf"|, hausnummer)?\.?[:=] ?)(?P<word>{_WORD}(?: {_WORD}){{0,3}}?),? (?P<house>{_HOUSE})"
)
_FOREIGN = re.compile(
    rf"(?<!\w)(?:(?:вул\.?|вулиц\w|ул\.?|улиц\w|просп\w*\.?|пров\w*\.?|пер\.|бульв\w*\.?|пл\.|ul\.|ulica|ulicy|al\.|aleja|alei|os\.|osiedle|pl\.|strada|str\.|stradă|bd\.|bulevardul|b-dul|calea"
    rf"|aleea|șos\.|rue|avenue|av\.|via|viale|piazza|corso|calle|rua|ulice|شارع|طريق|حي) ?[\w.'-]{{2,30}}(?: [\w'-]{{2,30}}){{0,2}}?,? ?"
    rf"(?:nr\.? ?|no\.? ?|буд(?:инок)?\.? ?|д(?:ом)?\.? ?|رقم )?{_HOUSE}(?:,? ?(?:кв(?:артира)?\.?|м\.|m\.|ap\.?|apt\.?|bl\.?|sc\.?|et\.?|lok\.?) ?\d{{1,4}}){{0,4}}"
    rf"|\d{{1,5}}[a-z]?,? (?:rue|avenue|boulevard|place|chemin|impasse) (?:d\w{{0,2}} |du |de la |des |d')?[\w'-]{{2,30}}(?: [\w'-]{{2,30}})?"
    rf"|(?:flat \d{{1,4}}[a-z]?,? )?\d{{1,5}}[a-z]? [\w'-]{{2,30}}(?: [\w'-]{{2,30}})? (?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|close|court|crescent"
    rf"|gardens|terrace|square|way)(?!\w)"
    rf"|[\w'-]{{2,40}}(?: [\w'-]{{2,30}})?,? ?(?:sokak|sokağı|sok\.|sk\.|caddesi|cadde|cad\.|cd\.|bulvarı|blv\.|mahallesi|mah\.)(?:[^\n.;?!]{{0,30}}? )?(?:no:? ?)?{_HOUSE}"
    rf"(?:,? ?(?:d|daire|kat):? ?\d{{1,3}}){{0,2}})"
)
_BOX = re.compile(
    r"(?<!\w)(?:postfach|postf\.|pf\.?|p\. ?o\. ?box|po box|postschließfach|postbox|packstation|skr\. ?poczt\.|skrytka pocztowa|а/с"
    r"|абонентск\w+ скриньк\w)"
    r"(?: nr\.?| nummer)?:? ?\d{2,7}(?: ?\d{2,3}){0,3}(?!\d)"
)
_QUADRATE = re.compile(r"(?<!\w)[a-u]\s?[1-7](?:, ?| )\d{1,2}[a-z]?(?!\w)")
_FLOOR = re.compile(
    r"(?:,? ?\(?(?:(?:im )?\d{1,2}\. ?(?:og|etage|stock(?:werk)?|ug|obergeschoss|stiege|st\.)|(?:eg|dg|og|hh|vh|sfl|gh|ugh?|hp)\b"
    r"|erdgeschoss|dachgeschoss|hinterhaus|vorderhaus|seitenflügel|gartenhaus|souterrain|tiefparterre|hochparterre|parterre"
    r"|(?:whg|wohnung|wohnungsnummer|we|app|apt|apartment|appartement|top|tür|stiege|aufgang|zi|zimmer|haus|block|wohneinheit)\.?(?: ?-?nr\.?)?:? ?"
    r"(?:\d{1,4}[a-z]?|[a-z])(?!\w)|(?:i{1,3}|iv|v|vi) (?:links|rechts|mitte)|links|rechts|mitte|li|re|mi)(?![\w])\.?\)?){1,4}"
)
_CARE_OF = re.compile(r",? ?c/o:? [^\n,;\d]{2,40}(?=[,;\n]|$)")

_NO_STREET = re.compile(NO_STREET)
_UNIT = re.compile(UNIT)
_BLOCKED = re.compile(BLOCKED)
_HOME = re.compile(HOME + r"[^.?!\d]{0,60}$|" + HOME + r"[^.?!\n]{0,60}$")
_HOME_AFTER = re.compile(r"[^.?!\d\n]{0,40}\b(?:wohn(?:e|en|t|haft)|gemeldet|zuhause|umgezogen|eingezogen|gezogen|adresse|oturuyor\w*|mieszk\w+|живу)\b")
_POSTED = re.compile(
    r"(?:,|\n|,\n)? ?(?:in )?(?:d ?- ?|a ?- ?|ch ?- ?)?(?:\d{4,5}|\d{2}-\d{3}) [^\W\d_]|[^\w\n]{0,3}\n?(?:plz|ort|wohnort|postleitzahl)\b"
)
_TOWN_BEFORE = re.compile(r"(?:\d{4,5} [^\W\d_][\w.-]{2,30}(?: [\w.()-]{1,20}){0,2},|\n|^|,|;|\||·) ?$")
_LABEL_BEFORE = re.compile(r"(?:straße|strasse|str\.?|anschrift|adresse|adr\.?|wohnhaft|address|adres)(?: ?[:=] ?| )$")


def streets(text: str, small: str, persons: list[Span]) -> Iterator[Span]:
    """Spans of kind STREET and the CITY beside them, unless the words around say that it is an office's."""
    address = Address(text, small, persons)
    for start, end in sorted(set(address.found())):
        near = any(0 <= start - person.end <= 60 for person in persons)
        if context.is_office_street(small, start, end, near):
            continue
        end = _with_tail(small, end)
        yield Span(start, end, "STREET", 0.85)
        yield from towns(text, small, start, end)
    yield from _without_number(text, small)


def _with_tail(small: str, end: int) -> int:
    for pattern in (_FLOOR, _CARE_OF):
        tail = pattern.match(small, end)
        end = tail.end() if tail else end
    return end


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
            (_SUFFIXED, self._is_suffixed),
            (_NAMED, self._is_named),
            (_ONE_WORD, self._is_one_word),
            (_SPOKEN, self._is_spoken),
            (_OF, self._is_plain),
            (_LABELLED, self._is_labelled),
            (_FOREIGN, self._is_plain),
            (_BOX, self._is_any),
            (_QUADRATE, self._is_square),
        ):
            for found in pattern.finditer(self._small):
                if is_one(found):
                    yield self._start(found), found.end()

    # --- what speaks for it ---

    def _is_addressed(self, start: int, end: int) -> bool:
        """Whether a postcode follows, a word of living stands before, or a name or a line break does and one ends it."""
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
        led = found.group("adjective") or found.group("before")
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
        return rare or self._is_addressed(*found.span()) or self._is_line(*found.span())

    def _adjective(self, found: re.Match[str]) -> str:
        """The "Alter" of "Alter Markt", and no "oder"."""
        words = found.group("adjective").split()
        return "" if any(word in STOP for word in words) else " ".join(words)

    def _is_named(self, found: re.Match[str]) -> bool:
        """ "Am Mühlgraben 17": with capitals, or beside a postcode, a person's name or a word of living."""
        led = self._capital(found.start()) and not self._begins(found.start())
        if self._is_blocked(found) or (_NO_STREET.search(found.group("word")) and not led):
            return False
        word = found.group("word").rsplit(" ", 1)[-1]
        capital = self._capital(found.end("word") - len(word))
        addressed = self._is_addressed(found.start(), found.end())
        return ((capital or self._lower) and addressed) or (led and capital and len(word) > 3)

    def _is_one_word(self, found: re.Match[str]) -> bool:
        """ "Steinbreite 12": only where an address is expected."""
        if self._is_blocked(found) or not (self._capital(found.start("word")) or self._lower):
            return False
        end, start = found.end(), found.start()
        word = found.group("word")
        if _NO_STREET.search(word) or context.OFFICE.search(word) or len(word) < 4:
            return False
        if _POSTED.match(self._small, end) and not re.search(r"\bin$", word):
            return not self._lower or bool(_HOME.search(self._small[max(0, start - 60) : start]))
        if self._is_line(start, end):
            return len(found.group("house")) <= 6
        before = self._small[max(0, start - 40) : start]
        return bool(_LIVES.search(before))

    def _is_spoken(self, found: re.Match[str]) -> bool:
        near = self._small[max(0, found.start() - 60) : found.start()]
        said = re.search(r"hausnummer|nummer", found.group("house")) or _HOME.search(near)
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
                (self._capital(at)
                and not (inside and self._begins(at)))
                or (self._lower and not inside and found.re is _NAMED)
            ):
                return at
        if "adjective" in groups and self._adjective(found):
            at = found.start("adjective")
            return at if self._capital(at) or self._lower else start
        return start


_LIVES = re.compile(
    r"\b(?:wohne?n?t?(?: ich| wir| jetzt| nun| derzeit| seit \w+)?(?: in(?: der| dem)?| im| am| an der| auf(?: dem| der)?| bei)?"
    r"|wohnhaft(?: in(?: der)?)?|adresse(?: ist| lautet)?|anschrift(?: ist| lautet)?|wohnsitz(?: ist)?|hausanschrift|neue adresse"
    r"|zieh\w{1,2}(?: um)?(?: jetzt)?(?: in(?: die| den| das)?| nach)?|zog(?: in die)?|gemeldet(?: in(?: der)?)?|nachbarn?,?"
    r"|adresim|mieszkam(?: przy| na)?|live (?:at|in)|moved to|address is|anmeldung pe|locuiesc (?:pe|la)|на|по|по адресу|за адресою"
    r"|oturuyorum|wohnungsgeber\w*|objekt|mietobjekt|einzug in(?: die| den)?|auszug aus(?: der| dem)?)[ :,]{1,3}$"
)


def _is_known(word: str) -> bool:
    """Whether it is a common noun or a town, and not a word of which only its parts are known."""
    lexicon = Lexicon()
    return lexicon.is_tagged_name(word) or (lexicon.is_german(word) and not lexicon.is_rare(word))


def _is_year(house: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", house.strip()))


_ALONE = re.compile(
    r"(?<![\w-])[\w'.-]{2,40}(?:straße|strasse|str\.|gasse|allee|weg|damm|chaussee|platz)(?![\w-]| ?\d)"
)


def _without_number(text: str, small: str) -> Iterator[Span]:
    """A street alone is free; beside the own house number ("Nummer 12 im Lindenweg") the number is not."""
    for found in _ALONE.finditer(small):
        number = re.search(
            r"(?:hausnummer|hausnr\.?|haus nr\.?|nummer|nr\.?) (\d{1,3} ?[a-z]?)(?:,| in der| im| am| in)? ?$",
            small[max(0, found.start() - 40) : found.start()],
        )
        if number and context.is_residence(small, found.start()):
            yield Span(max(0, found.start() - 40) + number.start(1), found.end(), "STREET", 0.7)
