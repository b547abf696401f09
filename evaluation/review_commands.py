"""`python -m evaluation review`: export answers for marking, import the marks, say what they come to."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation import outputs, sheets, tables
from evaluation.agreement import Agreement, Score, agreements, score
from evaluation.intervals import Interval
from evaluation.outputs import Recorded
from evaluation.review import (
    VERDICTS,
    Key,
    Mark,
    ReviewError,
    Statement,
    import_sheets,
    read_marks,
    sampled,
    statements,
)

console = Console(highlight=False, markup=False, soft_wrap=True)

HEADERS = (
    *("Lauf", "Begonnen", "Version", "Begutachtet von", "Antworten", "Sätze", *VERDICTS),
    *("Anteil richtig", "von", "bis", "Anteil Beleg stimmt", *(f"ohne Quelle: {verdict}" for verdict in VERDICTS)),
)
"""Of the CSV of scores over time."""


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A run with what its reviewers said."""

    recorded: Recorded
    marks: Mapping[str, Mapping[Key, Mark]]
    statements: Mapping[Key, Statement]

    @property
    def score(self) -> Score:
        return score(self.marks)


def add(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `review` its commands."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    export = commands.add_parser("export", help="write a run's answers into a sheet, one row for each sentence")
    export.add_argument("folder", type=Path, metavar="RUN", help="folder of the run")
    export.add_argument("file", type=Path, metavar="FILE", help="a new .xlsx or .csv file")
    export.add_argument("--sample", type=int, metavar="N", help="only N answers, drawn by chance")
    export.add_argument("--seed", type=int, default=0, metavar="S", help="another one draws other answers (default: 0)")
    export.add_argument("--tag", action="append", default=[], help="only cases with this tag; may be repeated")
    export.add_argument("--disagreements", action="store_true", help="only what two reviewers marked differently")
    export.set_defaults(run=_export)
    taken = commands.add_parser("import", help="check marked sheets, and keep their marks in the run's folder")
    taken.add_argument("folder", type=Path, metavar="RUN", help="folder of the run that was exported")
    taken.add_argument("files", type=Path, nargs="+", metavar="FILE", help="sheets, named after their reviewer")
    taken.add_argument("--reviewer", help="the reviewer's name, if it is not the file's; for one file")
    taken.set_defaults(run=_import)
    scored = commands.add_parser("score", help="agreement of the reviewers, and the score of one or several runs")
    scored.add_argument("folders", type=Path, nargs="+", metavar="RUN", help="folders of runs")
    scored.add_argument("--csv", type=Path, metavar="FILE", help="write the scores into a new CSV file")
    scored.add_argument("--json", action="store_true", help="print one JSON document")
    scored.set_defaults(run=_score)


# --- export and import -----------------------------------------------------------------------------------------------


def _export(options: argparse.Namespace) -> int:
    recorded = outputs.read(options.folder)
    found = sampled(statements(recorded), options.sample, options.seed, options.tag)
    if options.disagreements:
        apart = {one.key for pair in agreements(read_marks(options.folder)) for one, _ in pair.disagreements}
        found = [statement for statement in found if (statement.case.id, statement.number) in apart]
    if not found:
        raise ReviewError([f"{options.folder}: nothing is left to be marked; look at --tag and --disagreements"])
    sheets.write(options.file, found)
    answers = len({statement.case.id for statement in found})
    console.print(f"{options.file}: {len(found)} rows of {answers} answers; save a copy for each reviewer")
    return 0


def _import(options: argparse.Namespace) -> int:
    if options.reviewer and len(options.files) > 1:
        raise ReviewError(["--reviewer names the reviewer of one file; import the others by themselves"])
    names = [(options.reviewer or path.stem).casefold() for path in options.files]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ReviewError([f"two files are of the reviewer {twice[0]!r}; rename one, or import them one after another"])
    for done in import_sheets(outputs.read(options.folder), dict(zip(names, options.files, strict=True))):
        console.print(
            f"{done.reviewer}: {done.marked} marks taken in, {done.unmarked} rows without a verdict; "
            f"{done.whole} marks in all"
        )
    return 0


# --- score -----------------------------------------------------------------------------------------------------------


def _score(options: argparse.Namespace) -> int:
    found = sorted((_reviewed(folder) for folder in options.folders), key=lambda each: each.recorded.run.started)
    if options.csv:
        tables.write_csv(options.csv, HEADERS, [_cells(each) for each in found])
    if options.json:
        sys.stdout.write(json.dumps([_document(each) for each in found], ensure_ascii=False) + "\n")
        return 0
    for each in found:
        _show_harmful(each)
    console.print(_over_time(found))
    for each in found:
        for pair in agreements(each.marks):
            _show_agreement(each, pair)
    return 0


def _reviewed(folder: Path) -> _Reviewed:
    recorded = outputs.read(folder)
    marks = read_marks(folder)
    if not any(marks.values()):
        raise ReviewError([f"{folder}: nobody has marked this run; export it, and import the marked sheets"])
    by_key = {(statement.case.id, statement.number): statement for statement in statements(recorded)}
    return _Reviewed(recorded, marks, by_key)


def _document(each: _Reviewed) -> dict[str, object]:
    run = each.recorded.run
    return {
        "run": run.id,
        "started": run.started,
        "index_version": run.index_version,
        "score": asdict(each.score),
        "agreements": [asdict(pair) for pair in agreements(each.marks)],
    }


def _cells(each: _Reviewed) -> list[str]:
    run, found = each.recorded.run, each.score
    right = found.right
    return [
        *(run.id, run.started, run.index_version, ", ".join(found.reviewers)),
        *map(str, (found.answers, found.sentences, *found.verdicts.values())),
        *map(_decimal, (right.value, right.low, right.high) if right else (None, None, None)),
        _decimal(found.cited),
        *map(str, found.replies.values()),
    ]


def _decimal(value: float | None) -> str:
    """As a German spreadsheet reads it."""
    return "" if value is None else f"{value:.3f}".replace(".", ",")


def _over_time(found: Sequence[_Reviewed]) -> Table:
    """The oldest run first; verdicts are counted from the best to the worst."""
    table = Table("run", "r/t/f/s", "right %", "citation %", "replies", caption=f"r/t/f/s: {', '.join(VERDICTS)}")
    for each in found:
        run, scored = each.recorded.run, each.score
        table.add_row(
            f"{run.id}\n{', '.join(scored.reviewers)}: {scored.sentences} of {scored.answers} answers",
            _counts(scored.verdicts),
            _percent(scored.right),
            "–" if scored.cited is None else f"{100 * scored.cited:.0f}",
            _counts(scored.replies),
        )
    return table


def _counts(verdicts: Mapping[str, int]) -> str:
    return "/".join(map(str, verdicts.values())) if any(verdicts.values()) else "–"


def _percent(share: Interval | None) -> str:
    return f"{100 * share.value:.0f} ({100 * share.low:.0f}–{100 * share.high:.0f})" if share else "–"


def _show_harmful(each: _Reviewed) -> None:
    for mark in each.score.harmful:
        console.print(f"HARMFUL in {each.recorded.run.id}: {_told(each, mark.key)}", style="red")
        if mark.remark:
            console.print(f"    {mark.remark}")


def _show_agreement(each: _Reviewed, pair: Agreement) -> None:
    console.print(f"\n{each.recorded.run.id}: {pair.one} and {pair.other} both marked {pair.n} statements")
    if not pair.n:
        return
    console.print(f"  same verdict: {100 * pair.same:.0f} %")
    for name, kappa in (("Cohen's kappa", pair.kappa), ("weighted by distance", pair.weighted)):
        shown = (
            f"{kappa.value:.2f} ({kappa.low:.2f} – {kappa.high:.2f})" if kappa else "none: all verdicts are the same"
        )
        console.print(f"  {name}: {shown}")
    for one, other in pair.disagreements:
        console.print(f"  {pair.one}: {one.verdict} / {pair.other}: {other.verdict}  {_told(each, one.key)}")
        for remark in filter(None, (one.remark, other.remark)):
            console.print(f"      {remark}")


def _told(each: _Reviewed, key: Key) -> str:
    """Which statement it is, in one line."""
    statement = each.statements.get(key)
    return f"{key[0]}, sentence {key[1]}: " + (" ".join(statement.text.split()) if statement else "(no longer there)")
