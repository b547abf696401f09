"""`python -m evaluation.bench`: is it fast enough? Ratios measured side by side, each against its target."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.settings import ROOT
from evaluation.bench import answers, builds, edits, generating, widget
from evaluation.bench.figures import Figure
from evaluation.bench.programs import ProgramError
from evaluation.bench.town import Town
from indexes.build import BuildError
from indexes.embed import EmbedderError, open_embedder

PARTS = ("answers", "generating", "building", "opening", "edits", "widget")

console = Console(stderr=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure; 0 when every target is met, 1 when one is missed or nothing could be measured."""
    options = _parser().parse_args(arguments)
    try:
        figures = list(_measured(options))
    except (BuildError, EmbedderError, ProgramError) as error:
        console.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)
        return 1
    if options.json:
        lines = [{**asdict(figure), "met": figure.met} for figure in figures]
        sys.stdout.write(json.dumps({"passages": options.passages, "figures": lines}) + "\n")
    else:
        Console().print(_table(figures, options.passages))
    return 0 if all(figure.met for figure in figures) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--passages", type=int, default=5_000, help="how large the town is (default 5000)")
    parser.add_argument("--build-passages", type=int, default=500, help="how large a town is built anew (default 500)")
    parser.add_argument("--questions", type=int, default=200, help="how many questions are asked (default 200)")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="measure these alone")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".cache" / "bench",
        help="where the town is kept for the next run (default .cache/bench)",
    )
    parser.add_argument(
        "--model-folder",
        type=Path,
        default=Path(os.environ.get("AUSKUNFT_MODEL_FOLDER", ROOT / ".cache" / "model")),
        help="where the prepared model lies (default: AUSKUNFT_MODEL_FOLDER, else .cache/model)",
    )
    return parser


def _measured(options: argparse.Namespace) -> Iterator[Figure]:
    if "widget" in options.only:
        console.print("opening the widget …")
        yield from widget.measure()
    if set(options.only) != {"widget"}:
        yield from _measured_on_a_town(options)


def _measured_on_a_town(options: argparse.Namespace) -> Iterator[Figure]:
    embedder = open_embedder("onnx", model_folder=options.model_folder)
    town = Town.of(options.folder / str(options.passages), options.passages)
    built = town.build(embedder, _progress)
    console.print(f"measuring on {built.pages} pages, {built.passages} passages", highlight=False)
    with TemporaryDirectory(prefix="auskunft-bench-") as temporary:
        folder = Path(temporary)
        if "answers" in options.only:
            console.print("answering …")
            yield from answers.measure(town, options.model_folder, options.questions, folder / "serve.log")
        if "generating" in options.only:
            console.print("generating …")
            yield from generating.measure(town, options.model_folder, options.questions, folder)
        if "opening" in options.only:
            console.print("opening …")
            yield builds.opening(town, embedder)
        if "building" in options.only:
            console.print("building …")
            yield from builds.building(folder, options.build_passages, embedder, lambda _step, _done, _all: None)
        if "edits" in options.only:
            console.print("editing …")
            yield edits.measure(town, options.model_folder, folder)


def _progress(step: str, done: int, total: int) -> None:
    """Embedding a town takes minutes; the rest does not."""
    if step == "embed" and console.is_terminal:
        console.print(f"embedding the town: {done} of {total}", end="\r", highlight=False)


def _table(figures: list[Figure], passages: int) -> Table:
    table = Table("what", "measured", "target", "met", "how", title=f"Speed on a town of {passages:,} passages")
    for figure in figures:
        target = "" if figure.target is None else f"≤ {figure.written(figure.target)}"
        met = "" if figure.target is None else "[green]yes[/green]" if figure.met else "[red]no[/red]"
        table.add_row(figure.name, figure.written(figure.value), target, met, figure.detail)
    return table


if __name__ == "__main__":
    sys.exit(main())
