"""`python -m evaluation.reading`: train the gate's reader on pairs, judge it on others, write `reader.onnx`.

An ONNX graph of two layers is the difference to the embedding model that is shipped. OMP_WAIT_POLICY=passive makes
training several times cheaper where others use the machine too. Then fit its share: `python -m evaluation check --fit`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import torch
from sklearn.metrics import roc_auc_score  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # it has none

from bot.entail.reader import FILE, Reader
from bot.privacy.tagger import MODEL
from bot.verify import Gate
from evaluation.entailment import in_another_language
from evaluation.pairs import ABROAD, FOLDER, HELD, TRAINED, Pair, read
from evaluation.reading.export import export
from evaluation.reading.network import Network, Row
from evaluation.reading.rows import Rows
from evaluation.reading.train import Plan, scores, train


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reading", description="Train the gate's reader.")
    defaults = Plan()
    parser.add_argument("--trained", nargs="*", type=Path, default=[FOLDER / name for name in TRAINED])
    parser.add_argument("--held", nargs="*", type=Path, default=[FOLDER / name for name in HELD], help="only judged")
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--rate", type=float, default=defaults.rate)
    parser.add_argument("--minutes", type=float, default=defaults.minutes, help="stop after so many")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    network, rows = Network(MODEL), Rows(Reader(None))
    known = _known(rows, _learnt(options.trained))
    _say(f"{len(known)} pairs to learn from")
    train(network, known, Plan(options.epochs, options.rate, minutes=options.minutes), _say)
    export(network, options.out)
    for file in options.held:
        _say(f"{file.stem}: {_area(network, _known(rows, read([file]))):.3f} of right and wrong ones in order")
    return 0


def _learnt(files: Sequence[Path]) -> Sequence[Pair]:
    """The pairs of the files, but for those on which it is set what the reader counts in other languages."""
    held = [pair for pair in read([FOLDER / ABROAD]) if in_another_language(pair)]
    return [pair for pair in read(files) if pair not in held]


def _known(rows: Rows, pairs: Sequence[Pair]) -> list[tuple[Row, bool]]:
    """What the reader will be asked: pairs that no exact rule stops. Right ones teach even where a rule is wrong."""
    asked = [pair for pair in pairs if pair.supported or not Gate(pair.passages).exact(pair.sentence)]
    return [(row, pair.supported) for pair in asked if (row := rows.of(pair)) is not None]


def _area(network: Network, known: Sequence[tuple[Row, bool]]) -> float:
    return float(cast("Any", roc_auc_score)([right for _, right in known], scores(network, [row for row, _ in known])))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
