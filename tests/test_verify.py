"""What a version must show before it may go live; each fault is planted into a version that was sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.page import Page
from corpus.passage import Passage, Sentence
from indexes import scope, store
from indexes.embed import FakeEmbedder, open_embedder
from indexes.lexical import Lexical
from indexes.scope import Floats
from indexes.verify import VerificationError, background, verify

EMBEDDER = FakeEmbedder("fake:", 64)
SIZE = 60
COUNTS = {"00": {"pages": SIZE, "passages": SIZE, "sentences": SIZE}}


def quiet(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


def pages() -> tuple[list[Page], list[Passage]]:
    found = [Page(f"x:{n}", "service", f"Leistung {n * n}") for n in range(SIZE)]
    texts = [f"Der Antrag Nummer {n} kostet {n * 37} Euro." for n in range(SIZE)]
    return found, [
        Passage(page.id, "Kosten", "Kosten", "Kosten", page.title, text, (Sentence(0, len(text), "Kosten"),))
        for page, text in zip(found, texts, strict=True)
    ]


def vectors() -> dict[str, Floats]:
    owners, passages = pages()
    sentences = [
        text for page, one in zip(owners, passages, strict=True) for text in scope.sentence_texts(one, page.title)
    ]
    return {
        "vectors": EMBEDDER.passages([one.embedded for one in passages]),
        "sentences": EMBEDDER.passages(sentences),
        "titles": EMBEDDER.passages([scope.label(page) for page in owners]),
    }


def write_version(folder: Path, arrays: dict[str, Floats], stored: Floats) -> Path:
    """A version of one scope, whose store has the vectors `stored`."""
    owners, passages = pages()
    part = folder / "00"
    part.mkdir(parents=True)
    store.create(part / "chroma", stored, [one.id for one in passages[: len(stored)]])
    text = Lexical.build([scope.text_fields(one, page) for one, page in zip(passages, owners, strict=True)])
    labels = Lexical.build([scope.label_fields(page) for page in owners])
    whole = Lexical.build([scope.whole_fields(page, [one]) for one, page in zip(passages, owners, strict=True)])
    links = np.zeros((0, SIZE), dtype=np.float32)  # there are no matters
    scope.save(part, owners, passages, {**arrays, "links": links}, {"text": text, "labels": labels, "whole": whole})
    return folder


def check(folder: Path) -> dict[str, float]:
    return verify(folder, COUNTS, EMBEDDER, quiet)


def test_a_sound_version_passes_with_its_figures(tmp_path: Path) -> None:
    arrays = vectors()
    checks = check(write_version(tmp_path / "v", arrays, arrays["vectors"]))
    assert checks["probe_cosine"] == pytest.approx(1.0, abs=1e-5)
    assert checks["recall_at_10"] >= 0.999


def test_verifying_leaves_nothing_in_the_version(tmp_path: Path) -> None:
    arrays = vectors()
    folder = write_version(tmp_path / "v", arrays, arrays["vectors"])
    check(folder)
    assert [path.name for path in folder.iterdir()] == ["00"]


def test_two_swapped_vectors_are_noticed_by_a_probe(tmp_path: Path) -> None:
    arrays = vectors()
    arrays["vectors"][[0, 1]] = arrays["vectors"][[1, 0]]
    with pytest.raises(VerificationError, match=r"scope 00: the vector of x:0#Kosten#\w+ is not that of its text"):
        check(write_version(tmp_path / "v", arrays, arrays["vectors"]))


def test_a_store_with_other_vectors_is_noticed(tmp_path: Path) -> None:
    arrays = vectors()
    with pytest.raises(VerificationError, match="the store does not find x:0#"):
        check(write_version(tmp_path / "v", arrays, np.roll(arrays["vectors"], 1, axis=0)))


def test_a_store_that_finds_too_little_is_noticed(tmp_path: Path) -> None:
    arrays = vectors()
    stored = arrays["vectors"].copy()
    probed = {int(row) for row in np.linspace(0, SIZE - 1, 16)}
    for row in set(range(SIZE)) - probed:
        stored[row] = -stored[row]
    with pytest.raises(VerificationError, match=r"recall@10 of the store is 0\.\d+, needed is 0\.999"):
        check(write_version(tmp_path / "v", arrays, stored))


def test_a_store_that_lacks_a_row_is_noticed(tmp_path: Path) -> None:
    arrays = vectors()
    with pytest.raises(VerificationError, match="passages should be 60 everywhere"):
        check(write_version(tmp_path / "v", arrays, arrays["vectors"][:-1]))


@pytest.mark.parametrize(
    ("name", "counted"), [("titles", "pages"), ("vectors", "passages"), ("sentences", "sentences")]
)
def test_a_missing_vector_is_noticed(tmp_path: Path, name: str, counted: str) -> None:
    arrays = vectors()
    stored = arrays["vectors"]
    arrays[name] = arrays[name][:-1]
    with pytest.raises(VerificationError, match=f"{counted} should be 60 everywhere"):
        check(write_version(tmp_path / "v", arrays, stored))


def test_a_lost_page_is_noticed(tmp_path: Path) -> None:
    arrays = vectors()
    folder = write_version(tmp_path / "v", arrays, arrays["vectors"])
    path = folder / "00" / "pages.jsonl"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines()[0] + b"\n")
    with pytest.raises(VerificationError, match="pages should be 60"):
        check(folder)


def test_another_embedder_than_the_one_that_built_is_noticed(tmp_path: Path) -> None:
    arrays = vectors()
    folder = write_version(tmp_path / "v", arrays, arrays["vectors"])

    class Other(FakeEmbedder):
        def query(self, text: str) -> Floats:
            return super().query(text[::-1])

    with pytest.raises(VerificationError, match="remove the embedding cache and build again"):
        verify(folder, COUNTS, Other("fake:", 64), quiet)


def test_the_background_is_what_any_title_and_any_passage_have_in_common() -> None:
    embedder = open_embedder("fake:32", model_folder=Path())
    titles = embedder.passages([f"Titel {n}" for n in range(30)])
    passages = embedder.passages([f"Der Text mit der Nummer {n}" for n in range(40)])
    cosines = titles @ passages.T
    assert background([(titles, passages)]) == pytest.approx((float(cosines.mean()), float(cosines.std())), abs=1e-4)


def test_a_version_without_passages_has_a_background_too() -> None:
    mean, deviation = background([(np.empty((0, 8), np.float32), np.empty((0, 8), np.float32))])
    assert np.isfinite(mean)
    assert deviation > 0


def test_a_version_that_cannot_be_opened_is_no_version(tmp_path: Path) -> None:
    arrays = vectors()
    folder = write_version(tmp_path / "v", arrays, arrays["vectors"])
    shutil.rmtree(folder / "00" / "chroma")
    with pytest.raises(FileNotFoundError):
        check(folder)
