"""Searching a version: mechanism only. What a score is worth, and whether to answer, is the bot's decision.

A page's score is the best of its passages'. A passage is judged by five figures: the cosine of its vector and of its
best sentence with the question, in deviations from what any text has (`Manifest.background`); two BM25 figures, over
its own words and over all of its page's, as shares of the most that is possible; and how much its page is about a
matter that the question is near to (`indexes.matters`). None of them depends on what else was found, so the scopes of a
chain can be merged.
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np

from corpus import norms
from corpus.page import Page
from corpus.passage import Passage
from corpus.synonyms import Synonyms
from corpus.words import fold
from indexes import matters, pins, scope, version
from indexes.embed import Embedder, Question
from indexes.lexical import Query, relevance
from indexes.matters import Directory
from indexes.pins import Pins
from indexes.scope import Floats, Numbers, ScopeIndex
from indexes.version import Manifest, VersionError

log = logging.getLogger(__name__)

WEIGHTS = {"dense": 1.0, "sentence": 1.0, "text": 6.0, "whole": 12.0, "norm": 12.0, "matter": 3.2}
"""Chosen on three development sets (docs/qualitaet/ablation.md); title and keywords count within both BM25 figures."""

POOL, PAGES = 25, 5
"""How many passages the store and the word index each put forward, and how many pages by their title, label, whole text
and matter each."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page found, by its best passage."""

    page: Page
    passage: Passage
    score: float
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage of a page, with what its sentences have in common with the question."""

    passage: Passage
    cosine: float
    sentences: tuple[float, ...]  # cosines


@dataclass(frozen=True, slots=True)
class Search:
    """What a question found; `official` are the official words for the citizen's.

    `matter` is the name of the matter that the question is nearest to, "" when it is near to none, and `missing` the
    share of the matters near to it that no page is about, in [0, 1].
    """

    question: str
    official: tuple[str, ...]
    vector: Floats
    hits: tuple[Hit, ...]
    matter: str = ""
    missing: float = 0.0


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a question has in common with each part of a scope."""

    text: Floats  # (passages,)
    whole: Floats  # (pages,), as all that follow
    title: Floats
    label: Floats
    norm: Floats
    matter: Floats


