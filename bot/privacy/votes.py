"""Asks the tagger about a text, piece by piece, and about no piece twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.privacy.clean import HOLE

Kinds = Mapping[str, float]
"""How likely a word is of each kind of detail; the rest, up to 1, is that it is none."""

Votes = Callable[[str], Sequence[tuple[int, int, Kinds]]]
"""What a tagger makes of the words in a piece of text: (start, end, kinds)."""

_PIECE = 440
_DENIED = 0.05
"""Below this for each word, the tagger takes a place for none of the kind; streets of fresh messages had 0.3
and more."""
_READ = 6_000
"""So many characters the tagger reads: nobody types more, and in what is pasted the rules go on alone."""


def remembered(votes: Votes) -> Votes:
    """The same votes, which read no piece of text twice; it holds what was read, so it lives for one detection only."""
    known: dict[str, Sequence[tuple[int, int, Kinds]]] = {}

    def vote(text: str) -> Sequence[tuple[int, int, Kinds]]:
        if text not in known:
            known[text] = votes(text)
        return known[text]

    return vote


class Ballot:
    """What the tagger says about each word of a text.

    It has its say before anything is masked: where a placeholder stands already, it is not asked, and only rules find
    more. So masked text stays as it is, and a second reading costs little.
    """

    def __init__(self, text: str, votes: Votes | None) -> None:
        self._text = text
        self._votes = votes
        self._pieces = _pieces(text[:_READ]) if votes else []
        self._voted: dict[int, dict[int, Kinds]] = {}

    def reads(self, at: int) -> bool:
        """Whether there is a tagger, and it comes as far as that character."""
        return self._votes is not None and at < _READ

    def of(self, start: int, end: int, kind: str = "PERSON") -> float:
        """How sure the tagger is that text[start:end] is of that kind; 0 without one."""
        if not self.reads(start):
            return 0.0
        piece = bisect_right(self._pieces, start) - 1
        voted = self._piece(piece)
        return min(voted[at].get(kind, 0.0) if at in voted else 0.0 for at in (start, end - 1))

    def denies(self, start: int, end: int, kinds: tuple[str, ...]) -> bool:
        """Whether the tagger has read the words of text[start:end] and takes none of them for one of the kinds."""
        if not self.reads(start) or HOLE in self._part(bisect_right(self._pieces, start) - 1):
            return False
        return all(self.of(at, at + 1, kind) < _DENIED for at in range(start, end) for kind in kinds)

    def words(self) -> Iterator[tuple[int, int, Kinds]]:
        """The words that the tagger has something to say about, in their order."""
        for piece in range(len(self._pieces)):
            yield from self._read(piece)

    def _piece(self, piece: int) -> dict[int, Kinds]:
        if piece not in self._voted:
            self._voted[piece] = {at: kinds for start, end, kinds in self._read(piece) for at in range(start, end)}
        return self._voted[piece]

    def _part(self, piece: int) -> str:
        end = self._pieces[piece + 1] if piece + 1 < len(self._pieces) else min(len(self._text), _READ)
        return self._text[self._pieces[piece] : end]

    def _read(self, piece: int) -> Iterator[tuple[int, int, Kinds]]:
        begin, part = self._pieces[piece], self._part(piece)
        for start, stop, kinds in self._votes(part) if self._votes and HOLE not in part else ():
            yield begin + start, begin + stop, kinds


def _pieces(text: str) -> list[int]:
    """Where the pieces begin that the tagger reads: about 440 characters, cut behind a sentence or else a blank."""
    starts = [0]
    while len(text) - starts[-1] > _PIECE * 3 // 2:
        window = text[starts[-1] + _PIECE // 2 : starts[-1] + _PIECE * 3 // 2]
        cut = max(window.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
        cut = cut if cut >= 0 else window.rfind(" ")
        starts.append(starts[-1] + _PIECE // 2 + (cut + 1 if cut >= 0 else len(window)))
    return starts
