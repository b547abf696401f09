"""Pairs -> rows: the states of every text, computed once, and how like each piece is to the other side's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.entail.disguise import plain
from bot.entail.marks import marks, without_marks
from bot.entail.reader import Read, Reader, heading, likeness
from evaluation.pairs import Pair
from evaluation.reading.network import Row


@dataclass(slots=True)
class Rows:
    """Keeps what was read of a text in half precision: thousands of pairs share their sources."""

    reader: Reader
    _kept: dict[str, Read] = field(default_factory=dict[str, Read])

    def of(self, pair: Pair) -> Row | None:
        """The row of a pair; None where the sentence cites no passage that exists."""
        known = {passage.n: passage for passage in pair.passages}
        cited = [heading(known[n]) for n in marks(pair.sentence) if n in known]
        return self._row(plain(without_marks(pair.sentence)), cited) if cited else None

    def _row(self, sentence: str, cited: Sequence[str]) -> Row:
        own, theirs = self._read(sentence), self.reader.joined([self._read(text) for text in cited])
        own_signs, their_signs = likeness(own, theirs)
        return Row(*(np.asarray(part, np.float16) for part in (own.upper, theirs.upper, own_signs, their_signs)))

    def _read(self, text: str) -> Read:
        if text not in self._kept:
            self._kept[text] = self.reader.read(text)
        return self._kept[text]
