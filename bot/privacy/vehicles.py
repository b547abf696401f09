"""Number plates in every way in which they are typed, German and foreign; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.harmless import BLANK
from bot.privacy.lexicon import Lexicon
from bot.privacy.plates import DISTRICTS
from bot.privacy.spans import Span
from bot.privacy.words import word_set

_END = r"(?![\w/]|[.,]\d)"
_MONTHS = re.compile(r"[ (]{1,2}(?:0?[1-9]|1[0-2]) ?[-/|] ?(?:0?[1-9]|1[0-2])\)?(?![\d.])")
"""Those of a plate for a season; among the harmless numbers they would count as a date."""
_SEASON = r"(?:[ (]{1,2}(?:0?[1-9]|1[0-2]) ?[-/|] ?(?:0?[1-9]|1[0-2])\)?(?![\d.]))?"
_GERMAN = re.compile(
    r"(?<![\w-])([a-zäöü]{1,3})(?: ?[-:._·•*|/] ?| {1,3})([a-z]{1,2})(?: ?[-:._·•*|/] ?"
    rf"| {{1,3}})?(\d{{1,4}})( ?-? ?[eh](?!\w))?{_END}{_SEASON}"
)
_CLOSE = re.compile(rf"(?<![\w-])([a-zäöü]{{1,3}}?)[-: ]?([a-z]{{1,2}})[- ]?(\d{{1,4}}) ?[eh]?{_END}{_SEASON}")
_DASHED = re.compile(rf"(?<![\w-])[A-ZÄÖÜ]{{1,3}} ?[-:] ?[A-Z]{{1,2}} ?[-:]?\d{{1,4}}(?: ?[EH])?{_END}")
_LETTERED = re.compile(
    r"(?<!\w)((?:[a-zäöü] ){1,3})(?:- ?)?((?:[a-z] ){1,2})(?:- ?)?((?:\d ?){1,4})(?:[eh](?!\w))?(?!\w)"
)
_FOREIGN = re.compile(
    r"(?<![\w-])(?:[a-zа-яіїє]{2} ?-?\d{4} ?-?[a-zа-яіїє]{2}|\d{2} ?-?[a-z]{1,3} ?-?\d{2,4}"
    r"|[a-z]{1,2}[ -]?\d{2,3}[ -]?[a-z]{3}|[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}"
    r"|[a-zа-я]\d{3}[a-zа-я]{2} ?\d{2,3}|[a-z]{2,3} \d{4,5}[a-z]?|[a-z]{2,3} [0-9a-z]{4,5}"
    r"|[a-z]{1,2}[ -]\d{1,5}[ -]?[a-z]{1,2}|[a-z]{2}[ -]?\d{3,6}|\d{1,3}[ -][a-z]{3}[ -]\d{1,3}"
    r"|[a-z]{2}-\d{2}-[a-z]{2}|\d{2}-[a-z]{2,3}-\d{1,2}|\d-[a-z]{3}-\d{3}|[a-z]{3} ?\d{3}|\d{3}[ -]?[a-z]{3}"
    r"|[a-z]{2}\d{2} ?[a-z]{3})(?![\w/-]|[.,]\d)"
)
_OFFICIAL = re.compile(
    r"(?<![\w-])(?:y|thw|bwl|bd|bp|lsa|nrw|rpl|bbl|sal|thl|mvl|0|x) ?- ?\d{1,3}(?: ?- ?\d{1,4}|\d{2,5})(?![\w/-])"
)
_NO_PLATE = re.compile(r"(?:din|en|iso|eu|sgb|bg|art|abs|nr|sv|rv|kv|az|gz|pg|kg|og|ug|eg|id|ip|tv|pc|kw|ps|hsn|bj)$")
_NO_WORD = word_set(
    """
    in im an am um ab zu so es er da du wo die der das den des dem bis bei von vom zum zur mit und für auf aus ist
    hat ich wir sie man nur ca je mai tel nr az ag uhr mo di mi do fr sa plz bzw lt ein ok str etc inkl hab bin
    war nach seit um
    """
)
_ROOM = re.compile(
    r"\b(?:raum|zimmer|zi\.|saal|halle|büro|gang|trakt|gebäude|haus|regal|anlage|abschnitt|klasse|typ|modell"
    r"|gleis|sitz|platz|halteverbot|zone|tarif) ?$"
)
_MODELS = word_set("vw bmw kw ps eu tdi gti ipad euro kfz lkw pkw bj ez hu au tüv gtd gte xl amg")
_YEAR = re.compile(r"(?:19|20)\d\d")
_VEHICLE = re.compile(
    r"\b(?:karre|kiste|schlitten|flitzer|töff|vehikel|schüssel|schrottkarre|schrottauto|kennz|kfz-kz|lieferwagen|taxi|vespa"
    r"|motorboot|trike|quad|caravan|camper|zugmaschine|sattelzug|fuhrpark|tank\w*|unfallgegner\w*|fahrerflucht"
    r"|autos?|wagen\w*|pkws?|kfz\w*|\w*kennzeichen\w*|fahrzeug\w*|wohnmobil\w*|wohnwagen|motorr[aä]d\w*"
    r"|roller|moped|anhänger\w*|lkws?|\w*park(?:t|en|te|er|ende\w?|ausweis\w*)|falschpark\w*|geparkt|zugeparkt"
    r"|plakette"
    r"|\w*umweltplakette|halter\w*|tüv|\w*abgeschleppt|abschlepp\w*|car|van|plate|vehicle|araba\w*|araç\w*"
    r"|plaka\w*|\w*knöllchen|strafzettel|geblitzt|blitzer|bußgeld\w*|nummernschild\w*|schild(?:er)?"
    r"|transporter|kombi|suv"
    r"|traktor|trecker|oldtimer|bulli|sprinter|golf|opel|vw|bmw|audi|mercedes|skoda|ford|fiat|toyota|renault"
    r"|tesla|polo|passat|astra|corsa|dacia|hyundai|kia|mazda|seat|peugeot|citroen|smart|zulass\w*|zugelassen"
    r"|ummeld\w*|abmeld\w*|stillleg\w*"
    r"|mofas?|krad|\w*blockier\w*|\w*zufahrt|\w*einfahrt|e-?scooter|машин\w*|авто\w*|номерн\w* знак\w*"
    r"|samoch\w*|auta|rejestracyj\w*|mașin\w*|masin\w*|număr\w*"
    r"|înmatricul\w*|سيارة|سيارتي|لوحة)\b"
)


def plates(text: str, small: str, quiet: str) -> Iterator[Span]:
    """Spans of kind PLATE. What is typed without capitals and dashes counts beside a word of vehicles only."""
    for found in _DASHED.finditer(text):
        first = re.split(r"[ :-]", quiet[found.start() : found.end()])[0]
        known = _NO_PLATE.match(first) or BLANK in quiet[found.start() : found.end()]
        if not known and not _ROOM.search(quiet[max(0, found.start() - 14) : found.start()]):
            yield Span(found.start(), found.end(), "PLATE", 0.85)
    vehicle = bool(_VEHICLE.search(small))
    for found in _GERMAN.finditer(quiet):
        score = _certainty(text, found, vehicle)
        if score and not _ROOM.search(quiet[max(0, found.start() - 14) : found.start()]):
            months = _MONTHS.match(small, found.end()) if vehicle else None
            yield Span(found.start(), months.end() if months else found.end(), "PLATE", score)
    if vehicle:
        yield from _beside_a_vehicle(text, small, quiet)
    for found in _OFFICIAL.finditer(quiet):
        if vehicle and text[found.start()].isupper():
            yield Span(found.start(), found.end(), "PLATE", 0.6)


def _certainty(text: str, found: re.Match[str], vehicle: bool) -> float:
    district, letters, digits = found.group(1), found.group(2), found.group(3)
    written = text[found.start() : found.end(3)]
    if district not in DISTRICTS or digits.startswith("0") or len(district + letters + digits) > 8:
        return 0.0
    capitals = (
        written[: len(district)].isupper()
        and written[found.start(2) - found.start() : found.end(2) - found.start()].isupper()
    )
    dashed = any(sign in written for sign in "-:.*|_·•/")
    if district == "din" and letters == "en":
        return 0.0
    if capitals and (dashed or not _NO_PLATE.fullmatch(district)):
        return 0.85 if dashed else 0.75
    if district in _NO_WORD or letters in _NO_WORD:
        return 0.6 if vehicle and dashed else 0.0
    plain = len(district + letters + digits) >= 4
    return 0.7 if (("-" in written) and len(digits) >= 2) or (vehicle and plain) else 0.0


def _beside_a_vehicle(text: str, small: str, quiet: str) -> Iterator[Span]:
    for found in _CLOSE.finditer(quiet):
        if _is_close(text[found.start() : found.end()], found):
            yield Span(found.start(), found.end(), "PLATE", 0.7)
    for found in _LETTERED.finditer(quiet):
        if found.group(1).replace(" ", "") in DISTRICTS:
            yield Span(found.start(), found.start() + len(found.group().rstrip()), "PLATE", 0.7)
    if _MOPED.search(small):
        for found in _INSURED.finditer(quiet):
            if found.group(1) not in _NO_WORD:
                yield Span(found.start(), found.end(), "PLATE", 0.6)
    vehicle = bool(_ABROAD.search(small))
    for found in _FOREIGN.finditer(quiet):
        first = re.split(r"[ \d-]", found.group())[0]
        written = text[found.start() : found.end()]
        letters = [letter for letter in written if letter.isalpha()]
        capitals = all(letter.isupper() for letter in letters)
        known = (
            (first in _NO_WORD and "-" not in written and not (capitals and len(letters) >= 4))
            or _NO_PLATE.match(first or " ")
            or first in _MODELS
        )
        digits = "".join(letter for letter in written if letter.isdigit())
        few = len(digits) < (3 if written[0].isdigit() else 2) or len(written) < 5
        if not known and not few and not _YEAR.fullmatch(digits) and (capitals or _is_enclosed(found.group(), vehicle)):
            yield Span(found.start(), found.end(), "PLATE", 0.58)


_MOPED = re.compile(r"\b(?:roller|mopeds?|mofas?|vespa|\w*scooter|versicherungskennzeichen|kleinkraftrad|mokick)\b")
_INSURED = re.compile(r"(?<![\w-])\d{3}[ -]?([a-z]{3})(?![\w-])")
_ABROAD = re.compile(
    r"\b(?:\w*kennzeichen|nummernschild|plaka\w*|plate|französ\w*|polnisch\w*|türkisch\w*|rumän\w*|ukrain\w*|italien\w*"
    r"|holländ\w*|niederländ\w*|österreich\w*|tschech\w*|uk|englisch\w*|british|belgisch\w*|ausländ\w*"
    r"|номер\w*|rejestr\w*|înmatr\w*|tablic\w*)\b"
)


def _is_enclosed(small: str, abroad: bool) -> bool:
    """Small letters before and behind the digits, which no counted thing has: "ab 123 cd"."""
    found = re.fullmatch(r"[a-z]{1,2}[ -]?\d{2,3}[ -]?([a-z]{2,3})|\d{2} ?-?([a-z]{1,3}) ?-?\d{2,4}", small)
    return abroad and found is not None and (found.group(1) or found.group(2)) not in _NO_WORD | _MODELS


def _is_close(written: str, found: re.Match[str]) -> bool:
    """ "KSAB123", "ksab 123": letters of a district, and no word before a number ("statt 50")."""
    district, letters, digits = found.groups()
    glued = found.group()[: len(district + letters)] == district + letters
    if district not in DISTRICTS or len(found.group()) < 4 or digits.startswith("0"):
        return False
    if district in _NO_WORD or district + letters in _NO_WORD or (glued and district + letters in _MODELS):
        return False
    if glued and _YEAR.fullmatch(digits):
        return False
    spaced = glued and found.group()[len(district + letters)] in " -"
    return not spaced or written[: len(district)].isupper() or not Lexicon().is_ordinary(district + letters)
