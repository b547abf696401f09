"""An HTML table as rows of which each cell carries its header: "Alter: ab 24 Jahren; Gebühr: 46 Euro"; pure.

A number without its header is found by nobody, and one with the wrong header is false; hence spans are followed.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_SPAN = 50
MAX_COLUMNS = 50
"""Right of it, cells do not reach into the rows below: a citizen's table has no such column, a hostile one has."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and how many columns and rows it covers."""

    text: str
    is_header: bool
    columns: int = 1
    rows: int = 1


class Grid:
    """Takes a table's rows in order; `headers` are those that stand above the next row."""

    def __init__(self) -> None:
        self._headers: list[str] = []
        self._used = True  # whether a row has been named by the headers, so that their words are not lost
        self._above: dict[int, tuple[int, Cell]] = {}  # column -> rows that a cell above still covers, and the cell

    def row(self, cells: list[Cell]) -> list[str]:
        """The lines that the row makes: none for one of headers, which names the rows below it."""
        placed = self._placed(cells)
        if len(cells) > 1 and all(cell.is_header for cell in cells):
            return self._take_headers(placed)
        self._used = True
        named = [f"{name}: {cell.text}" if name else cell.text for name, cell in self._named(placed)]
        return ["; ".join(named)] if named else []

    def end(self) -> list[str]:
        """The headers, when no row came below them."""
        words = "; ".join(dict.fromkeys(header for header in self._headers if header))
        return [words] if words and not self._used else []

    def _placed(self, cells: list[Cell]) -> list[tuple[int, Cell]]:
        """The row's cells with their columns, those included that reach into it from above."""
        placed: list[tuple[int, Cell]] = []
        column, above = 0, self._above
        self._above = {}
        waiting = list(reversed(cells))
        last = max(above, default=-1)
        while waiting or column <= last:
            left, cell = above.get(column, (0, None))
            if cell is None and waiting:
                cell = waiting.pop()
                left = cell.rows
            if cell is not None:
                placed.append((column, cell))
                if left > 1 and column < MAX_COLUMNS:
                    self._above[column] = (left - 1, cell)
            column += cell.columns if cell else 1
        return placed

    def _take_headers(self, placed: list[tuple[int, Cell]]) -> list[str]:
        before = self.end() if self._used else []
        names = dict[int, str]()
        for column, cell in placed:
            names |= dict.fromkeys(range(column, column + cell.columns), cell.text)
        stacked = [] if self._used else self._headers
        width = max(len(stacked), max(names, default=-1) + 1)
        self._headers = [_stacked(stacked, names, column) for column in range(width)]
        self._used = False
        return before

    def _named(self, placed: list[tuple[int, Cell]]) -> list[tuple[str, Cell]]:
        return [
            (", ".join(dict.fromkeys(filter(None, self._headers[column : column + cell.columns]))), cell)
            for column, cell in placed
            if cell.text
        ]


def _stacked(above: list[str], names: dict[int, str], column: int) -> str:
    """The header of a column: what stands above it in two rows of headers, each once."""
    parts = (above[column] if column < len(above) else "", names.get(column, ""))
    return " ".join(dict.fromkeys(filter(None, parts)))
