"""Data of Art. 9 GDPR that citizens say about themselves or relatives: health, religion, origin, orientation, union.

The words alone say nothing ("Was gilt bei Depression?"): they count where the clause says them of the writer or kin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.article9_abroad import abroad
from bot.privacy.article9_words import FAITH, GROUPS, HEALTH, ORIGIN, PHRASES
from bot.privacy.spans import Span


def _spelled(pattern: str) -> str:
    """The pattern so that it takes ae for ä and ss for ß, too."""
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        pattern = pattern.replace(letter, f"(?:{letter}|{plain})")
    return pattern


_WORD = re.compile(_spelled(f"(?:{HEALTH}|{FAITH}|{ORIGIN})"))
_GROUP = re.compile(rf"(?<!\w)(?:{GROUPS})(?!\w)")
_PHRASE = re.compile(rf"(?<!\w)(?:{_spelled(PHRASES)})(?!\w)")
_TOKEN = re.compile(r"[^\W\d_](?:[\w]|[-./](?=\w)){1,40}")
_KIN = (
    r"(?:groß|gross|schwieger|stief|pflege|adoptiv|ex-?|ehe|lebens|ur|enkel)*(?:mann|frau|partner\w*|gefährt\w+|sohn"
    r"|söhne\w?|tochter|töchter\w?|kind\w{0,3}|baby|mutter|vater|eltern|mama|papa|mutti|vati|oma|opa|bruder|brüder"
    r"|schwester\w?|tante|onkel|neffe|nichte|cousin\w?|enkel\w*|schwager|schwägerin|freund|freundin|familie|ex"
    r"|zwilling\w?|jung\w|mädchen|mädels|kleine[rn]?|große[rn]?|jüngste[rn]?|älteste[rn]?|mitbewohner\w*|verlobte\w?"
    r"|nachbar\w*|betreute\w?|großeltern|verwandte\w?|bekannte\w?|schützling|mündel)(?:s|es|n|en)?"
)
_SELF = re.compile(
    rf"\b(?:ich|wir|mich|mir|uns|meiner?seits|(?:mein|unser|meim)\w{{0,2}} (?:\w+ ){{0,2}}?{_KIN}|(?:er"
    rf"|sie|die|der) (?:hat|hatte|ist|war|leidet|litt))\b|\b(?:herrn?|frau|oma|opa|mama|papa|mutti|vati|omi"
    rf"|opi)(?: \w+)? (?:hat|ist|leidet|war|hatte)\b"
    r"|(?:^|[,(\-–] ?)sind (?:wir|beide|alle)\b|(?:^|[,(\-–] ?|\b(?:und|aber|weil|da|also|hallo|hi|hey|moin"
    r"|ps:?) )(?:bin|hab|habe|hatte|leide|sitze"
    r"|nehme|war|wurde|"
    r"bekomme|krieg\w?|kämpfe|trage|komme)\b"
)
_LINK = re.compile(
    r"\b(?:bin|bist|ist|sind|war|waren|hab|habe|haben|hat|hatte\w?|hatten|leide\w*|litt|sitz\w*|liegt?|wurde\w?"
    r"|geworden"
    r"|erkrankt|diagnos\w+|bekam|bekomm\w*|krieg\w*|nehme|nimmt|trag\w*|lebe\w?|gehör\w+|bleib\w*|gelte|wähle|kämpf\w+"
    r"|braucht|kam|trete|trat|macht|mache|steh\w?|als|wegen|aufgrund|durch|trotz|seit|nach|mit|infolge|diagnose"
    r"|betrifft|namens|weil|getauft|bekenne|zähl\w+|engagier\w+|fühl\w+)\b"
)
_LINK_BEHIND = re.compile(
    r"(?: \w+){0,3}? (?:hab|habe|hat|haben|hatte|hatten|bin|ist|sind|war|leide|leidet|bekam|bekommen|habe|wurde)\b"
)
_DIRECT = re.compile(r"\b(?:mein|unser|seine|ihre)\w{0,2}(?: \w{3,20}(?:e[nrs]?|em))? $")
_CAUSE = re.compile(
    r"\b(?:wegen|aufgrund|trotz|durch|infolge|seit|nach|mit|an|unter|von)"
    r"(?: (?:mein|unser|sein|ihr|ein|d)\w{0,3})?(?: \w{3,20}(?:e[nrsm]?|em))? $"
)
_TOPIC = re.compile(
    r"\b(?:für|bei(?! mir| uns| mein| de[nr] $)|beim|über|zum?|zur|thema|gegen|fragen?|infos?|information\w*"
    r"|vortrag|vorträge"
    r"|veranstaltung\w*|beratung\w*|interesse|hausarbeit|artikel|broschüre\w*|flyer|konzept\w*|kurs\w*|menschen"
    r"|personen"
    r"|leute\w?|andere\w?|jemand\w*|man|wer|welche\w?|kein hund|gehört|gelesen|arbeitgeber|schreibe über"
    r"|suche\w?|suchen"
    r"|plane\w?|planen|plant|projekt\w*|veranstalt\w*|organisier\w*|studiere\w?|hund|katze|auto|verein|schule|kita|firma|stadt|werden|gibt|gilt|zwischen|viele|alle"
    r"|statistik\w*|begriff|wort|umgang|leben mit|dürfen|sollen|müssen|können (?:auch )?\w+e)\b"
)
_THING = re.compile(
    r" ?(?:e[nrs]? )?(?:kirch\w*|kita\w*|schule\w*|gemeinde\w*|feiertag\w*|kindergarten|kindergärten|gräber\w*"
    r"|grabfeld\w*"
    r"|friedhof\w*|hochschule\w*|leben|kultur\w*|unterricht\w*|krankenhaus\w*|träger\w*|friedhöfe|fest\w*"
    r"|akademie|trauung"
    r"|hochzeit|taufe|bestattung\w*|beerdigung|literatur|religion|religionsunterricht|buch|bücher|studien"
    r"|verein\w*|parade"
    r"|bar|club|kneipe|szene|flagge|woche\w*|tag\w?\b|sprache|küche|pfarramt|jugend\w*|akte\w?|beratung\w*)"
)
_BELONGS = re.compile(r"\b(?:wir|ich|meine? \w+|familie) (?:gehör\w+|bin|sind|ist|war\w*) (?:\w+ ){0,4}$")
_ASKS = re.compile(
    r"\b(?:muss|kann|darf|soll|bekomme?|krieg\w*|brauch\w*|beantrage?|zahle?|habe?) (?:ich|wir|man) (?:da |denn "
    r"|auch |dann )?als"
    r" (?:\w+ )?$"
)
_NOUN = re.compile(
    r" (?:typ (?:\d|i{1,2})|stadium \w{1,3}|grad \d|anfall|anfälle|störung|erkrankung|leiden|syndrom|schub"
    r"|schübe|episode\w?|krise|erkrankt|krank)\b"
)
_BODY = (
    r"(?:knie\w{0,2}|hüften?|füßen?|beinen?|armen?|händen?|schultern?|rücken|wirbelsäule|hals|nacken|gelenken?|kopf"
    r"|brust|lunge|leber|nieren?|darm|magen|blut|gehirn|herz|augen?|ohren?|kiefer|prostata|haut|knochen|mund|zehen?)"
)
_PLACE = re.compile(
    rf" (?:in|im|an|am|auf) (?:(?:beiden|der|den|dem|meine[mnr]|meinen beiden|rechten|linken|allen) )*{_BODY}(?!\w)"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:im |in der )?(?:\d{1,2}\. ?|\w{3,12}ten )(?:monat|woche|ssw|schwangerschaftswoche) "
    r"|typ[ -](?:\d|i{1,2})[ -]|(?:sehr |stark |schwer |leicht |hochgradig |chronisch |dauerhaft |vollständig "
    r"|teilweise |unheilbar |fast |auf einem auge |halbseitig )(?=\w*$)"
    r"|(?:schwere[rns]?|leichte[rns]?|starke[rns]?|chronische[rns]?|beginnende[rn]?|akute[rns]?|bösartige[rns]?"
    r"|[^\W\d_]{4,20}ische[rns]?|angeborene[rns]?|streng|trockene[rn]?|gläubige[rn]?|praktizierende[rn]?) )$"
)
_GROUP_OF = re.compile(
    r" (?:gemeinde|glaubensgemeinschaft|gemeinschaft|kirche|religionsgemeinschaft|minderheit|familie|glaubens)(?!\w)"
)
_STAGE = re.compile(
    r" (?:im (?:\w{0,12}stadium|anfangsstadium|stadium \w{1,3})|mit (?:\w{2,12})?metastasen|in remission)(?!\w)"
)
_REACH = 110


def article9(small: str) -> Iterator[Span]:
    """Spans of kind ART9 in a text in small letters: the words that carry it, said about the writer or a relative."""
    yield from abroad(small)
    for found in _candidates(small):
        left, right = _clause(small, found.start(), found.end())
        term = found.group()
        if _THING.match(right) and not re.match(r" (?:leben|tag)", right) and not _BELONGS.search(left):
            continue
        if _is_said_of_oneself(term, left, right):
            yield Span(found.start() - len(_lead(left)), found.end() + len(_rest(right)), "ART9", 0.7)


def _rest(right: str) -> str:
    """What belongs to the word behind it: "epileptischer Anfall", "Arthrose in beiden Knien"."""
    found = _NOUN.match(right) or _STAGE.match(right) or _PLACE.match(right) or _GROUP_OF.match(right)
    return found.group() if found else ""


def _lead(left: str) -> str:
    """What belongs to the word before it: "im sechsten Monat schwanger", "schwere Depression"."""
    found = _BEFORE.search(left)
    return found.group() if found else ""


def _candidates(small: str) -> Iterator[re.Match[str]]:
    yield from _PHRASE.finditer(small)
    yield from _GROUP.finditer(small)
    for found in _TOKEN.finditer(small):
        if _WORD.fullmatch(found.group()):
            yield found


_BREAK = re.compile(r"(?<!\d)(?<!\bst)(?<!\bdr)(?<!\bnr)(?<!\bca)(?<!\bstr)[.?!;\n„:](?=\s|$|[^\d\w])")


def _clause(small: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind in the same sentence, at most some 110 characters."""
    left = small[max(0, start - _REACH) : start]
    right = small[end : end + _REACH]
    cuts = [found.end() for found in _BREAK.finditer(left)]
    stop = _BREAK.search(right)
    return left[cuts[-1] if cuts else 0 :].lstrip(), right[: stop.start()] if stop else right


