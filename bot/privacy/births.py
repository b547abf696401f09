"""Dates of birth: a date that a word says to be one, or that is too old to be anything else; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.gazetteer import gazetteer
from bot.privacy.harmless import MONTH
from bot.privacy.lexicon import Lexicon
from bot.privacy.numerals import ORDINAL, YEAR_WORD
from bot.privacy.spans import Span

_FULL_YEAR = r"(?:(?:19|20)\d{2})"
_YEAR = rf"(?:{_FULL_YEAR}|'?\d{{2}}(?!\d)|{YEAR_WORD}(?!\w))"
_SEPARATOR = r" {0,2}[./-] {0,2}"
_NUMERIC = (
    rf"(?:\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}(?:{_FULL_YEAR}|'?\d{{2}}(?!\d))"
    rf"|{_FULL_YEAR}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{1,2}}"
    rf"|\d{{1,2}}(?: |, ?|\. )\d{{1,2}}(?: |, ?|\. ?){_FULL_YEAR}|\d{{1,2}} \d{{1,2}} \d{{2}}(?!\d)"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_FULL_YEAR}|{_FULL_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_DAY = r"\d{1,2}(?: ?\.| ?st| ?nd| ?rd| ?th| ?ter| ?ten| ?er(?!\w)|-го|-a|-ого)?"
ANY_DATE = (
    rf"(?:{_NUMERIC}|(?:the )?{_DAY}(?: of)?[ .-]{{0,2}}{MONTH}(?!\w)[,.-]?(?: ?(?:of |de )?{_YEAR}(?: ?(?:р|г"
    r"|року|года)\b\.?)?)?"
    rf"|{ORDINAL} (?:{MONTH}(?!\w)|{ORDINAL})[,.]?(?: {_YEAR})?"
    rf"|(?:the )?\w{{4,16}}(?: of)? {MONTH}(?!\w),? {_YEAR}|\d{{1,2}}\. ?\w{{3,10}}\.? {_FULL_YEAR}"
    rf"|\d{{1,2}}\.? ?(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})\.? ?{_FULL_YEAR}|{MONTH} (?:the )?{_DAY},? {_YEAR}"
    rf"|{MONTH} {_DAY}(?![\d.])"
    rf"|\d{{1,2}}(?:\.|ter|ten) (?:{ORDINAL})(?: {_YEAR})?)"
)
_SHORT = r"(?:\d{1,2}\. ?\d{1,2}\.(?! ?\d)|(?:0?[1-9]|1[0-2]) ?/ ?(?:19|20)\d\d(?!\d))"
_DATE = re.compile(rf"(?<![\w.])(?:{ANY_DATE}|{_SHORT})(?![\w])|(?<![\w.]){_SHORT}")

_BIRTH = (
    r"(?:\bgeb\b\.?|\bgebor\w{1,3}\b|\bgeboor\w*|\bg?ebn\b|\bgeburts?(?:datum|tag|dat|tags|d)?s?\b"
    r"|\bgeburt(?:en)?\b|\w*geburtstag\w{0,2}"
    r"|\bgeb\.?-?(?:datum|dat|tag)\b\.?|\bgebdat\w*|\bgeburtsdaten|\bgebtag|\bbday|\*|†|\bborn\b"
    r"|\bbirth ?da(?:y|te)|\bdate of birth|\bd\.?o\.?b\b"
    r"|zur welt|auf die welt|das licht der welt|entbunden|entbindung|\b(?:zwillinge?|baby|kleine\w?|sohn"
    r"|tochter|kind|drillinge) kam(?:en)?\b|\bgebar\b|auf(?:'m)? ausweis steht"
    r"|doğum\w*|dogum\w*|doğdu\w*|dogdu\w*|doğan|народ\w{2,8}|дата народження|дн\b"
    r"|роди[лв]\w{0,4}|рожд\w{2,6}|д\.? ?р\.|г\.? ?р\.|urodz\w+|\bur\.|născut\w*|nascut\w*|naștere\w*|nastere\w*"
    r"|nașter\w+|مواليد|و?مولود\w*|ميلاد\w*|الميلاد|ولد\w{0,3}"
    r"|وُلد\w{0,2}|تولد|né\(?e?\)? le|nat[ao] il|nacid[oa]|rođen\w*|gimtadienis)"
)
_BEFORE = re.compile(rf"{_BIRTH}(?:[^\d\n.;!?]|kind \d|\d\. kind){{0,36}}[.:]?[^\d\n.;!?]{{0,24}}$")
_LINE_BEFORE = re.compile(rf"{_BIRTH}[ .:\n-]{{0,4}}$")
_AFTER = re.compile(
    r"(?:[^\d\n.;!?]|\.\.){0,34}?(?:\bgebor\w{1,3}\b|\bgeboor\w*|zur welt|\bgeb\b\.?|\bgebn\b|born|birthday|doğumlu\w*"
    r"|doğdu\w*|dogumlu\w*|dogdu\w*|народ\w{2,8}|родил\w{0,4}"
    r"|рожд\w{2,6}|г\.? ?р\.|urodz\w+|născut\w*|(?:mein|sein|ihr|dein|unser)\w? geburtstag|geburtstag"
    r"|geburtsdatum|auf die welt|das licht der welt|entbunden"
    r"|(?:hat|habe|hatte|feier\w*) (?:\w+ ){0,3}geburtstag|ميلاد\w*|عيد)"
)
_BOUND = re.compile(
    r"(?:\b(?:vor|nach|ab|bis|seit|zwischen|before|after|since)(?: de[mn]| zum)?|stichtag|gültig|bis zum"
    r"|ab dem|spätestens|termin(?: ist)?(?: am)?)[ :]{0,2}$"
)
_OTHER = re.compile(
    r"\b(?:vom|seit|ab|bis|zum|urteil|bescheid\w*|schreiben|brief|termin|frist|stand|gesetz|heirat\w*"
    r"|eheschließung|geheiratet|hochzeit|getraut|eingereist|einreise"
    r"|ausgestellt\w*|ausstellungsdatum|erteilt|gültig\w*|läuft|abgelaufen|abgeschlossen|eingezogen|ausgezogen"
    r"|umgezogen|einzug|auszug|beginn\w*|gestorben|verstorben|verstarb|tod|todestag"
    r"|gekauft|gebaut|umbau|neubau|anbau|sanier\w*|renovier\w*|errichtet|erbaut|abitur|abschluss|prüfung"
    r"|gegründet|eröffnet|angemeldet|abgemeldet|zugelassen|erstzulassung|baujahr|arbeitsbeginn|eingestellt"
    r"|gekündigt|kündigung|unfall|passiert|geschieden|scheidung|rechnung|eingang|datum:|gesendet|am|on"
    r"|vertrag|mietvertrag|fassung|neufassung|inkraft|kraft|verordnung|beschluss|richtlinie|since|until|issued"
    r"|expires|valid|wydan\w*|eliberat\w*|виданий|выдан|до|від|от|z dnia|din)"
    r"(?: \w{2,14}){0,2}[ :(]{0,2}$"
)
_TURNS = re.compile(r"\b(?:wird|werde|wurde|werden|wirst)(?: \w{2,12}){0,3} am $")
_AGE = re.compile(r" ?jahre?\b| (?:\d{1,3}|\w{4,12}zig|\w{3,6}zehn)(?: jahre)?\b")
_STRONG_CUE = re.compile(
    r"(?:(?:mutter|vater|sohn|tochter|mann|frau|kind|oma|opa|bruder|schwester|baby|ich|er|sie|enkel\w*"
    r"|zwillinge?) \(|geb\.?|\*"
    r"|geburtsdatum|geburtstag|geboren(?: am)?|ich bin vom)[ :,]{0,3}$"
)
_FAMILY = re.compile(
    r"\b(?:ich|bin|mutter|mama|vater|papa|sohn|söhne|tochter|töchter|kind(?:er|es)?|mann|frau|oma|opa|bruder"
    r"|schwester|baby|zwillinge?|enkel\w*|säugling|er|sie|antragsteller\w*|versicherte\w?"
    r"|große[rn]?|kleine[rn]?|älteste[rn]?|jüngste[rn]?|junge|mädchen|kind ?\d|dochter|enkelkind|neffe"
    r"|nichte|mädels|jungs"
    r"|ehemann|ehefrau|partner\w*|beide|son|daughter|mother|father|wife|husband|child|kid)\b[^.?!\n\d]{0,14}$"
)
_RIGHT_BEHIND = re.compile(
    r"\b(?:sohn|tochter|kind(?: ?\d)?|mutter|vater|mann|frau|oma|opa|bruder|schwester|baby|enkel\w*|junge"
    r"|mädchen|son|daughter"
    r"|kızım|oğlum|син|сын|дочка|дочь|syn|córka|fiul|fiica|ابني|ابنتي)[ :,(]{1,3}$"
)
_OLD = re.compile(r"(?:(?<!\d)(?:19[2-9]\d|200\d)\D*$|\D[3-9]\d$|^(?:19[2-9]\d|200\d)\D)")
_OLD_OR_CHILD = re.compile(r"(?:19[2-9]\d|20[01]\d|202[0-5])\D*$|\D\d{2}$")


_POST_BOX = re.compile(r"(?:postfach|postf\.|pf\.?|po box|p\. ?o\. ?box)(?: nr\.?)?[ :]{0,2}$")
_BARE = re.compile(r"(?<!\w)\d{6}(?!\w)")
_BIRTH_BEFORE = re.compile(rf"{_BIRTH}[ :.=-]{{0,4}}(?:ist |war |lautet )?$")
_MONTH = re.compile(
    rf"\b(?:geboren|geb\.?|born|doğum\w*|урод\w*|родил\w*)(?: (?:im|in|anfang|mitte"
    rf"|ende)){{0,2}} ({MONTH} (?:{_FULL_YEAR}|\d{{2}}(?!\d)))(?!\w)"
)


def births(small: str, names: list[Span]) -> Iterator[Span]:
    """Spans of kind DOB; `names` are the persons found so far, beside whom a date is a birth date."""
    ends = {span.end for span in names}
    last = -100
    for found in _DATE.finditer(small):
        score = _certainty(small, found, ends) or _continued(small, last, found)
        if score:
            last = found.end()
            short = re.fullmatch(_SHORT, found.group())
            end = found.end() if short else found.start() + len(found.group().rstrip(" ,."))
            yield Span(found.start(), end, "DOB", score)
    for found in _MONTH.finditer(small):
        yield Span(found.start(1), found.end(1), "DOB", 0.7)
    for found in _BARE.finditer(small):
        if _BIRTH_BEFORE.search(small[max(0, found.start() - 40) : found.start()]):
            yield Span(found.start(), found.end(), "DOB", 0.7)


def _is_none(before: str) -> bool:
    """Whether the words before say that it is a limit, or no date at all but a post box."""
    return bool(_BOUND.search(before) or _POST_BOX.search(before))


def _continued(small: str, last: int, found: re.Match[str]) -> float:
    """ "Geburtsdaten: 1.2.2010, 3.4.2012": a date that a birth date's list goes on with."""
    gap = small[last : found.start()] if 0 <= found.start() - last <= 36 else "."
    listed = re.match(r" ?\)?(?:,|;| und| u\.| ?&| ?/|\n| and)", gap)
    return 0.6 if listed and not re.search(r"[.?!]", gap) and not _OTHER.search(gap) and not _BOUND.search(gap) else 0.0


