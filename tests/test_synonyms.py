"""Citizens' words and the official words for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.synonyms import SynonymError, Synonyms, load
from corpus.words import words

TABLES = {
    "de": {
        "perso": ["Personalausweis"],
        "alter": ["Rente"],
        "alter führerschein": ["Führerschein umtauschen", "Pflichtumtausch"],
        "wohnung anmelden": ["Wohnsitz anmelden"],
        "5-tage-kennzeichen": ["Kurzzeitkennzeichen"],
    },
    "tr": {"kimlik": ["Personalausweis"], "ev": ["Wohnung"]},
    "uk": {"паспорт": ["Reisepass"]},
}


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms.of(TABLES)


def test_a_citizens_word_brings_the_official_one(synonyms: Synonyms) -> None:
    assert synonyms.official("Wo gibt es den Perso?") == ["Personalausweis"]


def test_an_inflected_word_is_found_by_its_stem(synonyms: Synonyms) -> None:
    assert synonyms.official("Ich muss zwei Wohnungen anmelden") == ["Wohnsitz anmelden"]


def test_the_longer_phrase_wins(synonyms: Synonyms) -> None:
    assert synonyms.official("Was wird mit dem alten Führerschein im Alter?") == [
        "Führerschein umtauschen",
        "Pflichtumtausch",
        "Rente",
    ]


def test_a_phrase_with_hyphens_is_found_without_them(synonyms: Synonyms) -> None:
    assert synonyms.official("5 Tage Kennzeichen fürs Auto") == ["Kurzzeitkennzeichen"]


def test_what_the_question_says_already_is_not_added(synonyms: Synonyms) -> None:
    assert synonyms.official("Ist der Perso der Personalausweis?") == []


def test_an_official_word_is_named_once(synonyms: Synonyms) -> None:
    assert synonyms.official("Perso, Perso, kimlik!") == ["Personalausweis"]


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("Kimliğimi kaybettim", ["Personalausweis"]),
        ("kimliklerimiz nerede?", ["Personalausweis"]),
        ("де мій паспортом?", ["Reisepass"]),
    ],
)
def test_words_of_other_languages_are_found_by_their_beginning(
    synonyms: Synonyms, question: str, official: list[str]
) -> None:
    assert synonyms.official(question) == official


def test_a_short_foreign_word_is_no_beginning_of_others(synonyms: Synonyms) -> None:
    assert synonyms.official("Evet, der Evangelische Kindergarten") == []


def test_part_of_a_german_word_is_no_synonym(synonyms: Synonyms) -> None:
    assert synonyms.official("Personen in Persohausen") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[de]\n"perso" = "Personalausweis"', r"\[de\] 'perso'"),
        ('[de]\n"perso" = []', r"\[de\] 'perso'"),
        ('[de]\n"perso" = [1]', r"\[de\] 'perso'"),
        ('perso = ["Personalausweis"]', "perso"),
        ('[de]\n"perso" = [', "synonyms.toml"),
    ],
)
def test_a_broken_entry_is_named_with_its_remedy(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SynonymError, match=named):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SynonymError, match=r"nirgends\.toml"):
        load(tmp_path / "nirgends.toml")


def test_the_house_s_own_file_is_sound_and_every_entry_can_be_found() -> None:
    tables = load(Path(__file__).parents[1] / "corpus" / "synonyms.toml")
    synonyms = Synonyms.of(tables)
    for phrase, official in tables["de"].items():
        missing = [term for term in official if not set(words(term)) <= set(words(phrase))]
        assert set(missing) <= set(synonyms.official(phrase)), phrase
