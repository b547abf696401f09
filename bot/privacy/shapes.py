"""Numbers that are known by their shape alone, in every grouping that people type; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.checks import is_valid
from bot.privacy.harmless import BLANK
from bot.privacy.spans import Label, Span
from bot.privacy.words import word_set

_S = r"[ ./-]{0,2}"  # what may stand between two groups
_CARD_LETTERS = "cfghjklmnprtvwxyz"

_PATTERNS: tuple[tuple[Label, float, str], ...] = (
    # letters that look like digits, and a line's end between two groups, are typed too
    ("IBAN", 0.95, r"(?<!\w)de[ \n]?(?=[\do][ ./_-]?[\do])[\do](?:[ \n./_-]{0,2}[\doil]){12,22}(?!\w)"),
    (
        "IBAN",
        0.9,
        r"(?<!\w)(?:at|be|bg|ch|cy|cz|dk|ee|es|fi|fr|gb|gr|hr|hu|ie|it|li|lt|lu|lv|mt|nl|no|pl|pt|ro|se|si|sk"
        r"|tr|ua|al|ba|rs|xk|mk|md|ge) ?\d{2}[ -]?[a-z0-9]{4}[ -]?"
        r"(?:(?=[a-z]{0,3}\d)[a-z0-9]{4}[ -]?){1,6}(?:\d[a-z0-9]{0,3})?(?!\w)",
    ),
    ("PENSION_NO", 0.93, rf"(?<!\w)\d(?:{_S}\d){{7}}{_S}[a-z]{_S}\d{_S}\d{_S}\d(?!\w)"),
    ("CHILD_BENEFIT_NO", 0.95, rf"(?<!\w)\d{_S}\d{_S}(?:\d{_S})?f{_S}k(?:{_S}\d){{4,7}}(?!\w)"),
    ("CUSTOMER_NO", 0.93, r"(?<!\w)\d{5} ?(?:bg|//)(?: ?\d){5,8}(?!\w)"),
    ("CUSTOMER_NO", 0.9, r"(?<!\w)\d{3} ?[a-z] ?\d{6}(?!\w)"),
    ("HEALTH_NO", 0.9, rf"(?<!\w)[a-z](?:{_S}\d){{9}}(?!\w)"),
    ("PASSPORT", 0.86, r"(?<!\w)[a-z]{1,2}\d{7,8}(?!\w)"),
    ("ID_CARD", 0.85, r"(?<!\w)t\d{2,4}(?: \d{2,4}){1,2}(?<=\d{2})(?!\w)"),
    ("TAX_NUMBER", 0.9, r"(?<!\w)\d{2,3} ?/ ?\d{3,4} ?/ ?\d{4,5}(?!\w)"),
    ("CARD", 0.9, r"(?<!\w)(?:\d{4}[ -]){3}\d{4}(?!\w)"),
    ("CARD", 0.9, r"(?<!\w)3[47]\d\d[ -]?\d{6}[ -]?\d{5}(?!\w)"),
    ("TAX_ID", 0.85, r"(?<!\w)[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?!\w)"),
    (
        "PASSPORT",
        0.95,
        r"p[<a-z]d?<?[a-z<]{3,40}<<[a-z<]{3,40}|[a-z0-9<]{9}\d(?:d<<|[a-z]{3})\d{7}[mfx<]\d{7}[a-z0-9<]{3,17}",
    ),
    ("ID_CARD", 0.95, r"idd<<[a-z0-9<]{10,30}|(?<![a-z<])[a-z]{2,30}<<[a-z<]{2,40}"),
)
_SHAPES: tuple[tuple[Label, float, re.Pattern[str]], ...] = tuple(
    (label, score, re.compile(pattern)) for label, score, pattern in _PATTERNS
)
_LEAST_IBAN = 14
_ANY_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}(?!\w)")
_TRAVEL = re.compile(r"(?<!\w)[a-z][0-9a-z]{8}\d?(?:d\b)?(?!\w)")
_GROUPED = re.compile(r"(?<!\w)[A-Z][0-9A-Z]{2,4} [0-9A-Z]{2,5}(?: [0-9A-Z]{1,4})?(?!\w)")
_MIXED = re.compile(r"(?<![\w/.:-])(?=[a-z]{0,12}\d)(?=\d{0,12}[a-z])[a-z0-9]{6,24}(?![\w/:-]|\.\w)")
_LICENCE = re.compile(r"(?<!\w)(?:[a-z0-9]\d{2}[a-z0-9]{6}\d[a-z0-9]|[a-z]\d{2}[b-df-hj-np-tv-z0-9]{7}\d)(?!\w)")
_RUN = re.compile(r"(?<![\w])[+(]{0,2}[\do](?:[ ()./*|\-]{0,4}[\do]){6,39}(?:(?<=[\d ])x{1,4})?(?!\w)")
_FOREIGN_CARD = re.compile(
    r"(?<![\w-])(?:[A-ZА-ЯІЇЄ]{2,3} ?\d{3} ?\d{3,4}|\d{2} (?!EU|DE|KM|KG|SA|SO)[A-Z]{2} ?\d{5})(?![\w-])"
)
_PIECES = re.compile(
    r"(?<!\w)(?:(?:[a-z0-9]{1,4}[ .-]){2,8}[a-z0-9]{1,4}"
    r"|[b-df-hj-np-tv-zo\d]{4,6} [b-df-hj-np-tv-zo\d]{4,6}(?: \d)?)(?!\w)"
)


def shapes(text: str, small: str, quiet: str) -> Iterator[Span]:
    """All numbers of a known shape, and any run of seven or more digits that is not known to be harmless."""
    for label, score, pattern in _SHAPES:
        # the second half of one may look like a service number, its head does not
        for found in pattern.finditer(small if label in ("IBAN", "CUSTOMER_NO") else quiet):
            if BLANK in quiet[found.start() : found.start() + 4]:
                continue
            sure = 0.05 if is_valid(label, found.group()) else 0.0
            yield Span(found.start(), found.end(), label, min(1.0, score + sure))
    for found in _ANY_IBAN.finditer(quiet):
        value = found.group()
        while len(value) > _LEAST_IBAN and not is_valid("IBAN", value):
            value = value.rpartition(" ")[0]
        if len(value) > _LEAST_IBAN:
            yield Span(found.start(), found.start() + len(value), "IBAN", 0.95)
    yield from _travel(text, quiet)
    yield from _licences(text, quiet)
    yield from _grouped(text, quiet)
    yield from _runs(text, quiet)
    yield from _abroad(small, quiet)
    yield from _dialled(quiet)
    yield from _pieces(text, quiet)


def _travel(text: str, quiet: str) -> Iterator[Span]:
    """Identity cards, passports and residence permits: no vowels, so that no word is one of them."""
    for found in _TRAVEL.finditer(quiet):
        value = found.group()
        digits = sum(letter.isdigit() for letter in value[:9])
        if digits >= 3 and all(letter.isdigit() or letter in _CARD_LETTERS or letter == "o" for letter in value[:9]):
            label: Label = "PASSPORT" if value[0] in "cfghjk" else "RESIDENCE_PERMIT" if value[0] in "yz" else "ID_CARD"
            sure = 0.94 if is_valid(label, value) else 0.89
            yield Span(found.start(), found.end(), label, sure)


def _licences(text: str, quiet: str) -> Iterator[Span]:
    for found in _LICENCE.finditer(quiet):
        value = found.group()
        letters = sum(letter.isalpha() for letter in value)
        if letters >= 2:
            yield Span(found.start(), found.end(), "DRIVING_LICENCE", 0.9)


def _grouped(text: str, quiet: str) -> Iterator[Span]:
    """The same numbers in groups, and any other word of eight and more letters and digits in a mixture."""
    for found in _GROUPED.finditer(text):
        value = quiet[found.start() : found.end()].replace(" ", "")
        digits = sum(letter.isdigit() for letter in value)
        first = found.group().split(" ")[0]
        if 8 <= len(value) <= 11 and digits >= 3 and sum(letter.isdigit() for letter in first) >= 2:
            label: Label = (
                "DRIVING_LICENCE"
                if len(value) == 11
                else "PASSPORT"
                if value[0] in "cfghjk"
                else "RESIDENCE_PERMIT"
                if value[0] == "y"
                else "ID_CARD"
            )
            yield Span(found.start(), found.end(), label, 0.7)
    for found in _MIXED.finditer(quiet):
        digits = sum(letter.isdigit() for letter in found.group())
        if digits >= (4 if len(found.group()) >= 8 else 5) and len(found.group()) - digits <= 8:
            yield Span(
                found.start(), found.end(), "DRIVING_LICENCE" if 10 <= len(found.group()) <= 12 else "CUSTOMER_NO", 0.55
            )


_PREFIX = re.compile(
    r"(?<![\w-])(?!(?:ID|IP|NR|TEL|AZ|GZ|KV|SV|RV|BG|KG|ST|FS|PLZ|AZR|EAT|TIN|FAX|DIN|ISO)\b)[A-Z]{1,3}[ -]?$"
)


_DIALLED = re.compile(
    r"\bvorwahl(?: (?:ist|lautet))?[ :]{1,2}(?P<area>0\d{1,5}"
    r"|\d{2,5})[^\d\n]{1,24}(?P<number>\d(?:[ /-]{0,2}\d){3,9})(?!\w)"
)


_JOINED = 16
_CONTINUED = re.compile(
    r"(?<!\w)0\d{2,4},? (?:und )?(?:dann|danach|weiter mit|gefolgt von|then|and then)(?: die)?"
    r" \d(?:[ /-]{0,2}\d){4,9}(?!\w)"
)
"""A number that is dictated in two parts."""


def _dialled(quiet: str) -> Iterator[Span]:
    """ "Vorwahl 0561, Nummer 44 12 34"."""
    for found in _DIALLED.finditer(quiet):
        if found.start("number") - found.end("area") <= _JOINED:
            yield Span(found.start("area"), found.end(), "PHONE", 0.8)
            continue
        for part in ("area", "number"):
            yield Span(*found.span(part), "PHONE", 0.8)
    for found in _CONTINUED.finditer(quiet):
        yield Span(found.start(), found.end(), "PHONE", 0.8)


def _runs(text: str, quiet: str) -> Iterator[Span]:
    for found in _RUN.finditer(quiet):
        value = found.group()
        digits = "".join(letter for letter in value if letter.isdigit())
        if len(digits) < 6 or ("o" in value and len(digits) < 5):
            continue
        label = _kind(value, digits)
        start = found.start()
        if label != "PHONE":
            before = _PREFIX.search(text, max(0, start - 5), start)
            start = before.start() if before else start
        yield Span(start, found.end(), label, 0.8 if label == "PHONE" and is_valid(label, value) else 0.6)


_ABROAD = re.compile(r"(?<!\w)(?:\+|00) ?[1-9]\d{0,2}(?:[ ()./-]{0,3}\d){7,14}(?!\w)")


def _abroad(small: str, quiet: str) -> Iterator[Span]:
    """Numbers with the code of a country, whatever their groups look like; a service number is none."""
    for found in _ABROAD.finditer(small):
        if quiet[found.start()] == small[found.start()]:
            yield Span(found.start(), found.end(), "PHONE", 0.85)


_SHORT_WORDS = word_set(
    "am im in an um ab zu so es er da du wo die der das den des dem bis bei von vom zum zur mit und für "
    "auf aus ist hat ich wir sie man nur ca je mai tel nr az"
    " bin war den das ein eine war abs art sgb uhr eur euro kg km qm cm kw ps gb mb plz bus og eg ug"
)


def _pieces(text: str, quiet: str) -> Iterator[Span]:
    """A document's number in small groups ("f3 00 x9 8p t6 2"), and foreign ones of letters and six digits or seven."""
    for found in _PIECES.finditer(quiet):
        start, end = _without_words(found)
        words = re.split(r"[ .-]", quiet[start:end])
        bare = "".join(words)
        plain = any(word in _SHORT_WORDS for word in words)
        if not plain and (_is_pieced(words, bare) or _is_serial(words, bare)):
            yield Span(start, end, "DRIVING_LICENCE" if len(bare) == 11 else "ID_CARD", 0.6)
    for found in _FOREIGN_CARD.finditer(text):
        small = quiet[found.start() : found.end()]
        if "\x00" not in small and not _NO_CARD.match(small):
            yield Span(found.start(), found.end(), "ID_CARD", 0.6)


