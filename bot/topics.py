"""Is a question a town hall's business at all? Compared with typical questions of both kinds, in any language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from indexes.embed import Embedder
from indexes.scope import Floats

_NEAREST = 3
"""How many of the nearest examples count; one alone is too much of a chance."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Vectors of typical questions, (n, d) each."""

    other: Floats
    town_hall: Floats

    @classmethod
    def load(cls, embedder: Embedder) -> Self:
        """The examples of `topics.toml`, embedded."""
        examples = tomllib.loads(Path(__file__).with_name("topics.toml").read_text(encoding="utf-8"))
        return cls(*(np.stack([embedder.query(text) for text in examples[kind]]) for kind in ("other", "town_hall")))

    def foreignness(self, question: Floats) -> float:
        """How much nearer, in cosine, a question lies to other matters than to a town hall's; negative inside."""
        return _nearness(self.other, question) - _nearness(self.town_hall, question)


def _nearness(examples: Floats, question: Floats) -> float:
    return float(np.sort(examples @ question)[-_NEAREST:].mean())
