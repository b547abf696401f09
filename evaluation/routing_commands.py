"""`python -m evaluation routing` and `followups`: is a message told apart by kind, and does a follow-up stand alone?"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot import kinds
from bot.routing import Router
from bot.settings import ROOT, Settings
from evaluation import followups, routing, routing_fit
from evaluation.followups import Turns
from evaluation.routing import Figures, Labelled
from evaluation.thresholds import GateError
from indexes.embed import Embedder, open_embedder

FOLDER = ROOT / "evaluation" / "questions" / "routing"
DEV = tuple(FOLDER / name for name in ("dev.jsonl", "dev2.jsonl", "dev3.jsonl", "dev4.jsonl", "dev5.jsonl"))

MACRO_F1, CRISIS_RECALL, FALSE_ALARMS = 0.9, 1.0, 0.01
"""What `--check` asks for."""


def add_routing(parser: argparse.ArgumentParser) -> None:
    """The options of `routing`."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="messages with their kind (JSONL)")
    parser.add_argument("--words", action="store_true", help="by rules and words alone, without the embedding model")
    parser.add_argument("--wrong", action="store_true", help="list what was taken for another kind (development only)")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a figure is below what is asked for")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document")
    parser.add_argument("--fit", action="store_true", help="fit bot/kinds.npz on the files (default: the shipped ones)")
    parser.add_argument("--cross-validate", action="store_true", help="figures on messages left out of fitting")
    parser.add_argument("--model-folder", type=Path, help="the prepared embedding model (default: as the bot's)")
    parser.set_defaults(run=_routing)


def add_followups(parser: argparse.ArgumentParser) -> None:
    """The options of `followups`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="conversations (JSONL)")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong (development only)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document")
    parser.set_defaults(run=_followups)


def _routing(options: argparse.Namespace) -> int:
    messages = [message for path in options.files or DEV for message in routing.read(path)]
    embedder = None if options.words and not options.fit else _embedder(options)
    if options.fit or options.cross_validate:
        return _fitted(messages, embedder or _embedder(options), options)
    router = Router(kinds.shipped(), embedder)
    figures, wrong = routing.score(messages, lambda question: router.route(question).kind)
    _print({"words alone" if options.words else "with the vector": figures}, options)
    if options.wrong:
        for message, kind in wrong:
            sys.stdout.write(f"{message.id} {message.kind} > {kind}: {message.question}\n")
    if options.check and (faults := failures(figures)):
        raise GateError("; ".join(faults))
    return 0


def failures(figures: Figures) -> list[str]:
    """What is below the thresholds, in words."""
    found = [
        (figures.macro_f1 >= MACRO_F1, f"macro F1 {figures.macro_f1:.3f} < {MACRO_F1}"),
        (figures.crisis_recall >= CRISIS_RECALL, f"crisis recall {figures.crisis_recall:.3f} < {CRISIS_RECALL}"),
        (figures.false_alarms <= FALSE_ALARMS, f"false alarms {figures.false_alarms:.4f} > {FALSE_ALARMS}"),
    ]
    return [text for holds, text in found if not holds]


def _embedder(options: argparse.Namespace) -> Embedder:
    folder = options.model_folder or Settings().model_folder
    return open_embedder("onnx", model_folder=folder)


def _fitted(messages: list[Labelled], embedder: Embedder, options: argparse.Namespace) -> int:
    table = routing_fit.Table([*messages, *routing_fit.further()], embedder)
    if options.cross_validate:
        _print(routing_fit.held_out(messages, table, embedder), options)
    if options.fit:
        routing_fit.write(routing_fit.fit(table, range(len(table)), embedder))
    return 0


def _print(figures: dict[str, Figures], options: argparse.Namespace) -> None:
    if options.json:
        sys.stdout.write(
            json.dumps({name: found.as_json() for name, found in figures.items()}, ensure_ascii=False) + "\n"
        )
        return
    out = Console(highlight=False)
    for name, found in figures.items():
        out.print(_table(name, found))
        out.print(
            f"macro F1 {found.macro_f1:.3f}, right {found.accuracy:.3f} of {found.n}; crisis: recall "
            f"{found.crisis_recall:.3f}, false alarms {found.false_alarms:.4f}"
        )
        out.print("macro F1 by language: " + ", ".join(f"{lang} {f1:.3f}" for lang, f1 in found.languages.items()))
        out.print("taken for another: " + (", ".join(f"{k} {n}" for k, n in found.confusion.items()) or "none"))


def _table(name: str, figures: Figures) -> Table:
    table = Table("kind", "precision", "recall", "F1", "messages", title=name)
    for kind, of in figures.kinds.items():
        table.add_row(kind, f"{of.precision:.3f}", f"{of.recall:.3f}", f"{of.f1:.3f}", str(of.n))
    return table


def _followups(options: argparse.Namespace) -> int:
    conversations = [turns for path in options.files for turns in followups.read(path)]
    judged = [(turns, followups.judge(turns)) for turns in conversations]
    figures = followups.measured(judged)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    else:
        Console(highlight=False).print(", ".join(f"{name} {value}" for name, value in figures.items()))
    if options.wrong:
        for turns, verdict in judged:
            if not verdict.right:
                sys.stdout.write(f"{_line(turns)} -> {verdict.question}\n")
    return 0


def _line(turns: Turns) -> str:
    return f"{turns.id} {' | '.join([*turns.history, turns.question])}"
