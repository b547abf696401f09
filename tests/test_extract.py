"""Which sentences of a page answer a question, on the shipped pages."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from bot.bot import Bot
from bot.extract import WORDS, Quote, extract
from indexes.index import Index


@pytest.fixture
def index(bot: Bot) -> Generator[Index]:
    with bot.live.lease() as leased:
        yield leased


def quotes(index: Index, question: str, page_id: str) -> list[Quote]:
    search = index.search(question)
    page = index.page(page_id)
    assert page is not None
    return extract(search, page, index.passages(page_id, search.vector))


def words(found: list[Quote]) -> int:
    return sum(len(quote.text.split()) for quote in found)


def introduced(found: list[Quote], place: int) -> bool:
    """Whether an item's lead is the last thing before it that is no item, or a higher item."""
    quote = found[place]
    if quote.lead is None:
        return True
    lead = quote.passage.quote(quote.lead)
    before = [other for other in found[:place] if other.text == lead or other.lead is None]
    return bool(before) and before[-1].text == lead


SAID = (
    "Was kostet das?",
    "Welche Unterlagen brauche ich?",
    "Bis wann muss ich das tun, und wo?",
    "Ich bin umgezogen",
    "Darf mein Kind mit 16 das selber?",
)


@pytest.mark.parametrize("question", SAID)
def test_an_item_is_never_quoted_without_the_words_that_introduce_its_list(index: Index, question: str) -> None:
    search = index.search(question)
    pages = [page for part in index.scopes for page in part.pages]
    wrong = [
        (page.id, found[place].text)
        for page in pages
        for found in [extract(search, page, index.passages(page.id, search.vector))]
        for place in range(len(found))
        if not introduced(found, place)
    ]
    assert wrong == []


@pytest.mark.parametrize("question", SAID)
def test_an_answer_has_about_140_words_at_most_from_every_page(index: Index, question: str) -> None:
    search = index.search(question)
    pages = [page for part in index.scopes for page in part.pages]
    lengths = {page.id: words(extract(search, page, index.passages(page.id, search.vector))) for page in pages}
    assert {page: length for page, length in lengths.items() if length > 1.2 * WORDS} == {}


def test_a_question_about_fees_quotes_the_fee_first(index: Index) -> None:
    first = quotes(index, "Was kostet ein Reisepass für mein Kind?", "musterstadt:reisepass-kinder")[0]
    assert (first.locator, "37,50 Euro" in first.text) == ("Kosten", True)


def test_a_question_about_documents_quotes_the_whole_list(index: Index) -> None:
    found = quotes(index, "Welche Unterlagen brauche ich für die Geburtsurkunde?", "musterstadt:geburtsurkunde")
    page = index.page("musterstadt:geburtsurkunde")
    assert page is not None
    items = next(section.text for section in page.sections if section.heading == "Unterlagen").count("\n- ")
    assert sum(quote.lead is not None and quote.locator == "Unterlagen" for quote in found) == items


def test_no_sentence_is_quoted_twice(index: Index) -> None:
    found = [quote.text for quote in quotes(index, "Ich bin umgezogen", "musterstadt:wohnsitz-ummelden")]
    assert len(found) == len(set(found))


def test_the_deadline_is_told_without_being_asked_for(index: Index) -> None:
    found = quotes(index, "Ich bin umgezogen", "musterstadt:wohnsitz-ummelden")
    assert any("zwei Wochen" in quote.text for quote in found)


def test_a_page_without_passages_gives_no_quote(index: Index) -> None:
    search = index.search("Was kostet ein Pass?")
    assert extract(search, index.scopes[0].pages[0], []) == []


def test_a_condition_in_a_list_is_quoted_beside_the_best_sentences(index: Index) -> None:
    question = "sichtschutzwand zum nachbarn, wie hoch darf ich ohne zu fragen"
    found = quotes(index, question, "musterstadt:garage-carport-gartenhaus")
    assert any("2 Meter Höhe" in quote.text for quote in found if quote.lead is not None)
