"""Answers marked by people, sentence by sentence: what there is to mark, and the marks, kept beside the run.

Each reviewer has a file `marks/<reviewer>.jsonl` in the run's folder, which is replaced as a whole.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from bot.events import Answer, Source
from corpus import durable
from corpus.words import fold
from evaluation import tables
from evaluation.cases import Case
from evaluation.outputs import Output, Recorded
from evaluation.tables import Row, TableError

MARKS: Final = "marks"
"""The folder of the marks in a run's."""

AGREED: Final = "einigung"
"""The reviewer whose marks go before all others': what two have agreed on."""

VERDICTS: Final = ("richtig", "teilweise", "falsch", "schädlich")
"""From the best to the worst."""

CITATIONS: Final = ("stimmt", "stimmt nicht")

VERDICT, CITATION, REMARK, KEY = "Urteil", "Beleg", "Bemerkung", "Schlüssel"
"""The columns that are read back; the others are there to be looked at."""

_VERDICTS: Final = {fold(verdict): verdict for verdict in VERDICTS} | dict(
    zip(("right", "partly", "wrong", "harmful"), VERDICTS, strict=True)
)
_CITATIONS: Final = {fold(citation): citation for citation in CITATIONS} | {"ja": "stimmt", "nein": "stimmt nicht"}
_REVIEWER: Final = re.compile(r"\w[\w.-]{0,39}")

Key = tuple[str, int]
"""A case's id and the number of a sentence of its answer, from 1; 0 is a reply that has no sentences."""


