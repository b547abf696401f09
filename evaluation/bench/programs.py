"""Our own programs as processes of their own, as an operator runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

_PATIENCE = 120.0  # seconds until a program must have said that it is ready


class ProgramError(RuntimeError):
    """A program that ended, or never said what was waited for; the message holds what it wrote."""


@dataclass(frozen=True, slots=True)
class Program:
    """A running `python -m ...`, and the file that it writes to."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_for(self, pattern: str) -> str:
        """The first group of the pattern, as soon as the program has written something that matches.

        Raises:
            ProgramError: it ended before, or two minutes passed.
        """
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(pattern, self.written()):
                return found[1]
            time.sleep(0.02)
        raise ProgramError(f"{self.process.args}: no {pattern!r} in what it wrote:\n{self.written()}")

    def written(self) -> str:
        """What it has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def resident(self) -> float | None:
        """Its resident memory in MB (10^6 bytes), where the system says so in /proc."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
        return int(found[1]) * 1024 / 1e6 if found else None


@contextmanager
def running(arguments: Sequence[str], log: Path, **settings: str) -> Generator[Program]:
    """`python -m <arguments>` with AUSKUNFT_<NAME> set for each setting, until the block ends."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AUSKUNFT_")}
    environment |= {f"AUSKUNFT_{name.upper()}": value for name, value in settings.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        yield Program(process, log)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
