"""The journal as a file, for people's own tools: JSON lines, or CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TextIO

from bot.journal.errors import JournalError
from bot.journal.turns import Turn

FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # wide ones count, too
COLUMNS: Final = (
    *(name for name in Turn.__dataclass_fields__ if name != "feedback"),
    *("feedback_at", "helpful", "reason", "comment"),
)


def export(turns: Iterable[Turn], file: Path) -> int:
    """Write turns to a .jsonl or .csv file that only its owner can read; how many. It appears whole or not at all."""
    writers = {".jsonl": _lines, ".csv": _cells}
    if file.suffix not in writers:
        raise JournalError(f"cannot export to {file}: its name must end in .jsonl or .csv")
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline="") as out:
            written = writers[file.suffix](turns, out)
        aside.replace(file)
    except OSError as error:
        raise JournalError(f"cannot export to {file} ({error.strerror}); name one in a folder you can write") from None
    finally:
        aside.unlink(missing_ok=True)
    return written


def _lines(turns: Iterable[Turn], out: TextIO) -> int:
    written = 0
    for turn in turns:
        out.write(json.dumps(asdict(turn), ensure_ascii=False, default=datetime.isoformat) + "\n")
        written += 1
    return written


def _cells(turns: Iterable[Turn], out: TextIO) -> int:
    out.write("\ufeff")  # by which spreadsheets know UTF-8
    table = csv.writer(out)
    table.writerow(COLUMNS)
    written = 0
    for turn in turns:
        table.writerow([_cell(value) for value in _row(turn)])
        written += 1
    return written


def _row(turn: Turn) -> list[Any]:
    fields = asdict(turn)
    said = fields.pop("feedback") or dict.fromkeys(("at", "helpful", "reason", "comment"))
    return [*fields.values(), *said.values()]


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat()
        case str():
            return f"'{value}" if value.startswith(FORMULA) else value
        case _:
            return json.dumps(value, ensure_ascii=False)
