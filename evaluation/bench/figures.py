"""What is measured, against what it should be; and how to measure two things in the same weather; pure but for time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Item = TypeVar("Item")

UNITS = {"x": "{:.2f} x", "s": "{:.2f} s", "MB": "{:.0f} MB", "ms": "{:.1f} ms", "n": "{:.0f}"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; without a target it is for information."""

    name: str
    value: float
    unit: str  # a key of UNITS
    target: float | None = None  # the most it may be
    detail: str = ""

    @property
    def met(self) -> bool:
        """Whether the value is within its target."""
        return self.target is None or self.value <= self.target

    def written(self, value: float) -> str:
        """A value in this figure's unit."""
        return UNITS[self.unit].format(value)


def interleaved(calls: dict[str, Callable[[Item], object]], items: Sequence[Item]) -> dict[str, list[float]]:
    """Seconds of each call for each item.

    All calls are made for one item before the next, in an order that rotates: what slows the machine down for a while
    slows all of them down, and none always finds the caches as the same other one left them.
    """
    names = list(calls)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number, item in enumerate(items):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            begin = perf_counter()
            calls[name](item)
            taken[name].append(perf_counter() - begin)
    return taken


def ratio(name: str, taken: dict[str, list[float]], what: str, base: str, target: float | None = None) -> Figure:
    """The median of one call over the median of another."""
    one, other = median(taken[what]), median(taken[base])
    return Figure(name, one / other, "x", target, f"p50 {_readable(one)} / {_readable(other)}, n = {len(taken[what])}")


def _readable(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
