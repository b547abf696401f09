"""Conversations whose last question needs the ones before it, or does not: does the bot make it stand alone?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.followup import stand_alone
from evaluation import jsonl


@dataclass(frozen=True, slots=True)
class Turns:
    """A conversation. Of each group of `topic` one word must be in the completed question; `standalone`: it needs none.

    `history` are the citizen's turns, oldest first.
    """

    id: str
    history: tuple[str, ...]
    question: str
    topic: tuple[tuple[str, ...], ...]
    standalone: bool
    language: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The completed question, and whether it is right."""

    question: str
    right: bool


def read(path: Path) -> list[Turns]:
    """The conversations of a JSONL file.

    Raises:
        CasesError: a line is none; every fault is named with its line.
    """
    return jsonl.read(path, _turns, "id, history, question, expected_topic, standalone, language")


def _turns(row: dict[str, Any]) -> Turns:
    topic = tuple(tuple(group) for group in row["expected_topic"])
    return Turns(
        row["id"], tuple(row["history"]), row["question"], topic, bool(row["standalone"]), str(row.get("language", ""))
    )


def judge(turns: Turns) -> Verdict:
    """A question that stands alone must be left as it is; another must name what the conversation is about."""
    completed = stand_alone(turns.question, turns.history)
    if turns.standalone:
        return Verdict(completed, completed == turns.question)
    said = completed.casefold()
    return Verdict(completed, all(any(word.casefold() in said for word in group) for group in turns.topic))


def measured(judged: Sequence[tuple[Turns, Verdict]]) -> dict[str, float]:
    """The share of conversations that came out right, of those with a follow-up, of the others, and by language."""
    groups = {
        "right": list(judged),
        "follow-ups": [pair for pair in judged if not pair[0].standalone],
        "standing alone": [pair for pair in judged if pair[0].standalone],
    }
    for language in dict.fromkeys(turns.language for turns, _ in judged):
        groups[language] = [pair for pair in judged if pair[0].language == language]
    return {
        name: round(sum(verdict.right for _, verdict in pairs) / len(pairs), 3)
        for name, pairs in groups.items()
        if pairs
    }
