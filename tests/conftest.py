"""Fixtures that several test files share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.bot import Bot
from bot.settings import Settings
from evaluation.cases import read_sets
from evaluation.outputs import Options, Recorded
from evaluation.run import begin, carry_out, chosen, opened
from indexes import model
from indexes.embed import MODEL, Embedder, open_embedder
from tests.serving import ROOT, SMALL_PAGES, Served, built, serving

# Tests ask more than citizens do; those of the limit set it.
for _setting in ("QUESTIONS_A_MINUTE", "NETWORK_QUESTIONS_A_MINUTE"):
    os.environ.setdefault(f"AUSKUNFT_{_setting}", "0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves an event loop running in its thread, in which no other can start."""
    items.sort(key=lambda item: "browser" in item.path.parent.name)


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The prepared default model; where it is missing, it is made, in a process of its own."""
    folder = model.CACHE / MODEL
    if not model.is_complete(folder):
        done = subprocess.run([sys.executable, "-m", "indexes.model"], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"the model cannot be prepared here: {done.stderr.strip()}")
    return folder


@pytest.fixture(scope="session")
def onnx_embedder(model_folder: Path) -> Embedder:
    """The default embedder, loaded once."""
    return open_embedder("onnx", model_folder=model_folder)


@pytest.fixture(scope="session")
def torch_embedder(model_folder: Path) -> Embedder:
    """The same model on sentence-transformers, loaded once."""
    return open_embedder(f"sentence-transformers:{model_folder}", model_folder=model_folder)


@pytest.fixture(scope="session")
def shipped_versions(onnx_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A versions folder with the shipped pages; vectors that this checkout has computed before are used again."""
    versions = tmp_path_factory.mktemp("shipped")
    cache = ROOT / "indexes" / "versions" / ".embeddings.sqlite"
    if cache.is_file():
        shutil.copy(cache, versions)
    built(versions, onnx_embedder, ROOT / "corpus" / "pages")
    return versions


@pytest.fixture(scope="session")
def small_versions(onnx_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A versions folder with the five pages of `tests/pages`; tests that change one copy it first."""
    versions = tmp_path_factory.mktemp("small")
    built(versions, onnx_embedder, SMALL_PAGES)
    return versions


@pytest.fixture(scope="session")
def served(shipped_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server of the shipped pages."""
    data = tmp_path_factory.mktemp("data")
    with serving(Settings.load(versions=shipped_versions, data=data, scope="99001000")) as running:
        yield running


@pytest.fixture
def bot(served: Served) -> Bot:
    """The bot behind that server."""
    return served.bot


@pytest.fixture(scope="session")
def shipped_run(shipped_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A run of the development questions over the shipped pages; it takes about a minute."""
    sets = read_sets([ROOT / "evaluation" / "questions" / "dev.csv"])
    with opened(Settings.load(versions=shipped_versions, scope="99001000")) as bot:
        folder, run = begin(bot, sets, Options(), tmp_path_factory.mktemp("runs") / "dev", ROOT)
        return carry_out(bot, folder, run, chosen(sets, Options()), lambda _done, _all: None)
