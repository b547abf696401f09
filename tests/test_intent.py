"""What a question asks for."""

import time

import pytest

from bot.intent import intent_of
from corpus.modules import module_of

ASKED = [
    ("Was kostet ein Reisepass für mein Kind?", "Kosten"),
    ("Wie teuer ist das?", "Kosten"),
    ("Welche Unterlagen muss ich mitbringen?", "Unterlagen"),
    ("Wie lange dauert der neue Ausweis?", "Bearbeitungsdauer"),
    ("Wie lange ist der Pass gültig?", "Gültigkeit"),
    ("Bis wann muss ich mich ummelden?", "Fristen"),
    ("Wann habt ihr geöffnet?", "Öffnungszeiten"),
    ("Wo muss ich hin?", "Zuständige Stelle"),
    ("Wie beantrage ich Wohngeld?", "Verfahrensablauf"),
    ("Wer hat Anspruch auf Wohngeld?", "Voraussetzungen"),
    ("Kann ich Widerspruch einlegen?", "Rechtsbehelf"),
    ("How much is a passport?", "Kosten"),
    ("Pasaport ücreti ne kadar?", "Kosten"),
    ("Скільки коштує паспорт?", "Kosten"),
    ("Сколько стоит паспорт?", "Kosten"),
    ("كم رسوم جواز السفر", "Kosten"),
    ("Ile kosztuje paszport?", "Kosten"),
    ("Combien coûte un passeport ?", "Kosten"),
]


@pytest.mark.parametrize(("question", "module"), ASKED)
def test_a_question_names_the_module_that_it_asks_for(question: str, module: str) -> None:
    assert module in intent_of(question).modules


def test_a_question_without_a_cue_asks_for_no_module() -> None:
    assert intent_of("Ich bin umgezogen").modules == ()


@pytest.mark.parametrize(
    ("told", "language"),
    [("Ich bin umgezogen", "de"), ("kimliğimi kaybettim", "tr"), ("Mein Vater ist gestorben.", "de")],
)
def test_somebody_who_only_says_what_has_happened_is_in_a_situation(told: str, language: str) -> None:
    assert intent_of(told, language).situation


@pytest.mark.parametrize(
    "asked",
    [
        "Muss ich das melden",
        "Ich bin umgezogen, was kostet das",
        "Pass?",
        "mein Hund ist neu, kann ich das auch online machen",
        "hab schon unterschrieben, reicht das trotzdem",
    ],
)
def test_a_question_is_no_mere_situation(asked: str) -> None:
    assert not intent_of(asked).situation


def test_a_question_about_a_fee_wants_an_amount() -> None:
    assert intent_of("Was kostet ein Perso?").amount


def test_a_question_about_a_deadline_wants_a_time() -> None:
    assert intent_of("Bis wann muss ich mich ummelden?").time


def test_a_cue_inside_another_word_is_none() -> None:
    assert "Zuständige Stelle" not in intent_of("Mein Wohnsitz").modules  # "wo"


def test_every_module_that_is_asked_for_is_one_that_headings_lead_to() -> None:
    assert {module for _, module in ASKED if module_of(module) not in (module, "")} == set()


def test_hostile_input_is_read_in_linear_time() -> None:
    started = time.perf_counter()
    for text in ("wie lange " * 5_000, "wo" * 25_000, "wie  " * 10_000, "kosten" * 8_000):
        intent_of(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "asked", ["yaşlılar için danışmanlık kaç yaşından sonra", "de ile kosztuje nowy dowód", "скільки чекати"]
)
def test_a_question_in_another_language_needs_no_mark_to_be_one(asked: str) -> None:
    assert not intent_of(asked, "tr").situation


def test_who_asks_where_wants_an_address() -> None:
    assert intent_of("Wo steht mein abgeschlepptes Auto?").place
    assert not intent_of("Was kostet ein Reisepass?").place


@pytest.mark.parametrize(
    "asked", ["was kost das mehr", "Was nehmt ihr fürs Nachschauen?", "perso per post heimschicken, aufpreis?"]
)
def test_money_is_asked_for_in_many_ways(asked: str) -> None:
    assert "Kosten" in intent_of(asked).modules
