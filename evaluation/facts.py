"""Does a text mention a fact, however it is written? "37,00 Euro" is in "kostet 37 €", and not in "137 Euro"; pure.

A text is read as a row of values: amounts, numbers, dates, times, phone numbers, norms, and words by their stem. A fact
is mentioned when its values stand in the text one after the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from corpus import norms
from corpus.norms import Norm
from corpus.words import fold, stem

Kind = Literal["word", "number", "amount", "date", "time", "phone", "norm"]
Date = tuple[int | None, int, int]  # year, month, day


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a text says: a stem, a number, Euros, a `Date`, minutes after midnight, digits, or a norm."""

    kind: Kind
    value: str | Decimal | Date | int | Norm
    ordinal: bool | None = False  # of a number: "dritten"; None for "3.", which may end a sentence


def mentions(text: str, fact: str) -> bool:
    """Whether the text says what the fact says.

    Amounts, numbers, dates, times, phone numbers and norms are compared by value, words without regard to case, umlaut
    spelling and inflection, always as wholes. A date without a year is in one with it, a norm is in its paragraphs,
    and a bare number in an amount of so many Euros.
    """
    wanted, said = values(fact), values(text)
    if not wanted:
        return fold(fact.strip()) in fold(text)
    places = range(len(said) - len(wanted) + 1)
    return any(all(_says(said[place + n], one) for n, one in enumerate(wanted)) for place in places)


def _says(said: Value, wanted: Value) -> bool:
    if isinstance(wanted.value, Norm):
        return isinstance(said.value, Norm) and _contains(wanted.value, said.value)
    if wanted.kind == "number":
        same = said.kind in ("number", "amount") and said.value == wanted.value
        return same and (None in (said.ordinal, wanted.ordinal) or said.ordinal == wanted.ordinal)
    if wanted.kind == "date" and said.kind == "date":
        return _same_day(said.value, wanted.value)
    return (said.kind, said.value) == (wanted.kind, wanted.value)


def _contains(wanted: Norm, said: Norm) -> bool:
    """A fact that names no law means any."""
    law = wanted.law or said.law
    return norms.contains(_of(wanted, law), said)


def _of(norm: Norm, law: str) -> Norm:
    return Norm(law, norm.section, norm.unit, norm.absatz, norm.satz, norm.nummer, norm.buchstabe, norm.doppelbuchstabe)


def _same_day(said: object, wanted: object) -> bool:
    assert isinstance(said, tuple)
    assert isinstance(wanted, tuple)
    return said[1:] == wanted[1:] and wanted[0] in (None, said[0])


# --- reading ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2_048)
def values(text: str) -> tuple[Value, ...]:
    """What a text says, in its order."""
    found: list[Value] = []
    position = 0
    for norm, start, end in norms.find(text):  # first, and on the text as it is: laws are told by their capitals
        if start >= position:
            found += _scanned(text[position:start])
        found.append(Value("norm", norm))
        position = max(position, end)
    return (*found, *_scanned(text[position:]))


