"""`python -m evaluation asking`: train the layers with which questions are compared with what citizens say."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from bot.settings import ROOT
from evaluation.cases import read
from indexes.embed import ASKING, MODEL, OnnxEmbedder, open_embedder
from indexes.index import Index

DEV = ROOT / "evaluation" / "questions" / "dev.csv"
MATTERS = ROOT / "corpus" / "matters.toml"
TOPICS = ROOT / "bot" / "topics.toml"


def add(parser: argparse.ArgumentParser) -> None:
    """The options of `asking`."""
    parser.add_argument("versions", nargs="+", type=Path, metavar="VERSIONS", help="folders of versions to learn from")
    parser.add_argument("--questions", nargs="*", type=Path, default=[DEV], metavar="FILE", help="cases to learn from")
    parser.add_argument("--out", type=Path, default=ASKING, help="the graph to write (default: the shipped one)")
    parser.add_argument("--states", type=Path, default=ROOT / ".cache" / "states", help="where states are kept")
    parser.add_argument("--model-folder", type=Path, default=ROOT / ".cache" / "model")
    parser.set_defaults(run=_asking)


def _asking(options: argparse.Namespace) -> int:
    # torch comes with these
    from corpus import matters
    from evaluation.learning import head
    from evaluation.learning.lessons import lessons
    from evaluation.learning.lower import Lower
    from evaluation.learning.train import Plan, train
    from evaluation.learning.upper import Upper

    folders: list[Path] = options.versions
    questions: list[Path] = options.questions
    embedder = open_embedder("onnx", model_folder=options.model_folder)
    assert isinstance(embedder, OnnxEmbedder)
    indexes = [Index.open(folder, embedder) for folder in folders]
    try:
        cases = [case for path in questions for case in read(path)]
        made = lessons(indexes, matters.load(MATTERS), cases, lambda _page: False)
    finally:
        for index in indexes:
            index.close()
    foreign: list[str] = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["other"]
    lower, upper = Lower(options.states, embedder), Upper.load(options.model_folder / MODEL)
    lower.add([*made.texts, *foreign])
    train(upper, lower, made, foreign, Plan(), _tell)
    head.write(upper, options.out)
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB\n")
    return 0


def _tell(step: int, steps: int, loss: float) -> None:
    if step % 10 == 0:
        sys.stdout.write(f"step {step} of {steps}, loss {loss:.3f}\n")
        sys.stdout.flush()
