"""The reply texts: the same in every language, but for the words."""

import re
from typing import get_args

import pytest

from bot.contacts import PHONES
from bot.cues import Danger
from bot.events import Outcome
from bot.replies import LANGUAGES, PAGE_LANGUAGES, RIGHT_TO_LEFT, SIMPLE, catalogue
from corpus.norms import find

GERMAN = "de"
OTHERS = [language for language in PAGE_LANGUAGES if language != GERMAN]
FOREIGN = [language for language in LANGUAGES if language != GERMAN]
SCRIPTS = {"ar": "\u0621-\u064a", "uk": "\u0400-\u04ff", "ru": "\u0400-\u04ff"}
LETTERS_OF_THE_OTHER = {"uk": "ёъыэ", "ru": "ґєії"}
ISOLATED = re.compile("\u2066[^\u2066\u2069]*\u2069")
SPACED_NUMBER = re.compile(r"§ ?\d+|\d+(?: \d+)+")

every_language = pytest.mark.parametrize("language", PAGE_LANGUAGES)
every_other_language = pytest.mark.parametrize("language", OTHERS)


def texts(language: str) -> dict[str, str]:
    groups = catalogue(language).items()
    return {f"{group}.{key}": text for group, group_texts in groups for key, text in group_texts.items()}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"§ ?\d+|\d+(?: \d+)*", text))


def norms(text: str) -> list[str]:
    return [str(found.norm) for found in find(text)]


@every_language
def test_every_language_has_exactly_the_keys_of_german(language: str) -> None:
    assert {group: set(keys) for group, keys in catalogue(language).items()} == {
        group: set(keys) for group, keys in catalogue(GERMAN).items()
    }


@every_language
def test_every_outcome_without_an_answer_has_a_text(language: str) -> None:
    assert set(catalogue(language)["outcome"]) >= {outcome.value for outcome in Outcome} - {Outcome.ANSWERED.value}


@every_language
def test_every_danger_and_every_phone_number_has_a_text(language: str) -> None:
    assert set(catalogue(language)["crisis"]) == {*get_args(Danger), "unknown"}
    assert set(catalogue(language)["contact"]) == set(catalogue(language)["contact_note"]) == set(PHONES)


@every_language
def test_every_kind_of_small_talk_and_of_blocking_has_a_text(language: str) -> None:
    keys = {"greeting", "thanks", "about", "stored", "stored_shortly", "stored_nothing", "abuse", "injection"}
    assert keys | {"advice_other", "elsewhere", "which_office"} <= set(catalogue(language)["outcome"])


def test_einfache_sprache_has_short_sentences() -> None:
    said = [text for group in ("outcome", "crisis") for text in catalogue(SIMPLE)[group].values()]
    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.?!:]) ", text)]
    assert max(len(sentence.split()) for sentence in sentences) <= 14


@every_language
def test_no_text_is_empty_or_has_space_around_it(language: str) -> None:
    assert [key for key, text in texts(language).items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_no_text_of_another_language_is_the_german_one(language: str) -> None:
    german = texts(GERMAN)
    assert [key for key, text in texts(language).items() if text == german[key]] == []


@every_other_language
def test_placeholders_are_those_of_the_german_text(language: str) -> None:
    german = {key: placeholders(text) for key, text in texts(GERMAN).items()}
    assert {key: placeholders(text) for key, text in texts(language).items()} == german


@every_other_language
def test_phone_numbers_and_sections_are_those_of_the_german_text(language: str) -> None:
    german = {key: numbers(text) for key, text in texts(GERMAN).items()}
    assert {key: numbers(text) for key, text in texts(language).items()} == german


@every_other_language
def test_cited_norms_are_those_of_the_german_text(language: str) -> None:
    german = {key: norms(text) for key, text in texts(GERMAN).items()}
    assert {key: norms(text) for key, text in texts(language).items()} == german


def test_the_german_texts_hold_numbers_norms_and_placeholders_to_compare() -> None:
    german = texts(GERMAN)
    assert numbers(german["outcome.crisis"]) == ["0800 1110111", "110", "112", "116 016"]
    assert norms(german["outcome.advice"]) == ["§ 14 SGB I"]
    assert placeholders(german["outcome.no_source"]) == ["{municipality}"]


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_text_is_written_in_the_script_of_its_language(language: str) -> None:
    letter = re.compile(f"[{SCRIPTS[language]}]")
    assert [key for key, text in texts(language).items() if not letter.search(text)] == []


@pytest.mark.parametrize("language", LETTERS_OF_THE_OTHER)
def test_ukrainian_and_russian_use_no_letter_that_only_the_other_has(language: str) -> None:
    foreign = set(LETTERS_OF_THE_OTHER[language])
    assert [key for key, text in texts(language).items() if foreign & set(text.lower())] == []


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_numbers_of_several_parts_keep_their_order_in_text_from_right_to_left(language: str) -> None:
    assert [key for key, text in texts(language).items() if SPACED_NUMBER.search(ISOLATED.sub("", text))] == []
