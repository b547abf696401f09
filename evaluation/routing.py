"""How well questions are told apart by kind: labelled messages, a router, and what came of it; pure but for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.kinds import KINDS, Kind
from evaluation import jsonl

Pairs = list[tuple[Kind, Kind]]
"""(is, taken for) of each message."""

HARMLESS = frozenset(KINDS) - {"crisis"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and the kind that it is of."""

    id: str
    question: str
    language: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OfKind:
    """Precision, recall and F1 of one kind, and how many messages are of it."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a router was worth.

    `macro_f1` is the mean over the kinds that occur; `false_alarms` the share of messages taken for a crisis among
    those that are none; `confusion` counts (is, taken for) where the two differ.
    """

    n: int
    macro_f1: float
    accuracy: float
    crisis_recall: float
    false_alarms: float
    kinds: dict[str, OfKind]
    languages: dict[str, float]
    confusion: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The figures as a JSON document."""
        return asdict(self)


def read(path: Path) -> list[Labelled]:
    """The messages of a JSONL file with `id`, `question`, `language` and `kind`.

    Raises:
        CasesError: a line is no such object; every fault is named with its line.
    """
    return jsonl.read(path, _labelled, f"id, question, language, and kind out of {', '.join(KINDS)}")


def _labelled(row: dict[str, str]) -> Labelled:
    if row["kind"] not in KINDS:
        raise ValueError(row["kind"])
    return Labelled(row["id"], row["question"], row["language"], row["kind"])


def measured(messages: Sequence[Labelled], taken: Sequence[Kind]) -> Figures:
    """The figures of what each message was taken for."""
    pairs: Pairs = [(message.kind, kind) for message, kind in zip(messages, taken, strict=True)]
    kinds = {kind: _of_kind(pairs, kind) for kind in KINDS if any(kind == is_ for is_, _ in pairs)}
    none = [pair for pair in pairs if pair[0] in HARMLESS]
    wrong = Counter(f"{is_} > {other}" for is_, other in pairs if is_ != other)
    return Figures(
        n=len(pairs),
        macro_f1=_macro(kinds.values()),
        accuracy=_share([is_ == other for is_, other in pairs]),
        crisis_recall=kinds["crisis"].recall if "crisis" in kinds else 1.0,
        false_alarms=_share([other == "crisis" for _, other in none]) if none else 0.0,
        kinds=dict(kinds),
        languages=_by_language(messages, taken),
        confusion=dict(wrong.most_common()),
    )


def _by_language(messages: Sequence[Labelled], taken: Sequence[Kind]) -> dict[str, float]:
    """The macro F1 of each language."""
    languages = dict.fromkeys(message.language for message in messages)
    found: dict[str, float] = {}
    for language in languages:
        pairs: Pairs = [(m.kind, kind) for m, kind in zip(messages, taken, strict=True) if m.language == language]
        found[language] = _macro(_of_kind(pairs, kind) for kind in KINDS if any(kind == is_ for is_, _ in pairs))
    return found


def _of_kind(pairs: Pairs, kind: Kind) -> OfKind:
    right = sum(pair == (kind, kind) for pair in pairs)
    n, taken = (sum(pair[side] == kind for pair in pairs) for side in (0, 1))
    precision, recall = right / taken if taken else 0.0, right / n if n else 0.0
    return OfKind(precision, recall, 2 * right / (n + taken) if n + taken else 0.0, n)


def _macro(kinds: Iterable[OfKind]) -> float:
    scores = [kind.f1 for kind in kinds]
    return sum(scores) / len(scores) if scores else 0.0


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


Route = Callable[[str], Kind]
"""A question's kind."""


def score(messages: Sequence[Labelled], route: Route) -> tuple[Figures, list[tuple[Labelled, Kind]]]:
    """The figures of a router, and what it took for another kind."""
    taken: list[Kind] = [route(message.question) for message in messages]
    wrong: list[tuple[Labelled, Kind]] = [
        (message, kind) for message, kind in zip(messages, taken, strict=True) if kind != message.kind
    ]
    return measured(messages, taken), wrong
