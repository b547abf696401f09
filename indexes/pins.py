"""The fixed answers of a version: a file of it where there are any, found by their exact phrasing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self, cast

from corpus.page import Page
from corpus.pinned import Fixed, Pin, phrasing, scope_of

FILE = "pinned.json"


@dataclass(frozen=True, slots=True)
class Pins:
    """Phrasing -> the answer that is fixed for it."""

    by_phrasing: Mapping[str, Pin] = field(default_factory=dict[str, Pin])

    @classmethod
    def of(cls, pins: Iterable[Pin], pages: Mapping[str, Page]) -> Self:
        """Those whose pages are all among these; where two have a phrasing, the one for the narrower region counts."""
        open_ = [pin for pin in pins if all(one.page in pages for one in pin.sentences)]
        ordered = sorted(open_, key=lambda pin: len(scope_of(pin, pages)))
        return cls({key: pin for pin in ordered for key in pin.keys})

    def find(self, question: str, on: date) -> Pin | None:
        """The answer for a question, if it is one of the phrasings and the answer still holds on that day."""
        pin = self.by_phrasing.get(phrasing(question))
        return pin if pin is not None and on <= pin.expires else None


def lines(pins: Sequence[Pin]) -> list[list[object]]:
    """What a version's id depends on, and what its file holds."""
    return [
        [pin.name, list(pin.questions), pin.expires.isoformat(), [[one.page, one.text] for one in pin.sentences]]
        for pin in sorted(pins, key=lambda pin: pin.name)
    ]


def save(folder: Path, pins: Sequence[Pin]) -> None:
    """Write the file of a version; without any, there is none."""
    if pins:
        (folder / FILE).write_text(json.dumps(lines(pins), ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> list[Pin]:
    """The fixed answers of a version."""
    file = folder / FILE
    if not file.is_file():
        return []
    found = cast("list[tuple[str, list[str], str, list[tuple[str, str]]]]", json.loads(file.read_text("utf-8")))
    return [
        Pin(name, tuple(questions), tuple(Fixed(*one) for one in sentences), date.fromisoformat(expires))
        for name, questions, expires, sentences in found
    ]
