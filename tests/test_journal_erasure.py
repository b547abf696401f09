"""What is erased, or whose time is over, is gone from the rows and from the disk, and a chain of receipts says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from bot.journal import Journal, Turn
from bot.privacy import Masked
from tests.test_journal import NOW, answered, asked

if TYPE_CHECKING:
    from tests.postgres import Postgres

pytest_plugins = ("tests.postgres",)

CANARY = "zaunkoenig4711"
FIRST = "0" * 64


def told(journal: Journal, turn_id: str, conversation_id: str, at: datetime = NOW, canary: str = CANARY) -> None:
    """A whole turn with feedback, and a canary in every text."""
    opened = asked(turn_id, conversation_id, f"Was kostet {canary}?")
    journal.begin(replace(opened, at=at, tokens=(f"tok-{canary}",)))
    journal.finish(turn_id, replace(answered(), answer=Masked(f"37 Euro {canary}")))
    journal.feedback(
        turn_id, conversation_id, False, "wrong", Masked(f"stimmt nicht {canary}"), at + timedelta(hours=2)
    )


def on_disk(folder: Path, canary: str) -> int:
    """How often a string stands in the journal's files."""
    return sum(file.read_bytes().count(canary.encode()) for file in folder.rglob("*") if file.is_file())


def execute(address: str, folder: Path, statement: str) -> None:
    """Somebody changes the database behind the journal's back."""
    engine = create_engine(address or f"sqlite:///{folder / 'journal.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_erased_conversation_is_gone_with_its_feedback_and_others_stay(journal: Journal) -> None:
    told(journal, "t1", "c1")
    told(journal, "t2", "c1")
    told(journal, "t3", "c2")
    assert journal.erase("c1", NOW).receipt.rows == 4
    assert [turn.turn_id for turn in journal.turns()] == ["t3"]


def test_a_second_erasure_finds_nothing_and_says_so(journal: Journal) -> None:
    told(journal, "t1", "c1")
    first = journal.erase("c1", NOW).receipt
    second = journal.erase("c1", NOW).receipt
    assert (second.n, second.rows, second.previous) == (2, 0, first.hash)
    assert second.subject == first.subject


def test_nothing_of_an_erased_conversation_stays_in_the_files(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path) as journal:
        told(journal, "t1", f"c-{CANARY}")
        assert on_disk(tmp_path, CANARY)
        assert journal.erase(f"c-{CANARY}", NOW).swept
        assert on_disk(tmp_path, CANARY) == 0


def test_nothing_stays_in_the_files_while_others_have_them_open(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path) as journal, Journal.open("", folder=tmp_path) as other:
        told(journal, "t1", f"c-{CANARY}")
        assert len(list(other.turns())) == 1
        assert journal.erase(f"c-{CANARY}", NOW).swept
        assert (tmp_path / "journal.sqlite-wal").exists()
        assert on_disk(tmp_path, CANARY) == 0


def interleaved(journal: Journal, random: Random) -> None:
    """600 turns of 150 conversations, of many lengths, some open at a time: pages of the file are split and filled."""
    waiting: list[tuple[str, str]] = []
    for n in range(600):
        waiting.append((f"t{n}", f"c{n % 150:03}."))
        journal.begin(asked(*waiting[-1], f"{CANARY}-{waiting[-1][1]}" + "x" * random.randrange(600)))
        if n > 2:
            turn_id, conversation_id = waiting.pop(random.randrange(len(waiting)))
            answer = Masked(f"{CANARY}-{conversation_id}" + "y" * random.randrange(2500))
            journal.finish(turn_id, replace(answered(), answer=answer))
            if n % 3 == 0:
                comment = Masked(f"{CANARY}-{conversation_id}" + "z" * random.randrange(900))
                journal.feedback(turn_id, conversation_id, False, "wrong", comment, NOW)


def test_nothing_stays_in_the_gaps_that_split_pages_leave(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path) as journal:
        interleaved(journal, Random(1))  # with secure_delete alone, two copies of what is erased stay
        for n in range(0, 150, 3):
            assert journal.erase(f"c{n:03}.", NOW).swept
        assert [n for n in range(0, 150, 3) if on_disk(tmp_path, f"{CANARY}-c{n:03}.")] == []
        texts = [(turn.question, turn.answer, turn.feedback and turn.feedback.comment) for turn in journal.turns()]
        assert on_disk(tmp_path, CANARY) == sum(text is not None for row in texts for text in row)


def test_a_reader_that_holds_the_files_is_reported(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path, patience=0.2) as journal:
        told(journal, "t1", f"c-{CANARY}")
        reader = sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM turns").fetchall()
        done = journal.erase(f"c-{CANARY}", NOW)
        assert (done.receipt.rows, done.swept) == (2, False)
        assert list(journal.turns()) == []
        reader.close()
        assert journal.sweep()
        assert on_disk(tmp_path, CANARY) == 0


def test_a_writer_that_holds_the_file_is_reported(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path, patience=0.2) as journal:
        writer = sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert not journal.sweep()
        writer.close()
        assert journal.sweep()


def test_nothing_stays_in_the_tables_of_postgresql_after_a_full_sweep(postgres: Postgres, tmp_path: Path) -> None:
    canary, tables = "rotkehlchen0815", postgres.folder / "data" / "base"
    with Journal.open(postgres.new(), folder=tmp_path) as journal:
        told(journal, "t1", f"c-{canary}", canary=canary)
        postgres.run("CHECKPOINT")
        assert on_disk(tables, canary)
        assert journal.erase(f"c-{canary}", NOW, full=True).swept
        postgres.run("CHECKPOINT")
        assert on_disk(tables, canary) == 0


def test_receipts_form_a_chain(journal: Journal) -> None:
    done = [journal.erase(f"c{n}", NOW).receipt for n in range(3)]
    assert [receipt.n for receipt in done] == [1, 2, 3]
    assert [receipt.previous for receipt in done] == [FIRST, done[0].hash, done[1].hash]
    assert journal.receipts() == done
    assert journal.check_receipts() is None


def test_a_receipt_is_free_of_content(journal: Journal) -> None:
    told(journal, "t1", f"c-{CANARY}")
    receipt = journal.erase(f"c-{CANARY}", NOW).receipt
    assert CANARY not in repr(receipt)


def test_an_empty_chain_is_in_order(journal: Journal) -> None:
    assert journal.check_receipts() is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE receipts SET rows = 7 WHERE n = 2", 2),
        ("UPDATE receipts SET subject = 'x' WHERE n = 1", 1),
        ("DELETE FROM receipts WHERE n = 2", 2),
        ("DELETE FROM receipts WHERE n = 1", 1),
        ("UPDATE receipts SET hash = 'x' WHERE n = 3", 3),
    ],
)
def test_a_receipt_that_was_changed_or_removed_is_found(
    journal: Journal, address: str, tmp_path: Path, change: str, broken: int
) -> None:
    for n in range(3):
        journal.erase(f"c{n}", NOW)
    execute(address, tmp_path / "data", change)
    assert journal.check_receipts() == broken


