"""A table as texts: CSV as spreadsheets save it, XLSX, or JSON lines; and CSV for spreadsheets written.

A row has the number under which the spreadsheet shows it (JSONL: the line's). Nothing here knows what a column means.
What is written is no formula to a spreadsheet, and reads back as it was.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
from openpyxl.utils.exceptions import InvalidFileException  # pyright: ignore[reportMissingModuleSource]  # likewise

from bot.journal.export import FORMULA
from corpus import durable

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl")

_DELIMITERS = ";\t,"


class TableError(ValueError):
    """A file that is no table; the message names it, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number as the spreadsheet shows it, and its texts by the header's words."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Headers as they are written (JSONL: every key that occurs), and the rows that are not empty.

    `problems` has a line for each row or cell that cannot be used, `notices` what else its keeper should know.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read(path: Path) -> Table:
    """The table in a file, by the file's ending.

    Raises:
        TableError: the file is missing, has another ending, or is damaged.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror or error})") from error
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TableError(f"{path}: questions are read from {', '.join(SUFFIXES)}; save the table as one of them")
    if suffix == ".xlsx":
        return _from_xlsx(path, content)
    text, notices = _decoded(path, content)
    if suffix == ".jsonl":
        return _from_jsonl(path, text, notices)
    return _table(path, _csv_rows(path, text), notices=notices)


# --- CSV -------------------------------------------------------------------------------------------------------------


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(path, content, "utf-16"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        notice = f"{path}: no UTF-8 (byte {error.start}), read as Windows-1252; save it as “CSV UTF-8”"
        return _as(path, content, "cp1252"), (notice,)


def _as(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: byte {error.start} is no character of UTF-8 or {encoding}; save as UTF-8") from error


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; a cell of several lines is one row, as on the screen."""
    lines = text.splitlines(keepends=True)
    first = 0
    delimiter = _delimiter(lines[0] if lines else "")
    if lines and lines[0].lower().startswith("sep="):  # Excel's own hint, which it does not show
        delimiter, first = lines[0][4:5], 1
    reader = csv.reader(io.StringIO("".join(lines[first:]), newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise TableError(f"{path}, line {first + reader.line_num}: {error}; look for a quotation mark alone") from error


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _from_xlsx(path: Path, content: bytes) -> Table:
    try:
        with warnings.catch_warnings(action="ignore"):  # of what it does not support and we do not need
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write wrong ones
            cells = [list(row) for row in sheet.iter_rows()]
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, EOFError) as error:
        raise TableError(f"{path}: no workbook can be read ({error}); save it anew as XLSX") from error
    broken = [
        f"{path}, cell {cell.coordinate}: {cell.value}; repair the formula"
        for row in cells
        for cell in row
        if cell.data_type == "e"
    ]
    return _table(path, enumerate(([_cell_text(cell) for cell in row] for row in cells), start=1), problems=broken)


def _cell_text(cell: Any) -> str:
    """What the cell shows, as a German would type it."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d.%m.%Y, %H:%M} Uhr"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M} Uhr"
    if isinstance(value, int | float):
        return _number_text(value, str(cell.number_format or ""))
    return str(value).strip()


def _number_text(value: float, shown: str) -> str:
    """A number with the unit that its cell's format shows; the amount is not rounded to what is shown."""
    if "%" in shown:
        return f"{_german(value * 100)} %"
    return f"{_german(value)} Euro" if "€" in shown or "EUR" in shown else _german(value)


def _german(value: float) -> str:
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:f}".rstrip("0").replace(".", ",")


# --- both ------------------------------------------------------------------------------------------------------------


def _table(
    path: Path, rows: Iterable[tuple[int, list[str]]], *, problems: Iterable[str] = (), notices: Iterable[str] = ()
) -> Table:
    filled = [(number, [_bare(cell.strip()) for cell in cells]) for number, cells in rows if any(map(str.strip, cells))]
    if not filled:
        raise TableError(f"{path}: the table is empty; its first row names the columns, such as id; frage")
    (number, headers), *rest = filled
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    if twice:
        raise TableError(f"{path}, row {number}: two columns are called {twice[0]!r}; rename one")
    found = tuple(Row(number, dict(_named(headers, cells))) for number, cells in rest)
    strays = [stray for number, cells in rest if (stray := _stray(path, number, headers, cells))]
    return Table(tuple(filter(None, headers)), found, (*problems, *strays), tuple(notices))


def _named(headers: list[str], cells: list[str]) -> Iterator[tuple[str, str]]:
    return ((header, cell) for header, cell in zip(headers, cells, strict=False) if header)


def _stray(path: Path, number: int, headers: list[str], cells: list[str]) -> str:
    """What stands beside the named columns is no note: a separator inside a text has shifted the row."""
    for place, cell in enumerate(cells):
        if cell and (place >= len(headers) or not headers[place]):
            return (
                f"{path}, row {number}: {cell!r} stands in a column without a name; "
                "put a text that holds the separator into quotation marks, or name the column"
            )
    return ""


# --- JSONL -----------------------------------------------------------------------------------------------------------


def _from_jsonl(path: Path, text: str, notices: tuple[str, ...]) -> Table:
    rows: list[Row] = []
    problems: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                rows.append(_json_row(number, line))
            except (ValueError, RecursionError) as error:
                problems.append(f"{path}, line {number}: no JSON object ({error}); write one on each line")
    if not rows and not problems:
        raise TableError(f"{path}: the file is empty; each line is an object with id and question")
    return Table(tuple(dict.fromkeys(key for row in rows for key in row.cells)), tuple(rows), tuple(problems), notices)


def _json_row(number: int, line: str) -> Row:
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError(f"it is {values!r}")  # noqa: TRY004 - the caller reports both in the same way
    return Row(number, {key: _json_text(value) for key, value in cast("dict[str, Any]", values).items()})


def _json_text(value: Any) -> str:
    """A value as a cell would hold it: lists separated by |."""
    if isinstance(value, list):
        return "|".join(_json_text(item) for item in cast("list[Any]", value))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return "" if value is None else str(value).strip()


# --- writing ---------------------------------------------------------------------------------------------------------


def write_csv(path: Path, headers: Iterable[str], rows: Iterable[Iterable[str]], *, private: bool = False) -> None:
    """Write a new file for spreadsheets, whole or not at all; only its owner can read a private one.

    Raises:
        TableError: there is a file already, which somebody may have worked in.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";")
    table.writerows([guarded(cell) for cell in row] for row in (headers, *rows))
    # the mark at the beginning is that by which spreadsheets know UTF-8
    write_new(path, f"\ufeff{text.getvalue()}".encode(), private=private)


def write_new(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that was not there, whole or not at all.

    Raises:
        TableError: there is one already, or it cannot be written.
    """
    if path.exists():
        raise TableError(f"{path}: there is a file already, which is not overwritten; name another")
    try:
        durable.write(path, content, private=private)
    except OSError as error:
        raise TableError(f"{path}: cannot be written ({error.strerror}); name one in a folder you can write") from error


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be has an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _bare(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