class ReviewError(ValueError):
    """Marks that cannot be taken; `problems` has a line for each bad cell, with file, row and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Statement:
    """What is marked: a sentence with the sources that it cites or, as number 0, a reply in fixed words."""

    run: str
    case: Case
    answer: Answer
    number: int
    text: str
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """By which the sheet's row is known again, in this run only."""
        return f"{self.run}/{self.case.id}/{self.number}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reviewer says of a statement. `citation` is empty where nobody judged it, or there is none."""

    case: str
    sentence: int
    verdict: str
    citation: str = ""
    remark: str = ""

    @property
    def key(self) -> Key:
        return self.case, self.sentence


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many rows were marked, how many were not, how many marks the reviewer has now."""

    reviewer: str
    marked: int
    unmarked: int
    whole: int


# --- what is to be marked --------------------------------------------------------------------------------------------


def statements(recorded: Recorded) -> list[Statement]:
    """Everything that can be marked in a run, in its order.

    Raises:
        ReviewError: the run has no answers.
    """
    found = [
        statement
        for output in recorded.outputs
        if output.document
        for statement in _of_answer(recorded.run.id, output, output.document)
    ]
    if not found:
        raise ReviewError([f"{recorded.folder}: the run has no answers; run it without --retrieval-only"])
    return found


def sampled(found: Sequence[Statement], count: int | None, seed: int = 0, tags: Iterable[str] = ()) -> list[Statement]:
    """The statements of `count` answers drawn by chance, of cases with one of the tags; the same for the same seed."""
    wanted = set(tags)
    left = [statement for statement in found if not wanted or wanted & set(statement.case.tags)]
    cases = sorted({statement.case.id for statement in left})
    drawn = set(cases if count is None else random.Random(seed).sample(cases, min(count, len(cases))))
    return [statement for statement in left if statement.case.id in drawn]


def _of_answer(run: str, output: Output, answer: Answer) -> list[Statement]:
    sources = {source.n: source for source in answer.sources}
    if not answer.sentences:
        return [Statement(run, output.case, answer, 0, answer.text)]
    return [
        Statement(run, output.case, answer, n, sentence.text, tuple(sources[c] for c in sentence.citations))
        for n, sentence in enumerate(answer.sentences, start=1)
    ]


# --- the marks of a run ----------------------------------------------------------------------------------------------


def read_marks(folder: Path) -> dict[str, dict[Key, Mark]]:
    """Reviewer -> marks, of a run's folder.

    Raises:
        ReviewError: a file of marks is damaged.
    """
    return {path.stem: _marks(path) for path in sorted((folder / MARKS).glob("*.jsonl"))}


def _marks(path: Path) -> dict[Key, Mark]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        marks = [Mark(**cast("dict[str, Any]", json.loads(line))) for line in lines]
    except (OSError, ValueError, TypeError) as error:
        raise ReviewError([f"{path}: damaged ({error}); remove it and import the reviewer's sheets again"]) from error
    return {mark.key: mark for mark in marks}


def import_sheets(recorded: Recorded, sheets: Mapping[str, Path]) -> list[Imported]:
    """Take in marked sheets, reviewer -> file: all of them, or none where anything is wrong.

    What a sheet says of a statement replaces what the reviewer said before; where its verdict is empty, that is taken
    back. Marks of statements that are not in the sheet stay.

    Raises:
        ReviewError: with every bad cell of every sheet.
    """
    known = {statement.key: statement for statement in statements(recorded)}
    before = read_marks(recorded.folder)
    problems = [problem for name in sheets if (problem := _bad_name(name))]
    read = {name: _Sheet(path, known, problems).marks() for name, path in sheets.items()}
    if problems:
        raise ReviewError(problems)
    return [_kept(recorded.folder, name, before.get(name, {}), marks) for name, marks in read.items()]


def _bad_name(reviewer: str) -> str:
    if _REVIEWER.fullmatch(reviewer):
        return ""
    return f"{reviewer!r} is no reviewer's name: letters, digits, - and _; rename the file, or use --reviewer"


def _kept(folder: Path, reviewer: str, before: Mapping[Key, Mark], said: Mapping[Key, Mark]) -> Imported:
    after = {key: mark for key, mark in {**before, **said}.items() if mark.verdict}
    (folder / MARKS).mkdir(exist_ok=True)
    lines = [json.dumps(asdict(mark), ensure_ascii=False) + "\n" for mark in after.values()]
    durable.write(folder / MARKS / f"{reviewer}.jsonl", "".join(lines))
    durable.sync(folder / MARKS)
    marked = sum(bool(mark.verdict) for mark in said.values())
    return Imported(reviewer, marked, len(said) - marked, len(after))


# --- reading a sheet -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sheet:
    """One reviewer's sheet while it is read."""

    path: Path
    known: Mapping[str, Statement]
    problems: list[str]

    def marks(self) -> dict[Key, Mark]:
        """What it says of each of its statements; of unmarked ones a mark without a verdict."""
        try:
            table = tables.read(self.path)
        except TableError as error:
            self.problems.append(str(error))
            return {}
        self.problems.extend(table.problems)
        missing = [name for name in (KEY, VERDICT) if name not in table.headers]
        self.problems += [f"{self.path}: the column {name!r} is missing; keep the sheet's headers" for name in missing]
        found: dict[Key, Mark] = {}
        for row in () if missing else table.rows:
            mark = self._mark(row)
            if mark is not None and mark.key in found:
                self._bad(row, KEY, "this sentence is in another row already; remove one")
            elif mark is not None:
                found[mark.key] = mark
        return found

    def _mark(self, row: Row) -> Mark | None:
        statement = self.known.get(row.cells.get(KEY, ""))
        if statement is None:
            self._bad(row, KEY, f"{row.cells.get(KEY, '')!r} is no sentence of this run{self._whose(row)}")
            return None
        verdict = self._one_of(row, VERDICT, _VERDICTS, VERDICTS)
        citation = self._one_of(row, CITATION, _CITATIONS, CITATIONS)
        remark = row.cells.get(REMARK, "")
        if (citation or remark) and not row.cells.get(VERDICT):
            self._bad(row, VERDICT, "the cell is empty, but something else is filled in; write a verdict")
        if citation and not statement.sources:
            self._bad(row, CITATION, "this reply cites nothing; leave the cell empty")
        return Mark(statement.case.id, statement.number, verdict, citation, remark)

    def _whose(self, row: Row) -> str:
        run = row.cells.get(KEY, "").partition("/")[0]
        own = next(iter(self.known.values())).run
        return "; export the sheet again" if run in ("", own) else f", but of the run {run}; import it there"

    def _one_of(self, row: Row, column: str, known: Mapping[str, str], shown: Sequence[str]) -> str:
        said = row.cells.get(column, "")
        if said and fold(said) not in known:
            self._bad(row, column, f"{said!r} is none of {', '.join(shown)}")
        return known.get(fold(said), "")

    def _bad(self, row: Row, column: str, what: str) -> None:
        self.problems.append(f"{self.path}, row {row.number}, column {column}: {what}")


# --- what counts in the end ------------------------------------------------------------------------------------------


def settled(marks: Mapping[str, Mapping[Key, Mark]]) -> dict[Key, Mark]:
    """One mark for each statement: what was agreed on, or else the harshest verdict and citation of all reviewers."""
    found: dict[Key, Mark] = {}
    for mark in (mark for reviewer, theirs in marks.items() if reviewer != AGREED for mark in theirs.values()):
        found[mark.key] = _harsher(found[mark.key], mark) if mark.key in found else mark
    return {**found, **marks.get(AGREED, {})}


def _harsher(one: Mark, other: Mark) -> Mark:
    verdict = max(one.verdict, other.verdict, key=VERDICTS.index)
    citation = max(one.citation, other.citation, key=("", *CITATIONS).index)
    remark = " / ".join(filter(None, dict.fromkeys((one.remark, other.remark))))
    return replace(one, verdict=verdict, citation=citation, remark=remark)
