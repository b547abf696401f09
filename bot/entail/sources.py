"""The passages that a sentence may cite, whatever form they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from bot.entail.instructions import told, without


class PassageLike(Protocol):
    """What the gate reads of a passage."""

    @property
    def n(self) -> int:
        """The number it is cited by."""
        ...

    @property
    def title(self) -> str:
        """The page it is from."""
        ...

    @property
    def locator(self) -> str:
        """Where it stands there."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the gate reads it: without words that are addressed to a model, which are `told`."""

    n: int
    title: str
    locator: str
    text: str
    told: str = ""

    @property
    def whole(self) -> str:
        """Everything that may back a number or a name."""
        return f"{self.title}\n{self.locator}\n{self.text}"


AnyPassage = PassageLike | Mapping[str, object]


def passages(given: Iterable[AnyPassage]) -> dict[int, Passage]:
    """The passages by number. A mapping may stand for an object; without an `n` the place in the row counts, from 1."""
    found = [_passage(place, entry) for place, entry in enumerate(given, 1)]
    return {passage.n: passage for passage in found}


def _passage(place: int, entry: AnyPassage) -> Passage:
    if isinstance(entry, Passage):  # read before: what was told to a model is known, and gone from the text
        return entry
    n = _field(entry, "n")
    parts = [str(_field(entry, name) or "") for name in ("title", "locator", "text")]
    return Passage(
        int(cast("int", n)) if n not in (None, "") else place,
        *(without(part) for part in parts),
        told="\n".join(filter(None, map(told, parts))),
    )


def _field(entry: AnyPassage, name: str) -> object:
    if isinstance(entry, Mapping):
        return entry.get(name)
    return cast("object", getattr(entry, name, None))
