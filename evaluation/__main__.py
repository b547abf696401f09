"""`python -m evaluation`: what proves the bot. Run question sets against a version, and fit the decision to answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from bot.bot import Bot
from bot.journal import JournalError
from bot.settings import ROOT, Settings
from evaluation import (
    answerable,
    cases_commands,
    check_commands,
    harvest_commands,
    learning_commands,
    metrics,
    report_commands,
    review_commands,
    routing_commands,
)
from evaluation.cases import Case, CasesError, QuestionSet, missing_pages, read_sets
from evaluation.harvest import HarvestError
from evaluation.metrics import Figures
from evaluation.outputs import STAGES, Options, OutputsError, Recorded
from evaluation.pairs import PairsError
from evaluation.review import ReviewError
from evaluation.run import Tell, begin, carry_out, chosen, opened, resume
from evaluation.tables import TableError
from evaluation.thresholds import GateError
from indexes.embed import EmbedderError
from indexes.version import VersionError

console = Console(stderr=True)

WRONG_INPUT = (CasesError, OutputsError, TableError, ReviewError, HarvestError, GateError, PairsError)
"""What the person who calls must put right: exit code 2."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 when something is wrong, 2 for wrong usage or questions."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (*WRONG_INPUT, VersionError, EmbedderError, JournalError, OSError, ValueError) as error:
        _complain(str(error))
        return 2 if isinstance(error, WRONG_INPUT) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _run_parser(
        commands.add_parser("run", help="ask the questions of one or several files, and keep what came of them")
    )
    cases_commands.add(commands.add_parser("cases", help="check question files; write them anew as CSV, XLSX or JSONL"))
    report_commands.add_report(commands.add_parser("report", help="write what a run was worth: HTML, JUnit, CSV, XLSX"))
    report_commands.add_compare(commands.add_parser("compare", help="what changed from one run to another"))
    report_commands.add_gate(commands.add_parser("gate", help="may this version go live? 0 yes, 1 no, 2 wrong input"))
    review_commands.add(commands.add_parser("review", help="have answers marked by people, and see what they say"))
    harvest_commands.add(commands.add_parser("harvest", help="candidate cases from what citizens asked in vain"))
    check_commands.add(commands.add_parser("check", help="what the gate for a model's sentences catches and keeps"))
    routing_commands.add_routing(
        commands.add_parser("routing", help="are messages told apart by kind? fit the weights")
    )
    routing_commands.add_followups(
        commands.add_parser("followups", help="are follow-up questions made to stand alone?")
    )
    learning_commands.add(commands.add_parser("asking", help="train what tells what citizens mean"))
    _answerable_parser(commands.add_parser("answerable", help="fit the decision to answer on development questions"))
    return parser


# --- run -------------------------------------------------------------------------------------------------------------


def _run_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="questions: CSV, XLSX or JSONL")
    parser.add_argument("--versions", type=Path, help="folder of the index versions (default: AUSKUNFT_VERSIONS)")
    parser.add_argument("--version", default="", metavar="ID", help="one of them (default: the live one)")
    parser.add_argument("--scope", help="the municipality's regional key (default: AUSKUNFT_SCOPE)")
    parser.add_argument("--embedder", help="the embedder's name (default: AUSKUNFT_EMBEDDER)")
    parser.add_argument("--retrieval-only", action="store_true", help="search and decide, but make no answers")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    parser.add_argument("--tag", action="append", default=[], help="only cases with this tag; may be repeated")
    parser.add_argument("--allow-missing", action="store_true", help="run although expected pages do not exist")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="DIR", help="folder of the run (default: a new one in runs/)")
    where.add_argument("--continue", type=Path, dest="continued", metavar="DIR", help="take up a run that was stopped")
    parser.add_argument("--json", action="store_true", help="print the run and its figures as one JSON document")
    parser.add_argument("--progress", action="store_true", help="print how far it is as JSON lines")
    parser.set_defaults(run=_run)


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of cases")
    return int(text)


