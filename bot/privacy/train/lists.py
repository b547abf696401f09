"""The patterns and lists that messages are made from; our own, except the names of the gazetteer."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def slots() -> dict[str, list[str]]:
    """The fillers of each slot; one of another language is called "n:en"."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in (_FOLDER / "slots.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
            found[key] = []
        elif line:
            found[key] += line.split("|") if "|" in line else line.split()
    return found


@cache
def patterns() -> dict[str, list[str]]:
    """The patterns of each language."""
    found: dict[str, list[str]] = {"de": _lines(_FOLDER / "de.txt")}
    key = ""
    for file in ("other.txt", "article9.txt", "details.txt"):
        for line in _lines(_FOLDER / file):
            if re.fullmatch(r"\[\w\w\]", line):
                key = line.strip("[]")
            else:
                found.setdefault(key, []).append(line)
    return found


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


@cache
def names() -> dict[tuple[str, str], list[str]]:
    """Given names and surnames by script: latin, cyrillic, arabic."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in ("names.txt", "names_extra.txt"):
        kind = ""
        for line in (_FOLDER.parent / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind = line.strip("[]")
            elif not line.startswith("#"):
                for name in line.split():
                    found.setdefault((kind, _script(name)), []).append(_title(name))
    return found


def _script(name: str) -> str:
    first = name[0]
    if first < "\u0370":
        return "latin"
    return "cyrillic" if "\u0400" <= first <= "\u04ff" else "arabic" if "\u0600" <= first <= "\u06ff" else "other"


def _title(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))
