"""A CALS table -> one line a row, each cell with its header beside it, so that a quoted row can stand alone; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element


class _Cell(NamedTuple):
    text: str
    first: int  # column, counted from 0
    last: int
    more: int  # how many rows below it also belong to


def table_rows(group: Element, words: Callable[[Element], str]) -> Iterator[str]:
    """The rows of a `tgroup` as "header: cell; header: cell"; without a head the cells alone.

    A cell that spans rows is repeated in each of them. Rows of a head are merged by " – ". Empty cells and rows are
    left out; a cell that spans columns with different headers stands without one.
    """
    columns = _columns(group)
    header = _header(_grid(group.find("thead"), columns, words))
    for part in (*group.findall("tbody"), *group.findall("tfoot")):
        for row in _grid(part, columns, words):
            if line := "; ".join(_named(cell, header) for cell in row if cell.text):
                yield line.replace(":; ", ": ")


def _columns(group: Element) -> dict[str, int]:
    """Column names and names of spans -> their first column."""
    names = {spec.get("colname", f"col{number + 1}"): number for number, spec in enumerate(group.findall("colspec"))}
    numbered = {f"col{number + 1}": number for number in range(len(names))}
    return numbered | names


def _grid(part: Element | None, columns: dict[str, int], words: Callable[[Element], str]) -> list[list[_Cell]]:
    grid: list[list[_Cell]] = []
    hanging: list[_Cell] = []
    for row in [] if part is None else part.findall("row"):
        cells = list(hanging)
        for entry in row:
            cells.append(_cell(entry, columns, cells, words))
        cells.sort(key=lambda cell: cell.first)
        grid.append(cells)
        hanging = [cell._replace(more=cell.more - 1) for cell in cells if cell.more > 0]
    return grid


def _cell(entry: Element, columns: dict[str, int], taken: list[_Cell], words: Callable[[Element], str]) -> _Cell:
    name = entry.get("colname") or entry.get("namest") or ""
    first = columns.get(entry.get("namest") or name, _next_free(taken))
    last = columns.get(entry.get("nameend") or name, first)
    more = entry.get("morerows", "0")
    return _Cell(words(entry), first, max(first, last), int(more) if more.isdecimal() else 0)


def _next_free(taken: list[_Cell]) -> int:
    used = {column for cell in taken for column in range(cell.first, cell.last + 1)}
    return next(column for column in range(len(used) + 1) if column not in used)


def _header(rows: list[list[_Cell]]) -> dict[int, str]:
    parts: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            for column in range(cell.first, cell.last + 1):
                above = parts.setdefault(column, [])
                if cell.text and cell.text not in above:
                    above.append(cell.text)
    return {column: " – ".join(texts).rstrip(":") for column, texts in parts.items()}


def _named(cell: _Cell, header: dict[int, str]) -> str:
    names = {header.get(column, "") for column in range(cell.first, cell.last + 1)}
    name = names.pop() if len(names) == 1 else ""
    return f"{name}: {cell.text}" if name else cell.text
