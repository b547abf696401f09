"""What a question asks for: a module of the page (fee, documents, deadline …), an amount, a time; pure.

Cues are folded as `corpus.words.fold` folds a question, and stand for whole words unless they end in an open `\\w*`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.words import fold

_CUES: dict[str, tuple[str, ...]] = {
    "Kosten": (
        r"kost(?:e?t|e?n|enlos|enfrei)?\w*|gebuehr\w*|teuer|(?:auf)?preis\w*|gratis|umsonst|zahlen|bezahl\w*",
        r"was (?:nehmt|verlangt|berechnet|wollt) ihr",
        r"wie ?viel (?:geld|muss ich zahlen|zahl\w*|euro|ist)",
        r"cost\w*|fee|fees|how much|price|ucret\w*|kac para|ne kadar|koszt\w*|ile|oplat\w*|combien|cout\w*|prix",
        r"скільки (?:кошту\w*|буде)|вартість|скільки|сколько|стоимость|плата|كم|رسوم|تكلفة|سعر",
    ),
    "Unterlagen": (
        r"unterlagen|dokumente?n?|papiere|mitbringen|mitnehmen|vorlegen|nachweise?|passfotos?|dabei(?: sein| haben)?",
        r"was (?:brauch\w*|muss ich (?:alles )?haben|muss mit)|brauche? ich (?:dafuer|dazu|fuer|alles)",
        r"documents?|papers|bring|belge\w*|evrak\w*|документ\w*|довідк\w*|dokument\w*|مستندات|وثائق|اوراق",
    ),
    "Bearbeitungsdauer": (
        r"wie lange? (?:dauert|muss (?:ich|man) warten|wart\w*|braucht|brauchen)|dauert|dauer|wartezeit|schon fertig",
        r"wie schnell",
        r"bearbeitungs(?:zeit|dauer)|wann (?:ist|kommt|krieg\w*|bekomm\w*|hab\w*)",
        r"how long|ne kadar surer|jak dlugo|combien de temps|як довго|как долго|كم من الوقت|كم يستغرق",
    ),
    "Gültigkeit": (r"wie lang(?:e)? (?:ist|gilt|gueltig)\w*|gueltig\w*|valid|expires?",),
    "Fristen": (
        r"frist\w*|bis wann|spaetestens|rechtzeitig|zu spaet|verpasst|wann muss|wie lange habe? ich|innerhalb",
        r"deadline|until when|by when|son tarih|do kiedy|до як\w*|срок\w*|delai|اخر موعد",
    ),
    "Öffnungszeiten": (
        r"oeffnungszeit\w*|geoeffnet|offen|wann (?:hat|habt|macht|kann ich)|(?:montag|dienstag|mittwoch|donnerstag"
        r"|freitag|samstag)s?|opening hours|open|часи роботи|часы работы",
    ),
    "Zuständige Stelle": (
        r"wo|wohin|welche[sr]? (?:amt|stelle|behoerde|buero|abteilung)|zustaendig\w*|adresse|telefon\w*|an wen|bei wem",
        r"oeffnungszeit\w*|geoeffnet|ansprechpartner\w*|where|which office|nerede|hangi|nereye|gdzie|ou",
        r"куди|де|где|куда|اين",
    ),
    "Verfahrensablauf": (
        r"wie (?:beantrag\w*|meld\w*|geht|mach\w*|laeuft|funktioniert|bekomm\w*|krieg\w*|komme?|kann (?:ich|man))",
        r"wie (?:stelle?|bestell\w*|aender\w*|muss ich)|ablauf|online|internet|digital|per post|schritte|persoenlich",
        r"how (?:do|can|to)|nasil|jak|comment|як|как|كيف",
    ),
    "Voraussetzungen": (
        r"wer (?:darf|kann|bekommt|kriegt|hat anspruch)|voraussetzung\w*|anspruch|bedingung\w*|ab welchem alter",
        r"wie alt|berechtigt|who (?:can|may)|requirements?|eligible|kimler|sartlar\w*|warunki|kto moze",
        r"хто може|кто может|من يحق",
    ),
    "Rechtsbehelf": (
        r"widerspruch\w*|klage\w*|abgelehnt\w*|ablehn\w*|wehren|dagegen|nicht einverstanden",
        r"appeal|objection|itiraz\w*|odwolani\w*|оскарж\w*|обжалов\w*|اعتراض",
    ),
}
_MODULES = {module: re.compile(rf"\b(?:{'|'.join(cues)})(?!\w)") for module, cues in _CUES.items()}
_AMOUNT = re.compile(
    r"\b(?:wie ?viele?|wie (?:hoch|alt|gross|weit|breit|tief|schwer)|welche[ms]? alter"
    r"|hoehe|hoechstens|mindestens|betrag|strafe|belohnung|prozent)(?!\w)"
)
_TIME = re.compile(
    r"\b(?:wann|wie (?:lang|lange|alt|schnell|oft)|bis|ab welchem|frist\w*|dauer\w*|nach wie vielen|seit)(?!\w)"
)

_WHAT_NOW = re.compile(
    r"\bwas (?:jetzt|nun|tun|mache? ich|soll ich)|\bwas (?:muss|muessen|kann|koennen) (?:ich|wir) (?:(?:jetzt|alles) )?"
    r"(?:tun|machen)|what (?:now|to do|should i do)|ne yapmaliyim|co (?:robic|teraz)|que faire|що робити|что делать"
    r"|ماذا افعل"
)
_ABOUT_ME = re.compile(r"\b(?:ich|wir|mein\w*|unser\w*|mir|uns|mich|weg|verloren|geklaut|kaputt|gestorben)\b")
_ASKING = re.compile(
    r"^(?:kann|koennen|darf|duerfen|muss|muessen|soll|ist|sind|hat|haben|gibt|bekomm\w*|krieg\w*|wird|werden|brauch\w*|can"
    r"|do|does|is|are|may|must)\b|\b(?:wer|wie|was|wann|warum|wieso|welche\w*|ob|who|what|when|why|which)\b"
    r"|\b(?:kann|koennt|koennen|darf|duerfen|muss|muessen|soll|sollen|gibt|geht|zaehlt|reicht|zahlt|brauch|brauche"
    r"|krieg|kriege|bekomm|bekomme|ist|sind|wird|wirkt|steht|haben|habt) (?:da |denn |dann )?(?:ich|wir|man|ihr|er"
    r"|sie|es|das|der|die|den|dem|mein\w*|unser\w*|jemand|noch|trotzdem|auch)\b|\bgibts\b"
)
_ASKING_ABROAD = re.compile(
    r"\b(?:kac|nasil|nere\w*|hangi|kim|mi|mu|neden|ile|jak|gdzie|kiedy|czy|kto|comment|combien|quand|quel\w*|qui"
    r"|скільки|сколько|як|как|де|где|куди|куда|коли|когда|чи|хто|кто|كم|كيف|اين|متى|هل)\b"
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Modules in the order of likelihood, and whether an amount, a time or an address is wanted.

    A `situation` asks for nothing: "Ich bin umgezogen", "kimliğimi kaybettim".
    """

    modules: tuple[str, ...]
    amount: bool
    time: bool
    place: bool
    situation: bool


def intent_of(question: str, language: str = "de") -> Intent:
    """What a question asks for."""
    folded = fold(question)
    modules = tuple(module for module, pattern in _MODULES.items() if pattern.search(folded))
    timed = {"Bearbeitungsdauer", "Fristen", "Gültigkeit", "Öffnungszeiten"} & set(modules)
    amount = "Kosten" in modules or bool(_AMOUNT.search(folded))
    time = bool(timed or _TIME.search(folded))
    return Intent(
        modules=modules,
        amount=amount,
        time=time,
        place="Zuständige Stelle" in modules,
        situation=bool(_WHAT_NOW.search(folded))
        or (not (modules or amount or time) and _is_told(question, folded, language)),
    )


def _is_told(question: str, folded: str, language: str) -> bool:
    """Whether something is told rather than asked."""
    if re.search(r"[?؟]", question) or _ASKING.search(folded) or (language != "de" and _ASKING_ABROAD.search(folded)):
        return False
    return bool(_ABOUT_ME.search(folded)) or language != "de"
