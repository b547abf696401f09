"""Greetings, thanks and questions about the bot itself, in every supported language (`smalltalk.toml`).

A message is one of them only when it is made of nothing else: "Hallo, was kostet ein Pass?" is a question.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from bot.plain import plain

Smalltalk = Literal["greeting", "thanks", "about"]
Phrases = frozenset[tuple[str, ...]]

_LONGEST = 10
"""Words in the longest phrase."""


def smalltalk_in(plain_text: str) -> Smalltalk | None:
    """What kind of small talk a message is made of; None when it says anything else, or nothing."""
    spoken = plain_text.split()
    greetings, thanks, about, fillers = _phrases()
    if _made_of(spoken, about | greetings | fillers) and not _made_of(spoken, greetings | fillers):
        return "about"
    if _made_of(spoken, greetings | fillers) and not _made_of(spoken, fillers):
        return "greeting"
    return "thanks" if _made_of(spoken, thanks | fillers | greetings) else None


@cache
def _phrases() -> tuple[Phrases, Phrases, Phrases, Phrases]:
    """Greetings, thanks, questions about the bot, fillers."""
    data: dict[str, str] = tomllib.loads(Path(__file__).with_name("smalltalk.toml").read_text(encoding="utf-8"))
    return _split(data["greetings"]), _split(data["thanks"]), _split(data["about"]), _split(data["fillers"])


def _split(text: str) -> Phrases:
    phrases = text.replace("\n", ",").split(",")
    return frozenset(tuple(plain(phrase).split()) for phrase in phrases if phrase.strip())


def _made_of(spoken: list[str], phrases: Phrases) -> bool:
    """Whether the words are phrases one after the other and nothing else; no words are no phrases."""
    reached = {0}
    for place in range(len(spoken)):
        if place in reached:
            ends = range(place + 1, min(place + _LONGEST, len(spoken)) + 1)
            reached |= {end for end in ends if tuple(spoken[place:end]) in phrases}
    return bool(spoken) and len(spoken) in reached