def _without_words(found: re.Match[str]) -> tuple[int, int]:
    """The groups without the words of a sentence before and behind them."""
    start, end = found.span()
    words = re.split(r"[ .-]", found.group())
    while words and _is_spoken(words[0]):
        start += len(words.pop(0)) + 1
    while words and _is_spoken(words[-1]):
        end -= len(words.pop()) + 1
    return min(start, end), end


def _is_spoken(word: str) -> bool:
    return word in _SHORT_WORDS or (word.isalpha() and len(word) > 1 and not set(word) <= set(_CARD_LETTERS))


def _is_pieced(words: list[str], bare: str) -> bool:
    digits = sum(letter.isdigit() for letter in bare)
    mixed = sum(not word.isalpha() and not word.isdigit() for word in words)
    worded = any(word.isalpha() and len(word) > 2 for word in words)
    return 8 <= len(bare) <= 14 and 4 <= digits < len(bare) and mixed >= 2 and not worded


def _is_serial(words: list[str], bare: str) -> bool:
    """A card's or a licence's number: nine to eleven signs without a vowel, in groups that are no words and no sums."""
    digits = sum(letter.isdigit() for letter in bare)
    mixed = any(not word.isalpha() and not word.isdigit() for word in words)
    grouped = all(len(word) >= 2 for word in words[:-1])
    fits = 9 <= len(bare) <= 11 and 3 <= digits < len(bare) - 1 and set(bare[1:]) <= set(_CARD_LETTERS + "0123456789")
    return fits and mixed and grouped


_NO_CARD = re.compile(r"(?:din|iso|en|eur|tel|fax|plz|chf|usd|hsn|tsn|ean|bgb|sgb|un|az|nr)\b")


def _kind(value: str, digits: str) -> Label:
    if re.fullmatch(r"\d{2,4} ?/ ?\d{3,4} ?/ ?\d{4,5}", value):
        return "TAX_NUMBER"
    if value.startswith(("+", "(", "0", "o")):
        return "PHONE"
    if len(digits) == 11:
        return "TAX_ID"
    if len(digits) == 13 or re.fullmatch(r"\d{2,4}[ /-]\d{3,4}[ /-]\d{4,5}", value):
        return "TAX_NUMBER"
    return "CARD" if len(digits) in (15, 16) else "CUSTOMER_NO"
