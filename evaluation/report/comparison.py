"""Two runs side by side as one HTML page: what was fixed and what broke, and what of it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluation.compare import Change, Comparison, Pair
from evaluation.outputs import Output
from evaluation.report import plots, words
from evaluation.report.cases import View, view_of
from evaluation.report.plots import Bars
from evaluation.report.reasons import titles_of
from evaluation.report.render import rendered

_SHOWN = (
    "passed",
    "kept",
    "refused",
    "facts",
    "citations.recall",
    "citations.valid",
    "language",
    "fused.recall@1",
    "fused.recall@5",
    "fused.mrr@10",
)
"""The measures that are drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as a row of the table; `meaning` says whether the difference is more than chance."""

    label: str
    before: str
    after: str
    difference: str
    between: str
    moved: str
    p: str
    cases: int
    meaning: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Both:
    """A case with what both runs gave."""

    before: View
    after: View
    relabelled: bool


def page(found: Comparison) -> str:
    """The comparison as HTML."""
    return rendered(
        "compare.html",
        found=found,
        headline=headline(found.changes["passed"]),
        counts=_counts(found),
        relabelled=sum(pair.relabelled for pair in found.pairs),
        plot=_plot(found),
        rows=[_row(name, change) for name, change in found.changes.items()],
        broken=_both(found.broken, "neu"),
        fixed=_both(found.fixed, "repariert"),
        wrong=_both(found.wrong, "falsch"),
        conditions=[_condition(line) for line in found.conditions],
    )


def _counts(found: Comparison) -> list[tuple[int, str]]:
    return [
        (len(found.fixed), "repariert"),
        (len(found.broken), "neu falsch"),
        (len(found.right), "in beiden richtig"),
        (len(found.wrong), "in beiden falsch"),
    ]


def headline(passed: Change) -> str:
    """What became of the share of faultless answers, in a sentence."""
    difference = passed.difference
    said = f"{words.signed(100 * difference.value)} Prozentpunkte"
    low, high = (words.signed(100 * bound) for bound in (difference.low, difference.high))
    between = f"mit 95 % Sicherheit zwischen {low} und {high}"
    if not passed.certain:
        return f"Kein gesicherter Unterschied bei den fehlerfreien Antworten ({said}, {between})."
    better = "Gesichert besser" if difference.value > 0 else "Gesichert schlechter"
    return f"{better}: fehlerfreie Antworten {said} ({between})."


def _plot(found: Comparison) -> Bars:
    chosen = {
        words.term(name).label if "@" not in name else words.RANKINGS[name.partition(".")[2]].label: (
            change.difference.value,
            change.difference.low,
            change.difference.high,
        )
        for name in _SHOWN
        if (change := found.changes.get(name))
    }
    summary = (
        "Balken nach rechts: der spätere Lauf ist besser. Wo der Strich die Null überdeckt, kann der Unterschied "
        "Zufall sein. Die Zahlen stehen in der Tabelle darunter."
    )
    return plots.differences("unterschiede", "Unterschiede in Prozentpunkten", summary, chosen)


def _row(name: str, change: Change) -> Row:
    test, difference = change.mcnemar, change.difference
    return Row(
        label=words.term(name).label,
        before=words.value(name, change.before),
        after=words.value(name, change.after),
        difference=words.signed(100 * difference.value),
        between=f"{words.signed(100 * difference.low)} bis {words.signed(100 * difference.high)}",
        moved=f"{test.fixed} / {test.broken}" if test else "–",
        p="–" if test is None else "< 0,001" if test.p < 0.001 else words.decimal(test.p, 3),
        cases=change.n,
        meaning=_meaning(change),
        shown="@" not in name or name in _SHOWN,
    )


def _meaning(change: Change) -> str:
    if not change.certain:
        return "nicht gesichert" if change.difference.value else "gleich"
    return "besser" if change.difference.value > 0 else "schlechter"


def _both(pairs: Sequence[Pair], prefix: str) -> list[Both]:
    titles = titles_of([*(pair.before for pair in pairs), *(pair.after for pair in pairs)])

    def view(output: Output, anchor: str) -> View:
        return view_of(output, titles, anchor, {})

    return [
        Both(
            view(replace(pair.before, case=pair.after.case), f"{prefix}-{number}-vorher"),
            view(pair.after, f"{prefix}-{number}"),
            pair.relabelled,
        )
        for number, pair in enumerate(pairs, start=1)
    ]


def _condition(line: str) -> tuple[str, str]:
    name, _, values = line.partition(": ")
    return name, values
