"""`python -m bot privacy try|score|report|prepare`: what the filter does, how good it is, what is kept how long."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table

from bot.privacy import score
from bot.privacy.detector import Detector
from bot.privacy.masking import mask
from bot.privacy.tagger import prepare
from bot.retention_report import report
from bot.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Add the commands."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tried = commands.add_parser("try", help="show what is found in a text, and the text as it would be kept")
    tried.add_argument(
        "text", nargs="+", help="the turns of a conversation in their order, the last one is the question"
    )
    tried.add_argument("--profile", choices=score.PROFILES, default="full")
    tried.set_defaults(run=_try)
    scored = commands.add_parser("score", help="score the filter on a gold file, by label and in both profiles")
    score.arguments_of(scored)
    scored.set_defaults(run=_score)
    prepared = commands.add_parser("prepare", help="prepare the name tagger, once, from the embedding model")
    prepared.set_defaults(run=_prepare)
    reported = commands.add_parser(
        "report", help="print, in German, what is kept how long and why under these settings"
    )
    reported.set_defaults(run=_report)


def _prepare(_: argparse.Namespace, __: Settings) -> int:
    prepare()
    return 0


def _report(_: argparse.Namespace, settings: Settings) -> int:
    sys.stdout.write(report(settings))
    return 0


def _score(options: argparse.Namespace, _: object) -> int:
    return score.run(options)


def _try(options: argparse.Namespace, _: object) -> int:
    *history, question = options.text
    turn = mask(Detector(options.profile), question, history)
    out = Console(highlight=False, markup=False, soft_wrap=True)
    table = Table("start", "end", "label", "score", "text")
    for span in turn.spans:
        table.add_row(str(span.start), str(span.end), span.label, f"{span.score:.2f}", question[span.start : span.end])
    out.print(table if turn.spans else "nothing personal found")
    for number, text in enumerate(turn.history, 1):
        out.print(f"turn {number}: {text}")
    out.print(f"kept:  {turn.question}")
    if turn.for_model != turn.question:
        out.print(f"model: {turn.for_model}")
    return 0
