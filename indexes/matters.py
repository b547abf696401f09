"""Which matters a question is about: by how near it lies to what citizens say who have that matter.

Citizens and pages share few words ("Schrottkarre loswerden", "Außerbetriebsetzung"), and an embedder brings a question
nearer to another question than to an official text. So a question is compared with sentences that people say, and
found are the pages whose title or keywords bear the names of the matter. A near matter whose name no page bears says
that the town hall's business is meant, and that there is no source for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.matters import Matter
from indexes.lexical import Lexical, Query, relevance
from indexes.scope import Floats, Numbers

NEAR = 1.0
"""From how many deviations above the usual nearness of two sentences a matter counts."""

_MOST = 24
"""How many of the near matters count at most."""

_BEARS, _SHARE = 0.3, 0.5
"""A page is about a matter when it bears that much of its name, and that share of what the best page does."""

_WHOLE = 0.6
"""Who bears so much of a name, bears all of it: titles and keywords have other words besides."""

_FAIR = 20
"""A page that no matter names is taken to be about the near ones as much as the best so many pages are on average."""

_SHARPNESS = 2.0
"""How much more a nearer matter counts in what is missing."""


@dataclass(frozen=True, slots=True)
class Matters:
    """The matters of a version and the vectors of what citizens say, embedded as questions."""

    names: list[str]
    starts: Numbers  # (matters,) where the sentences of each begin
    said: Floats  # (sentences, d)
    background: tuple[float, float]  # mean and deviation of the cosine of two sentences that mean different matters

    @classmethod
    def of(cls, matters: Sequence[Matter], vectors: Floats) -> Self:
        """From the vectors of all sentences, in their order."""
        sizes = [len(matter.said) for matter in matters]
        starts = np.cumsum([0, *sizes], dtype=np.int64)[:-1]
        owners = np.repeat(np.arange(len(matters)), sizes)
        return cls([matter.names[0] for matter in matters], starts, vectors, _background(vectors, owners))

    def nearness(self, question: Floats) -> Floats:
        """(matters,) how near the question lies to the nearest sentence of each, in deviations above the usual."""
        if not len(self.starts):
            return np.empty(0, dtype=np.float32)
        mean, deviation = self.background
        nearest = np.maximum.reduceat(self.said @ question, self.starts)
        return ((nearest - mean) / deviation).astype(np.float32)


def _background(vectors: Floats, owners: NDArray[np.int64]) -> tuple[float, float]:
    """Over a sample of the sentences: each embedder has its own range (e5: .81 and .02)."""
    some = np.arange(0, len(vectors), max(1, len(vectors) // 1000))
    cosines = (vectors[some] @ vectors[some].T)[owners[some][:, None] != owners[some]]
    return (float(cosines.mean()), max(float(cosines.std()), 1e-3)) if cosines.size else (0.0, 1.0)


def sentences(matters: Sequence[Matter]) -> list[str]:
    """What is embedded, in its order."""
    return [sentence for matter in matters for sentence in matter.said]


def links(matters: Sequence[Matter], labels: Lexical) -> NDArray[np.float16]:
    """(matters, pages) how much of a name of each matter stands in each page's title and keywords, in [0, 1]."""
    found = np.zeros((len(matters), labels.size), dtype=np.float16)
    for row, matter in enumerate(matters):
        for name in matter.names:
            np.maximum(found[row], relevance(Query.of(name), [labels])[0], out=found[row], casting="same_kind")
    return found


def save(folder: Path, matters: Matters) -> None:
    """Write a version's matters."""
    parts = {"names": np.array(matters.names, dtype=np.str_), "starts": matters.starts, "said": matters.said}
    np.savez(folder / "matters.npz", background=np.array(matters.background), allow_pickle=False, **parts)


def load(folder: Path) -> Matters:
    """The matters of a version's folder."""
    with np.load(folder / "matters.npz") as file:
        mean, deviation = file["background"].tolist()
        return Matters(file["names"].tolist(), file["starts"], file["said"], (mean, deviation))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means by its matters.

    `pages` are, for each scope, how much each page is about a near matter; `missing` is the share of the matters near
    the question that no page is about, in [0, 1]; `name` is the nearest matter, "" when none is near.
    """

    pages: list[Floats]
    missing: float
    name: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The matters, and the pages of a chain of scopes that are about them."""

    matters: Matters
    pages: list[NDArray[np.float16]]  # by scope (matters, pages)
    absent: Floats  # (matters,) how much of the matter no page is about, in [0, 1]
    unlisted: list[NDArray[np.intp]]  # by scope, the pages that no matter names

    @classmethod
    def of(cls, matters: Matters, linked: Sequence[NDArray[np.float16]]) -> Self:
        """From the links of each scope; beside the best page others count if they bear about as much of the name."""
        best = np.zeros(len(matters.starts), dtype=np.float32)
        for part in linked:
            if part.shape[1]:
                np.maximum(best, part.max(axis=1), out=best)
        limit = np.maximum(best * _SHARE, _BEARS)[:, None]
        kept = [np.where(part >= limit, part, np.float16(0)) for part in linked]
        absent = 1 - np.clip((best - _BEARS) / (_WHOLE - _BEARS), 0, 1)
        return cls(matters, kept, absent, [np.flatnonzero(part.max(axis=0, initial=0) == 0) for part in kept])

    def meant(self, question: Floats) -> Meant:
        """What a question means."""
        nearness = self.matters.nearness(question)
        if not len(nearness):
            return Meant([np.zeros(part.shape[1], dtype=np.float32) for part in self.pages], 0.0, "")
        order = np.argsort(-nearness)[:_MOST]
        near = order[nearness[order] > NEAR]
        above = (nearness[near] - NEAR)[:, None]
        pages = [(above * part[near]).max(axis=0, initial=0).astype(np.float32) for part in self.pages]
        self._be_fair(pages)
        weights = np.exp(_SHARPNESS * (nearness - nearness[order[0]]))
        missing = float(weights @ self.absent / weights.sum())
        return Meant(pages, missing, self.matters.names[int(order[0])] if len(near) else "")

    def _be_fair(self, pages: list[Floats]) -> None:
        """That no matter names a page must not be held against it: else a town's own services would sink."""
        fair = np.sort(np.concatenate(pages))[-_FAIR:].mean() if any(map(len, pages)) else 0.0
        for part, unlisted in zip(pages, self.unlisted, strict=True):
            part[unlisted] = fair