def _certainty(small: str, found: re.Match[str], ends: set[int]) -> float:
    """How sure it is that the date is a birth date; 0.0: it is none."""
    before = small[max(0, found.start() - 80) : found.start()]
    strong = _STRONG_CUE.search(before)
    short = re.fullmatch(_SHORT, found.group().strip()) is not None
    if _is_none(before) and not strong:
        return 0.0
    if strong or _LINE_BEFORE.search(before) or _BEFORE.search(before):
        return 0.9
    if _AFTER.match(small, found.end(), found.end() + 64):
        return 0.9
    if _TURNS.search(before) and _AGE.match(small, found.end(), found.end() + 20):
        return 0.8
    if short or _is_birthday(small, found, before):
        return 0.8 if _is_birthday(small, found, before) else 0.0
    if _OLD_OR_CHILD.search(found.group()) and _after_a_given_name(before):
        return 0.7
    if _OLD_OR_CHILD.search(found.group()) and (
        _beside_a_name(small, found.start(), ends)
        or _in_brackets_of_family(small, found)
        or _RIGHT_BEHIND.search(before)
    ):
        return 0.7
    if _OLD.search(found.group()) and _is_possible(found.group()) and not _OTHER.search(before):
        return 0.55
    return 0.0


_AGED = re.compile(r" ?(?:\d{1,2}|volljährig|\w{4,12}zig|\w{3,6}zehn)(?: jahre(?: alt)?)? ?(?=[.,!?)\n]|$|und )")
_FEAST = re.compile(r"\b(?:feier\w*|hat|habe) (?:\w{2,12} ){0,2}(?:am|den) $")


