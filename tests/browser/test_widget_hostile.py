"""Hostile strings as question, as page text and as model output: inert, and still laid out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hostile import STRINGS
from tests.browser.hosts import Visit, answering, host, visiting
from tests.serving import Served


def harmless(visit: Visit) -> None:
    """Nothing ran, nothing was fetched from elsewhere, nothing is wider than its place."""
    assert visit.page.evaluate("window.ran") is None
    assert visit.page.locator("auskunft-chat").count() == 1
    assert visit.page.locator("auskunft-chat :is(script, iframe, img, form[action], base, meta, link)").count() == 0
    assert visit.overflow() <= 0
    visit.innocent()


def source(n: int, text: str) -> dict[str, Any]:
    places = dict.fromkeys(("page_id", "title", "locator", "quote", "url", "updated", "stand"), text)
    return {"n": n, **places, "language": "de", "overdue": True, "scope": "99"}


def sentence(n: int, text: str) -> dict[str, Any]:
    return {"text": text, "citations": [n], "verbatim": n % 2 == 0, "item": n % 3 == 0}


def office(text: str) -> dict[str, str]:
    return dict.fromkeys(("office", "address", "phone", "email", "hours", "appointment_url", "reason"), text)


def said(*texts: str) -> dict[str, Any]:
    """An answer in which every field is one of these texts."""
    links = [{"kind": "form", "title": text, "url": address} for text in texts for address in (text, "https://a.b/")]
    return {
        "turn_id": "0" * 32,
        "conversation_id": "0" * 32,
        "outcome": "answered",
        "language": "de",
        "ai_generated": True,
        "text": "Gut.",
        "sentences": [sentence(n, text) for n, text in enumerate(texts, 1)],
        "sources": [source(n, text) for n, text in enumerate(texts, 1)],
        "actions": links,
        "choices": [{"page_id": text, "title": text, "question": text} for text in texts],
        "contacts": [{"name": text, "phone": text, "note": text} for text in texts],
        "handover": office("".join(texts)),
        "note": "\n".join(texts),
        "index_version": "",
        "model": "",
    }


@pytest.mark.parametrize("width", [320, 1100])
def test_a_hostile_answer_is_read_as_text(browser: Browser, served: Served, width: int) -> None:
    """More than any server would say: each string in every field of an answer."""
    with visiting(browser, served.url, viewport={"width": width, "height": 800}) as visit:
        visit.go(host('mode="inline"'))
        answering(visit, said(*STRINGS))
        visit.ask("Was brauche ich?")
        visit.page.locator("auskunft-chat .sources summary").evaluate_all("all => all.forEach(one => one.click())")
        expect(visit.page.locator("details[open] blockquote")).to_have_count(len(STRINGS))
        shown = squeezed(visit.reply.text_content() or "")
        assert [text for text in STRINGS if squeezed(text) not in shown] == []
        quoted = visit.page.locator("details[open] blockquote").all_text_contents()
        assert [squeezed(text) for text in quoted] == [squeezed(text) for text in STRINGS]
        addresses = visit.page.locator("auskunft-chat .reply a").evaluate_all("all => all.map(a => a.href)")
        assert [address for address in addresses if not re.match("https?://|tel:|mailto:", address)] == []
        harmless(visit)
        visit.picture(f"hostile-answer-{width}")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufeff]|^- ", "", text).replace("•", "")


def test_a_hostile_question_is_shown_as_it_was_typed(visit: Visit) -> None:
    visit.go(host('mode="inline"'))
    answering(visit, said())
    visit.page.evaluate(
        """async texts => {
            const chat = document.querySelector("auskunft-chat");
            for (const text of texts) {
                chat.ask(text);
                await new Promise(resolve => chat.addEventListener("auskunft-answer", resolve, {once: true}));
            }
        }""",
        STRINGS,
    )
    assert [squeezed(text) for text in visit.asked.all_text_contents()] == [squeezed(text) for text in STRINGS]
    harmless(visit)


def test_a_hostile_page_is_read_as_text_where_the_quote_stands(visit: Visit) -> None:
    quote = STRINGS[0]
    text = "\n".join((*STRINGS, quote))
    page = {"page_id": "x", "title": quote, "sections": [{"heading": quote, "text": text}]}
    visit.page.route("**/api/v1/sources/**", lambda route: route.fulfill(json=page))
    visit.go(host('mode="inline"'))
    answering(visit, {**said(quote), "choices": [], "contacts": []})
    visit.ask("Was brauche ich?")
    visit.reply.locator(".mark").click()
    visit.button("Im Zusammenhang lesen").click()
    expect(visit.button("Im Zusammenhang lesen")).to_have_count(0)
    assert squeezed(visit.page.locator("blockquote").text_content() or "") == squeezed(text)
    assert visit.page.locator("mark").text_content() == quote
    harmless(visit)
