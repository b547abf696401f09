"""The embedding cache, on real files."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexes.cache import BATCH, CacheError, EmbeddingCache
from indexes.embed import EmbedderError, FakeEmbedder, Floats

TEXTS = [f"Leistung {number}" for number in range(3 * BATCH)]


class Counting(FakeEmbedder):
    """The fake embedder, which remembers what it was asked for and fails after so many texts."""

    def __init__(self, dimensions: int = 8, fails_after: int = 10**9) -> None:
        super().__init__(f"fake:{dimensions}", dimensions)
        self.asked: list[str] = []
        self._fails_after = fails_after

    def passages(self, texts: Sequence[str]) -> Floats:
        if len(self.asked) + len(texts) > self._fails_after:
            raise EmbedderError("stopped")
        self.asked += texts
        return super().passages(texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "embeddings.sqlite"


def test_only_what_is_missing_is_embedded(path: Path) -> None:
    assert EmbeddingCache(path).embed(Counting(), TEXTS).embedded == len(TEXTS)
    embedder = Counting()
    vectors, embedded = EmbeddingCache(path).embed(embedder, ["neu", *TEXTS])
    assert embedded == 1
    assert embedder.asked == ["neu"]
    assert np.array_equal(vectors, FakeEmbedder("fake:8", 8).passages(["neu", *TEXTS]))


def test_a_text_that_comes_twice_is_embedded_once(path: Path) -> None:
    embedder = Counting()
    vectors, embedded = EmbeddingCache(path).embed(embedder, ["a", "b", "a"])
    assert (embedded, embedder.asked) == (2, ["a", "b"])
    assert np.array_equal(vectors[0], vectors[2])


def test_a_text_has_another_vector_as_a_question(path: Path) -> None:
    class Prompting(Counting):
        """Embeds what searches otherwise than what is to be found, as e5 does."""

        def query(self, text: str) -> Floats:
            return super().query(f"query: {text}")

        def passages(self, texts: Sequence[str]) -> Floats:
            return np.stack([FakeEmbedder.query(self, text) for text in texts])

    cache, embedder = EmbeddingCache(path), Prompting()
    passage, question = cache.embed(embedder, ["Ausweis"]), cache.embed(embedder, ["Ausweis"], as_questions=True)
    assert (passage.embedded, question.embedded) == (1, 1)
    assert np.array_equal(question.vectors[0], embedder.query("Ausweis"))
    assert not np.array_equal(question.vectors, passage.vectors)
    assert cache.embed(embedder, ["Ausweis"], as_questions=True).embedded == 0


def test_no_texts_give_no_rows(path: Path) -> None:
    vectors, embedded = EmbeddingCache(path).embed(Counting(), [])
    assert (vectors.shape, embedded) == ((0, 8), 0)


def test_progress_ends_at_the_number_of_different_texts(path: Path) -> None:
    steps: list[tuple[int, int]] = []
    EmbeddingCache(path).embed(Counting(), [*TEXTS, *TEXTS], lambda done, total: steps.append((done, total)))
    assert steps == [(BATCH * number, len(TEXTS)) for number in range(4)]


def test_an_interrupted_build_goes_on_where_it_stopped(path: Path) -> None:
    with pytest.raises(EmbedderError, match="stopped"):
        EmbeddingCache(path).embed(Counting(fails_after=2 * BATCH), TEXTS)
    assert EmbeddingCache(path).embed(Counting(), TEXTS).embedded == BATCH


def test_each_embedder_has_its_own_vectors(path: Path) -> None:
    EmbeddingCache(path).embed(Counting(8), ["a"])
    vectors, embedded = EmbeddingCache(path).embed(Counting(16), ["a"])
    assert (vectors.shape, embedded) == ((1, 16), 1)


def test_a_text_with_a_lone_surrogate_has_a_key(path: Path) -> None:
    assert EmbeddingCache(path).embed(Counting(), ["\ud800", "\ud801"]).embedded == 2


def test_pruning_keeps_the_named_embedders_only(path: Path) -> None:
    cache = EmbeddingCache(path)
    cache.embed(Counting(8), ["a", "b"])
    cache.embed(Counting(16), ["a"])
    assert cache.prune({"fake-16"}) == 2
    assert cache.embed(Counting(16), ["a"]).embedded == 0
    assert cache.embed(Counting(8), ["a", "b"]).embedded == 2


def test_a_file_that_is_no_cache_is_set_aside_with_a_warning(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(b"something else entirely" * 100)
    with caplog.at_level(logging.WARNING):
        assert EmbeddingCache(path).embed(Counting(), ["a"]).embedded == 1
    assert "the embedding cache is broken" in caplog.text
    assert len(list(path.parent.glob("*.broken-*"))) == 1


def test_a_file_damaged_in_the_middle_is_begun_anew(path: Path) -> None:
    EmbeddingCache(path).embed(Counting(), TEXTS)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert EmbeddingCache(path).embed(Counting(), TEXTS).embedded == len(TEXTS)
    assert EmbeddingCache(path).embed(Counting(), TEXTS).embedded == 0


def test_a_vector_of_the_wrong_length_is_made_anew(path: Path) -> None:
    EmbeddingCache(path).embed(Counting(), ["a"])
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE vectors SET vector = ?", (b"\0" * 4,))
    assert EmbeddingCache(path).embed(Counting(), ["a"]).embedded == 1


def test_several_builds_may_use_it_at_once(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(EmbeddingCache(path).embed, Counting(), TEXTS) for _ in range(8)]
    results = [run.result().vectors for run in runs]
    assert all(np.array_equal(vectors, results[0]) for vectors in results)


def test_a_place_that_cannot_be_written_is_reported_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match=str(tmp_path)):
        EmbeddingCache(tmp_path).embed(Counting(), ["a"])
