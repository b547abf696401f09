"""Candidate cases from a real journal on disk: what is taken, what is put together, and what an editor gets."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from bot.events import Outcome
from bot.journal import ClosedTurn, Journal, OpenedTurn, Reason
from bot.privacy import Masked
from evaluation import harvest as harvesting
from evaluation.__main__ import main
from evaluation.cases import CasesError, read
from evaluation.harvest import HarvestError, clusters, harvest, identity, open_journal
from evaluation.tables import TableError
from indexes.embed import Embedder
from indexes.index import Index

NOW = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the journal."""
    return tmp_path / "data"


@pytest.fixture
def journal(data: Path) -> Generator[Journal]:
    with Journal.open("", folder=data) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(small_versions: Path, onnx_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Generator[Index]:
    """Five pages."""
    opened = Index.open(small_versions, onnx_embedder, "", tmp_path_factory.mktemp("copies"))
    yield opened
    opened.close()


def asked(
    journal: Journal,
    question: str | None,
    *,
    outcome: Outcome = Outcome.NO_SOURCE,
    days: int = 0,
    conversation: str = "",
    said: tuple[Reason, str] | None = None,
) -> None:
    """A turn, `days` after NOW; `said` is why it did not help, with a comment."""
    number = sum(1 for _ in journal.turns())
    turn, at = f"t{number}", NOW + timedelta(days=days, seconds=number)
    conversation = conversation or f"c{number}"
    masked = None if question is None else Masked(question)
    journal.begin(OpenedTurn(turn, conversation, at, "", "de", masked, (), "v1", "extractive", "h", "f1"))
    journal.finish(turn, ClosedTurn(at, outcome, "de", Masked("…"), (), {}, {"whole": 1.0}, "closed"))
    if said:
        journal.feedback(turn, conversation, False, said[0], Masked(said[1]) if said[1] else None, at)


def rows_of(path: Path) -> list[dict[str, str]]:
    text = io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


# --- what is taken ---------------------------------------------------------------------------------------------------


def test_what_found_no_source_or_did_not_help_becomes_a_candidate(journal: Journal, index: Index) -> None:
    asked(journal, "Wo ist die Stadtbücherei?")
    asked(journal, "Was kostet ein Personalausweis?", outcome=Outcome.ANSWERED, said=("wrong", ""))
    asked(journal, "Was kostet die Hundesteuer?", outcome=Outcome.ANSWERED)
    found = harvest(journal, index)
    assert {one.question for one in found.candidates} == {
        "Wo ist die Stadtbücherei?",
        "Was kostet ein Personalausweis?",
    }


def test_questions_that_are_alike_are_put_together_the_most_frequent_first(journal: Journal, index: Index) -> None:
    asked(journal, "Wann hat die Stadtbücherei geöffnet?")
    for days, question in enumerate(
        ("Perso verloren, was tun?", "perso verloren was tun", "Ich habe meinen Perso verloren, was tun?")
    ):
        asked(journal, question, days=days)
    first, second = harvest(journal, index).candidates
    assert (len(first.turns), len(second.turns)) == (3, 1)
    assert (first.first, first.last) == (date(2026, 6, 15), date(2026, 6, 17))
    assert "Stadtbücherei" in second.question


def test_the_same_journal_gives_the_same_candidates(journal: Journal, index: Index) -> None:
    for question in (
        "Perso weg",
        "Ausweis verloren",
        "Wo kann ich parken?",
        "Parkplatz gesucht",
        "Wie wird das Wetter?",
    ):
        asked(journal, question)
    assert harvest(journal, index) == harvest(journal, index)


def test_placeholders_stay_in_the_question_but_say_nothing_about_what_it_is_like(
    journal: Journal, index: Index
) -> None:
    asked(journal, "Wo meldet [PERSON_1] den Hund an?")
    asked(journal, "Wo meldet [PERSON_1] den Hund an? [EMAIL_1]")
    (one,) = harvest(journal, index).candidates
    assert "[PERSON_1]" in one.question


def test_turns_that_have_no_text_but_placeholders_are_counted(journal: Journal, index: Index) -> None:
    asked(journal, None)
    asked(journal, "[PERSON_1]")
    found = harvest(journal, index)
    assert (found.candidates, found.turns, found.without_text) == ((), 2, 2)


def test_only_the_days_that_are_asked_for_count(journal: Journal, index: Index) -> None:
    asked(journal, "Wo kann ich parken?", days=0)
    asked(journal, "Wie wird das Wetter?", days=5)
    (one,) = harvest(journal, index, since=date(2026, 6, 18)).candidates
    assert one.question == "Wie wird das Wetter?"


def test_too_many_questions_leave_the_rarest_out(
    journal: Journal, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvesting, "MOST", 1)
    for question in ("Wo kann ich parken?", "Wie wird das Wetter?", "wie wird das wetter"):
        asked(journal, question)
    found = harvest(journal, index)
    assert [len(one.turns) for one in found.candidates] == [2]
    assert found.left_out == 1


def test_a_question_that_follows_others_brings_them_along(journal: Journal, index: Index) -> None:
    asked(journal, "Ich will heiraten", outcome=Outcome.ANSWERED, conversation="c")
    asked(journal, "Und was kostet das?", conversation="c")
    (one,) = harvest(journal, index).candidates
    assert one.earlier == ("Ich will heiraten",)


def test_what_is_far_apart_stays_apart_and_nothing_is_no_cluster() -> None:
    alike = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    assert sorted(map(sorted, clusters(alike))) == [[0, 1], [2]]
    assert clusters(np.ones((1, 1))) == [[0]]
    assert clusters(np.ones((0, 0))) == []


# --- what an editor gets ---------------------------------------------------------------------------------------------


def test_the_table_says_how_often_when_why_and_what_is_near(journal: Journal, index: Index, tmp_path: Path) -> None:
    asked(journal, "Was kostet ein Personalausweis?", outcome=Outcome.ANSWERED, said=("outdated", "Jetzt 46 Euro"))
    asked(journal, "Was kostet ein neuer Personalausweis?", days=2)
    (one,) = harvest(journal, index).candidates
    harvesting.write(tmp_path / "x.csv", [one])
    (row,) = rows_of(tmp_path / "x.csv")
    assert (row["id"], row["frage"], row["sprache"]) == (identity(one), one.question, "de")
    assert (row["erwartete_quellen"], row["antwortbar"], row["erwartetes_ergebnis"]) == ("", "", "")
    assert row["tags"] == "praxis|keine_quelle|gemeldet"
    assert row["notiz"].splitlines() == [
        "2-mal gefragt, zuerst 15.06.2026, zuletzt 17.06.2026",
        "keine Quelle gefunden: 1",
        "nicht hilfreich: veraltet 1",
        "so hieß es dazu: „Jetzt 46 Euro“",
        f"auch so gefragt: „{one.variants[0]}“",
        "naheliegende Seiten: " + "; ".join(f"{page} ({title})" for page, title in one.near),
    ]
    assert one.near[0][0].endswith("personalausweis")


def test_a_person_has_to_decide_before_the_table_is_a_question_set(
    journal: Journal, index: Index, tmp_path: Path
) -> None:
    asked(journal, "Wie wird das Wetter?")
    path = tmp_path / "x.csv"
    found = harvest(journal, index).candidates
    harvesting.write(path, found)
    with pytest.raises(CasesError, match="row 2, column antwortbar: write ja or nein, or an expected page or outcome"):
        read(path)
    (row,) = rows_of(path)
    row["antwortbar"] = "nein"
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, list(row), delimiter=";")
    table.writeheader()
    table.writerow(row)
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    (case,) = read(path)
    assert (case.id, case.question, case.answerable) == (identity(found[0]), "Wie wird das Wetter?", False)
    assert case.tags == ("praxis", "keine_quelle")


