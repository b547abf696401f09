"""`python -m evaluation cases`: check question files, and write them anew as another kind of table."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
from openpyxl.styles import Alignment, Font  # pyright: ignore[reportMissingModuleSource]  # likewise
from rich.console import Console

from evaluation import tables
from evaluation.cases import COLUMNS, Case, CasesError, QuestionSet, read_sets
from evaluation.faults import in_german
from evaluation.tables import TableError

console = Console(highlight=False, markup=False, soft_wrap=True)

HEADERS = tuple(names[0] for names in COLUMNS.values())
"""The columns in German, in the order in which they are written."""

_WIDTHS = (14, 50, 34, 12, 20, 30, 30, 9, 20, 40, 30)


def add(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `cases` its arguments."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="questions: CSV, XLSX or JSONL")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write one file anew as .csv, .xlsx or .jsonl")
    parser.add_argument("--json", action="store_true", help="print what was read, or what is wrong in German, as JSON")
    parser.set_defaults(run=_cases)


def _cases(options: argparse.Namespace) -> int:
    if options.out and len(options.files) > 1:
        raise TableError("--out writes one file anew; name one")
    found = [_read(path) for path in options.files]
    if options.out and not isinstance(found[0], CasesError):
        write(options.out, found[0].cases)
    if options.json:
        documents = [_document(path, one) for path, one in zip(options.files, found, strict=True)]
        sys.stdout.write(json.dumps({"sets": documents}, ensure_ascii=False) + "\n")
    else:
        _show(found)
    return 2 if any(isinstance(one, CasesError) for one in found) else 0


def _read(path: Path) -> QuestionSet | CasesError:
    """What a file holds, or everything that is wrong with it."""
    try:
        return read_sets([path])[0]
    except CasesError as error:
        return error


def _document(path: Path, found: QuestionSet | CasesError) -> dict[str, Any]:
    if isinstance(found, CasesError):
        return {"file": path.name, "cases": [], "problems": in_german(found.problems), "notices": []}
    return {
        "file": path.name,
        "cases": [row(case) for case in found.cases],
        "problems": [],
        "notices": in_german(found.notices),
    }


def _show(found: Sequence[QuestionSet | CasesError]) -> None:
    for one in found:
        if isinstance(one, CasesError):
            console.print("\n".join(one.problems), style="red")
        else:
            console.print(f"{one.file}: {len(one.cases)} cases", *one.notices, sep="\n")


def row(case: Case) -> dict[str, str]:
    """A case as the cells of a table, by German header; reading them gives the same case."""
    cells = (
        *(case.id, case.question, "|".join(case.pages), "ja" if case.answerable else "nein", case.outcome),
        *("|".join(case.facts), "|".join(case.forbidden), case.language, ", ".join(case.tags), case.note),
        "|".join(case.history),
    )
    return dict(zip(HEADERS, cells, strict=True))


def write(path: Path, cases: Sequence[Case]) -> None:
    """Write cases as a new table, by the file's ending.

    Raises:
        TableError: the ending is another, the file is there, or it cannot be written.
    """
    rows = [row(case) for case in cases]
    match path.suffix.lower():
        case ".csv":
            tables.write_csv(path, HEADERS, (one.values() for one in rows))
        case ".xlsx":
            tables.write_new(path, _workbook(rows))
        case ".jsonl":
            lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
            tables.write_new(path, "".join(lines).encode())
        case _:
            raise TableError(f"{path}: questions are written as .csv, .xlsx or .jsonl; name such a file")


def _workbook(rows: Sequence[dict[str, str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Fragen"
    sheet.append(HEADERS)
    for one in rows:
        sheet.append([tables.guarded(cell) for cell in one.values()])
    sheet.freeze_panes = "C2"
    for column, width in zip(sheet.columns, _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"  # what is typed there stays text: no date, no rounded amount
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
