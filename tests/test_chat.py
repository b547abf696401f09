"""The whole way of a question, on the shipped pages: what comes out, and that every word of it has its source."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from bot.app import create_app
from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import Answer, DoneEvent, Event, Outcome, SentenceEvent, SourcesEvent
from bot.inform import ROOM
from bot.settings import Settings
from corpus.page import Page
from evaluation.cases import Case, read
from tests.serving import ROOT, Served, answered, lose_the_rows, users

SAMPLE = read(ROOT / "evaluation" / "questions" / "dev.csv")[::10]

WRITTEN = [
    ("Perso weg, was jetzt?", "musterstadt:ausweis-verloren", "sofort"),
    ("Was kostet ein Reisepass für mein Kind?", "musterstadt:reisepass-kinder", "37,50 Euro"),
    ("Ich bin umgezogen", "musterstadt:wohnsitz-ummelden", "zwei Wochen"),
    ("Mein Antrag liegt beim falschen Amt", "sozialrecht:antragstellung", "weiterleiten"),
    ("Muss ich zum Termin beim Jobcenter erscheinen?", "musterstadt:jobcenter-termin", "persönlich erscheinen müssen"),
    ("kimliğimi kaybettim", "musterstadt:ausweis-verloren", "sofort"),
]


async def events_of(bot: Bot, question: str) -> list[Event]:
    return [event async for event in answer(bot, Question(question))]


# --- what is answered ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "page", "fact"), WRITTEN)
async def test_a_question_is_answered_from_its_page_with_its_fact(
    bot: Bot, question: str, page: str, fact: str
) -> None:
    found = await answered(bot, question)
    assert (found.outcome, found.sources[0].page_id) == (Outcome.ANSWERED, page)
    assert fact in found.text


async def test_a_question_about_the_weather_is_out_of_scope(bot: Bot) -> None:
    found = await answered(bot, "Wie wird das Wetter?")
    assert (found.outcome, found.sentences, found.sources) == (Outcome.OUT_OF_SCOPE, (), ())


async def test_a_question_that_fits_two_services_equally_offers_both(bot: Bot) -> None:
    found = await answered(bot, "Parkausweis")
    assert (found.outcome, found.sentences) == (Outcome.CLARIFY, ())
    titles = [choice.title for choice in found.choices]
    assert len(titles) >= 2
    assert all("Parkausweis" in title or "parkausweis" in title for title in titles)


async def test_every_choice_leads_to_an_answer_from_its_page(bot: Bot) -> None:
    for choice in (await answered(bot, "Parkausweis")).choices:
        chosen = await answered(bot, choice.question)
        assert chosen.sources[0].page_id == choice.page_id


@pytest.mark.parametrize(
    ("said", "reply"), [("Hallo", "Guten Tag!"), ("danke", "Gern geschehen."), ("Bist du ein Mensch?", "kein Mensch")]
)
async def test_smalltalk_gets_its_reply_and_no_source(bot: Bot, said: str, reply: str) -> None:
    found = await answered(bot, said)
    assert (found.outcome, found.sources) == (Outcome.GREETING, ())
    assert reply in found.text


async def test_a_matter_that_no_page_holds_has_no_source(bot: Bot) -> None:
    found = await answered(bot, "darf ich meine drohne über dem stadtpark fliegen lassen")
    assert (found.outcome, found.sources) == (Outcome.NO_SOURCE, ())


async def test_a_reply_is_in_the_language_of_the_question(bot: Bot) -> None:
    found = await answered(bot, "Yarın hava nasıl olacak?")
    assert (found.language, "Belediyesinin" in found.text) == ("tr", True)


async def test_a_reply_to_an_unclear_question_is_in_the_language_of_the_page(bot: Bot) -> None:
    assert (await answered(bot, "?!", "fr")).language == "fr"


async def test_the_office_of_the_page_is_named(bot: Bot) -> None:
    handover = (await answered(bot, "Perso weg, was jetzt?")).handover
    assert handover is not None
    assert (handover.office, handover.phone) == ("Bürgerbüro", "069 90009-100")


# --- every word has its source ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(served: Served) -> list[tuple[Case, dict[str, Any], dict[str, Any]]]:
    """Some of the development questions, each with its answer and the pages that it cites, as the API gives them."""
    found: list[tuple[Case, dict[str, Any], dict[str, Any]]] = []
    with served.client() as client:
        for case in SAMPLE:
            document = served.ask(case.question)
            ids = {source["page_id"] for source in document["sources"]}
            found.append((case, document, {page: client.get(f"/api/v1/sources/{page}").json() for page in ids}))
    return found


Documents = list[tuple[Case, dict[str, Any], dict[str, Any]]]


def test_the_sample_is_answered_for_the_most_part(documents: Documents) -> None:
    assert len(documents) >= 40
    assert sum(document["outcome"] == "answered" for _, document, _ in documents) >= 25


def test_every_sentence_cites_a_source_that_exists(documents: Documents) -> None:
    for _, document, _ in documents:
        numbers = {source["n"] for source in document["sources"]}
        for sentence in document["sentences"]:
            assert sentence["citations"]
            assert set(sentence["citations"]) <= numbers


def test_every_source_is_cited_and_they_are_numbered_from_one(documents: Documents) -> None:
    for _, document, _ in documents:
        numbers = [source["n"] for source in document["sources"]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert {n for sentence in document["sentences"] for n in sentence["citations"]} == set(numbers)


def test_every_quote_stands_under_its_locator_letter_by_letter(documents: Documents) -> None:
    for _, document, pages in documents:
        for source in document["sources"]:
            page = pages[source["page_id"]]
            texts = [s["text"] for s in page["sections"] if page["kind"] == "law" or s["heading"] == source["locator"]]
            assert any(source["quote"] in text for text in texts), source


def test_every_sentence_stands_in_the_quote_of_its_source(documents: Documents) -> None:
    for _, document, _ in documents:
        quotes = {source["n"]: source["quote"] for source in document["sources"]}
        assert all(s["text"] in quotes[n] for s in document["sentences"] for n in s["citations"])


def test_every_link_is_a_pages_own(documents: Documents, served: Served) -> None:
    with served.bot.live.lease() as index:
        pages = [page for part in index.scopes for page in part.pages]
    own = {url for page in pages for url in urls(page)}
    linked = {link for _, document, _ in documents for link in links(document)}
    assert linked
    assert linked <= own


def urls(page: Page) -> set[str]:
    """Every address that a page has in its fields."""
    office = {page.office.appointment_url} if page.office else set[str]()
    service = {page.online_service.url} if page.online_service else set[str]()
    return {page.url, *office, *service, *(form.url for form in page.forms)} - {""}


def links(document: dict[str, Any]) -> set[str]:
    """Every address in an answer."""
    office = {document["handover"]["appointment_url"]} if document["handover"] else set[str]()
    return {part["url"] for name in ("sources", "actions") for part in document[name]} | (office - {""})


def test_links_of_the_answer_are_those_of_the_page_that_it_cites(documents: Documents, served: Served) -> None:
    for _, document, _ in documents:
        if document["sources"]:
            with served.bot.live.lease() as index:
                page = index.page(document["sources"][0]["page_id"])
            assert page is not None
            assert {a["url"] for a in document["actions"] if a["kind"] != "page"} <= urls(page)


def test_an_answer_has_at_most_about_200_words(documents: Documents) -> None:
    answered = [document for _, document, _ in documents if document["outcome"] == "answered"]
    lengths = [sum(len(s["text"].split()) for s in document["sentences"]) for document in answered]
    assert max(lengths) <= ROOM


def test_an_item_never_comes_first(documents: Documents) -> None:
    assert not any(document["sentences"][0]["item"] for _, document, _ in documents if document["sentences"])


def test_only_an_answer_has_sentences(documents: Documents) -> None:
    for _, document, _ in documents:
        assert document["sentences"] or document["outcome"] != "answered"
        assert not document["sentences"] or document["outcome"] in ("answered", "advice", "crisis")


# --- events ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["Perso weg, was jetzt?", "Wie wird das Wetter?", "Parkausweis", "Hallo"])
async def test_events_come_in_their_order(bot: Bot, question: str) -> None:
    kinds = [event.event for event in await events_of(bot, question)]
    statuses, sentences = kinds.count("status"), kinds.count("sentence")
    assert kinds == ["status"] * statuses + ["sources"] + ["sentence"] * sentences + ["done"]
    assert statuses


async def test_the_document_holds_what_the_events_said(bot: Bot) -> None:
    events = await events_of(bot, "Ich bin umgezogen")
    done = next(event.answer for event in events if isinstance(event, DoneEvent))
    assert [e.sentence for e in events if isinstance(e, SentenceEvent)] == list(done.sentences)
    assert [e.sources for e in events if isinstance(e, SourcesEvent)] == [done.sources]


async def test_two_answers_have_two_turn_ids(bot: Bot) -> None:
    assert (await answered(bot, "Hallo")).turn_id != (await answered(bot, "Hallo")).turn_id


async def test_the_same_question_gets_the_same_answer(bot: Bot) -> None:
    def but_the_turn(found: Answer) -> dict[str, Any]:
        return found.model_dump(exclude={"turn_id", "conversation_id"})

    assert but_the_turn(await answered(bot, "Perso weg?")) == but_the_turn(await answered(bot, "Perso weg?"))


# --- faults ----------------------------------------------------------------------------------------------------------


async def test_a_citizen_who_leaves_in_the_middle_gives_the_index_back(bot: Bot) -> None:
    before = users(bot)
    async with aclosing(answer(bot, Question("Perso weg, was jetzt?"))) as events:
        await anext(events)
        assert users(bot) == before + 1
    assert users(bot) == before


@pytest.fixture(scope="module")
def broken(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Bot]:
    """A bot whose private copy of the vector store loses its rows while it runs."""
    versions = shutil.copytree(small_versions, tmp_path_factory.mktemp("broken") / "versions")
    bot = open_bot(Settings.load(versions=versions, data=versions.parent, scope="99001000"))
    lose_the_rows(bot)
    yield bot
    bot.close()


async def test_an_index_that_breaks_is_an_outcome_and_no_exception(
    broken: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    found = await answered(broken, "Was kostet ein Personalausweis?")
    assert (found.outcome, found.sentences) == (Outcome.FAILED, ())
    assert "115" in found.text
    assert "answering_failed" in caplog.text


async def test_the_log_of_a_failure_does_not_hold_the_question(broken: Bot, caplog: pytest.LogCaptureFixture) -> None:
    await answered(broken, "Was kostet ein Pass für Xaver Geheimhuber?")
    assert "Geheimhuber" not in caplog.text


async def test_a_full_queue_is_an_outcome_when_the_answer_has_begun(bot: Bot) -> None:
    bot._waiting += 10_000  # pyright: ignore[reportPrivateUsage]  # as full as ten thousand questions would make it
    try:
        found = await answered(bot, "Perso weg, was jetzt?")
    finally:
        bot._waiting -= 10_000  # pyright: ignore[reportPrivateUsage]
    assert found.outcome == Outcome.OVERLOADED


def test_the_app_is_made_without_side_effects(bot: Bot) -> None:
    assert create_app(bot).state.bot is bot
