"""Names told by how they are said: who introduces oneself in small letters, who spells, with whom one lives; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.gazetteer import gazetteer
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.words import BRANDS, INSTITUTIONS, STOP

_SPELLS = re.compile(
    r"\b(?:buchstab\w*|geschrieben|schreibt sich|spell\w*|kodla\w*|harf\w*|по буквам|по літерах|literuj\w*|épel\w*"
    r"|name\w*|nachname|heiße|heisse)\b"
)
_LETTERS = re.compile(r"(?<![\w-])[^\W\d_](?:[ -][^\W\d_]){3,19}(?![\w-])")
_OPENING = (
    r"(?:^|[.,!?;\n:] {0,2}|\b(?:hi|hey|hallo|moin|servus|hello|merhaba|selam|привет|привіт|вітаю|cześć|bonjour|bună"
    r"|مرحبا|tag|abend|morgen|nochmal|also|und|and|ve) )"
)
_SELF = re.compile(
    rf"{_OPENING}(?:ich bins?|bins?|ich|hier(?: ist| spricht| schreibt| nochmal| wieder)?|hier nochmal|im|i'm|i am"
    rf"|its|it's"
    r"|this is|ben|я|это|это я|це|це я|ja|tu|to ja|jestem|je suis|c'est|ici|sunt|eu sunt|aici|أنا|انا)"
    r" (?:(?:die|der|nochmal|wieder|again|снова"
    r"|знову) )?(?P<first>[^\W\d_]{3,20})(?: (?P<last>[^\W\d_][^\W\d_'-]{2,24}))?"
    r"(?P<behind>\W|$)"
)
_LIVES_WITH = re.compile(
    r"\b(?:bei|c/o|chez|u)(?: (?:familie"
    r"|fam\.?))? (?P<name>[A-ZÄÖÜ][\w'-]{2,24}), (?=(?:[A-ZÄÖÜ][\w.ß-]{1,30} ){1,3}\d{1,4})"
    r"|\bbei (?P<other>[A-ZÄÖÜ][\w'-]{2,24}), (?=[A-ZÄÖÜ][\w.ß-]{3,30} \d{1,4})"
)
_TITLED = re.compile(
    r"\bdie frau (?P<name>[^\W\d_]{3,20})(?= (?:vom|von der|aus|beim|bei|hat (?:gesagt|gemeint|mir|uns)|sagt|sagte"
    r"|meint"
    r"|meinte)\b)"
)

_OFFICE = (
    r"(?:vom|von der|von den|im|beim) (?:\w*(?:amt|büro|center|behörde|kasse|stelle|hof|verwaltung|dienst)|stadt\w*"
    r"|kita|schule)"
)
_COLLOQUIAL = re.compile(rf"\b[Dd](?:er|ie) (?P<name>[A-ZÄÖÜ][\w'-]{{2,20}}) (?=(?i:{_OFFICE})\b)")
_NUMBERED = re.compile(
    r"\b(?:Kind|Sohn|Tochter|Person|Antragsteller(?:in)?|Mieter(?:in)?"
    r"|Partner(?:in)?) ?\d? ?[:=] ?(?P<name>[A-ZÄÖÜ][\w'-]{2,20})"
    r"(?= ?(?:[,;/&(]|und\b|$))"
)
"""Who works for an office, as one talks of neighbours; and the names of a list."""


def introduced(text: str, small: str) -> Iterator[Span]:
    """Spans of kind PERSON."""
    if _SPELLS.search(small):
        for found in _LETTERS.finditer(text):
            yield Span(found.start(), found.end(), "PERSON", 0.7)
    lexicon = Lexicon()
    for found in _SELF.finditer(small):
        yield from _self(text, found, lexicon)
    for found in _LIVES_WITH.finditer(text):
        place = found.span("name") if found.group("name") else found.span("other")
        word = text[slice(*place)]
        known = lexicon.is_surname(word) or not lexicon.is_ordinary(word)
        if known and not _is_other(word):
            yield Span(*place, "PERSON", 0.8)
    for found in (*_COLLOQUIAL.finditer(text), *_NUMBERED.finditer(text)):
        word = found.group("name")
        likely = found.re is _NUMBERED or lexicon.is_name(word)
        if likely and not lexicon.is_ordinary(word) and not _is_other(word):
            yield Span(*found.span("name"), "PERSON", 0.7)
    for found in _TITLED.finditer(small):
        if lexicon.is_surname(found.group("name")):
            yield Span(*found.span("name"), "PERSON", 0.8)


def _self(text: str, found: re.Match[str], lexicon: Lexicon) -> Iterator[Span]:
    """Somebody known by a given name, in small letters, and what is no ordinary word behind it."""
    first, last = found.group("first"), found.group("last")
    if not _is_given(first, lexicon):
        return
    whole = last is not None and _may_be_surname(last, lexicon)
    end = found.end("last") if whole else found.end("first")
    if whole or last is None or first not in text:
        yield Span(found.start("first"), end, "PERSON", 0.8)
    elif first[0] >= "\u0370" or not lexicon.is_ordinary(first):
        yield Span(found.start("first"), end, "PERSON", 0.7)


def _is_given(word: str, lexicon: Lexicon) -> bool:
    names = gazetteer()
    given = names.is_given(word) or names.is_given(word.capitalize())
    return given and not _is_other(word) and not lexicon.is_ordinary(word) and not lexicon.is_common(word)


def _may_be_surname(word: str, lexicon: Lexicon) -> bool:
    known = gazetteer().is_surname(word) or gazetteer().is_surname(word.capitalize())
    return not _is_other(word) and (known or not lexicon.is_ordinary(word))


def _is_other(word: str) -> bool:
    return any(word.lower() in words for words in (STOP, BRANDS, INSTITUTIONS))
