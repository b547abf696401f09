"""What stands around a number and turns it: at least or at most, before or after, a month or a year; pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.entail.clauses import Unit
from bot.entail.figures import Figure

_LOW = re.compile(
    r"\b(?:nach vollendung des|vollendet\w*|mindestens|wenigstens|ab(?: dem| einem| einer)?|über|mehr als"
    r"|älter als|frühestens|übersteigt|überschreit\w+|at least|more than|from)\b|\boder älter\b|\bund älter\b"
)
_HIGH = re.compile(
    r"\b(?:höchstens|maximal|längstens|bis(?: zu| zum| zur)?|unter|weniger als|jünger als|nicht mehr als"
    r"|nie mehr als|nie länger als|nicht älter als"
    r"|nicht über\w*|spätestens|binnen|innerhalb|at most|up to|under|less than|within|by)\b|\boder jünger\b"
    r"|\bkeine\b|\bnoch nicht\b"
)
_BEFORE = re.compile(r"\b(?:vor(?:her)?|bevor|zuvor|ehe|davor|before)\b")
_AFTER = re.compile(r"\b(?:nach(?:dem|her)?|seit|danach|später|folgend\w*|after|since)\b")
_PER = (
    ("jahr", re.compile(r"\b(?:jährlich\w*|im jahr|pro jahr|je jahr|jahres\w*|per year|a year|kalenderjahr\w*)\b")),
    ("monat", re.compile(r"\b(?:monatlich\w*|im monat|pro monat|je monat|monats\w*|und monat|per month|a month)\b")),
    ("woche", re.compile(
    r"\b(?:wöchentlich\w*|(?:pro|je|in der|begonnene|angefangener?|und) woche|angefangene woche|wochenlich"
    r"|per week)\b")),
    ("tag", re.compile(r"\b(?:täglich\w*|am tag|pro tag|je tag|und tag|markttag|per day)\b")),
    ("stunde", re.compile(r"\b(?:pro stunde|je stunde|stündlich|und stunde|per hour)\b")),
)  # fmt: skip
_REACH_BEFORE, _REACH_AFTER = 34, 30


@lru_cache(maxsize=16_384)
def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words shortly before and after a number, cut at the next number or the end of the clause."""
    before = re.split(r"[.;:\d]|, ", text[max(0, start - _REACH_BEFORE) : start].lower())[-1]
    after = re.split(r"[.;:\d]|, ", text[end : end + _REACH_AFTER].lower())[0]
    return before, after


def turned(sentence: Unit, asked: Figure, source: Unit, found: Figure) -> dict[str, float]:
    """How far the surroundings of a number in a sentence contradict those of its occurrence in the source."""
    mine, theirs = around(sentence.text, asked.start, asked.end), around(source.text, found.start, found.end)
    return {
        "limit": _limit(mine, theirs),
        "direction": _direction(mine, theirs),
        "per": _apart(_per(sentence, asked), _per(source, found)),
    }


def _limit(mine: tuple[str, str], theirs: tuple[str, str]) -> float:
    a, b = _side(mine), _side(theirs)
    if a == b:
        return 0.0
    return 1.0 if {a, b} == {"low", "high"} else 0.5


def _side(words: tuple[str, str]) -> str:
    before, after = words
    high, low = bool(_HIGH.search(before)), bool(_LOW.search(before) or _LOW.match(after))
    return "" if high == low else ("high" if high else "low")


def _direction(mine: tuple[str, str], theirs: tuple[str, str]) -> float:
    a, b = _way(mine), _way(theirs)
    return float(bool(a and b and a != b)) + 0.3 * float(bool(a) != bool(b))


def _way(words: tuple[str, str]) -> str:
    text = " ".join(words)
    before, after = bool(_BEFORE.search(text)), bool(_AFTER.search(text))
    return "" if before == after else ("before" if before else "after")


def _apart(mine: str, theirs: str) -> float:
    """1 for another period, little where only one of the two names one."""
    if not mine or not theirs:
        return 0.2 * (mine != theirs)
    return float(not set(mine.split("+")) & set(theirs.split("+")))


def _per(unit: Unit, figure: Figure) -> str:
    """The period that an amount is paid for, as its sentence says; "" for none, and for what is no amount."""
    if figure.unit not in ("euro", "cent", "stunde", "mal"):
        return ""
    text = unit.text.lower()
    near = text[max(0, figure.start - 60) : figure.end + 40]
    return "+".join(name for name, pattern in _PER if pattern.search(near)) or "+".join(
        name for name, pattern in _PER if pattern.search(text)
    )
