"""Figures, exports and turns for the harvest, and the commands that show them."""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.events import Outcome
from bot.journal import Journal, JournalError, commands, reading
from bot.privacy import Masked
from tests.test_journal import NOW, answered, asked

pytest_plugins = ("tests.postgres",)


def turn(
    journal: Journal, name: str, at: datetime = NOW, outcome: Outcome = Outcome.ANSWERED, whole: float = 100
) -> None:
    """A closed turn."""
    journal.begin(replace(asked(name, f"c-{name}"), at=at))
    pages = ("muster:pass", f"muster:{name}") if outcome == Outcome.ANSWERED else ()
    journal.finish(name, replace(answered(whole=whole), outcome=outcome, page_ids=pages))


def commanded(journal: Journal, *arguments: str) -> int:
    """Run a command as `python -m bot journal` does."""
    parser = argparse.ArgumentParser()
    commands.add(parser)
    return commands.run(parser.parse_args(arguments), journal, commands.Retention())


def test_an_empty_journal_has_figures(journal: Journal) -> None:
    stats = journal.stats()
    assert (stats.turns, stats.by_day, stats.median_ms, stats.p95_ms, stats.pages) == (0, {}, None, None, ())


def test_turns_are_counted_by_day_outcome_language_and_state(journal: Journal) -> None:
    turn(journal, "a")
    turn(journal, "b", NOW - timedelta(days=1), Outcome.NO_SOURCE)
    journal.begin(asked("c", question=None))
    stats = journal.stats()
    assert (stats.turns, stats.by_day) == (3, {date(2026, 6, 14): 1, date(2026, 6, 15): 2})
    assert stats.by_outcome == {"answered": 1, "no_source": 1, "": 1}
    assert (stats.by_language, stats.by_state, stats.filter_failed) == ({"de": 3}, {"closed": 2, "open": 1}, 1)


def test_feedback_is_counted_with_its_reasons(journal: Journal) -> None:
    for name in "abc":
        turn(journal, name)
    journal.feedback("a", "c-a", True, "", None, NOW)
    journal.feedback("b", "c-b", False, "outdated", None, NOW)
    stats = journal.stats()
    assert (stats.helpful, stats.unhelpful, stats.reasons) == (1, 1, {"outdated": 1})


def test_times_are_given_as_median_and_p95(journal: Journal) -> None:
    for n in range(1, 21):
        turn(journal, f"t{n}", whole=n)
    stats = journal.stats()
    assert (stats.median_ms, stats.p95_ms) == (10, 19)


def test_pages_are_counted_by_the_answers_that_cite_them(journal: Journal) -> None:
    turn(journal, "a")
    turn(journal, "b")
    turn(journal, "c", outcome=Outcome.NO_SOURCE)
    assert journal.stats().pages == (("muster:pass", 2), ("muster:a", 1), ("muster:b", 1))


def test_figures_are_of_the_days_asked_for(journal: Journal) -> None:
    for n in range(4):
        turn(journal, f"t{n}", datetime(2026, 6, 10 + n, 23, 59, tzinfo=UTC))
    stats = journal.stats(date(2026, 6, 11), date(2026, 6, 12))
    assert list(stats.by_day) == [date(2026, 6, 11), date(2026, 6, 12)]


def test_figures_of_days_count_folded_rows_of_these_days_only(journal: Journal) -> None:
    for n in range(3):
        turn(journal, f"t{n}", datetime(2025, 1, 10 + n, tzinfo=UTC))
    journal.purge(NOW)
    assert list(journal.stats(date(2025, 1, 11), date(2025, 1, 11)).by_day) == [date(2025, 1, 11)]


