"""`python -m evaluation check`: the wrong sentences that the gate catches, the right ones it keeps; and its fit."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.entail.decide import FILE, Weights
from evaluation import entailment
from evaluation.entailment import Judged, Share
from evaluation.pairs import FOLDER, read

HEAD = """# What speaks for and against a sentence of a model (log odds), and the probability from which it may leave.
# Made by `python -m evaluation check --fit`; what the names mean stands in bot/entail/features.py.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="pairs (JSONL; default: the shipped dev set)"
    )
    parser.add_argument(
        "--cross-validate", action="store_true", help="judge by weights fitted without a pair's passages"
    )
    parser.add_argument("--fit", action="store_true", help=f"fit the weights to the files and write {FILE.name}")
    parser.add_argument(
        "--keep", type=float, default=entailment.KEPT, help="share of right sentences to keep when fitting"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    found = entailment.judged(read(options.files or [FOLDER / "dev.jsonl"]))
    if options.fit:
        write(entailment.fitted(found, options.keep))
    passed, scores = _decided(found, options)
    pairs = [one.pair for one in found]
    kinds = entailment.by_kind(pairs, passed)
    curve = entailment.curve(pairs, scores)
    if options.json:
        sys.stdout.write(json.dumps(_document(kinds, curve), ensure_ascii=False) + "\n")
    else:
        _show(kinds, curve)
    return 0


def _decided(found: Sequence[Judged], options: argparse.Namespace) -> tuple[list[bool], list[float]]:
    if options.cross_validate or options.fit:
        return entailment.nested(found, kept=options.keep), entailment.cross_validated(found)
    return [one.verdict.supported for one in found], [
        one.verdict.score if one.figures else float(one.verdict.supported) for one in found
    ]


def write(weights: Weights, path: Path = FILE) -> None:
    """Write weights as the file that `bot.entail.decide` reads."""
    lines = [f"threshold = {weights.threshold}", f"bias = {weights.bias}", "", "[figures]"]
    lines += [f"{name} = {weight}" for name, weight in sorted(weights.figures.items())]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


Kinds = Mapping[tuple[bool, str], Share]
Curve = Sequence[tuple[float, float, float]]


def _document(kinds: Kinds, curve: Curve) -> Mapping[str, object]:
    return {
        side: {
            kind or "all": {"right": share.right, "of": share.of}
            for (right, kind), share in kinds.items()
            if right is wanted
        }
        for side, wanted in (("kept", True), ("caught", False))
    } | {"curve": [{"kept": kept, "caught": caught, "threshold": threshold} for kept, caught, threshold in curve]}


def _show(kinds: Kinds, curve: Curve) -> None:
    out = Console(highlight=False)
    for wanted, title in ((True, "Right sentences that are kept"), (False, "Wrong sentences that are caught")):
        table = Table("kind", "share", "pairs", title=title)
        for (right, kind), share in kinds.items():
            if right is wanted:
                table.add_row(kind or "all", f"{share.value:.3f}", f"{share.right} of {share.of}")
        out.print(table)
    table = Table("kept", "caught", "threshold", title="Operating curve")
    for kept, caught, threshold in curve:
        table.add_row(f"{kept:.2f}", f"{caught:.3f}", f"{threshold:.3f}")
    out.print(table)
