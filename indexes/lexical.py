"""BM25 over German character n-grams, word stems and synonyms.

Compounds ("Bewohnerparkausweis") and inflection make whole words a poor unit in German; runs of four and five
characters inside words find "Parkausweis für Anwohner" all the same. Words count beside them, by their stem. Features
are hashed into a fixed space, so that the indexes of a scope chain share it and their document frequencies add up.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the idf that is never negative.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.words import STOPWORDS, stem, words

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

K1, B = 1.2, 0.6
SPACE = 1 << 22  # hashed features; 300,000 distinct ones collide in 4 % of cases
_SIZES = (4, 5)


@lru_cache(maxsize=200_000)
def _features(word: str) -> Ints:
    """The hashed features of one word: its n-grams with the borders, and its stem."""
    padded = f" {word} "
    grams = [padded[i : i + n] for n in _SIZES for i in range(max(1, len(padded) - n + 1))]
    return np.array([_hash(gram) for gram in [*grams, "=" + stem(word)]], dtype=np.int32)


def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % SPACE


@lru_cache(maxsize=50_000)
def _of_token(token: str, stopwords: bool) -> Ints:
    """The features of what stands between two blanks: folding whole texts again and again is most of the work."""
    return _ints([_features(word) for word in words(token) if stopwords or word not in STOPWORDS])


def features(text: str, *, stopwords: bool = True) -> Ints:
    """All features of a text, with repetition; without the stop words when `stopwords` is false."""
    return _ints([_of_token(token, stopwords) for token in text.split()])


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a document and how much a hit in it counts."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """The distinct features of a question and how much each counts: its own words fully, synonyms less."""

    keys: Ints
    weights: Floats

    @classmethod
    def of(cls, question: str, official: Sequence[str] = (), synonym_weight: float = 0.8) -> Self:
        """From the question's words, without those that say nothing, and the official words for them."""
        own = np.unique(features(question, stopwords=False))
        added = np.setdiff1d(features(" ".join(official), stopwords=False), own)
        weights = np.repeat(np.array([1.0, synonym_weight], np.float32), [len(own), len(added)])
        return cls(np.concatenate([own, added]).astype(np.int32), weights)


@lru_cache(maxsize=16_384)
def _of_quote(text: str) -> Ints:
    """The features of a sentence of a page; kept, because the same sentences are compared again and again."""
    return features(text)


def shares(asked: Ints, texts: Sequence[str]) -> Floats:
    """(texts,) for each text of a page the share of the distinct, sorted features `asked` that it has, in [0, 1]."""
    if not len(asked) or not texts:
        return np.zeros(len(texts), np.float32)
    found = [_of_quote(text) for text in texts]
    flat = _ints(found)
    owners = np.repeat(np.arange(len(texts)), [len(part) for part in found])
    places = np.minimum(np.searchsorted(asked, flat), len(asked) - 1)
    same = asked[places] == flat
    has = np.zeros((len(texts), len(asked)), np.float32)
    has[owners[same], places[same]] = 1
    return has.mean(axis=1)


def relevance(query: Query, indexes: Sequence[Lexical]) -> list[Floats]:
    """For each index the BM25 scores of its documents as a share of the most a document can reach, in [0, 1].

    The indexes count as one collection, so scores of different scopes can be compared.
    """
    size = sum(index.size for index in indexes)
    frequencies = np.sum([index.frequencies(query.keys) for index in indexes], axis=0)
    idf = np.log(1 + (size - frequencies + 0.5) / (frequencies + 0.5))
    weights = (idf * query.weights).astype(np.float32)
    most = max(float(weights.sum()) * (K1 + 1), 1e-6)
    return [index.scores(query.keys, weights) / np.float32(most) for index in indexes]


@dataclass(frozen=True, slots=True)
class Lexical:
    """The inverted index of one scope: for each feature present, its documents and their weights without idf."""

    keys: Ints  # sorted features
    starts: NDArray[np.int64]  # (len(keys) + 1,) where each feature's postings begin
    documents: Ints | NDArray[np.int64]
    weights: Floats
    size: int  # number of documents

    @classmethod
    def build(cls, documents: Iterable[Sequence[Field]]) -> Self:
        """The index over documents of weighted fields."""
        counted = [_counts(fields) for fields in documents]
        lengths = np.array([counts.sum() for _, counts in counted], dtype=np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        parts = [_saturated(counts, length, mean) for (_, counts), length in zip(counted, lengths, strict=True)]
        keys = _ints([keys for keys, _ in counted])
        owners = np.repeat(np.arange(len(counted), dtype=np.int32), [len(keys) for keys, _ in counted])
        order = np.argsort(keys, kind="stable")
        present, starts = np.unique(keys[order], return_index=True)
        return cls(
            keys=present.astype(np.int32),
            starts=np.append(starts, len(keys)).astype(np.int64),
            documents=owners[order],
            weights=_floats(parts)[order],
            size=len(counted),
        )

    def frequencies(self, keys: Ints) -> NDArray[np.int64]:
        """In how many documents each of the features occurs."""
        places, found = self._places(keys)
        return (
            np.where(found, self.starts[places + 1] - self.starts[places], 0)
            if len(self.keys)
            else np.zeros(len(keys), np.int64)
        )

    def scores(self, keys: Ints, weights: Floats) -> Floats:
        """(size,) the sum over the features of weight times BM25 term weight."""
        places, found = self._places(keys)
        total = np.zeros(self.size, dtype=np.float32)
        begins, ends = self.starts[places[found]].tolist(), self.starts[places[found] + 1].tolist()
        for begin, end, weight in zip(begins, ends, weights[found], strict=True):
            np.add.at(total, self.documents[begin:end], weight * self.weights[begin:end])  # half the time of `+=`
        return total

    def _places(self, keys: Ints) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return places, self.keys[places] == keys


def _counts(fields: Sequence[Field]) -> tuple[Ints, Floats]:
    """The distinct features of a document and how often each occurs, weighted by field."""
    arrays = [(features(field.text), field.weight) for field in fields]
    keys = _ints([array for array, _ in arrays])
    weights = np.repeat([weight for _, weight in arrays], [len(array) for array, _ in arrays])
    distinct, inverse = np.unique(keys, return_inverse=True)
    return distinct.astype(np.int32), np.bincount(inverse, weights, len(distinct)).astype(np.float32)


def _saturated(counts: Floats, length: float, mean: float) -> Floats:
    return (counts * (K1 + 1) / (counts + K1 * (1 - B + B * length / mean))).astype(np.float32)


def _ints(arrays: list[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int32)


def _floats(arrays: list[Floats]) -> Floats:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.float32)
