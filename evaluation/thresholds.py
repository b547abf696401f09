"""What a version must reach to go live: thresholds for each question set, from a file that QA staff keep.

    [dev.min]                        # the set: the question file's name; [default.…] for sets without a section
    "fused.recall@5" = 0.87          # any figure of `metrics.DESCRIPTIONS`, and refused.<kind>, auc.<kind>
    [dev.max]
    "latency.p95" = 5000             # milliseconds
    [dev.tag.kosten.min]             # of a part: tag, kind or language
    facts = 0.8
    [dev.no_worse_than_live]
    passed = 0.02                    # tolerated drop against the run that --against names

A name that nothing has is an error: a threshold that is misspelt would be passed for ever.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, cast

from bot.events import Outcome
from evaluation import compare
from evaluation.metrics import DESCRIPTIONS
from evaluation.tables import SUFFIXES

FILE = Path(__file__).parent / "gate.toml"
"""The thresholds that are shipped."""

QUESTIONS = Path(__file__).parent / "questions"

DEFAULT = "default"

Rule = Literal["min", "max", "no_worse_than_live"]
RULES: tuple[Rule, ...] = ("min", "max", "no_worse_than_live")
AXES = ("tag", "kind", "language")

_OTHERWISE = (Outcome.ANSWERED, Outcome.CLARIFY, Outcome.NO_SOURCE, Outcome.OUT_OF_SCOPE)
KINDS = ("off_topic", "not_here", "any_refusal", *(found.value for found in Outcome if found not in _OTHERWISE))
"""The kinds of questions that must not be answered, as `cases.Case.kind` names them."""

FIGURES = (*DESCRIPTIONS, *(f"{whole}.{kind}" for whole in ("refused", "auc") for kind in KINDS))
_PAIRED = (*compare.measurable(), *(f"refused.{kind}" for kind in KINDS))
_TIMES = ("latency.p50", "latency.p95", "retrieval.p50", "retrieval.p95")


class GateError(ValueError):
    """Thresholds that cannot be used; `problems` has a line for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a figure of a set must reach. `axis` and `part` are empty for the whole set; shares lie between 0 and 1."""

    set: str
    figure: str
    rule: Rule
    value: float
    axis: str = ""
    part: str = ""


Thresholds = Mapping[str, tuple[Threshold, ...]]
"""Set -> what it must reach."""


def read(path: Path = FILE) -> Thresholds:
    """The thresholds in a file.

    Raises:
        GateError: it cannot be read, or names something that does not exist; with everything that is wrong.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GateError(
            [f"{path}: thresholds cannot be read ({error}); see evaluation/gate.toml for an example"]
        ) from error
    problems: list[str] = []
    found = {_stem(name): tuple(_of_set(path, name, content, problems)) for name, content in document.items()}
    if problems:
        raise GateError(problems)
    return found


def _stem(name: str) -> str:
    """A set's name, also where the file's ending is written behind it."""
    return Path(name).stem if Path(name).suffix.lower() in SUFFIXES else name


def _of_set(path: Path, name: str, content: object, problems: list[str]) -> Iterable[Threshold]:
    place = f"{path}, [{name}]"
    for key, value in _table(place, content, problems).items():
        if key in RULES:
            yield from _of_rule(place, Threshold(_stem(name), "", key, 0), value, problems)
        elif key in AXES:
            yield from _of_parts(place, _stem(name), key, value, problems)
        else:
            problems.append(f"{place}: unknown key {key!r}{hint(key, (*RULES, *AXES))}")


def _of_parts(place: str, name: str, axis: str, content: object, problems: list[str]) -> Iterable[Threshold]:
    for part, rules in _table(f"{place} {axis}", content, problems).items():
        where = f"{place} {axis}.{part}"
        for rule, value in _table(where, rules, problems).items():
            if rule in RULES:
                yield from _of_rule(where, Threshold(name, "", rule, 0, axis, part), value, problems)
            else:
                problems.append(f"{where}: unknown key {rule!r}{hint(rule, RULES)}")


def _of_rule(place: str, like: Threshold, content: object, problems: list[str]) -> Iterable[Threshold]:
    known = _PAIRED if like.rule == "no_worse_than_live" else FIGURES
    for figure, value in _table(f"{place} {like.rule}", content, problems).items():
        where = f"{place} {like.rule}: {figure!r}"
        if figure not in known:
            problems.append(
                f"{where} is no figure{' of single cases' if figure in FIGURES else ''}{hint(figure, known)}"
            )
        elif wrong := _wrong(figure, value):
            problems.append(f"{where} {wrong}")
        else:
            yield Threshold(like.set, figure, like.rule, float(cast("float", value)), like.axis, like.part)


def _wrong(figure: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"must be a number, not {value!r}"
    if figure in _TIMES:
        return "" if value >= 0 else "is a time in milliseconds, not below 0"
    return "" if 0 <= value <= 1 else f"is a share between 0 and 1, not {value}; write 0.87 for 87 %"


def _table(place: str, content: object, problems: list[str]) -> Mapping[str, object]:
    if isinstance(content, dict):
        return cast("dict[str, object]", content)
    problems.append(f"{place}: must be a table of names and numbers, not {content!r}")
    return {}


def hint(name: str, known: Iterable[str]) -> str:
    """The nearest of what is known; where nothing is near, all of it."""
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(names)}"
