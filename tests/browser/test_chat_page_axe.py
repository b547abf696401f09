"""axe finds nothing on the page without JavaScript, in any state of it, by day and by night, in German and Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.hosts import Visit, visiting
from tests.serving import Served

STATES = {
    "de": ("Was kostet ein Personalausweis?", "Parkausweis", "Ich will nicht mehr leben", "Wie wird das Wetter?"),
    "ar": ("كم تكلفة جواز السفر لطفلي؟",),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", STATES)
def test_nothing_is_found(browser: Browser, served: Served, language: str, scheme: str) -> None:
    with visiting(browser, served.url, color_scheme=scheme, viewport={"width": 320, "height": 640}) as visit:
        for question in STATES[language]:
            visit.page.goto(f"{visit.url}/chat?lang={language}")
            assert visit.axe() == []
            send(visit, question)
            visit.picture(f"chat-{language}-{scheme}-{STATES[language].index(question)}")
            assert visit.axe() == []


def test_nothing_is_found_after_feedback_and_erasure(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/chat")
    send(visit, "Was kostet ein Personalausweis?")
    visit.page.get_by_role("button", name="Nein", exact=True).click()
    assert "Danke" in visit.page.get_by_role("status").inner_text()
    assert visit.axe() == []
    visit.page.get_by_role("button", name="Gespräch löschen").click()
    assert "Löschbeleg" in visit.page.get_by_role("status").inner_text()
    assert visit.axe() == []


def send(visit: Visit, question: str) -> None:
    visit.page.locator("#question").fill(question)
    visit.page.locator("main > form button[type=submit]").first.click()
    visit.page.locator(".answer").wait_for()