@dataclass(slots=True)
class Index:
    """An open version, or the part of it that is on one municipality's chain of scopes."""

    manifest: Manifest
    scopes: list[ScopeIndex]
    synonyms: Synonyms
    embedder: Embedder
    copies: Path
    places: dict[str, tuple[int, int]]  # page id -> scope and page number
    citations: dict[str, dict[str, float]]  # norm -> pages that hold or explain it, and how much it is their matter
    directory: Directory
    pins: Pins = field(default_factory=Pins)

    @classmethod
    def open(cls, versions: Path, embedder: Embedder, municipality: str = "", copies: Path | None = None) -> Self:
        """Open the live version or, if it is damaged, the newest sound one.

        `municipality` is a regional key: only scopes that are a prefix of it, and the federal one, are opened. `copies`
        is the folder for private copies of what its library writes to; the versions' own by default.

        Raises:
            VersionError: there is no sound version, or the live one was built with another embedder.
        """
        live = version.current(versions)
        if live is None:
            raise VersionError(f"{versions}: there is no version; build one with `python -m indexes build`")
        others = [manifest.id for manifest in version.listed(versions) if manifest.id != live]
        for identity in [live, *others]:
            try:
                return cls.open_version(versions, identity, embedder, municipality, copies)
            except EmbedderMismatchError:
                if identity == live:
                    raise
            except VersionError as error:
                log.warning("version refused: %s", error)
        raise VersionError(f"{versions}: no sound version is left; build one with `python -m indexes build`")

    @classmethod
    def open_version(
        cls, versions: Path, identity: str, embedder: Embedder, municipality: str = "", copies: Path | None = None
    ) -> Self:
        """Open one version, after comparing every file with its checksum."""
        folder = versions / identity
        manifest = version.read_manifest(folder)
        if (manifest.fingerprint, manifest.asking) != (embedder.fingerprint, embedder.asking):
            raise EmbedderMismatchError(
                f"{identity}: built with the embedder {manifest.embedder} ({manifest.fingerprint}), opened with "
                f"{embedder.name} ({embedder.fingerprint}); rebuild it with "
                f"`python -m indexes build --embedder {embedder.name}`"
            )
        version.verify_files(folder, manifest)
        synonyms = Synonyms.of(json.loads((folder / "synonyms.json").read_text(encoding="utf-8")))
        private = version.private_folder(copies or versions)
        scopes: list[ScopeIndex] = []
        try:
            for name in (name for name in manifest.scopes if on_chain(name, municipality)):
                scopes.append(scope.load(folder / name, private / name))  # noqa: PERF401 - what is open must be closed
        except Exception:
            for part in scopes:
                part.close()
            shutil.rmtree(private)
            raise
        directory = Directory.of(matters.load(folder), [part.links for part in scopes])
        fixed = Pins.of(pins.load(folder), {page.id: page for part in scopes for page in part.pages})
        places, citations = places_of(scopes), citations_of(scopes)
        return cls(manifest, scopes, synonyms, embedder, private, places, citations, directory, fixed)

    def close(self) -> None:
        """Close the stores and remove their private copies."""
        for part in self.scopes:
            part.close()
        shutil.rmtree(self.copies)

    def page(self, page_id: str) -> Page | None:
        """The page with this id, if the index has it."""
        place = self.places.get(page_id)
        return self.scopes[place[0]].pages[place[1]] if place else None

    def quotable(self, page_id: str) -> list[Passage]:
        """All passages of a page in its order."""
        place = self.places.get(page_id)
        if place is None:
            return []
        part = self.scopes[place[0]]
        return [part.passages[int(row)] for row in np.flatnonzero(part.owners == place[1])]

    def search(self, question: str, k: int = 10, on: date | None = None, asked: Question | None = None) -> Search:
        """The `k` best pages for a question, of those that are valid on the day `on` (default: on any day).

        `asked` is what the embedder makes of the question, where that is known; official words for it change it.
        """
        official = tuple(self.synonyms.official(question))
        if official or asked is None:
            asked = self.embedder.question(f"{question} ({', '.join(official)})" if official else question)
        vector = asked.passages
        query = Query.of(question, official)
        texts = relevance(query, [part.text for part in self.scopes])
        labels = relevance(query, [part.labels for part in self.scopes])
        wholes = relevance(query, [part.whole for part in self.scopes])
        meant = self.directory.meant(asked.questions)
        wanted = self._wanted(question)
        hits: list[Hit] = []
        figures = zip(self.scopes, texts, wholes, labels, meant.pages, strict=True)
        for part, text, whole, label, matter in figures:
            found = _Figures(text, whole, part.titles @ vector, label, self._norm_shares(part, wanted), matter)
            hits += self._hits(part, vector, found, on)
        best = sorted(hits, key=lambda hit: -hit.score)[: k + 10]
        return Search(question, official, vector, tuple(local_first(best)[:k]), meant.name, meant.missing)

    def passages(self, page_id: str, vector: Floats) -> list[Scored]:
        """All passages of a page in its order, compared with a question's vector."""
        place = self.places.get(page_id)
        if place is None:
            return []
        part = self.scopes[place[0]]
        rows = [int(row) for row in np.flatnonzero(part.owners == place[1])]
        return [
            Scored(
                part.passages[row],
                float(part.vectors[row] @ vector),
                tuple(part.sentence_scores(row, vector).tolist()),
            )
            for row in rows
        ]

    def deviations(self, cosine: float) -> float:
        """How far a cosine lies above what any text has, in deviations."""
        mean, deviation = self.manifest.background
        return (cosine - mean) / deviation

    def _wanted(self, question: str) -> dict[str, float]:
        """The pages that are about the norms which the question cites."""
        wanted: dict[str, float] = {}
        for found in norms.find(question):
            for page, share in self.citations.get(_section_of(found.norm), {}).items():
                wanted[page] = max(share, wanted.get(page, 0.0))
        return wanted

    def _hits(self, part: ScopeIndex, vector: Floats, found: _Figures, on: date | None) -> list[Hit]:
        rows = _valid(part, _candidates(part, vector, found), on)
        if not len(rows):
            return []
        owners = part.owners[rows]
        mean, deviation = self.manifest.background
        figures = {
            "dense": (part.cosines(rows, vector) - mean) / deviation,
            "sentence": (part.best_sentences(rows, vector) - mean) / deviation,
            "text": found.text[rows],
            "whole": found.whole[owners],
            "norm": found.norm[owners],
            "matter": found.matter[owners],
        }
        scores = np.sum([WEIGHTS[name] * values for name, values in figures.items()], axis=0)
        best = _best_of_each(owners, scores)
        parts = np.stack(list(figures.values()), axis=1, dtype=np.float64)[best].round(4).tolist()
        return [
            Hit(
                part.pages[int(owners[place])],
                part.passages[int(rows[place])],
                float(scores[place]),
                dict(zip(figures, values, strict=True)),
            )
            for place, values in zip(best, parts, strict=True)
        ]

    def _norm_shares(self, part: ScopeIndex, wanted: dict[str, float]) -> Floats:
        """(pages,) how much each page of a scope is about the norms which the question cites."""
        shares = np.zeros(len(part.pages), dtype=np.float32)
        for page, share in wanted.items():
            place, number = self.places[page]
            if self.scopes[place] is part:
                shares[number] = share
        return shares


