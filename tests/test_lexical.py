"""BM25 over character n-grams, stems and synonyms."""

from __future__ import annotations

import time

import numpy as np
import pytest

from indexes.lexical import Field, Lexical, Query, relevance

TEXTS = [
    "Bewohnerparkausweis beantragen",
    "Personalausweis beantragen",
    "Hundesteuer anmelden und zahlen",
    "Wohnsitz anmelden",
]


def build(*texts: str) -> Lexical:
    return Lexical.build([[Field(text)] for text in texts])


def best(question: str, *official: str) -> str:
    return TEXTS[int(np.argmax(relevance(Query.of(question, official), [build(*TEXTS)])[0]))]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Parkausweis für Anwohner", TEXTS[0]),
        ("Steuern für meinen Hund", TEXTS[2]),
        ("Ich will meinen PERSONALAUSWEIS", TEXTS[1]),
        ("Wohnsitzanmeldung", TEXTS[3]),
        ("Personalausweiss beantragen", TEXTS[1]),
    ],
)
def test_compounds_inflections_and_slips_find_their_document(question: str, found: str) -> None:
    assert best(question) == found


def test_the_official_word_of_a_synonym_finds_its_document() -> None:
    assert best("Perso weg", "Personalausweis") == TEXTS[1]


def test_the_question_s_own_word_counts_more_than_a_synonym() -> None:
    scores = relevance(Query.of("Hund", ["Katze"]), [build("Hund", "Katze")])[0]
    assert scores[0] > scores[1] > 0


def test_a_relevance_lies_between_nothing_and_one() -> None:
    index = build(*TEXTS)
    for question in [*TEXTS, " ".join(TEXTS * 20), "Xylophon", "", "der die das"]:
        scores = relevance(Query.of(question), [index])[0]
        assert scores.shape == (len(TEXTS),)
        assert np.isfinite(scores).all()
        assert 0 <= scores.min() <= scores.max() <= 1


def test_words_that_say_nothing_find_nothing() -> None:
    assert not relevance(Query.of("Was ist das und wo bin ich?"), [build("Was ist das und wo?")])[0].any()


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    index = build("Antrag Fischerei", "Antrag Hund", "Antrag Wohnung", "Antrag Pass")
    scores = relevance(Query.of("Antrag Fischerei"), [index])[0]
    assert scores[0] > 3 * scores[1]


def test_a_hit_in_a_heavier_field_counts_more() -> None:
    index = Lexical.build([[Field("Hund", 2.0), Field("Katze")], [Field("Hund"), Field("Katze", 2.0)]])
    scores = relevance(Query.of("Hund"), [index])[0]
    assert scores[0] > scores[1]


def test_a_short_document_counts_more_than_a_long_one() -> None:
    scores = relevance(Query.of("Hund"), [build("Hund", "Hund und vielerlei andere Tiere im Tierpark der Gemeinde")])[0]
    assert scores[0] > scores[1] > 0


def test_two_scopes_score_as_one_collection() -> None:
    whole = relevance(Query.of("Hund anmelden"), [build(*TEXTS, *TEXTS)])[0]
    parts = relevance(Query.of("Hund anmelden"), [build(*TEXTS), build(*TEXTS)])
    assert np.allclose(np.concatenate(parts), whole)


def test_an_index_without_documents_finds_nothing() -> None:
    empty = Lexical.build([])
    scores = relevance(Query.of("Hund"), [empty, build("Hund")])
    assert scores[0].shape == (0,)
    assert scores[1][0] > 0
    assert relevance(Query.of("Hund"), []) == []


def test_a_document_without_words_is_no_hit() -> None:
    assert relevance(Query.of("Hund"), [build("", "Hund")])[0].tolist()[0] == 0


def test_thousands_of_passages_are_searched_within_milliseconds() -> None:
    index = build(*(f"{TEXTS[n % 4]} Antrag Nummer {n} beim Amt" for n in range(5_000)))
    query = Query.of("Wo kann ich den Antrag auf Hundesteuer im Amt stellen?")
    begin = time.perf_counter()
    for _ in range(5):
        relevance(query, [index])
    assert (time.perf_counter() - begin) / 5 < 0.5  # measured: 0.01 s
