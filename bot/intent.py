"""Which module of a page a question asks for: the fee, the documents, the deadline, the place …; pure."""

from __future__ import annotations

import re

from corpus.words import fold

_CUES: dict[str, str] = {
    "Kosten": r"kost(?:et|en|enlos|enfrei)\w*|gebuehr\w*|teuer|preis\w*|wie ?viel (?:geld|muss ich zahlen|zahl\w*|euro)|zahlen|bezahl\w*"
    r"|gratis|umsonst|cost\w*|fee|fees|how much|price|ucret\w*|kac para|ne kadar|koszt\w*|ile kosztuje|oplat\w*|combien|cout\w*|prix"
    r"|скільки кошту\w*|сколько сто\w*|вартість|стоимость|плата|كم (?:تكلف\w*|سعر|يكلف)\w*|رسوم|تكلفة",
    "Unterlagen": r"unterlagen|dokumente?n?|papiere|mitbringen|mitnehmen|vorlegen|nachweise?|formular\w*|was brauch\w*|brauche? ich (?:dafuer|dazu|fuer)"
    r"|was muss ich (?:alles )?(?:dabei|haben)|passfotos?|documents?|papers|bring|belge\w*|evrak\w*|документ\w*|довідк\w*|dokument\w*|مستندات|وثائق|اوراق",
    "Bearbeitungsdauer": r"wie lange (?:dauert|muss ich warten|wart\w*|braucht)|dauert|bearbeitungs(?:zeit|dauer)|wann (?:ist|kommt|krieg\w*|bekomm\w*|hab\w*)"
    r"|wartezeit|schon fertig|how long|ne kadar surer|jak dlugo|combien de temps|скільки часу|сколько времени|كم من الوقت|كم يستغرق",
    "Gültigkeit": r"wie lange (?:ist|gilt|gueltig)\w*|gueltig\w*|laeuft ab|abgelaufen|ablaufen|valid|expire\w*",
    "Fristen": r"frist\w*|bis wann|spaetestens|rechtzeitig|zu spaet|verpasst|wann muss|innerhalb|deadline|until when|by when|son tarih|termin mija"
    r"|до якого|срок\w*|délai|delai|متى|اخر موعد",
    "Zuständige Stelle": r"wo\b|wohin|welche[sr]? (?:amt|stelle|behoerde|buero|abteilung)|zustaendig\w*|adresse|telefon\w*|nummer|oeffnungszeit\w*"
    r"|geoeffnet|offen|ansprechpartner\w*|an wen|bei wem|where|which office|opening hours|nerede|hangi|nereye|gdzie|ou\b|de|куди|где|куда|اين",
    "Verfahrensablauf": r"wie (?:beantrag\w*|meld\w*|geht|mach\w*|laeuft|funktioniert|bekomm\w*|krieg\w*|komme?|kann ich|stelle?|bestell\w*|aender\w*)|ablauf"
    r"|online|internet|digital|per post|schritte|persoenlich|vollmacht|how (?:do|can|to)|nasil|jak\b|comment|як\b|как\b|كيف",
    "Voraussetzungen": r"darf|duerfen|wer (?:darf|kann|bekommt|kriegt|hat anspruch)|voraussetzung\w*|anspruch|bedingung\w*|ab welchem alter|wie alt|berechtigt"
    r"|who (?:can|may)|requirements?|eligible|kimler|sartlar\w*|warunki|kto moze|conditions?|хто може|кто может|من يحق",
    "Rechtsbehelf": r"widerspruch\w*|einspruch\w*|klage\w*|ablehn\w*|abgelehnt\w*|wehren|dagegen|nicht einverstanden|appeal|objection|itiraz\w*|odwolani\w*",
}
_PATTERNS = {module: re.compile(rf"\b(?:{cues})(?!\w)") for module, cues in _CUES.items()}


def modules_asked(question: str) -> tuple[str, ...]:
    """The modules a question names, in the order of the modules above; none for "Perso weg, was jetzt?"."""
    folded = fold(question)
    return tuple(module for module, pattern in _PATTERNS.items() if pattern.search(folded))
