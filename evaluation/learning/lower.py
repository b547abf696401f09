"""Questions as the states after the embedding model's lower layers, which training leaves alone; computed once, kept.

They come from the very graph that serves, so the upper layers learn on what they will be given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexes.embed import OnnxEmbedder

States = NDArray[np.float16]

PART = 1500
"""Texts a file: what an interrupted run loses at most."""


class Lower:
    """The states (tokens, d) of questions, from a folder of parts, or computed and added to it."""

    def __init__(self, folder: Path, embedder: OnnxEmbedder) -> None:
        self._folder, self._embedder = folder / embedder.fingerprint, embedder
        self._known: dict[str, States] = {}
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self._folder.glob("*.npz")):
            self._take(path)

    def __getitem__(self, text: str) -> States:
        """The states of a question that `add` was given."""
        return self._known[_key(text)]

    def add(self, texts: Sequence[str]) -> None:
        """Compute what is missing, about 150 questions a second, and keep it."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        for begin in range(0, len(missing), PART):
            part = missing[begin : begin + PART]
            path = self._folder / f"{_key(part[0])}.npz"
            with ThreadPoolExecutor(2) as pool:
                states = [found.astype(np.float16) for found in pool.map(self._embedder.states, part)]
            starts = np.cumsum([0, *map(len, states)])
            np.savez(path, keys=np.array([_key(text) for text in part]), flat=np.concatenate(states), starts=starts)
            self._take(path)

    def _take(self, path: Path) -> None:
        with np.load(path) as file:
            flat, starts = file["flat"], file["starts"].tolist()
            for number, key in enumerate(file["keys"].tolist()):
                self._known[key] = flat[starts[number] : starts[number + 1]]


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
