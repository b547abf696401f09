"""Quotes <-> numbered sources.

A source is a stretch of quotes that follow each other in a page, so that what is shown stands there letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise

from bot.events import Sentence, Source
from bot.extract import Quote
from corpus.page import Page
from corpus.passage import INTRO


@dataclass(frozen=True, slots=True)
class Cited:
    """Sentences and the sources that their numbers mean."""

    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]


NOTHING = Cited((), ())


def cite(quotes: Sequence[Quote], page: Page, today: date) -> Cited:
    """Number the quotes of one page."""
    stretches = _stretches(quotes)
    sentences = [
        Sentence(text=quote.text, citations=(n,), verbatim=True, item=quote.lead is not None)
        for n, stretch in enumerate(stretches, 1)
        for quote in stretch
    ]
    return Cited(tuple(sentences), tuple(_source(n, stretch, page, today) for n, stretch in enumerate(stretches, 1)))


def merged(parts: Iterable[Cited]) -> Cited:
    """Several parts as one."""
    return reduce(joined, parts, NOTHING)


def used(cited: Cited) -> Cited:
    """Only the sources that a sentence cites, under the numbers that they have."""
    numbers = {n for sentence in cited.sentences for n in sentence.citations}
    return Cited(cited.sentences, tuple(source for source in cited.sources if source.n in numbers))


def joined(first: Cited, second: Cited) -> Cited:
    """Both, one after the other; the second's numbers go on where the first's end."""
    past = max((source.n for source in first.sources), default=0)
    sentences = tuple(
        sentence.model_copy(update={"citations": tuple(n + past for n in sentence.citations)})
        for sentence in second.sentences
    )
    sources = tuple(source.model_copy(update={"n": source.n + past}) for source in second.sources)
    return Cited(first.sentences + sentences, first.sources + sources)


def _stretches(quotes: Sequence[Quote]) -> list[list[Quote]]:
    stretches = [[quote] for quote in quotes[:1]]
    for before, quote in pairwise(quotes):
        if _follows(before, quote):
            stretches[-1].append(quote)
        else:
            stretches.append([quote])
    return stretches


def _follows(before: Quote, quote: Quote) -> bool:
    return (
        before.passage is quote.passage
        and before.locator == quote.locator
        and before.number != INTRO
        and quote.number == before.number + 1
    )


def _source(n: int, stretch: list[Quote], page: Page, today: date) -> Source:
    return source_of(n, page, stretch[0].locator, _words(stretch), today)


def source_of(n: int, page: Page, locator: str, quote: str, today: date) -> Source:
    """A source under a number; `quote` stands letter by letter in the page, under the locator."""
    return Source(
        n=n,
        page_id=page.id,
        title=page.title,
        locator=locator,
        quote=quote,
        url=page.url,
        language=page.language,
        updated=page.updated,
        stand=page.stand,
        overdue=page.review_due is not None and page.review_due < today,
        scope=page.scope,
    )


def _words(stretch: list[Quote]) -> str:
    first, last = stretch[0], stretch[-1]
    if first.number == INTRO:
        return first.text
    sentences = first.passage.sentences
    return first.passage.text[sentences[first.number].start : sentences[last.number].end]


def length(cited: Cited) -> int:
    """How many words the sentences have."""
    return sum(len(sentence.text.split()) for sentence in cited.sentences)


def with_marks(sentences: Sequence[Sentence]) -> str:
    """The answer as text: each sentence with its [n], items on lines of their own."""
    return "".join(with_mark(*pair) for pair in zip([None, *sentences], sentences, strict=False))


def with_mark(before: Sentence | None, sentence: Sentence) -> str:
    """One sentence of that text, behind the one before it."""
    marks = "".join(f" [{n}]" for n in sentence.citations)
    if sentence.item:
        return f"\n- {sentence.text}{marks}"
    return f"{'' if before is None else chr(10) if before.item else ' '}{sentence.text}{marks}"
