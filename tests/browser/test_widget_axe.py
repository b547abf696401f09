"""axe (WCAG 2.0 to 2.2 A and AA, best practice) finds nothing in any state of the widget, on any demo page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Pace
from tests.browser.hosts import Visit, host, visiting
from tests.serving import ROOT, Served

COST = "Was kostet ein Personalausweis?"
DEMOS = sorted(path.name for path in (ROOT / "bot" / "static" / "demo").glob("*.html"))
SNAPSHOT = ROOT / "tests" / "transcripts" / "widget.yaml"


def test_closed_open_answered_and_with_a_source_open(visit: Visit) -> None:
    visit.go()
    assert visit.axe() == []
    visit.open()
    assert visit.axe() == []
    visit.ask(COST)
    assert visit.axe() == []
    visit.reply.locator(".mark").first.click()
    visit.page.locator("details[open]").get_by_role("button", name="Im Zusammenhang lesen").click()
    expect(visit.button("Im Zusammenhang lesen")).to_have_count(0)
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


@pytest.mark.parametrize(
    ("outcome", "question"),
    [
        ("clarify", "Parkausweis"),
        ("crisis", "Ich will nicht mehr leben"),
        ("advice", "Habe ich Anspruch auf Wohngeld, wenn ich 1200 Euro verdiene?"),
        ("account_data", "Wo bleibt mein Antrag auf Wohngeld?"),
        ("out_of_scope", "Wie wird das Wetter?"),
    ],
)
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
        assert visit.axe() == []


@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_page_with_the_widget_open(visit: Visit, name: str) -> None:
    visit.page.goto(f"{visit.url}/demo/{name}")
    if visit.page.locator("auskunft-chat").count():
        visit.part("launcher").or_(visit.part("composer")).first.wait_for()
        if visit.part("launcher").count():
            visit.open()
            visit.button("Perso weg, was jetzt?").or_(visit.part("examples").locator("button").first).first.click()
            visit.answered()
    else:
        visit.page.frame_locator("iframe").locator("#question").wait_for()
    visit.picture(f"demo-{Path(name).stem}")
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
