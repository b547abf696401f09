"""Norm citations: "§ 16 Abs. 2 Satz 1 SGB I" as a value that can be read, printed and compared; pure and linear.

Citations are compared as values and never searched as text, so "§ 823" is not found in "§ 1823". `find` reads what
citizens, offices and statutes write; where the words leave a doubt, it reads less rather than more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from corpus.law_names import ROMAN, canonical_law, is_known

__all__ = ["Found", "Norm", "NormError", "canonical_law", "contains", "find", "parse"]

Unit = Literal["§", "Art.", "Anlage"]
Level = Literal["section", "absatz", "satz", "nummer", "buchstabe", "doppelbuchstabe"]


class NormError(ValueError):
    """A text that is not one norm citation; the message says how one is written."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A place in a law. Empty fields name the whole; `law` is the abbreviation by which the law is cited.

    An Anlage has its number as section, or what it belongs to ("zu § 28"), or nothing.
    """

    law: str
    section: str
    unit: Unit = "§"
    absatz: str = ""
    satz: str = ""
    nummer: str = ""
    buchstabe: str = ""
    doppelbuchstabe: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "law", canonical_law(self.law))

    def __str__(self) -> str:
        parts = [f"{self.unit} {self.section}".rstrip()]
        parts += [f"{label} {value}" for name, label in _LABELS.items() if (value := getattr(self, name))]
        return " ".join([*parts, self.law]).rstrip()


_LABELS: dict[Level, str] = {
    "absatz": "Abs.",
    "satz": "Satz",
    "nummer": "Nr.",
    "buchstabe": "Buchst.",
    "doppelbuchstabe": "Doppelbuchst.",
}
_LEVELS: tuple[Level, ...] = ("section", *_LABELS)


class Found(NamedTuple):
    """A norm and the words `text[start:end]` that cite it; the norms of one range ("60 bis 67") share their words."""

    norm: Norm
    start: int
    end: int


def parse(text: str) -> Norm:
    """The norm that the whole text cites.

    Raises:
        NormError: the text is no citation, cites several norms, or has words around the citation.
    """
    found = find(text)
    if len(found) != 1 or found[0].start > len(text) - len(text.lstrip()) or text[found[0].end :].strip():
        raise NormError(f"{text!r} is not one norm; write it as '§ 16 Abs. 2 Satz 1 SGB I'")
    return found[0].norm


def contains(outer: Norm, inner: Norm) -> bool:
    """Whether `inner` is `outer` or lies within it: § 16 SGB I contains § 16 Abs. 2 SGB I, and not the reverse."""
    if (outer.law, outer.unit, outer.section) != (inner.law, inner.unit, inner.section):
        return False
    return all(getattr(outer, name) in ("", getattr(inner, name)) for name in _LABELS)


def find(text: str) -> list[Found]:
    """The norms that a text cites, in its order. A citation without a law has law ""."""
    citations = list(_citations(text))
    for left, right in reversed(list(pairwise(citations))):
        _share_law(text, left, right)
    return [found for citation in citations for found in citation.items]


# --- a citation: what begins with one § ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Citation:
    items: list[Found]
    end: int
    law_is_short: bool  # cited by its abbreviation, as people do; statutes write "des Zehnten Buches"


_START = re.compile(
    r"(?P<sign>§{1,2})\s{0,3}(?=\d)"
    r"|(?<!\w)(?i:(?P<word>paragra(?:ph|f)(?:en)?)|(?P<article>artikeln?|art\.?))\s{0,3}(?=\d)"
    r"|(?<!\w)(?P<annex>Anlagen?)(?=\s)"
)
_JOIN = re.compile(
    r"\s{0,3}(?:,|;|/|und|oder|sowie|bis|u\.|bzw\.|i\.\s?V\.\s?m\.|i\.V\. m\.|iVm|in Verbindung mit|mit)"
    r"(?:\s(?:nach|mit|dem|den|des|der|auch))?\s{0,3}"
)


def _citations(text: str) -> Iterator[_Citation]:
    position = 0
    while start := _START.search(text, position):
        citation = _annex(text, start) if start["annex"] else _citation(text, start)
        position = citation.end if citation else start.end()
        if citation:
            yield citation


def _share_law(text: str, left: _Citation, right: _Citation) -> None:
    """In "§ 16 und § 17 SGB I" the first norm is of the SGB I too."""
    law = right.items[0].norm.law
    if left.items[0].norm.law or not law or not right.law_is_short:
        return
    if _JOIN.fullmatch(text, left.end, right.items[0].start):
        left.items = [found._replace(norm=replace(found.norm, law=law)) for found in left.items]
        left.law_is_short = True


def _citation(text: str, start: re.Match[str]) -> _Citation | None:
    unit: Unit = "Art." if start["article"] else "§"
    several = unit == "Art." or start["sign"] == "§§" or (start["word"] or "").casefold().endswith("en")
    items = _items(text, start, unit, several)
    if not items:
        return None
    law, end = _law(text, items[-1].end)
    if unit == "Art." and not law:
        items, end = _certain_article(start, items)
    if not items:
        return None
    stop = items[-1].end
    return _Citation(
        [Found(replace(norm, law=law), begin, end if own == stop else own) for norm, begin, own in items],
        end,
        law_is_short=not re.match(r"\s{1,3}(?:des|der)\s", text[stop:end]),
    )


def _certain_article(start: re.Match[str], items: list[Found]) -> tuple[list[Found], int]:
    """Without a law "Art 3" may be a kind of thing, and "Artikel 3 und 4" is read as its first number only."""
    if start["article"] in ("Art", "art", "artikel"):
        return [], start.end()
    return items[:1], items[0].end


def _annex(text: str, start: re.Match[str]) -> _Citation | None:
    """An Anlage counts only with a law that is known: "Anlage KI" is a form."""
    match = _ANNEX.match(text, start.end())
    if match is None:
        return None
    law, end = _law(text, match.end(), only_known=True)
    if not law:
        return None
    section = match["number"] or " ".join((match["to"] or "").replace("§", "§ ").split())
    return _Citation([Found(Norm(law, section, "Anlage"), start.start(), end)], end, True)


_TO = r"zu\s§{1,2}\s?\d{1,4}[a-z]?(?:\sAbs(?:\.|atz)\s\d{1,3}[a-z]?)?"
_ANNEX = re.compile(
    rf"(?:\s(?P<number>\d{{1,3}}[a-z]?|[IVX]{{1,5}})(?!\w)(?:\s\({_TO}\))?)?(?:\s\(?(?P<to>{_TO})\)?)?(?:\s(?:zum|zur))?"
)


# --- the places that it lists ----------------------------------------------------------------------------------------

_NUMBER = re.compile(r"\s{0,3}(?P<value>\d{1,4}(?:[a-z]{1,2})?)(?!\w)")
_LETTERS = re.compile(r"\s{0,3}(?P<value>[a-z]{1,2})(?!\w)\)?", re.IGNORECASE)
_SECTION = re.compile(  # "19a", "19 a SGB I"; the f of "13f." counts the next section in
    r"(?P<number>\d{1,4})(?:(?P<letter>(?!ff?\.)[a-z]{1,2})|\s(?P<spaced>[a-eg-z])(?=\s(?:Abs|Satz|S\.|Nr|[A-Z]\w*[A-Z])))?"
    r"(?=\W|ff?\.|$)"
)
_BRACKET = re.compile(r"\s?\((?P<value>\d{1,3}[a-z]?)\)")  # "§ 16 (2) SGB I"
_ROMAN = re.compile(r"\s(?P<roman>[IVX]{1,6})(?P<letter>[a-z]?)(?:\s(?P<satz>\d{1,2}))?(?=\s)")
_KEYWORD = re.compile(
    r"\s{0,3}(?:(?P<absatz>abs(?:\.|atz(?:es)?|ätzen?|ätze)?)|(?P<satz>satz(?:es)?|sätzen?|s\.)"
    r"|(?P<nummer>nrn?\.?|nummern?|ziff(?:\.|ern?))|(?P<doppelbuchstabe>doppelbuchst(?:\.|aben?)|dbuchst\.)"
    r"|(?P<buchstabe>buchst(?:\.|aben?)?|lit\.?))(?=[\s\d])",
    re.IGNORECASE,
)
_FINER = re.compile(  # places below what a norm holds
    r"\s{0,3}(?:(?:Halbsatz|Halbs\.|Hs\.|HS|Alternative|Alt\.|Var\.|Unterabsatz|Unterabs\.|UAbs\.)\s?\d{1,2}"
    r"|(?:erste[rn]?|zweite[rn]?|dritte[rn]?)\s(?:Halbsatz|Alternative|Unterabsatz))(?!\w)"
)
_FOLLOWING = re.compile(r"\s{0,3}(?P<f>ff?)(?!\w)\.?")
_BETWEEN = re.compile(r"\s{0,3}(?:,|/|(?P<range>bis(?=\s)|[–-])|(?:und|oder|sowie|u\.|bzw\.)(?=\s))\s{0,3}")


def _items(text: str, start: re.Match[str], unit: Unit, several: bool) -> list[Found]:
    section = _SECTION.match(text, start.end())
    if section is None:
        return []
    norm, end = _below(text, section.end(), Norm("", _number(section), unit))
    items = _with_next(text, Found(norm, start.start(), end))
    while between := _BETWEEN.match(text, items[-1].end):
        following = _next(text, between, items[-1].norm, several)
        if following is None:
            break
        if between["range"]:
            items[-1:] = _range(items[-1], following)
        elif contains(items[-1].norm, following.norm):  # "Abs. 2, Satz 1" is one place
            items[-1] = following._replace(start=items[-1].start)
        else:
            items += _with_next(text, following)
    return items


def _number(section: re.Match[str]) -> str:
    return section["number"] + (section["letter"] or section["spaced"] or "")


def _with_next(text: str, found: Found) -> list[Found]:
    """ "§§ 13 f." is two sections, "§§ 13 ff." the first of an unknown number."""
    mark = _FOLLOWING.match(text, found.end)
    if mark is None:
        return [found]
    found = found._replace(end=mark.end())
    level = _lowest(found.norm)
    value = str(getattr(found.norm, level))
    if mark["f"] == "ff" or not value.isdigit():
        return [found]
    return [found, found._replace(norm=_at(found.norm, level, str(int(value) + 1)))]


def _next(text: str, between: re.Match[str], last: Norm, several: bool) -> Found | None:
    """What stands after a comma or an "und": "Abs. 3", or a bare value of the level before."""
    start = between.end()
    if _KEYWORD.match(text, start):
        norm, end = _below(text, start, last)
        return Found(norm, start, end) if norm != last else None
    level = _lowest(last)
    pattern = _LETTERS if level in ("buchstabe", "doppelbuchstabe") else _NUMBER
    value = pattern.match(text, start)
    if value is None or (level == "section" and not (several or between["range"])):
        return None
    if several and level != "section" and _int(value["value"]) > _int(last.section):
        level = "section"  # in "§§ 3 Abs. 1, 15" no Absatz 15 is meant
    norm, end = _below(text, value.end(), _at(last, level, value["value"].casefold()))
    return Found(norm, start, end)


def _range(first: Found, last: Found) -> list[Found]:
    level = _lowest(first.norm)
    values = _between(getattr(first.norm, level), getattr(last.norm, level))
    norms = [_at(first.norm, level, value) for value in values] + [last.norm]
    return [Found(norm, first.start, last.end) for norm in norms]


_MOST = 100  # a longer range is named by its ends only


def _between(first: str, last: str) -> list[str]:
    """The values from `first` up to, and without, `last`; sections with a letter between them are not guessed."""
    if first.isalpha() and last.isalpha() and len(first) == len(last) == 1:
        return [chr(code) for code in range(ord(first), ord(last))] or [first]
    low, high = _int(first), _int(last)
    if not 0 < high - low <= _MOST:
        return [first]
    return [first, *map(str, range(low + 1, high + (not last.isdigit())))]


def _int(value: str) -> int:
    digits = value.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits else 0


def _below(text: str, position: int, norm: Norm) -> tuple[Norm, int]:
    """The norm with the places named after it, and where they end."""
    norm, position = _short_form(text, position, norm)
    while True:
        if finer := _FINER.match(text, position):
            position = finer.end()
            continue
        keyword = _KEYWORD.match(text, position)
        level = _level(keyword)
        pattern = _LETTERS if level in ("buchstabe", "doppelbuchstabe") else _NUMBER
        value = pattern.match(text, keyword.end()) if keyword else None
        if value is None:
            return norm, position
        norm, position = _at(norm, level, value["value"].casefold()), value.end()


def _short_form(text: str, position: int, norm: Norm) -> tuple[Norm, int]:
    """The lawyers' "§ 22 II 1 SGB II" and the citizens' "§ 22 (2)"; Roman numerals only where a law follows them."""
    if norm.absatz:
        return norm, position
    if bracket := _BRACKET.match(text, position):
        return _at(norm, "absatz", bracket["value"]), bracket.end()
    roman = _ROMAN.match(text, position)
    number = _arabic(roman["roman"]) if roman else ""
    if roman is None or not number:
        return norm, position
    short = _at(norm, "absatz", number + roman["letter"])
    short = _at(short, "satz", roman["satz"]) if roman["satz"] else short
    full, end = _below(text, roman.end(), short)
    return (full, end) if _law(text, end)[0] else (norm, position)


def _arabic(roman: str) -> str:
    return str(ROMAN.index(roman) + 1) if roman in ROMAN else ""


def _level(keyword: re.Match[str] | None) -> Level:
    for name in _LABELS:
        if keyword and keyword[name]:
            return name
    return "section"


def _lowest(norm: Norm) -> Level:
    for name in reversed(_LEVELS):
        if getattr(norm, name):
            return name
    return "section"


def _at(norm: Norm, level: Level, value: str) -> Norm:
    """The norm with another value at a level, and nothing below it."""
    finer = _LEVELS[_LEVELS.index(level) + 1 :]
    return replace(norm, **{level: value}, **dict.fromkeys(finer, ""))


# --- the law ---------------------------------------------------------------------------------------------------------

_SGB = r"(?i:SGB)[\s-]?(?:1[0-4]|0?[1-9]|(?i:XIV|XIII|XII|XI|X|IX|IV|VIII|VII|VI|V|III|II|I))(?!\w)"
_LANDS = r"(?:[\s-](?:NRW|NW|BW|BY|Bln|BB|Bbg|HB|HH|HE|LSA|MV|M-V|Nds|ND|RP|RLP|SH|SL|SN|TH))?"
_ABBREVIATION = rf"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{{0,20}}[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{{0,12}}(?:[-/][A-ZÄÖÜ]{{1,5}})?{_LANDS}(?!\w)"
_ORDINAL = r"(?:Erst|Zweit|Dritt|Viert|Fünft|Sechst|Siebt|Acht|Neunt|Zehnt|Elft|Zwölft|Dreizehnt|Vierzehnt)e[sn]"
_LAW = re.compile(
    rf"[\s,]{{1,3}}(?:(?:des|der|dem|zum|zur)\s)?(?:(?P<sgb>{_SGB})"
    rf"|(?P<book>{_ORDINAL}\sBuch(?:e?s)?)(?:\s(?:des\s)?Sozialgesetzbuch(?:e?s)?)?"
    r"|(?P<civil>Bürgerliche[sn]\sGesetzbuch(?:e?s)?|Bundeselterngeld-\sund\sElternzeitgesetz(?:es)?"
    r"|Allgemeine[sn]\sGleichbehandlungsgesetz(?:es)?|Gesetz(?:es)?\süber\sOrdnungswidrigkeiten)"
    r"|(?P<union>(?:Verordnung|Richtlinie)\s(?:\([A-Z, ]{2,12}\)\s)?(?:Nr\.\s)?\d{1,4}/\d{1,4}(?:/[A-Z]{2,4})?)"
    r"|(?P<written>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{2,60}(?:gesetz|gesetzbuch|ordnung|satzung|-Gesetz|-Ordnung)(?:e?s)?(?:/EU)?)"
    rf"|(?P<short>{_ABBREVIATION}))(?!\w)"
)
_TYPED = re.compile(r"\s{1,3}(?P<word>[A-Za-zÄÖÜäöüß]{2,12})(?!\w)")
# Capitals after a citation that name no law, and words that mean any law of their kind.
_NO_LAW = {"EU", "EG", "EWG", "EUR", "NRW", "USA", "DDR", "BGBl", "ABl", "GMBl", "HS", "ALG", "PDF"}
_ANY_LAW = {"Verordnung", "Rechtsverordnung", "Anordnung", "Rechtsordnung", "Grundordnung", "Unordnung"}


def _law(text: str, position: int, *, only_known: bool = False) -> tuple[str, int]:
    """The law named at `position` and where its name ends; "" and `position` where there is none."""
    name, end = _named(text, position)
    if not name or (only_known and not is_known(name)):
        return "", position
    return canonical_law(name), end


def _named(text: str, position: int) -> tuple[str, int]:
    match = _LAW.match(text, position)
    if match is None:
        typed = _TYPED.match(text, position)  # "§ 823 bgb"
        return (typed["word"], typed.end()) if typed and is_known(typed["word"]) else ("", position)
    name = next(value for value in match.groupdict().values() if value)
    if name in _NO_LAW | _ANY_LAW or set(name) <= set("IVXLC"):
        return "", position
    return (_nominative(name) if match["written"] else name), match.end()


def _nominative(name: str) -> str:
    return re.sub(r"(?<=esetz)es(?=/EU|$)|(?<=buch)e?s$", "", name)
