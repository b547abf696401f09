"""Fixed answers as the office works with them: the form, what is wrong with it, and how each of them stands; pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from corpus import pinned
from corpus.page import Page, PageError
from corpus.pinned import Fixed, Pin, phrasing

SOON = timedelta(days=30)
"""So long before it ends an answer is listed as one that will."""

Standing = Literal["gone", "expired", "soon", "valid"]
STANDINGS: dict[Standing, str] = {
    "gone": "gilt nicht: ein Satz steht nicht mehr auf seiner Seite",
    "expired": "abgelaufen",
    "soon": "läuft bald ab",
    "valid": "gilt",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, whole or not; `expires` as a browser sends a day."""

    questions: tuple[str, ...] = ()
    sentences: tuple[Fixed, ...] = ()
    expires: str = ""

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        try:
            return date.fromisoformat(self.expires)
        except ValueError:
            return None


def of_form(questions: str, sentences: Iterable[str], expires: str) -> Typed:
    """The form as it was sent: a question a line; a sentence as its page's id, a blank and its text."""
    pairs = (one.partition(" ") for one in sentences)
    fixed = dict.fromkeys(Fixed(page, text) for page, _, text in pairs if page and text)
    return Typed(tuple(filter(None, (" ".join(line.split()) for line in questions.split("\n")))), tuple(fixed), expires)


def of_text(text: str) -> Typed:
    """The form of a draft, whole or not."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Typed()
    sentences = cast("list[dict[str, str]]", found.get("sentences") or [])
    fixed = tuple(Fixed(str(one.get("page", "")), str(one.get("text", ""))) for one in sentences)
    return Typed(tuple(cast("list[str]", found.get("questions") or [])), fixed, str(found.get("expires") or ""))


def text_of(typed: Typed) -> str:
    """The file's text; one that is not whole yet has no day."""
    whole = pinned.write(Pin("", typed.questions, typed.sentences, typed.day or date.min))
    return whole if typed.day else whole.replace(f"expires = {date.min}\n", "")


def pin_of(text: str) -> Pin | None:
    """The fixed answer in a text, if there is one."""
    try:
        return pinned.read(text, "")
    except PageError:
        return None


def faults(name: str, typed: Typed, pages: Mapping[str, Page], others: Sequence[Pin], today: date) -> list[str]:
    """What stands in the way of handing it in."""
    try:
        pin = pinned.read(text_of(typed), name)
    except PageError as error:
        return [_sentence(str(error).partition(": ")[2])]
    found = [f"„{one.text}“ ist kein Satz der Seite {one.page}." for one in pinned.missing(pin, pages)]
    if pin.expires < today:
        found.append("Der Tag, bis zu dem die Antwort gilt, ist schon vorbei.")
    taken = {key: other.name for other in others if other.name != name for key in other.keys}
    clashes = [question for question in pin.questions if phrasing(question) in taken]
    return found + [f"„{one}“ hat schon eine feste Antwort: {taken[phrasing(one)]}." for one in clashes]


def standing(pin: Pin, pages: Mapping[str, Page], today: date) -> Standing:
    """How a published answer stands."""
    if pinned.missing(pin, pages):
        return "gone"
    if pin.expires < today:
        return "expired"
    return "soon" if pin.expires < today + SOON else "valid"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def as_field(one: Fixed) -> str:
    """A sentence as the form sends it."""
    return f"{one.page} {one.text}"
