"""Masking: personal details become numbered placeholders, the same one for the same person in every turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NewType

from bot.privacy.clean import PLACEHOLDER, clean, placeholders, visible
from bot.privacy.detector import Detector
from bot.privacy.gazetteer import folds
from bot.privacy.spans import Label, Span

Masked = NewType("Masked", str)
"""Text without personal details: the only kind that journal, logs and models accept."""


def public(text: str) -> Masked:
    """Text of pages and replies, in which nothing of a citizen stands; never call it with anything else."""
    return Masked(text)


_INTRODUCED = re.compile(
    r"\b(?:ich (?:heiße|heisse|bin)|mein name ist|name:|my name is|i am|i'm|je m['’]appelle|nazywam się|mam na imię"
    r"|benim adım|adım|ismim|меня зовут|мене звати|اسمي) \[PERSON_\d{1,4}\][ ,.;:]{0,3}"
    r"|(?<!\w)(?:meine?|my|mon|ma|mój|moja|мой|моя|мій|benim) [^\W\d_][\w-]{0,30}"
    r"(?: ist| lautet| is| est| to|:| –| -) \[(?:IBAN|EMAIL|PHONE|TAX_ID|PERSON)_\d{1,4}\](?:[ ,.;:]{1,3}|$)",
    re.IGNORECASE,
)
"""How people introduce themselves and say where they can be reached: nothing of it tells what they want."""


def searchable(text: Masked) -> str:
    """Masked text without its placeholders, which no page holds, and without who says them: what is searched for."""
    return " ".join(PLACEHOLDER.sub(" ", _INTRODUCED.sub(" ", text)).split())


@dataclass(frozen=True, slots=True)
class MaskedTurn:
    """A question and the turns before it, masked. The mapping is kept here and nowhere else.

    Attributes:
        question: for everything that is stored.
        history: the earlier turns, in their order, masked likewise.
        for_model: the question with what it says of health, religion and the like, which an answer may depend on; the
            identity is gone.
        history_for_model: the earlier turns likewise.
        spans: what was masked in the question, in offsets of the original.
    """

    question: Masked
    history: tuple[Masked, ...]
    for_model: Masked
    history_for_model: tuple[Masked, ...]
    spans: tuple[Span, ...]
    _values: Mapping[str, str] = field(repr=False, default_factory=lambda: MappingProxyType({}))

    def details(self) -> Iterator[tuple[str, str]]:
        """(kind, value) of every detail of the conversation, in memory only: for tokens that need a key."""
        for name, value in self._values.items():
            yield name[1:].rpartition("_")[0], value

    def unmask(self, text: str) -> str:
        """The text with the citizen's own words in place of this conversation's placeholders; no other is resolved."""
        return PLACEHOLDER.sub(lambda found: self._values.get(found.group(), found.group()), text)


def mask(detector: Detector, question: str, history: Sequence[str] = ()) -> MaskedTurn:
    """Mask a question with the turns before it; equal details have equal placeholders in all of them."""
    texts = [*history, question]
    found = [detector.detect(text) for text in texts]
    numbers = _Numbers({taken for text in texts for taken in placeholders(text)})
    names = [
        [numbers.name(span.label, text[span.start : span.end]) for span in spans]
        for text, spans in zip(texts, found, strict=True)
    ]
    stored = [_replaced(*row, keep=()) for row in zip(texts, found, names, strict=True)]
    model = [_replaced(*row, keep=("ART9",)) for row in zip(texts, found, names, strict=True)]
    values = MappingProxyType(dict(numbers.values))
    return MaskedTurn(stored[-1], tuple(stored[:-1]), model[-1], tuple(model[:-1]), tuple(found[-1]), values)


def _replaced(text: str, spans: Sequence[Span], names: Sequence[str], keep: Sequence[Label]) -> Masked:
    pieces: list[str] = []
    at = 0
    for span, name in zip(spans, names, strict=True):
        if span.label not in keep:
            pieces += [text[at : span.start], name]
            at = span.end
    return Masked("".join(visible(piece) for piece in [*pieces, text[at:]]))


class _Numbers:
    """Gives out placeholders; those that the citizen typed are never given out, and so never resolved."""

    def __init__(self, typed: set[str]) -> None:
        self.values: dict[str, str] = {}
        self._typed = typed
        self._counts: dict[Label, int] = {}
        self._known: dict[tuple[Label, str], str] = {}
        self._persons: list[tuple[list[str], str]] = []

    def name(self, label: Label, value: str) -> str:
        """The placeholder of a detail; `value` is how it is written here."""
        return self._person(value) if label == "PERSON" else self._other(label, value)

    def _other(self, label: Label, value: str) -> str:
        key = (label, re.sub(r"[\W_]", "", clean(value).text.lower()))
        if key not in self._known:
            self._known[key] = self._next(label, value)
        return self._known[key]

    def _person(self, value: str) -> str:
        """The same person in full, by surname or by given name; a longer form completes a shorter one."""
        parts = [folds(part)[0] for part in re.findall(r"[^\W\d_]+", clean(value).text)]
        for known, name in self._persons:
            if _same(parts, known) or _same(known, parts):
                if len(parts) > len(known):
                    known[:] = parts
                    self.values[name] = visible(value)
                return name
        name = self._next("PERSON", value)
        self._persons.append((parts, name))
        return name

    def _next(self, label: Label, value: str) -> str:
        number = self._counts.get(label, 0) + 1
        while (name := f"[{label}_{number}]") in self._typed:
            number += 1
        self._counts[label] = number
        self.values[name] = visible(value)
        return name


def _same(short: list[str], long: list[str]) -> bool:
    """Whether every part of the short name is one of the long name's, a genitive s apart."""
    return bool(short) and all(part in long or part.removesuffix("s") in long for part in short)
