"""The town of a postal address: the postcode and the name of the place before or after a street; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span
from bot.privacy.words import PLACES

_REST = (
    r"(?:(?:-| ?/ ?| )(?:am|an der|an|im|in der|in|bei|ob der|vor der|unter|auf der|a\. ?d\.|v\. ?d\.|v\.d\."
    r"|i\. ?d\.|i\.|a\.|b\.|o\.|d\.) ?[^\W\d_][\w.-]{1,30}(?: höhe| saale| tauber)?"
    r"|[-/][\w.-]{2,25}| ?\([\w./ -]{2,20}\)| (?:st|bad|sankt)\.? [\w-]{2,30}| (?:ot|ortsteil"
    r"|stt\.) [\w-]{2,30}| (?:main|ost|west|nord|süd|mitte)\b)"
)
_PLACE = (
    r"(?:bad |st\.? |sankt |markt |neu |alt |stadt |lutherstadt |hansestadt "
    rf"|frankfurt[ -])?[^\W\d_][\w.'-]{{1,40}}{_REST}{{0,2}}"
)
_CODE = (
    r"(?:(?:d|a|ch|l|nl|f|b|pl|ro|ua|tr|cz|i|e) ?-? ?)?(?:\d{5}|\d{2} \d{3}(?= [^\W\d])"
    r"|\d{4}(?: [a-z]{2}\b)?|\d{2}-\d{3}|\d{3} \d{2}|\d{6})"
)
_AFTER = re.compile(
    r"(?:[ ,،;\n|·/-]{0,4}(?:(?:bei|c/o|ot|ortsteil|stadtteil|bezirk|wohnung|whg\.?|zimmer|app\.?|haus"
    r"|hinterhaus|vorderhaus|block|etage|\d\. ?(?:og|stock|etage))"
    r" ?[^\n,;?!]{0,24}(?:, ?|\n))?|[ ,;\n]{0,3}(?:plz(?: ?/ ?ort| und ort)?|ort|wohnort|postleitzahl"
    rf"|stadt)\.?:? ?)(?:in |nach |im ort )?(?P<town>{_CODE}(?:[ ,]{{1,2}}|[,;\n] ?ort:? ?|\n(?!(?:ort|tel"
    rf"|mail|geb|handy|mobil)\b)(?=[^\W\d])){_PLACE}|\d{{5}}(?!\d))"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<town>{_CODE} {_PLACE})(?: ?[,;\n(|·/-] ?(?:in |ortsteil |ot )?(?:der |dem )?| in der | im "
    r"| am | in )$"
)
_LABELLED = re.compile(
    rf"(?:^|\n|\b)(?:wohnort|plz(?: ?/ ?| und )?(?:wohn)?(?:ort)?|ort"
    rf"|stadt)[:=] ?(?P<town>{_CODE} {_PLACE})[,;\n ]{{1,3}}(?:stra(?:ß|ss)e|str|anschrift)\.?[:=]? ?$"
)
_BEHIND = re.compile(r"[ ,]{1,2}(?P<town>[^\W\d_][\w-]{2,30}[ ,]{1,2}\d{5})(?!\w)")
_BARE = re.compile(rf"(?:, |,| in |\n| \()(?P<town>{_PLACE})(?=[ ,.;!?\n)]|$)")
_ENGLISH = re.compile(r", (?P<town>[^\W\d_][\w-]{2,30}(?: [a-z]{1,2}\d[\da-z]? ?\d[a-z]{2}))(?!\w)")
_WORDS_AFTER = re.compile(r"(?: [A-ZÄÖÜ][\w-]{2,30}){1,2}(?=[ ,.;!?\n)]|$)")


def towns(text: str, small: str, start: int, end: int) -> Iterator[Span]:
    """Spans of kind CITY beside the street text[start:end]."""
    after = _AFTER.match(small, end) or _ENGLISH.match(small, end) or _BEHIND.match(small, end)
    if after is not None:
        yield _span(text, after.start("town"), after.end("town"))
    elif (bare := _BARE.match(small, end)) and bare.group("town").split(" ")[0].strip(".-") in PLACES:
        yield Span(bare.start("town"), bare.end("town"), "CITY", 0.6)
    left = max(0, start - 60)
    before = _BEFORE.search(small[left:start]) or _LABELLED.search(small[left:start])
    if before is not None:
        yield _span(text, left + before.start("town"), left + before.end("town"))


def _span(text: str, start: int, end: int) -> Span:
    """A second word of the name has a capital, as in "Villingen Schwenningen"."""
    more = _WORDS_AFTER.match(text, end)
    if more and not re.match(
        r" (?:Tel|Mail|Email|Handy|Geb|Ich|Meine?|Und|Telefon|Mobil|Kann|Wie|Wann|Was|Wo|Bitte)", more.group()
    ):
        end = (
            more.end()
            if len(more.group().split()) == 1 and text[end : more.end()].strip().lower() not in _NO_PART
            else end
        )
    value = text[start:end]
    return Span(start, start + len(value.rstrip(" .,")), "CITY", 0.85)


_NO_PART = frozenset(
    [
        "deutschland",
        "germany",
        "und",
        "oder",
        "der",
        "die",
        "das",
        "ist",
        "hat",
        "habe",
        "bin",
        "war",
        "wegen",
        "geburtsdatum",
        "email",
        "e-mail",
        "iban",
        "steuer-id",
    ]
)
