"""What is learned from: what citizens say and ask, and which matters and pages it is about.

The sentences of a matter belong together; a question of a set of cases belongs to the matters whose names its page
bears, and to the other questions about that page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.matters import Matter
from evaluation.cases import Case
from indexes.index import Index
from indexes.scope import Floats

_BEARS = 0.6
"""A page that bears so much of a matter's name is about it; one with less is not, and no mistake either."""

_FEW = 2
"""A question about a page with more matters than this is about none of them in particular."""


@dataclass(slots=True)
class Lessons:
    """Texts, and what each is about: matters, by number, and pages, by id.

    A group is what belongs together. `near` has a vector of each group, to tell which groups are alike.
    """

    texts: list[str] = field(default_factory=list[str])
    topics: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    groups: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    near: dict[str, Floats] = field(default_factory=dict[str, Floats])

    def add(self, text: str, topics: Iterable[str], groups: Iterable[str]) -> None:
        """One text of some groups."""
        for group in groups:
            self.groups.setdefault(group, []).append(len(self.texts))
        self.texts.append(text)
        self.topics.append(frozenset(topics))


def lessons(
    indexes: Sequence[Index], listed: Sequence[Matter], cases: Sequence[Case], held: Callable[[str], bool]
) -> Lessons:
    """The lessons of some open versions with the same matters.

    Pages for which `held` is true are left out, and so is every matter that leads to one.
    """
    pages = linked(indexes, listed)
    left = [number for number, _ in enumerate(listed) if not any(held(page) for page in pages[number])]
    made = Lessons()
    said = indexes[0].directory.matters
    for number in left:
        name = f"matter {number}"
        for sentence in listed[number].said:
            made.add(sentence, [name, *pages[number]], [name])
        begin = int(said.starts[number])
        made.near[name] = said.said[begin : begin + len(listed[number].said)].mean(axis=0)
    of_page = _matters_of_pages(pages, left)
    for case in (case for case in cases if case.answerable):
        _add_case(made, indexes, case, of_page, held)
    return made


def linked(indexes: Sequence[Index], listed: Sequence[Matter]) -> list[dict[str, float]]:
    """For each matter the pages that are about it, and how much of its name they bear."""
    found: list[dict[str, float]] = [{} for _ in listed]
    for index in indexes:
        for part, links in zip(index.scopes, index.directory.pages, strict=True):
            for number, page in np.argwhere(links > 0).tolist():
                found[number][part.pages[page].id] = float(links[number, page])
    return found


def _matters_of_pages(linked: Sequence[dict[str, float]], left: Sequence[int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number in left:
        for page, share in linked[number].items():
            if share >= _BEARS:
                found.setdefault(page, []).append(f"matter {number}")
    return found


def _add_case(
    made: Lessons,
    indexes: Sequence[Index],
    case: Case,
    of_page: dict[str, list[str]],
    held: Callable[[str], bool],
) -> None:
    index = next((index for index in indexes if all(page in index.places for page in case.pages)), None)
    if index is None or not case.pages or any(held(page) for page in case.pages):
        return
    page, matters = case.pages[0], of_page.get(case.pages[0], [])
    official = index.synonyms.official(case.question)
    text = f"{case.question} ({', '.join(official)})" if official else case.question
    topics = {*case.pages, *(matter for own in case.pages for matter in of_page.get(own, []))}
    made.add(text, topics, [page, *(matters if len(matters) <= _FEW else [])])
    place, number = index.places[page]
    made.near[page] = index.scopes[place].titles[number]


def topic_matrix(topics: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """(texts, topics) 1 where a text is about a topic."""
    places = {name: place for place, name in enumerate(sorted(frozenset[str]().union(*topics)))}
    found = np.zeros((len(topics), len(places)), np.float32)
    for row, own in enumerate(topics):
        found[row, [places[name] for name in own]] = 1
    return found
