"""`python -m evaluation check`: the wrong sentences that the gate catches, the right ones it keeps; and its fit."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.entail.decide import FILE, Abroad, Shares, Weights, shipped
from bot.entail.decide import abroad as abroad_of
from bot.entail.decide import shares as shares_of
from evaluation import entailment
from evaluation.entailment import Share
from evaluation.pairs import ABROAD, FOLDER, HELD, SIGNED, read

HEAD = """# What speaks for and against a sentence of a model (log odds), and the probability from which it may leave.
# Made by `python -m evaluation check --fit`; what the names mean stands in bot/entail/features.py. The first
# threshold is that of the signs alone; `shares` say how they and the reader are summed, `abroad` the same for sentences
# in another language than their sources.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=f"pairs (JSONL; default: {' and '.join(HELD)})"
    )
    parser.add_argument("--signs", action="store_true", help="judge by signs alone, without the reader")
    parser.add_argument("--fit", action="store_true", help=f"fit to the shipped pairs, write {FILE.name}, then judge")
    parser.add_argument(
        "--keep", type=float, default=entailment.KEPT, help="share of right sentences to keep when fitting"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    if options.fit:
        _fit(options.keep)
    found = entailment.judged(read(options.files or [FOLDER / name for name in HELD]), reads=not options.signs)
    pairs = [one.pair for one in found]
    kinds = entailment.by_kind(pairs, [one.verdict.supported for one in found])
    curve = entailment.curve(pairs, [one.score for one in found])
    if options.json:
        sys.stdout.write(json.dumps(_document(kinds, curve), ensure_ascii=False) + "\n")
    else:
        _show(kinds, curve)
    return 0


def _fit(kept: float) -> None:
    held = entailment.judged(read(FOLDER / name for name in HELD))
    signs = entailment.judged(read(FOLDER / name for name in SIGNED), reads=False)
    foreign = [pair for pair in read([FOLDER / ABROAD]) if entailment.in_another_language(pair)]
    abroad = entailment.fitted_abroad(entailment.judged(foreign), kept)
    write(*entailment.fitted(signs, held, kept), abroad)


def write(weights: Weights, shares: Shares, abroad: Abroad, path: Path = FILE) -> None:
    """Write weights and shares as the file that `bot.entail.decide` reads."""
    lines = [f"threshold = {weights.threshold}", f"bias = {weights.bias}", "", "[shares]"]
    lines += [f"{name} = {getattr(shares, name)}" for name in Shares.__slots__]
    lines += ["", "[abroad]", *(f"{name} = {round(getattr(abroad, name), 5)}" for name in Abroad.__slots__)]
    lines += ["", "[figures]", *(f"{name} = {weight}" for name, weight in sorted(weights.figures.items()))]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    shipped.cache_clear()
    shares_of.cache_clear()
    abroad_of.cache_clear()


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
