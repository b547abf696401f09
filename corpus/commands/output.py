"""What commands write: tables where somebody looks, one JSON object a line where a script does."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.table import Table


def table(*headers: str) -> Table:
    """A table without lines, its first column to the left and named further ones to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, header in enumerate(headers):
        made.add_column(header, justify="right" if number and header else "left", overflow="fold")
    return made


def write_json(value: dict[str, Any]) -> None:
    """One object on a line of its own, at once: another program reads along."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def say(line: str) -> None:
    """A line for a person or a pipe."""
    sys.stdout.write(f"{line}\n")
