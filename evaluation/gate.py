"""May this version go live? A run held against its thresholds; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from evaluation import compare
from evaluation.metrics import Figures, Named, figures
from evaluation.outputs import Output, OutputsError, Recorded
from evaluation.tables import SUFFIXES
from evaluation.thresholds import DEFAULT, QUESTIONS, GateError, Threshold, Thresholds, hint


@dataclass(frozen=True, slots=True)
class Check:
    """A threshold and what was measured.

    For `no_worse_than_live`, `got`, `low` and `high` are the paired difference to the other run. `by` is how much is
    missing, in the figure's unit. `got` is None where nothing was measured; `why` then says so.
    """

    threshold: Threshold
    state: Literal["passed", "failed", "unchecked"]
    got: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    by: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of a run, in the order of the file."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failed

    @property
    def failed(self) -> tuple[Check, ...]:
        """What failed."""
        return tuple(check for check in self.checks if check.state == "failed")

    @property
    def unchecked(self) -> tuple[Check, ...]:
        """What could not be said."""
        return tuple(check for check in self.checks if check.state == "unchecked")

    def as_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {"passed": self.passed, "checks": [asdict(check) for check in self.checks]}


def judge(
    recorded: Recorded,
    thresholds: Thresholds,
    against: Recorded | None = None,
    measured: Mapping[str, Figures] | None = None,
) -> Verdict:
    """Hold a run against its thresholds. `measured` are the figures of each of its sets, where they are known already.

    Raises:
        GateError: a set, tag, kind or language of the thresholds does not exist, or a set of the run has none.
        OutputsError: the run is not a whole one, or has no case in common with the other.
    """
    _check_whole(recorded)
    sets = _by_set(recorded)
    _check_names(sets, thresholds)
    measured = measured or {name: figures(outputs) for name, outputs in sets.items()}
    return Verdict(
        tuple(
            _checked(threshold, measured[name], outputs, against, named=name in thresholds)
            for name, outputs in sets.items()
            for threshold in thresholds.get(name) or _for_set(thresholds[DEFAULT], name)
        )
    )


def _for_set(thresholds: Sequence[Threshold], name: str) -> tuple[Threshold, ...]:
    return tuple(Threshold(name, t.figure, t.rule, t.value, t.axis, t.part) for t in thresholds)


def _by_set(recorded: Recorded) -> dict[str, tuple[Output, ...]]:
    names = [found.name for found in recorded.run.sets]
    return {name: tuple(output for output in recorded.outputs if output.case.set == name) for name in names}


def _check_whole(recorded: Recorded) -> None:
    """A part of the questions proves nothing about the rest."""
    done = Counter(output.case.set for output in recorded.outputs)
    partial = [f"{done[found.name]} of {found.cases} of {found.name}" for found in recorded.run.sets]
    if any(done[found.name] < found.cases for found in recorded.run.sets):
        raise OutputsError(
            f"{recorded.folder}: the run is not a whole one ({', '.join(partial)}), and decides nothing; "
            "finish it with --continue, or run without --limit and --tag"
        )


def _check_names(sets: Mapping[str, Sequence[Output]], thresholds: Thresholds) -> None:
    known = {*sets, DEFAULT, *(path.stem for path in QUESTIONS.glob("*.*") if path.suffix in SUFFIXES)}
    problems = [
        f"thresholds for {name!r}: no set of the run, and none in evaluation/questions{hint(name, sorted(known))}"
        for name in thresholds
        if name not in known
    ]
    problems += [
        f"there are no thresholds for the set {name!r}; add [{name}.min], or [{DEFAULT}.min] for any set"
        for name in sets
        if not thresholds.get(name) and not thresholds.get(DEFAULT)
    ]
    problems += [
        problem for name, outputs in sets.items() for problem in _unknown_parts(thresholds.get(name, ()), outputs)
    ]
    if problems:
        raise GateError(problems)


def _unknown_parts(thresholds: Iterable[Threshold], outputs: Sequence[Output]) -> Iterable[str]:
    for axis, part in dict.fromkeys((t.axis, t.part) for t in thresholds if t.axis):
        known = sorted({name for output in outputs for name in _parts(output, axis)})
        if part not in known:
            yield f"the set {outputs[0].case.set!r} has no {axis} {part!r}{hint(part, known)}"


def _parts(output: Output, axis: str) -> tuple[str, ...]:
    case = output.case
    return {"tag": case.tags, "kind": (case.kind,), "language": (case.language,)}[axis]


def _checked(
    threshold: Threshold, measured: Figures, outputs: Sequence[Output], against: Recorded | None, *, named: bool
) -> Check:
    if threshold.rule == "no_worse_than_live":
        return _against(threshold, outputs, against)
    found = _named(measured, threshold).get(threshold.figure)
    if found is None:
        # Of a section that was written for the set this is a mistake; `default` must do for sets of any kind.
        state = "failed" if named else "unchecked"
        return Check(threshold, state, why="no case of it has this figure")
    missing = threshold.value - found.value if threshold.rule == "min" else found.value - threshold.value
    state = "failed" if missing > 0 else "passed"
    return Check(threshold, state, found.value, found.low, found.high, found.n, round(max(0.0, missing), 4))


def _named(measured: Figures, threshold: Threshold) -> Named:
    if not threshold.axis:
        return measured.overall
    parts = {"tag": measured.by_tag, "kind": measured.by_kind, "language": measured.by_language}[threshold.axis]
    return parts.get(threshold.part, {})


def _against(threshold: Threshold, outputs: Sequence[Output], against: Recorded | None) -> Check:
    """Worse is what is both certain (the paired interval excludes 0) and more than is tolerated."""
    if against is None:
        return Check(threshold, "unchecked", why="no run to compare with; name one with --against")
    ours = [output for output in outputs if not threshold.axis or threshold.part in _parts(output, threshold.axis)]
    found = compare.pairs(against.outputs, ours)
    change = compare.changes(found).get(threshold.figure) if found else None
    if change is None:
        raise OutputsError(
            f"{against.folder}: has no case of {threshold.set!r} with {threshold.figure!r} to compare with; "
            "run the same question file on the live version"
        )
    difference = change.difference
    worse = difference.high < 0 and -difference.value > threshold.value
    by = round(-difference.value - threshold.value, 4) if worse else 0.0
    value, low, high = (round(bound, 4) for bound in (difference.value, difference.low, difference.high))
    return Check(threshold, "failed" if worse else "passed", value, low, high, change.n, by)
