"""A run as a table for spreadsheets, one row for each case: CSV as German Excel opens it, and XLSX.

No cell begins a formula (`tables.guarded`): what stands in questions and answers was written by others.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
from openpyxl.styles import Alignment, Font  # pyright: ignore[reportMissingModuleSource]  # likewise

from evaluation import metrics, tables
from evaluation.outputs import Output
from evaluation.report import words
from evaluation.report.reasons import Titles, cited, reasons, titles_of

Cell = str | float | int | None

HEADERS = {
    "Fragensatz": 14, "Zeile": 7, "Kennung": 12, "Frage": 50, "Verlauf": 20, "Art": 16, "Sprache": 12,
    "Schlagwörter": 18,
    "Fehlerfrei": 10, "Fehler": 18, "Begründung": 60, "Erwartetes Ergebnis": 18, "Ergebnis": 18,
    "Erwartete Seiten": 32, "Zitierte Seiten": 32, "Antwort": 60, "Fehlende Angaben": 20, "Verbotene Angaben": 20,
    "Platz nach Bedeutung": 10, "Platz nach Wortlaut": 10, "Platz zusammen": 10, "Platz zugelassen": 10,
    "Sicherheit": 10, "Antwortzeit (ms)": 12, "Notiz": 20,
}  # fmt: skip
"""Column -> its width in characters."""

_LONGEST = 32_767
"""Characters that a cell of Excel holds."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_text(outputs: Sequence[Output]) -> str:
    """The table with a byte order mark, semicolons and decimal commas."""
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in _table(outputs):
        writer.writerow([_csv_cell(cell) for cell in row])
    return file.getvalue()


def write_csv(outputs: Sequence[Output], path: Path) -> None:
    """Write the table as CSV."""
    path.write_text(csv_text(outputs), encoding="utf-8", newline="")


def write_xlsx(outputs: Sequence[Output], path: Path) -> None:
    """Write the table as a workbook with a fixed header and a filter."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Fälle"
    for row in _table(outputs):
        sheet.append([inert(cell) if isinstance(cell, str) else cell for cell in row])
    _dress(sheet)
    book.save(path)


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without characters that files of XML cannot hold."""
    return tables.guarded(printable(text))[:_LONGEST]


def printable(text: str) -> str:
    """A text without the control characters that XML forbids."""
    return _CONTROL.sub("", text)


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    return inert(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _table(outputs: Sequence[Output]) -> Iterator[tuple[Cell, ...]]:
    titles = titles_of(outputs)
    yield tuple(HEADERS)
    yield from (_row(output, titles) for output in outputs)


def _row(output: Output, titles: Titles) -> tuple[Cell, ...]:
    return (*_of_case(output), *_of_verdict(output, titles), *_of_search(output), output.case.note)


def _of_case(output: Output) -> tuple[Cell, ...]:
    case = output.case
    return (
        case.set,
        case.row,
        case.id,
        case.question,
        _lines(case.history),
        words.kind(case.kind),
        words.language(case.language),
        ", ".join(case.tags),
    )


def _of_verdict(output: Output, titles: Titles) -> tuple[Cell, ...]:
    case, wrong = output.case, metrics.failures(output)
    return (
        "nein" if wrong else "ja",
        ", ".join(words.FAILURES[failure].label for failure in wrong),
        _lines(reasons(output, titles)),
        words.outcome(case.outcome),
        words.ended(output),
        _lines(case.pages),
        _lines(cited(output)),
        output.document.text if output.document else output.error,
        _lines(fact for fact, found in metrics.present(output) if not found),
        _lines(metrics.forbidden(output)),
    )


def _of_search(output: Output) -> tuple[Cell, ...]:
    places = tuple(metrics.rank(output, stage) for stage in ("dense", "lexical", "fused", "kept"))
    return (*places, output.signals.get("probability"), output.ms.answer)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _dress(sheet: Any) -> None:
    """Make the sheet readable: a bold fixed header, a filter, widths, and long texts on several lines."""
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, width in zip(sheet.columns, HEADERS.values(), strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in cast("Iterable[Any]", sheet[1]):
        cell.font = Font(bold=True)
