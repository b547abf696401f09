"""A run on disk: `run.json` says what would repeat it, `outputs.jsonl` holds one line for each case.

Lines are appended one by one and synced, so a run may be stopped, or killed, and taken up again: what is missing is
run, what is there is kept. A line that was not written to its end is dropped.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from pydantic import JsonValue, TypeAdapter, ValidationError

from bot.events import Answer
from corpus import durable
from evaluation.cases import Case

FORMAT = 1
"""Raised whenever files of an older run could be misread."""

RUN_FILE, OUTPUTS_FILE = "run.json", "outputs.jsonl"

Ranking = tuple[tuple[str, float], ...]
"""Page ids with their scores, best first, ten at most."""


class OutputsError(ValueError):
    """A run that cannot be read or continued; the message names the file or what differs, and the remedy."""


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file of questions. `name` is what its cases call their set."""

    name: str
    file: str  # its name without a folder: runs of two machines can be compared
    sha256: str
    cases: int  # how many it holds, whatever part of them was run


@dataclass(frozen=True, slots=True)
class Git:
    """The state of the program; both are empty outside a checkout."""

    revision: str = ""
    dirty: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Which cases were run, and how far."""

    retrieval_only: bool = False
    limit: int | None = None
    tags: tuple[str, ...] = ()  # only cases with one of them; all without
    allow_missing: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that is needed to repeat a run. No path, host or secret: two machines write the same."""

    id: str  # the name of its folder, unless another was chosen
    started: str  # ISO 8601, UTC
    finished: str  # "" while it is under way or was stopped
    git: Git
    python: str
    packages: Mapping[str, str]  # of the lock file -> the version that is installed
    index_version: str
    embedder: str
    fingerprint: str
    model: str
    prompts: str  # digest of everything that a model is told and that a citizen is told in fixed words
    settings: Mapping[str, JsonValue]  # of the bot, without secrets and paths
    sets: tuple[SetFile, ...]
    options: Options
    format: int = FORMAT

    def differences(self, other: Run) -> list[str]:
        """What differs so that the outputs of both must not stand in one file, as "name: this, that"."""
        return [
            f"{name}: {mine} / {theirs}"
            for item in fields(self)
            if item.name not in ("id", "started", "finished")
            for name, mine, theirs in _unequal(item.name, getattr(self, item.name), getattr(other, item.name))
        ]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Pages as each step left them.

    `dense` and `lexical` are the parts by themselves; `fused` is what the index found (valid today, local before
    general); `ordered` the same after overdue pages were lowered; `kept` may be quoted, `rejected` may not.
    """

    dense: Ranking = ()
    lexical: Ranking = ()
    fused: Ranking = ()
    ordered: Ranking = ()
    kept: Ranking = ()
    rejected: Ranking = ()


STAGES = ("dense", "lexical", "fused", "ordered", "kept")
"""The rankings that are measured, in the order in which they come about."""


@dataclass(frozen=True, slots=True)
class Milliseconds:
    """How long it took: searching and deciding alone, and the whole answer (None when none was made)."""

    retrieval: float = 0.0
    answer: float | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What came of one case.

    `document` is the API's answer: None in a run of retrieval only, or when the answer failed (`error` says how).
    `retrieval` is None where nothing is searched, as for a greeting that names no expected page. `verdict` is
    "answer", "clarify", "no_source", "out_of_scope" or, where the question was routed elsewhere, the route's name.
    `signals` holds `probability`, `foreignness` and the parts of the best hit. `standing` says for each of
    `document.sources`, in their order, whether its quote stands letter by letter in that page of the version.
    """

    case: Case
    document: Answer | None = None
    retrieval: Retrieval | None = None
    verdict: str = ""
    signals: Mapping[str, float] = field(default_factory=dict[str, float])
    standing: tuple[bool, ...] = ()
    ms: Milliseconds = Milliseconds()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run as it was read: what it was, and what came of it, in the order of the cases."""

    run: Run
    outputs: tuple[Output, ...]
    folder: Path


_RUN = TypeAdapter(Run)
_OUTPUT = TypeAdapter(Output)


def folder_name(started: datetime, index_version: str) -> str:
    """The name of a run's folder, which sorts by time: 20260711-093000-afaa471."""
    return f"{started:%Y%m%d-%H%M%S}-{index_version[:7]}"


def write_run(folder: Path, run: Run) -> None:
    """Write `run.json`, at the start and again with `finished` at the end; the file is replaced as a whole."""
    folder.mkdir(parents=True, exist_ok=True)
    durable.write(folder / RUN_FILE, _RUN.dump_json(run, indent=1).decode() + "\n")
    durable.sync(folder)


def read_run(folder: Path) -> Run:
    """What a run was.

    Raises:
        OutputsError: the folder holds no run, or one that another format wrote.
    """
    path = folder / RUN_FILE
    try:
        run = _RUN.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise OutputsError(f"{path}: no run can be read there ({_first(error)}); name the folder of a run") from error
    if run.format != FORMAT:
        raise OutputsError(f"{path}: written in format {run.format}, this program reads {FORMAT}; run it again")
    return run


def read(folder: Path) -> Recorded:
    """A run with its outputs.

    Raises:
        OutputsError: a file is missing or a whole line of it is damaged.
    """
    return Recorded(read_run(folder), tuple(read_outputs(folder)), folder)


def read_outputs(folder: Path) -> list[Output]:
    """The outputs that were written to their end; none before the first."""
    path = folder / OUTPUTS_FILE
    if not path.exists():
        return []
    found: list[Output] = []
    for number, line in enumerate(_whole_lines(path.read_bytes()), start=1):
        try:
            found.append(_OUTPUT.validate_json(line))
        except ValidationError as error:
            raise OutputsError(f"{path}, line {number}: damaged ({_first(error)}); run it again") from error
    return found


@contextmanager
def appending(folder: Path) -> Generator[Appender]:
    """Add outputs to a run's file, behind what is there already."""
    path = folder / OUTPUTS_FILE
    if path.exists():
        _drop_partial_line(path)
    with path.open("ab") as file:
        yield Appender(file)


@dataclass(frozen=True, slots=True)
class Appender:
    """Writes outputs so that each is on disk before the next case begins."""

    file: IO[bytes]

    def add(self, output: Output) -> None:
        """Append an output and sync it."""
        self.file.write(_OUTPUT.dump_json(output) + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())


def _drop_partial_line(path: Path) -> None:
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.truncate(path, whole)


def _whole_lines(content: bytes) -> Iterable[bytes]:
    return content[: content.rfind(b"\n") + 1].split(b"\n")[:-1]


def _first(error: Exception) -> str:
    return str(error.errors()[0]["msg"]) if isinstance(error, ValidationError) else str(error)


def _unequal(name: str, mine: object, theirs: object) -> list[tuple[str, object, object]]:
    """(name, this, that) where two values differ; of mappings only the members that do."""
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return [(name, mine, theirs)] if mine != theirs else []
    ours, others = cast("Mapping[str, object]", mine), cast("Mapping[str, object]", theirs)
    keys = sorted({*ours, *others})
    return [(f"{name}.{key}", ours.get(key), others.get(key)) for key in keys if ours.get(key) != others.get(key)]
