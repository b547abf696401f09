"""Is it more than learned by heart? Layers that never saw a question's matters are tried on that question.

In each of two halves of the questions, every matter that leads to one of its pages is left out of the lessons, and so
is every question about a page that such a matter leads to. What was learned from the rest is compared with the layers
as they were. All matters are there to be found, in both cases: left out is only learning from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from corpus.matters import Matter
from evaluation.cases import Case
from evaluation.learning.lessons import Lessons, lessons, linked
from evaluation.learning.lower import Lower
from evaluation.learning.upper import Upper
from indexes.embed import Embedder, OnnxEmbedder, Question
from indexes.index import Index
from indexes.matters import Directory, Matters, sentences
from indexes.scope import Floats

HALVES = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Of some questions the share with a right page among the first five, and the mean reciprocal rank of the first."""

    questions: int
    recall: float
    rank: float


class Trial(Embedder):
    """The embedder with other upper layers for questions."""

    def __init__(self, embedder: OnnxEmbedder, upper: Upper) -> None:
        self._embedder, self._upper = embedder, upper
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.dimensions, self.max_tokens = embedder.dimensions, embedder.max_tokens

    def passages(self, texts: Sequence[str]) -> Floats:
        """As in `Embedder.passages`."""
        return self._embedder.passages(texts)

    def query(self, text: str) -> Floats:
        """As in `Embedder.query`."""
        return self._embedder.query(text)

    def question(self, text: str) -> Question:
        """As in `Embedder.question`."""
        return Question(self.query(text), self._upper.vectors([self._embedder.states(text)])[0])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As in `Embedder.count_tokens`."""
        return self._embedder.count_tokens(texts)


@dataclass(frozen=True, slots=True)
class School:
    """What is learned from, and how: `upper` gives the layers as they were, `learn` changes them.

    `lower` has the states of all that is learned from, and of every sentence of the matters.
    """

    indexes: Sequence[Index]
    listed: Sequence[Matter]
    cases: Sequence[Case]
    lower: Lower
    upper: Callable[[], Upper]
    learn: Callable[[Upper, Lessons], None]


def halves(questions: Sequence[Case]) -> list[list[Case]]:
    """The answerable questions, those of one page together."""
    return [
        [case for case in questions if case.answerable and crc32(case.pages[0].encode()) % HALVES == half]
        for half in range(HALVES)
    ]


def left_over(
    indexes: Sequence[Index], listed: Sequence[Matter], cases: Sequence[Case], tested: Sequence[Case]
) -> Lessons:
    """The lessons without whatever is about a page of the tested questions."""
    own = {page for case in tested for page in case.pages}
    of_matters = [set(pages) for pages in linked(indexes, listed)]
    near = own.union(*(pages for pages in of_matters if pages & own))
    return lessons(indexes, listed, [case for case in cases if not near & set(case.pages)], own.__contains__)


def found(index: Index, listed: Sequence[Matter], lower: Lower, upper: Upper, tested: Sequence[Case]) -> Found:
    """What is found with these layers. `lower` has the states of all sentences of the matters."""
    said = upper.vectors([lower[text] for text in sentences(listed)])
    directory = Directory.of(Matters.of(listed, said), [part.links for part in index.scopes])
    assert isinstance(index.embedder, OnnxEmbedder)
    tried = replace(index, embedder=Trial(index.embedder, upper), directory=directory)
    ranks = np.array([_rank(tried, case) for case in tested])
    return Found(len(tested), float((ranks <= 5).mean()), float((1 / ranks).mean()))


def _rank(index: Index, case: Case) -> float:
    """The place of the first right page among the first ten; infinite where there is none."""
    hits = index.search(case.question, 10).hits
    return next((place for place, hit in enumerate(hits, start=1) if hit.page.id in case.pages), np.inf)


def strict(school: School, index: Index, questions: Sequence[Case]) -> list[tuple[Found, Found]]:
    """For each half what is found with the layers as they were, and with what they learned from the rest."""
    return [_of_half(school, index, half) for half in halves(questions)]


def _of_half(school: School, index: Index, half: Sequence[Case]) -> tuple[Found, Found]:
    upper = school.upper()
    before = found(index, school.listed, school.lower, upper, half)
    school.learn(upper, left_over(school.indexes, school.listed, school.cases, half))
    return before, found(index, school.listed, school.lower, upper, half)
