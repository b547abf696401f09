"""A follow-up question is made to stand alone; one that does is left as it is."""

from __future__ import annotations

import time

import pytest

from bot.followup import matter, stand_alone
from evaluation import followups
from evaluation.routing_commands import FOLDER

CONVERSATIONS = followups.read(FOLDER / "followups-dev.jsonl")


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=lambda turns: turns.id)
def test_every_development_conversation_comes_out_right(turns: followups.Turns) -> None:
    assert followups.judge(turns).right


@pytest.mark.parametrize(
    ("question", "history", "completed"),
    [
        ("Und was kostet das?", ["Ich möchte meinen Hund anmelden"], "Hund anmelden: was kostet das?"),
        ("auch für Kinder?", ["Was kostet ein Reisepass?"], "Was kostet ein Reisepass auch für Kinder?"),
        ("nein, den Reisepass", ["Was kostet ein Personalausweis?"], "Was kostet den Reisepass?"),
        ("wo muss ich da hin?", ["Hund anmelden", "was kostet das?"], "Hund anmelden: wo muss ich da hin?"),
        ("Und die Frist?", ["Wie melde ich meinen Wohnsitz um?"], "Wohnsitz ummelden: die Frist?"),
    ],
)
def test_a_follow_up_takes_over_what_it_lacks(question: str, history: list[str], completed: str) -> None:
    assert stand_alone(question, history) == completed


def test_without_turns_before_a_question_is_left_alone() -> None:
    assert stand_alone("Und was kostet das?") == "Und was kostet das?"


def test_small_talk_between_two_questions_is_passed_over() -> None:
    assert "Wohngeld" in stand_alone("Welche Unterlagen?", ["Wer bekommt Wohngeld?", "danke", "hallo"])


def test_only_the_last_ten_turns_are_looked_at() -> None:
    history = ["Wer bekommt Wohngeld?", *["danke"] * 10]
    assert stand_alone("Welche Unterlagen?", history) == "Welche Unterlagen?"


def test_a_long_question_stands_alone() -> None:
    long = (
        "Ich habe gestern einen Brief bekommen und weiß nicht was ich damit machen soll und wo das geht oder ob es eilt"
    )
    assert stand_alone(long, ["Wer bekommt Wohngeld?"]) == long


@pytest.mark.parametrize("history", [[""], ["?!"], ["   "]])
def test_empty_turns_add_nothing(history: list[str]) -> None:
    assert stand_alone("Was kostet das?", history) == "Was kostet das?"


def test_the_matter_is_what_is_left_without_question_words() -> None:
    left = matter("Welche Unterlagen brauche ich für den Reisepass?").split()
    assert "Reisepass" in left
    assert {"Unterlagen", "Welche", "brauche"}.isdisjoint(left)


@pytest.mark.parametrize("signs", ["A\u030a\u0301\u0327\u0328", "und \u0327\u0328", "und 👍"])
def test_signs_that_are_no_words_add_nothing(signs: str) -> None:
    assert stand_alone(signs, ["Was kostet ein Pass?"]) == "Was kostet ein Pass?"


@pytest.mark.parametrize("text", ["und " * 15_000, "das " * 15_000, "a" * 60_000])
def test_hostile_turns_take_no_time(text: str) -> None:
    started = time.process_time()
    stand_alone("und das?", [text] * 10)
    stand_alone(text, ["Was kostet ein Pass?"])
    assert time.process_time() - started < 8
