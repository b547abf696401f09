"""Figures as bars: the geometry of the charts that a page shows beside their tables; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HEIGHT = 100.0
"""Of a chart of days, in its own units; it is stretched to the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, and its length as a share of the longest, in [0, 100]."""

    label: str
    value: int
    length: float


def bars(counts: Mapping[str, int] | Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars in the order of the counts."""
    items = list(counts.items() if isinstance(counts, Mapping) else counts)
    most = max((n for _, n in items), default=0)
    return [Bar(label, n, round(100 * n / most, 2) if most else 0.0) for label, n in items]


@dataclass(frozen=True, slots=True)
class Days:
    """A bar for each day, also those on which nothing was asked; `most` is the highest."""

    days: tuple[tuple[date, Bar], ...]
    most: int

    @property
    def peak(self) -> date | None:
        """The first day with the highest bar."""
        return next((day for day, bar in self.days if bar.value == self.most), None) if self.most else None


def days(counts: Mapping[date, int], since: date, until: date) -> Days:
    """The days of a period."""
    every = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    found = bars([(f"{day:%d.%m.%Y}", counts.get(day, 0)) for day in every])
    return Days(tuple(zip(every, found, strict=True)), max((bar.value for bar in found), default=0))
