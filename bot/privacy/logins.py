"""IP addresses and the names by which people are known to a machine; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.institutions import SOFTWARE, is_code, is_office_handle
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.words import BRANDS, word_set

_V4 = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?: ?\. ?| ?punkt ?|,|\[\.\]|\(\.\))){3}(?:\d{1,3}|x{1,3}|\*)(?:/\d{1,2}|:\d{2,5})?"
    r"(?![\w]|\.\d|,\d)"
    r"|(?<![\w.])(?:\d{1,3}\.){2}(?:x{1,3}|\*)(?:\.(?:x{1,3}|\*))?(?!\w)"
)
_V6 = re.compile(
    r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,8}(?:[0-9a-f]{0,4}|(?:\d{1,3}\.){3}\d{1,3})(?:%\w{1,10})?(?:/\d{1,3})?(?![\w:])"
)
_VERSION = re.compile(
    r"(?:version|kapitel|nr\.|nummer|ziffer|punkt|abschnitt|app|update|release|ios|android|windows|firmware"
    r"|satzung|gliederung|anlage|kapitel|leistung|produkt"
    r"|software|browser|chrome|firefox|safari|edge|\bv) ?$"
)
_AREA = re.compile(r"(?<!\w)\(?0\d{2,4}\)? ?[/-]? ?$")  # of a phone number in groups of two
_PROGRAMME = re.compile(rf"\b{SOFTWARE}(?: (?!von\b|ip\b)\w{{1,12}}){{0,2}}[ :]{{1,2}}$")
_CUE = re.compile(
    r"\b(?:ip|ipv4|ipv6|ip-adresse|adresse|log|server|host|ping|router|client|remote|zugriff|netz|gesperrt|von)\b"
)
_LOCAL = frozenset({("127.0.0.1"), "::1", "0.0.0.0", "255.255.255.255", "255.255.255.0", "8.8.8.8", "1.1.1.1"})  # noqa: S104  # read, not bound

_HANDLE = re.compile(r"(?<![\w@.])@ ?[^\W\d][\w.-]{1,38}\w|(?<![\w@.])@\w[\w.-]{1,38}[^\W\d]\w?")
_REDDIT = re.compile(r"(?<![\w/.])u/[a-z][\w-]{3,20}(?![\w/])")
_ODD = re.compile(r"(?<![\w@./:-])(?=[\w.-]{0,30}[_\d])[^\W_][\w.-]{3,39}(?<![_.-])(?![\w/@-]|\.\w)")
_MADE = re.compile(
    r"[^\W\d_]{2,20}(?:_{1,2}[^\W_]{1,20}){1,4}_?|[^\W\d_]{1,20}\.[^\W\d_]{2,20}\d{0,6}"
    r"|[^\W\d_]{4,20}[._-]?\d{1,6}(?:[^\W\d_]{1,8}\d{0,4})?|[^\W\d_]{1,3}\d[^\W\d_]{3,16}\d{0,4}"
    r"|\d{2,4}[^\W\d_]{4,20}|_?\w{2,20}_\w{1,20}|[xX]{1,2}_\w{2,20}"
)
_NO_HANDLE = word_set(
    """
    covid19 sars windows10 windows11 windows7 windows8 iphone10 iphone11 iphone12 iphone13 iphone14 iphone15
    android12 android13
    android14 web20 office365 office2016 office2019 microsoft365 galaxy10 fritzbox7590 agenda2010 agenda2030
    hartz4 pflegegrad2
    pflegegrad3 pflegegrad4 steuerklasse1 steuerklasse3 steuerklasse5 artikel9 artikel6 co2 u18 euro2024 em2024
    wm2026 olympia2024
    """
)
_YEAR = re.compile(r"(?:19[4-9]\d|20[01]\d)$")
_PRODUCTS = word_set(
    "firefox chrome windows android iphone ipad galaxy office fritzbox playstation ausweisapp elster "
    "bundid safari word excel acrobat outlook"
    " java python html covid sars euro agenda hartz pixel redmi xiaomi huawei ubuntu macos teams zoom "
    "photoshop peugeot golf passat kfw"
)
_FILE = re.compile(
    r".*\.(?:pdf|docx?|xlsx?|jpe?g|png|zip|html?|txt|odt|csv|heic|php|exe|apk|de|com|org|net|eu|info|at|ch)"
)
_DOTTED = re.compile(r"[^\W\d_]{1,20}(?:\.[^\W\d_]{1,20})+")


def _version_four(small: str) -> Iterator[Span]:
    """Addresses of four numbers; behind the code of an area, four pairs are a phone number."""
    for found in _V4.finditer(small):
        area = _AREA.search(small, max(0, found.start() - 8), found.start())
        if area:
            yield Span(area.start(), found.end(), "PHONE", 0.9)
        elif not _is_no_address(found.group(), small, found.start()):
            yield Span(found.start(), found.end(), "IP", 0.96)


def logins(text: str, small: str, quiet: str) -> Iterator[Span]:
    """Spans of kind IP and USERNAME; `quiet` is the text in small letters without harmless numbers."""
    yield from _version_four(small)
    for found in _V6.finditer(small):
        if _is_v6(found.group(), small[max(0, found.start() - 40) : found.start()]):
            yield Span(found.start(), found.end(), "IP", 0.9)
    for found in _HANDLE.finditer(small):
        apart = found.group()[1] == " " and Lexicon().is_ordinary(found.group()[2:])
        if not apart and not is_office_handle(found.group(), small[max(0, found.start() - 30) : found.start()]):
            yield Span(found.start(), found.end(), "USERNAME", 0.96)
    for found in _REDDIT.finditer(small):
        yield Span(found.start(), found.end(), "USERNAME", 0.8)
    yield from _signed_in(text, small)
    for found in _ODD.finditer(quiet):
        if is_made_up(text[found.start() : found.end()], found.group()):
            yield Span(found.start(), found.end(), "USERNAME", 0.52)


_LOGIN = r"[^\W_](?:[\w]|[.\-](?=\w)){2,39}"
_DOES = (
    r"(?:an(?:zu)?meld\w*|angemeldet|ein(?:zu)?logg?\w*|eingeloggt|registrier\w*|log ?in|sign in|zalogowa\w*|anzumelden"
    r"|angelegt|gesperrt|rein|reinkomm\w*|einwähl\w*|войти|увійти|зайти)"
)
_SIGNED_IN = re.compile(
    rf"(?<!\w)(?:mit|als|unter|with|as|jako|под|під|z|ile)(?: dem namen| dem login| der kennung| dem konto)? \"?"
    rf"(?P<name>{_LOGIN})\"?,?(?: (?!\w*(?:kind|hund)\b)[^\W\d]{{2,16}}){{0,6}} {_DOES}\b"
)
_SIGNS_IN = re.compile(
    r"\b(?:melde\w?|logge?n?|einloggen|eingeloggt|angemeldet|registriert|log(?:ged|ging)? in|sign(?:ed)? in|zaloguj\w*"
    r"|zalogowa\w*|вхожу|зайти|войти|увійти|giriş)(?: \w{2,8}){0,3} (?:mit|als|unter|with|as|jako|под|під|z) \"?"
    rf"(?P<name>{_LOGIN})"
)
_SURE = re.compile(r"(?:logged in|signed in|eingeloggt|zalogowan\w+)(?: immer)? (?:as|als|jako) ")


def _signed_in(text: str, small: str) -> Iterator[Span]:
    """ "mit M.Rensing.OHZ nicht anmelden", "logged in as mweber": a word that no language has."""
    mixed = text != small
    for pattern in (_SIGNED_IN, _SIGNS_IN):
        for found in pattern.finditer(small):
            start, end = found.span("name")
            sure = _SURE.match(found.group()) is not None
            if _is_login(text[start:end], small[start:end], sure, mixed):
                yield Span(start, end, "USERNAME", 0.72)


_NOUNS = ("NN", "NE", "FM", "XY", "UNKNOWN")


def _is_login(written: str, small: str, sure: bool, mixed: bool) -> bool:
    """`mixed`: the text has capitals elsewhere, so that a noun without one is none."""
    parts = [part for part in re.split(r"[._-]", small) if part]
    words = [part for part in parts if part.isalpha() and len(part) > 2]
    if small in _NO_HANDLE or _FILE.fullmatch(small) or any(w in BRANDS or w in _PRODUCTS for w in words):
        return False
    lexicon = Lexicon()
    if "_" in small or re.search(r"[^\W\d_]\.[^\W\d_]{2}|[^\W\d_]{3}\.[^\W\d_]$", small):
        return True
    if any(letter.isdigit() for letter in small):
        return bool(re.search(r"[^\W\d_]{2}", small)) and is_made_up(written, small)
    if "-" in small:
        return written == small and any(lexicon.is_name(part) or not lexicon.is_ordinary(part) for part in words)
    if written != small:
        return False
    return not lexicon.is_ordinary(small) if sure else mixed and lexicon.tag(small).startswith(_NOUNS)


def _is_no_address(value: str, small: str, start: int) -> bool:
    """A version number or an outline number; or an address of everybody's."""
    plain = re.sub(r" ?\. ?| ?punkt ?|,|\[\.\]|\(\.\)", ".", re.split("[/:]", value)[0])
    if plain in _LOCAL:
        return True
    parts = plain.split(".")
    if any(part.isdigit() and int(part) > 255 for part in parts):
        return True
    before = small[max(0, start - 40) : start]
    if _VERSION.search(before[-16:]) or _PROGRAMME.search(before):
        return True
    before += small[start + len(value) : start + len(value) + 12]
    if "," in value or all(len(part) == 1 for part in parts):
        return not _CUE.search(before)
    return False


