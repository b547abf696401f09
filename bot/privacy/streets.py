"""Postal addresses: street with house number, post box, and the town that belongs to them; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy import context
from bot.privacy.addresses import Address
from bot.privacy.spans import Span
from bot.privacy.streetforms import COORDINATES
from bot.privacy.streetwords import BEFORE
from bot.privacy.towns import towns

_FLOOR = re.compile(
    r"(?:(?:,? ?\(?|/)(?:(?:on the )?(?:ground|first|second|third|fourth|\d{1,2}(?:st|nd|rd|th)) floor|kat \d{1,2}"
    r"|daire \d{1,3}"
    r"|piętro \d{1,2}|\d{1,2} piętro|m\. ?\d{1,3}|etaj(?:ul)? \d{1,2}|ap\. ?\d{1,3}|\d{1,2}(?:-й)? (?:поверх"
    r"|этаж)|кв\.? ?\d{1,4}"
    r"|(?:im )?\d{1,2}\. ?(?:og|etage|stock(?:werk)?|ug|obergeschoss|stiege|st\.)|(?:eg|dg|og|hh"
    r"|vh|sfl|gh|ugh?|hp)\b"
    r"|erdgeschoss|dachgeschoss|hinterhaus|vorderhaus|seitenflügel|gartenhaus|souterrain|tiefparterre"
    r"|hochparterre|parterre"
    r"|(?:flat|unit|whg|wohnung|wohnungsnummer|we|app|apt|apartment|appartement|top|tür|stiege|aufgang|zi|zimmer|haus"
    r"|block|wohneinheit)\.?(?: ?-?nr\.?)?:? ?"
    r"(?:\d{1,4}[a-z]?|[a-z])(?!\w)|(?:i{1,3}|iv|v|vi)\.? ?(?:stock|og|etage|links|rechts|mitte)|links|rechts"
    r"|mitte|li|re"
    r"|mi)(?![\w])\.?\)?){1,4}"
)
_CARE_OF = re.compile(r",? ?c/o:? [^\n,;\d]{2,40}(?=[,;\n]|$)")


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
    for found in COORDINATES.finditer(small):
        yield Span(found.start(), found.end(), "STREET", 0.8)
    for found in _HOUSE_FIRST.finditer(small):
        yield Span(found.start("house"), found.end(), "STREET", 0.7)


def _with_tail(small: str, end: int) -> int:
    for pattern in (_FLOOR, _CARE_OF):
        tail = pattern.match(small, end)
        end = tail.end() if tail else end
    return end


_HOUSE_FIRST = re.compile(
    r"\b(?:wohn(?:e|en|t|haft)|adresse|anschrift|umgezogen)\b[^.?!\n\d]{0,24}?"
    r"(?P<house>(?:haus(?:nummer|nr\.?| nr\.?)?|nummer|nr\.?) \d{1,3} ?[a-z]?),? "
    rf"(?:{BEFORE}) [\w-]{{3,30}}(?:(?:straße|weg|hof|berg)(?!\w))?(?! ?\d)"
)
"""\"Anschrift: Haus 3, Auf der Höhe\"."""
_OWN = re.compile(r"haus|live|address|habite|adresse")
_ALONE = re.compile(
    r"(?<![\w-])[\w'.-]{2,40}(?:straße|strasse|str\.|gasse|allee|weg|damm|chaussee|platz)(?![\w-]| ?\d)"
)


def _without_number(text: str, small: str) -> Iterator[Span]:
    """A street alone is free; beside the own house number ("Nummer 12 im Lindenweg") the number is not."""
    for found in _ALONE.finditer(small):
        number = re.search(
            r"(?:hausnummer|hausnr\.?|haus(?: nr\.?)?|nummer|nr\.?|live[sd]? at|address(?: is|:)|habite(?: au)?"
            r"|adresse(?: est|:)) (\d{1,3} ?[a-z]?)(?:,| in der| im| am| in)? ?$",
            small[max(0, found.start() - 40) : found.start()],
        )
        if number and (context.is_residence(small, found.start()) or _OWN.match(number.group())):
            yield Span(max(0, found.start() - 40) + number.start(1), found.end(), "STREET", 0.7)
