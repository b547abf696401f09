"""`python -m evaluation embedder`: train the upper layers of the embedding model, and say what that is worth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.settings import ROOT
from evaluation.cases import read

DEV = ROOT / "evaluation" / "questions" / "dev.csv"


def add(parser: argparse.ArgumentParser) -> None:
    """The options of `embedder`."""
    parser.add_argument("versions", nargs="+", type=Path, metavar="VERSIONS", help="folders of versions to learn from")
    parser.add_argument("--questions", nargs="*", type=Path, default=[DEV], metavar="FILE", help="cases to learn from")
    parser.add_argument("--judge", nargs="*", type=Path, default=[], metavar="FILE", help="cases to count afterwards")
    parser.add_argument(
        "--hold-out", type=float, default=0.0, metavar="SHARE", help="pages not learned from, but judged"
    )
    parser.add_argument("--steps", type=int, default=110, help="batches of 64 questions (default: %(default)s)")
    parser.add_argument("--fit", action="store_true", help="write indexes/upper.npz; then prepare the model anew")
    parser.add_argument("--states", type=Path, default=ROOT / ".cache" / "states", help="where states are kept")
    parser.add_argument("--model-folder", type=Path, default=ROOT / ".cache" / "model")
    parser.set_defaults(run=_embedder)


def _embedder(options: argparse.Namespace) -> int:
    from evaluation.learning.course import Course  # torch comes with it

    judge: list[Path] = options.judge
    versions: list[Path] = options.versions
    cases, judged = ([case for path in paths for case in read(path)] for paths in (options.questions, judge))
    course = Course.begin(options.model_folder, options.states)
    course.learn(versions, cases, options.hold_out, options.steps, _tell)
    if options.fit:
        sys.stdout.write(f"{course.write()}\n")
    for folder in versions if judged else []:
        figures = course.judge(folder, judged, options.hold_out)
        sys.stdout.write(f"{folder}: {figures}\n" if figures else "")
    return 0


def _tell(step: int, steps: int, loss: float) -> None:
    if step % 10 == 0:
        sys.stdout.write(f"step {step} of {steps}, loss {loss:.3f}\n")
        sys.stdout.flush()
