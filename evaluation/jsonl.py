"""Question sets with one JSON object a line, read with what makes a row of each; a fault is named with its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from evaluation.cases import CasesError

Row = TypeVar("Row")


def read(path: Path, make: Callable[[dict[str, Any]], Row], wanted: str) -> list[Row]:
    """What `make` makes of each line that is not blank; `wanted` says in a fault's words what a line holds.

    Raises:
        CasesError: the file cannot be read, or lines are no such objects.
    """
    faults: list[str] = []
    found: list[Row] = []
    for number, line in enumerate(_lines(path), 1):
        try:
            found.extend([make(json.loads(line))] if line.strip() else [])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(f"{path}:{number}: {error!r}; want {wanted}")
    if faults:
        raise CasesError(faults)
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError([f"{path}: cannot be read ({error})"]) from error
