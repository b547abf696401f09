"""The runs that are kept: what each was, which questions went wrong in it, and since when they do."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.settings import Settings

CASES, REPORT, RUN = "cases.csv", "report.html", "run.json"
NAME = re.compile(r"[0-9a-f]{8,40}")
"""A run is called as the job that asked, or, where publishing asked, as the version."""

Key = tuple[str, str, str]
"""By which a case is known again in another run: id, question, history."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a case ended in a run; `why` is what was wrong, "" where nothing was."""

    set: str
    id: str
    question: str
    history: str
    pages: tuple[str, ...]
    outcome: str
    answer: str
    why: str
    reason: str

    @property
    def key(self) -> Key:
        """By which it is known again."""
        return self.id, self.question, self.history


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run that is finished."""

    name: str
    started: datetime
    version: str
    sets: tuple[str, ...]
    cases: tuple[Ended, ...]

    @property
    def wrong(self) -> tuple[Ended, ...]:
        """What went wrong."""
        return failed_of(self.cases)


@dataclass(frozen=True, slots=True)
class Failing:
    """A case that went wrong in the newest run that asked it, and in `times` runs on end since `since`.

    `before` says whether an older run is kept in which it was right: else it may be wrong for longer."""

    case: Ended
    run: KeptRun
    since: datetime
    times: int
    before: bool


def folder_of(settings: Settings) -> Path:
    """Where runs are kept."""
    return settings.data / "office" / "runs"


def kept(folder: Path) -> list[KeptRun]:
    """All finished runs with a table of their cases, the newest first."""
    found = (_run(path.parent) for path in folder.glob(f"*/{RUN}") if (path.parent / CASES).is_file())
    return sorted((run for run in found if run), key=lambda run: run.started, reverse=True)


def run_of(folder: Path, name: str) -> KeptRun | None:
    """The run with this name, if it is finished and kept."""
    place = folder / name
    known = NAME.fullmatch(name) and (place / RUN).is_file() and (place / CASES).is_file()
    return _run(place) if known else None


def _run(place: Path) -> KeptRun | None:
    described: Mapping[str, Any] = json.loads((place / RUN).read_text(encoding="utf-8"))
    if not described["finished"]:
        return None
    sets = tuple(one["name"] for one in described["sets"])
    started = datetime.fromisoformat(described["started"])
    return KeptRun(place.name, started, described["index_version"], sets, read_cases(place))


def read_cases(place: Path) -> tuple[Ended, ...]:
    """The table of a run's cases."""
    path = place / CASES
    return _cases(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _cases(path: Path, changed: int) -> tuple[Ended, ...]:
    text = path.read_text(encoding="utf-8-sig")
    return tuple(_ended(row) for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _ended(row: Mapping[str, str]) -> Ended:
    return Ended(
        row["Fragensatz"],
        row["Kennung"],
        row["Frage"],
        row["Verlauf"],
        tuple(row["Erwartete Seiten"].split()),
        row["Ergebnis"],
        row["Antwort"],
        row["Fehler"] if row["Fehlerfrei"] == "nein" else "",
        row["Begründung"],
    )


def failed_of(cases: Iterable[Ended]) -> tuple[Ended, ...]:
    """The cases that went wrong."""
    return tuple(case for case in cases if case.why)


def failing(runs: Sequence[KeptRun], versions: Collection[str] = ()) -> list[Failing]:
    """What goes wrong in the newest run that asked it, the longest first; `runs` are the newest first.

    With `versions`, only runs of these count.
    """
    seen: dict[Key, list[tuple[KeptRun, Ended]]] = {}
    for run in runs:
        if not versions or run.version in versions:
            for case in run.cases:
                seen.setdefault(case.key, []).append((run, case))
    found = [_failing(told) for told in seen.values() if told[0][1].why]
    return sorted(found, key=lambda one: (one.since, one.case.id))


def _failing(told: Sequence[tuple[KeptRun, Ended]]) -> Failing:
    wrong = next((n for n, (_, case) in enumerate(told) if not case.why), len(told))
    return Failing(told[0][1], told[0][0], told[wrong - 1][0].started, wrong, wrong < len(told))
