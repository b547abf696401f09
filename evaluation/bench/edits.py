"""How long after an editor saved a page a citizen gets the new answer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from corpus.folder import file_name
from evaluation.bench.answers import serving
from evaluation.bench.figures import Figure
from evaluation.bench.programs import Program, ProgramError, running
from evaluation.bench.town import Town

_EDITS = 3
_PATIENCE = 120.0  # seconds until an edit must be answered


def measure(town: Town, model_folder: Path, folder: Path) -> Figure:
    """From saving a page to its answer over HTTP, with `build --watch` running and a server following."""
    copy = town.copy(folder / "edited")
    watch = ["indexes", "build", "--watch", "--pages", str(copy.pages), "--versions", str(copy.versions)]
    with (
        running(watch, folder / "watch.log", model_folder=str(model_folder)) as watcher,
        serving(copy, model_folder, folder / "follow.log") as (_, ask),
    ):
        watcher.wait_for(r"(watching)")
        time.sleep(1)  # the line comes just before the watch begins
        taken = [_edit(copy, number, ask, watcher) for number in range(_EDITS)]
    each = ", ".join(f"{seconds:.1f}" for seconds in taken)
    return Figure("from saving a page to the new answer", median(taken), "s", 10.0, f"median of {each} s")


def _edit(town: Town, number: int, ask: Callable[[str], dict[str, Any]], watcher: Program) -> float:
    """Change a page's fee and ask for it until the answer has it; seconds."""
    page = town.made[(number + 1) * len(town.made) // (_EDITS + 1)]
    what, deed = page.title.split()
    fee = f"{9_000 + number},77 Euro"
    file = town.pages / file_name(page.id)
    changed = re.sub(rf"(?m)^- Die {what} kostet [\d,]+ Euro", f"- Die {what} kostet {fee}", file.read_text("utf-8"))
    begin = time.monotonic()
    file.write_text(changed, encoding="utf-8")
    while fee not in ask(f"Was kostet es, wenn ich die {what} {deed} will?")["text"]:
        if time.monotonic() - begin > _PATIENCE:
            end = watcher.written()[-1_000:]
            raise ProgramError(
                f"{file}: no answer had {fee} within {_PATIENCE:.0f} s of saving; the build wrote:\n{end}"
            )
        time.sleep(0.1)
    return time.monotonic() - begin
