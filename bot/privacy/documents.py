"""Numbers of identity cards and passports of which only the word beside them tells that they are ones; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.harmless import BLANK
from bot.privacy.spans import Label, Span

_SET = "0-9cfghjklmnprtvwxyz"  # the characters of the serial numbers, and the o that is typed for a zero
_WHOLE = re.compile(rf"(?<![\w@])[a-z](?<=[cfghjklmnprtvwxyz])[{_SET}o]{{8}}(?:\d ?d?)?(?!\w)")
_GROUPED = re.compile(rf"(?<![\w@])[a-z](?:[ ./_-]{{0,2}}[{_SET}o]){{8}}(?:[ ./<-]{{0,2}}\d)?(?: ?d)?(?!\w)")
_ANY = re.compile(r"(?<![\w@])(?=[a-z]{0,9}\d)(?=\d{0,9}[a-z])[a-z0-9]{8,11}(?!\w)")
_OLD = re.compile(r"(?<!\w)\d{9} ?\d ?d(?!\w)")
_SERIES = re.compile(
    r"(?<!\w)[A-ZА-ЯІЇЄ]{1,3}\d{0,2} (?:[nN]r|[nN]o|№|N)\.? ?\d{6,7}(?!\w)|(?<!\w)\d{2} ?[A-Z]{2} ?\d{5}(?!\w)"
)
_IDENTITY = (
    r"\w*ausweis\w*|perso(?:nummer|nr)?|kimlik\w*|hüviyet\w*|nüfus\w*|id[ -]?(?:card|karte|number)|identity card"
    r"|german id|my id|dow[oó]d\w*|buletin\w*|carte de identitate"
    r"|carte d.identité|carta d.identità|посвідчен\w+|удостоверен\w+|هوية\w*|الهوية|pa"
)
_PASSPORT = (
    r"\w*pass|pass(?:es|nummer|nr|port)\w*|passport\w*|passeport|passaporto|pasaporte|pasaport\w*|paszport\w*|pașaport\w*|паспорт\w*|загранпаспорт\w*"
    r"|جواز\w*|الجواز|\w*pass(?:nummer|nr)|reiseausweis\w*"
)
_CUE = re.compile(rf"\b(?:(?P<pass>{_PASSPORT})|{_IDENTITY})\b")
_NUMBERED = re.compile(
    r"\w*(?:nummer|nr|id|kimlik no|number|номер|numer)\.?(?: ?(?:ist|war|lautet|is|:|=))*[\s:=.\"„(]{0,3}$"
)
_BEFORE, _AFTER = 110, 70


def documents(text: str, small: str, quiet: str) -> Iterator[Span]:
    """Spans of kind ID_CARD and PASSPORT: nine characters without vowels, in groups or not, beside their word."""
    for found in _WHOLE.finditer(quiet):
        written = text[found.start() : found.end()]
        label = _label(small, found)
        if _is_mixed(found.group()) and (label or (written.isupper() and len(set(written)) >= 6)):
            yield Span(found.start(), found.end(), label or _by_first(found.group()), 0.88)
    if not _CUE.search(small):
        return
    for pattern in (_GROUPED, _ANY, _OLD):
        for found in pattern.finditer(small):
            label = _label(small, found)
            # "w9c 0m2 xc5 3": a group of it may look like an amount
            blanked = quiet[found.start() : found.end()].count(BLANK)
            if label and blanked <= (_blanks(found) if pattern is _GROUPED else 0) and _fits(pattern, small, found):
                yield Span(found.start(), found.end(), label, 0.92 if found.group().count(" ") > 1 else 0.8)
    for found in _SERIES.finditer(text):
        if label := _label(small, found):
            yield Span(found.start(), found.end(), label, 0.8)


def _blanks(found: re.Match[str]) -> int:
    """How much of a number in groups may look like something harmless: "01 x 00" as a size, if it is in many pieces."""
    return len(found.group()) if found.group().count(" ") > 2 else 4


def _fits(pattern: re.Pattern[str], small: str, found: re.Match[str]) -> bool:
    if pattern is _GROUPED:
        return any(letter.isdigit() for letter in found.group()) and _is_mixed(found.group())
    # letters that no such number has: only right behind the word, or with most of it digits
    digits = sum(letter.isdigit() for letter in found.group())
    near = small[max(0, found.start() - 40) : found.start()]
    return digits >= 4 or (digits >= 1 and bool(_CUE.search(near) and _NUMBERED.search(near)))


def _is_mixed(value: str) -> bool:
    """Not "mhmmmmmmm" or "xxxxxxxxx", of which people type some."""
    bare = {letter for letter in value if letter.isalnum()}
    return len(bare) >= 5


def _label(small: str, found: re.Match[str]) -> Label | None:
    """The kind that a word near by says, the nearest one before it first."""
    before = list(_CUE.finditer(small, max(0, found.start() - _BEFORE), found.start()))
    cue = before[-1] if before else _CUE.search(small, found.end(), found.end() + _AFTER)
    if cue is None:
        return None
    return "PASSPORT" if cue.group("pass") else "ID_CARD"


def _by_first(value: str) -> Label:
    return "PASSPORT" if value[0] in "cfghjk" else "ID_CARD"