class EmbedderMismatchError(VersionError):
    """The vectors of a version cannot be compared with those of the embedder at hand."""


def on_chain(name: str, municipality: str) -> bool:
    """Whether pages of the scope `name` are for this municipality; without one, every scope is."""
    return not municipality or name == "00" or municipality.startswith(name)


def _candidates(part: ScopeIndex, vector: Floats, found: _Figures) -> Numbers:
    """The rows that the store, the word index, the titles, the matters and the cited norms put forward."""
    if not part.passages:
        return np.empty(0, dtype=np.int64)
    nearest, _ = part.store.nearest(vector, min(POOL, len(part.passages)))
    pages = found.norm > 0
    for figure in (found.label, found.title, found.whole, found.matter):
        pages[_top(figure, PAGES)] = True
    of_pages = np.flatnonzero(pages[part.owners])
    return np.unique(np.concatenate([np.array(nearest, dtype=np.int64), _top(found.text, POOL), of_pages]))


def _valid(part: ScopeIndex, rows: Numbers, on: date | None) -> Numbers:
    """The rows whose page is valid on the day."""
    if on is None:
        return rows
    owners = part.owners[rows]
    valid = [owner for owner in np.unique(owners) if part.pages[int(owner)].valid_on(on)]
    return rows[np.isin(owners, valid)]


def local_first(hits: list[Hit]) -> list[Hit]:
    """Where two pages answer the same thing, by LeiKa key or title, the one with the longer prefix comes first."""
    ordered = list(hits)
    if len({_local(hit) for hit in hits}) < 2:
        return ordered
    for place in range(len(ordered)):
        here = ordered[place]
        rivals = [
            other
            for other in range(place + 1, len(ordered))
            if _local(ordered[other]) > _local(here) and _same_matter(here, ordered[other])
        ]
        if rivals:
            ordered.insert(place, ordered.pop(max(rivals, key=lambda other: _local(ordered[other]))))
    return ordered


def _local(hit: Hit) -> int:
    """The length of the page's prefix; the federation's "00" is the prefix of everyone, so it counts nothing."""
    return len(hit.page.scope.removeprefix("00"))


def _same_matter(one: Hit, other: Hit) -> bool:
    return bool(set(one.page.leika) & set(other.page.leika)) or fold(one.page.title) == fold(other.page.title)


def _top(scores: Floats, count: int) -> Numbers:
    """The places of the highest scores above zero, in no order."""
    places = np.argpartition(scores, -count)[-count:] if len(scores) > count else np.arange(len(scores))
    return places[scores[places] > 0].astype(np.int64)


def _best_of_each(owners: Numbers, scores: Floats) -> Numbers:
    """For each page the place of its best passage."""
    order = np.argsort(-scores, kind="stable")
    _, first = np.unique(owners[order], return_index=True)
    return order[np.sort(first)]


def places_of(scopes: list[ScopeIndex]) -> dict[str, tuple[int, int]]:
    """Page id -> number of its scope, and of the page there."""
    return {page.id: (n, number) for n, part in enumerate(scopes) for number, page in enumerate(part.pages)}


def citations_of(scopes: list[ScopeIndex]) -> dict[str, dict[str, float]]:
    """Norm -> the pages that hold or explain it, and how much it is their matter."""
    found: dict[str, dict[str, float]] = {}
    for page in (page for part in scopes for page in part.pages):
        for share, text in _norms_of(page):
            for cited in norms.find(text):
                found.setdefault(_section_of(cited.norm), {}).setdefault(page.id, share)
    return found


def _norms_of(page: Page) -> list[tuple[float, str]]:
    """The norms that a page is about: a law's own, and those that an information page explains, the first above all."""
    if page.citation:
        return [(1.5, page.citation)]
    explained = page.legal_basis if page.kind == "information" else ()
    return [(0.25 if place else 1.0, text) for place, text in enumerate(explained)]


def _section_of(norm: norms.Norm) -> str:
    return f"{norm.unit} {norm.section} {norm.law}"
