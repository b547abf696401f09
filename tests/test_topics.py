"""Whether a question is a town hall's business."""

import pytest

from bot.topics import Topics
from indexes.embed import Embedder


@pytest.fixture(scope="module")
def topics(onnx_embedder: Embedder) -> Topics:
    return Topics.load(onnx_embedder)


@pytest.mark.parametrize(
    ("foreign", "own"),
    [
        ("Wie wird das Wetter?", "Was kostet ein Reisepass?"),
        ("Schreib mir ein Gedicht über Katzen", "Ich bin umgezogen"),
        ("Yarın hava nasıl olacak?", "kimliğimi kaybettim"),
    ],
)
def test_a_foreign_question_lies_further_out_than_one_for_the_town_hall(
    topics: Topics, onnx_embedder: Embedder, foreign: str, own: str
) -> None:
    outside, inside = (topics.foreignness(onnx_embedder.query(text)) for text in (foreign, own))
    assert outside > inside


def test_no_example_stands_on_both_sides(topics: Topics) -> None:
    assert float((topics.other @ topics.town_hall.T).max()) < 0.99
