"""What looks like an identifier of an office, without a cue: letters and digits in groups; linear.

The logic is turned round here: a group of this look is somebody's file unless a harmless grammar has blanked it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.harmless import BLANK
from bot.privacy.spans import Span
from bot.privacy.words import word_set

_GROUP = r"(?:[^\W_]|\([a-z0-9]{1,4}\)){1,14}"
_TOKEN = re.compile(rf"(?<![\w@.]){_GROUP}(?:[-/._:+#|]{{1,2}}{_GROUP}){{1,11}}(?![\w@])", re.IGNORECASE)
_SPLIT = re.compile(r"[-/._:+#|()]+")
_SPACED = re.compile(r"\d ?(?:/| [-–] ?|-) ?\d")
_LEFT = re.compile(r"(?<![\w.-])((?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,3}|\d{1,5}[a-z]?|[IVX]{1,5})(?:[-/.] ?| ))$")
_RIGHT = re.compile(
    r"(?: ?/ ?\d{1,6}(?!\d)| [A-ZÄÖÜ]{1,4}(?![\w])| [A-ZÄÖÜ]{1,3} \d{1,6}(?!\d)| ?- ?[A-ZÄÖÜ]{1,4}(?!\w)"
    r"|(?<=[A-Z]) \d{3,6}(?![\d,.:]))"
)
_SPACED_FILE = re.compile(
    r"(?<![\w/.-])(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,4}|[IVX]{1,5}|\d{1,4})(?:[-./ ]{1,2}(?:[A-ZÄÖÜ]{1,4}|[IVX]{1,5}"
    r"|\d{1,3}(?=[-./ ])))"
    r"{0,3}(?:[-./ ]{1,2}|(?<=\d))\d{1,8} ?/ ?\d{2,8}(?:[-./]\w{1,6}){0,3}(?![\w/])"
)
_HYPHENED = re.compile(r"(?<![\w/.-])([A-ZÄÖÜ]{2,4}) \d{2,6}-\d{2,6}(?![\w/.-])")
_STROKE = re.compile(r"\d{3,} ?/ ?\d{2}$|\d[.-]\d+ ?/ ?\d{2,}")
_NO_FILE = word_set(
    """
    bgbl abl eu eg ewg vo din iso en bt br drs ds drucksache nr tv kfz km euro wintersemester ws ss saison am um ab
    bis von vom zum im in an der die das und mit auf seit nur bei ca rund etwa teil art abs nummer nrn haus hs zi raum
    ende anfang mo di mi do fr sa so jan feb mrz apr mai jun jul aug sep okt nov dez ich wir es sie er ist sind gibt
    az gz aktz akz aktenz ref nr zeichen tel fax fon mobil handy telefon plz kfw habe hab zwischen nach vor alle
    jede klasse schuljahr jahr jahrgang
    stand seite folge staffel gruppe version q
    der zu für je pro oder
    """
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip|html?|txt|odt|csv|heic|php|exe|apk|mp4|xml)$")
_RANGE = re.compile(r"\d{1,4}(?:[-/+]\d{1,4}){1,2}|\d{1,3}(?:[.:]\d{1,3}){1,3}|\d{5}-\w{3,}|\d{1,2}\.-\d{1,2}\.?\w*")
_COORDINATES = re.compile(r"\d{1,2}[.,]\d{3,8}")
_MODEL = re.compile(
    r"[a-z]{1,12}-?\d{1,4}[a-z]{0,3}(?:-[a-z]{3,20})*|\d{1,4}(?:er|te|ten|fach|-[a-zäöüß]{3,30}(?:-[a-zäöüß]{2,30})*)"
)

_FORM = re.compile(r"\b(?:antrag|formular|vordruck|formblatt|merkblatt|form|formulaire|wniosek|anlage)s? (?:nr\.? )?$")
_BLANK_FORM = re.compile(
    r"\b(?:herunter\w*|download\w*|öffnen|ausfüll\w*|pdf|papier\w*|ausdruck\w*|drucken|blanko|für vereine|aktuelle?r?"
    r"|noch gültig|version)\b"
)
_MINE = re.compile(r"\b(?:mein\w{0,2}|unser\w{0,2}|gestellt|eingereicht|abgegeben|bearbeitet)\b")
"""Words about a blank form, whose code is nobody's, and about one that was handed in."""


def files(text: str, quiet: str) -> Iterator[Span]:
    """Spans of kind CASE_NO (a stroke or a year in it) or CUSTOMER_NO."""
    blank_form = bool(_BLANK_FORM.search(quiet)) and not _MINE.search(quiet)
    for found in _TOKEN.finditer(quiet):
        if blank_form and _FORM.search(quiet, max(0, found.start() - 14), found.start()):
            continue
        if looks_like_file(text[found.start() : found.end()], found.group()):
            start, end = _extended(text, quiet, found.start(), found.end())
            label = "CASE_NO" if re.search(r"[/.]|(?<!\d)(?:20)?[12]\d(?!\d)", found.group()) else "CUSTOMER_NO"
            yield Span(start, end, label, 0.82 if any(letter.isalpha() for letter in found.group()) else 0.62)
    for found in _SPACED_FILE.finditer(text):
        small = quiet[found.start() : found.end()]
        first = re.split(r"[-./ \d]", small, maxsplit=1)[0]
        known = BLANK in small or first in _NO_FILE or sum(letter.isdigit() for letter in small) < 4
        if not known and (any(letter.isalpha() for letter in small) or _STROKE.search(small)):
            yield Span(found.start(), found.end(), "CASE_NO", 0.7)
    for found in _HYPHENED.finditer(text):
        if found.group(1).lower() not in _NO_FILE and BLANK not in quiet[found.start() : found.end()]:
            yield Span(found.start(), found.end(), "CASE_NO", 0.6)


def looks_like_file(written: str, small: str) -> bool:
    """Whether the groups are an identifier's: short letters, and so many digits that no quantity explains them."""
    digits = sum(letter.isdigit() for letter in small)
    if digits < 3 or BLANK in small or _DOCUMENT.search(small):
        return False
    groups = [group for group in _SPLIT.split(small) if group]
    words = [group for group in groups if group.isalpha()]
    if any(len(word) > 5 for word in words) and digits < 6:
        return False
    if _RANGE.fullmatch(small):
        if all(re.fullmatch(r"\d{1,6}0", group) for group in groups):
            return False
        return bool(re.fullmatch(r"\d{3,}/\d{2}|\d{3,}/20\d\d|\d{4,}[-/]\d{3,}", small)) and not _year_like(groups)
    if _MODEL.fullmatch(small) and digits < 6:
        return False
    letters = sum(letter.isalpha() for letter in small)
    if not letters:
        return digits >= 5 and (len(groups) >= 3 or digits >= 6)
    return digits >= 4 or (len(groups) >= 3 and len(words) >= 1 and (written.upper() == written or digits >= 3))


def _year_like(groups: list[str]) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d|\d\d", group) for group in groups)


def _extended(text: str, quiet: str, start: int, end: int) -> tuple[int, int]:
    """The neighbours that belong to the sign: "SG 501 / 4711-24 Mü"."""
    for _ in range(3):
        left = _LEFT.search(text, max(0, start - 8), start)
        if left is None or left.group(1).strip(" -/.").lower() in _NO_FILE or BLANK in quiet[left.start() : start]:
            break
        start = left.start()
    right = _RIGHT.match(text, end)
    if right and right.group().strip(" -/").lower() not in _NO_FILE and BLANK not in quiet[end : right.end()]:
        end = right.end()
    return start, end
