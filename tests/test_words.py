"""The words of a text, in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words import STOPWORDS, fold, stem, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GEBÜHR", "gebuehr"),
        ("Gebu\u0308hr", "gebühr"),
        ("Straße", "STRASSE"),
        ("Café", "cafe"),
        ("\ufb01nden", "finden"),
        ("Kimlik Kartı", "kimlik kartı"),
    ],
)
def test_what_is_typed_in_two_ways_is_one_word(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_words_that_differ_in_an_umlaut_stay_different() -> None:
    assert fold("Mutter") != fold("Mütter")


def test_words_come_in_order_without_their_marks() -> None:
    assert words("Was kostet der „Perso“ (neu), § 16?") == ["was", "kostet", "der", "perso", "neu", "16"]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_inflected_words_share_their_stem() -> None:
    assert len({stem(word) for word in words("Anmeldung Anmeldungen")}) == 1


def test_stop_words_are_written_as_words_are_folded() -> None:
    assert {fold(word) for word in STOPWORDS} == STOPWORDS
