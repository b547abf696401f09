"""Numbers that are typed without a blank before or behind them, or broken by words: "tel030 2312590bitte"; linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.harmless import BLANK
from bot.privacy.numerals import SMALL_NUMBER
from bot.privacy.spans import Label, Span

_DIAL = r"(?:tel(?:efon)?|handy|mobil|fax|fon|festnetz|whatsapp|phone|mobile|тел(?:ефон)?|هاتف|رقم)"
_WORDS: tuple[tuple[Label, str], ...] = (
    ("PHONE", rf"{_DIAL}(?:nummer|nr|no)?"),
    ("IBAN", r"(?:iban|konto(?:nummer|nr)?|kto)"),
    ("TAX_ID", r"(?:steuer(?:liche)?-?)?(?:id(?:ent(?:ifikations)?)?-?(?:nummer|nr))|steuer-?id|tin"),
    ("PENSION_NO", r"(?:renten|sozial)?versicherungs(?:nummer|nr)|[sr]v-?(?:nummer|nr)|rvnr|svnr"),
    ("CASE_NO", r"aktenzeichen|geschäftszeichen|aktz|az"),
    ("CUSTOMER_NO", r"[a-zäöüß-]{2,30}(?:nummer|nr|zeichen)"),
)
_GLUED: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (
        label,
        re.compile(
            rf"(?<![\w@.])(?:{words})\.?(?=[\d+(])(?P<value>[+(]{{0,2}}\d(?:[ ()./|_-]{{0,3}}\d){{5,24}})(?!\d)"
        ),
    )
    for label, words in _WORDS
)
_RUN_ON = re.compile(
    r"(?<![\w.,/-])(?P<value>[+(]{0,2}\d(?:[ ()./|-]{0,3}\d){6,24})(?=[^\W\d_]{3})(?!er|fach|mal|jähr|stell|te[rns])"
)
_YEARS = re.compile(r"\d{4}(?: ?[-/] ?\d{2,4})?")
_PIECE = r"[ ,;]{1,3}(?:(?:und|dann|danach|weiter|mit|then|and|dalej) ){0,2}\d{2,4}(?!\d)"
_PARTIAL_IBAN = re.compile(
    rf"(?<!\w)de ?(?:\d\d|(?:{SMALL_NUMBER}))(?:[ .-]?\d{{4}}(?!\d)|{_PIECE})"
    rf"(?:[ .-]\d{{1,4}}(?!\d)|{_PIECE}){{0,5}}(?!\w)"
)
_ACCOUNT = re.compile(r"\b(?:iban|konto\w*|kto|bankverbindung|hesap|счет\w*|рахун\w*|cont(?:ul)?|konta)\b")
_GERMAN = re.compile(r"\bde ?\d\d[ .-]?\d")
_ENDS_IN = re.compile(r"\bendet (?:auf|mit) (?P<value>\d{2,4}(?: \d{2,4}){0,2})(?!\d)")


def glued(small: str, quiet: str) -> Iterator[Span]:
    """Spans of numbers that a word touches, and of accounts of which only pieces are typed."""
    for label, pattern in _GLUED:
        for found in pattern.finditer(small):
            if BLANK not in quiet[found.start("value") : found.end()]:
                yield Span(*found.span("value"), label, 0.9)
    for found in _RUN_ON.finditer(quiet):
        value = found.group("value")
        if not _YEARS.fullmatch(value):
            yield Span(*found.span("value"), "PHONE" if value[0] in "+(0" else "CUSTOMER_NO", 0.6)
    if _ACCOUNT.search(small):
        yield from _pieces(small)


def _pieces(small: str) -> Iterator[Span]:
    for found in _PARTIAL_IBAN.finditer(small):
        yield Span(found.start(), found.end(), "IBAN", 0.92)
    if _GERMAN.search(small):
        for found in _ENDS_IN.finditer(small):
            yield Span(*found.span("value"), "IBAN", 0.92)
