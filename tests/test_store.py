"""The vector store, real Chroma on disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from langchain_core.vectorstores import VectorStore

from indexes import store
from indexes.store import Floats, Store

SIZE = 2_500


def vectors(size: int, seed: int = 0) -> Floats:
    """Vectors in clusters, as texts have them."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(7).normal(size=(20, 48))
    rows = centres[random.integers(0, 20, size)] + random.normal(size=(size, 48))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "chroma"
    store.create(path, vectors(SIZE), [f"p{n}" for n in range(SIZE)])
    return path


def opened(folder: Path, private: Path) -> Store:
    return store.open_copy(folder, private / "copy")


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_chroma_finds_what_exact_search_finds(folder: Path, tmp_path: Path) -> None:
    rows, questions = vectors(SIZE), vectors(100, seed=1)
    one = opened(folder, tmp_path)
    found = [set(one.nearest(question, 10)[0]) for question in questions]
    exact = [set(np.argsort(-(rows @ question))[:10].tolist()) for question in questions]
    one.close()
    assert np.mean([len(a & b) / 10 for a, b in zip(found, exact, strict=True)]) >= 0.999


def test_the_nearest_come_best_first_with_their_cosines(folder: Path, tmp_path: Path) -> None:
    rows, question = vectors(SIZE), vectors(1, seed=2)[0]
    one = opened(folder, tmp_path)
    numbers, cosines = one.nearest(question, 5)
    one.close()
    assert cosines == sorted(cosines, reverse=True)
    assert np.allclose(rows[numbers] @ question, cosines, atol=1e-4)


def test_a_store_knows_its_size_and_is_a_langchain_store(folder: Path, tmp_path: Path) -> None:
    one = opened(folder, tmp_path)
    chroma = one.chroma
    document = chroma.get_by_ids(["17"])[0]
    one.close()
    assert one.size == SIZE
    assert isinstance(chroma, VectorStore)
    assert (document.page_content, document.metadata) == ("17", {"passage": "p17"})


def test_opening_and_searching_leave_the_store_s_bytes_alone(folder: Path, tmp_path: Path) -> None:
    before = digests(folder)
    one = opened(folder, tmp_path)
    one.nearest(vectors(1)[0], 10)
    one.close()
    assert digests(folder) == before


def test_closing_gives_files_and_handles_back(folder: Path, tmp_path: Path) -> None:
    opened(folder, tmp_path).close()
    handles = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only how many
    closed = [opened(folder, tmp_path / str(number)) for number in range(3)]  # held, so that no collector closes them
    for one in closed:
        one.nearest(vectors(1)[0], 1)
        one.close()
    # a server of another test may open or close one meanwhile; three stores that leak would hold more
    assert len(os.listdir("/proc/self/fd")) < handles + 3  # noqa: PTH208
    assert [path for path in tmp_path.rglob("*") if path.name == "copy"] == []


def test_a_store_without_rows_can_be_opened(tmp_path: Path) -> None:
    store.create(tmp_path / "chroma", vectors(0), [])
    one = opened(tmp_path / "chroma", tmp_path)
    assert one.size == 0
    one.close()
