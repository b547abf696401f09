"""`python -m indexes`: prepare the model, build versions, look into them, search."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from corpus.matters import MattersError
from corpus.synonyms import SynonymError
from indexes import version
from indexes.build import BuildError, Built, Inputs, build
from indexes.cache import CacheError
from indexes.embed import Embedder, EmbedderError, open_embedder
from indexes.index import Index, Search
from indexes.verify import VerificationError
from indexes.version import VersionError

console = Console(stderr=True)

FAILURES = (BuildError, CacheError, EmbedderError, MattersError, SynonymError, VerificationError, VersionError, OSError)
"""What says by its message what is wrong and what to do."""

ROOT = Path(__file__).parents[1]
STEPS = {
    "read": "reading pages",
    "cut": "cutting passages",
    "embed": "embedding",
    "store": "storing",
    "verify": "verifying",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 when something is wrong, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except FAILURES as error:
        console.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        console.print("stopped; what was embedded so far is kept, and the live version is untouched")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indexes", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _model_parser(commands.add_parser("model", help="prepare the default embedding model, once, and check it"))
    _build_parser(commands.add_parser("build", help="build a version of the pages and make it the live one"))
    _list_parser(commands.add_parser("list", help="list the versions, newest first"))
    _activate_parser(commands.add_parser("activate", help="make another version the live one"))
    _prune_parser(commands.add_parser("prune", help="remove old versions"))
    _search_parser(commands.add_parser("search", help="show which pages a question finds, and why"))
    return parser


def _common(
    parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int], *, embedder: bool = False
) -> None:
    parser.add_argument(
        "--versions",
        type=Path,
        default=Path(os.environ.get("AUSKUNFT_VERSIONS", ROOT / "indexes" / "versions")),
        help="the folder of the versions (default: AUSKUNFT_VERSIONS, else indexes/versions)",
    )
    parser.set_defaults(run=run)
    if embedder:
        parser.add_argument(
            "--embedder",
            default=os.environ.get("AUSKUNFT_EMBEDDER", "onnx"),
            help="onnx, sentence-transformers:<name or folder>, openai:<url> (default: AUSKUNFT_EMBEDDER, else onnx)",
        )
        _model_folder(parser)


def _model_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model-folder",
        type=Path,
        default=Path(os.environ.get("AUSKUNFT_MODEL_FOLDER", ROOT / ".cache" / "model")),
        help="where the prepared model lies (default: AUSKUNFT_MODEL_FOLDER, else .cache/model)",
    )


def _embedder(options: argparse.Namespace) -> Embedder:
    key = os.environ.get("AUSKUNFT_EMBEDDER_KEY", "")
    return open_embedder(options.embedder, model_folder=options.model_folder, api_key=key)


# --- model -----------------------------------------------------------------------------------------------------------


def _model_parser(parser: argparse.ArgumentParser) -> None:
    _model_folder(parser)
    parser.add_argument("--check", action="store_true", help="compare the prepared model's forms with each other again")
    parser.set_defaults(run=_model)


def _model(options: argparse.Namespace) -> int:
    from indexes import model  # torch and its kin are needed here and nowhere else

    try:
        with _progress() as progress:
            folder = model.prepare(options.model_folder, progress)
    except model.ModelError as error:
        console.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)
        return 1
    console.print(f"model ready: {folder}")
    report = model.check(folder) if options.check else None
    if report:
        console.print(str(report))
    return 0 if report is None or report.passed else 1


# --- build -----------------------------------------------------------------------------------------------------------


def _build_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pages",
        type=Path,
        default=Path(os.environ.get("AUSKUNFT_PAGES", ROOT / "corpus" / "pages")),
        help="the folder of the pages (default: AUSKUNFT_PAGES, else corpus/pages)",
    )
    parser.add_argument("--synonyms", type=Path, default=ROOT / "corpus" / "synonyms.toml", help="citizens' words")
    parser.add_argument("--matters", type=Path, default=ROOT / "corpus" / "matters.toml", help="citizens' sentences")
    parser.add_argument("--no-activate", action="store_true", help="build and verify, but leave the live version")
    parser.add_argument("--watch", action="store_true", help="go on: build again whenever a page is saved")
    parser.add_argument("--json", action="store_true", help="print what was done as one JSON line")
    parser.add_argument("--progress", action="store_true", help="print how far it is as JSON lines")
    _common(parser, _build, embedder=True)


def _build(options: argparse.Namespace) -> int:
    inputs = Inputs(options.pages, options.synonyms, options.versions, _embedder(options), matters=options.matters)
    return _watch(inputs, options) if options.watch else _build_once(inputs, options)


def _build_once(inputs: Inputs, options: argparse.Namespace) -> int:
    with _told() if options.progress else _progress() as progress:
        built = build(inputs, progress, activate=not options.no_activate)
    for problem in built.problems:
        console.print(f"[yellow]left out:[/yellow] {problem}", highlight=False, soft_wrap=True)
    _report(built, as_json=options.json)
    return 1 if built.problems else 0


def _report(built: Built, *, as_json: bool) -> None:
    if as_json:
        line = {"version": built.id, "new": built.new, "pages": built.pages, "passages": built.passages}
        _out(json.dumps({**line, "embedded": built.embedded, "problems": [str(p) for p in built.problems]}))
        return
    what = f"{built.embedded} texts embedded" if built.new else "nothing to do"
    console.print(f"version {built.id}: {built.pages} pages, {built.passages} passages, {what}", highlight=False)


def _watch(inputs: Inputs, options: argparse.Namespace) -> int:
    """Build now, and after every change of an input; a failure is reported, the next change awaited.

    What is saved during the first build, before the watching begins, is caught up with after a second of quiet.
    """
    from watchfiles import watch

    _attempt(inputs, options)
    console.print(f"watching {inputs.pages}; end with Ctrl-C", highlight=False)
    saved = watch(
        inputs.pages,
        inputs.synonyms,
        options.matters,
        debounce=400,
        step=100,
        rust_timeout=1_000,
        yield_on_timeout=True,
    )
    caught_up = False
    for changes in saved:
        if changes or not caught_up:
            caught_up = True
            _attempt(inputs, options)
    return 0


def _attempt(inputs: Inputs, options: argparse.Namespace) -> None:
    try:
        _build_once(inputs, options)
    except FAILURES as error:
        console.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)


# --- list, activate, prune -------------------------------------------------------------------------------------------


def _list_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON line a version")
    _common(parser, _list)


def _list(options: argparse.Namespace) -> int:
    live = version.current(options.versions)
    found = version.listed(options.versions)
    if options.json:
        for manifest in found:
            line = {"version": manifest.id, "live": manifest.id == live, "created": manifest.created}
            _out(
                json.dumps(
                    {**line, "passages": manifest.passages, "embedder": manifest.embedder, "scopes": manifest.scopes}
                )
            )
        return 0
    table = Table("version", "live", "created", "pages", "passages", "embedder", "scopes")
    for manifest in found:
        pages = sum(counts["pages"] for counts in manifest.scopes.values())
        row = (
            manifest.id,
            "●" if manifest.id == live else "",
            manifest.created[:19],
            str(pages),
            str(manifest.passages),
        )
        table.add_row(*row, manifest.embedder, ", ".join(manifest.scopes))
    Console().print(table)
    return 0


def _activate_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", help="the version's id, as `list` shows it")
    _common(parser, _activate)


def _activate(options: argparse.Namespace) -> int:
    manifest = version.read_manifest(options.versions / options.version)
    version.verify_files(options.versions / options.version, manifest)
    version.activate(options.versions, options.version)
    console.print(f"live: {options.version}", highlight=False)
    return 0


def _prune_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--keep", type=int, default=3, help="how many of the newest stay besides the live one (default 3)"
    )
    _common(parser, _prune)


def _prune(options: argparse.Namespace) -> int:
    live = version.current(options.versions)
    others = [manifest for manifest in version.listed(options.versions) if manifest.id != live]
    for manifest in others[max(options.keep, 0) :]:
        going = (options.versions / manifest.id).rename(options.versions / f".damaged-{manifest.id}")
        shutil.rmtree(going)  # what is left of it when this is interrupted is swept at the next build
        console.print(f"removed {manifest.id} of {manifest.created[:19]}", highlight=False)
    return 0


# --- search ----------------------------------------------------------------------------------------------------------


def _search_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", help="the question; with --batch, questions come from standard input")
    parser.add_argument("-k", type=int, default=10, help="how many pages (default 10)")
    parser.add_argument("--batch", action="store_true", help="read one question a line, print one JSON line each")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--scope", default=os.environ.get("AUSKUNFT_SCOPE", ""), help="the municipality's regional key")
    parser.add_argument("--on", type=date.fromisoformat, help="what is valid on this day (default: today)")
    _common(parser, _search, embedder=True)


def _search(options: argparse.Namespace) -> int:
    if options.batch == bool(options.question):
        console.print("[red]give one question, or --batch and questions on standard input[/red]")
        return 2
    on = options.on or datetime.now(UTC).date()
    index = Index.open(options.versions, _embedder(options), options.scope)
    try:
        questions = (line.rstrip("\n") for line in sys.stdin) if options.batch else [options.question]
        for question in questions:
            found = index.search(question, options.k, on)
            _show(found, as_json=options.json or options.batch)
    finally:
        index.close()
    return 0


def _show(found: Search, *, as_json: bool) -> None:
    if as_json:
        hits = [
            {"page_id": hit.page.id, "locator": hit.passage.locator, "score": round(hit.score, 4), "parts": hit.parts}
            for hit in found.hits
        ]
        _out(json.dumps({"query": found.question, "hits": hits}, ensure_ascii=False))
        return
    if found.official:
        console.print(f"also searched for: {', '.join(found.official)}", highlight=False)
    page = Column("page", no_wrap=True)  # an id is copied, so it must not lose its end on a narrow terminal
    table = Table("score", page, "title", "locator", *(found.hits[0].parts if found.hits else ()))
    for hit in found.hits:
        parts = (f"{value:.2f}" for value in hit.parts.values())
        table.add_row(f"{hit.score:.2f}", hit.page.id, hit.page.title, hit.passage.locator, *parts)
    Console().print(table)


# --- output ----------------------------------------------------------------------------------------------------------


def _out(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def _told() -> Generator[Callable[[str, int, int], None]]:
    """Progress for a program that started this one."""
    yield lambda step, done, total: _out(json.dumps({"step": step, "done": done, "total": total}))


@contextmanager
def _progress() -> Generator[Callable[[str, int, int], None]]:
    """A bar for each step on a terminal, a line for each where the output is a file."""
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def update(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(STEPS.get(step, step))
                if not console.is_terminal:
                    console.print(f"{STEPS.get(step, step)} …", highlight=False)
            bars.update(tasks[step], completed=done, total=total)  # pyright: ignore[reportArgumentType]  # a TaskID is an int

        yield update


if __name__ == "__main__":
    sys.exit(main())
