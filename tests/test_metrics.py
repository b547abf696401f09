"""What a case and a run are worth, on outputs that are written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.events import Answer, Choice, Handover, Outcome, Sentence, Source
from evaluation import metrics
from evaluation.cases import Case
from evaluation.metrics import figures, scores
from evaluation.outputs import Milliseconds, Output, Ranking, Retrieval

QUOTE = "Der Ausweis kostet 37,00 Euro. Bringen Sie ein Foto mit."


def case(identity: str = "a", pages: tuple[str, ...] = ("m:a",), **more: object) -> Case:
    made = Case(
        identity, "Was kostet ein Ausweis?", pages, bool(pages), "answered" if pages else "no_source", set="dev"
    )
    return replace(made, **more)


def source(n: int = 1, page: str = "m:a") -> Source:
    return Source(
        n=n,
        page_id=page,
        title="Ausweis",
        locator="Gebühren",
        quote=QUOTE,
        url="",
        language="de",
        updated=date(2026, 5, 1),
        stand="",
        overdue=False,
        scope="00",
    )


def document(outcome: Outcome = Outcome.ANSWERED, pages: tuple[str, ...] = ("m:a",), text: str = "") -> Answer:
    answered = outcome == Outcome.ANSWERED
    sources = tuple(source(n, page) for n, page in enumerate(pages, start=1)) if answered else ()
    sentences = tuple(
        Sentence(text=text or "Der Ausweis kostet 37,00 Euro.", citations=(found.n,), verbatim=True)
        for found in sources
    )
    return Answer(
        turn_id="t",
        conversation_id="c",
        outcome=outcome,
        language="de",
        ai_generated=False,
        text=" ".join(sentence.text for sentence in sentences) or "Dazu habe ich nichts.",
        sentences=sentences,
        sources=sources,
        actions=(),
        choices=(),
        handover=None,
        index_version="v",
        model="extractive",
    )


def output(of: Case | None = None, made: Answer | None = None, **more: object) -> Output:
    of = of or case()
    made = made or document(Outcome.ANSWERED if of.answerable else Outcome.NO_SOURCE)
    standing = tuple(True for _ in made.sources)
    plain = Output(of, made, Retrieval(), "answer", {"probability": 0.5}, standing, Milliseconds(5.0, 20.0))
    return replace(plain, **more)


def ranked(*pages: str) -> Retrieval:
    ranking: Ranking = tuple((page, 10.0 - place) for place, page in enumerate(pages))
    return Retrieval(dense=ranking[::-1], lexical=(), fused=ranking, ordered=ranking, kept=ranking[:1])


def score(of: Output) -> dict[str, float]:
    return dict(scores([of])[0])


# --- retrieval -------------------------------------------------------------------------------------------------------


def test_each_stage_is_measured_by_itself() -> None:
    found = score(output(case(pages=("m:b",)), retrieval=ranked("m:a", "m:b", "m:c")))
    assert (found["fused.mrr@10"], found["fused.recall@1"], found["fused.recall@5"]) == (0.5, 0, 1)
    assert (found["kept.recall@5"], found["lexical.recall@10"]) == (0, 0)
    assert found["fused.ndcg@10"] == pytest.approx(0.6309, abs=1e-4)


def test_of_several_right_pages_one_is_success_and_all_are_recall() -> None:
    found = score(output(case(pages=("m:a", "m:z")), retrieval=ranked("m:a", "m:b")))
    assert (found["fused.success@5"], found["fused.recall@5"]) == (1, 0.5)


def test_pages_with_equal_scores_keep_their_order() -> None:
    equal = Retrieval(fused=(("m:z", 1.0), ("m:a", 1.0)))
    assert score(output(case(pages=("m:z",)), retrieval=equal))["fused.mrr@10"] == 1


def test_retrieval_is_not_measured_where_no_page_is_right() -> None:
    found = score(output(case(pages=())))
    assert not any("@" in name for name in found)


def test_a_case_that_failed_found_nothing() -> None:
    found = score(Output(case(), error="ValueError: x"))
    assert (found["fused.recall@10"], found["kept"], found["outcome"], found["passed"]) == (0, 0, 0, 0)


def test_the_rank_is_that_of_the_first_right_page() -> None:
    found = output(case(pages=("m:c", "m:b")), retrieval=ranked("m:a", "m:b", "m:c"))
    assert metrics.rank(found) == 2
    assert metrics.rank(found, "kept") is None


# --- decisions and outcomes ------------------------------------------------------------------------------------------


def test_a_question_asked_back_about_is_kept() -> None:
    assert score(output(case(outcome="clarify"), document(Outcome.CLARIFY)))["kept"] == 1


@pytest.mark.parametrize(
    ("expected", "actual", "right"),
    [("no_source", "no_source", 1), ("no_source", "out_of_scope", 0), ("", "out_of_scope", 1), ("", "answered", 0)],
)
def test_an_outcome_is_the_expected_one_or_any_refusal(expected: str, actual: str, right: int) -> None:
    found = score(output(case(pages=(), outcome=expected), document(Outcome(actual))))
    assert found["outcome"] == right
    assert found["refused"] == (actual != "answered")


def test_refusals_are_counted_by_kind() -> None:
    outputs = [
        output(case("a")),
        output(case("b", pages=(), outcome="out_of_scope"), document(Outcome.OUT_OF_SCOPE)),
        output(case("c", pages=())),
        output(case("d", pages=()), document()),
    ]
    found = figures(outputs)
    assert found.decisions == {
        "answerable": {"kept": 1},
        "not_here": {"kept": 1, "refused": 1},
        "off_topic": {"refused": 1},
    }
    assert found.outcomes["no_source"] == {"answered": 1, "no_source": 1}
    assert (found.overall["refused.not_here"].value, found.overall["refused.off_topic"].value) == (0.5, 1)


def test_without_answers_the_verdict_decides() -> None:
    refused = Output(case(pages=()), retrieval=Retrieval(), verdict="no_source", signals={"probability": 0.1})
    kept = Output(case("b"), retrieval=ranked("m:a"), verdict="answer", signals={"probability": 0.9})
    found = figures([refused, kept])
    assert (found.overall["kept"].value, found.overall["refused"].value, found.overall["auc"].value) == (1, 1, 1)
    assert "facts" not in found.overall
    assert "latency.p50" not in found.overall


def test_the_curve_is_drawn_for_each_kind() -> None:
    chances = [("a", ("m:a",), "answered", 0.8), ("b", (), "no_source", 0.9), ("c", (), "out_of_scope", 0.1)]
    found = figures([output(case(i, p, outcome=o), signals={"probability": s}) for i, p, o, s in chances]).overall
    assert (found["auc"].value, found["auc.not_here"].value, found["auc.off_topic"].value) == (0.5, 0, 1)


# --- answers ---------------------------------------------------------------------------------------------------------


def test_facts_are_counted_in_any_writing() -> None:
    found = score(output(case(facts=("37 €", "Foto", "Termin"))))
    assert (found["facts"], found["facts.all"]) == (pytest.approx(1 / 3), 0)


def test_a_refused_question_has_no_facts_and_no_share_in_those_of_answers() -> None:
    found = score(output(case(facts=("37 €",)), document(Outcome.NO_SOURCE)))
    assert found["facts.all"] == 0
    assert "facts.answered" not in found


def test_what_stands_in_the_office_beside_the_answer_is_mentioned() -> None:
    office = Handover(
        office="Bürgerbüro",
        address="Rathausplatz 1",
        phone="069 1-2",
        email="",
        hours="",
        appointment_url="",
        reason="",
    )
    made = document().model_copy(update={"handover": office})
    assert score(output(case(facts=("Rathausplatz 1",)), made))["facts"] == 1


def test_the_number_of_a_source_is_no_fact() -> None:
    made = document().model_copy(update={"text": "Der Ausweis kostet 37,00 Euro. [5]"})
    assert score(output(case(facts=("5",)), made))["facts"] == 0


def test_what_must_not_appear_is_found() -> None:
    found = output(case(forbidden=("37 Euro", "100 Euro")))
    assert metrics.forbidden(found) == ("37 Euro",)
    assert score(found)["forbidden_absent"] == 0


def test_precision_is_the_share_of_right_pages_and_recall_whether_one_is_there() -> None:
    found = score(output(made=document(pages=("m:b", "m:a"))))
    assert (found["citations.precision"], found["citations.recall"]) == (0.5, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        output(standing=(False,)),
        output(made=document(text="Der Ausweis kostet 73,00 Euro.")),
        output(made=document().model_copy(update={"sources": (source(2),)})),
        output(made=document().model_copy(update={"sources": (), "sentences": ()}), standing=()),
    ],
)
def test_a_citation_that_does_not_hold_is_not_valid(wrong: Output) -> None:
    assert score(wrong)["citations.valid"] == 0
    assert "citation" in metrics.failures(wrong)


@pytest.mark.parametrize(
    ("wrong", "failure"),
    [
        (output(error="ValueError: x"), "failed"),
        (output(made=document(Outcome.NO_SOURCE)), "outcome"),
        (output(made=document(pages=("m:b",))), "source"),
        (output(case(facts=("38 Euro",))), "facts"),
        (output(case(forbidden=("37 Euro",))), "forbidden"),
        (output(case(language="tr")), "language"),
    ],
)
def test_each_failure_has_its_name(wrong: Output, failure: str) -> None:
    assert metrics.failures(wrong) == (failure,)
    assert score(wrong)["passed"] == 0


def test_nothing_is_wrong_with_a_right_answer() -> None:
    assert metrics.failures(output(case(facts=("37 Euro",)))) == ()


def test_asking_back_with_the_right_page_to_choose_is_right() -> None:
    made = document(Outcome.CLARIFY).model_copy(update={"choices": (Choice(page_id="m:a", title="", question=""),)})
    assert metrics.failures(output(case(outcome="clarify"), made)) == ()


# --- figures ---------------------------------------------------------------------------------------------------------


def test_figures_are_given_by_set_kind_tag_and_language() -> None:
    outputs = [output(case("a", tags=("kurz", "kosten"))), output(case("b", language="tr", tags=("kurz",), set="test"))]
    found = figures(outputs)
    assert [found.by_tag[tag]["passed"].n for tag in ("kosten", "kurz")] == [1, 2]
    assert (found.by_language["tr"]["language"].value, found.by_set["test"]["passed"].value) == (0, 0)
    assert found.by_kind["answerable"]["passed"].n == 2


def test_every_figure_is_described() -> None:
    found = figures([output(case("a", facts=("x",), forbidden=("y",))), output(case("b", pages=()))])
    undescribed = {name for name in found.overall if name not in metrics.DESCRIPTIONS}
    assert undescribed == {"refused.not_here", "auc.not_here"}


def test_figures_can_be_written_as_json() -> None:
    found = figures([output(), output(case("b", pages=()))]).as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_latencies_are_percentiles() -> None:
    outputs = [output(case(str(n)), ms=Milliseconds(1.0, float(n))) for n in range(1, 101)]
    found = figures(outputs).overall
    assert (found["latency.p50"].value, found["latency.p95"].value) == pytest.approx((50.5, 95.05))