def _is_v6(value: str, before: str) -> bool:
    groups = [group for group in value.split(":") if group]
    if value in _LOCAL or not groups:
        return False
    if "::" in value or value.count(":") >= 7:
        return any(len(group) > 1 for group in groups) or len(groups) > 1
    hexes = sum(any(letter in "abcdef" for letter in group) for group in groups)
    return (value.count(":") >= 3 and (hexes >= 1 or bool(_CUE.search(before)))) or (hexes >= 1 and "ip" in before)


def is_made_up(written: str, small: str) -> bool:
    """A word that nobody speaks: with an underscore, or of letters and digits, and no product's name."""
    if "\x00" in small or not _MADE.fullmatch(small) or small in _NO_HANDLE or _FILE.fullmatch(small):
        return False
    if "_" in small:
        return not is_code(written, "")
    if _DOTTED.fullmatch(small):
        return False
    letters = re.sub(r"[\d._-]+", " ", written).split()
    word = max(letters, key=len)
    if len(word) < 4 or word.lower() in BRANDS or word.lower() in _PRODUCTS:
        return False
    lexicon = Lexicon()
    if re.search(r"\d{3,}", small):
        known = lexicon.is_ordinary(word) and not lexicon.is_rare(word)
        return not known or (bool(_YEAR.search(small)) and lexicon.is_name(word))
    return not lexicon.is_ordinary(word)
