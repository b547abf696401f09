"""Greetings, thanks and questions about the bot are told apart from questions of information."""

import time

import pytest

from bot.routing import Route, route


@pytest.mark.parametrize(
    "text", ["Hallo", "hallo!!", "Guten Tag zusammen", "Moin moin", "Hi there", "merhaba", "Привіт", "مرحبا", "Bonjour"]
)
def test_a_greeting_is_greeted(text: str) -> None:
    assert route(text) == Route("greeting", "greeting")


@pytest.mark.parametrize(
    "text",
    [
        "Danke!",
        "vielen Dank für die Hilfe",
        "ok super danke",
        "danke dir, hat geklappt",
        "Дякую за допомогу!",
        "Thank you",
        "teşekkürler",
    ],
)
def test_thanks_are_answered_with_thanks(text: str) -> None:
    assert route(text) == Route("greeting", "thanks")


@pytest.mark.parametrize("text", ["Wer bist du?", "Hallo, bist du ein Mensch?", "Was kannst du alles?", "who are you"])
def test_a_question_about_the_bot_is_told_what_it_is(text: str) -> None:
    assert route(text) == Route("greeting", "about")


@pytest.mark.parametrize(
    "text",
    [
        "Hallo, was kostet ein Pass?",
        "Danke, und wo muss ich hin?",
        "Perso weg",
        "Wer bist du und was kostet ein Perso?",
        "Hallstatt",
        "",
        "?!",
    ],
)
def test_everything_else_is_a_question_of_information(text: str) -> None:
    assert route(text) == Route("information")


@pytest.mark.parametrize("text", ["hallo " * 10_000, "a" * 60_000, "was kannst " * 6_000, "\u0301" * 60_000])
def test_hostile_input_is_routed_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    route(text)
    assert time.perf_counter() - started < 1
