"""Data of Art. 9 GDPR that citizens say about themselves or relatives: health, religion, origin, orientation, union."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

_HEALTH = (
    r"depression\w*|depresion\w*|depressiv\w*|diab\w{0,2}t\w{2,6}|zuckerkrank\w*|krebs(?!chere|tier)\w*|\w*krebs"
    r"|tumor\w*|leukämie|multiple\w? sklerose|ms|ms-kranke?|epilep\w+"
    r"|asthma\w*|copd|parkinson|demen(?:z|t)\w*|alzheimer|schlaganfall|herz(?:krank\w*|infarkt|fehler|schwäche"
    r"|problem\w*)|bluthochdruck|rheuma|arthrose|bandscheibenvorfall"
    r"|rücken(?:leiden|schmerzen)|migräne|hiv(?:[ -]?positiv\w*|[ -]infektion)?|aids|hepatitis(?: [abc])?"
    r"|tuberkulose|long[ -]?covid|me/cfs|fatigue\w*|burn-?out|angst(?:störung\w*"
    r"|zustände\w*|erkrankung)|panikattacken|psychose\w*|psychisch (?:krank|erkrankt|labil)|schizophren\w*"
    r"|bipolar\w*|borderline|trauma(?:ta|tisiert)?|ptbs|posttraumatisch\w* \w+"
    r"|adhs|autis(?:mus|tisch\w*|t|tin)|asperger\w*|down-?syndrom|trisomie(?: 21)?|querschnitts?gelähmt|gelähmt"
    r"|blind|gehörlos|schwerhörig|taub|sehbehindert|körperbehindert"
    r"|(?:zu \d{2,3} ?(?:%|prozent) )?(?:schwer|geh|geistig |schwerst)?behindert\w*|schwerbehinderung|behinderung"
    r"|gdb(?: von)? \d{2,3}|pflegebedürftig|merkzeichen \w{1,3}"
    r"|alkohol(?:iker\w*|abhängig\w*|krank|sucht|problem\w*)|drogen(?:abhängig|süchtig|sucht)|suchtkrank"
    r"|spielsüchtig|magersucht|magersüchtig|essstörung|bulimie|schwanger\w*"
    r"|fehlgeburt|abtreibung|dialyse\w*|nieren(?:krank|versagen|insuffizienz)|chronisch krank|krank(?:heit)"
    r"|\w{3,20}erkrankung|erkrankt an [\w ]{3,20}|morbus \w+|fibromyalgie"
    r"|neurodermitis|endometriose|mukoviszidose|rollstuhl(?:fahrer\w*)?|\w*allergie|zöliakie|chemo(?:therapie)?"
    r"|bestrahlung|magengeschwür|thrombose|lähmung|amputiert|impfschaden|stoma"
)
_FAITH = (
    r"(?:streng )?(?:gläubig\w*|muslim\w*|moslem\w*|islamisch\w*|christ(?:in|lich\w*)?|katholi(?:sch\w*|k\w{0,3})"
    r"|evangelisch\w*|protestant\w*|jüdisch\w*|jud(?:e|in)|jüdin|orthodox\w*"
    r"|buddhist\w*|hinduist\w*|hindu|atheist\w*|konfessionslos|alevit\w*|sunnit\w*|schiit\w*|jesid\w*|êzîd\w*"
    r"|eziden?|ezidin|jeside|zeug\w{1,2} jehovas|freikirchlich|baptist\w*"
    r"|mormon\w*|bahai|bahá'í|sikh|mennonit\w*|getauft|zum islam konvertiert|konvertiert\w*)"
)
_OTHER = (
    r"schwul\w*|lesbisch\w*|lesbe|homosexuell\w*|bisexuell\w*|transsexuell\w*|trans(?:gender|mann|frau"
    r"|ident)?(?!\w)|intergeschlechtlich|nicht-?binär|queer|asexuell|pansexuell"
    r"|sint[oi](?:za|zza)?|sintezza|rom(?:a|ni|nja)|kurd(?:e|in|isch\w*)|tschetschen\w*|schwarze[rn]?(?= (?:frau"
    r"|mann|person|deutsche))|afrodeutsch\w*|uigur\w*|tamil\w*|paschtun\w*|hazara"
    r"|mitglied (?:der|des|bei|bei der|von|in der) (?:ig metall|ig bce|ig bau|ver\.?di|gew|dgb|ngg|gdp|evg"
    r"|gewerkschaft|cdu|csu|spd|fdp|grünen|linken?|afd|bsw|npd)"
    r"|gewerkschafts?mitglied|gewerkschaft(?:er|erin|lich organisiert)|in der (?:gewerkschaft|afd|spd|cdu|csu|fdp"
    r"|linken|linkspartei|npd)|bei ver\.?di|bei den grünen|parteimitglied|kommunist\w*"
)
_FOREIGN = re.compile(
    r"(?<!\w)(?:(?:i have|i've got|i am|i'm|suffer from|my \w+ (?:has|is)"
    r"|i was diagnosed with) (?:\w+ ){0,3}?(?P<en>depression|diabetes|cancer|asthma|epilepsy|autism"
    r"|hiv(?:[ -]positive)?|ms|multiple sclerosis"
    r"|pregnant|disabled|blind|deaf|muslim|christian|catholic|jewish|hindu|sikh|gay|lesbian|bisexual|transgender"
    r"|trans|bipolar|anxiety|ptsd|dementia|adhd|autistic|schizophrenia|a union member|kurdish|roma)"
    r"|(?:sunt|am|sufăr de) (?:\w+ ){0,2}?(?P<ro>ortodox\w*|catolic\w*|musulman\w*|creștin\w*|evreu|evreică"
    r"|diabet|cancer|depresie|gravidă|însărcinată|handicap|epilepsie|rom|romă|gay|lesbiană|astm)"
    r"|(?:jestem|mam|choruję na) (?:\w+ ){0,2}?(?P<pl>katoli\w+|prawosławn\w+|muzułman\w+|żyd\w*|cukrzyc\w+"
    r"|depresj\w+|raka?|w ciąży|niepełnosprawn\w+|epilepsj\w+|astm\w+|gejem|lesbijką|świadkiem jehowy|autyzm\w*)"
    r"|(?:у мене|у меня|я|у моєї \w+|у мого \w+|у моей \w+|у моего \w+|в мене|хворію на"
    r"|болею) (?:\w+ ){0,2}?(?P<sl>рак\w{0,2}|діабет\w*|диабет\w*|депресі\w+|депресси\w+|інвалід\w*|инвалид\w*"
    r"|вагітн\w+|беременн\w+"
    r"|мусульман\w+|католи\w+|православн\w+|єврей\w*|еврей\w*|аутизм\w*|віл\b|вич\b|епілепсі\w+|эпилепси\w+"
    r"|астм\w+|туберкульоз\w*|туберкул[её]з\w*|гей\b|лесбіянк\w+|лесбиянк\w+|розсіян\w+ склероз\w*)"
    r"|(?P<tr>şeker hasta\w+|diyabet\w*|kanser\w*|depresyon\w*|hamile\w*|engelli\w*|alevi\w*|müslüman\w*"
    r"|kürd?t?\w*|epilepsi\w*|astım\w*|otizm\w*|eşcinsel\w*)(?=[^.?!\n]{0,20}(?:im\b|ım\b|yim\b|yım\b|üm\b|um\b"
    r"|var\b|hastası))"
    r"|(?:أنا|انا|عندي|لدي|أعاني من|اعاني من|ابني|زوجي|زوجتي|ابنتي)(?: \w+){0,2}? (?P<ar>(?:ال)?(?:سكري|سرطان"
    r"|اكتئاب|صرع|ربو|توحد)|مسلمة?|مسيحية?|حامل|معاقة?|مريضة?|كردية?|مرض \w+|إعاقة|درزية?|إيزيدية?|علوية?))(?!\w)"
)
_TERM = re.compile(rf"(?<![\w-])(?:{_HEALTH}|{_FAITH}|{_OTHER})(?![\w-])")

_STRONG = re.compile(
    r"(?:\b(?:ich|wir)(?: \w+){0,2} (?:hab\w{0,3}|bin|sind|leid\w{1,3}|war|sitze)|\b(?:hab|habe|haben|bin|leide"
    r"|ich,?)\b|\b(?:wegen|aufgrund|durch|mit) meine\w?"
    r"|\b(?:mein|unser)\w{0,2}\b|\bals\b|\b(?:sie|er) (?:ist|hat)\b)"
)


def article9(small: str) -> Iterator[Span]:
    """Spans of kind ART9 in a text in small letters: the words that carry it, said about the writer or a relative."""
    for found in _FOREIGN.finditer(small):
        name = found.lastgroup or ""
        yield Span(found.start(name), found.end(name), "ART9", 0.7)
    for found in _TERM.finditer(small):
        start = max(small.rfind(mark, max(0, found.start() - 90), found.start()) for mark in ".?!;\n„")
        clause = small[max(start + 1, found.start() - 90, 0) : found.start()]
        if _is_said_of_oneself(found.group(), clause, small[found.end() : found.end() + 30]):
            yield Span(found.start(), found.end(), "ART9", 0.7)


def _is_said_of_oneself(term: str, clause: str, after: str) -> bool:
    said = _STRONG.search(clause)
    if term == "ms" and not re.search(r"\b(?:habe?|hat|an|jahren|wegen) $", clause):
        return False
    if not said or re.match(
        r" (?:kirche|kita|schule|gemeinde|feiertag|kindergarten|gräber|friedhof|hochschule|leben|kultur)", after
    ):
        return False
    rest = clause[said.end() :]
    third = re.search(
        r"\b(?:für|bei|thema|gegen|über|menschen|personen|leute|welche|dürfen|man|wer|beratung\w*|schülerinnen"
        r"|jemand|andere)\b",
        rest,
    )
    asking = re.search(
        r"\b(?:muss|kann|darf|soll|finde|bekomme|krieg\w*|brauch\w*|beantrage|habe?|wer|zahle) (?:ich|man|wir)\b"
        r"|\bhabe? ich (?:als)?",
        clause,
    ) and not re.search(
        r"\b(?:bin|leide|hab|habe)\b(?! ich)|\bals\b|\bmeine\w?\b|\bmein\b", rest + clause[: said.end()]
    )
    return not third and not asking and not re.search(r"\b(?:man|jemand)\b", clause)
