"""The dashboard and the candidates from practice: what the journal has, masked, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.events import Outcome
from bot.journal import ClosedTurn, Journal, OpenedTurn
from bot.office import charts
from bot.office.figures import overdue
from bot.office.questions import QuestionSets
from bot.privacy import Masked
from corpus.page import Page
from tests.desk import HUND, Desk, opened

NOW = datetime.now(UTC)
TODAY = NOW.astimezone().date()


def asked(journal: Journal, question: str, outcome: Outcome, *, days: int = 0, failure: str = "") -> str:
    """A turn some days ago; returns its id."""
    number = sum(1 for _ in journal.turns())
    turn, at = f"t{number}", NOW - timedelta(days=days, seconds=60 - number)
    journal.begin(OpenedTurn(turn, f"c{number}", at, "", "de", Masked(question), (), "v1", "extractive", "h", "f1"))
    pages = (HUND,) if outcome is Outcome.ANSWERED else ()
    closed = ClosedTurn(
        at, outcome, "de", Masked("…"), pages, {}, {"whole": 12.0}, "closed", failure, 2 if failure else 0
    )
    journal.finish(turn, closed)
    return turn


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    """An office with a journal of five questions."""
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        journal = found.office.bot.recorder.journal
        assert journal is not None
        bad = asked(journal, "Was kostet ein Hund?", Outcome.ANSWERED)
        journal.feedback(bad, "c0", False, "outdated", Masked("Das war letztes Jahr"), NOW)
        asked(journal, "Was kostet die Hundesteuer?", Outcome.ANSWERED, days=3, failure="unreachable")
        asked(journal, "Wo ist das Hallenbad?", Outcome.NO_SOURCE)
        asked(journal, "Wo ist das Hallenbad, [PERSON_1]?", Outcome.NO_SOURCE, days=1)
        asked(journal, "Lange her", Outcome.ANSWERED, days=80)
        yield found


def test_the_figures_are_those_of_the_period(desk: Desk) -> None:
    shown = desk.signed_in("auditor").get("/office/zahlen").text
    assert "4 Fragen vom" in shown
    assert "davon 2 beantwortet" in shown
    assert "veraltet 1" in shown
    assert "nicht erreichbar 1" in shown
    assert "2 Sätze des Sprachmodells wurden zurückgehalten" in shown
    assert "Hallenbad" not in shown
    longer = desk.signed_in("auditor").get(f"/office/zahlen?von={TODAY - timedelta(days=90)}").text
    assert "5 Fragen vom" in longer


def test_every_bar_has_its_number_in_a_table(desk: Desk) -> None:
    page = desk.signed_in("editor").get("/office/zahlen").page
    bars = page.select("svg.days rect")
    rows = page.select("details table tbody tr")
    assert len(bars) == len(rows) == 30
    assert [rect["height"] for rect in bars][-1] != "0.0"
    assert all(svg.get("role") == "img" or svg.get("aria-hidden") == "true" for svg in page.select("svg"))


def test_the_csv_has_all_figures_and_no_text(desk: Desk) -> None:
    answer = desk.signed_in("qa").client.get("/office/zahlen.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert ["Ergebnis", "keine Quelle", "2"] in rows
    assert ["Seite, deren Antwort nicht half", "Hund anmelden", "1"] in rows
    assert not any("Hallenbad" in cell or "letztes Jahr" in cell for row in rows for cell in row)


def test_a_date_that_is_none_is_refused_and_a_period_the_wrong_way_round_is_turned(desk: Desk) -> None:
    clerk = desk.signed_in("qa")
    assert clerk.get("/office/zahlen?von=gestern").status == 422
    assert clerk.get(f"/office/zahlen?von={TODAY}&bis={TODAY - timedelta(days=5)}").status == 200


def test_days_on_which_nothing_was_asked_have_a_bar_of_no_height() -> None:
    found = charts.days({date(2026, 1, 2): 4, date(2026, 1, 3): 2}, date(2026, 1, 1), date(2026, 1, 4))
    assert [bar.length for _, bar in found.days] == [0.0, 100.0, 50.0, 0.0]
    assert (found.most, found.peak) == (4, date(2026, 1, 2))
    assert charts.days({}, date(2026, 1, 1), date(2026, 1, 1)).peak is None


def test_overdue_pages_are_listed_the_longest_first(desk: Desk) -> None:
    page: Page = desk.office.shelf.read().pages[HUND]
    due = {str(n): replace(page, id=f"m:{n}", review_due=date(2026, n, 1)) for n in (3, 1, 12)}
    assert [one.id for one, _ in overdue(due, date(2026, 6, 1))] == ["m:1", "m:3"]


# --- from practice ---------------------------------------------------------------------------------------------------


def test_a_question_from_practice_goes_into_a_set_with_one_click_and_nothing_else_is_written(desk: Desk) -> None:
    sets = QuestionSets(desk.settings)
    file = sets.create("praxisfragen")
    clerk = desk.signed_in("qa")
    clerk.client.timeout = 300
    before = {path for path in desk.settings.data.rglob("*") if path.is_file()}
    clerk.get("/office/fragen/praxis?seit=30")
    assert clerk.page.select_one("ul.rows h2") is not None, clerk.text
    topics = [found.get_text() for found in clerk.page.select("ul.rows h2")]
    assert len(topics) == 2
    assert any("Hallenbad" in topic for topic in topics)
    assert "So hieß es dazu: „Das war letztes Jahr“" in clerk.text
    assert {path for path in desk.settings.data.rglob("*") if path.is_file()} == before
    form = next(one for one in clerk.page.select("form.take") if "Hallenbad" in str(one))
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[name]")}
    taken = clerk.post("/office/fragen/praxis", **fields, satz="praxisfragen", richtig="ergebnis=no_source")
    assert "übernommen in praxisfragen" in taken.text
    [row] = sets.rows(file)
    assert (row["antwortbar"], row["erwartetes_ergebnis"], row["tags"]) == ("nein", "no_source", "praxis, keine_quelle")
    again = clerk.post("/office/fragen/praxis", **fields, satz="praxisfragen", richtig=f"seite={HUND}")
    assert again.status == 422
    assert clerk.post("/office/fragen/praxis", **fields, satz="praxisfragen").status == 422


def test_topics_without_an_answer_are_shown_masked(desk: Desk) -> None:
    clerk = desk.signed_in("editor")
    clerk.client.timeout = 300
    shown = clerk.get("/office/zahlen/themen?seit=30").text
    assert "2 Themen aus 3 Fragen" in shown
    assert "Hallenbad" in shown
