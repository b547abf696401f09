"""The language of a question."""

import pytest

from bot.language import detect


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was kostet ein Reisepass für mein Kind?", "de"),
        ("How much does a passport for my child cost?", "en"),
        ("kimliğimi kaybettim", "tr"),
        ("Скільки коштує паспорт для моєї дитини?", "uk"),
        ("Сколько стоит паспорт для ребёнка?", "ru"),
        ("كم يكلف جواز السفر لطفلي؟", "ar"),
        ("Ile kosztuje paszport dla mojego dziecka?", "pl"),
        ("Combien coûte un passeport pour mon enfant ?", "fr"),
    ],
)
def test_each_supported_language_is_recognised(question: str, language: str) -> None:
    assert detect(question, "de") == language


@pytest.mark.parametrize("question", ["Perso", "123", "§ 16", "?!", "OK"])
def test_a_question_that_does_not_show_its_language_is_taken_to_be_in_the_pages(question: str) -> None:
    assert {detect(question, "de"), detect(question, "fr")} == {"de", "fr"}


def test_a_german_question_stays_german_on_a_page_in_another_language() -> None:
    assert detect("Was kostet ein Personalausweis für mein Kind?", "en") == "de"
