"""What names an office or a programme on the net: handles, role addresses, bank codes, error codes, versions."""

from __future__ import annotations

import re

from bot.privacy.gazetteer import gazetteer
from bot.privacy.wordlists import TOWNS
from bot.privacy.words import PLACES

_STEM = (
    r"(?:landeshaupt|hanse|uni|kreis|messe)?stadt|gemeinde|samtgemeinde|landkreis|kreis|lk|landratsamt|lra|rathaus"
    r"|jobcenter|arbeitsagentur|agentur|polizei|feuerwehr|\w{0,24}amt|\w{0,12}bibliothek|buecherei|bücherei|stadtwerke"
    r"|verwaltung|bezirk|bezirksamt|ministerium|regierung|bundesregierung|vhs|volkshochschule|buergerbuero|bürgerbüro"
    r"|buergerservice|bürgerservice|museum|stadtarchiv|abfallwirtschaft|verkehrsbetriebe|zoll|gericht|landtag|bundestag"
    r"|oberbuergermeister(?:in)?|oberbürgermeister(?:in)?|familienkasse|finanzamt|klinikum|uni|hochschule|thw|dwd"
)
_HANDLE_PART = re.compile(rf"(?P<stem>{_STEM})(?P<rest>[a-zäöüß]*)")
_WHOLE_PART = re.compile(_STEM)
_OWN = re.compile(r"\b(?:mein\w{0,2}|ich|bin|my|i|benim|мій|мой|mój|meu)\b[^.?!\n]{0,24}$")

_ERROR = (
    r"(?:net::)?err_[a-z0-9_]{2,60}|(?:dns|dns_probe|net|ssl|tls|sec|sec_error|http|status|error|fehler|e|inet_e|rpc|pr"
    r"|ns|ns_error|mozilla_pkix|cert|win|sql|oauth|saml|eid|http_\d{3})_(?:[a-z0-9]{1,20}_){1,6}[a-z0-9]{1,20}"
    r"|[a-z]{2,12}(?:_[a-z]{2,14}){0,4}_(?:error|failed|failure|denied|invalid|timeout|exception|not_found|timed_out"
    r"|expired|missing|unavailable|refused|violation)(?:_[a-z]{2,14}){0,3}"
)
_IS_ERROR = re.compile(_ERROR)
_BANK = r"[a-z]{4}[a-z]{2}[a-z0-9]{2}(?:[a-z0-9]{3})?"
_IS_BANK = re.compile(_BANK)
_BANK_CUE = re.compile(r"\b(?:bic|swift)\b[^\d\n]{0,30}$")

SOFTWARE = (
    r"(?:java|jre|jdk|python|php|node|acrobat|reader|pdf24|kernel|linux|ubuntu|debian|macos|ios|ipados|android|windows"
    r"|firefox|chrome|chromium|safari|edge|opera|browser|thunderbird|outlook|office|teams|zoom|treiber"
    r"|firmware|software"
    r"|app|ausweisapp2?|programm|elsterformular|elster|plugin|update|release|version|fritz!?os|build|kartenleser"
    r"|openoffice|libreoffice|webex|onleihe|system)"
)
_GAP = (
    r"(?:[ :(]{1,2}(?:ist|hat|läuft|mit|auf|die|der|in|von|is|version|vers\.?|v\.?|reader|dc|update"
    r"|build|release|jetzt|bei|immer|noch|die version)){0,4}"
)
VERSION = rf"{SOFTWARE}{_GAP}[ :(]{{1,3}}v?\d{{1,4}}(?:[._]\d{{1,6}}){{1,4}}[a-z]{{0,4}}(?:-[a-z0-9]{{1,6}})?(?![\w@])"
BLANKED = (
    r"(?:bic|swift)\b(?:-?code)?[^\w\n]{0,3}(?:(?:ist|lautet|der|die|von|des|is)[ :]{1,2}(?:\w{2,20} )?)?"
    + _BANK
    + r"(?!\w)",
    r"[a-z]{4}de[fmhskbdlnw][a-z0-9](?=[a-z]{0,2}\d)[a-z0-9]{3}(?!\w)",
    rf"(?:{_ERROR})(?!\w)",
    r"(?:tatbestands?(?:nummer|nr)?|tbnr|tb-nr|bkatv?)\b\.?[^\w\n]{0,3}(?:nr\.? ?|nummer )?\d{4,6}(?!\w)",
    VERSION,
)
"""Patterns at the beginning of a word, in small letters, of what is nobody's."""

