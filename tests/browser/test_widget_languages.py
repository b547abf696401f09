"""The widget in each of its languages."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.hosts import Visit, host
from tests.serving import ROOT

CATALOGUES = ROOT / "bot" / "widget" / "src" / "catalogues"
LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.json"))
QUESTIONS = {
    "de": "Was kostet ein Reisepass für mein Kind?",
    "de-simple": "Was kostet ein Reisepass für mein Kind?",
    "en": "How much does a passport for my child cost?",
    "tr": "Çocuğum için pasaport ne kadar?",
    "uk": "Скільки коштує закордонний паспорт для моєї дитини?",
    "ru": "Сколько стоит загранпаспорт для моего ребёнка?",
    "ar": "كم يكلف جواز السفر لطفلي؟",
    "pl": "Ile kosztuje paszport dla mojego dziecka?",
    "fr": "Combien coûte un passeport pour mon enfant ?",
}


def words(language: str) -> dict[str, str]:
    return json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_in(language: str, visit: Visit) -> None:
    said = words(language)
    visit.go(host(f'lang="{language}"')).open()
    expect(visit.part("notice")).to_contain_text(said["notice_ai"])
    expect(visit.page.get_by_label(said["question"], exact=True)).to_be_visible()
    visit.ask(QUESTIONS[language])
    root = visit.page.locator("auskunft-chat .root")
    assert root.get_attribute("lang") == language
    quoted = visit.reply.locator(".answer p").first
    assert quoted.get_attribute("lang") == "de"
    expect(visit.reply.get_by_role("heading", name=said["sources"], exact=True)).to_be_visible()
    foreign = not language.startswith("de")
    assert visit.reply.locator(".sources > .muted").count() == foreign
    assert bool(visit.reply.locator(".gloss").count()) == foreign
    visit.reply.locator(".mark").first.click()
    visit.picture(f"language-{language}")
    assert visit.overflow() <= 0
    visit.innocent()


def test_the_citizen_changes_the_language_in_the_middle_of_a_conversation(visit: Visit) -> None:
    visit.go().open().ask("Wie wird das Wetter?")
    visit.page.get_by_label("Sprache").select_option("tr")
    expect(visit.page.get_by_label("Sorunuz")).to_be_visible()
    reply = visit.reply.locator(".answer p")
    assert reply.get_attribute("lang") == "de"
    visit.ask("Hava nasıl olacak yarın?")
    assert visit.reply.locator(".answer p").get_attribute("lang") == "tr"


@pytest.mark.parametrize(
    ("attributes", "page", "spoken"), [("", "uk", "uk"), ("", "sv", "de"), ('lang="fr-CA"', "de", "fr")]
)
def test_the_language_is_the_element_s_then_the_page_s_then_german(
    visit: Visit, attributes: str, page: str, spoken: str
) -> None:
    visit.go(host(attributes, language=page)).open()
    assert visit.page.locator("auskunft-chat .root").get_attribute("lang") == spoken
