"""axe (WCAG 2.0 to 2.2 A and AA, best practice) finds nothing in any state of the widget, on any demo page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from bot.api.demo import PAGES
from tests.browser.conftest import Pace
from tests.browser.hosts import Visit, host, visiting
from tests.serving import ROOT, Served

COST = "Was kostet ein Personalausweis?"
DEMOS = [f"/demo/{name}.html" for name in PAGES if name != "iframe"]
EMBEDDED = "/embed?municipality=musterstadt&lang=de"
OUTCOMES = {
    "clarify": "Parkausweis",
    "crisis": "Ich will nicht mehr leben",
    "advice": "Habe ich Anspruch auf Wohngeld, wenn ich 1200 Euro verdiene?",
    "account_data": "Wo bleibt mein Antrag auf Wohngeld?",
    "out_of_scope": "Wie wird das Wetter?",
}
SNAPSHOT = ROOT / "tests" / "transcripts" / "widget.yaml"


def test_closed_open_answered_and_with_a_source_open(visit: Visit) -> None:
    visit.go()
    visit.picture("closed")
    assert visit.axe() == []
    visit.open()
    assert visit.axe() == []
    visit.ask(COST)
    assert visit.axe() == []
    visit.reply.locator(".mark").first.click()
    visit.page.locator("details[open]").get_by_role("button", name="Im Zusammenhang lesen").click()
    expect(visit.button("Im Zusammenhang lesen")).to_have_count(0)
    visit.picture("context")
    assert visit.axe() == []


def test_streaming_stopped_and_broken(visit: Visit, pace: Pace) -> None:
    visit.go().open()
    visit.question.fill(COST)
    visit.question.press("Enter")
    pace.let(4)
    expect(visit.reply.locator(".answer p")).to_have_count(1)
    assert visit.axe() == []
    visit.button("Stopp").click()
    expect(visit.reply).to_contain_text("Sie ist nicht vollständig")
    assert visit.axe() == []
    pace.broken = 2
    pace.let(200)
    visit.button("Noch einmal versuchen").click()
    expect(visit.part("error")).to_be_visible()
    assert visit.axe() == []


def test_feedback_erasing_the_receipt_and_people(visit: Visit) -> None:
    visit.go().open().ask(COST)
    visit.button("Nein").click()
    visit.button("Gespräch löschen").click()
    visit.button("Kontakt").click()
    visit.button("Fragen").click()
    assert visit.axe() == []
    visit.button("Ja, löschen").click()
    expect(visit.part("receipt")).to_be_visible()
    assert visit.axe() == []


@pytest.mark.parametrize(("outcome", "question"), OUTCOMES.items())
def test_the_other_outcomes(visit: Visit, outcome: str, question: str) -> None:
    visit.go().open().ask(question)
    assert visit.told()[-1][1]["outcome"] == outcome
    visit.picture(f"outcome-{outcome}")
    assert visit.axe() == []


def test_a_crisis_puts_the_numbers_first_and_each_can_be_called(visit: Visit) -> None:
    visit.go().open().ask("Ich will nicht mehr leben")
    first = visit.reply.get_by_role("link").first
    expect(first).to_have_attribute("href", "tel:08001110111")
    expect(visit.part("crisis")).to_contain_text("Sie sind nicht allein")


def test_arabic_dark_narrow_and_without_a_server(browser: Browser, served: Served) -> None:
    options = {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}}
    with visiting(browser, served.url, **options) as visit:
        visit.go(host('lang="ar"')).open().ask("كم يكلف جواز السفر؟")
        visit.reply.locator(".mark").first.click()
        visit.picture("arabic-dark-narrow")
        assert visit.axe() == []
        visit.page.route("**/api/v1/widget/*", lambda route: route.abort())
        visit.page.reload()
        visit.part("launcher").click()
        expect(visit.part("error")).to_be_visible()
        visit.picture("unavailable")
        assert visit.axe() == []


@pytest.mark.parametrize("address", [*DEMOS, EMBEDDED], ids=lambda address: address.partition("?")[0])
def test_every_demo_page_in_every_state(visit: Visit, pace: Pace, address: str) -> None:
    visit.page.goto(f"{visit.url}{address}")
    visit.part("launcher").or_(visit.part("composer")).first.wait_for()
    wrong = {state: found for state in _states(visit, pace) if (found := visit.axe())}
    assert wrong == {}, json.dumps(wrong, indent=1)
    visit.picture(f"demo-{re.sub(r'[^a-z0-9]', '', address.partition('?')[0].removeprefix('/demo/'))}")


def _states(visit: Visit, pace: Pace) -> Iterator[str]:
    """Bring the widget into one state after another, whatever its language; each is named when it is there."""
    page, inside = visit.page, visit.page.locator("auskunft-chat")
    if visit.part("launcher").count():
        yield "closed"
        visit.open()
    yield "open"
    visit.part("examples").get_by_role("button").first.click()
    pace.let(4)
    expect(visit.reply.locator(".answer p")).to_have_count(1)
    yield "answering"
    pace.let(10_000)
    visit.answered()
    yield "answered"
    visit.reply.locator(".mark").first.click()
    expect(page.locator("details[open] mark").first).to_be_visible()
    yield "a source open"
    visit.reply.locator("[part=feedback] button").last.click()
    expect(visit.reply.locator("fieldset")).to_be_visible()
    yield "feedback"
    for outcome, question in OUTCOMES.items():
        visit.ask(question)
        yield outcome
    inside.locator(".bar button").click()
    expect(visit.part("contacts")).to_be_visible()
    yield "contacts"
    visit.question.press("Enter")
    expect(inside.locator("#wrong")).to_be_visible()
    yield "nothing typed"
    visit.innocent()
    page.route("**/api/v1/chat", lambda route: route.abort())
    visit.ask(COST)
    expect(visit.part("error")).to_be_visible()
    yield "broken off"
    page.context.set_offline(True)
    expect(inside.locator(".connection")).to_be_visible()
    yield "offline"
    page.context.set_offline(False)
    inside.locator("#delete").click()
    yield "asked whether to delete"
    visit.part("delete").locator(".danger").click()
    expect(visit.part("receipt")).to_be_visible()
    yield "deleted"


def test_a_whole_conversation_in_a_frame(visit: Visit) -> None:
    """On a page that loads no script; what is inside of the frame is checked above, at its own address."""
    visit.page.goto(f"{visit.url}/demo/iframe.html")
    frame = visit.page.frame_locator("iframe")
    frame.get_by_role("button", name="Perso weg, was jetzt?").click()
    frame.locator("[role=log][aria-busy=false]").wait_for()
    frame.locator(".mark").first.click()
    expect(frame.locator("details[open] mark").first).to_be_visible()
    visit.picture("demo-iframe")
    assert visit.page.locator("script").count() == 0
    assert visit.axe() == []
    visit.innocent()


def test_the_conversation_as_a_screen_reader_has_it(visit: Visit) -> None:
    """A person can read it in tests/transcripts/widget.yaml; what is there is what is promised."""
    visit.go().open().ask("Was kostet ein Reisepass für mein Kind?")
    visit.reply.locator(".mark").first.click()
    tree = visit.page.locator("auskunft-chat .root").aria_snapshot() + "\n"
    found = ROOT / "build" / SNAPSHOT.name
    found.write_text(tree, encoding="utf-8")
    assert tree == SNAPSHOT.read_text(encoding="utf-8"), f"if that is better, copy {found} over {SNAPSHOT}"
