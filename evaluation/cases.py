"""Questions with what is right for them: CSV as in `questions/`, or JSONL with `question`, `gold_ids`, `answerable`."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A question. Any of `pages` is right; none means that it must not be answered."""

    id: str
    question: str
    pages: tuple[str, ...]
    answerable: bool
    outcome: str = ""
    facts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    language: str = "de"

    @property
    def off_topic(self) -> bool:
        """Whether it is none of a town hall's business."""
        return self.outcome in ("out_of_scope", "out_of_domain")


def read(path: Path) -> list[Case]:
    """The cases of a file."""
    if path.suffix == ".jsonl":
        return [_from_json(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_from_row(row) for row in csv.DictReader(file, delimiter=";")]


def _from_json(line: str) -> Case:
    values = json.loads(line)
    outcome = values.get("none_type") or "answered"
    return Case(values["id"], values["question"], tuple(values["gold_ids"]), values["answerable"], outcome)


def _from_row(row: dict[str, str]) -> Case:
    return Case(
        id=row["id"],
        question=row["frage"],
        pages=_parts(row["erwartete_quellen"]),
        answerable=row["antwortbar"] == "ja",
        outcome=row["erwartetes_ergebnis"],
        facts=_parts(row["muss_enthalten"]),
        forbidden=_parts(row["darf_nicht_enthalten"]),
        language=row["sprache"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
