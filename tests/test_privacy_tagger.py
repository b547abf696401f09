"""The tagger on the embedding model's states: prepared from what is there, safe on any text, and useful."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from bot.privacy.tagger import HEAD, KINDS, States, StatesError, Tagger, is_complete, prepare
from bot.privacy.train.generate import Maker

prepared = pytest.mark.skipif(not is_complete(), reason="run `python -m bot privacy prepare`")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def names(tagger: Tagger, text: str, least: float = 0.5) -> list[str]:
    return [text[start:end] for start, end, score in tagger.likely(text) if score >= least]


def test_a_missing_model_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(StatesError, match="python -m indexes model"):
        prepare(tmp_path / "tagger", tmp_path / "model")
    with pytest.raises(StatesError, match=r"python -m bot privacy prepare"):
        States(tmp_path / "tagger", tmp_path / "model")


def test_the_head_is_small() -> None:
    assert HEAD.stat().st_size < 2_000_000


@prepared
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mein Vermieter Sauerwein zahlt die Kaution nicht zurück", ["Sauerwein"]),
        ("für jannes brauch ich einen kitaplatz", ["jannes"]),
        ("Wann ist mein Ausweis fertig? LG Ulrike", ["Ulrike"]),
        ("Komşum Feride her gece müzik çalıyor", ["Feride"]),
        ("Мій чоловік Остап хворий, що робити", ["Остап"]),
    ],
)
def test_names_without_a_cue_are_found(tagger: Tagger, text: str, expected: list[str]) -> None:
    assert names(tagger, text) == expected


@prepared
@pytest.mark.parametrize(
    "text",
    [
        "Was kostet ein Personalausweis?",
        "Braucht ein Koch ein Gesundheitszeugnis?",
        "Im Sommer und im Winter gelten andere Öffnungszeiten",
        "Darf man einen Vogel im Garten begraben?",
        "Wo ist das Bürgerbüro in der Konrad-Adenauer-Straße?",
        "Deniz kenarında mangal yapmak yasak mı?",
    ],
)
def test_ordinary_questions_hold_no_names(tagger: Tagger, text: str) -> None:
    assert names(tagger, text) == []


@prepared
def test_streets_and_health_are_told_apart_from_names(tagger: Tagger) -> None:
    text = "Ich wohne Lindenweg 14 und habe Depressionen"
    assert [text[start:end] for start, end, score in tagger.likely(text, "STREET") if score > 0.5] == [
        "Lindenweg",
        "14",
    ]
    assert [text[start:end] for start, end, score in tagger.likely(text, "ART9") if score > 0.5] == ["Depressionen"]


@prepared
def test_the_same_text_has_the_same_scores(tagger: Tagger) -> None:
    text = "Mein Nachbar Tesfaye Haile ist umgezogen"
    first = tagger.likely(text)
    tagger.likely("etwas anderes, Maria")
    assert tagger.likely(text) == first


@prepared
@pytest.mark.parametrize(
    "text", ["", " ", "\ue000", "123", "😀😀", "a" * 5_000, "\u0301" * 50, "\ud800", "x\ufffdy\n\n"]
)
def test_odd_texts_are_taken(tagger: Tagger, text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end, _ in tagger.likely(text))


@prepared
def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    text = "Wir brauchen einen neuen Ausweis. " * 80 + "Mein Mann Igor Kowalenko hat keinen."
    assert names(tagger, text)[-2:] == ["Igor", "Kowalenko"]


@prepared
def test_the_time_grows_with_the_text_and_not_with_its_square(tagger: Tagger) -> None:
    text = "Mein Nachbar Igor Kowalenko parkt vor dem Haus. "
    short, long = (_seconds(tagger, text * count) for count in (10, 200))
    assert long < 60 * short


def _seconds(tagger: Tagger, text: str) -> float:
    times: list[float] = []
    for _ in range(3):
        began = time.perf_counter()
        tagger.likely(text)
        times.append(time.perf_counter() - began)
    return min(times)


@prepared
def test_probabilities_of_a_word_add_up(tagger: Tagger) -> None:
    found = tagger.kinds("Guten Tag, Frau Sommer")
    assert all(row.shape == (len(KINDS),) and np.isclose(row.sum(), 1, atol=1e-4) for _, row in found)


def test_the_generator_makes_the_same_messages_again() -> None:
    first, second = (list(Maker(3).examples(50)) for _ in range(2))
    assert first == second
    assert all(0 <= start < end <= len(example.text) for example in first for start, end, _ in example.spans)


def test_half_of_the_made_messages_are_harmless() -> None:
    made = list(Maker(1).examples(200))
    assert 90 <= sum(not example.spans for example in made) <= 110
