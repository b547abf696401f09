"""What is quoted beside the answer from pages that fit nearly as well, on the shipped pages."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

import pytest

from bot.beside import MOST, NEAR, beside
from bot.bot import Bot
from bot.cite import NOTHING, cite, joined
from bot.extract import best_quotes
from indexes.index import Hit, Index, Search

TODAY = date(2026, 11, 30)


@pytest.fixture
def index(bot: Bot) -> Generator[Index]:
    with bot.live.lease() as leased:
        yield leased


def at(search: Search, gaps: tuple[float, ...]) -> list[Hit]:
    """The first hits, moved so that each lies that far below the first."""
    return [replace(hit, score=search.hits[0].score - gap) for hit, gap in zip(search.hits, (0.0, *gaps), strict=False)]


def test_a_page_that_fits_nearly_as_well_is_quoted_with_its_own_source(index: Index) -> None:
    search = index.search("Was kostet ein Ausweis?")
    first, second = hits = at(search, (NEAR / 2,))
    found = beside(index, search, first, hits, "de", TODAY, 200)
    assert {source.page_id for source in found.sources} == {second.page.id}
    assert 1 <= len([sentence for sentence in found.sentences if not sentence.item]) <= 3


def test_a_page_far_below_is_not_quoted(index: Index) -> None:
    search = index.search("Was kostet ein Ausweis?")
    hits = at(search, (NEAR + 1,))
    assert beside(index, search, hits[0], hits, "de", TODAY, 200) == NOTHING


def test_only_a_few_pages_are_quoted_beside_an_answer(index: Index) -> None:
    search = index.search("Was kostet ein Ausweis?")
    hits = at(search, (0.1, 0.2, 0.3, 0.4))
    found = beside(index, search, hits[0], hits, "de", TODAY, 200)
    assert len({source.page_id for source in found.sources}) == MOST


def test_joined_answers_have_numbers_of_their_own(index: Index) -> None:
    search = index.search("Was kostet ein Ausweis?")
    parts = [
        cite(best_quotes(search, index.passages(hit.page.id, search.vector)), hit.page, TODAY)
        for hit in search.hits[:2]
    ]
    both = joined(*parts)
    quotes = {source.n: source.quote for source in both.sources}
    assert len(quotes) == len(both.sources)
    assert all(sentence.text in quotes[n] for sentence in both.sentences for n in sentence.citations)


def test_numbers_go_on_behind_a_source_that_was_removed(index: Index) -> None:
    search = index.search("Was kostet ein Ausweis?")
    part = cite(best_quotes(search, index.passages(search.hits[0].page.id, search.vector)), search.hits[0].page, TODAY)
    removed = replace(part, sources=part.sources[-1:], sentences=part.sentences[-1:])
    both = joined(removed, part)
    assert len({source.n for source in both.sources}) == len(both.sources)
