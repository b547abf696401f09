"""/chat as a browser without JavaScript sees it: forms, headings, and nothing hostile."""

from __future__ import annotations

from collections.abc import Generator

import httpx
import pytest
from bs4 import BeautifulSoup

from bot.settings import ROOT
from tests.serving import Served


@pytest.fixture
def client(served: Served) -> Generator[httpx.Client]:
    with served.client() as client:
        yield client


def asked(client: httpx.Client, question: str, status: int = 200) -> BeautifulSoup:
    response = client.post("/chat", data={"question": question})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def test_the_start_leads_to_the_chat(client: httpx.Client) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["location"]) == (307, "/chat")


def test_the_form_says_that_no_person_answers(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/chat").text, "html.parser")
    assert "kein Mensch" in texts(page, ".notice")[0]
    assert page.select_one("label[for=question]") is not None


def test_every_example_on_the_page_is_answered(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/chat").text, "html.parser")
    examples = [str(button["value"]) for button in page.select(".choices button")]
    assert len(examples) == 3
    assert all(asked(client, example).select(".sources li") for example in examples)


def test_an_answer_shows_its_sentences_with_links_to_their_sources(client: httpx.Client) -> None:
    page = asked(client, "Was kostet ein Reisepass für mein Kind?")
    assert "37,50 Euro" in " ".join(texts(page, ".answer"))
    marks = [str(mark["href"]) for mark in page.select("a.mark")]
    assert marks
    assert all(page.select_one(mark) for mark in marks)


def test_an_answer_shows_next_steps_and_the_office(client: httpx.Client) -> None:
    page = asked(client, "Perso weg, was jetzt?")
    assert "https://termine.musterstadt.example/buergerbuero" in [a["href"] for a in page.select(".actions a")]
    assert "069 90009-100" in texts(page, "address")[0]


def test_items_stand_in_a_list(client: httpx.Client) -> None:
    page = asked(client, "Welche Unterlagen brauche ich für die Geburtsurkunde?")
    lists = page.select(".answer > ul:not(.actions)")
    assert lists
    assert all(child.name == "li" for found in lists for child in found.find_all(recursive=False))


def test_choices_can_be_clicked(client: httpx.Client) -> None:
    page = asked(client, "Parkausweis")
    choice = str(page.select(".answer .choices button")[0]["value"])
    assert asked(client, choice).select(".sources li")


def test_a_reply_in_arabic_runs_from_right_to_left(client: httpx.Client) -> None:
    reply = asked(client, "كيف سيكون الطقس غدا").select_one(".answer p[lang=ar]")
    assert reply is not None
    assert reply["dir"] == "rtl"


def test_an_answer_in_german_to_a_question_in_turkish_says_that_the_sources_are_german(client: httpx.Client) -> None:
    page = asked(client, "kimliğimi kaybettim")
    assert texts(page, ".answer p[lang=tr]") == ["Kaynaklar Almancadır."]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</textarea><script>alert(1)</script>",
        "{{ 7*7 }} {% raw %}",
        "javascript:alert(1)",
    ],
)
def test_hostile_text_is_shown_and_does_nothing(client: httpx.Client, hostile: str) -> None:
    page = asked(client, hostile)
    assert page.select("script, img, iframe, [onerror]") == []
    assert texts(page, ".asked") == [hostile]
    assert not any(str(a["href"]).startswith("javascript:") for a in page.select("a[href]"))


@pytest.mark.parametrize("blank", ["", "   ", "\x00", "a\x00b"])
def test_a_question_that_cannot_be_read_is_asked_for_again(client: httpx.Client, blank: str) -> None:
    page = asked(client, blank, status=422)
    assert texts(page, "#error") == ["Bitte geben Sie eine Frage ein."]
    assert page.select(".answer") == []


def test_a_question_that_is_too_long_can_be_shortened_on_the_page(client: httpx.Client) -> None:
    page = asked(client, "Was kostet ein Perso? " * 40, status=422)
    assert "höchstens 500 Zeichen" in texts(page, "#error")[0]
    assert texts(page, "textarea")[0].startswith("Was kostet ein Perso?")


def test_a_line_break_counts_as_one_character_as_it_does_in_the_form(client: httpx.Client) -> None:
    assert (
        client.post("/chat", data={"question": "Was kostet ein Perso?\r\n" + "x\r\n" * 235 + "ende"}).status_code == 200
    )


def test_the_page_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/chat").text, "html.parser")
    loaded = [str(found.get("src") or found.get("href")) for found in page.select("link, script, img, iframe")]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert "url(" not in (ROOT / "bot" / "static" / "chat.css").read_text(encoding="utf-8")


def test_in_a_crisis_the_numbers_stand_before_everything_else(client: httpx.Client) -> None:
    page = asked(client, "Mein Mann schlägt mich")
    block = page.select_one(".answer .crisis")
    assert block is not None
    assert [str(link["href"]) for link in block.select("a")][:2] == ["tel:110", "tel:116016"]
    assert block.find_previous("p", class_="asked")
    assert not block.find_previous("a", class_="mark")


def test_advice_shows_what_is_not_judged_and_the_office(client: httpx.Client) -> None:
    page = asked(client, "Bekomme ich Wohngeld, wenn ich 1.400 Euro verdiene?")
    assert "darf ich nicht beurteilen" in texts(page, ".answer .advice")[0]
    assert "Wohngeldstelle" in texts(page, "address")[0]


def test_the_page_carries_questions_on_but_not_blocked_ones(client: httpx.Client) -> None:
    page = asked(client, "Wie melde ich meinen Hund an?")
    carried = [str(field["value"]) for field in page.select("form textarea ~ input[name=history]")]
    assert carried == ["Wie melde ich meinen Hund an?"]
    after = client.post("/chat", data={"question": "Du Idiot", "history": carried})
    found = BeautifulSoup(after.text, "html.parser")
    assert [str(field["value"]) for field in found.select("form textarea ~ input[name=history]")] == carried


def test_a_follow_up_on_the_page_is_answered(client: httpx.Client) -> None:
    answer = client.post("/chat", data={"question": "auch für Kinder?", "history": ["Was kostet ein Reisepass?"]})
    assert "37,50 Euro" in answer.text