def test_a_question_that_looks_like_a_formula_is_none_and_reads_back_as_it_was(
    journal: Journal, index: Index, tmp_path: Path
) -> None:
    asked(journal, "=WEBSERVICE(1) Wo parken?")
    path = tmp_path / "x.csv"
    harvesting.write(path, harvest(journal, index).candidates)
    content = path.read_text(encoding="utf-8-sig")
    assert "'=WEBSERVICE(1) Wo parken?" in content
    path.write_text(content.replace(";;;;;;de;", ";;nein;;;;de;"), encoding="utf-8-sig")
    assert [case.question for case in read(path)] == ["=WEBSERVICE(1) Wo parken?"]


def test_only_its_owner_reads_the_table_and_no_work_is_overwritten(
    journal: Journal, index: Index, tmp_path: Path
) -> None:
    asked(journal, "Wo parken?")
    path = tmp_path / "x.csv"
    harvesting.write(path, harvest(journal, index).candidates)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(TableError, match="there is a file already"):
        harvesting.write(path, ())


# --- the journal -----------------------------------------------------------------------------------------------------


def test_no_journal_is_made_where_none_is(tmp_path: Path) -> None:
    with pytest.raises(HarvestError, match=r"there is no journal \(journal\.sqlite\); name its folder with --data"):
        open_journal("", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_journal_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").touch()
    with pytest.raises(HarvestError, match="it holds no journal"):
        open_journal("", tmp_path)
    assert (tmp_path / "journal.sqlite").stat().st_size == 0


def test_a_journal_that_is_switched_off_cannot_be_harvested(tmp_path: Path) -> None:
    with pytest.raises(HarvestError, match="switched off"):
        open_journal("off", tmp_path)


def test_the_command_writes_the_table(
    journal: Journal, data: Path, small_versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(journal, "Wo kann ich parken?")
    out = tmp_path / "praxis.csv"
    arguments = ["harvest", "--data", str(data), "--journal", "sqlite", "--versions", str(small_versions)]
    assert main([*arguments, "--out", str(out)]) == 0
    assert [row["frage"] for row in rows_of(out)] == ["Wo kann ich parken?"]
    assert "1 candidates" in cast("Any", capsys.readouterr()).out
    assert main(["harvest", "--data", str(tmp_path / "none"), "--journal", "sqlite"]) == 2
