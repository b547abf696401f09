"""Where pages come from: the sources an installation names, and what a reader hands back for each of their records.

A reader is a function `read(source) -> Iterator[Page | Failure | Skipped]` in a module of its own. It raises
`SourceError` when the source as a whole cannot be read, and yields a `Failure` when a single record cannot.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from corpus.page import SCOPE

Kind = Literal["markdown", "gii", "dldb", "xzufi", "web", "document", "csv"]
KINDS: tuple[Kind, ...] = get_args(Kind)

OPTIONS: dict[Kind, frozenset[str]] = {
    "markdown": frozenset(),
    "gii": frozenset({"slug"}),
    "dldb": frozenset({"page_url", "appointment_url", "attribution"}),
    "xzufi": frozenset(),
    "web": frozenset({"id", "title", "page_kind", "page_url"}),
    "document": frozenset({"title", "page_kind", "page_url"}),
    "csv": frozenset({"columns"}),
}
"""Which keys a table may hold beyond the common ones."""

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_COMMON = frozenset({"name", "kind", "path", "url", "scope", "licence", "refresh", "enabled"})


class SourceError(ValueError):
    """A source that cannot be read at all; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]`: either `path` (a file or folder) or `url` (https) says where it lies."""

    name: str
    kind: Kind
    path: Path | None = None
    url: str = ""
    scope: str = "00"
    licence: str = ""
    refresh: str = ""  # how often it should be read, in words
    enabled: bool = True
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def location(self) -> str:
        """The path or address as text, for a reader that takes either and for messages."""
        return str(self.path) if self.path else self.url


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that could not be read. `key` is its page id where that is known, else its place in the source."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record left out on purpose: a test record, one without text."""

    key: str
    reason: str


def read_sources(file: Path) -> list[Source]:
    """The sources that a TOML file names, in its order; relative paths start at the file's folder.

    Raises:
        SourceError: the file is missing or no TOML, or a table has an unknown key, kind or name, or lacks a place.
    """
    tables = _tables(file)
    sources = [_source(table, f"{file}, [[source]] number {number}", file) for number, table in enumerate(tables, 1)]
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SourceError(f"{file}: two [[source]] tables are named {', '.join(twice)}; give each a name of its own")
    return sources


def _tables(file: Path) -> list[Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{file}: cannot be read ({error.strerror}); name the file with --sources") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{file}: no valid TOML: {error}; correct the line") from error
    unknown = sorted(set(content) - {"source"})
    tables = content.get("source", [])
    if unknown or not isinstance(tables, list):
        found = ", ".join(unknown) or "[source]"
        raise SourceError(f"{file}: {found} is unknown here; write every source as a table [[source]]")
    return cast("list[Any]", tables)


def _source(table: Any, where: str, file: Path) -> Source:
    if not isinstance(table, dict):
        raise SourceError(f"{where}: no table; write [[source]] and below it lines of 'key = value'")
    values = cast("dict[str, Any]", table)
    name = _text(values, "name", where)
    where = f"{where} ({name})" if name else where
    _require(bool(NAME.fullmatch(name)), where, "name", name, "use lower-case letters, digits, '-' and '_'")
    kind = _text(values, "kind", where)
    _require(kind in KINDS, where, "kind", kind, f"use one of {', '.join(KINDS)}")
    return _checked(values, where, file, cast("Kind", kind))


def _checked(values: dict[str, Any], where: str, file: Path, kind: Kind) -> Source:
    unknown = sorted(set(values) - _COMMON - OPTIONS[kind])
    known = ", ".join(sorted(_COMMON | OPTIONS[kind]))
    _require(not unknown, where, "key", ", ".join(unknown), f"a source of kind {kind} has {known}")
    path, url = _text(values, "path", where), _text(values, "url", where)
    _require(bool(path) != bool(url), where, "path", path or url, "give it either a path or a url")
    _require(not url or url.startswith("https://"), where, "url", url, "use an https:// address")
    _require(not url or kind != "markdown", where, "url", url, "a markdown source is a folder; give it a path")
    scope = _text(values, "scope", where) or "00"
    _require(bool(SCOPE.fullmatch(scope)), where, "scope", scope, 'use 2 to 12 digits in quotes, such as "00"')
    enabled = values.get("enabled", True)
    _require(isinstance(enabled, bool), where, "enabled", enabled, "write true or false, without quotes")
    return Source(
        name=_text(values, "name", where),
        kind=kind,
        path=file.parent / path if path else None,
        url=url,
        scope=scope,
        licence=_text(values, "licence", where),
        refresh=_text(values, "refresh", where),
        enabled=cast("bool", enabled),
        options={key: _text(values, key, where) for key in OPTIONS[kind] & set(values)},
    )


def _text(values: dict[str, Any], key: str, where: str) -> str:
    value = values.get(key, "")
    _require(isinstance(value, str), where, key, value, "write it as text in quotes")
    return cast("str", value)


def _require(holds: bool, where: str, key: str, value: object, remedy: str) -> None:
    if not holds:
        raise SourceError(f"{where}: {key} {value!r} is not allowed; {remedy}")
