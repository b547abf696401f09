"""Sentences in which structured numbers stand, with and without a word for them, and harmless ones with numbers."""

from __future__ import annotations

import re
from random import Random

from bot.privacy import Label

CARRIERS: dict[Label, tuple[str, ...]] = {
    "IBAN": (
        "Meine IBAN: {}, bitte ändern",
        "konto {} für das elterngeld",
        "Erstattung an {} bitte",
        "hesap numaram {} budur",
        "перекажіть на рахунок {} будь ласка",
        "IBAN {}\nKontoinhaber bin ich selbst",
    ),
    "PHONE": (
        "Tel. {} bitte abends",
        "meine nummer ist {}, danke",
        "Rückruf unter {} erbeten",
        "Sie erreichen mich: {}",
        "call me on {} please",
        "мій телефон {} дзвоніть",
        "telefonum {} arayın",
        "رقم هاتفي {} شكرا",
    ),
    "TAX_ID": (
        "Meine Steuer-ID lautet {}, reicht das?",
        "steuer id {} vom kind",
        "IdNr. {} steht da",
        "my tax id is {} thanks",
    ),
    "TAX_NUMBER": ("Steuernummer {}, wer ist zuständig", "StNr. {} vom Finanzamt", "unsere steuernummer lautet {}."),
    "PENSION_NO": (
        "Rentenversicherungsnummer {}, wo ist die Stelle",
        "sv-nr {} vom ausweis",
        "meine Sozialversicherungsnummer ist {}.",
    ),
    "HEALTH_NO": ("Krankenversichertennummer {}, stimmt die?", "kvnr {} aok", "Versichertennummer: {}"),
    "ID_CARD": (
        "Mein Personalausweis {} ist weg",
        "ausweisnummer {} verloren",
        "Perso Nr. {}, abgelaufen",
        "my id card {} was stolen",
    ),
    "PASSPORT": (
        "Reisepass {} gestohlen",
        "Passnummer: {}, läuft ab",
        "passport number {} lost",
        "номер паспорта {} потеряла",
    ),
    "DRIVING_LICENCE": (
        "Führerschein {} umtauschen",
        "führerscheinnummer {} wo",
        "Fahrerlaubnis Nr. {}, ausgestellt 1999",
    ),
    "RESIDENCE_PERMIT": ("Aufenthaltstitel {} läuft ab", "AZR-Nummer {}, Termin?", "residence permit {} expires"),
    "PLATE": (
        "Mein Auto {} wurde abgeschleppt",
        "Kennzeichen {} abmelden",
        "falschparker {} vor der einfahrt",
        "my car {} was towed",
    ),
    "CASE_NO": ("Aktenzeichen {}, gibt es Neues?", "Az. {} vom Amt", "mein zeichen ist {}.", "Gz: {} bitte prüfen"),
    "CUSTOMER_NO": (
        "Kundennummer {}, wer hilft",
        "BG-Nummer {} und kein Geld",
        "Vorgangsnummer: {}",
        "Kassenzeichen {} gemahnt",
        "Leserausweis {} Bücherei gesperrt",
    ),
    "CHILD_BENEFIT_NO": ("Kindergeldnummer {}, umgezogen", "kg-nr {} kind ist 18", "Familienkasse {} Bescheid"),
    "CARD": ("Kreditkarte {} wird abgelehnt", "mit karte {} bezahlt", "credit card {} charged twice"),
    "IP": ("meine IP ist {}, gesperrt", "Anschluss {} kommt nicht rein", "IP-Adresse: {}", "my ip {} is blocked"),
    "DOB": (
        "geb. {} in Gera",
        "Geburtsdatum: {}, stimmt so",
        "meine tochter ist am {} geboren",
        "geboren am {} in Izmir",
        "born on {} in Berlin",
        "дата рождения {} указана неверно",
        "doğum tarihim {} yanlış yazılmış",
    ),
}
BARE: tuple[str, ...] = (
    "{}",
    "Hier: {}",
    "also {} und jetzt?",
    "Guten Tag,\n{}\nDanke",
    "geht um {}, bitte helfen",
    "it is {} thanks",
    "вот {} спасибо",
    "هذا {} شكرا",
)
"""Sentences that do not say what the number is."""
SHAPED: tuple[Label, ...] = (
    "IBAN",
    "PHONE",
    "TAX_ID",
    "TAX_NUMBER",
    "PENSION_NO",
    "HEALTH_NO",
    "DRIVING_LICENCE",
    "CHILD_BENEFIT_NO",
    "CARD",
    "IP",
    "CASE_NO",
    "CUSTOMER_NO",
    "ID_CARD",
    "PASSPORT",
    "RESIDENCE_PERMIT",
)
"""Kinds that are found by their shape alone."""
HARMLESS: tuple[str, ...] = (
    "Kostet das <1-900>,<10-99> € oder <2-900> Euro?",
    "Ist ein Einkommen von <10-99>.<000-999>,<00-99> Euro im Jahr zu hoch?",
    "Haushalt <1-99>.<000-999>.<000-999> Euro, stimmt das?",
    "Hat die Stadt <1-9>.<000-999>.<000-999> Einwohner?",
    "Bis <2-9>0.000 Einwohner oder <100-900>.000?",
    "How much is it, <10-99>.<00-99> euros or EUR <10-200>?",
    "Was steht in § <1-120> Abs. <1-9> Satz <1-5> SGB <I|II|X|XII>?",
    "Gelten §§ <10-60> bis <61-120> AufenthG oder Art. <1-40> DSGVO?",
    "BSG vom <1-28>.<1-12>.<2008-2024> - B <4-14> AS <1-99>/<10-24> R, gilt das?",
    "BVerfG 1 BvL <1-19>/<10-24> und BGH VIII ZR <10-399>/<10-24>",
    "Randnummer <1-300>, Drucksache <17-21>/<100-9999>, Seite <1-400>?",
    "Der Bescheid vom <01-28>.<01-12>.<2023-2026> kam spät.",
    "Mein Termin ist am <1-28>.<1-12>.<2025-2026> um <8-17>:<00|15|30> Uhr.",
    "Frist bis <1-28>. <Januar|März|Mai|Oktober> <2025-2027>, reicht das?",
    "Kann ich am <1-28>/<1-12>/<2025-2026> kommen, Raum <1-4>.<10-40>?",
    "Seit <1990-2025> wohne ich hier, ich bin <18-99> Jahre alt.",
    "Schuljahr <2024/2025|2025/26|2026/2027>, wann anmelden?",
    "Offen Mo-Do <7-9>:<00|30>-<12-18>:00 und Fr <7-9>-<12-14> Uhr?",
    "Ist die <115|112|110|116 117|116 116|0800 1110111|0800 4 5555 00|0180 5 123456> am Sonntag besetzt?",
    "Welches Amt ist für <10000-99998> zuständig?",
    "Ist das Jobcenter in der Bahnhofstraße <1-90> barrierefrei?",
    "Formular <V0100|R0810|KG1|WBS 2|ELSTER 27|KDU|8a> auf Türkisch, Stand <01-12>/<2022-2026>?",
    "Die Wohnung hat <20-140>,<1-9> qm und <1-6> Zimmer.",
    "Fehler <404|500|0x80070057|503> in Firefox <90-140>.0.<0-9>",
    "Fährt der Bus <10-999> oder die Linie <1-20>?",
    "Ist die B <1-500> oder die A <1-100> gesperrt?",
    "Anhänger <5-35>00 kg mit Klasse <B|BE|C1E|B96>?",
    "Wartenummer <A|B|C><10-999>, war ich zu spät?",
    "Pasaport <2024-2027> yılında kaç euro?",
    "Faut-il le formulaire <10000-16000>*<01-09> ?",
    "Leserausweis <2025-2027> verlängern, was kostet das?",
)
"""Harmless numbers: <1-28> stands for one between, with as many digits as the first has; <a|b> for one of them."""


def filled(chance: Random, template: str) -> str:
    """The template with numbers and words by chance."""
    return re.sub("<([^<>]+)>", lambda found: _chosen(chance, found.group(1)), template)


def _chosen(chance: Random, choice: str) -> str:
    bounds = re.fullmatch(r"(\d+)-(\d+)", choice)
    if bounds is None:
        return chance.choice(choice.split("|"))
    low, high = bounds.groups()
    return f"{chance.randint(int(low), int(high)):0{len(low)}}"
