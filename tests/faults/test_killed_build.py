"""A build that is killed at any moment leaves the old version or the new one, whole, and its debris is swept."""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from indexes import version
from indexes.build import Inputs, build
from indexes.embed import FakeEmbedder
from indexes.index import Index

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
KILLS = 15

# A process that has everything imported and starts a builder of its own for each line it reads, so that a kill falls
# into the build and not into the imports.
STARTER = """
import os, resource, signal, sys
from pathlib import Path
import chromadb, langchain_chroma
from indexes.build import Inputs, build
from indexes.embed import open_embedder
folder = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for line in sys.stdin:
    builder = os.fork()
    if not builder:
        if int(line):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(line), int(line)))
        embedder = open_embedder("fake:", model_folder=folder)
        build(Inputs(folder / "pages", folder / "synonyms.toml", folder / "versions", embedder), lambda *step: None)
        os._exit(0)
    print(builder, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(builder, 0)[1]), flush=True)
"""


def quiet(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


class Builders:
    """Starts builds in processes of their own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, largest_file: int = 0) -> int:
        """The id of a process that has begun to build; with `largest_file` bytes the disk is full for it."""
        assert self._process.stdin
        self._process.stdin.write(f"{largest_file}\n")
        self._process.stdin.flush()
        return self._number()

    def ended(self) -> int:
        """How the builder ended: 0, 1, or minus the signal."""
        return self._number()

    def _number(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    pages = Path(shutil.copytree(PAGES, tmp_path / "pages"))
    synonyms = tmp_path / "synonyms.toml"
    synonyms.write_text("[de]\n", encoding="utf-8")
    return Inputs(pages, synonyms, tmp_path / "versions", FakeEmbedder("fake:", 64))


@pytest.fixture
def builders(inputs: Inputs) -> Iterator[Builders]:
    arguments = [sys.executable, "-c", STARTER, str(inputs.pages.parent)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(arguments, cwd=ROOT, text=True, **pipes) as process:  # pyright: ignore[reportArgumentType, reportCallIssue]  # the overloads do not take a dictionary
        yield Builders(process)
        process.kill()


def save(inputs: Inputs, euros: int) -> None:
    text = (PAGES / "hund.md").read_text(encoding="utf-8")
    (inputs.pages / "hund.md").write_text(text.replace("90 Euro", f"{euros} Euro"), encoding="utf-8")


def price(inputs: Inputs) -> tuple[str, str]:
    """The version that serves, and what a citizen reads there."""
    index = Index.open(inputs.versions, inputs.embedder)
    try:
        hit = index.search("Was kostet ein Hund? Kosten 180 Euro", 1).hits[0]
        assert hit.page.id == "muster:hund"
        costs = next(
            one for one in index.passages(hit.page.id, index.embedder.query("")) if one.passage.module == "Kosten"
        )
        return index.manifest.id, costs.passage.text
    finally:
        index.close()


def debris(inputs: Inputs) -> list[str]:
    kept = {one.id for one in version.listed(inputs.versions)} | {"current", ".lock"}
    names = (path.name for path in inputs.versions.iterdir() if not path.name.startswith(".embeddings"))
    return sorted(set(names) - kept)


def test_a_build_killed_at_any_moment_leaves_a_whole_version_live(
    inputs: Inputs, builders: Builders, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    builders.start()
    assert builders.ended() == 0
    begin = time.monotonic()
    save(inputs, 99)
    builders.start()
    assert builders.ended() == 0
    whole = time.monotonic() - begin
    live, euros, endings, left = price(inputs)[0], 99, list[int](), set[str]()
    for attempt in range(KILLS):
        save(inputs, 100 + attempt)
        builder = builders.start()
        time.sleep(whole * random.uniform(attempt / KILLS, (attempt + 1) / KILLS))
        with suppress(ProcessLookupError):  # it was done before
            os.kill(builder, signal.SIGKILL)
        endings.append(builders.ended())
        served, text = price(inputs)
        euros = euros if served == live else 100 + attempt
        assert f"{euros} Euro" in text, f"kill {attempt}: neither the old version nor the new one"
        live = served
        left |= {name.split("-")[0] for name in debris(inputs)}
    assert endings.count(-signal.SIGKILL) > KILLS // 2
    assert ".building" in left  # kills did fall into the writing
    assert caplog.text == ""  # no version was ever refused
    save(inputs, 500)
    assert build(inputs, quiet).new
    assert "500 Euro" in price(inputs)[1]
    assert debris(inputs) == []


@pytest.mark.parametrize("largest_file", [2_000, 100_000])
def test_a_full_disk_leaves_the_old_version_live(inputs: Inputs, builders: Builders, largest_file: int) -> None:
    builders.start()
    assert builders.ended() == 0
    before = price(inputs)
    save(inputs, 99)
    builders.start(largest_file)
    assert builders.ended() != 0
    assert price(inputs) == before
    assert build(inputs, quiet).new
    assert "99 Euro" in price(inputs)[1]
    assert debris(inputs) == []