def test_erasures_at_the_same_time_do_not_fork_the_chain(journal: Journal, open_journal: Callable[[], Journal]) -> None:
    journals = [journal, open_journal(), open_journal()]

    def erase(its: Journal, name: int) -> None:
        for n in range(5):
            its.erase(f"c{name}-{n}", NOW)

    with ThreadPoolExecutor() as threads:
        for _ in threads.map(erase, journals, range(3)):
            pass
    assert [receipt.n for receipt in journal.receipts()] == list(range(1, 16))
    assert journal.check_receipts() is None


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def by_id(journal: Journal) -> dict[str, Turn]:
    return {turn.turn_id: turn for turn in journal.turns()}


def test_text_goes_after_its_days_and_the_rest_stays(journal: Journal) -> None:
    told(journal, "old", "c1", days_ago(31))
    told(journal, "new", "c1", days_ago(29))
    assert journal.purge(NOW).texts == 1
    old, new = by_id(journal)["old"], by_id(journal)["new"]
    assert (old.question, old.answer, old.conversation_id, old.tokens) == (None, None, None, ())
    assert (old.outcome, old.language, old.page_ids, old.state) == ("answered", "de", ("muster:pass",), "closed")
    assert not old.filter_failed
    assert new.question == f"Was kostet {CANARY}?"