def test_turns_come_in_the_order_of_their_times(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PORTION", 2)
    for n in (3, 1, 4, 0, 2):
        turn(journal, f"t{n}", NOW + timedelta(seconds=n // 2))
    assert [found.turn_id for found in journal.turns()] == ["t0", "t1", "t2", "t3", "t4"]


def test_the_harvest_takes_what_did_not_help_and_what_found_no_source(journal: Journal) -> None:
    turn(journal, "good")
    turn(journal, "bad")
    turn(journal, "none", outcome=Outcome.NO_SOURCE)
    journal.feedback("good", "c-good", True, "", None, NOW)
    journal.feedback("bad", "c-bad", False, "wrong", None, NOW)
    assert {found.turn_id for found in journal.turns(unhelpful=True, outcomes=("no_source",))} == {"bad", "none"}
    assert {found.turn_id for found in journal.turns(unhelpful=True)} == {"bad"}
    assert {found.turn_id for found in journal.turns(outcomes=("no_source",))} == {"none"}


def test_lines_of_json_hold_every_field(journal: Journal, tmp_path: Path) -> None:
    turn(journal, "a")
    journal.feedback("a", "c-a", False, "wrong", Masked("falsch"), NOW)
    assert journal.export(tmp_path / "out.jsonl") == 1
    line = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (line["question"], line["at"], line["page_ids"]) == (
        "Was kostet es?",
        NOW.isoformat(),
        ["muster:pass", "muster:a"],
    )
    assert line["feedback"] == {"at": NOW.isoformat(), "helpful": False, "reason": "wrong", "comment": "falsch"}


def test_a_table_has_a_column_for_every_field(journal: Journal, tmp_path: Path) -> None:
    turn(journal, "a")
    turn(journal, "b")
    journal.feedback("b", "c-b", False, "wrong", Masked("falsch"), NOW)
    assert journal.export(tmp_path / "out.csv") == 2
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file, strict=True)
    assert (first["question"], first["page_ids"], first["comment"]) == (
        "Was kostet es?",
        '["muster:pass", "muster:a"]',
        "",
    )
    assert (second["helpful"], second["reason"], second["comment"]) == ("false", "wrong", "falsch")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_begins_a_formula(tmp_path: Path, start: str) -> None:
    with Journal.open("", folder=tmp_path) as journal:
        journal.begin(asked(question=f'{start}cmd|" /C calc"!A0'))
        journal.export(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["question"] == f'\'{start}cmd|" /C calc"!A0'


def test_an_export_can_be_read_by_its_owner_only(journal: Journal, tmp_path: Path) -> None:
    journal.export(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("name", "said"), [("out.xlsx", r"\.jsonl or \.csv"), ("no/out.csv", "No such file")])
def test_an_export_that_cannot_be_written_is_named(journal: Journal, tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(JournalError, match=f"{name}.*{said}"):
        journal.export(tmp_path / name)


def test_the_figures_can_be_read_by_people(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    turn(journal, "a")
    assert commanded(journal, "stats") == 0
    shown = capsys.readouterr().out
    assert "1 turns; 0 helped, 0 did not" in shown
    assert "median 100 ms" in shown


def test_the_figures_can_be_read_by_scripts(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    turn(journal, "a")
    assert commanded(journal, "stats", "--since", "2026-06-15", "--json") == 0
    assert json.loads(capsys.readouterr().out)["by_day"] == {"2026-06-15": 1}


def test_an_erasure_shows_its_receipt(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    turn(journal, "a")
    assert commanded(journal, "erase", "c-a", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["receipt"]["rows"], shown["swept"]) == (1, True)
    assert shown["receipt"]["hash"] == journal.receipts()[0].hash


def test_a_purge_takes_other_days_from_the_command_line(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    turn(journal, "a", datetime.now(UTC) - timedelta(days=3))
    assert commanded(journal, "purge") == 0
    assert commanded(journal, "purge", "--text-days", "2") == 0
    assert "1 turns older than 2 days lost their text" in capsys.readouterr().out


def test_a_check_of_an_unbroken_chain_shows_its_end(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    receipt = journal.erase("c1", NOW).receipt
    assert commanded(journal, "check") == 0
    assert receipt.hash in capsys.readouterr().out


def test_a_check_of_a_broken_chain_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    with Journal.open("", folder=tmp_path) as journal:
        journal.erase("c1", NOW)
        with sqlite3.connect(tmp_path / "journal.sqlite") as behind:
            behind.execute("UPDATE receipts SET rows = 9")
        behind.close()
        assert commanded(journal, "check") == 1
    assert "receipt 1 was changed" in capsys.readouterr().err


def test_an_export_says_how_much_it_wrote(journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turn(journal, "a")
    assert commanded(journal, "export", str(tmp_path / "out.jsonl")) == 0
    assert "1 turns written" in capsys.readouterr().out
