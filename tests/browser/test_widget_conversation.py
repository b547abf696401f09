"""A conversation in the widget, in a real Chromium with the real server and the shipped pages."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bot.settings import Settings
from tests.browser.conftest import Pace
from tests.browser.hosts import Visit, host, visiting
from tests.serving import Served, serving, until

COST = "Was kostet ein Personalausweis?"
LOST = "Perso weg, was jetzt?"


def test_before_the_first_question_stands_what_one_should_know(visit: Visit) -> None:
    visit.go().open()
    notice = visit.part("notice").inner_text()
    assert "automatisches System" in notice
    assert "30 Tage" in notice
    assert "keine Namen" in notice
    example, composer = visit.button(LOST).bounding_box(), visit.part("composer").bounding_box()
    assert example is not None
    assert composer is not None
    assert example["y"] + example["height"] < composer["y"], "no example can be seen when the panel opens"
    visit.picture("notice")


def test_an_example_is_asked_with_one_click(visit: Visit) -> None:
    visit.go().open()
    visit.button(LOST).click()
    visit.answered()
    assert visit.asked.inner_text() == LOST
    assert visit.reply.locator(".mark").count()
    visit.picture("answer")


def test_a_whole_conversation_with_the_keyboard_alone(visit: Visit) -> None:
    visit.go()
    keys = visit.page.keyboard
    keys.press("Tab")
    keys.press("Enter")
    assert visit.focused() == "title"
    tab_to(visit, "question")
    keys.type(COST)
    keys.press("Enter")
    visit.answered()
    assert visit.focused() == "question"
    while "mark" not in focused_class(visit):
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(visit.page.locator("details[open] mark").first).to_be_visible()
    assert visit.focused().startswith("summary-")
    keys.press("Escape")
    assert visit.focused() == "launcher"
    expect(visit.part("panel")).to_be_hidden()
    keys.press("Enter")
    assert visit.asked.inner_text() == COST
    visit.innocent()


def tab_to(visit: Visit, name: str) -> None:
    for _ in range(40):
        if visit.focused() == name:
            return
        visit.page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches {name}")


def focused_class(visit: Visit) -> str:
    return visit.page.evaluate("document.activeElement.shadowRoot.activeElement.className")


def test_a_mark_opens_the_source_and_highlights_the_very_sentence(visit: Visit) -> None:
    visit.go().open().ask(COST)
    sentence = visit.reply.locator(".answer p").nth(1)
    sentence.locator(".mark").click()
    card = visit.page.locator("details[open]")
    said = re.sub(r"\s*\u2060?\s*\[\d+\]\s*$", "", sentence.inner_text())
    assert [mark.inner_text() for mark in card.locator("mark").all()] == [said]
    expect(card).to_contain_text("Stand: ")
    expect(card.get_by_role("link", name="Zur Seite")).to_have_attribute("href", re.compile("^https://"))
    visit.picture("source")


def test_a_quote_is_read_where_it_stands(visit: Visit) -> None:
    visit.go().open().ask(LOST)
    visit.reply.locator(".mark").last.click()
    card = visit.page.locator("details[open]").last
    before = card.locator("blockquote").inner_text()
    card.get_by_role("button", name="Im Zusammenhang lesen").click()
    expect(card.locator("blockquote")).not_to_have_text(before)
    assert len(card.locator("blockquote").inner_text()) > len(before)
    expect(card.locator("mark").first).to_be_visible()


def test_sentences_come_one_by_one_and_are_announced_once_at_the_end(visit: Visit, pace: Pace) -> None:
    visit.go().open()
    visit.question.fill(LOST)
    visit.question.press("Enter")
    status = visit.page.locator("auskunft-chat").get_by_role("status")
    pace.let(2)
    expect(visit.part("answer")).to_contain_text("Ich suche in den Leistungen")
    expect(status).to_have_text("Ich suche in den Leistungen und Gesetzen …")
    pace.let(2)
    expect(visit.reply.locator(".answer p")).to_have_count(1)
    assert visit.page.locator("[role=log]").get_attribute("aria-busy") == "true"
    expect(status).to_have_text("Ich stelle die Antwort zusammen …")
    visit.picture("streaming")
    pace.let(1)
    expect(visit.reply.locator(".answer p")).to_have_count(2)
    pace.let(50)
    visit.answered()
    expect(status).to_contain_text("Quellen: ")
    expect(status).to_contain_text(re.sub(r"\W*\[1\]\W*$", "", visit.reply.locator(".answer p").first.inner_text()))
    assert visit.focused() == "question"


def test_an_answer_is_stopped_and_asked_for_again(visit: Visit, pace: Pace) -> None:
    visit.go().open()
    visit.question.fill(LOST)
    visit.question.press("Enter")
    pace.let(4)
    expect(visit.reply.locator(".answer p")).to_have_count(1)
    visit.button("Stopp").click()
    expect(visit.reply).to_contain_text("Sie ist nicht vollständig")
    until(lambda: pace.left == 1)
    visit.picture("stopped")
    pace.let(50)
    visit.button("Noch einmal versuchen").click()
    visit.answered()
    expect(visit.reply.get_by_text("Quellen", exact=True)).to_be_visible()
    assert visit.asked.count() == 1


def test_a_connection_that_breaks_once_is_taken_up_without_a_word(visit: Visit, pace: Pace) -> None:
    pace.broken = 1
    pace.let(100)
    visit.go().open().ask(LOST)
    expect(visit.reply.get_by_text("Quellen", exact=True)).to_be_visible()
    assert visit.asked.count() == 1


def test_a_connection_that_stays_broken_is_told_in_words_with_a_way_on(visit: Visit, pace: Pace) -> None:
    pace.broken = 2
    pace.let(200)
    visit.go().open().ask(LOST)
    expect(visit.part("error")).to_contain_text("Die Verbindung ist abgebrochen")
    expect(visit.part("contacts")).to_contain_text("115")
    visit.picture("broken")
    visit.button("Noch einmal versuchen").click()
    visit.answered()
    expect(visit.reply.get_by_text("Quellen", exact=True)).to_be_visible()


def test_the_conversation_goes_on_after_the_server_was_killed(
    browser: Browser, small_versions: Path, tmp_path: Path
) -> None:
    settings = Settings.load(versions=small_versions, data=tmp_path)
    with serving(settings) as first, visiting(browser, first.url) as visit:
        visit.go().open().ask("Was kostet ein Personalausweis?")
        port = int(first.url.rpartition(":")[2])
        first.stop()
        visit.ask("Wo melde ich meinen Hund an?")
        expect(visit.part("error")).to_contain_text("nicht erreichbar")
        visit.picture("unreachable")
        with serving(settings, port):
            visit.button("Noch einmal versuchen").click()
            expect(visit.part("error")).to_have_count(0)
            visit.answered()
            assert visit.told()[-1][0] == "answer"
            assert visit.asked.count() == 2


def test_a_question_asked_offline_is_sent_when_the_connection_is_back(visit: Visit) -> None:
    visit.go().open()
    visit.page.context.set_offline(True)
    visit.ask(COST)
    expect(visit.part("error")).to_contain_text("sobald Sie wieder verbunden sind")
    expect(visit.page.get_by_text("Sie sind offline.", exact=True)).to_be_visible()
    visit.picture("offline")
    visit.page.context.set_offline(False)
    expect(visit.reply.locator(".mark").first).to_be_visible()


def test_a_question_is_checked_before_it_is_sent(visit: Visit) -> None:
    visit.go().open()
    visit.button("Fragen").click()
    expect(visit.question).to_have_attribute("aria-invalid", "true")
    expect(visit.page.locator("#wrong")).to_have_text("Bitte geben Sie eine Frage ein.")
    visit.question.fill("x" * 501)
    expect(visit.page.locator("#left")).to_have_text("Noch -1 Zeichen")
    visit.question.press("Enter")
    expect(visit.page.locator("#wrong")).to_contain_text("höchstens 500 Zeichen")
    assert visit.asked.count() == 0
    visit.picture("too-long")


def test_a_choice_asks_the_clearer_question(visit: Visit) -> None:
    visit.go().open().ask("Parkausweis")
    visit.picture("clarify")
    choice = visit.reply.locator(".choices button").first
    title = choice.inner_text()
    choice.click()
    visit.answered()
    assert visit.asked.last.inner_text() == title
    expect(visit.reply.locator(".mark").first).to_be_visible()


def test_a_follow_up_carries_what_was_said_before(visit: Visit) -> None:
    visit.go().open().ask(COST)
    with visit.page.expect_request("**/api/v1/chat") as caught:
        visit.ask("Und für Kinder?")
    sent: dict[str, Any] = json.loads(caught.value.post_data or "")
    assert [turn["role"] for turn in sent["history"]] == ["user", "assistant"]
    assert sent["history"][0]["text"] == COST
    assert re.fullmatch("[0-9a-f]{32}", sent["conversation_id"])


def test_a_person_can_be_asked_at_any_time(visit: Visit) -> None:
    visit.go().open()
    visit.button("Kontakt").click()
    expect(visit.part("contacts")).to_contain_text("Bürgerbüro")
    expect(visit.part("contacts").get_by_role("link", name="115")).to_have_attribute("href", "tel:115")
    assert visit.focused() == "person"
    visit.picture("person")


def test_an_answer_is_copied_with_its_sources(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.go().open().ask(COST)
    visit.button("Kopieren").click()
    expect(visit.button("Kopiert")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(COST)
    assert "46,00 Euro, wenn Sie 24 Jahre oder älter sind. [1]" in copied
    assert "[1] Personalausweis beantragen, Kosten (Stand: " in copied


def test_only_the_conversation_is_printed(visit: Visit) -> None:
    visit.page.add_init_script("window.print = function () { parent.paper = document.body.innerText; }")
    visit.go().open().ask(COST)
    visit.button("Drucken").click()
    paper = visit.page.evaluate("paper")
    assert COST in paper
    assert "[1] Personalausweis beantragen, Kosten" in paper
    assert "Willkommen im Rathaus" not in paper
    assert visit.violations() == []


@pytest.fixture
def two(browser: Browser, served: Served) -> Generator[Visit]:
    with visiting(browser, served.url) as found:
        yield found.go(host('mode="inline"', widgets=2))


def test_two_widgets_on_a_page_hold_conversations_of_their_own(two: Visit) -> None:
    two.question.first.fill(COST)
    two.question.first.press("Enter")
    two.answered()
    assert two.asked.count() == 1
    assert two.page.locator("auskunft-chat").nth(1).locator("[role=log]").count() == 0
    two.innocent()


def test_the_host_page_hears_what_happens_but_not_what_is_said(visit: Visit) -> None:
    visit.go().open().ask(COST)
    cited = visit.part("source").count()
    assert cited > 0
    visit.page.keyboard.press("Escape")
    told = visit.told()
    assert [name for name, _ in told] == ["open", "question", "answer", "close"]
    assert told[2][1] == {"outcome": "answered", "sources": cited}
    assert "Personalausweis" not in str(told)


def test_the_host_page_can_open_ask_and_close(visit: Visit) -> None:
    visit.go()
    visit.page.evaluate("question => document.querySelector('auskunft-chat').ask(question)", COST)
    visit.page.locator("[role=log]").wait_for()
    visit.answered()
    assert visit.asked.inner_text() == COST
    visit.page.evaluate("document.querySelector('auskunft-chat').close()")
    expect(visit.part("panel")).to_be_hidden()
    visit.page.evaluate("document.querySelector('auskunft-chat').open = true")
    expect(visit.part("composer")).to_be_visible()


def test_where_nothing_can_be_loaded_the_way_to_a_person_stands_open(visit: Visit) -> None:
    visit.page.route("**/api/v1/widget/*", lambda route: route.fulfill(status=503, body=""))
    visit.go()
    visit.part("launcher").click()
    expect(visit.part("error")).to_contain_text("kann gerade nicht geladen werden")
    expect(visit.part("contacts")).to_contain_text("115")
    visit.page.unroute("**/api/v1/widget/*")
    visit.button("Noch einmal versuchen").click()
    expect(visit.part("composer")).to_be_visible()
