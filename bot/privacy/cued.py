"""Numbers that say themselves what they are: "Aktenzeichen 12-345/B", "meine Kundennummer lautet …"; bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.cues import COMPOUND, CUES, FILLER, LOOSE
from bot.privacy.files import looks_like_file
from bot.privacy.harmless import BLANK, DATE
from bot.privacy.institutions import is_code, is_office_handle
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Label, Span
from bot.privacy.words import STOP, word_set

_CUE = re.compile(
    r"(?<![\w@.])(?:"
    + "|".join(f"(?P<{label}>{cues})" for label, cues in CUES)
    + rf"|(?P<compound>{COMPOUND}))(?!\w)[.]?"
)
_LABELS: dict[str, Label] = {label: label for label, _ in CUES}
_FILLER = re.compile(FILLER)
_TOKEN = re.compile(r"[^\s,;!?\"„“”«»<>؟،؛]{1,60}")
_IS_DATE = re.compile(rf"{DATE}|\d{{1,2}}\.\d{{1,2}}\.?|\d{{1,2}}:\d\d")
_UNIT = re.compile(
    r" ?(?:€|euro\b|eur\b|%|uhr\b|km\b|m²|qm\b|jahre?\b|monate?\b|tage\b|wochen\b|stunden\b|mal\b|cent\b"
    r"|kinder\b|personen\b|prozent\b|-?stellig\w*|ziffern|stellen|zeichen)"
)
_DIGITS: dict[Label, int] = {
    "PHONE": 4,
    "PLATE": 1,
    "CASE_NO": 2,
    "USERNAME": 0,
    "ID_CARD": 4,
    "PASSPORT": 4,
    "CARD": 4,
    "IBAN": 4,
    "TAX_ID": 4,
    "TAX_NUMBER": 4,
    "PENSION_NO": 4,
    "HEALTH_NO": 4,
}
_LONG: frozenset[Label] = frozenset(label for label, count in _DIGITS.items() if count == 4 and label != "PHONE")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LED_YEAR = re.compile(rf"(?:[^\W\d]{{1,3}} )?{_YEAR.pattern}")
_CODE = re.compile(r"(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z0-9-]{5,16}")
_FAR = 70
_STOP = re.compile(r"[?!;]|\.(?= [A-ZÄÖÜ])|\n\s*\n")
_BACK = re.compile(
    r"(?<![\w/.-])(?P<value>[^\s,;!?\"„“”]{2,30}(?: [^\s,;!?\"„“”]*\d[^\s,;!?\"„“”]*){0,4})[\"“”]?"
    r"(?:,|\)| -| –)?(?: (?:ist|lautet|war|wäre|steht|als|das|die|der|sei|so|wohl|drauf|da|meine?|unsere?"
    r"|ihre?|seine?|deine?|bei|ihnen|mir|in|im|am|auf|dem|alte|neue|is|my|benim|це|это|моя?|мій|to|moja|mój"
    r"|este|هو|هي|für|und|nicht|gilt|heißt|vom|unter)){1,6} $"
)


def cued(text: str, small: str, quiet: str) -> Iterator[Span]:
    """The values after (or right before) their cues. `quiet` is `small` without harmless numbers."""
    cues = list(_CUE.finditer(small))
    for number, cue in enumerate(cues):
        label = _LABELS.get(cue.lastgroup or "", "CUSTOMER_NO")
        following = cues[number + 1].start() if number + 1 < len(cues) else len(small)
        if label == "USERNAME":
            yield from username(text, small, cue.end())
        else:
            yield from _value(text, small, quiet, cue, label, following)


def _value(text: str, small: str, quiet: str, cue: re.Match[str], label: Label, following: int) -> Iterator[Span]:
    filler = _FILLER.match(small, cue.end(), cue.end() + 60)
    start = filler.end() if filler else cue.end()
    name = cue.group().strip(" .")
    loose = cue.lastgroup == "compound" or name in LOOSE
    end = _value_end(text, small, start)
    if _is_value(label, name, small, quiet, start, end, loose):
        start = _opened(text, start)
        yield Span(start, end, label, 0.6 if loose else 0.9)
        return
    if (not loose and label != "PHONE") or cue.lastgroup == "compound":
        yield from _far(text, small, quiet, cue, label, following)
        yield from _back(small, quiet, cue, label)


def _is_value(label: Label, cue: str, small: str, quiet: str, start: int, end: int, loose: bool) -> bool:
    value = small[start:end]
    digits = sum(letter.isdigit() for letter in value)
    if (cue in ("az", "gz") and len(value) < 4) or _IS_DATE.fullmatch(value) or _UNIT.match(small, end):
        return False
    blanked = BLANK in quiet[start:end]
    if label == "PHONE":
        return digits >= _DIGITS["PHONE"] and not blanked
    if loose:
        if label == "PLATE":
            return digits >= 2 and len(value) >= 5 and any(letter.isalpha() for letter in value) and not blanked
        if label == "CASE_NO":
            return not blanked and (looks_like_file(value, value.replace(" ", "-")) or digits >= 6)
        mixed = len(value) >= 8 and digits >= 3 and any(letter.isalpha() for letter in value)
        return (digits >= (3 if label == "CUSTOMER_NO" else 5) or mixed) and not blanked and not _YEAR.fullmatch(value)
    if _LED_YEAR.fullmatch(value) and (label in _LONG or cue.endswith(("ausweis", "karte"))):
        return False
    return digits >= _DIGITS.get(label, 3) or (label == "CUSTOMER_NO" and bool(_CODE.fullmatch(value)))


def _opened(text: str, start: int) -> int:
    while start < len(text) and text[start] in "([":
        start += 1
    return start


def _value_end(text: str, small: str, start: int) -> int:
    """The end of the value at `start`: words with digits, and short ones between and before them."""
    end = start
    pending = 0
    for token in _TOKEN.finditer(text, start, min(len(text), start + 120)):
        if token.start() - (pending or end) > 3 or ("\n" in text[pending or end : token.start()] and end > start):
            break
        word = token.group().rstrip(".:)")
        if any(letter.isdigit() for letter in word):
            if end > start and (
                _IS_DATE.fullmatch(small[token.start() : token.start() + len(word)])
                or _UNIT.match(small, token.start() + len(word))
            ):
                break
            end, pending = token.start() + len(word), 0
        elif _joins(word):
            pending = token.end()
        else:
            break
    return _closed(text, end, start)


_SIGN = word_set(
    "js ds ls cs ks gs as so al kr sb so er owi xvii xiv vi iv in ik ar fh uf wf ca ga bv bg ba vg sg ag "
    "lg nr und b c f h k l m n o r s t u v w x z ujs kls"
)


def _joins(word: str) -> bool:
    """Whether a word without digits may be in the middle of a value: "12 Js 34/24", "II / 3"."""
    bare = word.strip("/-.()")
    return (
        not bare
        or (len(bare) <= 5 and bare.isupper())
        or bare.lower() in _SIGN
        or (len(bare) <= 2 and bare.isalpha())
        or bare in ("Owi", "OWi", "WoG", "WoGG", "BEW", "XVII")
    )


def _closed(text: str, end: int, start: int) -> int:
    """With the signs that may follow: "B ER", "SO", "Kö"."""
    if end <= start:
        return end
    more = re.compile(
        r"(?:[ ./-]{1,2}(?:B ER|ER|PKH|SO|KS|EASO|UG|jug|hw|JUG|[A-ZÄÖÜ]{1,4}|[A-ZÄÖÜ][a-zäöü])"
        r"| ?\(\d{1,3}\)){1,2}(?=[\s,.;:!?)]|$)"
    ).match(text, end)
    return more.end() if more and not text[start : more.end()].isdigit() and not _is_word(more.group()) else end


def _is_word(value: str) -> bool:
    return value.strip(" ./-").lower() in word_set(
        "ich wir er es am im in an so da wo wie was du ihr um zu ok mfg lg vg db eu und die der das mir mo di "
        "mi do fr sa iban bic tel geb az gz bg kg hz"
    )


def _far(text: str, small: str, quiet: str, cue: re.Match[str], label: Label, following: int) -> Iterator[Span]:
    """A number of its look in the same sentence, some words behind the cue."""
    limit = min(cue.end() + _FAR, following)
    stop = _STOP.search(text, cue.end(), limit)
    limit = stop.start() if stop else limit
    for token in _TOKEN.finditer(quiet, cue.end(), limit):
        word = token.group().strip(".:()")
        digits = sum(letter.isdigit() for letter in word)
        if not digits or BLANK in word:
            continue
        start = token.start() + token.group().index(word)
        end = max(start + len(word), _value_end(text, small, start))
        value = small[start:end]
        enough = sum(letter.isdigit() for letter in value) >= max(_DIGITS.get(label, 4), 5) or looks_like_file(
            word, word
        )
        if (
            enough
            and BLANK not in quiet[start:end]
            and not _UNIT.match(small, end)
            and not re.fullmatch(r"\d{5}", value)
        ):
            yield Span(start, end, label, 0.65)
        return


def _back(small: str, quiet: str, cue: re.Match[str], label: Label) -> Iterator[Span]:
    """ "4711-0815 ist meine Kundennummer"."""
    left = max(0, cue.start() - 70)
    found = _BACK.search(small[left : cue.start()])
    if found is None:
        return
    start, end = left + found.start("value"), left + found.end("value")
    while start < end and not any(letter.isdigit() for letter in small[start:end].split(" ")[0]):
        start += len(small[start:end].split(" ")[0]) + 1
    digits = sum(letter.isdigit() for letter in small[start:end])
    if (
        start < end
        and digits >= max(_DIGITS.get(label, 4), 4)
        and BLANK not in quiet[start:end]
        and not re.fullmatch(r"(?:19|20)\d\d", small[start:end])
    ):
        yield Span(start, end, label, 0.65)


_NAME = re.compile(r"@?[^\W_][\w.\-+*!#]{2,39}(?<![.\-!])|_\w{2,39}")
_LEAD = re.compile(
    r"(?:[\s:=\"'„“»(-]|(?:ist|lautet|heißt|heisst|heiße|heisse|nenne|mich|is|war|mein|meiner|der|als|unter|auf|bei|namens|mit|dem"
    r"|namen|name|the|jest|to|este|це|هو|von|für|neuer?|alter?|da|hier|also|immer|noch|bin|ich|registriert"
    r"|angemeldet|elster|bundid|insta|konto|profil|adı|adım|adi|isim))"
    r"(?:(?=[\s:=\"'„“»])|(?<=[\s:=\"'„“»(-])){1,2}"
)
_LEADS = re.compile(
    r"(?:(?: (?:im|in|beim|bei|auf|für|fürs|zum|vom|von)(?: (?:der|das|den|die|dem|eurem|ihrem|meinem))?"
    r" [\w-]{3,24}){1,2} (?:ist|lautet|heißt|heisst|war|wäre)[ :=]{1,2}[\"„']?"
    rf"|[^.?!;:,\n]{{0,30}}: ?[\"„']?|(?:{_LEAD.pattern}){{1,8}})"
)
_SAID = re.compile(r"(?:[(:=\"'„“»]|\b(?:ist|lautet|heißt|heisst|is|war|namens|als|jest|este|це|هو|to))\s*[\"'„“»]?$")
_NO_NAME = word_set(
    """
    und oder nicht vergessen geht ist wird wurde falsch funktioniert gesperrt ändern finde ich kann habe bei für
    beim mit password passwort daten zurücksetzen klappt von zum zur auf was wie wo der die das ein eine neu alt
    meiner meine kein keine leider immer noch schon weg abgelaufen unbekannt ungültig verloren deaktiviert blockiert
    erforderlich notwendig nötig pflicht möglich email e-mail mail adresse nummer name namen konto account identisch
    gleich anders neue neuer alte alter sicher verfügbar vergeben belegt unser unsere ihr ihre sein dein hat haben
    wenn dass weil aber auch nur jetzt wieder noch steht mir sie er es wir man so hier da dort bitte danke hilfe the
    my not forgotten locked wrong registered angemeldet registriert bekannt gut zertifikat elster bundid benutzer
    nutzer kunde
    gast admin administrator mitglied anderer anderem anderen andere eingeloggt erreichbar aktiv inaktiv gelöscht
    """
)


_FAILS = re.compile(r" (?:klappt|geht|gesperrt|funktioniert|existiert|ungültig|unbekannt|vergessen|locked|nicht) ?")
_PARTS = word_set("page site form screen button password interface data error code link token service system server")
_NAMING = re.compile(r"(?:nutzername|nutzerkennung|anmeldename|loginname|zugangskennung)$")


def is_unspoken(value: str) -> bool:
    """Whether it is a word in small letters that German does not know, as logins are: "nelepohl"."""
    return value.islower() and len(value) >= 5 and not Lexicon().is_ordinary(value)


def username(text: str, small: str, end: int) -> Iterator[Span]:
    """The name after "Benutzername", "Login", "bei Insta": anything odd, or any word that is said to be it."""
    lead = _LEADS.match(small, end, end + 60)
    if lead is None:
        return
    found = _NAME.match(text, lead.end())
    if not found or small[found.start() : found.end()].strip("@") in _NO_NAME | STOP:
        return
    value = found.group()
    before = small[max(0, end - 40) : found.start()]
    if is_code(value, "") or (value.startswith("@") and is_office_handle(value, before)):
        return
    odd = (
        any(letter in value for letter in "@_+*#")
        or re.search(r"[a-z][A-Z]", value)
        or any(letter.isdigit() for letter in value)
        or re.search(r"\w[.-]\w", value)
    )
    said = _SAID.search(small[end : lead.end()])
    naming = _NAMING.search(small[max(0, end - 20) : end]) or _FAILS.match(small, found.end())
    if lead.group() == " " and naming and is_unspoken(value) and value not in _PARTS:
        yield Span(found.start(), found.end(), "USERNAME", 0.6)
    if (odd and not re.fullmatch(r"[\d.,:-]{1,5}", value)) or (said and (len(value) >= 4)):
        yield Span(found.start(), found.end(), "USERNAME", 0.8)
