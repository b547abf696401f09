"""What stands around an answer's sentences: fee, online service, appointment, office, and in whose language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hosts import WIDGET, Visit, host

COST = "Was kostet ein Personalausweis?"
ADVICE = "Habe ich Anspruch auf Wohngeld, wenn ich 1200 Euro verdiene?"


def top(element: Locator) -> float:
    """How far down an element begins."""
    box = element.bounding_box()
    assert box is not None
    return box["y"]


@pytest.fixture
def answer(visit: Visit) -> Locator:
    """The answer to a question about a fee."""
    return visit.go().open().ask(COST).reply


def test_the_fee_is_found_at_a_glance(answer: Locator) -> None:
    expect(answer.get_by_role("heading", name="Kosten", exact=True)).to_be_visible()
    expect(answer.locator("b", has_text="46,00 Euro").first).to_be_visible()


def test_the_online_service_is_the_main_way_and_the_appointment_the_next(visit: Visit, answer: Locator) -> None:
    links = answer.locator("[part=actions] a")
    kinds = links.locator("small").all_inner_texts()
    assert kinds[:2] == ["Online", "Termin"]
    assert links.first.get_attribute("href") == "https://termine.musterstadt.example/personalausweis"
    assert "full" in str(links.first.get_attribute("class"))
    for link in links.all():
        assert str(link.get_attribute("href")).startswith("https://")
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
        assert "öffnet einen neuen Tab" in link.inner_text()


def test_advice_hands_over_to_the_office_before_anything_else(visit: Visit) -> None:
    reply = visit.go().open().ask(ADVICE).reply
    office = reply.locator("[part=office]")
    expect(office.get_by_role("heading", name="Beratung erhalten Sie hier")).to_be_visible()
    expect(office.get_by_role("heading", name="Wohngeldstelle")).to_be_visible()
    expect(office).to_contain_text("Lindenallee 20")
    expect(office).to_contain_text("Mo 8:00–12:00 Uhr")
    expect(office.get_by_role("link", name="069 90009-270")).to_have_attribute("href", "tel:06990009270")
    expect(office.get_by_role("link", name=re.compile("Termin"))).to_have_attribute("href", re.compile("^https://"))
    expect(reply.locator(".own")).to_contain_text("§ 14 SGB I")
    assert top(office) < top(reply.locator("[part=actions]")) < top(reply.locator("[part=sources]"))


def test_every_message_says_its_language_and_direction(visit: Visit) -> None:
    """Question, reply and note in Arabic, quotes in German, whatever holds them."""
    visit.go(host('lang="ar"')).open().ask("كم تكلفة جواز السفر لطفلي؟").ask("كيف سيكون الطقس غدًا؟")
    spoken = """all => all.map(e => [e.closest("[lang]").lang, getComputedStyle(e).direction])"""
    assert visit.asked.evaluate_all(spoken) == [["ar", "rtl"]] * 2
    quotes, reply = visit.part("answer").first, visit.part("answer").last
    assert {*map(tuple, quotes.locator(".answer :is(p, li)").evaluate_all(spoken))} == {("de", "ltr")}
    assert reply.locator(".answer p").evaluate_all(spoken) == [["ar", "rtl"]]
    assert {*map(tuple, quotes.locator(".gloss").evaluate_all(spoken))} == {("ar", "rtl")}


def test_days_and_sums_are_written_as_the_citizens_language_writes_them(visit: Visit) -> None:
    visit.go(host('lang="en"')).open().ask("How much does a passport for my child cost?")
    expect(visit.reply.locator(".gloss").first).to_have_text("(€37.50)")
    visit.reply.locator(".mark").first.click()
    expect(visit.page.locator("details[open]")).to_contain_text("2 November 2026")


def test_the_host_page_can_show_and_hide_it_and_open_it_from_the_start(visit: Visit) -> None:
    visit.go()
    visit.page.evaluate("document.querySelector('auskunft-chat').show()")
    expect(visit.part("composer")).to_be_visible()
    assert visit.focused() == "title"
    visit.page.evaluate("document.querySelector('auskunft-chat').close()")
    expect(visit.part("panel")).to_be_hidden()
    visit.page.unroute("**/rathaus")
    visit.go(host("open"))
    expect(visit.part("composer")).to_be_visible()
    expect(visit.part("launcher")).to_have_attribute("aria-expanded", "true")


def test_the_host_page_hears_of_an_answer_that_did_not_come(visit: Visit) -> None:
    visit.go().open()
    visit.page.route("**/api/v1/chat", lambda route: route.fulfill(status=503, body=""))
    visit.ask(COST)
    expect(visit.part("error")).to_contain_text("in einer Minute noch einmal")
    assert visit.told()[-1] == ("error", {"kind": "busy"})


def test_two_with_an_id_each_keep_their_own_conversation_over_a_reload(visit: Visit) -> None:
    second = WIDGET.format(attributes='id="zwei" mode="inline"')
    visit.go(host('id="eins" mode="inline"').replace("</main>", f"{second}</main>"))
    one, two = visit.page.locator("#eins"), visit.page.locator("#zwei")
    for widget, question in ((one, COST), (two, "Wie wird das Wetter?")):
        widget.get_by_label("Gespräch behalten").check()
        widget.locator("#question").fill(question)
        widget.locator("#question").press("Enter")
        widget.locator("[role=log][aria-busy=false]").wait_for()
    visit.page.reload()
    expect(one.locator(".typed")).to_have_text(COST)
    expect(two.locator(".typed")).to_have_text("Wie wird das Wetter?")
