"""Training the layers that compare questions with questions: what they learn from, and that they learn."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from corpus import matters
from evaluation.cases import Case
from evaluation.learning.lessons import Lessons, lessons
from evaluation.learning.strict import halves, left_over
from evaluation.learning.train import Draw, Plan, train
from evaluation.learning.upper import Upper
from indexes.embed import Embedder
from indexes.index import Index

LISTED = matters.load(Path(__file__).parents[1] / "corpus" / "matters.toml")
PERSO = "musterstadt:personalausweis"
QUESTION = "was kostet das plastikding mit foto"


@pytest.fixture(scope="module")
def index(shipped_versions: Path, onnx_embedder: Embedder) -> Generator[Index]:
    opened = Index.open(shipped_versions, onnx_embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(index: Index) -> Lessons:
    cases = [Case("c", QUESTION, (PERSO,), answerable=True), Case("d", "Wer bin ich?", (), answerable=False)]
    return lessons([index], LISTED, cases, lambda _page: False)


def test_the_sentences_of_a_matter_belong_together_and_to_its_pages(made: Lessons) -> None:
    one = made.texts.index("mein Perso ist bald nicht mehr gültig")
    other = made.texts.index("was kostet ein neuer Perso")
    assert any({one, other} <= set(rows) for rows in made.groups.values())
    assert PERSO in made.topics[one]


def test_a_question_belongs_to_its_page_and_the_matters_that_lead_there(made: Lessons) -> None:
    row = made.texts.index(QUESTION)
    sentence = made.texts.index("mein Perso ist bald nicht mehr gültig")
    assert made.topics[row] & made.topics[sentence]
    assert row in made.groups[PERSO]


def test_what_must_not_be_answered_is_no_lesson(made: Lessons) -> None:
    assert "Wer bin ich?" not in made.texts


def test_a_page_held_out_takes_its_matters_with_it(index: Index) -> None:
    left = lessons([index], LISTED, [Case("c", QUESTION, (PERSO,), answerable=True)], lambda page: page == PERSO)
    assert not any(PERSO in topics for topics in left.topics)
    assert QUESTION not in left.texts
    assert "mein Perso ist bald nicht mehr gültig" not in left.texts


def test_a_strict_trial_learns_nothing_about_the_pages_it_asks_for(index: Index) -> None:
    tested = [Case("t", "mein Ausweis ist alt", (PERSO,), answerable=True)]
    left = left_over([index], LISTED, [Case("c", QUESTION, (PERSO,), answerable=True)], tested)
    assert not any(PERSO in topics for topics in left.topics)
    assert QUESTION not in left.texts
    assert len(left.texts) > 2000


def test_the_halves_of_a_strict_trial_share_no_page() -> None:
    cases = [Case(str(n), "Was kostet das?", (f"town:{n % 9}",), answerable=True) for n in range(40)]
    one, other = ([case.pages[0] for case in half] for half in halves(cases))
    assert len(one) + len(other) == 40
    assert one and other and not set(one) & set(other)


def test_the_others_of_a_batch_lie_nearer_than_any(made: Lessons) -> None:
    draw, whole = Draw(made, Plan(pairs=4)), np.stack(list(made.near.values()))
    whole -= whole.mean(axis=0)
    by_row = {row: place for place, rows in enumerate(made.groups.values()) for row in rows}
    drawn = [[whole[by_row[row]] for row in draw.batch()[:4]] for _ in range(30)]
    near = np.mean([one @ other for one, *others in drawn for other in others])
    assert near > 2 * float(np.abs((whole @ whole.T).mean()))


def unheard(_step: int, _steps: int, _loss: float) -> None:
    """Nobody is told."""


def small() -> Upper:
    """Two layers of random weights, eight numbers wide."""
    import torch
    from transformers import BertConfig, BertModel

    cast("Any", torch).manual_seed(1)
    sizes: dict[str, Any] = {
        "hidden_size": 8,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 16,
    }
    config = cast("Any", BertConfig)(vocab_size=30, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0, **sizes)
    return Upper(list(cast("Any", BertModel)(config).eval().encoder.layer), 2)


def test_a_texts_vector_does_not_depend_on_its_neighbours() -> None:
    upper, rng = small(), np.random.default_rng(0)
    states = [rng.normal(size=(length, 8)).astype(np.float16) for length in (3, 9, 1, 5)]
    together = upper.vectors(states)
    alone = np.concatenate([upper.vectors([part]) for part in states])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_training_brings_together_what_belongs_together() -> None:
    upper, rng, made = small(), np.random.default_rng(0), Lessons()
    for number in range(20):
        for part in "ab":
            made.add(f"{number}{part}", [f"matter {number}"], [f"matter {number}"])
        made.near[f"matter {number}"] = rng.normal(size=8).astype(np.float32)
    foreign = ["other 1", "other 2"]
    states = {text: rng.normal(size=(4, 8)).astype(np.float16) for text in [*made.texts, *foreign]}

    def apart() -> float:
        vectors = upper.vectors([states[text] for text in made.texts])
        own = np.mean([vectors[2 * number] @ vectors[2 * number + 1] for number in range(20)])
        return float(own - (vectors @ vectors.T).mean())

    before, losses = apart(), list[float]()
    plan = Plan(steps=40, pairs=6, foreign=2, rate=3e-3, share=1.0)
    train(upper, states, made, foreign, plan, lambda _step, _steps, loss: losses.append(loss))
    assert losses[-1] < losses[0]
    assert apart() > before + 0.05


def test_only_a_share_of_what_was_learned_is_taken_over() -> None:
    made, rng = Lessons(), np.random.default_rng(0)
    for number in range(20):
        for part in "ab":
            made.add(f"{number}{part}", [f"matter {number}"], [f"matter {number}"])
        made.near[f"matter {number}"] = rng.normal(size=8).astype(np.float32)
    states = {text: rng.normal(size=(4, 8)).astype(np.float16) for text in [*made.texts, "other"]}
    moved: list[float] = []
    for share in (0.5, 1.0):
        upper = small()
        before = next(upper.parameters()).detach().clone()
        train(upper, states, made, ["other"], Plan(steps=3, pairs=6, foreign=1, share=share), unheard)
        moved.append(float((next(upper.parameters()).detach() - before).abs().sum()))
    assert moved[0] == pytest.approx(moved[1] / 2, rel=1e-3)
