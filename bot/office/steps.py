"""A command as a step of a job: run in its own process, as a terminal would, its progress read as JSON lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import IO, Any, cast

from pydantic import SecretStr

from bot.settings import ROOT, Settings, inherited

Tell = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""

_LONGEST = 4_000  # characters of a failed command's words


class StepError(Exception):
    """A command that could not do its work; the message is the command's own."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and the last JSON document that it printed; of a list, it is `items`."""

    code: int
    document: dict[str, Any]
    said: str


def command(settings: Settings, arguments: Sequence[str], tell: Tell, *, well: Sequence[int] = (0,)) -> Ended:
    """Run `python -m …` with the server's settings and follow its progress.

    Raises:
        StepError: it ended with an exit code that is not among `well`.
    """
    process = subprocess.Popen(  # noqa: S603 - our own programs, and ids and paths of this installation
        [sys.executable, "-m", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**inherited(), **environment(settings)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    document: dict[str, Any] = {}
    with process:
        errors = _Drain(process.stderr)
        for line in process.stdout:
            found = _read(line)
            if "step" in found:
                tell(found["step"], found["done"], found["total"])
            elif found:
                document = found
        said = errors.text()
    if process.returncode not in well:
        raise StepError(said.strip()[-_LONGEST:] or f"{' '.join(arguments[:2])}: {process.returncode}")
    return Ended(process.returncode, document, said)


def _read(line: str) -> dict[str, Any]:
    try:
        found: object = json.loads(line)
    except ValueError:
        return {}
    if isinstance(found, list):
        return {"items": found}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


class _Drain:
    """Reads a pipe to its end beside the other one, so that neither fills up."""

    def __init__(self, pipe: IO[str]) -> None:
        self._parts: list[str] = []
        self._thread = Thread(target=lambda: self._parts.extend(pipe), daemon=True)
        self._thread.start()

    def text(self) -> str:
        """All that came."""
        self._thread.join()
        return "".join(self._parts)


def environment(settings: Settings) -> Mapping[str, str]:
    """The variables with which a command of ours finds what this server works with."""
    given = settings.model_dump(mode="python")
    return {f"AUSKUNFT_{name.upper()}": _plain(value) for name, value in given.items() if value is not None}


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
