"""Pairs for the gate: passages, a sentence that cites them, and whether they back it. Read from JSONL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from bot.entail.sources import Passage, passages

FOLDER = Path(__file__).parent / "questions" / "gate"

SIGNED = ("dev.jsonl",)
"""The pairs that the weights of the signs are fitted to; with those below they were no better, and took far longer."""

TRAINED = ("dev.jsonl", "train_a.jsonl", "train_b.jsonl", "train_c.jsonl")
"""The pairs that the reader learns from."""

HELD = ("dev_b.jsonl", "dev_c.jsonl")
"""Pairs of other authors, learnt from by neither: how much signs and reader count, and where the line is drawn."""

ABROAD = "train_c.jsonl"
"""The pairs whose sentences in other languages the reader does not learn from; what counts there is set on them."""


class PairsError(ValueError):
    """A file of pairs that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its [n], the passages it may cite, whether they back it, and what kind of pair it is.

    `group` is shared by the pairs of the same passages: they are never parted between fitting and judging.
    """

    id: str
    group: str
    passages: tuple[Passage, ...]
    sentence: str
    supported: bool
    kind: str


def read(paths: Iterable[Path]) -> list[Pair]:
    """All pairs of the files.

    Raises:
        PairsError: a file cannot be read, or a line is no pair.
    """
    return [pair for path in paths for pair in _file(path)]


def _file(path: Path) -> Sequence[Pair]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PairsError(f"{path}: pairs cannot be read ({error})") from error
    return [_pair(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _pair(path: Path, number: int, line: str) -> Pair:
    try:
        row = cast("dict[str, Any]", json.loads(line))
        found = tuple(passages(row["passages"]).values())
        key = str(row.get("group") or "\n".join(passage.text for passage in found))
        return Pair(str(row["id"]), key, found, str(row["sentence"]), bool(row["supported"]), str(row["kind"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        needed = "id, passages, sentence, supported, kind"
        raise PairsError(
            f"{path}, line {number}: no pair ({error!r}); a line is a JSON object with {needed}"
        ) from error
