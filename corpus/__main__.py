"""`python -m corpus`: what goes into the pages folder, and what is wrong in it.

Exit codes: 0 all is well, 1 something was reported, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus.commands import check, history, links, norms
from corpus.commands.output import table, write_json
from corpus.folder import load
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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--pages", type=Path, metavar="DIR", help="the pages folder (default: AUSKUNFT_PAGES, else corpus/pages)"
    )
    common.add_argument("--json", action="store_true", help="write JSON for a script, one object a line")
    _add_sync(commands, common)
    for command in (check, norms, links, history):
        command.add(commands, common)
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
    parser.add_argument("--preview", action="store_true", help="write nothing; say what would be new, changed, removed")
    parser.add_argument(
        "--take", nargs="+", default=[], metavar="ID", help="take the source's text of pages that were changed here"
    )
    parser.set_defaults(run=_sync)


# --- sync ------------------------------------------------------------------------------------------------------------


def _sync(options: argparse.Namespace) -> int:
    """Read every enabled source and bring the pages folder up to date. A source that cannot be read, or that would
    lose more than half of its pages, is left as it is and reported; a page that was changed here keeps its text."""
    sources = _chosen(read_sources(options.sources), options)
    with _progress(sources, options.json) as progress:
        report = sync(
            sources,
            options.pages,
            progress,
            allow_shrink=options.allow_shrink,
            preview=options.preview,
            take=options.take,
        )
    if options.json:
        write_json({"event": "report", "sources": [asdict(source) for source in report.sources]})
    else:
        if options.preview:
            _print_preview(report)
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
    console = Console(stderr=True, emoji=False)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {source.name: bars.add_task(source.name, total=None) for source in sources}

        def move(name: str, count: int) -> None:
            bars.update(tasks[name], completed=count)

        yield move


def _write_progress(name: str, count: int) -> None:
    if count % 100 == 0:
        write_json({"event": "progress", "source": name, "read": count})


def _print_report(report: Report) -> None:
    rows = table("source", "new", "changed", "unchanged", "removed", "kept", "skipped", "failed")
    for source in report.sources:
        lists = (source.new, source.changed), (source.gone, source.overlays, source.skipped, source.failures)
        before, after = ([str(len(one)) for one in part] for part in lists)
        rows.add_row(escape(source.name), *before, str(source.unchanged), *after)
    console = Console(emoji=False)
    console.print(rows if report.sources else "No source is enabled; switch one on with --enable NAME.")
    for source in report.sources:
        for line in _complaints(source):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


_BENEATH = {"": "changed here", "changed": "changed here and at the source", "gone": "changed here, gone at the source"}


def _complaints(source: SourceReport) -> Iterator[str]:
    if source.error:
        yield f"not touched: {source.error}"
    for failure in source.failures:
        yield f"{failure.key}: {failure.reason} (its last good text is kept)"
    for overlay in source.overlays:
        yield f"{overlay.page_id}: {_BENEATH[overlay.beneath]}; its text is kept (--take {overlay.page_id} ends that)"
    for page_id in source.flagged:
        yield f"{page_id}: talks to a language model or holds hidden text; look at it before it is published"


def _print_preview(report: Report) -> None:
    """Every page that would be touched, on a line of its own."""
    for source in report.sources:
        for mark, ids in (("new", source.new), ("changed", source.changed), ("removed", source.gone)):
            sys.stdout.write("".join(f"{mark}: {page_id}\n" for page_id in ids))


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
        write_json(asdict(page))
    else:
        sys.stdout.write(write(page))
    return 0


def _show_passages(page: Page, as_json: bool) -> None:
    from corpus.chunk import passages

    for passage in passages(page):
        if as_json:
            write_json({"id": passage.id, **asdict(passage)})
            continue
        sys.stdout.write(f"── {passage.id}\n   {passage.context}\n")
        for number in range(len(passage.sentences)):
            sys.stdout.write(f"   [{number}] {passage.quote(number)}\n")


if __name__ == "__main__":
    sys.exit(main())
