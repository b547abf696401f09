"""The numbers of a text as values with what they count: amounts, dates, times, ages, codes; pure and linear.

Compared as values: "1.800", "1 800", "37,00 Euro" and "37 €", "zwei Wochen" and "2 Wochen" are the same. Units are not
converted, "14 Tage" is not "zwei Wochen" unless the source says so, but for years in months and cents in euros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.entail import numerals, units
from corpus.words import fold

Kind = Literal["number", "date", "time", "phone", "code"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where it stands. `value` is comparable within a kind; `unit` is "" where none is written.

    Dates are "day.month.year" with "" for what is missing, times are minutes after midnight, phones digits.
    """

    kind: Kind
    value: str
    unit: str
    start: int
    end: int


_MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8,
    "september": 9, "oktober": 10, "november": 11, "dezember": 12, "january": 1, "february": 2, "march": 3, "june": 6,
    "july": 7, "october": 10, "december": 12, "ocak": 1, "şubat": 2, "mart": 3, "nisan": 4, "mayıs": 5, "haziran": 6,
    "temmuz": 7, "ağustos": 8, "eylül": 9, "ekim": 10, "kasım": 11, "aralık": 12, "січня": 1, "лютого": 2,
    "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7, "серпня": 8, "вересня": 9, "жовтня": 10,
    "листопада": 11, "грудня": 12, "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
    "августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12, "يناير": 1, "فبراير": 2, "مارس": 3,
    "أبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
    "stycznia": 1, "lutego": 2, "marca": 3, "kwietnia": 4, "maja": 5, "czerwca": 6, "lipca": 7, "sierpnia": 8,
    "września": 9, "października": 10, "listopada": 11, "grudnia": 12, "janvier": 1, "février": 2, "mars": 3,
    "avril": 4, "juin": 6, "juillet": 7, "août": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12,
}  # fmt: skip
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SKIPPED = r"(?<![\w.,])"
_PATTERN = re.compile(
    rf"{_SKIPPED}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d{{2}}(?!\d))?(?![\d])"
    rf"|{_SKIPPED}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)"
    rf"|(?<!\w)(?:(?P<named_day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s)?(?P<name>{_NAME})(?!\w)(?:,?\s(?P<named_year>\d{{4}}))?"
    rf"|{_SKIPPED}(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?=\s?(?:Uhr|h\b|[-–]|bis\s\d)|(?<=:\d\d))(?!\d)"
    r"|(?<![\w.,/])(?P<phone>(?:\+\d{2,3}|0)[\d /()\-–]{5,22}\d)(?!\w)"
    r"|(?<!\w)(?P<glued>[^\W\d_]{1,3}\d\w{0,20})"
    rf"|(?<![\w])(?P<number>\d{{1,3}}(?:[.\u00a0\u202f ' ]\d{{3}})+(?!\d)(?:,\d{{1,2}})?|\d+(?:[.,]\d+)*)(?:,[-–—]+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:bis(?: zu)?|oder|und|[-–/]|to|and)\s?$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")


def figures(text: str, *, english: bool = False, source: bool = False) -> list[Figure]:
    """The numbers of a text, in its order. `english`: a comma groups thousands, a point begins decimals.

    In a source "eine Woche" counts always, in a sentence only where it is a span: "einen Werktag früher" claims none.
    """
    found = sorted([*_written(text, english=english), *_worded(text, source=source)], key=lambda figure: figure.start)
    return _with_cents(text, [_evening(text, figure) for figure in _shared_units(text, found)])


def matches(asked: Figure, found: Figure) -> bool:
    """Whether the source's figure says the same as the sentence's."""
    if asked.kind == found.kind == "date":
        return _same_date(asked.value, found.value)
    if asked.kind == "number" and found.kind == "date":  # "Ende 2026" is backed by "31. Dezember 2026"
        return not asked.unit and len(asked.value) == 4 and found.value.endswith(f".{asked.value}")
    if {asked.kind, found.kind} == {"time", "number"}:  # "8:00" and "8 Uhr", "von 8 bis 12"
        time, number = (asked, found) if asked.kind == "time" else (found, asked)
        return number.unit in ("uhr", "") and Decimal(time.value) == Decimal(number.value) * 60
    if asked.kind == found.kind == "phone":
        return asked.value.endswith(found.value[-6:]) and (asked.value in found.value or found.value in asked.value)
    if asked.kind != found.kind:
        return False
    if asked.value == found.value and (asked.unit == found.unit or not asked.unit or not found.unit):
        return True
    measure = _measure(asked)
    return measure is not None and measure == _measure(found)


