"""Dangers told by words near each other, in any order, one language at a time (`dangers.toml`); pure, linear.

The cues of `cues.toml` are what people say word for word; these are who, what and to whom, however it is put.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from bot.plain import plain

Danger = Literal["suicide", "child", "violence", "homeless", "emergency"]
Places = Mapping[str, Sequence[int]]
"""Where in a message words of each list stand."""

_WITHIN = 6
"""Words between which those of two lists are near each other, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Together:
    """Lists whose words tell a danger when they stand near each other, and lists that speak against it."""

    danger: Danger
    near: tuple[str, ...]
    within: int
    unless: tuple[str, ...]

    def holds(self, places: Places) -> bool:
        """Whether a message with words at these places tells it."""
        if any(places.get(name) for name in self.unless):
            return False
        first, *others = (places.get(name, ()) for name in self.near)
        return any(self._meet(place, others) for place in first)

    def _meet(self, place: int, others: Iterable[Sequence[int]]) -> bool:
        """Whether each other list has a word of its own near this place."""
        near = ([at for at in found if abs(at - place) <= self.within] for found in others)
        return any(len({place, *chosen}) == len(self.near) for chosen in product(*near))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words one after the other, as they begin or as they are, that belong to a list of a language."""

    language: str
    name: str
    words: tuple[str, ...]

    def stands(self, words: Sequence[str], place: int) -> bool:
        """Whether it stands at a place of a message."""
        found = words[place : place + len(self.words)]
        return len(found) == len(self.words) and all(map(_is, found, self.words))


def told(plain_text: str) -> Danger | None:
    """The danger that words near each other tell, by the first rule in the order of the file; None when none does."""
    places = _places(plain_text.split())
    rules = _rules()
    found = (rule.danger for rule in rules if any(rule.holds(of) for of in places.values()))
    return next(found, None)


def _places(words: Sequence[str]) -> Mapping[str, Places]:
    """Where words of each list stand, by language."""
    found: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    begun = _phrases()
    for place, word in enumerate(words):
        for phrase in _candidates(begun, word):
            if phrase.stands(words, place):
                found[phrase.language][phrase.name].append(place)
    return found


def _candidates(begun: Mapping[str, Sequence[_Phrase]], word: str) -> Iterable[_Phrase]:
    """Phrases that may begin with a word; "and" is written onto the next one in Arabic."""
    for spelling in {word, word.removeprefix("و")}:
        yield from begun.get(spelling, ())
        for size in range(2, len(spelling) + 1):
            yield from begun.get(spelling[:size] + "*", ())


def _is(word: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return word.removeprefix("و").startswith(wanted[:-1]) or word.startswith(wanted[:-1])
    return wanted in (word, word.removeprefix("و"))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("dangers.toml").read_text(encoding="utf-8"))


@cache
def _rules() -> tuple[Together, ...]:
    return tuple(
        Together(rule["name"], tuple(rule["near"]), rule.get("within", _WITHIN), tuple(rule.get("unless", ())))
        for rule in _data()["danger"]
    )


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by their first word, or by its beginning and a *."""
    found: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for language, lists in _data()["lists"].items():
        for name, text in lists.items():
            for phrase in text.split(","):
                words = tuple(_spelled(word) for word in phrase.split())
                found[words[0]].append(_Phrase(language, name, words))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _spelled(word: str) -> str:
    return plain(word) + ("*" if word.endswith("*") else "")
