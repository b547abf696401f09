"""What the tagger sees by itself, beside the rules: data of Art. 9, addresses, dates of birth, logins and numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.privacy import context
from bot.privacy.harmless import BLANK
from bot.privacy.logins import is_made_up
from bot.privacy.spans import Label, Span
from bot.privacy.trades import is_trade
from bot.privacy.votes import Ballot
from bot.privacy.wordlists import is_people
from bot.privacy.words import word_set

_LEAST: dict[Label, tuple[float, float]] = {
    "ART9": (0.35, 0.2),
    "STREET": (0.6, 0.2),
    "CITY": (0.5, 0.2),
    "DOB": (0.93, 0.3),
}
"""How likely the surest word of a span is at least, and each other one; from messages that the tagger had not seen."""

_FREE = word_set(
    """
    azubi erw kind kinder rentner rentnerin student studentin soldat beamter beamtin schüler schülerin alleinerziehend
    arbeitslos geschieden ledig verheiratet verwitwet getrennt witwe witwer selbstständig selbständig deutscher deutsche
    syrer syrerin türke türkin ukrainer ukrainerin pole polin rumäne rumänin russe russin afghane afghanin iraker iraner
    ausländer ausländerin flüchtling minderjährig volljährig obdachlos wohnungslos verschuldet krankgeschrieben
    """
)
"""What one is, and what is free all the same: status, age, nationality."""

_NUMBER = 0.9
_GAP = re.compile(r"[ ,./-]{1,3}|\. |")
_ADDRESS = re.compile(r"(?=.*[^\W\d_]{3})(?=.*\d)")
_ASKED_ABOUT = re.compile(r"\b(?:ist|sind|gehört|liegt|gilt|für|zählt|fällt)(?: auch| noch| schon| der ort| die)? $")
"""What stands before a town that is asked about, and that is nobody's address."""
_CHUNK = re.compile(r"[^\s,;:!?\"„“”()<>]{4,64}")


def tagged(text: str, small: str, quiet: str, ballot: Ballot) -> Iterator[Span]:
    """Spans that the tagger is sure of; `quiet` is `small` without harmless numbers."""
    words = list(ballot.words())
    for kind in _LEAST:
        for start, end in _runs(text, [(first, last, kinds.get(kind, 0.0)) for first, last, kinds in words], kind):
            if _fits(kind, small, quiet, start, end):
                yield Span(start, end, kind, 0.5)
    surely = [start for start, _, kinds in words if kinds.get("NUMBER", 0.0) >= _NUMBER]
    yield from _numbers(text, small, quiet, surely)


def _runs(text: str, words: list[tuple[int, int, float]], kind: Label) -> Iterator[tuple[int, int]]:
    """Neighbouring words that may be of the kind, one of them surely."""
    sure, least = _LEAST[kind]
    begin, stop, best = -1, -1, 0.0
    for start, end, chance in [*words, (len(text) + 9, len(text) + 9, 0.0)]:
        joined = begin >= 0 and chance >= least and _GAP.fullmatch(text[stop:start])
        if not joined:
            if best >= sure:
                yield begin, stop
            begin, best = (start, 0.0) if chance >= least else (-1, 0.0)
        if chance >= least:
            stop, best = end, max(best, chance)


def _fits(kind: Label, small: str, quiet: str, start: int, end: int) -> bool:
    value = small[start:end]
    if kind == "ART9":
        free = value in _FREE or is_people(value) or is_trade(value)
        return len(value) > 1 and not value.isdigit() and not free
    if BLANK in quiet[start:end]:
        return False
    if kind == "DOB":
        return sum(letter.isdigit() for letter in value) >= 3
    if kind == "CITY" and _ASKED_ABOUT.search(small[max(0, start - 30) : start]):
        return False
    return bool(_ADDRESS.search(value)) and not context.is_office_street(small, start, end, False)


def _numbers(text: str, small: str, quiet: str, starts: list[int]) -> Iterator[Span]:
    """Words that are no words: logins; and numbers that nothing harmless explains."""
    if not starts:
        return
    for chunk in _CHUNK.finditer(quiet):
        bare = chunk.group().rstrip(".'-")
        at = bisect_left(starts, chunk.start())
        if BLANK in bare or at == len(starts) or starts[at] >= chunk.end():
            continue
        start, end = chunk.start(), chunk.start() + len(bare)
        digits = sum(letter.isdigit() for letter in bare)
        if is_made_up(text[start:end], bare):
            yield Span(start, end, "USERNAME", 0.45)
        elif digits >= 4 and digits >= len(bare) // 2 and not re.fullmatch(r"\d{5}|(?:19|20)\d\d", bare):
            yield Span(start, end, "CUSTOMER_NO", 0.45)
