"""`python -m corpus check`: what the pages lack, as a list, as tables and as CSV."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from corpus import durable, links
from corpus.commands.output import table, write_json
from corpus.folder import Loaded, load
from corpus.lint import KINDS, SEVERITIES, Finding, lint_all
from corpus.lint.report import DUTIES, by_office, duties_csv, findings_csv

_COLOURS = {"error": "red", "warning": "yellow", "hint": "dim"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    parser = commands.add_parser("check", parents=[common], help="say what the pages lack", description=run.__doc__)
    parser.add_argument(
        "--kind", nargs="+", choices=list(KINDS), default=list(KINDS), metavar="KIND", help="these only"
    )
    parser.add_argument("--severity", choices=SEVERITIES, default="hint", help="this and worse (default: hint, all)")
    parser.add_argument("--links", type=Path, metavar="FILE", help="the results of `python -m corpus links`")
    parser.add_argument("--duties", action="store_true", help="show what each office's services lack, in a table")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the findings as CSV too")
    parser.add_argument("--duties-csv", type=Path, metavar="FILE", help="write the table of the offices as CSV too")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load all pages and say what they lack. Errors make the exit code 1, warnings and hints alone do not."""
    loaded = load(options.pages)
    today = date.today()  # noqa: DTZ011 - an editor's day is the machine's local one
    everything = lint_all(loaded.pages, today)
    if options.links:
        everything += links.findings(loaded.pages, links.read_results(options.links))
    worst = SEVERITIES[: SEVERITIES.index(options.severity) + 1]
    findings = [one for one in everything if one.kind in options.kind and one.severity in worst]
    if options.csv:
        durable.write(options.csv, findings_csv(findings, loaded.pages))
    if options.duties_csv:
        durable.write(options.duties_csv, duties_csv(by_office(loaded.pages, everything)))
    if options.duties:
        _print_duties(options, loaded, everything)
    else:
        _print(options, loaded, findings)
    failed = loaded.problems or any(finding.severity == "error" for finding in everything)
    return 1 if failed else 0


def _print(options: argparse.Namespace, loaded: Loaded, findings: list[Finding]) -> None:
    if not options.json:
        _print_findings(loaded, findings)
        return
    for problem in loaded.problems:
        write_json({"file": str(problem.file), "severity": "error", "what": problem.what, "remedy": problem.remedy})
    for finding in findings:
        write_json(asdict(finding))


def _print_findings(loaded: Loaded, findings: list[Finding]) -> None:
    console = Console(emoji=False)
    for problem in loaded.problems:
        console.print(f"error: {problem}", style="red", markup=False, highlight=False, soft_wrap=True)
    by_page: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_page[finding.page_id].append(finding)
    for page_id, found in by_page.items():
        if console.is_terminal:
            _print_table(console, page_id, found)
        else:
            sys.stdout.write("".join(f"{page_id}: {one.severity}: {_what(one)} {one.remedy}\n" for one in found))
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(f"{counts[severity]} {severity}s" for severity in SEVERITIES)
    console.print(f"{len(loaded.pages)} pages, {len(loaded.problems)} problems: {summary}.", highlight=False)


def _what(finding: Finding) -> str:
    return f"{finding.what} ({finding.section}: {finding.quote})" if finding.section and finding.quote else finding.what


def _print_table(console: Console, page_id: str, findings: list[Finding]) -> None:
    rows = table("", "", "")
    rows.show_header = False
    for one in findings:
        rows.add_row(f"[{_COLOURS[one.severity]}]{one.severity}[/]", escape(_what(one)), escape(one.remedy))
    console.print(f"\n{page_id}", style="bold", markup=False, highlight=False)
    console.print(rows)


def _print_duties(options: argparse.Namespace, loaded: Loaded, findings: list[Finding]) -> None:
    rows = by_office(loaded.pages, findings)
    if options.json:
        for row in rows:
            write_json(asdict(row))
        return
    # a narrow terminal has no room for columns of noughts
    kinds = [kind for kind in DUTIES if any(row.lacking[kind] for row in rows)]
    shown = table("Stelle", "Seiten", "gut", *(DUTIES[kind] for kind in kinds))
    shown.columns[0].min_width = 16
    for column in shown.columns[1:]:
        column.no_wrap = True
    for row in rows:
        counts = (str(row.lacking[kind] or "–") for kind in kinds)
        shown.add_row(escape(row.office), str(row.services), str(row.complete), *counts)
    console = Console(emoji=False)
    console.print(shown)
    console.print("Zahl der Seiten, denen etwas fehlt; „gut“: denen nichts fehlt.", style="dim", highlight=False)
