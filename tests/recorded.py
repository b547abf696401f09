"""Runs that are written by hand, for the tests of what is made of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.events import Outcome
from evaluation import outputs
from evaluation.outputs import Git, Options, Output, Recorded, Run, SetFile
from tests.test_metrics import case, document, output, ranked

RUN = Run(
    id="20260711-093000-abc",
    started="2026-07-11T09:30:00+00:00",
    finished="2026-07-11T09:31:00+00:00",
    git=Git("0" * 40, dirty=False),
    python="3.11.7",
    packages={"numpy": "2.0"},
    index_version="abc",
    embedder="onnx",
    fingerprint="f",
    model="extractive",
    prompts="p",
    settings={"scope": "09"},
    sets=(),
    options=Options(),
)


def recorded(made: Sequence[Output], folder: Path = Path("runs/one"), **more: object) -> Recorded:
    """A finished run with these outputs; what its sets hold is what was run."""
    names = dict.fromkeys(found.case.set for found in made)
    sets = tuple(SetFile(name, f"{name}.csv", "0" * 64, sum(o.case.set == name for o in made)) for name in names)
    return Recorded(replace(RUN, sets=sets, **more), tuple(made), folder)


def written(folder: Path, made: Sequence[Output], **more: object) -> Path:
    """The same on disk."""
    found = recorded(made, folder, **more)
    outputs.write_run(folder, found.run)
    with outputs.appending(folder) as file:
        for one in found.outputs:
            file.add(one)
    return folder


def right(identity: str, pages: tuple[str, ...] = ("m:a",), **more: object) -> Output:
    """A case with which nothing is wrong."""
    return output(case(identity, pages, **more), retrieval=ranked("m:a", "m:b"))


def wrong(identity: str, pages: tuple[str, ...] = ("m:a",), **more: object) -> Output:
    """A case that cites another page than the right one, which stood second."""
    made, found = document(Outcome.ANSWERED, ("m:b",)), ranked("m:b", "m:a")
    return output(case(identity, pages, **more), made, retrieval=replace(found, kept=found.ordered))


def answered_wrongly(identity: str, **more: object) -> Output:
    """A case that must not be answered and was."""
    unanswerable = case(identity, (), outcome="out_of_scope", **more)
    return output(unanswerable, document(Outcome.ANSWERED, ("m:b",)), retrieval=ranked("m:b"))


def refused(identity: str, **more: object) -> Output:
    """A case that must not be answered and was not."""
    return output(case(identity, (), outcome="out_of_scope", **more), document(Outcome.OUT_OF_SCOPE))
