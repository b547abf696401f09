"""Turns are written before their answer and closed after it, whatever happens to citizen, process and database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.events import Outcome
from bot.journal import ClosedTurn, Journal, JournalError, OpenedTurn, Turn
from bot.privacy import Masked

pytest_plugins = ("tests.postgres",)

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)

# What other processes do: open the journal, begin and finish turns; the last line makes them known.
WORKER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.journal import Journal
from tests.test_journal import answered, asked
journal = Journal.open("", folder=Path(sys.argv[1]))
name, many, leave = sys.argv[2], int(sys.argv[3]), sys.argv[4] == "open"
for n in range(many):
    journal.begin(asked(f"{name}-{n}"))
    if leave:
        print("begun", flush=True)
        sys.stdin.read()
    journal.finish(f"{name}-{n}", answered())
"""


def asked(turn_id: str = "t1", conversation_id: str = "c1", question: str | None = "Was kostet es?") -> OpenedTurn:
    """A turn of now."""
    masked = None if question is None else Masked(question)
    return OpenedTurn(turn_id, conversation_id, NOW, "99001000", "de", masked, ("tok",), "v1", "extractive", "h", "f1")


def answered(**timings: float) -> ClosedTurn:
    """How it ended."""
    return ClosedTurn(
        at=NOW + timedelta(seconds=1),
        outcome=Outcome.ANSWERED,
        language="de",
        answer=Masked("37 Euro [1]"),
        page_ids=("muster:pass",),
        scores={"probability": 0.75},
        timings=timings or {"whole": 120.0},
        state="closed",
    )


def only(journal: Journal) -> Turn:
    """The journal's one turn."""
    (turn,) = journal.turns()
    return turn


def worker(folder: Path, name: str, many: int, then: str = "finish") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), name, str(many), then],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_turn_is_there_before_its_answer(journal: Journal, open_journal: Callable[[], Journal]) -> None:
    journal.begin(asked())
    turn = only(open_journal())
    assert (turn.state, turn.outcome, turn.question, turn.answer) == ("open", "", "Was kostet es?", None)


def test_a_finished_turn_reads_back_as_it_went_in(journal: Journal) -> None:
    journal.begin(asked())
    assert journal.finish("t1", answered())
    turn = only(journal)
    assert (turn.state, turn.outcome, turn.at, turn.conversation_id) == ("closed", "answered", NOW, "c1")
    assert (turn.question, turn.answer, turn.tokens) == ("Was kostet es?", "37 Euro [1]", ("tok",))
    assert (turn.page_ids, turn.scores, turn.timings) == (("muster:pass",), {"probability": 0.75}, {"whole": 120.0})
    assert (turn.index_version, turn.model, turn.prompt_hash, turn.filter_version) == ("v1", "extractive", "h", "f1")


def test_a_time_of_another_zone_reads_back_as_the_same_moment(journal: Journal) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=2)))
    journal.begin(replace(asked(), at=there))
    assert only(journal).at == NOW


def test_a_time_without_zone_is_refused(journal: Journal) -> None:
    with pytest.raises(JournalError):
        journal.begin(replace(asked(), at=NOW.replace(tzinfo=None)))


def test_nothing_of_the_text_is_kept_when_the_filter_failed(journal: Journal) -> None:
    journal.begin(asked(question=None))
    turn = only(journal)
    assert turn.question is None
    assert turn.filter_failed


def test_a_turn_is_closed_only_once(journal: Journal) -> None:
    journal.begin(asked())
    assert journal.finish("t1", answered())
    assert not journal.finish("t1", answered())


def test_a_turn_that_was_never_begun_cannot_be_closed(journal: Journal) -> None:
    assert not journal.finish("nobody", answered())


def test_an_erased_turn_is_not_written_again_by_its_answer(journal: Journal) -> None:
    journal.begin(asked())
    journal.erase("c1", NOW)
    assert not journal.finish("t1", answered())
    assert list(journal.turns()) == []


def test_text_that_no_database_takes_is_kept_without_it(journal: Journal) -> None:
    journal.begin(asked(question="a\x00b\ud800c"))
    assert only(journal).question == "ab?c"


def test_the_same_turn_twice_is_an_error_that_shows_no_text(journal: Journal) -> None:
    journal.begin(asked())
    with pytest.raises(JournalError) as caught:
        journal.begin(asked(question="streng geheim"))
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_feedback_is_kept_with_its_turn(journal: Journal) -> None:
    journal.begin(asked())
    assert journal.feedback("t1", "c1", False, "outdated", Masked("stimmt nicht"), NOW)
    said = only(journal).feedback
    assert said
    assert (said.helpful, said.reason, said.comment, said.at) == (False, "outdated", "stimmt nicht", NOW)


def test_later_feedback_replaces_earlier(journal: Journal) -> None:
    journal.begin(asked())
    journal.feedback("t1", "c1", False, "wrong", Masked("nein"), NOW)
    assert journal.feedback("t1", "c1", True, "", None, NOW)
    said = only(journal).feedback
    assert said
    assert (said.helpful, said.reason, said.comment) == (True, "", None)


@pytest.mark.parametrize(("turn_id", "conversation_id"), [("t2", "c1"), ("t1", "c2")])
def test_feedback_for_a_turn_of_nobody_or_somebody_else_is_refused(
    journal: Journal, turn_id: str, conversation_id: str
) -> None:
    journal.begin(asked())
    assert not journal.feedback(turn_id, conversation_id, True, "", None, NOW)
    assert only(journal).feedback is None


def test_a_reason_that_is_not_in_the_list_is_refused(journal: Journal) -> None:
    journal.begin(asked())
    with pytest.raises(ValueError, match="none of"):
        journal.feedback("t1", "c1", False, "weil Frau Koch", None, NOW)  # pyright: ignore[reportArgumentType]  # the point


def test_a_turn_open_for_too_long_is_lost(journal: Journal) -> None:
    journal.begin(asked())
    assert journal.close_lost(timedelta(minutes=15), NOW + timedelta(minutes=14)) == 0
    assert journal.close_lost(timedelta(minutes=15), NOW + timedelta(minutes=16)) == 1
    assert only(journal).state == "lost"


def test_a_turn_taken_for_lost_can_still_be_closed(journal: Journal) -> None:
    journal.begin(asked())
    journal.close_lost(timedelta(minutes=15), NOW + timedelta(minutes=16))
    assert journal.finish("t1", answered())
    assert only(journal).state == "closed"


def test_a_killed_process_leaves_its_turn_open(tmp_path: Path) -> None:
    process = worker(tmp_path, "killed", 1, "open")
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Journal.open("", folder=tmp_path) as journal:
        assert only(journal).state == "open"
        assert journal.close_lost(timedelta(minutes=1), NOW + timedelta(minutes=2)) == 1
        assert only(journal).state == "lost"


def test_two_processes_write_one_file_at_the_same_time(tmp_path: Path) -> None:
    processes = [worker(tmp_path, name, 200) for name in ("a", "b")]  # both also make the file
    for process in processes:
        _, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
    with Journal.open("", folder=tmp_path) as journal:
        assert [turn.state for turn in journal.turns()] == ["closed"] * 400