_MONTHS = (
    "januar februar maerz april mai juni juli august september oktober november dezember",
    "jan feb mrz apr mai jun jul aug sept okt nov dez",
    "jaenner feber maer apr mai jun jul aug sep okt nov dez",
)
_MONTH = {name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})++(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})++\.[0-9]+|[0-9]++(?:[.,][0-9]++)?"
_CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2})?"
_EURO = r"(?:€|(?:euros?|eur)(?![a-z]))"
_TO = r"\s?(?:bis|-|–|—)\s?"
_SCALE = {"tausend": 1_000, "tsd": 1_000, "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000}

_TOKEN = re.compile(
    rf"""
      (?P<iso>(?<![\w.])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?!\w))
    | (?P<date>(?<![\w.,])[0-9]{{1,2}}\.\s?(?:[0-9]{{1,2}}\.(?:\s?[0-9]{{4}}|[0-9]{{2}})?(?![\w])
          |(?:{"|".join(sorted(_MONTH, key=len, reverse=True))})(?![a-z])\.?(?:\s[0-9]{{4}}(?![\w]))?))
    | (?P<from>(?<![\w.,:]){_CLOCK}(?=(?:\suhr)?{_TO}{_CLOCK}\s?uhr(?!\w)))(?:\suhr)?
    | (?P<clock>(?<![\w.,:]){_CLOCK})\s?uhr(?!\w)(?:\s(?P<minutes>[0-5][0-9])(?![\w.,:]))?
    | (?P<colon>(?<![\w.,:])[0-9]{{1,2}}:[0-9]{{2}})(?![\w:])
    | (?P<phone>(?<![\w.,])(?:(?:\+\s?|00)[1-9][0-9]\s?(?:\(0?\)|\(0?[1-9][0-9]{{0,4}}\))?|\(?0[0-9]{{1,5}}\)?)
          [\s/–-]{{0,3}}[0-9]{{2,}}+(?:[\s/–-]{{1,3}}[0-9]++(?![:.,][0-9]|\s?(?:uhr|€|eur)))*
        |(?<![\w.,])116[\s-]?[0-9]{{3}}(?!\w|[.,][0-9]|\s?{_EURO}))
    | (?P<cents>(?<![\w.,])(?:{_NUMBER}))\s?(?:cents?|ct)(?![a-z])
    | {_EURO}\s?(?P<after>(?:{_NUMBER}))(?:,(?:-+|–|—))?(?![\w])
    | (?P<low>(?<![\w.,])(?:{_NUMBER}))(?={_TO}(?:{_NUMBER})\s?{_EURO})
    | (?P<amount>(?<![\w.,])(?:{_NUMBER}))(?:,(?:-+|–|—))?(?:\s(?P<scale>{"|".join(_SCALE)})\.?)?\s?{_EURO}
    | (?P<number>(?<![\w.,])(?:{_NUMBER}))(?![\w])(?:(?P<dot>\.)(?=\s?[^\W\d])|\s(?P<times>{"|".join(_SCALE)})(?!\w))?
    | (?P<sign>%|€)
    | (?P<range>(?<=[0-9])\s?[-–—]\s?(?=[0-9]))
    | (?P<word>[^\W_]+)
    """,
    re.VERBOSE,
)


def _scanned(text: str) -> Iterator[Value]:
    for match in _TOKEN.finditer(_plain(text)):
        if (value := _value(match)) is not None:
            yield value


def _value(match: re.Match[str]) -> Value | None:
    kind = match.lastgroup or ""
    group = {name: text for name, text in match.groupdict().items() if text is not None}
    if "iso" in group:
        year, month, day = group["iso"].split("-")
        return _date(int(year), int(month), int(day), group["iso"])
    if "date" in group:
        return _written_date(group["date"])
    for name in ("from", "clock", "colon"):
        if name in group:
            return _time(group[name], group.get("minutes", ""))
    if "phone" in group:
        return Value("phone", _digits(group["phone"]))
    return _amount(group) or _number(group) or _word(group.get("word") or group.get("sign") or kind)


def _amount(group: dict[str, str]) -> Value | None:
    if "cents" in group:
        return Value("amount", _decimal(group["cents"]) / 100)
    for name in ("after", "low", "amount"):
        if name in group:
            return Value("amount", _decimal(group[name]) * _SCALE.get(group.get("scale", ""), 1))
    return None


def _number(group: dict[str, str]) -> Value | None:
    if "number" not in group:
        return None
    number = _decimal(group["number"]) * _SCALE.get(group.get("times", ""), 1)
    return Value("number", number, None if "dot" in group else False)


_SAME = {"%": "prozent", "€": "euro", "eur": "euro", "qm": "quadratmeter", "m2": "quadratmeter", "range": "bis"} | {
    "std": "stunden",
    "min": "minuten",
    "telefon": "tel",
}


def _word(word: str) -> Value:
    if word in _ORDINALS:
        return Value("number", Decimal(_ORDINALS[word]), ordinal=True)
    return Value("word", stem(_SAME.get(word, word)))


def _written_date(text: str) -> Value:
    day, rest = text.split(".", 1)
    parts = re.findall(r"[0-9]+|[a-z]+", rest)
    month = _MONTH.get(parts[0]) or int(parts[0])
    year = int(parts[1]) if len(parts) > 1 else None
    return _date(year + 2000 if year is not None and year < 100 else year, month, int(day), text)


def _date(year: int | None, month: int, day: int, text: str) -> Value:
    """The date, or, where there is no such day, what was written."""
    if 1 <= month <= 12 and 1 <= day <= 31:
        return Value("date", (year, month, day))
    return Value("word", text)


def _time(text: str, minutes: str) -> Value:
    hour, _, written = text.replace(".", ":").partition(":")
    return Value("time", 60 * int(hour) + int(written or minutes or 0))


def _digits(text: str) -> str:
    """A phone number as it is dialled within Germany."""
    text = text.replace("(0)", "")
    digits = re.sub("[^0-9]", "", text)
    for prefix in ("0049", "49") if text.startswith("+") or digits.startswith("0049") else ():
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :]
    return digits


def _decimal(text: str) -> Decimal:
    """A number in German writing, or with a decimal point where it can be no group of three."""
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+", text):
        text = text.replace(",", "")
    return Decimal(text.replace(",", ".")).normalize()


# --- one spelling ----------------------------------------------------------------------------------------------------

_ONES = (
    *("null", "eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf"),
    *("dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_TENS = ("zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_COUNTED = "tag werktag arbeitstag kalendertag woche monat jahr stunde minute euro prozent cent"


def _spelled() -> dict[str, int]:
    numbers = {name: number for number, name in enumerate(_ONES)}
    for number, ten in enumerate(_TENS, start=2):
        numbers[ten] = 10 * number
        for one, name in enumerate(["ein", *_ONES[2:10]], start=1):
            numbers[f"{name}und{ten}"] = 10 * number + one
    return {**numbers, "zwo": 2, "hundert": 100, "einhundert": 100, "zweihundert": 200}


def _ordinals() -> dict[str, int]:
    stems = {"erst": 1, "zweit": 2, "dritt": 3, "siebt": 7, "acht": 8}
    stems |= {f"{name}t": number for name, number in _SPELLED.items() if 3 < number < 20 and number not in (7, 8)}
    return {stem + ending: number for stem, number in stems.items() for ending in ("e", "er", "en", "em", "es")}


_SPELLED = _spelled()
_ORDINALS = _ordinals()
_SPELLED_WORD = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))}|(?<![0-9]\s)tausend)(?!\w)(?!\s?-)"
)
_ONE_OF = re.compile(rf"(?<!\w)ein(?:e[mnrs]?)?(?=\s(?:{_COUNTED.replace(' ', '|')})(?:e|en|n|s|es)?(?!\w))")
_THOUSANDS = re.compile(rf"(?<![\w.,])([0-9]{{1,3}}) ([0-9]{{3}})(?: ([0-9]{{3}}))?(?=(?:,[0-9]+)?\s?{_EURO})")
_GROUPED = re.compile("(?<=[0-9])[\u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")


def _plain(text: str) -> str:
    """The text in one spelling, with digits for number words."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in _GROUPED.sub("", text))
    text = _ONE_OF.sub("1", fold(text))
    text = _SPELLED_WORD.sub(lambda match: str(_SPELLED.get(match[0], 1_000)), text)
    return _THOUSANDS.sub(lambda match: "".join(filter(None, match.groups())), text)
