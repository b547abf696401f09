"""Quotes and the numbers of their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cite import NOTHING, cite, with_marks
from bot.extract import Quote
from corpus import blocks
from corpus.chunk import passages
from corpus.page import Page, read_file

PAGES = Path(__file__).parent / "pages"
TODAY = date(2026, 11, 22)


@pytest.fixture
def page() -> Page:
    return read_file(PAGES / "personalausweis.md")


def all_of(page: Page, heading: str) -> list[Quote]:
    found = [passage for passage in passages(page) if passage.heading == heading]
    return [Quote(passage, number) for passage in found for number in range(len(passage.sentences))]


def test_sentences_that_follow_each_other_have_one_source(page: Page) -> None:
    cited = cite(all_of(page, "Unterlagen"), page, TODAY)
    assert [sentence.citations for sentence in cited.sentences] == [(1,), (1,), (1,)]
    assert [source.n for source in cited.sources] == [1]


def test_sentences_with_something_between_them_have_a_source_each(page: Page) -> None:
    first, _, last = all_of(page, "Unterlagen")
    assert [source.n for source in cite([first, last], page, TODAY).sources] == [1, 2]


def test_what_stands_under_two_headings_has_two_sources(page: Page) -> None:
    cited = cite([*all_of(page, "Bearbeitungsdauer"), *all_of(page, "Zuständige Stelle")], page, TODAY)
    assert [source.locator for source in cited.sources] == ["Bearbeitungsdauer", "Zuständige Stelle"]


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.md")), ids=lambda file: file.stem)
def test_every_quote_stands_in_the_page_letter_by_letter(file: Path) -> None:
    page = read_file(file)
    quotes = [Quote(passage, number) for passage in passages(page) for number in range(len(passage.sentences))]
    texts = [blocks.plain(section.text) for section in page.sections]
    for source in cite(quotes, page, TODAY).sources:
        assert any(source.quote in text for text in texts)


def test_an_item_is_marked_as_one(page: Page) -> None:
    assert [s.item for s in cite(all_of(page, "Unterlagen"), page, TODAY).sentences] == [False, True, True]


def test_a_source_carries_the_address_and_the_date_of_its_page(page: Page) -> None:
    source = cite(all_of(page, "Kosten"), page, TODAY).sources[0]
    assert (source.url, source.updated, source.page_id) == (page.url, page.updated, page.id)


def test_a_page_whose_review_is_overdue_says_so(page: Page) -> None:
    overdue = replace(page, review_due=date(2026, 11, 21))
    due_today = replace(page, review_due=TODAY)
    quotes = all_of(page, "Kosten")
    assert cite(quotes, overdue, TODAY).sources[0].overdue
    assert not cite(quotes, due_today, TODAY).sources[0].overdue


def test_no_quotes_are_no_sources(page: Page) -> None:
    assert cite([], page, TODAY) == NOTHING


def test_the_text_puts_items_on_lines_of_their_own(page: Page) -> None:
    quotes = [*all_of(page, "Unterlagen"), *all_of(page, "Bearbeitungsdauer")]
    assert with_marks(cite(quotes, page, TODAY).sentences) == (
        "Bitte bringen Sie mit: [1]\n- Ihren alten Ausweis [1]\n- ein digitales Lichtbild [1]\n"
        "Der Personalausweis ist nach etwa drei Wochen fertig. [2]"
    )
