"""The index of one scope in memory: its pages, passages and vectors, and what each of them scores for a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.page import Page
from corpus.passage import Passage
from indexes import store
from indexes.lexical import Field, Lexical

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_PAGE = TypeAdapter(Page)
_PASSAGE = TypeAdapter(Passage)

LEXICAL_FILES = ("keys", "starts", "documents", "weights")


class Searchable(Protocol):
    """What finds the nearest passages of a scope."""

    @property
    def size(self) -> int:
        """How many passages it can find."""
        ...

    def nearest(self, vector: Floats, k: int) -> tuple[list[int], list[float]]:
        """The numbers of the `k` nearest passages and their cosines, best first."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


@dataclass(slots=True)
class ScopeIndex:
    """Everything of one scope. Passages of a page are neighbours, and so are the sentences of a passage."""

    scope: str
    pages: list[Page]
    passages: list[Passage]
    owners: Numbers  # (passages,) the page's number
    first_sentence: Numbers  # (passages + 1,) where each passage's sentences begin
    vectors: Floats  # (passages, d)
    sentences: Floats  # (sentences, d)
    titles: Floats  # (pages, d) title and keywords
    links: NDArray[np.float16]  # (matters, pages) how much of a matter's name a page bears
    text: Lexical  # over passages
    labels: Lexical  # over pages: title and keywords
    whole: Lexical  # over pages: all that they say
    store: Searchable

    def cosines(self, passages: Numbers, question: Floats) -> Floats:
        """The cosine of each of the passages with the question."""
        return _products(self.vectors, passages, passages + 1, question)

    def sentence_scores(self, passage: int, question: Floats) -> Floats:
        """The cosine of each sentence of a passage with the question."""
        begin, end = self.first_sentence[passage], self.first_sentence[passage + 1]
        return self.sentences[begin:end] @ question

    def close(self) -> None:
        """Give the store's private copy back."""
        self.store.close()

    def best_sentences(self, passages: Numbers, question: Floats) -> Floats:
        """For each passage the cosine of its best sentence with the question; -1 where it has none."""
        starts, ends = self.first_sentence[passages], self.first_sentence[passages + 1]
        best = np.full(len(passages), -1.0, dtype=np.float32)
        cosines = _products(self.sentences, starts, ends, question)
        np.maximum.at(best, np.repeat(np.arange(len(passages)), ends - starts), cosines)
        return best


def _products(rows: Floats, starts: Numbers, ends: Numbers, question: Floats) -> Floats:
    """The product of the question with the rows of each range, one after the other.

    Ranges that follow each other are multiplied as one, in place: gathering scattered rows first takes longer.
    """
    if not len(starts):
        return np.empty(0, dtype=np.float32)
    breaks = np.flatnonzero(starts[1:] != ends[:-1])
    begins, stops = starts[np.append(0, breaks + 1)], ends[np.append(breaks, -1)]
    return np.concatenate([rows[begin:stop] @ question for begin, stop in zip(begins, stops, strict=True)])


def label(page: Page) -> str:
    """What the title vector is made of."""
    return page.title


def sentence_texts(passage: Passage, title: str) -> list[str]:
    """What the sentence vectors are made of: a sentence alone often does not say what it is about."""
    return [f"{title}: {passage.quote(number)}" for number in range(len(passage.sentences))]


def text_fields(passage: Passage, page: Page) -> list[Field]:
    """What a passage is found by: its own words, and its page's title and keywords."""
    return [Field(passage.text), Field(page.title, 2.0), Field(" ".join(page.keywords))]


def label_fields(page: Page) -> list[Field]:
    """What a page is found by without its text."""
    return [Field(page.title, 2.0), Field(" ".join(page.keywords))]


def whole_fields(page: Page, passages: Sequence[Passage]) -> list[Field]:
    """What a page is found by as a whole: the words of a question often stand in different sections."""
    return [*label_fields(page), Field("\n".join(passage.text for passage in passages))]


def save(
    folder: Path,
    pages: list[Page],
    passages: list[Passage],
    arrays: Mapping[str, Floats | NDArray[np.float16]],
    lexical: dict[str, Lexical],
) -> None:
    """Write a scope's files, apart from its store."""
    _write_lines(folder / "pages.jsonl", [page_line(page) for page in pages])
    _write_lines(folder / "passages.jsonl", [_PASSAGE.dump_json(passage) + b"\n" for passage in passages])
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    for name, index in lexical.items():
        parts = {part: getattr(index, part) for part in LEXICAL_FILES}
        np.savez(folder / f"{name}.npz", size=np.int64(index.size), allow_pickle=False, **parts)


def _write_lines(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(b"".join(lines))


def page_line(page: Page) -> bytes:
    """All that a page says, its office included, as one line of JSON."""
    return _PAGE.dump_json(page) + b"\n"


def pages_of(folder: Path) -> list[Page]:
    """The pages of all scopes of a version, without opening it."""
    lines = (line for file in sorted(folder.glob("*/pages.jsonl")) for line in file.read_bytes().splitlines())
    return [_PAGE.validate_json(line) for line in lines]


def load(folder: Path, private: Path) -> ScopeIndex:
    """Open a scope of a version, with the store's private copy in `private`."""
    pages = [_PAGE.validate_json(line) for line in (folder / "pages.jsonl").read_bytes().splitlines()]
    passages = [_PASSAGE.validate_json(line) for line in (folder / "passages.jsonl").read_bytes().splitlines()]
    numbers = {page.id: number for number, page in enumerate(pages)}
    return ScopeIndex(
        scope=folder.name,
        pages=pages,
        passages=passages,
        owners=np.array([numbers[passage.page_id] for passage in passages], dtype=np.int64),
        first_sentence=np.cumsum([0, *(len(passage.sentences) for passage in passages)], dtype=np.int64),
        vectors=_mapped(folder / "vectors.npy"),
        sentences=_mapped(folder / "sentences.npy"),
        titles=_mapped(folder / "titles.npy"),
        links=np.load(folder / "links.npy"),
        text=_lexical(folder / "text.npz"),
        labels=_lexical(folder / "labels.npz"),
        whole=_lexical(folder / "whole.npz"),
        store=store.open_copy(folder / "chroma", private),
    )


def _mapped(path: Path) -> Floats:
    """An array that stays on disk until it is read, as a plain array: each slice of a memmap costs ten times more."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _lexical(path: Path) -> Lexical:
    with np.load(path) as file:
        parts = {part: file[part] for part in LEXICAL_FILES}
        parts["documents"] = parts["documents"].astype(np.int64)  # else numpy converts them anew for each question
        return Lexical(**parts, size=int(file["size"]))
