"""The vector store of one scope: Chroma on disk, also as LangChain's VectorStore.

Chroma writes to its folder whenever it is opened, so a version's own copy is never opened: a reader works on a private
copy, and the version stays what its checksums say. Telemetry and the default embedding function (which would fetch a
model) are off.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import numpy as np
from chromadb.config import Settings
from numpy.typing import NDArray

if TYPE_CHECKING:
    from langchain_core.vectorstores import VectorStore

Floats = NDArray[np.float32]

COLLECTION = "passages"
_BATCH = 1_000
# Recall@10 against exact search over 5,000 near-alike passages: .9976 with ef_construction 128, .9990 with 200, .9995
# with 300, which takes 1.3 s longer to build; more for ef_search or max_neighbors changed nothing measurable. The graph
# comes out a little different each time, so a build may have to try again, with more effort.
_HNSW: dict[str, Any] = {
    "space": "ip",
    "ef_construction": 250,
    "max_neighbors": 24,
    "ef_search": 160,
    "sync_threshold": _BATCH,
}


@dataclass(slots=True)
class Store:
    """An open store; `close` gives its files back."""

    client: Any
    collection: Any
    folder: Path
    size: int

    def nearest(self, vector: Floats, k: int) -> tuple[list[int], list[float]]:
        """The numbers of the `k` nearest passages and their cosines, best first.

        Only ids are asked for. LangChain's search also reads each row's text and metadata from the database, which
        takes as long again as finding it (1.4 ms against 2.6 for 40 of 5,000), and all of it is in memory here anyway.
        """
        found = self.collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [int(number) for number in found["ids"][0]], [1.0 - distance for distance in found["distances"][0]]

    @property
    def chroma(self) -> VectorStore:
        """The store for LangChain. Imported when asked for: that takes half a second and 25 MB."""
        from langchain_chroma import Chroma

        return Chroma(COLLECTION, client=self.client, create_collection_if_not_exists=False)

    def close(self) -> None:
        """Close the database and remove the private copy."""
        self.client.close()
        shutil.rmtree(self.folder)


def create(folder: Path, vectors: Floats, keys: Sequence[str], effort: int = 1) -> None:
    """A new store in `folder` with one row a passage: its number as text, its passage id as metadata."""
    client = _client(folder)
    hnsw = {**_HNSW, "ef_construction": _HNSW["ef_construction"] * effort}
    collection = client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": hnsw})
    for begin in range(0, len(vectors), _BATCH):
        numbers = [str(number) for number in range(begin, min(begin + _BATCH, len(vectors)))]
        collection.add(
            ids=numbers,
            embeddings=vectors[begin : begin + _BATCH],
            documents=numbers,
            metadatas=[{"passage": keys[int(number)]} for number in numbers],
        )
    client.close()


def open_copy(folder: Path, private: Path) -> Store:
    """The store of a version, opened on a private copy of its files."""
    shutil.copytree(folder, private)
    client = _client(private)
    collection = client.get_collection(COLLECTION, embedding_function=None)
    return Store(client, collection, private, collection.count())


def _client(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
