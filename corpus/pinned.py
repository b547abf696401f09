"""Answers that an editor has fixed: phrasings, and sentences of pages that answer them until a day.

A file of its own for each in `pinned/` of the pages folder:

    questions = ["Was kostet ein Personalausweis?", "Perso Kosten"]
    expires = 2027-06-30
    sentences = [
      {page = "muster:personalausweis", text = "Der Personalausweis kostet 37,00 Euro."},
    ]

No source, no sentence: each text must be a sentence of its page, letter by letter, or the whole answer falls away.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from corpus import chunk
from corpus.folder import Problem
from corpus.page import Page, PageError
from corpus.passage import INTRO, Passage
from corpus.words import words

FOLDER = "pinned"
MOST_QUESTIONS, MOST_SENTENCES = 50, 12
LONGEST = 500  # characters of a question, as of a citizen's

_UNFIT = re.compile(r"[\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sentence, letter by letter, and the id of the page on which it stands."""

    page: str
    text: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A fixed answer. `name` is its file's, without an ending; on `expires` it holds for the last time."""

    name: str
    questions: tuple[str, ...]
    sentences: tuple[Fixed, ...]
    expires: date

    @property
    def keys(self) -> frozenset[str]:
        """The phrasings as they are compared."""
        return frozenset(map(phrasing, self.questions))


def phrasing(question: str) -> str:
    """What two questions must have in common to be the same: every word, in its order, whatever its case and marks.

    Nothing is left out and nothing is stemmed: "nicht" and "ohne" are words, and so is every number.
    """
    return " ".join(words(question))


def read(text: str, name: str) -> Pin:
    """The fixed answer in a file's text.

    Raises:
        PageError: it is none; the message says, in German, what is missing.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"{name}: {error}") from error
    questions = _texts(found.get("questions"))
    sentences = tuple(_fixed(one) for one in cast("list[Any]", found.get("sentences") or []))
    expires = found.get("expires")
    _require(bool(questions), name, "es fehlt eine Formulierung der Frage")
    _require(all(map(phrasing, questions)), name, "eine Formulierung hat keine Wörter")
    _require(all(len(one) <= LONGEST for one in questions), name, f"eine Frage hat höchstens {LONGEST} Zeichen")
    _require(len(questions) <= MOST_QUESTIONS, name, f"höchstens {MOST_QUESTIONS} Formulierungen")
    _require(bool(sentences) and None not in sentences, name, "es fehlt ein Satz mit seiner Seite")
    _require(len(sentences) <= MOST_SENTENCES, name, f"höchstens {MOST_SENTENCES} Sätze")
    _require(type(expires) is date, name, "es fehlt der Tag, bis zu dem die Antwort gilt")
    return Pin(name, questions, cast("tuple[Fixed, ...]", sentences), cast("date", expires))


def write(pin: Pin) -> str:
    """The file's text; `read` gives the same answer back."""
    questions = "".join(f"  {_quoted(question)},\n" for question in pin.questions)
    sentences = "".join(f"  {{page = {_quoted(one.page)}, text = {_quoted(one.text)}}},\n" for one in pin.sentences)
    return f"questions = [\n{questions}]\nexpires = {pin.expires}\nsentences = [\n{sentences}]\n"


def load(folder: Path) -> tuple[list[Pin], list[Problem]]:
    """The fixed answers of a pages folder, and the files that hold none."""
    pins: list[Pin] = []
    problems: list[Problem] = []
    for file in sorted((folder / FOLDER).glob("*.toml")):
        try:
            pins.append(read(file.read_text(encoding="utf-8"), file.stem))
        except (PageError, OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file, str(error), "die Datei berichtigen"))
    return pins, problems


# --- no source, no sentence ------------------------------------------------------------------------------------------


def missing(pin: Pin, pages: Mapping[str, Page]) -> list[Fixed]:
    """The sentences that are no sentences of their pages, or of no page."""
    named = {one.page for one in pin.sentences}
    known = {page_id: sentences(pages[page_id]) for page_id in named if page_id in pages}
    return [one for one in pin.sentences if one.text not in known.get(one.page, ())]


def sentences(page: Page) -> list[str]:
    """What of a page can be quoted, in its order."""
    quotes = (_quotes(passage) for passage in chunk.passages(page))
    return list(dict.fromkeys(text for found in quotes for text in found if text))


def sound(pins: Iterable[Pin], pages: Sequence[Page], folder: Path) -> tuple[list[Pin], list[Problem]]:
    """The answers that may be given, and why the others may not: a sentence that does not stand there any more, a
    phrasing that an answer of the same municipality has already."""
    by_id = {page.id: page for page in pages}
    taken: dict[tuple[str, str], str] = {}
    kept: list[Pin] = []
    problems: list[Problem] = []
    for pin in pins:
        file = folder / FOLDER / f"{pin.name}.toml"
        if gone := missing(pin, by_id):
            what = f"auf der Seite {gone[0].page} steht nicht: {gone[0].text}"
            problems.append(Problem(file, what, "einen Satz wählen, der dort steht"))
            continue
        places = {(scope_of(pin, by_id), key) for key in pin.keys}
        if twice := sorted(places & taken.keys()):
            what = f"„{twice[0][1]}“ hat schon die feste Antwort {taken[twice[0]]}"
            problems.append(Problem(file, what, "die Formulierung bei einer der beiden streichen"))
            continue
        taken |= dict.fromkeys(places, pin.name)
        kept.append(pin)
    return kept, problems


def scope_of(pin: Pin, pages: Mapping[str, Page]) -> str:
    """The regional key of whom it is for: the narrowest of its pages'."""
    return max((pages[one.page].scope for one in pin.sentences), key=len)


def _quotes(passage: Passage) -> list[str]:
    return [passage.quote(number) for number in range(INTRO, len(passage.sentences))]


# --- text ------------------------------------------------------------------------------------------------------------


def _texts(value: object) -> tuple[str, ...]:
    values = cast("list[object]", value) if isinstance(value, list) else []
    return tuple(" ".join(one.split()) for one in values if isinstance(one, str) and one.strip())


def _fixed(value: object) -> Fixed | None:
    fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    page, text = fields.get("page"), fields.get("text")
    return Fixed(page, text) if isinstance(page, str) and isinstance(text, str) and page and text else None


def _quoted(text: str) -> str:
    """A basic string of TOML; JSON escapes the same way."""
    return json.dumps(_UNFIT.sub(" ", text), ensure_ascii=False)


def _require(holds: bool, name: str, what: str) -> None:
    if not holds:
        raise PageError(f"{name}: {what}")