def test_a_purged_turn_keeps_the_day_of_its_times_only(journal: Journal) -> None:
    told(journal, "t1", "c1", datetime(2026, 5, 1, 23, 30, tzinfo=UTC))
    journal.purge(NOW)
    turn = by_id(journal)["t1"]
    assert turn.feedback
    assert turn.at == datetime(2026, 5, 1, tzinfo=UTC)
    assert turn.feedback.at == datetime(2026, 5, 2, tzinfo=UTC)


def test_a_purged_turn_keeps_whether_it_helped_but_no_comment(journal: Journal) -> None:
    told(journal, "t1", "c1", days_ago(31))
    journal.purge(NOW)
    said = by_id(journal)["t1"].feedback
    assert said
    assert (said.helpful, said.reason, said.comment) == (False, "wrong", None)


def test_a_purged_turn_takes_no_more_answers_and_no_more_feedback(journal: Journal) -> None:
    journal.begin(replace(asked(), at=days_ago(31)))
    journal.purge(NOW)
    assert not journal.finish("t1", answered())
    assert not journal.feedback("t1", "c1", True, "", None, NOW)


def test_rows_become_daily_counts_after_their_days(journal: Journal) -> None:
    for n in range(3):
        told(journal, f"t{n}", "c1", days_ago(366))
    journal.begin(replace(asked("t3"), at=days_ago(366)))
    done = journal.purge(NOW)
    assert (done.texts, done.rows) == (0, 4)
    assert list(journal.turns()) == []
    stats = journal.stats()
    assert stats.by_day == {date(2025, 6, 14): 4}
    assert (stats.by_outcome, stats.by_language, stats.unhelpful) == ({"answered": 3, "": 1}, {"de": 4}, 3)


def test_a_later_purge_adds_to_the_counts_of_a_day(journal: Journal) -> None:
    told(journal, "t1", "c1", datetime(2025, 6, 1, 8, tzinfo=UTC))
    journal.purge(NOW)
    told(journal, "t2", "c1", datetime(2025, 6, 1, 9, tzinfo=UTC))
    journal.purge(NOW)
    assert journal.stats().by_day == {date(2025, 6, 1): 2}


def test_purging_again_does_nothing(journal: Journal) -> None:
    told(journal, "t1", "c1", days_ago(31))
    told(journal, "t2", "c1", days_ago(366))
    journal.purge(NOW)
    again = journal.purge(NOW)
    assert (again.texts, again.rows, again.receipts, again.swept) == (0, 0, (), True)


def test_a_purge_leaves_receipts_in_the_chain(journal: Journal) -> None:
    told(journal, "t1", "c1", days_ago(31))
    told(journal, "t2", "c1", days_ago(366))
    done = journal.purge(NOW)
    assert [(receipt.what, receipt.rows, receipt.subject) for receipt in done.receipts] == [
        ("text", 1, ""),
        ("rows", 1, ""),
    ]
    assert journal.check_receipts() is None


def test_nothing_of_purged_text_stays_in_the_files(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path) as journal:
        told(journal, "t1", f"c-{CANARY}", days_ago(31))
        assert journal.purge(NOW).swept
        assert on_disk(tmp_path, CANARY) == 0
        assert len(list(journal.turns())) == 1
