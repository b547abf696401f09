"""Embeddings kept by embedder and text, so that editing one page embeds one page."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from indexes.embed import Embedder, Floats

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with how many different texts have their vector, and how many there are."""

BATCH = 64  # texts a transaction: what an interrupted build loses at most
_LOOKUP = 500  # keys a query; SQLite allows 999 in its older versions
_BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_Item = TypeVar("_Item")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (fingerprint, text)
)
"""


class CacheError(RuntimeError):
    """The cache file cannot be read or written; the message names it."""


class Embedded(NamedTuple):
    """The vectors (n, d) in the order of the texts, and how many texts had to be embedded."""

    vectors: Floats
    embedded: int


def quiet(_done: int, _total: int) -> None:
    """A progress callback that says nothing."""


class EmbeddingCache:
    """An SQLite file of float32 vectors, keyed by the embedder's fingerprint and the sha256 of the text.

    Several processes may use it at once. A file that turns out broken is set aside and begun anew: it holds nothing
    that could not be computed again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def embed(
        self, embedder: Embedder, texts: Sequence[str], progress: Progress = quiet, *, as_questions: bool = False
    ) -> Embedded:
        """The vectors of the texts as passages, or of questions that are compared with questions.

        Only what is missing is embedded, each text once.

        What is embedded is committed every BATCH texts, so an interrupted call is taken up where it stopped.

        Raises:
            CacheError: the file cannot be used (rights, disk full, locked for half a minute).
            EmbedderError: from the embedder.
        """
        keys = [_key(text, as_questions=as_questions) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        work = _Work(embedder, embedder.asking if as_questions else embedder.fingerprint, as_questions)
        vectors, embedded = self._mended(lambda base: _complete(base, work, wanted, progress))
        rows = [vectors[key] for key in keys]
        return Embedded(np.stack(rows) if rows else np.empty((0, embedder.dimensions), np.float32), embedded)

    def prune(self, keep: Collection[str]) -> int:
        """Drop the vectors of all embedders whose fingerprint is not in `keep`; how many they were."""
        return self._mended(lambda base: _prune(base, keep))

    def _mended(self, work: Callable[[sqlite3.Connection], _Item]) -> _Item:
        """The result of the work; when the file proves broken, the result on a new one."""
        try:
            with self._open() as base:
                return work(base)
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise CacheError(f"{self._path}: the embedding cache cannot be used: {error}") from error
            self._set_aside(error)
        with self._open() as base:
            return work(base)

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last batches, never the file
            base.execute(_SCHEMA)
            yield base
        finally:
            base.close()

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        aside = self._path.with_name(f"{self._path.name}.broken-{time.time_ns()}")
        log.warning("%s: the embedding cache is broken (%s); moved to %s, begun anew", self._path, error, aside.name)
        with suppress(FileNotFoundError):  # another process was faster
            self._path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(_BROKEN)


def _key(text: str, *, as_questions: bool) -> bytes:
    """A question's key differs from that of the same text as a passage, whose vector is another one."""
    return hashlib.sha256((b"\0question\0" if as_questions else b"") + text.encode("utf-8", "surrogatepass")).digest()


class _Work(NamedTuple):
    """What embeds, under which fingerprint, and whether texts are questions that are compared with questions."""

    embedder: Embedder
    fingerprint: str
    as_questions: bool

    def embed(self, texts: Sequence[str]) -> Floats:
        """The vectors (n, d) of the texts."""
        if self.as_questions:
            return np.stack([self.embedder.question(text).questions for text in texts])
        return self.embedder.passages(texts)


def _complete(
    base: sqlite3.Connection, work: _Work, wanted: dict[bytes, str], progress: Progress
) -> tuple[dict[bytes, Floats], int]:
    vectors = _known(base, work, list(wanted))
    missing = [key for key in wanted if key not in vectors]
    progress(len(vectors), len(wanted))
    for keys in _batches(missing, BATCH):
        fresh = dict(zip(keys, work.embed([wanted[key] for key in keys]), strict=True))
        _store(base, work.fingerprint, fresh)
        vectors |= fresh
        progress(len(vectors), len(wanted))
    return vectors, len(missing)


def _known(base: sqlite3.Connection, work: _Work, keys: list[bytes]) -> dict[bytes, Floats]:
    found: dict[bytes, Floats] = {}
    for some in _batches(keys, _LOOKUP):
        marks = ", ".join("?" * len(some))
        query = f"SELECT text, vector FROM vectors WHERE fingerprint = ? AND text IN ({marks})"  # noqa: S608  # marks only
        found |= {key: np.frombuffer(blob, "<f4") for key, blob in base.execute(query, (work.fingerprint, *some))}
    return {key: vector for key, vector in found.items() if len(vector) == work.embedder.dimensions}


def _store(base: sqlite3.Connection, fingerprint: str, vectors: dict[bytes, Floats]) -> None:
    rows = [(fingerprint, key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
    base.execute("BEGIN IMMEDIATE")
    base.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
    base.execute("COMMIT")


def _prune(base: sqlite3.Connection, keep: Collection[str]) -> int:
    known = [row[0] for row in base.execute("SELECT DISTINCT fingerprint FROM vectors")]
    dropped = 0
    for fingerprint in set(known) - set(keep):
        dropped += base.execute("DELETE FROM vectors WHERE fingerprint = ?", (fingerprint,)).rowcount
    if dropped:
        base.execute("VACUUM")
    return dropped


def _batches(items: list[_Item], size: int) -> Iterator[list[_Item]]:
    return (items[at : at + size] for at in range(0, len(items), size))
