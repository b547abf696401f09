"""Detection: clean, then rules, cues, gazetteer and taggers, again until nothing new is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Literal

from bot.privacy import context
from bot.privacy.allow import Allowlist
from bot.privacy.article9 import article9
from bot.privacy.births import births
from bot.privacy.clean import HOLE, Cleaned, clean, hidden, lower
from bot.privacy.contacts import contacts
from bot.privacy.courts import courts
from bot.privacy.cued import cued
from bot.privacy.documents import documents
from bot.privacy.files import files
from bot.privacy.glued import glued
from bot.privacy.harmless import quiet
from bot.privacy.institutions import is_code
from bot.privacy.introduced import introduced
from bot.privacy.logins import logins
from bot.privacy.names import Persons
from bot.privacy.shapes import shapes
from bot.privacy.spans import Span, resolve
from bot.privacy.streets import streets
from bot.privacy.tagged import tagged
from bot.privacy.tagger import FOLDER, Tagger
from bot.privacy.vehicles import plates
from bot.privacy.votes import Ballot, Votes, remembered

Profile = Literal["full", "lite"]
_ROUNDS = 4
_PLACES = ("STREET", "CITY")
_PLACEHOLDER = "[X_0]"
_LONG, _NEAR = 1_500, 80  # characters


class Detector:
    """Finds personal details; built once, used by any number of threads.

    Attributes:
        profile: `full` asks the ONNX tagger where a word is in doubt, `lite` does without it.
    """

    def __init__(self, profile: Profile = "full", allow: Allowlist | None = None, folder: Path = FOLDER) -> None:
        """`folder` holds the prepared tagger; StatesError when `full` does not find it there."""
        self.profile: Profile = profile
        self._allow = allow or Allowlist()
        self._tagger = Tagger(folder) if profile == "full" else None

    def allowing(self, allow: Allowlist) -> Detector:
        """The same detector with another list of what is public; the tagger is shared."""
        other = copy(self)
        other._allow = allow
        return other

    def detect(self, text: str) -> list[Span]:
        """The spans of all personal details, sorted, without overlap, in code points of `text`.

        What is found is taken out and the rest read again, until nothing is found: so masked text stays as it is.
        Of a long text, only what stands around the latest finds is read again.
        """
        current, origin = text, list(range(len(text)))
        votes = remembered(self._tagger.votes) if self._tagger else None
        found: list[Span] = []
        windows = [(0, len(text))]
        for round_ in range(_ROUNDS):
            spans = self._within(current, windows, votes) + ([] if round_ else self._hidden(current, votes))
            spans = resolve(spans)
            if not spans:
                break
            found += [Span(origin[s.start], origin[s.end - 1] + 1, s.label, s.score) for s in spans]
            current, origin = _taken_out(current, origin, spans)
            windows = _around(current, spans) if len(current) > _LONG else [(0, len(current))]
        return sorted(found)

    def _within(self, text: str, windows: Sequence[tuple[int, int]], votes: Votes | None) -> list[Span]:
        return [
            Span(start + span.start, start + span.end, span.label, span.score)
            for start, end in windows
            for span in self._read(clean(text[start:end]), votes)
        ]

    def _hidden(self, text: str, votes: Votes | None) -> list[Span]:
        return [span for part in hidden(text) for span in self._read(part, votes)]

    def _read(self, cleaned: Cleaned, votes: Votes | None) -> list[Span]:
        text = cleaned.text
        small = lower(text)
        spans = [part for span in self._rules(text, small, Ballot(text, votes)) for part in _around_holes(text, span)]
        letterhead = context.is_letterhead(small)
        kept = [span for span in resolve(spans) if not self._is_office(span, text, small, letterhead)]
        return [cleaned.original(span) for span in kept]

    def _rules(self, text: str, small: str, ballot: Ballot) -> Iterator[Span]:
        plain = quiet(small)
        yield from contacts(small)
        yield from shapes(text, small, plain)
        yield from documents(text, small, plain)
        yield from cued(text, small, plain)
        yield from courts(text, plain)
        yield from files(text, plain)
        yield from glued(small, plain)
        yield from logins(text, small, plain)
        yield from plates(text, small, plain)
        persons = Persons(text, small, ballot).spans()
        yield from persons
        yield from introduced(text, small)
        yield from births(small, persons)
        for span in streets(text, small, persons):
            if context.is_home(small, span.start, span.end) or not ballot.denies(span.start, span.end, _PLACES):
                yield span
        yield from article9(small)
        yield from tagged(text, small, plain, ballot)

    def _is_office(self, span: Span, text: str, small: str, letterhead: bool) -> bool:
        if self._allow.allows(span.label, text[span.start : span.end]):
            return True
        if span.label in ("PERSON", "USERNAME") and is_code(text[span.start : span.end], small[: span.start][-40:]):
            return True
        if letterhead and span.label in ("STREET", "CITY", "PHONE", "EMAIL"):
            return context.is_in_letterhead(small, span.start, span.end)
        if span.label == "IBAN" and context.is_office_account(small, span.start, span.end):
            return True
        if span.label == "PLATE" and context.is_example(small, span.start):
            return True
        phone = span.label == "PHONE" or (
            span.label == "CUSTOMER_NO" and span.score < 0.9 and text[span.start] in "+0("
        )
        return phone and context.is_office_phone(small, span.start, span.end)


def _around_holes(text: str, span: Span) -> Iterator[Span]:
    """The parts of the span between placeholders, without blanks at their ends."""
    start = span.start
    for part in text[span.start : span.end].split(HOLE):
        bare = part.strip()
        first = start + len(part) - len(part.lstrip())
        if bare and any(letter.isalnum() for letter in bare):
            yield Span(first, first + len(bare), span.label, span.score)
        start += len(part) + 1


def _taken_out(text: str, origin: Sequence[int], spans: Sequence[Span]) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], _PLACEHOLDER]
        kept += [*origin[at : span.start], *[-1] * len(_PLACEHOLDER)]
        at = span.end
    return "".join([*pieces, text[at:]]), [*kept, *origin[at:]]


def _around(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches of whole words around where the spans were, each of which is a placeholder in `text` now."""
    windows: list[tuple[int, int]] = []
    gone = 0
    for span in spans:
        at = span.start - gone
        gone += span.end - span.start - len(_PLACEHOLDER)
        start = text.rfind(" ", 0, max(0, at - _NEAR)) + 1
        end = text.find(" ", at + len(_PLACEHOLDER) + _NEAR)
        end = len(text) if end < 0 else end
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows
