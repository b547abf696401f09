"""`python -m evaluation asking`: train the layers with which questions are compared with what citizens say."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import ROOT
from evaluation.cases import read
from indexes.embed import ASKING, MODEL, OnnxEmbedder, open_embedder
from indexes.index import Index

if TYPE_CHECKING:
    from evaluation.learning.lessons import Lessons
    from evaluation.learning.strict import School
    from evaluation.learning.upper import Upper

DEV = ROOT / "evaluation" / "questions" / "dev.csv"
MATTERS = ROOT / "corpus" / "matters.toml"
TOPICS = ROOT / "bot" / "topics.toml"


def add(parser: argparse.ArgumentParser) -> None:
    """The options of `asking`."""
    parser.add_argument("versions", nargs="+", type=Path, metavar="VERSIONS", help="folders of versions to learn from")
    parser.add_argument("--questions", nargs="*", type=Path, default=[DEV], metavar="FILE", help="cases to learn from")
    parser.add_argument(
        "--strict",
        type=Path,
        nargs=2,
        metavar=("VERSIONS", "FILE"),
        help="write nothing; say what is found of these questions when nothing was learned about their matters",
    )
    parser.add_argument("--out", type=Path, default=ASKING, help="the graph to write (default: the shipped one)")
    parser.add_argument("--states", type=Path, default=ROOT / ".cache" / "states", help="where states are kept")
    parser.add_argument("--model-folder", type=Path, default=ROOT / ".cache" / "model")
    parser.set_defaults(run=_asking)


def _asking(options: argparse.Namespace) -> int:
    """Open, learn, write or tell."""
    embedder = open_embedder("onnx", model_folder=options.model_folder)
    assert isinstance(embedder, OnnxEmbedder)
    folders: list[Path] = options.versions
    tried: list[Path] = options.strict or []
    indexes = [Index.open(folder, embedder) for folder in [*folders, *tried[:1]]]
    try:
        school = _school(options, embedder, indexes[: len(folders)])
        return _tell_strictly(school, indexes[-1], tried[1]) if tried else _write(school, options.out)
    finally:
        for index in indexes:
            index.close()


def _school(options: argparse.Namespace, embedder: OnnxEmbedder, indexes: list[Index]) -> School:
    # torch comes with these
    from corpus import matters
    from evaluation.learning.lessons import lessons
    from evaluation.learning.lower import Lower
    from evaluation.learning.strict import School
    from evaluation.learning.train import Plan, train
    from evaluation.learning.upper import Upper

    questions: list[Path] = options.questions
    cases, listed = [case for path in questions for case in read(path)], matters.load(MATTERS)
    foreign: list[str] = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["other"]
    lower = Lower(options.states, embedder)
    lower.add([*lessons(indexes, listed, cases, lambda _page: False).texts, *foreign])

    def learn(upper: Upper, made: Lessons) -> None:
        train(upper, lower, made, foreign, Plan(), _tell)

    return School(indexes, listed, cases, lower, lambda: Upper.load(options.model_folder / MODEL), learn)


def _write(school: School, out: Path) -> int:
    from evaluation.learning import head
    from evaluation.learning.lessons import lessons

    upper = school.upper()
    school.learn(upper, lessons(school.indexes, school.listed, school.cases, lambda _page: False))
    head.write(upper, out)
    sys.stdout.write(f"{out}: {out.stat().st_size / 1e6:.1f} MB\n")
    return 0


def _tell_strictly(school: School, index: Index, questions: Path) -> int:
    from evaluation.learning.strict import strict

    for before, after in strict(school, index, read(questions)):
        for name, figures in (("as it was", before), ("learned from other matters", after)):
            told = f"recall@5 {figures.recall:.3f}, MRR@10 {figures.rank:.3f}"
            sys.stdout.write(f"{figures.questions} questions, {name}: {told}\n")
    return 0


def _tell(step: int, steps: int, loss: float) -> None:
    if step % 10 == 0:
        sys.stdout.write(f"step {step} of {steps}, loss {loss:.3f}\n")
        sys.stdout.flush()
