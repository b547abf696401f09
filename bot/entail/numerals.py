"""Numbers in words -> their values: "siebenunddreißig", "zweihundert", "vierte", "XXXVII"; pure."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = {
    "null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwoelf": 12, "sechzehn": 16, "siebzehn": 17,
}  # fmt: skip
_TEENS = {f"{word}zehn": count + 10 for word, count in _UNITS.items() if 3 <= count <= 9}
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_ORDINALS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8,
    "neunt": 9, "zehnt": 10, "elft": 11, "zwoelft": 12,
}  # fmt: skip
_FOREIGN = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "quatorze": 14,
    "iki": 2, "uc": 3, "dort": 4, "bes": 5, "alti": 6, "yedi": 7, "sekiz": 8, "dokuz": 9,
    "dwa": 2, "dwie": 2, "dwoch": 2, "trzy": 3, "trzech": 3, "cztery": 4, "piec": 5, "szesc": 6,
    "два": 2, "две": 2, "дві": 2, "двох": 2, "двух": 2, "три": 3, "трьох": 3, "трех": 3, "чотири": 4, "четыре": 4,
    "пять": 5, "шість": 6, "шесть": 6, "шести": 6, "сім": 7, "семь": 7, "вісім": 8, "восемь": 8, "десять": 10,
    "أسبوعين": 2, "شهرين": 2, "أسبوعان": 2, "شهران": 2,
}  # fmt: skip
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=20_000)
def value(word: str) -> int | None:
    """What a folded word ("siebenunddreissig") counts, from 0 to 999,999; None where it is no number."""
    return _FOREIGN.get(word) or _thousands(word)


@lru_cache(maxsize=20_000)
def ordinal(word: str) -> int | None:
    """The place that a folded, inflected ordinal ("dritten") names, up to the twelfth."""
    return next((_ORDINALS[word[:-n]] for n in (1, 2) if word[-n:] in _ENDINGS and word[:-n] in _ORDINALS), None)


_ENDINGS = ("e", "er", "en", "es", "em")


def roman(word: str) -> int | None:
    """The value of a Roman numeral of two letters or more."""
    if len(word) < 2 or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if any(later > v for later in values[at + 1 : at + 2]) else v for at, v in enumerate(values))


def _thousands(word: str) -> int | None:
    before, found, after = word.partition("tausend")
    if not found:
        return _hundreds(word)
    return _sum(_hundreds(before) if before else 1, 1000, after)


def _hundreds(word: str) -> int | None:
    before, found, after = word.partition("hundert")
    if not found:
        return _small(word)
    return _sum(_small(before) if before else 1, 100, after)


def _sum(count: int | None, size: int, rest: str) -> int | None:
    more = (_hundreds(rest.removeprefix("und")) if size == 1000 else _small(rest.removeprefix("und"))) if rest else 0
    return None if count is None or more is None else count * size + more


def _small(word: str) -> int | None:
    if (count := _UNITS.get(word, _TEENS.get(word, _TENS.get(word)))) is not None:
        return count
    unit, found, tens = word.partition("und")
    return _UNITS[unit] + _TENS[tens] if found and unit in _UNITS and tens in _TENS else None
