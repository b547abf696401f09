"""Try it: what QA sees of a question is what decided its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from pathlib import Path
from typing import get_args

import pytest

from bot.chat import Question
from bot.entail.reasons import Reason
from bot.events import Outcome
from bot.failures import Failure
from bot.journal import REASONS
from bot.kinds import KINDS
from bot.model import open_model
from bot.office import words
from bot.office.trying import Trial, trial
from bot.replies import PAGE_LANGUAGES
from bot.retrieve import ANSWER, Verdict
from bot.settings import Settings
from tests.desk import HUND, Desk, changed, opened
from tests.modelling import saying, stub

FEE = "Was kostet die Hundesteuer für den ersten Hund?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


def tried(desk: Desk, question: str, *before: str) -> Trial:
    return asyncio.run(trial(desk.office.bot, Question(question, history=before)))


def test_every_name_of_ours_has_german_words() -> None:
    assert set(words.OUTCOMES) == {*map(str, Outcome), ""}
    assert set(words.KINDS) == set(KINDS)
    assert set(words.VERDICTS) == set(get_args(Verdict))
    assert {*map(str, Reason), "link", "leak", "language", "repeated"} == set(words.GATE)
    assert set(words.FAILURES) == set(map(str, Failure))
    assert set(words.REASONS) == set(REASONS)
    assert set(words.LANGUAGES) == set(PAGE_LANGUAGES)


def test_the_answer_is_the_citizens_and_its_page_is_first_and_kept(desk: Desk) -> None:
    found = tried(desk, FEE)
    assert found.answer.text == desk.served.ask(FEE)["text"]
    assert found.found is not None
    best = found.found.seen[0]
    assert (best.page.id, best.kept, best.why) == (HUND, True, "darf zitiert werden")
    assert sum(points for _, points in best.parts) == pytest.approx(best.total, abs=0.01)
    assert found.found.probability == best.probability >= ANSWER
    assert {name for name, _ in found.times} >= {"Ganze Antwort"}


def test_a_page_that_may_not_be_quoted_says_why(desk: Desk) -> None:
    found = tried(desk, "Wie backe ich einen Apfelkuchen?").found
    assert found is not None
    assert not any(one.kept for one in found.seen)
    assert all("zu unsicher" in one.why or "davor" in one.why for one in found.seen)


def test_the_signals_add_up_to_how_sure_the_best_page_is(desk: Desk) -> None:
    from math import exp

    found = tried(desk, FEE).found
    assert found is not None
    odds = sum(signal.effect for signal in found.signals)
    assert 1 / (1 + exp(-odds)) == pytest.approx(found.probability, abs=1e-6)


def test_personal_details_are_shown_as_they_would_be_kept_and_nothing_is_kept(desk: Desk) -> None:
    journal = desk.office.bot.recorder.journal
    assert journal is not None
    before = sum(1 for _ in journal.turns())
    clerk = desk.signed_in("qa").get("/office/ausprobieren")
    clerk.send("#frage-formular", frage="Ich heiße Aylin Yılmaz, was kostet die Hundesteuer?")
    assert clerk.status == 200
    assert "Gespeichert würde Ich heiße [PERSON_1]" in clerk.text
    assert sum(1 for _ in journal.turns()) == before


def test_a_followup_is_shown_as_it_was_searched_for(desk: Desk) -> None:
    found = tried(desk, "Und was kostet das?", "Wie melde ich meinen Hund an?")
    assert "Hund" in found.asked


def test_a_rule_that_is_certain_is_said_so_and_others_have_their_chances(desk: Desk) -> None:
    assert tried(desk, "Guten Tag").by_rule
    found = tried(desk, FEE)
    assert (found.by_rule, found.chances[0][0]) == (False, "information")
    assert sum(share for _, share in found.chances) == pytest.approx(1)


def test_a_draft_is_tried_without_going_live(desk: Desk) -> None:
    changed(desk.signed_in("editor"), HUND, "90 Euro", "93 Euro")
    clerk = desk.signed_in("qa").get("/office/ausprobieren")
    drafts = [str(found["value"]) for found in clerk.page.select("#entwurf option") if found["value"]]
    assert len(drafts) == 1
    assert "93 Euro" in clerk.send("#frage-formular", frage=FEE, entwurf=drafts[0]).text
    assert "90 Euro" in clerk.get("/office/ausprobieren").send("#frage-formular", frage=FEE).text
    assert clerk.post("/office/ausprobieren", frage=FEE, entwurf=f"{HUND}/{'0' * 16}").status == 404


def test_of_a_models_sentences_each_is_shown_with_the_gates_verdict(desk: Desk) -> None:
    bot = desk.office.bot
    said = "Die Hundesteuer beträgt für den ersten Hund 90 Euro [1].\nEin zweiter Hund kostet 4711 Euro [1].\n"
    with stub(saying(said)) as server:
        bot.model = open_model(Settings.load(model="openai:stub", model_url=server.url, model_mode="write"))
        try:
            clerk = desk.signed_in("qa").get("/office/ausprobieren").send("#frage-formular", frage=FEE)
        finally:
            bot.model = None
    assert "4711 Euro [1]. zurückgehalten" in clerk.text
    assert "steht in keiner zitierten Quelle" in clerk.text


def test_a_question_that_is_too_long_or_missing_is_refused_in_words(desk: Desk) -> None:
    clerk = desk.signed_in("qa")
    for question in ("", "x" * 501):
        assert clerk.post("/office/ausprobieren", frage=question).status == 422
        assert "Schreiben Sie eine Frage" in clerk.text
