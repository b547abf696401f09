"""`python -m corpus sync|check|show`: what goes into the pages folder, and what is wrong in it.

Exit codes: 0 all is well, 1 something was reported, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus.folder import Loaded, load
from corpus.lint import Finding, lint_all
from corpus.page import Page, write
from corpus.sources import Source, SourceError, read_sources
from corpus.sync import Report, SourceReport, SyncRunningError, sync

_HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = _parser().parse_args(arguments)
    options.pages = options.pages or Path(os.environ.get("AUSKUNFT_PAGES") or _HERE / "pages")
    try:
        return int(options.run(options))
    except (SourceError, SyncRunningError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2 if isinstance(error, SourceError) else 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; every page is whole, run the command again to go on.\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description="What the bot knows: sources in, pages out.")
    commands = parser.add_subparsers(required=True, metavar="sync|check|show")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--pages", type=Path, metavar="DIR", help="the pages folder (default: AUSKUNFT_PAGES, else corpus/pages)"
    )
    common.add_argument("--json", action="store_true", help="write JSON for a script, one object a line")
    _add_sync(commands, common)
    check = commands.add_parser("check", parents=[common], help="say what the pages lack", description=_check.__doc__)
    check.set_defaults(run=_check)
    show = commands.add_parser("show", parents=[common], help="show one page", description=_show.__doc__)
    show.add_argument("id", help="the page's id, such as musterstadt:personalausweis")
    show.add_argument("--passages", action="store_true", help="show what is made of it for the search")
    show.set_defaults(run=_show)
    return parser


def _add_sync(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser("sync", parents=[common], help="read the sources", description=_sync.__doc__)
    parser.add_argument("--sources", type=Path, default=_HERE / "sources.toml", metavar="FILE", help="the TOML file")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="read these sources only")
    parser.add_argument(
        "--enable", nargs="+", default=[], metavar="NAME", help="read these too though they are switched off, or: all"
    )
    parser.add_argument(
        "--allow-shrink", action="store_true", help="remove pages even where more than half of a source would vanish"
    )
    parser.set_defaults(run=_sync)


# --- sync ------------------------------------------------------------------------------------------------------------


def _sync(options: argparse.Namespace) -> int:
    """Read every enabled source and bring the pages folder up to date. A source that cannot be read, or that would
    lose more than half of its pages, is left as it is and reported."""
    sources = _chosen(read_sources(options.sources), options)
    with _progress(sources, options.json) as progress:
        report = sync(sources, options.pages, progress, allow_shrink=options.allow_shrink)
    if options.json:
        _write_json({"event": "report", "sources": [asdict(source) for source in report.sources]})
    else:
        _print_report(report)
    return 0 if report.clean else 1


def _chosen(sources: list[Source], options: argparse.Namespace) -> list[Source]:
    names = {source.name for source in sources}
    if unknown := sorted({*options.only, *options.enable} - names - {"all"}):
        raise SourceError(f"no source is named {', '.join(unknown)}; the file has {', '.join(sorted(names)) or 'none'}")
    everything = "all" in options.enable
    wanted = [replace(one, enabled=one.enabled or everything or one.name in options.enable) for one in sources]
    return [source for source in wanted if source.enabled and (not options.only or source.name in options.only)]


@contextmanager
def _progress(sources: list[Source], as_json: bool) -> Generator[Callable[[str, int], None]]:
    """What `sync` tells about its progress: JSON lines, or a bar where somebody is looking."""
    if as_json:
        yield _write_progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {source.name: bars.add_task(source.name, total=None) for source in sources}

        def move(name: str, count: int) -> None:
            bars.update(tasks[name], completed=count)

        yield move


def _write_progress(name: str, count: int) -> None:
    if count % 100 == 0:
        _write_json({"event": "progress", "source": name, "read": count})


def _print_report(report: Report) -> None:
    table = _table("source", "written", "unchanged", "removed", "skipped", "failed")
    for source in report.sources:
        numbers = (source.written, source.unchanged, source.removed, len(source.skipped), len(source.failures))
        table.add_row(escape(source.name), *map(str, numbers))
    console = Console()
    console.print(table if report.sources else "No source is enabled; switch one on with --enable NAME.")
    for source in report.sources:
        for line in _complaints(source):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _complaints(source: SourceReport) -> Iterator[str]:
    if source.error:
        yield f"not touched: {source.error}"
    for failure in source.failures:
        yield f"{failure.key}: {failure.reason} (its last good text is kept)"


# --- check -----------------------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    """Load all pages and say what they lack. Errors make the exit code 1, warnings and hints alone do not."""
    loaded = load(options.pages)
    today = date.today()  # noqa: DTZ011 - an editor's day is the machine's local one
    findings = lint_all(loaded.pages, today)
    if options.json:
        for problem in loaded.problems:
            _write_json(
                {"file": str(problem.file), "severity": "error", "what": problem.what, "remedy": problem.remedy}
            )
        for finding in findings:
            _write_json(asdict(finding))
    else:
        _print_findings(loaded, findings)
    failed = loaded.problems or any(finding.severity == "error" for finding in findings)
    return 1 if failed else 0


_COLOURS = {"error": "red", "warning": "yellow", "hint": "dim"}


def _print_findings(loaded: Loaded, findings: list[Finding]) -> None:
    console = Console()
    for problem in loaded.problems:
        console.print(f"error: {problem}", style="red", markup=False, highlight=False, soft_wrap=True)
    by_page: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_page[finding.page_id].append(finding)
    for page_id, found in by_page.items():
        if console.is_terminal:
            _print_table(console, page_id, found)
        else:
            lines = [f"{page_id}: {finding.severity}: {finding.what} {finding.remedy}\n" for finding in found]
            sys.stdout.write("".join(lines))
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(f"{counts[severity]} {severity}s" for severity in _COLOURS)
    console.print(f"{len(loaded.pages)} pages, {len(loaded.problems)} problems: {summary}.", highlight=False)


def _print_table(console: Console, page_id: str, findings: list[Finding]) -> None:
    table = _table("", "", "")
    table.show_header = False
    for finding in findings:
        colour = _COLOURS[finding.severity]
        table.add_row(f"[{colour}]{finding.severity}[/]", escape(finding.what), escape(finding.remedy))
    console.print(f"\n{page_id}", style="bold", markup=False, highlight=False)
    console.print(table)


# --- show ------------------------------------------------------------------------------------------------------------


def _show(options: argparse.Namespace) -> int:
    """Show a page as it lies in its file, or the passages that the search is given."""
    page = next((page for page in load(options.pages).pages if page.id == options.id), None)
    if page is None:
        sys.stderr.write(f"{options.pages} has no page {options.id}; see `python -m corpus check` for broken ones\n")
        return 1
    if options.passages:
        _show_passages(page, options.json)
    elif options.json:
        _write_json(asdict(page))
    else:
        sys.stdout.write(write(page))
    return 0


def _show_passages(page: Page, as_json: bool) -> None:
    from corpus.chunk import passages

    for passage in passages(page):
        if as_json:
            _write_json({"id": passage.id, **asdict(passage)})
            continue
        sys.stdout.write(f"── {passage.id}\n   {passage.context}\n")
        for number in range(len(passage.sentences)):
            sys.stdout.write(f"   [{number}] {passage.quote(number)}\n")


def _table(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number and header else "left", overflow="fold")
    return table


def _write_json(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
