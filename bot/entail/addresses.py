"""Links, mail and postal addresses of a text in one spelling; pure and linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.words import fold

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\[\]()\"'„“]{3,300}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:de|eu|com|org|net|info|gov|bund|berlin|bayern|nrw"
    r"|online|io|app|site|xyz|ru|example|test|invalid)(?:/[^\s<>\[\]()\"'„“]{0,200})?(?![\w-])",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]{2,30}[ -]){0,3}?[^\W\d_]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer"
    r"|markt|chaussee|promenade|steig|hof|tor|brücke)\s{1,2}(?P<number>\d{1,4}\s?[a-z]?)(?![\w.,]\d|\w)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?P<name>[^\W\d_-]+)\s{1,2}\d")
_TOWN = re.compile(r"(?<!\d)(?P<code>\d{5})\s(?P<town>[A-ZÄÖÜ][^\W\d_]{1,40})")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in one spelling and where it stands."""

    value: str
    start: int
    end: int


def addresses(text: str) -> list[Address]:
    """Links, domains, mail addresses, streets with numbers, postcodes with towns."""
    found = [Address(_link(m.group()), *m.span()) for pattern in (_LINK, _DOMAIN) for m in pattern.finditer(text)]
    found += [Address(fold(m.group()), *m.span()) for m in _MAIL.finditer(text)]
    found += [Address(_street(m.group()), *m.span()) for m in _STREET.finditer(text)]
    found += [Address(fold(m.group()), *m.span()) for m in _TOWN.finditer(text)]
    return found


def _link(text: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower())
    return bare.rstrip(".,;:!?/")


def _street(text: str) -> str:
    """The last word of the street's name and the number: "Str." is "Straße", "5 A" is "5a"."""
    tail = _TAIL.search(text.replace(".", ""))
    name = fold(tail["name"] if tail else text)
    number = re.search(r"\d+\s?[a-z]?$", fold(text))
    folded = re.sub(r"str$", "strasse", name)
    return f"{folded} {number.group().replace(' ', '') if number else ''}"


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with blanks in place of the spans, of the same length."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
