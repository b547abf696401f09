"""Runs from the office: real commands over a real version, their report, comparison, and what fails since when."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import policies
from bot.office.jobs import Job
from bot.office.questions import QuestionSets
from bot.office.runlog import Ended, KeptRun, failing, folder_of, kept
from evaluation.review import read_marks
from tests.desk import HUND, PASSWORD, Clerk, Desk, opened
from tests.serving import until

LONG = 300
FEE = "Was kostet die Hundesteuer für den ersten Hund?"
ROWS = [
    {"id": "a", "frage": FEE, "antwortbar": "ja", "erwartete_quellen": HUND, "muss_enthalten": "90 Euro"},
    {"id": "b", "frage": "Wie backe ich einen Apfelkuchen?", "antwortbar": "nein"},
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


def ended(desk: Desk, clerk: Clerk) -> Job:
    """The run that is shown, at its end."""
    assert clerk.status == 200, clerk.text
    name = clerk.path.rpartition("/")[2]

    def job() -> Job:
        found = desk.office.store.job(name)
        assert found is not None
        return found

    until(lambda: not job().running, LONG)
    clerk.get(clerk.path)
    return job()


@pytest.fixture(scope="module")
def two_runs(desk: Desk) -> tuple[Job, Job]:
    """One run, and another after what is right was changed: the fee is now held to be 91 Euro."""
    sets = QuestionSets(desk.settings)
    file = sets.create("lauf", ROWS)
    clerk = desk.signed_in("qa")
    clerk.client.timeout = LONG
    first = ended(desk, clerk.get("/office/laeufe?satz=lauf").send("#lauf"))
    sets.take_in(file, [{**ROWS[0], "muss_enthalten": "91 Euro"}], replace=False)
    return first, ended(desk, clerk.get("/office/laeufe?satz=lauf").send("#lauf"))


def test_a_run_asks_every_question_and_says_what_went_wrong(desk: Desk, two_runs: tuple[Job, Job]) -> None:
    first, second = two_runs
    assert (first.state, first.result["cases"], first.result["wrong"]) == ("done", 2, 0), first.result
    assert (second.state, second.result["wrong"]) == ("done", 1), second.result
    shown = desk.signed_in("auditor").get(f"/office/laeufe/{second.id}")
    assert "1 von 2 Fragen gingen fehl" in shown.text
    assert FEE in shown.text
    assert ("run_asked", first.id) in [(entry.what, entry.subject) for entry in desk.office.store.entries()]
    assert not (desk.settings.data / "office" / first.id).exists()


def test_the_report_is_shown_where_nothing_can_run(desk: Desk, two_runs: tuple[Job, Job]) -> None:
    answer = desk.signed_in("editor").client.get(f"/office/laeufe/{two_runs[1].id}/bericht")
    assert "Prüfbericht" in answer.text
    assert answer.headers["content-security-policy"] == policies.REPORT
    assert "sandbox;" in policies.REPORT


def test_two_runs_are_compared_by_what_is_right_now(desk: Desk, two_runs: tuple[Job, Job]) -> None:
    first, second = two_runs
    clerk = desk.signed_in("qa")
    clerk.client.timeout = LONG
    shown = clerk.get(f"/office/laeufe/vergleich?a={second.id}&b={first.id}")
    assert "Bei 1 Fragen wurde geändert, was richtig ist" in shown.text
    assert "0 repariert, 0 neu falsch" in shown.text
    whole = clerk.client.get(f"/office/laeufe/vergleich/bericht?a={second.id}&b={first.id}")
    assert whole.headers["content-security-policy"] == policies.REPORT
    assert clerk.get(f"/office/laeufe/vergleich?a={first.id}&b={first.id}").status == 422


def test_what_goes_wrong_is_listed_with_the_run_since_when(desk: Desk, two_runs: tuple[Job, Job]) -> None:
    shown = desk.signed_in("editor").get("/office/laeufe/fehler")
    assert FEE in shown.text
    runs = kept(folder_of(desk.settings))
    [found] = failing(runs)
    assert (found.run.name, found.times, found.before) == (two_runs[1].id, 1, True)


def test_two_people_mark_answers_for_themselves_and_see_how_far_they_agree(
    desk: Desk, two_runs: tuple[Job, Job]
) -> None:
    run = two_runs[0].id
    place = folder_of(desk.settings) / run
    store = desk.office.store
    store.add_person("zweite.qa@musterstadt.example", "Quirin Zweit", ("qa",), PASSWORD, by="test")
    for name, verdict in (("qa", "richtig"), ("zweite.qa", "falsch")):
        clerk = desk.signed_in(name).get(f"/office/laeufe/{run}/begutachten")
        assert "von 2 Antworten beurteilt" in clerk.text
        clerk.follow("ul.plain a").send("#urteile", **{"urteil-1": verdict, "beleg-1": "stimmt", "bemerkung-1": "so"})
        assert "Ihre Urteile sind gespeichert" in clerk.text
        assert clerk.status == 200
    kept = read_marks(place)
    assert {mark.verdict for found in kept.values() for mark in found.values()} == {"richtig", "falsch"}
    assert len(kept) == 2
    clerk.client.timeout = LONG
    shown = clerk.get(f"/office/laeufe/{run}/begutachten/ergebnis")
    assert (shown.status, "0 % davon gleich" in shown.text) == (200, True), shown.text
    assert "Qa Beispiel und Quirin Zweit" in shown.text
    answer = f"/office/laeufe/{run}/begutachten/antwort"
    assert clerk.post(answer, id="a", **{"urteil-1": "gut"}).status == 422
    assert clerk.get(f"{answer}?id=gibt-es-nicht").status == 404


def test_an_empty_set_or_none_is_not_asked(desk: Desk) -> None:
    QuestionSets(desk.settings).create("leer")
    clerk = desk.signed_in("qa")
    assert clerk.post("/office/laeufe", satz="leer").status == 422
    assert clerk.post("/office/laeufe").status == 422
    assert clerk.post("/office/laeufe", satz="lauf", fassung="f" * 16).status == 422


# --- since when, pure ------------------------------------------------------------------------------------------------

CASE = Ended("s", "a", "?", "", (), "beantwortet", "", "falsche Quelle", "")
RIGHT = replace(CASE, why="")


def runs(*cases: Ended) -> list[KeptRun]:
    """Runs a day apart, the newest first; of versions v0, v1 …"""
    now = datetime(2026, 11, 30, tzinfo=UTC)
    return [KeptRun(f"r{n}", now - timedelta(days=n), f"v{n}", ("s",), (case,)) for n, case in enumerate(cases)]


def test_since_is_the_oldest_of_the_runs_on_end_in_which_it_was_wrong() -> None:
    [found] = failing(runs(CASE, CASE, RIGHT, CASE))
    assert (found.times, found.since.day, found.before) == (2, 29, True)
    [alone] = failing(runs(CASE))
    assert (alone.times, alone.before) == (1, False)
    assert failing(runs(RIGHT, CASE)) == []


def test_versions_that_were_never_live_do_not_count() -> None:
    assert failing(runs(CASE, RIGHT), {"v1"}) == []
    assert len(failing(runs(CASE, RIGHT))) == 1


def test_another_question_under_the_same_id_is_another_case() -> None:
    assert failing(runs(RIGHT, replace(CASE, question="!")))[0].case.question == "!"
