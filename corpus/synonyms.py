"""Citizens' words and the official words for them: `synonyms.toml`, and what a question gains by it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from corpus.words import stem, words

Tables = dict[str, dict[str, list[str]]]
"""Language -> what citizens say -> the official words for it."""

OWN = "words/synonyms.toml"
"""Where a town's own entries lie, below its pages folder."""

_LONGEST = 4
"""Words in the longest phrase that is looked up."""


class SynonymError(ValueError):
    """A synonym file that cannot be read; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Phrases as stems -> official words. Words of other languages match by their beginning: suffixes pile up there."""

    phrases: dict[tuple[str, ...], tuple[str, ...]]
    beginnings: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, tables: dict[str, dict[str, list[str]]]) -> Self:
        """From tables by language: {"de": {"perso": ["Personalausweis"]}}."""
        phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
        beginnings: dict[str, tuple[str, ...]] = {}
        for language, table in tables.items():
            for phrase, official in table.items():
                parts = words(phrase)
                if language != "de" and len(parts) == 1 and len(parts[0]) >= 5:
                    _add(beginnings, parts[0][:-1], official)
                elif parts:
                    _add(phrases, tuple(map(stem, parts)), official)
        return cls(phrases, beginnings)

    def official(self, question: str) -> list[str]:
        """The official words for what the question says, each once, in its order; longer phrases win."""
        found: dict[str, None] = {}
        spoken = words(question)
        for terms in self._matches(spoken):
            found |= dict.fromkeys(terms)
        return [term for term in found if not set(words(term)) <= set(spoken)]

    def _matches(self, spoken: list[str]) -> Iterator[tuple[str, ...]]:
        stems = [stem(word) for word in spoken]
        place = 0
        while place < len(stems):
            length = next((n for n in range(_LONGEST, 0, -1) if tuple(stems[place : place + n]) in self.phrases), 0)
            if length:
                yield self.phrases[tuple(stems[place : place + length])]
            elif match := self._beginning(spoken[place]):
                yield match
            place += max(length, 1)

    def _beginning(self, word: str) -> tuple[str, ...]:
        sizes = range(len(word), 3, -1)
        return next((self.beginnings[word[:size]] for size in sizes if word[:size] in self.beginnings), ())


_Key = TypeVar("_Key")


def _add(table: dict[_Key, tuple[str, ...]], key: _Key, official: list[str]) -> None:
    """Entries that differ in their endings only ("kfz zulassen", "kfz-zulassung") count together."""
    table[key] = tuple(dict.fromkeys((*table.get(key, ()), *official)))


def load(path: Path) -> dict[str, dict[str, list[str]]]:
    """The tables of a synonym file.

    Raises:
        SynonymError: no TOML, or an entry that is not a list of words.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise SynonymError(f"{path}: {error}") from error


def parse(text: str, path: Path) -> dict[str, dict[str, list[str]]]:
    """The tables in a text; `path` names it in errors.

    Raises:
        SynonymError: no TOML, or an entry that is not a list of words.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SynonymError(f'{path}: {error}; write entries as "perso" = ["Personalausweis"] below [de]') from error
    return {language: _table(path, language, table) for language, table in tables.items()}


def merged(shipped: Tables, own: Tables) -> Tables:
    """Both; of a phrase that is in both, by its words, the own entry counts."""
    found: Tables = {}
    for language in [*shipped, *(name for name in own if name not in shipped)]:
        table = own.get(language, {})
        replaced = {tuple(words(phrase)) for phrase in table}
        kept = {phrase: to for phrase, to in shipped.get(language, {}).items() if tuple(words(phrase)) not in replaced}
        found[language] = kept | table
    return found


def _table(path: Path, language: str, table: Any) -> dict[str, list[str]]:
    if not isinstance(table, dict):
        raise SynonymError(f"{path}: {language}: put the entries below a language such as [de]")
    for phrase, official in cast("dict[str, Any]", table).items():
        values = cast("list[Any]", official) if isinstance(official, list) else []
        if not values or not all(isinstance(value, str) for value in values):
            raise SynonymError(f"{path}: [{language}] {phrase!r}: give a list of official words")
    return cast("dict[str, list[str]]", table)
