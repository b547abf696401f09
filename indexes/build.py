"""Pages -> a version: written aside, verified, renamed into place, and only then named by `current`.

The same inputs give the same id, and then there is nothing to do. Whatever fails or is killed leaves the live version
alone; its debris is swept at the next build.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import numpy as np

from corpus import chunk, durable, pinned, synonyms
from corpus import matters as corpus_matters
from corpus.chunk import DEFAULT, ChunkSettings
from corpus.folder import Problem, load
from corpus.matters import Matter
from corpus.page import Page
from corpus.passage import Passage
from corpus.pinned import Pin
from indexes import matters, scope, store, verify, version
from indexes import pins as indexes_pins
from indexes.cache import EmbeddingCache
from indexes.embed import Embedder
from indexes.lexical import Lexical
from indexes.scope import Floats
from indexes.version import Manifest

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""


class BuildError(RuntimeError):
    """A version that could not be built; the live one is untouched."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a version is made of."""

    pages: Path
    synonyms: Path
    versions: Path
    embedder: Embedder
    chunks: ChunkSettings = DEFAULT
    matters: Path | None = None  # without it, the version knows none


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: `new` is false when the version was there already."""

    id: str
    new: bool
    pages: int
    passages: int
    embedded: int
    problems: list[Problem]


def build(inputs: Inputs, progress: Progress, *, activate: bool = True) -> Built:
    """Build the version of these inputs, unless it is there already, and make it the live one.

    Raises:
        BuildError: there are no pages, or another build is running.
        SynonymError, MattersError, EmbedderError, CacheError: an input cannot be used.
        VerificationError: what was built is not what it should be.
    """
    with _alone(inputs.versions):
        _sweep(inputs.versions)
        progress("read", 0, 1)
        loaded = load(inputs.pages)
        if not loaded.pages:
            raise BuildError(
                f"{inputs.pages}: no page could be read; see `python -m corpus check --pages {inputs.pages}`"
            )
        pins, problems = pinned.load(inputs.pages)
        pins, unsound = pinned.sound(pins, loaded.pages, inputs.pages)
        words = _Words.load(inputs, pins)
        digest = _digest(loaded.pages, words)
        fingerprints = (inputs.embedder.fingerprint, inputs.embedder.asking)
        identity = version.version_id(digest, asdict(inputs.chunks), *fingerprints)
        manifest, embedded = _known(inputs.versions, identity), 0
        new = manifest is None
        if manifest is None:
            manifest, embedded = _write(inputs, loaded.pages, words, digest, identity, progress)
        if activate and version.current(inputs.versions) != identity:
            version.activate(inputs.versions, identity)
        problems = [*loaded.problems, *problems, *unsound]
        return Built(identity, new, len(loaded.pages), manifest.passages, embedded, problems)


@contextmanager
def _alone(versions: Path) -> Generator[None]:
    """Only one build at a time; the lock goes with the process, however it ends."""
    versions.mkdir(parents=True, exist_ok=True)
    with (versions / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"{versions}: another build is running; wait for it to end") from error
        yield


def _sweep(versions: Path) -> None:
    """Remove what killed builds and readers left; under the lock no build of this folder is running."""
    for path in chain(versions.glob(".building-*"), versions.glob(".damaged-*")):
        shutil.rmtree(path)
    version.sweep(versions)


@dataclass(frozen=True, slots=True)
class _Words:
    """What citizens say: words for official ones, sentences for matters, and questions whose answers are fixed."""

    synonyms: dict[str, dict[str, list[str]]]
    matters: list[Matter]
    pins: list[Pin]

    @classmethod
    def load(cls, inputs: Inputs, pins: list[Pin]) -> _Words:
        matters = corpus_matters.load(inputs.matters) if inputs.matters else []
        return cls(synonyms.load(inputs.synonyms), matters, pins)


def _digest(pages: list[Page], words: _Words) -> str:
    """What the corpus says, whatever its files are called."""
    digest = hashlib.sha256(json.dumps(words.synonyms, sort_keys=True).encode())
    digest.update(json.dumps([[matter.names, matter.said] for matter in words.matters]).encode())
    if words.pins:
        digest.update(json.dumps(indexes_pins.lines(words.pins)).encode())
    for page in sorted(pages, key=lambda page: page.id):
        digest.update(scope.page_line(page))
    return digest.hexdigest()


def _known(versions: Path, identity: str) -> Manifest | None:
    """The version's manifest if it is there and sound; a damaged one is put aside."""
    folder = versions / identity
    if not folder.exists():
        return None
    try:
        manifest = version.read_manifest(folder)
        version.verify_files(folder, manifest)
    except version.VersionError:
        folder.rename(versions / f".damaged-{identity}")
        return None
    return manifest


