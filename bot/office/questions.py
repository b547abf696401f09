"""Question sets on disk: those that belong to the office can be edited, those that others keep are only read.

An own set is a file of JSON lines in the data folder, which `python -m evaluation run` reads as it is. Files of others
(the shipped ones, and those that the gate asks) are read by `python -m evaluation cases`, and kept as it read them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from bot.office.casetable import FIELDS, Merged, Row, merged
from bot.office.errors import OfficeError, missing
from bot.office.steps import StepError, command
from bot.settings import ROOT, Settings
from corpus import durable
from corpus.sources import SourceError, archive

SHIPPED = ROOT / "evaluation" / "questions"
NAME = re.compile(r"[a-z0-9äöüß][a-z0-9äöüß_-]{0,39}")
RESERVED = frozenset({"praxis", "einlesen", "neu"})
"""Names that addresses of the office have."""

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl")
EXPORTS = ("csv", "xlsx")


class ReadError(OfficeError):
    """A file that is no question set; `problems` has a line for each bad cell, in German."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(422, "Die Datei wurde nicht eingelesen.", "\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A set: its file, and whether it can be edited here."""

    name: str
    path: Path
    own: bool


@dataclass(frozen=True, slots=True)
class QuestionSets:
    """The sets of one installation."""

    settings: Settings

    @property
    def folder(self) -> Path:
        """Where the own ones lie."""
        return self.settings.data / "office" / "questions"

    def files(self) -> list[QuestionFile]:
        """All sets, the own ones first; where two have one name, the first counts."""
        own = [QuestionFile(path.stem, path, True) for path in sorted(self.folder.glob("*.jsonl"))]
        gate = [Path(name.strip()) for name in self.settings.gate_questions.split(",") if name.strip()]
        asked = [path if path.is_absolute() else ROOT / path for path in gate]
        others = [QuestionFile(path.stem, path, False) for path in (*asked, *sorted(SHIPPED.glob("*.csv")))]
        found: dict[str, QuestionFile] = {}
        for file in (*own, *others):
            if file.path.is_file():
                found.setdefault(file.name, file)
        return list(found.values())

    def file(self, name: str) -> QuestionFile:
        """The set with this name.

        Raises:
            OfficeError: there is none.
        """
        for file in self.files():
            if file.name == name:
                return file
        raise missing("Einen Fragensatz mit diesem Namen gibt es nicht.")

    def rows(self, file: QuestionFile) -> list[Row]:
        """The cases of a set.

        Raises:
            ReadError: somebody else's file is no question set.
        """
        return _lines(file.path) if file.own else list(self._read(file.path))

    def create(self, name: str, rows: Sequence[Row] = ()) -> QuestionFile:
        """A new own set.

        Raises:
            OfficeError: the name cannot be one, or is taken.
        """
        name = name.strip().lower()
        if not NAME.fullmatch(name) or name in RESERVED:
            raise OfficeError(422, "Der Name geht nicht.", "Kleine Buchstaben, Ziffern, - und _, höchstens 40 Zeichen.")
        with self._alone():
            if any(file.name == name for file in self.files()):
                raise OfficeError(422, "Der Name ist vergeben.", f"Einen Fragensatz „{name}“ gibt es schon.")
            self._write(name, rows)
        return QuestionFile(name, self._path(name), True)

    def remove(self, file: QuestionFile) -> None:
        """Delete an own set."""
        _owned(file)
        with self._alone():
            file.path.unlink(missing_ok=True)

    def put(self, file: QuestionFile, row: Row, *, replacing: str = "", seen: str = "") -> None:
        """A new case, or one in place of the one called `replacing`, which must still be as it was `seen`.

        Raises:
            OfficeError: somebody else was faster.
        """
        _owned(file)
        with self._alone():
            rows = _lines(file.path)
            place = _place(rows, replacing, seen) if replacing else len(rows)
            if any(other["id"] == row["id"] and n != place for n, other in enumerate(rows)):
                raise OfficeError(409, "Diese Kennung gibt es inzwischen schon.", "Geben Sie der Frage eine andere.")
            rows[place : place + 1] = [row]
            self._write(file.name, rows)

    def drop(self, file: QuestionFile, identity: str, seen: str) -> None:
        """Delete a case that is still as it was seen."""
        _owned(file)
        with self._alone():
            rows = _lines(file.path)
            del rows[_place(rows, identity, seen)]
            self._write(file.name, rows)

    def take_in(self, file: QuestionFile, rows: Sequence[Row], *, replace: bool) -> Merged:
        """Put read rows into an own set, all of them at once."""
        _owned(file)
        with self._alone():
            done = merged(_lines(file.path), rows, replace=replace)
            self._write(file.name, done.rows)
        return done

    # --- files of others ---

    def read_upload(self, name: str, content: bytes) -> list[Row]:
        """The cases of a file that somebody sends.

        Raises:
            ReadError: with everything that is wrong, by file, row and column.
        """
        clean = re.sub(r"[^\w.-]+", "_", Path(name).name)[-80:] or "datei"
        suffix = Path(clean).suffix.lower()
        if suffix not in SUFFIXES:
            raise ReadError([f"{clean}: Fragen werden gelesen aus {', '.join(SUFFIXES)}."])
        if suffix == ".xlsx":
            _require_harmless(clean, content)
        with tempfile.TemporaryDirectory(prefix="auskunft-fragen-") as folder:
            path = Path(folder) / clean
            path.write_bytes(content)
            return self._asked_to_read(path)

    def export(self, file: QuestionFile, kind: str) -> bytes:
        """A set as a table for spreadsheets."""
        with tempfile.TemporaryDirectory(prefix="auskunft-fragen-") as folder:
            out = Path(folder) / f"{file.name}.{kind}"
            command(self.settings, ("evaluation", "cases", str(file.path), "--out", str(out)), _silent)
            return out.read_bytes()

    def _read(self, path: Path) -> list[Row]:
        """A file as it was read before, or anew where it has changed."""
        kept = self.folder / ".read" / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.jsonl"
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            durable.write(kept, _text(self._asked_to_read(path)))
        return _lines(kept)

    def _asked_to_read(self, path: Path) -> list[Row]:
        try:
            ended = command(self.settings, ("evaluation", "cases", str(path), "--json"), _silent, well=(0, 2))
        except StepError as error:
            raise ReadError([f"{path.name}: {error}"]) from error
        sets: list[dict[str, Any]] = ended.document.get("sets", [])
        if not sets or sets[0]["problems"]:
            raise ReadError(sets[0]["problems"] if sets else [f"{path.name}: {ended.said.strip()}"])
        return sets[0]["cases"]

    # --- on disk ---

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl"

    def _write(self, name: str, rows: Sequence[Row]) -> None:
        durable.write(self._path(name), _text(rows))
        durable.sync(self.folder)

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Nobody else writes meanwhile, in any process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def mark(row: Row) -> str:
    """What tells whether a case is still as it was seen."""
    return hashlib.sha256(json.dumps([row.get(name, "") for name in FIELDS]).encode()).hexdigest()[:16]


def _place(rows: Sequence[Row], identity: str, seen: str) -> int:
    place = next((n for n, row in enumerate(rows) if row["id"] == identity), None)
    if place is None or mark(rows[place]) != seen:
        raise OfficeError(
            409,
            "Diese Frage wurde inzwischen geändert.",
            "Jemand anders hat sie geändert oder gelöscht. Öffnen Sie sie in einem zweiten Fenster; "
            "was Sie geschrieben haben, steht noch im Formular, wenn Sie zurückgehen.",
        )
    return place


def _owned(file: QuestionFile) -> None:
    if not file.own:
        raise OfficeError(
            409, "Dieser Fragensatz kann hier nur gelesen werden.", "Legen Sie eine eigene Kopie davon an."
        )


def _require_harmless(name: str, content: bytes) -> None:
    """A workbook is an archive: one that unpacks to too much is not opened."""
    try:
        archive.opened(content, name).close()
    except SourceError as error:
        raise ReadError(
            [f"{name}: Das ist keine Arbeitsmappe, die hier geöffnet wird. Speichern Sie neu als XLSX."]
        ) from error


def _lines(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [{**dict.fromkeys(FIELDS, ""), **cast("Row", json.loads(line))} for line in lines if line.strip()]


def _text(rows: Sequence[Row]) -> str:
    return "".join(json.dumps({name: row.get(name, "") for name in FIELDS}, ensure_ascii=False) + "\n" for row in rows)


def _silent(step: str, done: int, total: int) -> None:
    """It takes seconds."""