_EXACTLY = {"jahr": ("monat", Decimal(12)), "cent": ("euro", Decimal("0.01"))}
"""Units that are a fixed number of another one. Weeks stay weeks: days of a deadline may be counted otherwise."""


def _measure(figure: Figure) -> tuple[str, Decimal] | None:
    """A span in months, an amount in euros; None for what is not converted ("free" has a value of its own)."""
    unit, size = _EXACTLY.get(figure.unit, (figure.unit, Decimal(1)))
    if figure.kind != "number" or unit not in ("monat", "euro") or not _DIGITS.fullmatch(figure.value):
        return None
    return unit, Decimal(figure.value) * size


_DIGITS = re.compile(r"\d{1,30}(?:\.\d{1,30})?")


def _same_date(asked: str, found: str) -> bool:
    """Equal in all that the sentence says: "im März" is backed by "bis 1. März 2025", and not the other way."""
    for mine, theirs in zip(asked.split("."), found.split("."), strict=True):
        if mine and theirs and mine[-2:] != theirs[-2:]:
            return False
        if mine and not theirs:
            return False
    return True


# --- digits ----------------------------------------------------------------------------------------------------------


def _written(text: str, *, english: bool) -> Iterator[Figure]:
    for match in _PATTERN.finditer(text):
        yield _figure(text, match, english=english)


def _figure(text: str, match: re.Match[str], *, english: bool) -> Figure:
    start, end = match.span()
    if match["day"]:
        return Figure("date", _date(match["day"], match["month"], match["year"]), "", start, end)
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return Figure("date", _date(day, month, year), "", start, end)
    if match["name"]:
        month = str(_MONTHS[match["name"].lower()])
        return Figure("date", _date(match["named_day"], month, match["named_year"]), "", start, end)
    if match["hour"]:
        return Figure("time", str(int(match["hour"]) * 60 + int(match["minute"])), "", start, end)
    if match["phone"]:
        return Figure("phone", _phone(match["phone"]), "", start, end)
    if match["glued"]:
        return Figure("code", fold(match["glued"]), "", start, end)
    return _number(text, match, english=english)


def _date(day: str | None, month: str | None, year: str | None) -> str:
    return ".".join(str(int(part)) if part else "" for part in (day, month, year))


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return digits.removeprefix("49") if text.startswith("+49") else digits.removeprefix("0")


def _number(text: str, match: re.Match[str], *, english: bool) -> Figure:
    start, end = match.span("number")
    unit = units.after(text, match.end()) or units.after(text, end)
    if text[end : end + 1] == "." and not unit:  # "18. Lebensjahr"
        unit = units.after(text, end + 1) if text[end + 1 : end + 2] == " " else ""
    if not unit and re.match(r"[^\W\d_]", text[end : end + 1]):
        letters = re.match(r"[^\W_]+", text[start:])
        return Figure("code", fold(letters.group() if letters else match["number"]), "", start, end)
    unit = unit or units.before(text, start)
    if not english and re.fullmatch(r"\d+,\d{3}", match["number"]):  # 4,5 or 4500? Nobody writes so in German
        return Figure("code", match["number"], unit, start, end)
    return Figure("number", _plain(_decimal(match["number"], english=english)), unit, start, end)


def _decimal(written: str, *, english: bool) -> Decimal:
    """The value of "1.800,50", "1 800", "37.50", "1,800" (English)."""
    bare = re.sub(r"[\s']", "", written)
    if english:
        bare = bare.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare) else bare.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", ".")
    whole, *rest = bare.split(".")
    return Decimal(f"{whole}.{''.join(rest)}") if rest else Decimal(whole)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- words -----------------------------------------------------------------------------------------------------------

_ONE = frozenset(("ein", "eine", "einem", "einen", "einer", "eines", "one", "a", "an", "bir", "jeden"))
_WITHIN = re.compile(  # "a year" is a span only where a deadline is named: "einen Werktag früher" is none
    r"(?:innerhalb|binnen|von|nach|vor|seit|spätestens|frühestens|mindestens|höchstens|bis zu|für|als|within|after"
    r"|before|than|jeweils|um|längstens)\s$",
    re.IGNORECASE,
)
_NO_NUMBERS = frozenset(("dort", "einfach", "einfache", "einfachen", "einfacher", "einfaches", "einmal", "einmalig"))
"""German words that look like numbers: Turkish "dört" is folded to "dort"."""
_FIRST = frozenset(("erste", "ersten", "erster", "erstes", "erstem"))


