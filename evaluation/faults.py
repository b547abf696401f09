"""What is wrong with question files, in German: for QA staff who read it in the office. Pure.

Each message of `evaluation.cases` and `evaluation.tables` has its words here; one that is not known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_PLACE = re.compile(
    r"^(?P<file>[^\n]*?)(?:, row (?P<row>\d+))?(?:, line (?P<line>\d+))?(?:, column (?P<column>[^:]+))?: "
)

_HINTS = (
    (re.compile(r"; did you mean ('.*')\?$"), r". Ist \1 gemeint?"),
    (re.compile(r"; known are (.*)$"), r". Möglich sind: \1."),
)

_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"unknown column ('.*')", r"Die Spalte \1 ist unbekannt"),
    (
        r"the columns ('.*') and ('.*') mean the same; remove one",
        r"Die Spalten \1 und \2 bedeuten dasselbe. Löschen Sie eine.",
    ),
    (r"the column ('.*') is missing", r"Die Spalte \1 fehlt."),
    (
        r"('.*') is there already, in row (\d+); ids are unique over all files",
        r"\1 steht schon in Zeile \2. Jede Kennung gibt es nur einmal.",
    ),
    (
        r"('.*') is there already, in (.*), row (\d+); ids are unique over all files",
        r"\1 steht schon in \2, Zeile \3. Jede Kennung gibt es nur einmal.",
    ),
    (
        r"('.*') is no page id; .*",
        r"\1 ist keine Kennung einer Seite. Sie sieht aus wie musterstadt:hund; mehrere trennt |.",
    ),
    (
        r"('.*') does not go with a question that is to be answered",
        r"\1 passt nicht zu einer Frage, die beantwortet werden soll.",
    ),
    (
        r"('.*') does not go with a question that must not be answered",
        r"\1 passt nicht zu einer Frage, die nicht beantwortet werden darf.",
    ),
    (r"('.*') is neither ja nor nein", r"\1 ist weder ja noch nein."),
    (
        r"write ja or nein, or an expected page or outcome",
        r"Schreiben Sie ja oder nein, oder nennen Sie eine Seite oder ein Ergebnis.",
    ),
    (r"the cell is empty", r"Die Zelle ist leer."),
    (r"('.*') is unknown", r"\1 ist unbekannt"),
    (r"cannot be read \((.*)\)", r"Die Datei kann nicht gelesen werden (\1)."),
    (
        r"questions are read from (.*); save the table as one of them",
        r"Fragen werden gelesen aus \1. Speichern Sie die Tabelle so.",
    ),
    (
        r"no UTF-8 \(byte \d+\), read as Windows-1252; .*",
        r"Die Datei ist nicht in UTF-8 gespeichert und wurde als Windows-1252 gelesen. Prüfen Sie die Umlaute.",
    ),
    (r"byte (\d+) is no character of UTF-8 or .*", r"Byte \1 ist kein Zeichen. Speichern Sie die Datei als UTF-8."),
    (r".*; look for a quotation mark alone", r"Das ist keine CSV-Zeile. Suchen Sie ein einzelnes Anführungszeichen."),
    (
        r"no workbook can be read \(.*\); save it anew as XLSX",
        r"Das ist keine lesbare Arbeitsmappe. Speichern Sie neu als XLSX.",
    ),
    (r"(#.*); repair the formula", r"Die Formel ergibt \1. Berichtigen Sie sie."),
    (r"the (?:table|file) is empty; .*", r"Die Tabelle ist leer. Die erste Zeile nennt die Spalten, etwa id; frage."),
    (r"two columns are called ('.*'); rename one", r"Zwei Spalten heißen \1. Benennen Sie eine um."),
    (
        r"('.*') stands in a column without a name; .*",
        r"\1 steht in einer Spalte ohne Namen. Ein Semikolon im Text hat die Zeile verschoben: "
        r"Setzen Sie den Text in Anführungszeichen.",
    ),
    (r"no JSON object \(.*\); write one on each line", r"Das ist kein JSON-Objekt. Jede Zeile ist eines."),
    (r"two files have this name; rename one", r"Zwei Dateien heißen so. Benennen Sie eine um."),
)  # fmt: skip
_PATTERNS = tuple((re.compile(english, re.DOTALL), german) for english, german in _MESSAGES)
_CELL = re.compile(r"^(?P<file>[^\n]*?), cell (?P<cell>[A-Z]+\d+): ")


def in_german(problems: Iterable[str]) -> list[str]:
    """The messages, each with its place: "fragen.xlsx, Zeile 12, Spalte antwortbar: … ist weder ja noch nein."."""
    return [_german(problem) for problem in problems]


def _german(problem: str) -> str:
    found = _CELL.match(problem) or _PLACE.match(problem)
    if found is None:
        return problem
    said, parts = problem[found.end() :], found.groupdict()
    place = [Path(parts["file"]).name]
    words = {"row": "Zeile", "line": "Zeile", "column": "Spalte", "cell": "Zelle"}
    place += [f"{word} {parts[name]}" for name, word in words.items() if parts.get(name)]
    return f"{', '.join(place)}: {_words(said)}"


def _words(said: str) -> str:
    hint = ""
    for pattern, german in _HINTS:
        if match := pattern.search(said):
            said, hint = said[: match.start()], match.expand(german)
            break
    for pattern, german in _PATTERNS:
        if match := pattern.fullmatch(said):
            return match.expand(german).rstrip("." if hint else "") + hint
    return said + hint
