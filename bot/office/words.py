"""What the office calls outcomes, kinds, reasons and languages: the names that QA reads instead of ours; pure data."""

from __future__ import annotations

from typing import Final

OUTCOMES: Final = {
    "answered": "beantwortet",
    "clarify": "Rückfrage",
    "advice": "an Beratung verwiesen",
    "account_data": "eigener Vorgang",
    "no_source": "keine Quelle",
    "out_of_scope": "fremdes Thema",
    "greeting": "Gruß oder Dank",
    "crisis": "Notlage",
    "blocked": "zurückgewiesen",
    "unavailable": "nicht verfügbar",
    "overloaded": "überlastet",
    "failed": "Fehler",
    "": "nicht beendet",
}
"""`bot.events.Outcome`; a test compares."""

KINDS: Final = {
    "information": "Auskunft",
    "advice": "Beratung",
    "account_data": "eigener Vorgang",
    "crisis": "Notlage",
    "greeting": "Gruß oder Dank",
    "out_of_scope": "fremdes Thema",
    "abuse": "Beleidigung oder Drohung",
    "injection": "Angriff auf den Chatbot",
}
"""`bot.kinds.KINDS`."""

VERDICTS: Final = {
    "answer": "antworten",
    "clarify": "zurückfragen, weil mehrere Leistungen gleich gut passen",
    "no_source": "nicht antworten: keine Seite passt sicher genug",
    "out_of_scope": "nicht antworten: keine Sache der Kommune",
}
"""`bot.retrieve.Verdict`."""

GATE: Final = {
    "supported": "belegt",
    "empty": "kein Satz",
    "no_citation": "ohne Quellenangabe",
    "unknown_citation": "nennt eine Quelle, die es nicht gibt",
    "disguised": "unsichtbare oder fremde Zeichen",
    "address": "Adresse, Link oder Telefonnummer steht in keiner zitierten Quelle",
    "number": "Zahl, Betrag oder Datum steht in keiner zitierten Quelle",
    "norm": "Vorschrift steht in keiner zitierten Quelle",
    "name": "Name von Formular, Amt oder Ort steht in keiner zitierten Quelle",
    "belongs_elsewhere": "die Zahl gehört in der Quelle zu etwas anderem",
    "negation": "verneint, was die Quelle bejaht, oder umgekehrt",
    "modality": "macht aus „kann“ ein „muss“ oder umgekehrt",
    "opposite": "sagt das Gegenteil",
    "roles": "vertauscht, wer was tut",
    "condition": "eine Bedingung fehlt oder kam hinzu",
    "instruction": "stammt aus einer Anweisung an das Sprachmodell",
    "unlike": "keine zitierte Quelle sagt das",
    "link": "nennt einen Link, der nicht zur zitierten Quelle gehört",
    "leak": "wiederholt Anweisungen an das Sprachmodell",
    "language": "in einer anderen Sprache als der der Frage",
    "repeated": "schon gesagt",
}
"""`bot.entail.reasons.Reason` and what `bot.judged` adds."""

FAILURES: Final = {
    "circuit_open": "wird nach Fehlern geschont",
    "busy": "ausgelastet",
    "unreachable": "nicht erreichbar",
    "refused": "hat abgelehnt",
    "slow_start": "kein Satz in der vorgesehenen Zeit",
    "slow": "nicht rechtzeitig fertig",
    "broken_off": "Verbindung abgebrochen",
    "malformed": "Antwort unbrauchbar",
    "overlong": "Antwort zu lang",
    "wrong_language": "falsche Sprache",
    "unsupported": "zu wenige Sätze belegt",
    "none": "findet in den Passagen keine Antwort",
    "fault": "Fehler im Programm",
}
"""`bot.failures.Failure`."""

REASONS: Final = {
    "": "ohne Grund",
    "wrong": "falsch",
    "outdated": "veraltet",
    "incomplete": "unvollständig",
    "unclear": "unverständlich",
    "off_topic": "am Thema vorbei",
    "other": "anderes",
}
"""`bot.journal.REASONS`."""

LANGUAGES: Final = {
    "de": "Deutsch",
    "de-simple": "Einfache Sprache",
    "en": "Englisch",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "ru": "Russisch",
    "ar": "Arabisch",
    "pl": "Polnisch",
    "fr": "Französisch",
}
"""`bot.replies.LANGUAGES`, and the variant of German."""