def _run(options: argparse.Namespace) -> int:
    sets = read_sets(options.files)
    for notice in (notice for found in sets for notice in found.notices):
        console.print(notice, style="yellow", highlight=False, markup=False, soft_wrap=True)
    limits = Options(options.retrieval_only, options.limit, tuple(options.tag), options.allow_missing)
    cases = chosen(sets, limits)
    if not cases:
        raise CasesError(["no case is left; look at --tag and --limit"])
    settings = Settings.load(versions=options.versions, scope=options.scope, embedder=options.embedder)
    with opened(settings, options.version) as bot:
        if _rotten(bot, cases) and not options.allow_missing:
            _complain("correct the labels, or run with --allow-missing")
            return 2
        recorded = _carried_out(bot, sets, limits, options)
    if recorded is None:
        return 130
    _show(recorded, metrics.figures(recorded.outputs), as_json=options.json)
    return 0


def _rotten(bot: Bot, cases: list[Case]) -> bool:
    with bot.live.lease() as index:
        missing = missing_pages(cases, index)
    for page in missing:
        _complain(str(page))
    return bool(missing)


def _carried_out(bot: Bot, sets: list[QuestionSet], limits: Options, options: argparse.Namespace) -> Recorded | None:
    """The run, or None when it was stopped."""
    if options.continued:
        folder, run = options.continued, resume(bot, sets, limits, options.continued)
    else:
        folder, run = begin(bot, sets, limits, options.out, ROOT / "runs")
    try:
        with _told() if options.progress else _progress(str(folder)) as tell:
            return carry_out(bot, folder, run, chosen(sets, limits), tell)
    except KeyboardInterrupt:
        _complain(f"stopped; what is done is kept: go on with the same files and --continue {folder}")
        return None


@contextmanager
def _told() -> Generator[Tell]:
    """Progress for a program that started this one."""

    def tell(done: int, total: int) -> None:
        sys.stdout.write(json.dumps({"step": "run", "done": done, "total": total}) + "\n")
        sys.stdout.flush()

    yield tell


@contextmanager
def _progress(what: str) -> Generator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show(recorded: Recorded, figures: Figures, *, as_json: bool) -> None:
    if as_json:
        document = {"folder": str(recorded.folder), "run": asdict(recorded.run), "figures": figures.as_json()}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    out = Console(highlight=False)
    out.print(str(recorded.folder), soft_wrap=True)
    out.print(_retrieval_table(figures))
    out.print(_answers_table(figures))
    out.print(f"wrong: {', '.join(f'{name} {count}' for name, count in figures.failures.items()) or 'nothing'}")


def _retrieval_table(figures: Figures) -> Table:
    shown = [measure for measure in metrics.MEASURES if measure not in ("success@1", "success@10")]
    table = Table("pages", *shown, title="Retrieval")
    for stage in STAGES:
        found = [figures.overall.get(f"{stage}.{measure}") for measure in shown]
        table.add_row(stage, *(f"{figure.value:.3f}" if figure else "–" for figure in found))
    return table


def _answers_table(figures: Figures) -> Table:
    ranked = {f"{stage}.{measure}" for stage in STAGES for measure in metrics.MEASURES}
    table = Table("figure", "value", "95 %", "cases", title="Decisions and answers")
    for name, figure in figures.overall.items():
        if name not in ranked:
            table.add_row(name, f"{figure.value:.3f}", f"{figure.low:.3f} – {figure.high:.3f}", str(figure.n))
    return table


def _complain(text: str) -> None:
    console.print(text, style="red", highlight=False, markup=False, soft_wrap=True)


# --- answerable ------------------------------------------------------------------------------------------------------


def _answerable_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        nargs=2,
        type=Path,
        action="append",
        required=True,
        metavar=("VERSIONS", "QUESTIONS"),
        help="a folder of versions and the questions about its live one (CSV or JSONL); may be repeated",
    )
    parser.add_argument("--model-folder", type=Path, default=ROOT / ".cache" / "model")
    parser.set_defaults(run=_answerable)


def _answerable(options: argparse.Namespace) -> int:
    answerable.report(options.set, options.model_folder, Console())
    return 0


if __name__ == "__main__":
    sys.exit(main())
