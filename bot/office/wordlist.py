"""Citizens' words and the official ones as the office's form has them, a line each: "perso = Personalausweis"; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from corpus.synonyms import SynonymError, Tables, parse
from corpus.words import words

MOST = 2_000
"""Lines of one language."""


def lines_of(table: Mapping[str, list[str]]) -> str:
    """The lines of one language."""
    return "\n".join(f"{said} = {', '.join(official)}" for said, official in table.items())


def tables_of(typed: Mapping[str, str]) -> tuple[Tables, list[str]]:
    """Language -> lines, as tables, and what is wrong with which line."""
    found: Tables = {}
    wrong: list[str] = []
    for language, text in typed.items():
        table: dict[str, list[str]] = {}
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                _read(line, f"{language}, Zeile {number}", table, wrong)
        if len(table) > MOST:
            wrong.append(f"{language}: höchstens {MOST} Zeilen")
        if table:
            found[language] = table
    return found, wrong


def _read(line: str, where: str, table: dict[str, list[str]], wrong: list[str]) -> None:
    said, mark, rest = (" ".join(part.split()) for part in line.partition("="))
    official = [word for word in (" ".join(part.split()) for part in rest.split(",")) if words(word)]
    if not mark or not words(said) or not official:
        wrong.append(f"{where}: Schreiben Sie zum Beispiel: perso = Personalausweis")
    elif any(words(said) == words(other) for other in table):
        wrong.append(f"{where}: „{said}“ steht schon weiter oben.")
    else:
        table[said] = official


def text_of(tables: Tables) -> str:
    """The file's text; `corpus.synonyms.parse` gives the same tables back."""
    return "\n".join(
        f"[{language}]\n" + "".join(f"{_quoted(said)} = {_listed(official)}\n" for said, official in table.items())
        for language, table in tables.items()
    )


def of_text(text: str) -> Tables:
    """The tables of a file or draft; one that cannot be read has none."""
    try:
        return parse(text, Path("synonyms.toml"))
    except SynonymError:
        return {}


def _quoted(text: str) -> str:
    return json.dumps("".join(character for character in text if character.isprintable()), ensure_ascii=False)


def _listed(texts: list[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
