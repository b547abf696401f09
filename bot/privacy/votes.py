"""Asks the name tagger about a text, piece by piece and only once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

Votes = Callable[[str], list[tuple[int, int, float]]]
"""Where a tagger sees names in a piece of text: (start, end, score)."""

_PIECE = 240


class Ballot:
    """What the tagger says about each character of a text."""

    def __init__(self, text: str, votes: Votes | None) -> None:
        self._text = text
        self._votes = votes
        self._pieces = _pieces(text) if votes else []
        self._voted: dict[int, dict[int, float]] = {}
        self.open = votes is not None

    def of(self, start: int, end: int) -> float:
        """How sure the tagger is that text[start:end] is a name; 0 without one."""
        if self._votes is None:
            return 0.0
        piece = bisect_right(self._pieces, start) - 1
        if piece not in self._voted:
            self._voted[piece] = self._ask(self._votes, piece)
        voted = self._voted[piece]
        return min(voted.get(at, 0.0) for at in (start, end - 1))

    def _ask(self, votes: Votes, piece: int) -> dict[int, float]:
        begin = self._pieces[piece]
        end = self._pieces[piece + 1] if piece + 1 < len(self._pieces) else len(self._text)
        scores: dict[int, float] = {}
        for start, stop, score in votes(self._text[begin:end]):
            scores.update(dict.fromkeys(range(begin + start, begin + stop), score))
        return scores


def _pieces(text: str) -> list[int]:
    """Where the pieces begin that the tagger reads: about 240 characters, cut behind a sentence or else a blank."""
    starts = [0]
    while len(text) - starts[-1] > _PIECE * 3 // 2:
        window = text[starts[-1] + _PIECE // 2 : starts[-1] + _PIECE * 3 // 2]
        cut = max(window.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
        cut = cut if cut >= 0 else window.rfind(" ")
        starts.append(starts[-1] + _PIECE // 2 + (cut + 1 if cut >= 0 else len(window)))
    return starts
