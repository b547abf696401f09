"""A version as it would be with another text of one page, in memory: what an editor sees before anything is built.

Only what the page changes is embedded. The word index is made anew, and in place of the store every vector is compared,
which finds the same passages (`indexes.verify` wants a recall of .999). The version itself is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from corpus import chunk
from corpus import matters as corpus_matters
from corpus.chunk import ChunkSettings
from corpus.page import Page
from corpus.passage import Passage
from indexes import matters, scope
from indexes.embed import Embedder
from indexes.index import Index, citations_of, places_of
from indexes.lexical import Lexical
from indexes.matters import Directory
from indexes.scope import Floats, ScopeIndex


@dataclass(frozen=True, slots=True)
class Exact:
    """Stands where the store stands: compares with every vector. It keeps no files."""

    vectors: Floats

    @property
    def size(self) -> int:
        """How many passages it compares."""
        return len(self.vectors)

    def nearest(self, vector: Floats, k: int) -> tuple[list[int], list[float]]:
        """The numbers of the `k` nearest passages and their cosines, best first."""
        cosines = self.vectors @ vector
        best = np.argsort(-cosines)[:k]
        return best.tolist(), cosines[best].tolist()

    def close(self) -> None:
        """Nothing to give back."""


def with_page(index: Index, page: Page, listed: Path | None) -> Index:
    """The index with this text of the page in place of the one it has, or beside the others.

    `listed` is the file of the matters; without it, the page is taken to be about those that the old one was about. The
    result shares what it can with the open index and need not be closed; it ends with it.

    Raises:
        ValueError: the page's scope is none of those that are open.
    """
    names = [part.scope for part in index.scopes]
    if page.scope not in names:
        raise ValueError(f"{page.id}: the scope {page.scope} is not searched here; searched are {', '.join(names)}")
    known = corpus_matters.load(listed) if listed else []
    settings = ChunkSettings(**index.manifest.chunks)
    scopes = [
        _with_page(part, page, index.embedder, settings, known)
        if part.scope == page.scope
        else _without(part, page.id, index.embedder, settings, known)
        for part in index.scopes
    ]
    directory = Directory.of(index.directory.matters, [part.links for part in scopes])
    return replace(index, scopes=scopes, places=places_of(scopes), citations=citations_of(scopes), directory=directory)


def _without(
    part: ScopeIndex, page_id: str, embedder: Embedder, settings: ChunkSettings, known: Sequence[corpus_matters.Matter]
) -> ScopeIndex:
    """A scope that has lost the page to another one; the same scope where it never had it."""
    if all(page.id != page_id for page in part.pages):
        return part
    kept = [page for page in part.pages if page.id != page_id]
    return _made(part, kept, [passage for passage in part.passages if passage.page_id != page_id], embedder, known)


def _with_page(
    part: ScopeIndex, page: Page, embedder: Embedder, settings: ChunkSettings, known: Sequence[corpus_matters.Matter]
) -> ScopeIndex:
    kept = [other for other in part.pages if other.id != page.id]
    passages = [passage for passage in part.passages if passage.page_id != page.id]
    passages += chunk.passages(page, settings, embedder.count_tokens)
    return _made(part, [*kept, page], passages, embedder, known)


def _made(
    part: ScopeIndex,
    pages: list[Page],
    passages: list[Passage],
    embedder: Embedder,
    known: Sequence[corpus_matters.Matter],
) -> ScopeIndex:
    numbers = {page.id: number for number, page in enumerate(pages)}
    titles = {page.id: page.title for page in pages}
    vectors = _vectors(_known_vectors(part), passages, titles, pages, embedder)
    by_id = {page.id: page for page in pages}
    labels = Lexical.build([scope.label_fields(page) for page in pages])
    said: dict[str, list[Passage]] = {page.id: [] for page in pages}
    for passage in passages:
        said[passage.page_id].append(passage)
    return replace(
        part,
        pages=pages,
        passages=passages,
        owners=np.array([numbers[passage.page_id] for passage in passages], dtype=np.int64),
        first_sentence=np.cumsum([0, *(len(passage.sentences) for passage in passages)], dtype=np.int64),
        vectors=vectors[0],
        sentences=vectors[1],
        titles=vectors[2],
        links=matters.links(known, labels) if known else _links(part, pages),
        text=Lexical.build([scope.text_fields(passage, by_id[passage.page_id]) for passage in passages]),
        labels=labels,
        whole=Lexical.build([scope.whole_fields(page, said[page.id]) for page in pages]),
        store=Exact(vectors[0]),
    )


def _known_vectors(part: ScopeIndex) -> dict[str, Floats]:
    """The vectors that a scope has, by the text that they are of."""
    titles = {page.id: page.title for page in part.pages}
    sentences = chain.from_iterable(scope.sentence_texts(one, titles[one.page_id]) for one in part.passages)
    texts = chain((one.embedded for one in part.passages), sentences, (scope.label(page) for page in part.pages))
    return dict(zip(texts, chain(part.vectors, part.sentences, part.titles), strict=True))


def _vectors(
    known: dict[str, Floats],
    passages: Sequence[Passage],
    titles: dict[str, str],
    pages: Sequence[Page],
    embedder: Embedder,
) -> tuple[Floats, Floats, Floats]:
    """(passages, d), (sentences, d), (pages, d); what is not known is embedded."""
    wanted = (
        [passage.embedded for passage in passages],
        [text for passage in passages for text in scope.sentence_texts(passage, titles[passage.page_id])],
        [scope.label(page) for page in pages],
    )
    fresh = sorted({text for texts in wanted for text in texts if text not in known})
    if fresh:
        known |= dict(zip(fresh, embedder.passages(fresh), strict=True))
    return tuple(_stacked([known[text] for text in texts], embedder.dimensions) for texts in wanted)  # pyright: ignore[reportReturnType]  # three go in, three come out


def _stacked(rows: list[Floats], dimensions: int) -> Floats:
    return np.stack(rows) if rows else np.empty((0, dimensions), dtype=np.float32)


def _links(part: ScopeIndex, pages: Sequence[Page]) -> np.ndarray[tuple[int, int], np.dtype[np.float16]]:
    """(matters, pages) what each page bore of the matters' names before; of a new page nothing is known."""
    columns = {page.id: part.links[:, number] for number, page in enumerate(part.pages)}
    nothing = np.zeros(part.links.shape[0], dtype=np.float16)
    return np.stack([columns.get(page.id, nothing) for page in pages], axis=1)
