"""Policy: whether to answer, and from which of the pages that were found."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

import pytest

from bot.bot import Bot
from bot.retrieve import Decision, decide, probability
from indexes.index import Index, Search

TODAY = date(2026, 11, 22)


@pytest.fixture
def index(bot: Bot) -> Generator[Index]:
    with bot.live.lease() as leased:
        yield leased


def decided(bot: Bot, search: Search, today: date = TODAY) -> Decision:
    return decide(search, bot.topics.foreignness(search.vector), today)


def overdue(search: Search, place: int) -> Search:
    hit = search.hits[place]
    late = replace(hit, page=replace(hit.page, review_due=date(2026, 11, 21)))
    return replace(search, hits=(*search.hits[:place], late, *search.hits[place + 1 :]))


def test_a_question_with_a_page_is_answered_from_it(bot: Bot, index: Index) -> None:
    decision = decided(bot, index.search("Was kostet ein Reisepass für mein Kind?"))
    assert (decision.verdict, decision.kept[0].page.id) == ("answer", "musterstadt:reisepass-kinder")


@pytest.mark.parametrize("question", ["Parkausweis", "wohngeld", "ummelden"])
def test_a_question_that_only_names_what_several_services_are_called_is_to_be_clarified(
    bot: Bot, index: Index, question: str
) -> None:
    decision = decided(bot, index.search(question))
    assert decision.verdict == "clarify"
    assert len(decision.kept) >= 2


def test_a_question_about_the_weather_is_out_of_scope(bot: Bot, index: Index) -> None:
    decision = decided(bot, index.search("Wie wird das Wetter?"))
    assert (decision.verdict, decision.kept) == ("out_of_scope", ())


def test_a_matter_of_the_town_that_no_page_holds_has_no_source(bot: Bot, index: Index) -> None:
    assert decided(bot, index.search("darf ich meine drohne über dem stadtpark fliegen lassen")).verdict == "no_source"


def test_nothing_found_is_not_answered(bot: Bot, index: Index) -> None:
    search = replace(index.search("Was kostet ein Pass?"), hits=())
    assert decided(bot, search).verdict in ("no_source", "out_of_scope")


def test_what_is_found_is_kept_or_rejected(bot: Bot, index: Index) -> None:
    search = index.search("Was kostet ein Reisepass für mein Kind?")
    decision = decided(bot, search)
    assert sorted(hit.page.id for hit in (*decision.kept, *decision.rejected)) == sorted(h.page.id for h in search.hits)


def test_an_overdue_page_ranks_lower(bot: Bot, index: Index) -> None:
    search = index.search("Was kostet ein Reisepass für mein Kind?")
    lowered = next(hit for hit in decided(bot, overdue(search, 0)).kept if hit.page.id == search.hits[0].page.id)
    assert lowered.score < search.hits[0].score


def test_an_overdue_page_gives_way_to_an_equal_one(bot: Bot, index: Index) -> None:
    search = index.search("Was kostet ein Reisepass für mein Kind?")
    twin = replace(search.hits[0], page=replace(search.hits[0].page, id="musterstadt:zwilling"))
    both = overdue(replace(search, hits=(search.hits[0], twin)), 0)
    assert decided(bot, both).kept[0].page.id == "musterstadt:zwilling"


def test_a_page_whose_norm_is_cited_is_certain(index: Index) -> None:
    hit = index.search("Was steht in § 16 SGB I?").hits[0]
    assert probability(replace(hit, parts={**hit.parts, "norm": 1.0}), foreignness=1.0, missing=1.0) == 1.0
