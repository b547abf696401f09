"""What people bring to a town hall, by its official names and by how citizens put it: `matters.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


class MattersError(ValueError):
    """A file of matters that cannot be read; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: the names under which a page may speak of it, the best first, and what citizens say who have it."""

    names: tuple[str, ...]
    said: tuple[str, ...]


def load(path: Path) -> list[Matter]:
    """The matters of a file, in its order.

    Raises:
        MattersError: no TOML, an entry that is not a list of sentences, or a sentence that stands for two matters.
    """
    try:
        areas = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MattersError(f'{path}: {error}; write entries as "Sperrmüll" = ["altes Sofa loswerden"]') from error
    matters = [_matter(path, names, said) for area in areas for names, said in _entries(path, area, areas[area])]
    _check_distinct(path, matters)
    return matters


def _entries(path: Path, area: str, table: Any) -> list[tuple[str, Any]]:
    if not isinstance(table, dict):
        raise MattersError(f'{path}: {area}: put the entries below an area such as ["Ausweise und Pässe"]')
    return list(cast("dict[str, Any]", table).items())


def _matter(path: Path, names: str, said: Any) -> Matter:
    called = tuple(name.strip() for name in names.split(",") if name.strip())
    values = cast("list[Any]", said) if isinstance(said, list) else []
    if not called or not values or not all(isinstance(value, str) and value.strip() for value in values):
        raise MattersError(f"{path}: {names!r}: give names, separated by commas, and a list of what citizens say")
    return Matter(called, tuple(cast("list[str]", values)))


def _check_distinct(path: Path, matters: list[Matter]) -> None:
    """A sentence that stands twice would pull a question in two directions."""
    owner: dict[str, str] = {}
    for matter in matters:
        for sentence in matter.said:
            before = owner.setdefault(sentence.casefold(), matter.names[0])
            if before != matter.names[0]:
                raise MattersError(f"{path}: {sentence!r} stands for {before} and {matter.names[0]}; keep it once")
