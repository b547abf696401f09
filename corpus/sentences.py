"""Where a sentence ends in German administrative prose; pure and linear.

A full stop ends a sentence only when what stands before it is no abbreviation, ordinal, date or initial, and what
follows can begin a sentence. When in doubt the text stays together: a quotation that is too long is clumsy, one that
is cut is wrong.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    """
    abs abschn allg anh anl anm art aufl az bd bek ber bes bgbl bspw buchst bzgl bzw ca dbuchst dipl dr ebd einschl engl
    entspr evtl ff f folg gem ges ggf ggfs ggü grds halbs hr hrsg hs idf idr inkl insb insbes iv jew jh kap kfz lfd lit
    lt max mind min mio mrd mtl mwv nr nrn od ord pkt prof rd rn rspr s sog st std stk str tel tab teilw u unterabs
    urspr v vgl vors vorst z zit ziff zul zzgl zzt
    jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa
    """.split()  # noqa: SIM905 - a word list reads better as one
)

# Possessive, and never begun inside a run: a row of dots in front of a letter would else be tried from each of them.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"“”»«)\]]*+(?=\s|$)|\n+")
_WORD_BEFORE = re.compile(r"[^\s(„\"»\[]*$")
_NEXT = re.compile(r"\s+(?P<quote>[\"„“»(\[]*)(?P<first>\S+)")
_ORDINAL = re.compile(r"(?:\d{1,4}|[IVXLC]{1,6})")
_NUMBERED = re.compile(r"(?:Abs|Nr|Art|Satz|Ziff|Kap|Anl|Rn|Abschn|Buchst)\.?$")
_COUNTED = re.compile(  # what an ordinal number stands before
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Mär|Apr|Jun|Jul|Aug"
    r"|Sept?|Okt|Nov|Dez|Lebensjahr|Geburtstag|Monat|Tag|Woche|Schwangerschaftswoche|Klasse|Stock|Etage|Obergeschoss|OG"
    r"|Grad|Kind|Person|Hund|Quartal|Halbjahr|Jahrgangsstufe|Buch|Kapitel|Abschnitt|Teil|Jahrhundert|Werktag)\w*"
)
_START = re.compile(r"[A-ZÄÖÜ0-9§„\"»(\[–-]|[^\W\d_a-zäöüß]")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph or list item as (start, end) offsets, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        if _ends(text, start, mark):
            _add(spans, text, start, mark.end())
            start = mark.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        spans.append((start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())))


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    if mark[0].startswith("\n"):
        return True
    following = _NEXT.match(text, mark.end())
    if following is None:
        return not text[mark.end() :].strip()
    first = following["first"]
    if not _START.match(first) and "„" not in following["quote"]:
        return False
    if mark[0][0] != ".":
        return True
    return not _full_stop_inside(text[max(start, mark.start() - 40) : mark.start()], first)


def _full_stop_inside(before: str, first: str) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation, an ordinal or an initial."""
    match = _WORD_BEFORE.search(before)
    word = match[0] if match else ""
    if _ORDINAL.fullmatch(word):
        return _is_ordinal(before[: -len(word)], word, first)
    lower = word.casefold()
    return (
        lower in _ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
        or lower.endswith(("str", "z.b", "u.a", "d.h", "i.v.m", "-nr"))
        or bool(re.fullmatch(r"(?:\w\.)+\w", word))
    )


def _is_ordinal(before: str, number: str, first: str) -> bool:
    """Ordinal as in "am 1. Januar", "16. Lebensjahr"; a sentence's end as in "§ 16 Abs. 2. Der …", "2026. Die …"."""
    if _COUNTED.match(first):
        return True
    if _NUMBERED.search(before.rstrip()) or len(number) == 4:
        return False
    return number.isdigit() and len(number) <= 2 and not re.search(r"(?:§|\d|Uhr|Euro|Satz|Absatz|Nummer)\s*$", before)
