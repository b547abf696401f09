"""What a number counts: "Euro", "Wochen", "Lebensjahr" -> one name for each; pure."""

from __future__ import annotations

import re

_NAMES = {
    "euro": r"euro?s?|eur|€|euros|євро|евро|يورو|avro",
    "cent": r"cents?|ct",
    "prozent": r"prozent\w{0,3}|%|v\. ?h\.|vom hundert|percent|per cent|відсотк\w{1,3}|процент\w{0,3}|بالمئة"
    r"|pour cent|procent",
    "tag": r"(?:kalender)?tag(?:e[ns]?|s)?|days?|gün\w{0,4}|дн(?:ів|ей|я|і)|день|أيام|يوم\w?|jours?|dni|dnia",
    "werktag": r"(?:werk|arbeits)tag(?:e[ns]?|s)?|(?:working|business) days?|iş günü",
    "woche": r"wochen?|weeks?|hafta\w{0,4}|тиж\w{1,5}|недел\w{1,3}|أسبوع\w{0,3}|أسابيع|semaines?"
    r"|tygodni\w{0,3}|tydzień",
    "monat": r"monat(?:e[ns]?|s)?|months?|ay|aylık|місяц\w{1,3}|месяц\w{0,3}|أشهر|شهر\w{0,3}|mois|miesi\w{2,5}",
    "jahr": r"(?:lebens)?jahr(?:e[ns]?|s)?|j\.|years?|yaş\w{0,5}|yıl\w{0,4}|рок\w{1,3}|років|лет|год\w{0,2}|سنوات|سنة"
    r"|ans?|lat|roku",
    "stunde": r"stunden?|std\.?|hours?",
    "minute": r"minuten?|min\.?|minutes?|dakika\w{0,2}|хвилин\w{0,2}|минут\w{0,2}",
    "uhr": r"uhr",
    "meter": r"m|metern?|meters?|metres?",
    "km": r"km|kilometern?|kilometers?",
    "cm": r"cm|zentimetern?",
    "m2": r"m²|m2|qm|quadratmetern?",
    "m3": r"m³|m3|kubikmetern?",
    "kg": r"kg|kilo(?:gramm)?",
    "liter": r"l|litern?",
    "mal": r"mal",
}
_UNIT = re.compile(
    r"[ \u00a0]?-?(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items()) + r")(?![^\W_])",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"-?(?:(?P<jahr>jährig|jaehrig|-year-old|(?<=[nsfrt])jahres)|(?P<tag>tägig|taegig|täglich|taeglich)"
    r"|(?P<woche>wöchig|woechig|wöchentlich|woechentlich|(?<=[nsfrt])wochen)|(?P<monat>monatig|(?<=[nsfrt])monats)"
    r"|(?P<stunde>stündig|stuendig)|(?P<fach>fach)|(?P<mal>mal(?:s|ig\w{0,2})?(?!\w)))\w{0,25}",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<!\d)(?<!\d\s)(?:€|eur|euro)\s?$", re.IGNORECASE)

PERIODS = frozenset(("tag", "werktag", "woche", "monat", "jahr", "stunde", "minute"))


def after(text: str, position: int) -> str:
    """The unit that begins at `position`, by its name; "" where none does."""
    match = _UNIT.match(text, position) or _ADJECTIVE.match(text, position)
    return match.lastgroup or "" if match else ""


def before(text: str, position: int) -> str:
    """The unit that stands before a number: "EUR 37"."""
    return "euro" if _BEFORE.search(text[max(0, position - 8) : position]) else ""


def adjective(word: str) -> tuple[str, str]:
    """A folded word such as "zweiwoechig" or "16jaehrige" as its number and unit; ("", "") for any other."""
    match = _ADJECTIVE.search(word)
    return (word[: match.start()], match.lastgroup or "") if match and match.start() else ("", "")
