"""What is kept, how long and why, in German, made of the schema and the settings: `docs/datenschutz/speicherung.md`.

A column without a purpose does not get into the journal: a test compares this page with the tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.journal.tables import metadata
from bot.settings import Settings

PURPOSES: dict[str, dict[str, str]] = {
    "turns": {
        "turn_id": "Zufällige Kennung der Frage; verbindet Rückmeldung und Antwort",
        "conversation_id": "Zufällige Kennung des Gesprächs; mit ihr kann es gelöscht werden",
        "at": "Zeitpunkt; nach Ablauf der Textfrist nur noch der Tag",
        "scope": "Regionalschlüssel der Kommune",
        "state": "Ob die Antwort vollständig ausgeliefert wurde",
        "outcome": "Wie die Frage ausging (beantwortet, keine Quelle …)",
        "language": "Sprache der Antwort",
        "filter_failed": "Ob der Filter versagt hat; dann wird kein Text gespeichert",
        "question": "Die Frage mit Platzhaltern, um Lücken und Fehler zu finden",
        "answer": "Die Antwort, um Fehler zu finden",
        "tokens": "Verkettungskennungen ersetzter Angaben; nur, wenn sie eingeschaltet sind",
        "page_ids": "Welche Seiten zitiert wurden",
        "scores": "Wie sicher die Suche war",
        "timings": "Wie lange die Schritte dauerten",
        "whole_ms": "Wie lange die ganze Antwort dauerte",
        "index_version": "Welcher Stand der Inhalte geantwortet hat",
        "model": "Welches Modell geantwortet hat",
        "prompt_hash": "Welche Anweisung das Modell hatte",
        "filter_version": "Welcher Stand des Filters die Frage bearbeitet hat",
        "failure": "Warum das Sprachmodell nicht oder nicht allein geantwortet hat, aus einer festen Liste",
        "dropped": "Wie viele Sätze des Sprachmodells die Prüfung nicht bestanden haben",
    },
    "feedback": {
        "turn_id": "Zu welcher Frage die Rückmeldung gehört",
        "at": "Zeitpunkt; nach Ablauf der Textfrist nur noch der Tag",
        "helpful": "Ob die Antwort geholfen hat",
        "reason": "Warum nicht, aus einer festen Liste",
        "comment": "Anmerkung mit Platzhaltern, um Fehler zu finden",
    },
    "daily": {
        "day": "Tag",
        "scope": "Regionalschlüssel der Kommune",
        "outcome": "Wie die Fragen ausgingen",
        "language": "Sprache",
        "helpful": "Ob die Antworten geholfen haben",
        "n": "Anzahl",
    },
    "receipts": {
        "n": "Nummer des Löschbelegs",
        "at": "Wann gelöscht wurde",
        "what": "Was gelöscht wurde (Gespräch, Texte, Zeilen)",
        "subject": "Prüfsumme (SHA-256) der zufälligen Gesprächskennung",
        "rows": "Wie viele Zeilen",
        "previous": "Prüfsumme des vorigen Belegs",
        "hash": "Prüfsumme dieses Belegs",
    },
}
_TEXTS = frozenset({"question", "answer", "comment", "conversation_id", "tokens"})
_TITLES = {"turns": "Fragen", "feedback": "Rückmeldungen", "daily": "Tageszahlen", "receipts": "Löschbelege"}


def report(settings: Settings) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(settings)) + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    yield "# Was gespeichert wird, wie lange und wozu"
    yield ""
    yield "Diese Seite erzeugt `python -m bot privacy report` aus den Tabellen und den geltenden Einstellungen."
    yield ""
    if settings.journal.get_secret_value() == "off":
        yield "Das Journal ist abgeschaltet (`AUSKUNFT_JOURNAL=off`): Fragen und Antworten werden nicht gespeichert."
        return
    yield from _terms(settings)
    for name, columns in PURPOSES.items():
        yield ""
        yield f"## {_TITLES[name]} (`{name}`)"
        yield ""
        yield "| Feld | Zweck | Frist |"
        yield "| --- | --- | --- |"
        for column in metadata.tables[name].columns:
            yield f"| `{column.name}` | {columns[column.name]} | {_term(name, column.name, settings)} |"


def _terms(settings: Settings) -> Iterator[str]:
    linking = "eingeschaltet" if settings.journal_linking else "abgeschaltet"
    yield "| Einstellung | Wert | Bedeutung |"
    yield "| --- | --- | --- |"
    yield f"| `AUSKUNFT_JOURNAL_TEXT_DAYS` | {settings.journal_text_days} Tage | So lange bleiben Texte |"
    yield f"| `AUSKUNFT_JOURNAL_ROW_DAYS` | {settings.journal_row_days} Tage | So lange bleiben Zeilen ohne Text |"
    yield f"| `AUSKUNFT_JOURNAL_LINKING` | {linking} | Verkettungskennungen (HMAC-SHA-256) |"
    yield f"| `AUSKUNFT_JOURNAL_KEY_DAYS` | {settings.journal_key_days} Tage | Danach wird ihr Schlüssel vernichtet |"
    yield f"| `AUSKUNFT_PRIVACY` | {settings.privacy} | Umfang des Filters |"
    yield ""
    yield "Nie gespeichert werden: der ungefilterte Text, IP-Adressen, Browserkennungen, Cookies. Eine Zeile wird vor"
    yield "der Antwort angelegt. Der Server löscht stündlich, was abgelaufen ist; auf Verlangen löscht er sofort."


def _term(table: str, column: str, settings: Settings) -> str:
    if table in ("daily", "receipts"):
        return "unbefristet; kein Personenbezug" if table == "daily" else "unbefristet; kein Inhalt"
    return f"{settings.journal_text_days} Tage" if column in _TEXTS else f"{settings.journal_row_days} Tage"
