"""Numbers of every kind in every typed form: at least 99.5 of 100 are covered whole, and harmless numbers are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest

from bot.privacy import LABELS, Detector
from tests.privacy_numbers import MAKERS
from tests.privacy_sentences import BARE, CARRIERS, HARMLESS, SHAPED, filled

Cases = Callable[[Random], Iterator[tuple[str, str, str]]]
EACH = 25
WANTED = 0.995


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _announced(chance: Random) -> Iterator[tuple[str, str, str]]:
    """(kind, value, sentence with a place for it) where a word says what the number is."""
    for label, maker in MAKERS.items():
        for _ in range(EACH):
            yield label, maker(chance), chance.choice(CARRIERS[label])


def _bare(chance: Random) -> Iterator[tuple[str, str, str]]:
    """The same where nothing but its shape says so."""
    for label in SHAPED:
        for _ in range(EACH):
            yield label, MAKERS[label](chance), chance.choice(BARE)


def _is_covered(detector: Detector, value: str, sentence: str) -> bool:
    text, at = sentence.format(value), sentence.index("{}")
    covered = {place for span in detector.detect(text) for place in range(span.start, span.end)}
    return all(place in covered for place in range(at, at + len(value)) if text[place].isalnum())


def test_every_structured_kind_is_made() -> None:
    words = {"PERSON", "STREET", "CITY", "EMAIL", "USERNAME", "ART9"}
    assert set(MAKERS) == set(LABELS) - words
    assert set(CARRIERS) == set(MAKERS)


@pytest.mark.parametrize(("cases", "wanted"), [(_announced, WANTED), (_bare, 0.985)])
def test_a_number_is_found_whole_in_whatever_form_it_is_typed(lite: Detector, cases: Cases, wanted: float) -> None:
    rows = list(cases(Random(20261130)))
    missed = Counter(label for label, value, sentence in rows if not _is_covered(lite, value, sentence))
    assert missed.total() <= (1 - wanted) * len(rows), missed


def test_harmless_numbers_are_left_alone(lite: Detector) -> None:
    chance = Random(20261130)
    texts = [filled(chance, template) for template in HARMLESS for _ in range(6)]
    assert [text for text in texts if lite.detect(text)] == []
