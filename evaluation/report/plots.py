"""The geometry of the plots: figures in, places in SVG units out; `templates/plots.html` draws them. Pure.

Everything is labelled where it stands, so no plot needs its colours to be understood, and each has its data table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.metrics import Figure
from evaluation.report import words

WIDTH = 850
LABELS = 290
"""Room for the labels, left of the bars."""

_PLOT = 370
_ROW, _HEADING = 30, 34


@dataclass(frozen=True, slots=True)
class Table:
    """What a plot shows, as texts; the first cell of a row is its header."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `x` with a width, an interval from `low` to `high` (None: none), and the text behind it."""

    y: float
    label: str
    x: float
    width: float
    low: float | None
    high: float | None
    text: str
    text_x: float
    good: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars under headings. `ticks` are (x, label)."""

    name: str
    title: str
    summary: str
    height: float
    headings: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    table: Table
    zero: float = LABELS
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Cell:
    """A count in a matrix; `share` is its part of the row, 0 to 1."""

    x: float
    y: float
    count: int
    share: float
    right: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by two properties; `columns` are (x, label), `rows` (y, label)."""

    name: str
    title: str
    summary: str
    width: float
    height: float
    columns: tuple[tuple[float, str], ...]
    rows: tuple[tuple[float, str], ...]
    cells: tuple[Cell, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often which values occur. `bins` are (x, y, width, height), `marks` (x, label), `ticks` (x, label)."""

    name: str
    title: str
    summary: str
    height: float
    bins: tuple[tuple[float, float, float, float], ...]
    marks: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    table: Table
    width: int = WIDTH


Plot = Bars | Matrix | Histogram


# --- bars ------------------------------------------------------------------------------------------------------------


def shares(
    name: str, title: str, summary: str, groups: Mapping[str, Mapping[str, Figure]], column: str, *, detail: str = ""
) -> Bars:
    """Shares with their intervals: heading -> label -> figure; `detail` names the headings, if any."""
    bars: list[Bar] = []
    headings: list[tuple[float, str]] = []
    y = 6.0
    for heading, figures in groups.items():
        if heading:
            headings.append((y + 20, heading))
            y += _HEADING
        for label, figure in figures.items():
            bars.append(_share(y, label, figure))
            y += _ROW
        y += 8
    table = _shares_table(groups, column, detail)
    return Bars(name, title, summary, y + 24, tuple(headings), tuple(bars), _share_ticks(), table)


def _shares_table(groups: Mapping[str, Mapping[str, Figure]], column: str, detail: str) -> Table:
    headers = (*([detail] if detail else []), column, "Wert", "mit 95 % Sicherheit zwischen", "Fragen")
    rows = tuple(
        (*([heading] if detail else []), label, *_interval(figure))
        for heading, figures in groups.items()
        for label, figure in figures.items()
    )
    return Table(headers, rows)


def _share(y: float, label: str, figure: Figure) -> Bar:
    sure = figure.low < figure.high
    low, high = (_at(figure.low), _at(figure.high)) if sure else (None, None)
    behind = max(_at(figure.value), high or 0.0) + 8
    text = f"{words.percent(figure.value)} von {words.counted(figure.n, 'Frage', 'Fragen')}"
    return Bar(y, label, LABELS, _PLOT * figure.value, low, high, text, behind)


def _at(share: float) -> float:
    return round(LABELS + _PLOT * share, 1)


def _share_ticks() -> tuple[tuple[float, str], ...]:
    return tuple((_at(share / 4), f"{share * 25} %") for share in range(5))


def _interval(figure: Figure) -> tuple[str, str, str]:
    between = f"{words.percent(figure.low)} und {words.percent(figure.high)}"
    return words.percent(figure.value), between, str(figure.n)


def split(name: str, title: str, summary: str, counts: Mapping[str, tuple[int, int]], parts: tuple[str, str]) -> Bars:
    """How many of each row were right and how many wrong, as one bar each: label -> (right, wrong)."""
    bars: list[Bar] = []
    for place, (label, (right, wrong)) in enumerate(counts.items()):
        y, width = 6.0 + _ROW * place, _PLOT * right / (right + wrong)
        text = f"{right} {parts[0]}, {wrong} {parts[1]}"
        bars += [
            Bar(y, label, LABELS, width, None, None, text, LABELS + _PLOT + 8),
            Bar(y, "", LABELS + width, _PLOT - width, None, None, "", 0.0, good=False),
        ]
    table = Table(
        ("Art der Frage", *parts, "Fragen"),
        tuple((label, str(right), str(wrong), str(right + wrong)) for label, (right, wrong) in counts.items()),
    )
    ticks = _share_ticks()
    return Bars(name, title, summary, 6 + _ROW * len(counts) + 28, (), tuple(bars), ticks, table)


def differences(name: str, title: str, summary: str, found: Mapping[str, tuple[float, float, float]]) -> Bars:
    """Differences around 0: label -> (difference, low, high), all shares."""
    reach = max([0.02, *(abs(bound) for three in found.values() for bound in three)])
    middle, unit = LABELS + _PLOT / 2, _PLOT / 2 / reach
    bars = tuple(
        Bar(
            6.0 + _ROW * place,
            label,
            round(middle + unit * min(0.0, value), 1),
            round(unit * abs(value), 1),
            round(middle + unit * low, 1),
            round(middle + unit * high, 1),
            f"{words.signed(100 * value)} Prozentpunkte",
            LABELS + _PLOT + 8,
            good=value >= 0,
        )
        for place, (label, (value, low, high)) in enumerate(found.items())
    )
    ticks = tuple((round(middle + unit * at, 1), f"{words.signed(100 * at)}") for at in (-reach, 0.0, reach))
    height = 6 + _ROW * len(found) + 28
    return Bars(name, title, summary, height, (), bars, ticks, Table((), ()), zero=middle)


# --- matrix and histogram --------------------------------------------------------------------------------------------

_CELL, _CELL_HEIGHT, _TOP, _SIDE = 104, 44, 58, 170


def outcomes(
    name: str, title: str, summary: str, counts: Mapping[str, Mapping[str, int]], refusals: frozenset[str]
) -> Matrix:
    """Expected outcomes in rows, actual ones in columns; `refusals` are right where any refusal is."""
    order = list(words.OUTCOMES)
    place = {outcome: number for number, outcome in enumerate(order)}
    rows = sorted(counts, key=lambda one: place.get(one, 99))
    columns = sorted({actual for row in counts.values() for actual in row}, key=lambda one: place.get(one, 99))
    cells = tuple(
        Cell(
            _SIDE + _CELL * across,
            _TOP + _CELL_HEIGHT * down,
            count,
            count / sum(counts[expected].values()),
            expected == actual or (not expected and actual in refusals),
        )
        for down, expected in enumerate(rows)
        for across, actual in enumerate(columns)
        if (count := counts[expected].get(actual, 0))
    )
    table = Table(
        ("erwartet \\ tatsächlich", *(words.outcome(column) for column in columns)),
        tuple((words.outcome(row), *(str(counts[row].get(column, 0)) for column in columns)) for row in rows),
    )
    return Matrix(
        name,
        title,
        summary,
        _SIDE + _CELL * len(columns) + 8,
        _TOP + _CELL_HEIGHT * len(rows) + 8,
        tuple((_SIDE + _CELL * (i + 0.5), words.outcome(column)) for i, column in enumerate(columns)),
        tuple((_TOP + _CELL_HEIGHT * (i + 0.5), words.outcome(row)) for i, row in enumerate(rows)),
        cells,
        table,
    )


_BINS, _LEFT, _BASE, _HEIGHT = 24, 50, 210, 170


def times(name: str, title: str, summary: str, values: Sequence[float], marks: Mapping[str, float]) -> Histogram:
    """How long answers took, in milliseconds; the slowest in a hundred are counted in the last bin."""
    end = _round_up(float(np.percentile(values, 99)))
    counts, edges = np.histogram(np.minimum(values, end), _BINS, (0, end))
    unit, step = (WIDTH - 2 * _LEFT) / end, (WIDTH - 2 * _LEFT) / _BINS
    tallest = max(1, int(counts.max()))
    bins = tuple(
        (round(_LEFT + step * i, 1), round(_BASE - _HEIGHT * n / tallest, 1), round(step - 2, 1), _HEIGHT * n / tallest)
        for i, n in enumerate(counts.tolist())
    )
    table = Table(
        ("Antwortzeit", "Fragen"),
        tuple(
            (f"{words.milliseconds(low)} bis {words.milliseconds(high)}", str(count))
            for low, high, count in zip(edges.tolist(), edges.tolist()[1:], counts.tolist(), strict=False)
            if count
        ),
    )
    return Histogram(
        name,
        title,
        summary,
        _BASE + 40,
        bins,
        tuple((round(_LEFT + unit * min(at, end), 1), label) for label, at in marks.items()),
        tuple((round(_LEFT + unit * end * i / 4, 1), words.milliseconds(end * i / 4)) for i in range(5)),
        table,
    )


def _round_up(number: float) -> float:
    """The next number whose quarters are round ones."""
    power = 10.0 ** np.floor(np.log10(max(number, 1.0)))
    return float(next(power * factor for factor in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if power * factor >= number))
