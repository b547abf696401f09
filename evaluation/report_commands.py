"""`python -m evaluation report|compare|gate`: what to make of runs that are finished."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from evaluation import compare, gate, outputs, thresholds
from evaluation.compare import Change, Comparison
from evaluation.gate import Check, Verdict
from evaluation.outputs import Recorded
from evaluation.report import comparison, junit, page, rows

console = Console(highlight=False, soft_wrap=True)


def add_report(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `report` its arguments."""
    parser.add_argument("folder", type=Path, metavar="RUN", help="folder of a run")
    parser.add_argument("--html", type=Path, metavar="FILE", help="the report in German (default: report.html in RUN)")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="JUnit XML for CI")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a row for each case, for German Excel")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="the same as a workbook")
    _add_thresholds(parser)
    parser.set_defaults(run=_report)


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `compare` its arguments."""
    parser.add_argument("before", type=Path, metavar="A", help="folder of the earlier run")
    parser.add_argument("after", type=Path, metavar="B", help="folder of the later run")
    parser.add_argument("--html", type=Path, metavar="FILE", help="the comparison in German")
    parser.add_argument("--json", action="store_true", help="print it as one JSON document")
    parser.set_defaults(run=_compare)


def add_gate(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `gate` its arguments."""
    parser.add_argument("folder", type=Path, metavar="RUN", help="folder of a run")
    _add_thresholds(parser)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a row for each case, too")
    parser.add_argument("--json", action="store_true", help="print the verdict as one JSON document")
    parser.set_defaults(run=_gate)


def _add_thresholds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--thresholds", type=Path, default=thresholds.FILE, metavar="FILE", help="TOML (default: evaluation/gate.toml)"
    )
    parser.add_argument(
        "--others", nargs="*", default=(), metavar="NAME", help="sets not of this run; thresholds for them are left out"
    )
    parser.add_argument("--against", type=Path, metavar="RUN", help="a run on the live version, for no_worse_than_live")


def _thresholds(options: argparse.Namespace) -> thresholds.Thresholds:
    read = thresholds.read(options.thresholds)
    return {name: found for name, found in read.items() if name not in options.others}


# --- report ----------------------------------------------------------------------------------------------------------


def _report(options: argparse.Namespace) -> int:
    recorded = outputs.read(options.folder)
    if not any((options.html, options.junit, options.csv, options.xlsx)):
        options.html = options.folder / "report.html"
    writers: dict[str, Callable[[Path], object]] = {
        "html": lambda path: _write(path, page.page(recorded, _thresholds(options), _live(options))),
        "junit": lambda path: junit.write(recorded, path),
        "csv": lambda path: rows.write_csv(recorded.outputs, path),
        "xlsx": lambda path: rows.write_xlsx(recorded.outputs, path),
    }
    for kind, write in writers.items():
        if path := getattr(options, kind):
            write(path)
            console.print(str(path), markup=False)
    return 0


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _live(options: argparse.Namespace) -> Recorded | None:
    return outputs.read(options.against) if options.against else None


# --- compare ---------------------------------------------------------------------------------------------------------


def _compare(options: argparse.Namespace) -> int:
    found = compare.compare(outputs.read(options.before), outputs.read(options.after))
    if options.html:
        _write(options.html, comparison.page(found))
    if options.json:
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False) + "\n")
    else:
        _show_comparison(found)
    return 0


def _show_comparison(found: Comparison) -> None:
    Console(highlight=False, width=max(console.width, 96)).print(_changes_table(found.changes))
    for name, cases in (("fixed", found.fixed), ("broken", found.broken)):
        console.print(f"{name} {len(cases)}: {', '.join(pair.after.case.id for pair in cases) or '–'}", markup=False)
    console.print(f"right in both {len(found.right)}, wrong in both {len(found.wrong)}")
    console.print(f"only in the first {len(found.only_before)}, only in the second {len(found.only_after)}")
    if relabelled := sum(pair.relabelled for pair in found.pairs):
        console.print(f"of {relabelled} cases what is right was changed; both runs are judged by the later labels")
    if found.retrieval_only:
        console.print("one of the runs made no answers: only searching and deciding is compared")
    for condition in found.conditions:
        console.print(f"differs: {condition}", markup=False)


def _changes_table(changes: Mapping[str, Change]) -> Table:
    """All measures but those that others imply; green and red is what is more than chance."""
    headers = ("figure", "before", "after", "difference, 95 %", "±", "p", "cases")
    table = Table(*(Column(header, no_wrap=True) for header in headers), title="Comparison")
    for name, change in changes.items():
        if ".success@" not in name:
            table.add_row(name, *_change_cells(change), style=_style(change))
    return table


def _change_cells(change: Change) -> tuple[str, ...]:
    difference, test = change.difference, change.mcnemar
    between = f"{difference.value:+.3f} ({difference.low:+.3f} – {difference.high:+.3f})"
    tested = (f"+{test.fixed} −{test.broken}", f"{test.p:.3f}") if test else ("", "")
    return f"{change.before:.3f}", f"{change.after:.3f}", between, *tested, str(change.n)


def _style(change: Change) -> str:
    return ("green" if change.difference.value > 0 else "red") if change.certain else ""


# --- gate ------------------------------------------------------------------------------------------------------------


def _gate(options: argparse.Namespace) -> int:
    recorded = outputs.read(options.folder)
    verdict = gate.judge(recorded, _thresholds(options), _live(options))
    if options.csv:
        rows.write_csv(recorded.outputs, options.csv)
    if options.json:
        sys.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False) + "\n")
    else:
        _show_verdict(verdict)
    return 0 if verdict.passed else 1


def _show_verdict(verdict: Verdict) -> None:
    table = Table("set", Column("figure", overflow="fold"), "wanted", "got", "cases", "", title="Gate")
    styles = {"failed": "red", "passed": "", "unchecked": "yellow"}
    for check in verdict.checks:
        table.add_row(*(escape(cell) for cell in _cells(check)), style=styles[check.state])
    console.print(table)
    for check in verdict.failed:
        console.print(f"failed: {_sentence(check)}", style="red", markup=False)
    for check in verdict.unchecked:
        console.print(
            f"not checked: {check.threshold.set}: {_figure(check)}: {check.why}", style="yellow", markup=False
        )
    counts = f"{len(verdict.failed)} of {len(verdict.checks)} thresholds failed"
    left = f", {len(verdict.unchecked)} were not checked" if verdict.unchecked else ""
    console.print(f"{'passed' if verdict.passed else 'not passed'}: {counts}{left}")


def _cells(check: Check) -> tuple[str, ...]:
    got = "–" if check.got is None else f"{check.got:.4g}"
    return check.threshold.set, _figure(check), _wanted(check), got, str(check.n), check.state


def _figure(check: Check) -> str:
    threshold = check.threshold
    part = f" ({threshold.axis} {threshold.part})" if threshold.axis else ""
    return f"{threshold.figure}{part}{' against live' if threshold.rule == 'no_worse_than_live' else ''}"


def _wanted(check: Check) -> str:
    if check.threshold.rule == "no_worse_than_live":
        return f"drop <= {check.threshold.value:g}"
    return f"{'>=' if check.threshold.rule == 'min' else '<='} {check.threshold.value:g}"


def _sentence(check: Check) -> str:
    """What failed: wanted, got, by how much, over how many cases."""
    got = check.why if check.got is None else f"got {check.got:.4g}, off by {check.by:.4g} ({check.n} cases)"
    return f"{check.threshold.set}: {_figure(check)}, wanted {_wanted(check)}, {got}"