def _worded(text: str, *, source: bool) -> Iterator[Figure]:
    for match in _WORDS.finditer(text):
        word = fold(match.group())
        count, unit = _counted(text, match, word, source=source)
        if count is None and (implied := _implied(text, match, word, source=source)):
            count, unit = implied
        if count is not None:
            yield Figure("number", str(count), unit, match.start(), match.end())


_HALF_YEAR, _QUARTER = re.compile(r"halbjaehr|halbjahr"), re.compile(r"vierteljaehr|vierteljahr")
_HALVES = frozenset(("halbe", "halbes", "halben", "halber"))
_OF_AGE = re.compile(r"(?:minder|voll)jaehrig")
_SECOND = re.compile(r"zweit(?!e)[a-z]{4,}")


def _implied(text: str, match: re.Match[str], word: str, *, source: bool) -> tuple[int, str] | None:
    """What a word counts without being a number; of age, halves and seconds only where the source says them."""
    if _HALF_YEAR.match(word) or (word in _HALVES and units.after(text, match.end()) == "jahr"):
        return 6, "monat"
    if _QUARTER.match(word):
        return 3, "monat"
    if not source:
        return None
    if _OF_AGE.match(word):
        return 18, "jahr"
    if word == "haelfte":
        return 50, "prozent"
    return (2, "") if _SECOND.match(word) else None


def _counted(text: str, match: re.Match[str], word: str, *, source: bool) -> tuple[int | None, str]:
    unit = units.after(text, match.end())
    if word in _ONE:
        return (1, unit) if unit in units.PERIODS and (source or _WITHIN.search(text[: match.start()])) else (None, "")
    if match.group().lower() in _NO_NUMBERS:
        return None, ""
    if (count := numerals.value(word)) is not None:
        return count, unit
    if (count := numerals.roman(match.group())) is not None and unit:
        return count, unit
    if word not in _FIRST and (place := numerals.ordinal(word)) is not None:
        return place, unit
    return _compound(word, source=source)


def _compound(word: str, *, source: bool) -> tuple[int | None, str]:
    """ "zweiwöchig", "Fünfjahresschein", in a source "zweimal"; "Monatsfrist" is no number."""
    number, unit = units.adjective(word)
    if unit == "mal" and not source:
        return None, ""
    return (numerals.value(number), unit) if number else (None, "")


def _shared_units(text: str, found: Sequence[Figure]) -> list[Figure]:
    """In "2 bis 4 Wochen" the first number counts weeks too."""
    shared = list(found)
    for at in range(len(found) - 2, -1, -1):
        own, following = shared[at], shared[at + 1]
        plain = own.kind == following.kind == "number" and not own.unit
        if plain and _RANGE.fullmatch(text, own.end, following.start):
            shared[at] = replace(own, unit=following.unit)
    return shared


_AND = re.compile(r"\s?euros?\s(?:und\s)?$", re.IGNORECASE)
_EVENING = re.compile(r"\s?uhr\s(?:abends|nachmittags|am (?:abend|nachmittag))\b", re.IGNORECASE)


def _with_cents(text: str, found: Sequence[Figure]) -> list[Figure]:
    """ "15 Euro und 90 Cent" is one amount."""
    kept = list(found)
    for at in range(len(found) - 2, -1, -1):
        own, following = found[at], found[at + 1]
        if (own.unit, following.unit) == ("euro", "cent") and _AND.fullmatch(text, own.end, following.start):
            amount = Decimal(own.value) + Decimal(following.value) / 100
            kept[at : at + 2] = [replace(own, value=_plain(amount), end=following.end)]
    return kept


def _evening(text: str, figure: Figure) -> Figure:
    """ "8 Uhr abends" is 20 Uhr."""
    if figure.unit != "uhr" or not _EVENING.match(text, figure.end) or not 1 <= Decimal(figure.value) < 12:
        return figure
    return replace(figure, value=_plain(Decimal(figure.value) + 12))
