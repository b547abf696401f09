"""What turns a statement: negation, must and may, only and except, before and after; in the supported languages.

Every cue is a pattern over plain text in small letters; linear.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NEGATION = re.compile(
    r"\b(?:nicht|nie|niemals|kein(?:e[mnrs]?)?|keinerlei|weder|nichts|niemand(?:en|em)?|nirgends|ohne"
    r"|ausgeschlossen|verboten|unzulässig|untersagt|ablehn\w*|abgelehnt|zu ist|geschlossen|entbehrlich"
    r"|verzichte\w*|(?:an)?statt(?= \w)|anstelle"
    r"|not|no|never|without|cannot|n't|isn't|don't|aren't"
    r"|değil|yok|olmadan|olmaz|edilmez|gerekmez|\w+(?:maz|mez|madan|meden|mıyor|miyor|muyor|müyor|amaz|emez)\w{0,4}"
    r"|не|ні|без|немає|нет|ни|нельзя|неможливо|nie|bez|brak|ne|pas|sans|jamais|aucune?|لا|لن|لم|ليس|بدون|دون|غير)\b"
)
_MUST = re.compile(
    r"\b(?:muss|musst|müssen|müsst|pflicht(?:ig)?|\w+pflicht|\w+pflichtig|verpflichtet|verpflichtung|erforderlich"
    r"|notwendig|nötig|zwingend"
    r"|benötig\w*|brauch\w*|braucht|bedarf|bedürfen|vorgeschrieben|voraussetzung|vorausgesetzt|verlangt|gehört"
    r"|gehören|unbedingt"
    r"|(?:hat|haben|ist|sind)\b[^.;:]{0,120}?\b(?:zu \w+en|\w+zu\w+en)\b|\w+zu(?:legen|reichen|melden|zeigen"
    r"|geben|füllen|führen|teilen|weisen|stellen|bringen|nehmen|fordern)|anzu\w+en|vorzu\w+en|abzu\w+en"
    r"|mitzu\w+en|einzu\w+en"
    r"|must|have to|has to|need|needs|required|obliged|mandatory|zorunda\w*|gerek\w*|zorunlu|şart|lazım"
    r"|повинн\w+|мусит\w*|потрібн\w+|необхідн\w+|обов'язков\w+|долж\w+|нужн\w+|необходим\w+|обязан\w*|musi\w*"
    r"|należy|trzeba|wymagan\w+"
    r"|doit|doivent|devez|faut|nécessaire|obligatoire|يجب|ينبغي|يلزم|مطلوب|ضروري)\b"
)
_IMPERATIVE = re.compile(
    r"^\s*(?:bitte )?(?!sie\b)\w+(?:en|n)\s(?:sie|den|die|das|ihre?n?|sich|zu)\b|\b(?!können|dürfen|sollen|müssen"
    r"|haben|werden|wollen|möchten|sind|zahlen|erhalten|bekommen|brauchen|benötigen|kommen)\w+en sie (?:bitte "
    r"|sich |den |die |das |ihre?n? |zum |beim |bei |zur |eine? )"
)
_MAY = re.compile(
    r"\b(?:kann|kannst|könn\w*|darf|dürf\w*|möglich|erlaubt|zulässig|gestattet|berechtigt|befugt|freiwillig"
    r"|freigestellt|wahlweise|auf wunsch"
    r"|lässt sich|lassen sich|optional|recht|anspruch|riskier\w*|droht|drohen"
    r"|can|may|could|allowed|possible|optional|ebilir\w*|abilir\w*|\w+(?:abilir|ebilir)\w*|mümkün|може\w*|можна"
    r"|можете|можна|может\w*|можно|дозволен\w*|разреш\w*|może\w*|można|peut|peuvent|pouvez|possible|يمكن\w*|يجوز"
    r"|يحق)\b"
)
_SHOULD = re.compile(
    r"\b(?:soll|sollen|sollte|sollten|empfohlen|empfiehlt|empfehlen|ratsam|am besten|möglichst|should|recommended"
    r"|варто|слід|следует|należałoby|devrait|önerilir|يُنصح)\b"
)
_LOOSE = re.compile(
    r"\b(?:in der regel|regelmäßig|meist(?:ens)?|grundsätzlich|normalerweise|üblicherweise|häufig|etwa|ungefähr"
    r"|circa|ca\.|gewöhnlich|usually|generally)\b"
)
_UNIVERSAL = re.compile(
    r"\b(?:immer(?! (?:wieder|noch|mehr))|stets|jederzeit|ausnahmslos|automatisch|in jedem fall|auf jeden fall"
    r"|überall|alle[nmrs]?(?! (?:\d|zwei|drei|vier|fünf|sechs|zehn))|jede[nmrs]?|je(?= \w+\b)|pro(?= \w)"
    r"|sämtliche\w*|generell|beliebig\w*|unabhängig|egal|dauerhaft|ohne weiteres|always|all|every|her zaman|tüm"
    r"|завжди|усі|всі|всегда|все|zawsze|wszyscy|toujours|tous|دائما|جميع)\b"
)
_ONLY = re.compile(
    r"\b(?:nur|ausschließlich|lediglich|allein(?!erzieh)|bloß|erst|einzig|only|just|solely|sadece|yalnızca|лише"
    r"|тільки|только|лишь|tylko|seulement|فقط)\b"
)
_CONDITION = re.compile(
    r"\b(?:wenn|falls|sofern|soweit|solange|vorausgesetzt|es sei denn|außer|ausgenommen|ausnahme|nur"
    r"|unter der bedingung|im einzelfall|gegen nachweis|auf antrag|auf verlangen|if|unless|eğer|якщо|если|jeśli"
    r"|si|إذا)\b"
)
_EXCEPT = re.compile(
    r"\b(?:außer|ausgenommen|es sei denn|mit ausnahme|nicht jedoch|ausnahme|abgesehen|except|unless|hariç|крім"
    r"|кроме|oprócz|sauf|إلا)\b"
)
_ALSO = re.compile(r"\b(?:auch|ebenfalls|sogar|selbst wenn|auch wenn|also|even|dahi|також|тоже|również|aussi|أيضا)\b")
_CASES = {
    "negation": _NEGATION, "must": _MUST, "may": _MAY, "should": _SHOULD, "loose": _LOOSE, "universal": _UNIVERSAL,
    "only": _ONLY, "condition": _CONDITION, "except": _EXCEPT, "also": _ALSO,
}  # fmt: skip


_SAME = (  # a negation that is a limit, a price or a term in other words
    (re.compile(
    r"\b(?:nicht|nie|nie(?:mals)? noch|kaum) (älter|mehr|länger|höher|größer|jünger|später|früher|weniger) als\b"),
     r"höchstens"),
    (re.compile(
    r"\bmehr als ([^.;]{0,40}?)\b(?:nicht (?:erlaubt|zulässig|gestattet|möglich)|unzulässig|verboten)\b"),
     r"höchstens \1 zulässig"),
    (re.compile(r"\bnoch (?:nicht|keine?n?) (?=\d|\w+ jahr)"), "unter "),
    (re.compile(
    r"\bkein\w{0,2} (?:\w+ )?(\w*(?:gebühr|kosten|beitrag|beiträge|eintritt|steuer|eigenanteil"
    r"|entgelt)\w{0,2})\b(?: \w+)?"), r"kostenlos \1"),
    (re.compile(
    r"\bnichts(?: extra)? (?:be)?zahl\w*|\bzahl\w* (?:\w+ ){0,4}?nichts\b|\bkostet (?:\w+ ){0,2}?nichts\b"
    r"|\bnichts zu\w* zahl\w*"), "kostenlos"),
    (re.compile(r"\b(?:ohne|kein) ablaufdatum\b|\bnicht befristet\b"), "unbefristet"),
    (re.compile(r"\bnicht nur\b"), "auch"),
    (re.compile(r"\bnicht öffentlich\b"), "nichtöffentlich"),
)  # fmt: skip


@lru_cache(maxsize=8_192)
def evened(text: str) -> str:
    """The text in small letters, with limits and prices in one wording: "nicht älter als" is "höchstens"."""
    small = text.lower()
    for pattern, other in _SAME:
        small = pattern.sub(other, small)
    return small


@lru_cache(maxsize=8_192)
def cues(text: str) -> dict[str, int]:
    """How often each kind of cue stands in a text."""
    small = evened(text)
    found = {name: len(pattern.findall(small)) for name, pattern in _CASES.items()}
    found["must"] += bool(_IMPERATIVE.search(small))
    return found


# What turns a statement into its opposite when one stands for the other.
_PAIRS = (
    (
    r"\bvor(?:her)?\b|\bbevor\b|\bvorab\b|\bvorhergehend\w*|\bvorangehend\w*|\bvorherig\w*|\bvorig\w*|\bzuvor\b"
    r"|\bfrüher\b",
    r"\bnach(?:dem|her)?\b(?! (?:antrag|absprache|aufwand|vereinbarung|dem einkommen|§|art|größe))|\bdanach\b"
    r"|\bfolgend\w*|\bspäter\b|\banschließend\b|\bnächst\w*|\bkommend\w*"),
    (
    r"\bmindestens\b|\bwenigstens\b|\bab\b(?! dem \d)|\bmehr als\b|\büber\b(?= \d)|\bälter als\b|\bnicht unter\b"
    r"|\büber[st]{1,2}ei\w+",
    r"\bhöchstens\b|\bmaximal\b|\blängstens\b|\bweniger als\b|\bjünger als\b|\bunter\b(?= \d)|\bnicht mehr als\b"
    r"|\bbis zu\b|\bunterschrei\w+|\bnicht über\w*"),
    (r"\bfrühestens\b|\bab dem\b|\bab \d", r"\bspätestens\b|\bbis zum\b|\bbis \d"),
    (
    r"\bkostenlos\w*|\bkostenfrei\w*|\bgebührenfrei\w*|\bunentgeltlich\w*|\bumsonst\b|\bgratis\b"
    r"|\bbeitragsfrei\w*|\bsteuerfrei\w*|\bnichts\b",
    r"\bkostenpflichtig\w*|\bgebührenpflichtig\w*|\b\d+(?:,\d+)? (?:euro|€|eur)\b|\bkostet\b(?! nichts)"
    r"|\bgebühr wird\b"),
    (
    r"\bunbefristet\w*|\bdauerhaft\w*|\bkein ablaufdatum\b|\bunbegrenzt\b",
    r"\bbefristet\w*|\bvorübergehend\w*|\bzeitlich begrenzt\b|\bablaufdatum\b"),
    (r"\bpersönlich\w*", r"\bonline\b|\bper post\b|\bschriftlich\w*|\btelefonisch\w*|\bvertreten\b|\bvollmacht\b"),
    (r"\bschriftlich\w*", r"\bmündlich\w*|\btelefonisch\w*|\bformlos\w*"),
    (
    r"\bsteigt\b|\bsteigen\b|\berhöh\w*|\büberschreit\w*|\büberstei\w*|\bmehr\b",
    r"\bsinkt\b|\bsinken\b|\bverringer\w*|\bunterschreit\w*|\bminder(?:t|n)\b|\bermäßig\w*|\bweniger\b"),
    (r"\berste[nrs]?\b", r"\bzweite[nrs]?\b|\bdritte[nrs]?\b|\bletzte[nrs]?\b"),
    (r"\bbeginnt\b|\bbeginn\b", r"\bendet\b|\bende\b|\bablauf\b"),
    (r"\bohne\b", r"\bmit\b"),
    (
    r"\binland\w*|\binnerhalb deutschlands\b|\binnenbereich\b",
    r"\bausland\w*|\baußerhalb deutschlands\b|\baußenbereich\b"),
    (r"\böffentlich\w*", r"\bnicht ?öffentlich\w*|\bgeheim\w*"),
    (r"\bganz(?:e[nrs]?)?\b|\bvoll(?:e[nrs]?|ständig)?\b", r"\bhälfte\b|\bhalb(?:e[nrs]?)?\b|\bteilweise\b"),
    (r"\bbrutto\w*", r"\bnetto\w*"),
    (
    r"\bmonatlich\b|\bim monat\b|\bpro monat\b|\bje monat\b",
    r"\bjährlich\b|\bim jahr\b|\bpro jahr\b|\bje jahr\b|\bje tag\b|\btäglich\b|\bje woche\b|\bwöchentlich\b"
    r"|\beinmalig\b"),
    (r"\bhauptwohnung\w*|\bhauptwohnsitz\w*", r"\bnebenwohnung\w*|\bzweitwohnung\w*|\bnebenwohnsitz\w*"),
    (r"\blaufend\w* (?:kalender|schul)?jahr\w*",
    r"\bvorangehend\w*|\bvorherig\w*|\bfolgend\w*|\babgelaufen\w*|\bkommend\w*"),
    (
    r"\bkommend\w*|\bnächst\w*|\bfolgend\w*|\bkünftig\w*",
    r"\babgelaufen\w*|\bvergangen\w*|\bvorig\w*|\bvorangehend\w*|\bletzt\w*"),
    (r"\beinzug\w*|\beinzieh\w*|\beinge?zogen\w*", r"\bauszug\b|\bauszieh\w*|\bausgezogen\w*"),
    (r"\bzuschuss\w*", r"\bdarlehen\w*|\bleih\w*"),
    (r"\bheirat\w*|\bhochzeit\w*|\beheschließ\w*", r"\bscheid\w*|\bgeschieden\w*"),
    (r"\ballein(?:ige[nr]?)?\b", r"\bgemeinsam\w*|\bbeide[nr]?\b|\bnicht allein\b"),
    (r"\bvolljährig\w*|\berwachsene\w*", r"\bminderjährig\w*|\bkinder?n?\b|\bjugendliche\w*"),
)  # fmt: skip
_OPPOSITES = tuple((re.compile(one), re.compile(other)) for one, other in _PAIRS)


def opposite(said: str, there: str) -> int:
    """How many pairs of opposites stand on different sides: the sentence says one, its source only the other."""
    small, source = evened(said), evened(there)
    count = 0
    for one, other in _OPPOSITES:
        mine = (bool(one.search(small)), bool(other.search(small)))
        theirs = (bool(one.search(source)), bool(other.search(source)))
        count += mine != theirs and mine in ((True, False), (False, True)) and theirs == mine[::-1]
    return count
