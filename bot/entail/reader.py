"""Reads a sentence beside its sources: two layers trained for it, on the states of the embedding model's lower eight.

Those states come from the graph that the name tagger reads too (`python -m bot privacy prepare`). What is shipped,
`reader.onnx`, are copies of layers 9 and 10 and a head: `python -m evaluation.reading` makes them. A source is read
once for an answer, a sentence once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.privacy.tagger import States, open_graph

FILE = Path(__file__).with_name("reader.onnx")

WIDTH, HEADS = 384, 12
FIRST, LAYERS = 8, 2
"""The first layer that is copied, counted from 0, and how many."""
SIGNS = 3
"""Signs of likeness of a piece: the largest cosine in two layers, and whether the same piece is on the other side."""
INPUTS = ("own", "theirs", "own_signs", "their_signs")
_PIECES, _SEEN = 160, 220
"""How many pieces of a text are read, and of all cited sources together."""

Floats = NDArray[np.float32]


class ReaderError(RuntimeError):
    """There is nothing to read with; the message says what to do."""


class Heading(Protocol):
    """What is read of a passage."""

    @property
    def title(self) -> str: ...
    @property
    def locator(self) -> str: ...
    @property
    def text(self) -> str: ...


def heading(passage: Heading) -> str:
    """A passage as it is read: its words behind where they stand."""
    return f"{passage.title} – {passage.locator}: {passage.text}"


@dataclass(frozen=True, slots=True)
class Read:
    """A text's pieces: their ids, (pieces,), and states after layers 4 and 8, (pieces, WIDTH) each."""

    ids: NDArray[np.int64]
    lower: Floats
    upper: Floats


def likeness(own: Read, theirs: Read) -> tuple[Floats, Floats]:
    """The signs of either side's pieces, (pieces, SIGNS)."""
    rows = [_cosines(own.lower, theirs.lower), _cosines(own.upper, theirs.upper), own.ids[:, None] == theirs.ids]
    sides = [np.stack([row.max(axis) for row in rows], axis=1).astype(np.float32) for axis in (1, 0)]
    return sides[0], sides[1]


def _cosines(one: Floats, other: Floats) -> Floats:
    """Around the mean of both: all states of a layer point the same way."""
    middle = np.concatenate([one, other]).mean(axis=0, dtype=np.float32)
    return _unit(one - middle) @ _unit(other - middle).T


def _unit(states: Floats) -> Floats:
    return states / (np.linalg.norm(states, axis=1, keepdims=True) + 1e-9)


class Reader:
    """Sentence and sources -> log odds; for several threads at once."""

    def __init__(self, file: Path | None = FILE, states: States | None = None) -> None:
        """Without a file only `read` works, which is what the training needs.

        Raises ReaderError where the lower layers are not prepared, or the file cannot be opened.
        """
        try:
            self._states = states or States()
            self._session = open_graph(file) if file else None
        except Exception as error:  # onnxruntime's exceptions have no common public base
            raise ReaderError(str(error)) from error

    def read(self, text: str) -> Read:
        """The states of a text."""
        ids, states = self._states.pieces(text, _PIECES)
        return Read(ids, states[:, :WIDTH], states[:, WIDTH:])

    @staticmethod
    def joined(parts: Sequence[Read]) -> Read:
        """Several sources as one, cut to what is read at most."""
        return Read(*(np.concatenate([getattr(part, name) for part in parts])[:_SEEN] for name in Read.__slots__))

    def odds(self, own: Read, theirs: Read) -> float:
        """The log odds that the sources back the sentence."""
        if self._session is None:
            raise ReaderError("the reader was opened without its graph")
        given = (own.upper, theirs.upper, *likeness(own, theirs))
        feed = {name: values[None].astype(np.float32) for name, values in zip(INPUTS, given, strict=True)}
        return float(self._session.run(None, feed)[0].reshape(-1)[0])
