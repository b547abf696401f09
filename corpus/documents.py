"""What lies in the pages folder beside the pages and goes the way of every change: drafts, approval, history."""

from __future__ import annotations

import re
from pathlib import Path

from corpus import pinned

PINNED = "pinned"

_ID = re.compile(r"(?:pinned):[a-z0-9][a-z0-9-]{0,79}")
_PATH = re.compile(r"(?:pinned)/[a-z0-9][a-z0-9-]{0,79}\.toml")


def is_document(name: str) -> bool:
    """Whether an id names such a file: "pinned:perso-kosten" is `pinned/perso-kosten.toml`."""
    return bool(_ID.fullmatch(name))


def path_of(name: str) -> str:
    """Where it lies below the pages folder."""
    return f"{name.replace(':', '/')}.toml"


def id_of(path: str) -> str:
    """The id of what lies at a path; "" where that is no such file."""
    return path.removesuffix(".toml").replace("/", ":") if _PATH.fullmatch(path) else ""


def is_kept(path: str) -> bool:
    """Whether a file of the pages folder has a history: the pages and these."""
    return path.endswith(".md") or bool(_PATH.fullmatch(path))


def lying(folder: Path) -> list[Path]:
    """The files of a pages folder that have a history, sorted."""
    beside = (file for file in folder.glob("*/*.toml") if is_kept(file.relative_to(folder).as_posix()))
    return sorted([*folder.rglob("*.md"), *beside])


def check(name: str, text: str) -> None:
    """Refuses a text that is not what the id says.

    Raises:
        PageError: the message says what is missing.
    """
    pinned.read(text, name.partition(":")[2])
