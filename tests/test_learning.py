"""Training the embedder's upper layers: what it learns from, and that it learns."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from evaluation.cases import Case
from evaluation.learning.lessons import Lessons, lessons
from evaluation.learning.lower import Lower
from evaluation.learning.train import Draw, Plan, train
from evaluation.learning.upper import Upper
from indexes.embed import Embedder
from indexes.index import Index

MATTERS = Path(__file__).parents[1] / "corpus" / "matters.toml"
PERSO = "musterstadt:personalausweis"


@pytest.fixture(scope="module")
def index(shipped_versions: Path, onnx_embedder: Embedder) -> Generator[Index]:
    opened = Index.open(shipped_versions, onnx_embedder)
    yield opened
    opened.close()


def case(question: str, page: str, *facts: str) -> Case:
    return Case("c", question, (page,), answerable=True, facts=facts)


def everything(index: Index) -> Lessons:
    cases = [case("was kostet ein perso", PERSO, "37,00 Euro")]
    return lessons([index], MATTERS, cases, lambda page: False)


def test_a_question_should_find_the_sentences_that_state_its_fact(index: Index) -> None:
    made = everything(index)
    number = made.queries.index("query: was kostet ein perso (Personalausweis)")
    assert made.query_documents[number]
    assert all("37,00 Euro" in made.documents[at] for at in made.query_documents[number])


def test_a_matters_sentence_should_find_its_names_and_the_title_of_its_page(index: Index) -> None:
    made = everything(index)
    number = made.queries.index("query: mein Perso ist bald nicht mehr gültig")
    wanted = [made.documents[at] for at in made.query_documents[number]]
    page = index.page(PERSO)
    assert page
    assert {"passage: Personalausweis beantragen", f"passage: {page.title}"} <= set(wanted)


def test_pages_held_out_are_in_no_lesson(index: Index) -> None:
    made = lessons([index], MATTERS, [case("was kostet ein perso", PERSO)], lambda page: page == PERSO)
    assert not any(PERSO in topics for topics in [*made.query_topics, *made.document_topics])
    assert not any(text.startswith("query: mein Perso ist bald") for text in made.queries)


def test_the_other_matters_of_a_batch_lie_near(index: Index) -> None:
    made = everything(index)
    draw = Draw(made, Plan(pairs=4))
    cosines: list[float] = []
    for _ in range(20):
        batch = draw.batch()
        near = [
            vector
            for one in batch.ones
            for name, rows in made.groups.items()
            if one in rows
            for vector in [made.near[name]]
        ]
        cosines.append(float(near[0] @ near[1] / np.linalg.norm(near[0]) / np.linalg.norm(near[1])))
    some = np.stack([made.near[name] for name in made.groups])
    some /= np.linalg.norm(some, axis=1, keepdims=True)
    assert np.mean(cosines) > float((some @ some.T).mean()) + 0.02


def small() -> Upper:
    """Two layers of random weights, eight numbers wide."""
    import torch
    from transformers import BertConfig, BertModel

    cast("Any", torch).manual_seed(1)
    sizes: dict[str, Any] = {
        "hidden_size": 8,
        "num_hidden_layers": 4,
        "num_attention_heads": 2,
        "intermediate_size": 16,
    }
    config = cast("Any", BertConfig)(vocab_size=30, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0, **sizes)
    return Upper(list(cast("Any", BertModel)(config).eval().encoder.layer), 2)


class Given(dict[str, Any]):
    """States that are given, in place of `Lower`."""


def test_a_texts_vector_does_not_depend_on_its_neighbours() -> None:
    upper, rng = small(), np.random.default_rng(0)
    states = [rng.normal(size=(length, 8)).astype(np.float16) for length in (3, 9, 1, 5)]
    together = upper.vectors(states)
    alone = np.concatenate([upper.vectors([part]) for part in states])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_training_brings_together_what_belongs_together_and_keeps_the_rest() -> None:
    upper, rng = small(), np.random.default_rng(0)
    made = Lessons()
    for number in range(20):
        document = made.add_document(f"d{number}", [f"matter {number}"])
        for part in "ab":
            made.add_query(f"{number}{part}", [f"matter {number}"], [document], f"matter {number}")
        made.near[f"matter {number}"] = rng.normal(size=8).astype(np.float32)
    texts = [*made.queries, *made.documents, "other 1", "other 2"]
    lower = Given({text: rng.normal(size=(4, 8)).astype(np.float16) for text in texts})
    before = upper.vectors([lower[text] for text in texts])
    losses: list[float] = []
    plan = Plan(steps=30, pairs=6, rate=3e-3, kept=2, keep=5.0)
    train(upper, cast("Lower", lower), made, ["other 1", "other 2"], plan, lambda _s, _n, loss: losses.append(loss))
    after = upper.vectors([lower[text] for text in texts])

    def spread(vectors: Any) -> float:
        own = np.mean([vectors[2 * n] @ vectors[2 * n + 1] for n in range(20)])
        return float(own - (vectors[:40] @ vectors[:40].T).mean())

    assert losses[-1] < losses[0]
    assert spread(after) > spread(before) + 0.05
    assert (after[-2:] * before[-2:]).sum(axis=1).min() > 0.9
