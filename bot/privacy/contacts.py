"""E-mail addresses and spoken phone numbers; linear patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.gazetteer import gazetteer
from bot.privacy.institutions import is_role
from bot.privacy.numerals import DIGIT_WORD
from bot.privacy.spans import Label, Span

_AT_WORD = (
    r"(?:at|ät|aet|a|klammeraffe|affenschwanz|et|arroba|arobase|arobas|chiocciola|małpa|malpa"
    r"|собака|собачка|равлик|kuyruklu a"
    r"|coada de maimuță|at-zeichen|kringel|arond|آت|ات)"
)
_AT_IN_BRACKETS = rf"(?:{_AT_WORD}|bei|chez|bij)"
"""Words that say "at" only where brackets set them apart."""

_AT = (
    rf"(?: ?@{{1,2}} ?|\s?[(\[{{<*_|~/-] ?{_AT_IN_BRACKETS} ?[)\]}}>*_|~/-]\s?|\.(?:at|ät)\."
    r"| (?:at|ät|aet|klammeraffe|arobase|affenschwanz|et|arroba|małpa|malpa|собака"
    r"|равлик|собачка|at-zeichen|kringel|arond|آت) )"
)
_DOT = (
    r"(?:\s?[.,]|\s?[(\[{<*_-] ?(?:dot|punkt|pkt|\.) ?[)\]}>*_-]\s?| ?(?:\bdot\b|\bpunkt\b|\bpunk\b|\bpkt\b"
    r"|\bpoint\b|\bkropka\b|\bnokta\b|\bpunct\b|крапка|точка|دوت|نقطة) ?"
    r"|\. | [.,] )"
)
_TOP = (
    r"(?:de|com|net|org|eu|info|at|ch|li|lu|io|me|biz|ua|ru|tr|pl|ro|uk|fr|it|nl|be|es|pt|gr|hr|rs|ba|bg|cz|sk"
    r"|hu|dk|se|no|fi|lt|lv|ee|al|mk|by|kz|ge|am|ir|sy|iq"
    r"|co|tv|cc|xyz|shop|site|name|space|ruhr|saarland|cologne|wien|tirol"
    r"|app|dev|online|berlin|bayern|koeln|hamburg|nrw|live|gmail|gov|edu|email|mail|example|test|invalid|де|ком)"
)
_LOCAL = (
    r"[\w+%'-]{1,40}(?:(?:\.| ?(?:\bpunkt\b|\bdot\b|\bpkt\b|\bpunct\b|\bkropka\b|крапка|точка) ?"
    r"|\s?[(\[](?:punkt|dot|\.|unterstrich|minus)[)\]]\s?| (?:unterstrich|underscore"
    r"|minus|bindestrich|strich|tiefstrich) )[\w+%'-]{1,40}){0,6}"
)
_EMAIL = re.compile(rf"(?<![\w+%'-]){_LOCAL}{_AT}[\w-]{{1,60}}(?:{_DOT}[\w-]{{1,60}}){{0,4}}?{_DOT}(?:{_TOP})(?![\w])")
_PLAIN = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@{1,2}[\w-]{1,60}(?:\.{1,2}[\w-]{1,60}){0,5}")
_PROVIDER = re.compile(
    r"(?<![\w+%'.-])(?:[\w+%'-]{1,40}(?:(?:\.|_| (?:punkt|dot|underscore|unterstrich|minus|bindestrich"
    r"|strich) )[\w+%'-]{1,40}){0,4})(?: ?@ ?| at | ät | bei |@| )"
    r"(?:gmx|web|gmail|googlemail|hotmail|outlook|yahoo|t[ -]?online|freenet|icloud|posteo|mailbox|protonmail"
    r"|proton|aol|arcor|live|ukr|mail)"
    r"(?: ?[ .,] ?| punkt | dot )(?:de|com|net|org|ch|at|ru|ua|me|pl)(?!\w)"
)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:plus )?{DIGIT_WORD}(?:(?: (?:und )?|[,/-] ?| - | / ){DIGIT_WORD}(?!\w)){{5,26}}(?!\w)"
    rf"|(?<!\w)\+?(?:\d{{2,5}}[ ,/-]{{1,3}}|o )?{DIGIT_WORD}(?:[ ,/-]{{1,3}}(?:{DIGIT_WORD}(?!\w)"
    rf"|\d{{1,5}}(?!\d))){{4,26}}(?!\w)"
    rf"|(?<!\w)\+?\d{{2,5}}(?:[ ,/-]{{1,3}}\d{{1,4}}){{1,4}}(?:[ ,/-]{{1,3}}{DIGIT_WORD}(?!\w)){{2,8}}(?!\w)"
    rf"|(?<!\w)(?:null|plus|zero|sıfır|нуль|ноль|صفر)(?:[ ,/-]{{1,3}}{DIGIT_WORD}(?!\w)){{2,5}}[ ,/-]{{1,3}}\d{{2,8}}"
    r"(?:[ /-]\d{2,8}){0,4}(?!\w)"
)
_SPELLED = re.compile(
    r"(?<!\w)(?:[\w.-] ){3,30}(?:@|\(at\)|at|ät) ?(?:\w ){2,20}(?:\.|punkt|dot) ?\w ?\w{1,3}(?!\w)"
    r"|\"[\w .-]{2,30}\"@[\w.-]{3,60}\w|(?<!\w)[\w.+-]{1,40}@\[[\d.:a-f]{3,40}\]"
    r"|(?<!\w)[\w.+-]{1,40}(?: (?:punkt|unterstrich|minus) \w{1,20})?(?:-at-| at | ät |-ät-"
    r"|@)(?:t minus online|te online"
    r"|te minus online|(?:web|gmx|gmail|posteo|freenet)-(?:de|com|net))(?: punkt de|\.de| de)?(?!\w)"
    r"|(?<!\w)\w{2,20}(?:, (?:punkt|unterstrich|minus), \w{1,20}){0,3}, (?:at|ät"
    r"|klammeraffe), \w{2,20}, (?:punkt|dot), \w{2,4}(?!\w)"
)
_WORD = re.compile(r"[^\W\d]{3,}")

_ROLE = re.compile(r"[a-zäöüß-]{2,40}@")
_PUBLIC = re.compile(
    r"@(?:[\w-]{1,60}\.){0,3}(?:[\w-]{0,40}(?:stadt|gemeinde|kreis|landratsamt|rathaus|jobcenter"
    r"|arbeitsagentur|musterland"
    r"|finanzamt|bezirk|behoerde|verwaltung|polizei|ministerium|stadtwerke|volkshochschule|vhs|gericht|bibliothek|kreis"
    r"|amt)[\w-]{0,40}\.[a-z]{2,10}|bund\.de|bayern\.de|nrw\.de|hessen\.de|sachsen\.de|bwl\.de|rlp\.de|elster\.de"
    r"|saarland\.de|niedersachsen\.de|brandenburg\.de|thueringen\.de|landsh\.de|sachsen-anhalt\.de"
    r"|regierung-mv\.de|bzst\.de|drv-bund\.de"
    r"|berlin\.de|hamburg\.de|bremen\.de|muenchen\.de|koeln\.de|dresden\.de|leipzig\.de|stuttgart\.de|nuernberg\.de)$"
)
_OFFICE_LOCAL = re.compile(
    r"(?:info|post(?:stelle)?|kontakt|service|buero|büro|buerger\w*|bürger\w*|stadt\w*|rathaus|amt\w*|\w+amt"
    r"|jobcenter\w*|einwohner\w*|melde\w*|verwaltung|zentrale"
    r"|datenschutz|presse|bauamt|wohngeld|sozial\w*|elterngeld|kita\w*|standesamt|auslaender\w*|termin\w*"
    r"|kfz\w*|zulassung\w*|bafoeg|steuer\w*|kasse|stadtkasse"
    r"|ordnung\w*|noreply|no-reply|support|hilfe|beratung|auskunft|team|redaktion|webmaster|antrag\w*"
    r"|fundbuero|bibliothek|vhs|gewerbe\w*|jugend\w*|friedhof|umwelt\w*|abfall\w*)"
)


def contacts(small: str) -> Iterator[Span]:
    """Spans of kind EMAIL and PHONE (spoken) in a text in small letters."""
    for label, score, pattern in _KINDS:
        for found in pattern.finditer(small):
            before = small[max(0, found.start() - 60) : found.start()] + "\n" + small[found.end() : found.end() + 30]
            if not _is_harmless(label, found.group(), before):
                yield Span(found.start(), found.end(), label, score)


_KINDS: tuple[tuple[Label, float, re.Pattern[str]], ...] = (
    ("EMAIL", 0.97, _EMAIL),
    ("EMAIL", 0.97, _PLAIN),
    ("EMAIL", 0.9, _PROVIDER),
    ("EMAIL", 0.97, _SPELLED),
    ("PHONE", 0.9, _SPOKEN),
)


_BUSINESS = re.compile(r"(?:info|kontakt|contact|mail|post|office|buero|büro|team|shop|verein|vorstand|service)@")
_OWN = re.compile(
    r"\b(?:meine?[rnms]?|unsere?[rnms]?|mich|mir|uns|ich bin|antwort\w* an|schick\w*|send\w* (?:sie )?(?:es|das|mir)"
    r"|my|our|me|benim|mój|moja|mea|мо[яїй]\w*|kontakt:|e-?mail(?:-adresse)?:)(?!\w)[^.?!]{0,40}\n|\n[^.?!]{0,12}\b(?:mein\w{0,2}|unser\w{0,2})\b"
)


def _is_harmless(label: Label, value: str, around: str) -> bool:
    if label == "EMAIL":
        own = _BUSINESS.match(value) and _OWN.search(around) and not _PUBLIC.search(value)
        return value.endswith(" live at") or (not own and is_office_mail(value))
    words = _WORD.findall(value)
    digits = sum(letter.isdigit() for letter in value)
    return digits < 5 and (len(words) < 4 or len(set(words)) == len(words) == 3)


def is_office_mail(value: str) -> bool:
    """An office's address: a function, not a name, at an administration's domain."""
    local = value.partition("@")[0].strip()
    if is_role(local, value):
        return True
    if _OFFICE_LOCAL.fullmatch(re.split(r"[._-]", local)[0]):
        return bool(_PUBLIC.search(value)) or "muster" in value
    return bool(_ROLE.match(value) and _PUBLIC.search(value)) and not any(
        gazetteer().knows(part) for part in re.split(r"[._-]", local)
    )
