"""Where a name is that of somebody known to all: whose books, concerts, streets or specimens one asks about; linear."""

from __future__ import annotations

import re

from bot.privacy.words import word_set

_LIBRARY = re.compile(
    r"\b(?:\w*bibliothek|\w*bücherei|mediathek|onleihe|librar(?:y|ies)|kütüphane\w*|б[иі]бл[иі]оте\w+|(?:ال)?مكتبة"
    r"|bibliote[ckc]\w*|bibliothèque|médiathèque)\b"
)
_BOOKS = re.compile(
    r"\b(?:bücher|bücher?n|buch|romane?|gedichte?|hörb[uü]ch\w*|krimis?|was von|etwas von|texte|books?|anything|novels?"
    r"|kitap\w*|kitab\w*|книг\w*|книж\w*|вірш\w*|стих\w*|на русском|українською|كتب|كتاب|روايات|książk\w*|wiersz\w*"
    r"|livres?|romans?|cărți|cărțile|carte de|liest|lesung)\b"
)
_STAGE = re.compile(
    r"\b(?:karten für|tickets? (?:for|für)|konzert\w*|concerts?|концерт\w*|konser\w*|koncer\w*|zagra|wystąpi|lesung"
    r"|zum stadtfest|auf dem stadtfest|gastspiel|ausstellung über|ausstellung von|ausstellung zu|exhibition|theaterplan"
    r"|spielplan|theaterstück|stück von|musical|im kino|ferienspaß mit|festival\w*|фестивал\w*|свят[іо] міста"
    r"|празднике города|مهرجان|حفلة?|dniach miasta|wystawa|exposition|spectacle|expoziți\w*|spectacol\w*)\b"
)
_HISTORY = re.compile(
    r"\b(?:wer (?:war|waren)|wann (?:lebte|starb|wurde|regierte)|nach wem|geburtshaus|ehrenbürger\w*|benannt"
    r"|heißt (?:der|die|das) (?:platz|straße|schule|brücke|park)"
    r"|stolperstein\w*"
    r"|gedenktafel|denkmal für|ausleihbar|auszuleihen|aufgeführt|who was|kimdi|ким був"
    r"|кто такой|kim był|правда ли,? что|чи правда,? що|stimmt es,? dass|is it true that)\b"
)
_SELF = re.compile(
    r"\b(?:ich|mein\w{0,2}|mich|mir|wir|unser\w{0,2}|herrn?|frau|i|my|me|ben|benim|я|мне|мені|мой|моя|мій|ja|mi|mój|moja"
    r"|eu|meu|mea|je|mon|ma|moi|أنا|انا|اسمي)\b"
)
_LONGEST = 160

DEDICATED = word_set(
    """
    denkmal statue büste standbild rue avenue boulevard quai ulica ulicy ulicę ulicach plac placu skwer imienia
    pomnik pomnika вулиця вулиці вулицю площа площі улица улицы улице площадь площади пам'ятник пам'ятника памятник
    памятника имени імені strada străzii bulevardul piața statuia شارع ساحة تمثال monument
    """
)
"""What stands before a name in honour of whom it is called so or was made."""

DEDICATED_BEHIND = word_set(
    """
    caddesi caddesinde sokağı sokak meydanı meydanında bulvarı bulvarında heykeli parkı okulu street square road avenue
    statue monument denkmal statuette
    """
)
"""What stands behind it, in Turkish and English."""

_SAMPLE = re.compile(
    r"\b(?:\w*muster\w*|beispiel\w*|vorlage\w*|anleitung\w*|examples?|samples?|template|örne\w*|зразк\w*|зразок|образ[ец]\w*"
    r"|приклад\w*|пример\w*|(?:ال)?نموذج|مثال|przykład\w*|wz[oó]r\w*|exemples?|modèles?|exempl\w*|model)\b"
)
_SAMPLES = word_set(
    """
    john_doe jane_doe john_smith jan_kowalski anna_kowalska jean_dupont marie_dupont ion_popescu maria_popescu
    иван_иванов иванов_иван іван_іваненко іван_іванов иван_петров ali_veli ahmet_yılmaz
    max_muster erika_muster anna_muster
    """
)
PLACEHOLDERS = word_set("mustermann musterfrau mustermanns mustermännin musterkind mustername muster musterfamilie")
"""Surnames of nobody."""


def is_about_the_famous(small: str) -> bool:
    """Whether a short text asks about works, stages or somebody of the past, and says nothing of the writer."""
    if len(small) >= _LONGEST or _SELF.search(small):
        return False
    if _HISTORY.search(small):
        return True
    asks = "?" in small or "؟" in small or len(small) < 70
    return asks and bool(_STAGE.search(small) or (_LIBRARY.search(small) and _BOOKS.search(small)))


def is_sample(small: str, first: str, last: str) -> bool:
    """Whether the two words are the name that specimens of forms bear, and the text speaks of a specimen."""
    return f"{first}_{last}" in _SAMPLES and bool(_SAMPLE.search(small))
