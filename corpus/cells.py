"""Tables for editors as CSV: no cell begins a formula, and a German spreadsheet opens the file as it is; pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with semicolons and a byte order mark, which spreadsheets take for UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in (header, *rows):
        writer.writerow([guarded(str(cell)) for cell in row])
    return "\ufeff" + text.getvalue()


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