_ROLES = re.compile(
    r"(?:info|infos|post(?:stelle|fach|eingang)?|kontakt|contact|service|kundenservice|buero|büro|office|mail|mailbox"
    r"|buerger\w*|bürger\w*|stadt\w*|gemeinde\w*|kreis\w*|landkreis\w*|rathaus|amt|\w+amt|\w+behoerde|jobcenter\w*"
    r"|einwohner\w*|melde\w*|verwaltung|zentrale|sekretariat|empfang|leitung|datenschutz|presse|wohngeld\w*|sozial\w*"
    r"|elterngeld|kita\w*|auslaender\w*|termin\w*|kfz\w*|zulassung\w*|bafoeg|steuer\w*|kasse|stadtkasse|ordnung\w*"
    r"|no-?reply|donotreply|support|hilfe|helpdesk|hotline|beratung|auskunft|team|redaktion|webmaster|admin|antrag\w*"
    r"|fundbuero|bibliothek|buecherei|vhs|gewerbe\w*|friedhof\w*|umwelt\w*|abfall\w*|bewerbung\w*|verein|vorstand"
    r"|schule|museum|anmeldung|buchhaltung|rechnung\w*|newsletter|abo|shop|beschwerde\w*|feedback)\d{0,3}"
)
_PRIVATE = re.compile(
    r"@ ?(?:gmx|web|gmail|googlemail|hotmail|outlook|yahoo|t-online|freenet|icloud|posteo|mailbox|proton|protonmail"
    r"|aol|arcor|live|me|mail|ukr|wp|o2|onet|yandex|vodafone|1und1|online)\."
)


def is_office_handle(value: str, before: str) -> bool:
    """Whether a handle ("@stadt_ibbenbueren") is an office's: named after one, and not said to be one's own."""
    if _OWN.search(before):
        return False
    parts = [part for part in re.split(r"[._-]+", value.lower().strip("@ ")) if part]
    if any(any(letter.isdigit() for letter in part) for part in parts):
        return False
    return any(_names_an_office(part) for part in parts)


def _names_an_office(part: str) -> bool:
    if _WHOLE_PART.fullmatch(part):
        return True
    found = _HANDLE_PART.match(part)
    return found is not None and (len(found.group("rest")) <= 3 or _is_town(found.group("rest")))


def _is_town(word: str) -> bool:
    plain = word.replace("ue", "ü").replace("oe", "ö").replace("ae", "ä")
    return any(form in TOWNS or form in PLACES for form in (word, plain))


def is_role(local: str, value: str) -> bool:
    """Whether an address ("noreply@…") is a function's at a domain that is neither a provider's nor a person's."""
    parts = [part for part in re.split(r"[._]", local) if part]
    if not parts or _PRIVATE.search(value) or not all(_ROLES.fullmatch(part) for part in parts):
        return False
    domain = re.split(r"[.-]", value.rpartition("@")[2])[:-1]
    return not any(gazetteer().knows(part) and not _is_town(part) for part in domain)


def is_code(value: str, before: str) -> bool:
    """An error code, or a bank's code behind its word; both are typed like a login or a name."""
    small = value.lower()
    if _IS_ERROR.fullmatch(small) and ("_" in value) and value.isupper():
        return True
    return bool(_IS_BANK.fullmatch(small) and value.isupper() and _BANK_CUE.search(before))