def _is_birthday(small: str, found: re.Match[str], before: str) -> bool:
    """A day on which somebody turns some age: "am 12.9. wird er 16", "feiert am 12.9. seinen 18. Geburtstag"."""
    after = small[found.end() : found.end() + 60]
    turns = _TURNS.search(before)
    return bool(
        (
            (turns or re.search(r"\b(?:wird|werde|wirst) (?:\w{2,12} ){0,3}am (?:\d{1,2}\. )?$", before))
            and _AGED.match(after)
        )
        or re.match(r" ?wird (?:\w{2,12} ){1,3}(?:\d{1,2}|volljährig)(?! ?(?:uhr|euro|€|%|:|\.\d))(?!\w)", after)
        or (
            _FEAST.search(before)
            and re.match(r" ?(?:\w{2,12} ){0,2}(?:\d{1,3}\. |\w{4,20}sten |\w{4,12}ten )?geburtstag", after)
        )
    )


def _is_possible(date: str) -> bool:
    """Whether day and month are ones that a calendar has; where a word announces the date, a slip does not matter."""
    numbers = [int(number) for number in re.findall(r"\d+", date)]
    return (
        not any(letter.isalpha() for letter in date)
        and len(numbers) == 3
        and sum(n <= 12 for n in numbers) >= 1
        and (min(numbers[0], numbers[1]) <= 12 and (numbers[0] <= 31 or numbers[0] > 1900))
    )


def _beside_a_name(small: str, start: int, ends: set[int]) -> bool:
    """Right behind a name, in brackets or after a comma."""
    gap = 0
    while gap < 4 and start - gap > 0 and small[start - gap - 1] in " ,(*;|\n/-":
        gap += 1
    return start - gap in ends


def _after_a_given_name(before: str) -> bool:
    found = re.search(r"([^\W\d_]{3,20}) ?\(\*? ?$", before)
    if found is None:
        return False
    name = found.group(1).capitalize()
    lexicon = Lexicon()
    return gazetteer().is_given(name) or not lexicon.is_german(name) or lexicon.is_rare(name)


def _in_brackets_of_family(small: str, found: re.Match[str]) -> bool:
    """ "meine Tochter (4.12.2011)", "ich, 3.4.1988,", "beide 5/5/2022"."""
    before = small[max(0, found.start() - 40) : found.start()]
    opened = before.rstrip().endswith(("(", ",", ":", "-", "beide", "ist", "*"))
    return opened and bool(_FAMILY.search(before.rstrip(" (,:-*")[-40:] if "ist" not in before[-5:] else before))