def _write(
    inputs: Inputs,
    pages: list[Page],
    words: _Words,
    digest: str,
    identity: str,
    progress: Progress,
) -> tuple[Manifest, int]:
    """Write, verify and rename a version; returns its manifest and how many texts were embedded anew."""
    aside = inputs.versions / f".building-{os.getpid()}-{identity}"
    aside.mkdir()
    indexes_pins.save(aside, words.pins)
    (aside / "synonyms.json").write_text(json.dumps(words.synonyms, ensure_ascii=False), encoding="utf-8")
    scopes, background, embedded = _write_scopes(inputs, pages, words.matters, aside, progress)
    embedded += _write_matters(inputs, words.matters, aside, progress)
    checks = verify.verify(aside, scopes, inputs.embedder, progress)
    manifest = Manifest(
        id=identity,
        format=version.FORMAT,
        created=datetime.now(UTC).isoformat(timespec="microseconds"),
        corpus=digest,
        chunks=asdict(inputs.chunks),
        embedder=inputs.embedder.name,
        fingerprint=inputs.embedder.fingerprint,
        dimensions=inputs.embedder.dimensions,
        scopes=scopes,
        background=background,
        checks=checks,
        files=version.checksums(aside),
        asking=inputs.embedder.asking,
    )
    version.write_manifest(aside, manifest)
    durable.sync_tree(aside)
    aside.rename(inputs.versions / identity)
    durable.sync(inputs.versions)
    return manifest, embedded


def _write_matters(inputs: Inputs, listed: list[Matter], aside: Path, progress: Progress) -> int:
    """Write what citizens say, embedded as questions; returns how many sentences were not in the cache."""
    cache = EmbeddingCache(inputs.versions / ".embeddings.sqlite")
    said = cache.embed(
        inputs.embedder,
        matters.sentences(listed),
        lambda done, total: progress("embed", done, total),
        as_questions=True,
    )
    matters.save(aside, matters.Matters.of(listed, said.vectors))
    return said.embedded


def _write_scopes(
    inputs: Inputs, pages: list[Page], listed: list[Matter], aside: Path, progress: Progress
) -> tuple[dict[str, dict[str, int]], tuple[float, float], int]:
    cache = EmbeddingCache(inputs.versions / ".embeddings.sqlite")
    counts: dict[str, dict[str, int]] = {}
    seen: list[tuple[Floats, Floats]] = []
    embedded = 0
    for name in sorted({page.scope for page in pages}):
        part = _Part.of([page for page in pages if page.scope == name], inputs, progress)
        vectors, fresh = part.vectors(inputs.embedder, cache, progress)
        part.write(aside / name, vectors, listed, progress)
        counts[name] = part.counts
        seen.append((vectors["titles"], vectors["vectors"]))
        embedded += fresh
    return counts, verify.background(seen), embedded


@dataclass(frozen=True, slots=True)
class _Part:
    """One scope of a version under construction."""

    pages: list[Page]
    passages: list[Passage]

    @classmethod
    def of(cls, pages: list[Page], inputs: Inputs, progress: Progress) -> _Part:
        """Cut the pages; a page without any text has no passages and is still kept."""
        passages: list[Passage] = []
        for number, page in enumerate(pages):
            progress("cut", number, len(pages))
            passages += chunk.passages(page, inputs.chunks, inputs.embedder.count_tokens)
        progress("cut", len(pages), len(pages))
        return cls(pages, passages)

    @property
    def counts(self) -> dict[str, int]:
        sentences = sum(len(passage.sentences) for passage in self.passages)
        return {"pages": len(self.pages), "passages": len(self.passages), "sentences": sentences}

    def vectors(self, embedder: Embedder, cache: EmbeddingCache, progress: Progress) -> tuple[dict[str, Floats], int]:
        """The vectors by file name, and how many texts were not in the cache."""
        titles = {page.id: page.title for page in self.pages}
        texts = {
            "vectors": [passage.embedded for passage in self.passages],
            "sentences": [
                text for passage in self.passages for text in scope.sentence_texts(passage, titles[passage.page_id])
            ],
            "titles": [scope.label(page) for page in self.pages],
        }
        sizes = [len(part) for part in texts.values()]
        rows, fresh = cache.embed(
            embedder, list(chain(*texts.values())), lambda done, total: progress("embed", done, total)
        )
        return dict(zip(texts, np.split(rows, np.cumsum(sizes)[:-1]), strict=True)), fresh

    def write(self, folder: Path, vectors: dict[str, Floats], listed: list[Matter], progress: Progress) -> None:
        """All files of the scope."""
        folder.mkdir()
        progress("store", 0, 2)
        self._store(folder, vectors)
        progress("store", 1, 2)
        lexical = self._lexical()
        arrays = {**vectors, "links": matters.links(listed, lexical["labels"])}
        scope.save(folder, self.pages, self.passages, arrays, lexical)
        progress("store", 2, 2)

    def _store(self, folder: Path, vectors: dict[str, Floats]) -> None:
        """The store; one that finds too little is made anew with more effort, and in the end refused when verified."""
        for effort in (1, 2, 4):
            shutil.rmtree(folder / "chroma", ignore_errors=True)
            store.create(folder / "chroma", vectors["vectors"], [passage.id for passage in self.passages], effort)
            opened = store.open_copy(folder / "chroma", folder / ".tried")
            found = verify.recall_at_10(opened, **vectors) if self.passages else 1.0
            opened.close()
            if found >= verify.RECALL:
                return

    def _lexical(self) -> dict[str, Lexical]:
        by_id = {page.id: page for page in self.pages}
        text = [scope.text_fields(passage, by_id[passage.page_id]) for passage in self.passages]
        labels = [scope.label_fields(page) for page in self.pages]
        said: dict[str, list[Passage]] = {page.id: [] for page in self.pages}
        for passage in self.passages:
            said[passage.page_id].append(passage)
        whole = [scope.whole_fields(page, said[page.id]) for page in self.pages]
        return {"text": Lexical.build(text), "labels": Lexical.build(labels), "whole": Lexical.build(whole)}
