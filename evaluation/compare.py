"""Two runs side by side: which cases were fixed and which broken, and what of the difference is more than chance; pure.

A case is the same when its id, question and history are: an answer to another question proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from evaluation import intervals
from evaluation.intervals import Floats, Interval, McNemar
from evaluation.metrics import DESCRIPTIONS, Scores, failures, matrix, scores
from evaluation.outputs import Output, OutputsError, Recorded

_LEVEL = 0.05

_LABELS = ("pages", "answerable", "outcome", "facts", "forbidden", "language")
"""The fields of a case that say what is right."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What came of a case in two runs."""

    before: Output
    after: Output

    @property
    def relabelled(self) -> bool:
        """Whether another answer is held to be right now: what changed need not be the bot."""
        return any(getattr(self.before.case, name) != getattr(self.after.case, name) for name in _LABELS)


@dataclass(frozen=True, slots=True)
class Change:
    """A measure over the `n` cases that have it in both runs.

    `difference` is paired (after - before) with its 95 % interval; `mcnemar` is None unless the measure is yes or no.
    """

    before: float
    after: float
    difference: Interval
    n: int
    mcnemar: McNemar | None

    @property
    def certain(self) -> bool:
        """Whether it is more than chance: the interval excludes 0 and, where it can be asked, McNemar's test agrees.

        With few cases that changed the bootstrap alone is too sure: five fixed and none broken have p = .06.
        """
        excludes = self.difference.low > 0 or self.difference.high < 0
        return excludes and (self.mcnemar is None or self.mcnemar.p < _LEVEL)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs. `conditions` says what differs in how they came about, as "name: before / after"."""

    before: Recorded
    after: Recorded
    fixed: tuple[Pair, ...]
    broken: tuple[Pair, ...]
    right: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    only_before: tuple[Output, ...]
    only_after: tuple[Output, ...]
    changes: Mapping[str, Change]
    conditions: tuple[str, ...]
    retrieval_only: bool
    """Whether one run made no answers, so that of both only what was searched and decided is compared."""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All cases that both runs have."""
        return (*self.fixed, *self.broken, *self.right, *self.wrong)

    def as_json(self) -> dict[str, Any]:
        """As plain values for JSON; cases by id."""
        groups = {name: [pair.after.case.id for pair in getattr(self, name)] for name in _GROUPS}
        alone = {name: [output.case.id for output in getattr(self, name)] for name in ("only_before", "only_after")}
        return {
            "before": self.before.run.id,
            "after": self.after.run.id,
            "retrieval_only": self.retrieval_only,
            **groups,
            **alone,
            "relabelled": [pair.after.case.id for pair in self.pairs if pair.relabelled],
            "changes": {name: asdict(change) for name, change in self.changes.items()},
            "conditions": list(self.conditions),
        }


_GROUPS = ("fixed", "broken", "right", "wrong")


def compare(before: Recorded, after: Recorded) -> Comparison:
    """What changed from one run to another.

    Raises:
        OutputsError: no case is in both.
    """
    shortened = before.run.options.retrieval_only or after.run.options.retrieval_only
    ours, theirs = _outputs(before, shortened), _outputs(after, shortened)
    found = pairs(ours, theirs)
    if not found:
        raise OutputsError(
            f"{before.folder} and {after.folder} have no case in common (same id and same question); "
            "compare runs of the same question file"
        )
    common = {_key(pair.after) for pair in found}
    return Comparison(
        before,
        after,
        *_grouped(found),
        only_before=tuple(output for output in ours if _key(output) not in common),
        only_after=tuple(output for output in theirs if _key(output) not in common),
        changes=changes(found),
        conditions=tuple(before.run.differences(after.run)),
        retrieval_only=shortened,
    )


def pairs(before: Sequence[Output], after: Sequence[Output]) -> list[Pair]:
    """The cases that both have, in the order of the second."""
    earlier = {_key(output): output for output in before}
    return [Pair(earlier[_key(output)], output) for output in after if _key(output) in earlier]


def changes(found: Sequence[Pair]) -> dict[str, Change]:
    """Each measure that at least one pair has in both runs.

    Both are judged by what the later run held to be right; else a corrected label would look like a better bot.
    """
    ours = scores([replace(pair.before, case=pair.after.case) for pair in found])
    theirs = scores([pair.after for pair in found])
    names = _names(ours, theirs)
    before, after = matrix(ours, names), matrix(theirs, names)
    every = intervals.differences(before, after)
    return {
        name: _change(before[:, column], after[:, column], difference)
        for column, (name, difference) in enumerate(zip(names, every, strict=True))
    }


def measurable() -> tuple[str, ...]:
    """The figures that a single case has, and that can therefore be paired; parts by kind not counted."""
    return tuple(name for name in DESCRIPTIONS if not name.startswith(("auc", "latency.", "retrieval.")))


def _outputs(recorded: Recorded, shortened: bool) -> tuple[Output, ...]:
    if not shortened:
        return recorded.outputs
    return tuple(replace(output, document=None, standing=()) for output in recorded.outputs)


def _key(output: Output) -> tuple[str, str, tuple[str, ...]]:
    return output.case.id, output.case.question, output.case.history


def _grouped(found: Sequence[Pair]) -> tuple[tuple[Pair, ...], ...]:
    """Fixed, broken, right in both, wrong in both."""
    judged = [
        (pair, not failures(replace(pair.before, case=pair.after.case)), not failures(pair.after)) for pair in found
    ]
    wanted = ((False, True), (True, False), (True, True), (False, False))
    return tuple(tuple(pair for pair, *was in judged if tuple(was) == both) for both in wanted)


def _names(ours: Sequence[Scores], theirs: Sequence[Scores]) -> list[str]:
    both = {name for one, other in zip(ours, theirs, strict=True) for name in one.keys() & other.keys()}
    order = list(DESCRIPTIONS)
    return sorted(both, key=lambda name: (order.index(name if name in DESCRIPTIONS else name.split(".")[0]), name))


def _change(before: Floats, after: Floats, difference: Interval) -> Change:
    has = ~np.isnan(before) & ~np.isnan(after)
    ours, theirs = before[has], after[has]
    binary = bool(np.isin(np.concatenate([ours, theirs]), (0.0, 1.0)).all())
    test = intervals.mcnemar(ours > 0, theirs > 0) if binary else None
    return Change(float(ours.mean()), float(theirs.mean()), difference, int(has.sum()), test)