def _is_said_of_oneself(term: str, left: str, right: str) -> bool:
    if _ASKS.search(left):
        return True
    if _DIRECT.search(left):
        return not _TOPIC.search(left[-40:]) or bool(
            re.search(r"\b(?:für|wegen|zu) (?:mein|unser)\w* \w*$", left[-30:])
        )
    said = list(_SELF.finditer(left))
    if said:
        between = left[said[-1].start() :]
        near = len(left) - said[-1].end() <= 2 and said[-1].group()[:3] in ("mei", "uns")
        if near or re.search(r"\bgehör\w* (?:\w+ )?(?:zur|zum|zu(?: den| der)?) $", left):
            return True
        if re.search(r"\b(?:gehört|gelesen|erfahren), dass\b", left):
            return False
        linked = _LINK.search(left[max(0, said[0].start() - 12) :])  # "habe ich", too or _LINK_BEHIND.match(right)
        return bool(linked) and not _TOPIC.search(_after_link(between).rsplit(",", 1)[-1])
    if _CAUSE.search(left) or re.search(r"\bals (?:\w+ )?$", left) or not left.strip():
        return bool(
            _SELF.search(right) or re.search(r"\b(?:ich|wir|mir|mich|uns|mein\w*)\b", right)
        ) and not _TOPIC.search(left)
    return bool(
        re.match(
            r"(?:,? und \w+)? (?:bin|hab|habe|sind|leide|hatte|war) (?:ich|wir)\b|,? (?:sagt|meint) (?:der"
            r"|mein) \w*arzt",
            right,
        )
    )


def _after_link(between: str) -> str:
    """What stands between the last verb or preposition that links and the word itself."""
    links = [found.end() for found in _LINK.finditer(between)]
    return between[links[0] :] if links else between
