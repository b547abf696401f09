"""What kind a message is where no cue decides: a linear model on its words and, where there is one, on its vector.

The weights lie in `kinds.npz`; `python -m evaluation routing --fit` makes them from the development questions. Without
an embedder that they were fitted for, a second set of weights judges by the words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.cues import Sign, signs_in

Kind = Literal["information", "advice", "account_data", "crisis", "greeting", "out_of_scope", "abuse", "injection"]

KINDS: tuple[Kind, ...] = (
    "information",
    "advice",
    "account_data",
    "crisis",
    "greeting",
    "out_of_scope",
    "abuse",
    "injection",
)

WEIGHTS = Path(__file__).with_name("kinds.npz")

BUCKETS = 8_192
"""Places that n-grams of letters and words are hashed to."""

_SIGNS: tuple[Sign, ...] = ("injection", "insult", "threat", "reported", "bearing", "account_data", "advice", "stored")
_LONGEST = 400
"""Characters of plain text that are looked at: what a message is about stands there, and time stays bounded."""

WORDS, SIGN = 0.3, 0.1
"""The length of all features of the words, and the value of a cue, beside a vector of length 1."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one message: places in [0, BUCKETS + signs), each once, and their values."""

    places: NDArray[np.int64]
    values: Floats

    @classmethod
    def of(cls, plain_text: str) -> Self:
        """The features of a text in plain spelling."""
        counts: dict[int, int] = {}
        for gram in _grams(plain_text[:_LONGEST]):
            place = crc32(gram.encode()) % BUCKETS
            counts[place] = counts.get(place, 0) + 1
        values = np.log1p(np.fromiter(counts.values(), np.float32, len(counts)))
        values *= WORDS / (np.linalg.norm(values) or 1)
        signs = [BUCKETS + place for place, sign in enumerate(_SIGNS) if sign in signs_in(plain_text)]
        places = np.array([*counts, *signs], np.int64)
        return cls(places, np.concatenate([values, np.full(len(signs), SIGN, np.float32)]).astype(np.float32))


SIZE = BUCKETS + len(_SIGNS)


def _grams(text: str) -> Iterable[str]:
    words = text.split()
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))
    for word in words:
        padded = f"<{word}>"
        yield from (padded[at : at + size] for size in (3, 4, 5) for at in range(max(0, len(padded) - size + 1)))


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (features, kinds) and biases (kinds,), for the words alone and for words and vector together.

    `centre` (d,) and `languages` (n, d) are the mean of the vectors and the directions in which the languages differ:
    without them, what a message says counts and not the language that it is in. `embedders` are the fingerprints of the
    embedders whose vectors the second set can read.
    """

    alone: Floats
    alone_bias: Floats
    both: Floats
    both_bias: Floats
    centre: Floats
    languages: Floats
    embedders: tuple[str, ...]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The weights of a file."""
        with np.load(path, allow_pickle=False) as found:
            alone, alone_bias, both, both_bias = (
                found[name].astype(np.float32) for name in ("alone", "alone_bias", "both", "both_bias")
            )
            embedders = tuple(str(name) for name in found["embedders"])
            centre, languages = found["centre"].astype(np.float32), found["languages"].astype(np.float32)
            return cls(alone, alone_bias, both, both_bias, centre, languages, embedders)

    def chances(self, plain_text: str, vector: Floats | None) -> dict[Kind, float]:
        """How likely a message is of each kind; the sum is 1. `vector` (d,) is its own, or None."""
        found = Features.of(plain_text)
        if vector is None:
            logits = found.values @ self.alone[found.places] + self.alone_bias
        else:
            logits = found.values @ self.both[found.places] + self._meaning(vector) @ self.both[SIZE:] + self.both_bias
        shares = np.exp(logits - logits.max())
        return dict(zip(KINDS, (shares / shares.sum()).tolist(), strict=True))

    def _meaning(self, vector: Floats) -> Floats:
        return meaning(vector, self.centre, self.languages)


def meaning(vectors: Floats, centre: Floats, languages: Floats) -> Floats:
    """Vectors (…, d) from their centre, without the directions of the languages, of length 1."""
    centred = vectors - centre
    left = centred - centred @ languages.T @ languages
    return (left / np.maximum(np.linalg.norm(left, axis=-1, keepdims=True), 1e-6)).astype(np.float32)


@cache
def shipped() -> Model:
    """The weights that are shipped."""
    return Model.load()


def best(chances: dict[Kind, float], allowed: Sequence[Kind] = KINDS) -> Kind:
    """The likeliest of the allowed kinds."""
    return max(allowed, key=lambda kind: chances[kind])
