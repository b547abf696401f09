"""Hostile strings as question, as page text and as model output: inert, and still laid out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bot.model import open_model
from bot.settings import Settings
from tests.browser.hostile import SERVICES, STRINGS, of_service, plain, write_pages
from tests.browser.hosts import Visit, answering, host, visiting
from tests.modelling import saying, stub
from tests.serving import SMALL_PAGES, Served, serving


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


ASKING = """async texts => {
    const chat = document.querySelector("auskunft-chat");
    for (const text of texts) {
        const ended = Promise.race(["answer", "error"].map(name =>
            new Promise(resolve => chat.addEventListener(`auskunft-${name}`, resolve, {once: true}))));
        chat.ask(text);
        await ended;
    }
}"""


@pytest.fixture(scope="module")
def bad_town(building: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server of pages that hold the strings, written into the folder and indexed as any others."""
    folder = tmp_path_factory.mktemp("bad")
    pages = shutil.copytree(SMALL_PAGES, folder / "pages")
    write_pages(pages)
    given = {"scope": "99001000", "journal": "off", "privacy": "lite"}
    with serving(Settings.load(versions=building("hostile", pages), data=folder, **given)) as running:
        yield running


def test_a_hostile_question_is_shown_as_it_was_typed(browser: Browser, bad_town: Served) -> None:
    """And answered by a real server, which gets each of them with those before it."""
    with visiting(browser, bad_town.url) as visit:
        visit.go(host('mode="inline"'))
        visit.page.evaluate(ASKING, STRINGS)
        assert [squeezed(text) for text in visit.asked.all_text_contents()] == [squeezed(text) for text in STRINGS]
        assert [name for name, _ in visit.told()] == ["question", "answer"] * len(STRINGS)
        harmless(visit)


def documents_of(service: str) -> str:
    return f"Welche Unterlagen brauche ich für {service}?"


def quoted(visit: Visit, service: str) -> None:
    """Ask, and find every hostile string of the page quoted as text."""
    visit.go(host('mode="inline"')).ask(documents_of(service))
    shown = squeezed(visit.reply.text_content() or "")
    assert [text for text in map(plain, of_service(service)) if squeezed(text) not in shown] == []
    harmless(visit)


@pytest.mark.parametrize("service", SERVICES)
def test_a_hostile_page_is_quoted_as_text_and_read_where_the_quote_stands(
    browser: Browser, bad_town: Served, service: str
) -> None:
    with visiting(browser, bad_town.url) as visit:
        quoted(visit, service)
        visit.reply.locator(".mark").first.click()
        with visit.page.expect_response("**/api/v1/sources/**"):
            visit.button("Im Zusammenhang lesen").click()
        expect(visit.reply.get_by_text("Die Seite wird geladen")).to_have_count(0)
        read = squeezed(visit.page.locator("details[open] blockquote").text_content() or "")
        assert [text for text in map(plain, of_service(service)) if squeezed(text) not in read] == []
        harmless(visit)


def test_a_hostile_model_is_held_by_the_gate_and_what_passes_is_read_as_text(
    browser: Browser, bad_town: Served
) -> None:
    """The model says the strings that stand on the page, which its gate therefore lets out."""

    def hostile(data: str) -> str:
        service = next(name for name in SERVICES if documents_of(name) in data)
        return "\n".join(f"{' '.join(plain(text).split())} [1]" for text in of_service(service))

    with stub(saying(hostile)) as model, visiting(browser, bad_town.url) as visit:
        bad_town.bot.model = open_model(Settings.load(model="openai:stub", model_url=model.url, model_mode="write"))
        try:
            quoted(visit, "Reisepass")
        finally:
            bad_town.bot.model = None
        assert len(model.requests) == 1


def test_a_hostile_page_is_marked_in_the_middle_of_hostile_text(visit: Visit) -> None:
    quote = STRINGS[0]
    text = "\n".join((*STRINGS, quote))
    page = {"page_id": "x", "title": quote, "sections": [{"heading": quote, "text": text}]}
    visit.page.route("**/api/v1/sources/**", lambda route: route.fulfill(json=page))
    visit.go(host('mode="inline"'))
    answering(visit, {**said(quote), "choices": [], "contacts": []})
    visit.ask("Was brauche ich?")
    visit.reply.locator(".mark").click()
    visit.button("Im Zusammenhang lesen").click()
    expect(visit.page.locator("blockquote")).to_contain_text(STRINGS[-1])  # the page has come
    assert squeezed(visit.page.locator("blockquote").text_content() or "") == squeezed(text)
    assert visit.page.locator("mark").text_content() == quote
    harmless(visit)
