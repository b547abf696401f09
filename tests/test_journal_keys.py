"""Tokens link a value to itself as long as a key lives, and are of no use without it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.journal import JournalError, Keys
from bot.journal import keys as module

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=31)

WORKER = """
import sys
from datetime import datetime
from pathlib import Path
from bot.journal import Keys
keys = Keys.open(Path(sys.argv[1]), 30)
print("ready", flush=True)
for line in sys.stdin:
    print(keys.token("PHONE", "+4989233", datetime.fromisoformat(line.strip())), flush=True)
"""


def test_the_same_value_has_the_same_token(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    token = keys.token("PHONE", "+4989233", NOW)
    assert re.fullmatch("[a-z2-7]{26}", token)
    assert keys.token("PHONE", "+4989233", NOW + timedelta(days=29)) == token
    assert Keys.open(tmp_path, 30).token("PHONE", "+4989233", NOW) == token


def test_tokens_of_different_kinds_cannot_be_compared(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    tokens = {keys.token(*pair, NOW) for pair in [("PHONE", "1"), ("EMAIL", "1"), ("PHONE1", ""), ("", "PHONE1")]}
    assert len(tokens) == 4


def test_another_municipality_has_other_tokens(tmp_path: Path) -> None:
    one, other = (Keys.open(tmp_path / name, 30) for name in ("a", "b"))
    assert one.token("PHONE", "1", NOW) != other.token("PHONE", "1", NOW)


def test_a_token_is_no_plain_hash(tmp_path: Path) -> None:
    token = Keys.open(tmp_path, 30).token("PHONE", "1", NOW)
    assert token not in {
        module.b32encode(hashlib.sha256(text).digest()).decode().lower()[:26] for text in (b"1", b"PHONE1")
    }


def test_the_key_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    Keys.open(tmp_path, 30).token("PHONE", "1", NOW)
    assert (tmp_path / "token.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    keys.token("PHONE", "1", NOW)
    (tmp_path / "token.key").chmod(0o644)
    with pytest.raises(JournalError, match=r"others can read .*token\.key"):
        Keys.open(tmp_path, 30)


def test_a_new_key_after_its_days_links_nothing_to_the_old(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    before = keys.token("PHONE", "1", NOW)
    assert keys.token("PHONE", "1", LATER) != before
    assert Keys.open(tmp_path, 30).token("PHONE", "1", LATER) == keys.token("PHONE", "1", LATER)


def test_an_old_key_is_overwritten_where_it_stood(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    keys.token("PHONE", "1", NOW)
    old = (tmp_path / "token.key").read_bytes()
    with (tmp_path / "token.key").open("rb") as held:  # the file outlives its name as long as it is open
        keys.token("PHONE", "1", LATER)
        assert held.read() == bytes(len(old))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["token.key", "token.lock"]


def test_a_key_can_be_replaced_before_its_time(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, 30)
    before = keys.token("PHONE", "1", NOW)
    keys.rotate(NOW)
    assert keys.token("PHONE", "1", NOW) != before


def test_a_new_key_in_another_process_counts_here_at_once(tmp_path: Path) -> None:
    keys, other = Keys.open(tmp_path, 30), Keys.open(tmp_path, 30)
    keys.token("PHONE", "1", NOW)
    other.rotate(NOW)
    assert keys.token("PHONE", "1", NOW) == other.token("PHONE", "1", NOW)


@pytest.mark.parametrize(
    ("key", "aside", "kept"),
    [("old", "half", "old"), ("old", "new", "old"), ("zeros", "new", "new"), ("none", "new", "new")],
)
def test_a_rotation_that_was_killed_leaves_one_whole_key(tmp_path: Path, key: str, aside: str, kept: str) -> None:
    contents = {"half": b'{"made', "zeros": bytes(90)}
    tokens: dict[str, str] = {}
    for name in ("old", "new"):
        keys = Keys.open(tmp_path / name, 30)
        tokens[name] = keys.token("PHONE", "1", NOW)
        contents[name] = (tmp_path / name / "token.key").read_bytes()
    for name, content in (("token.key", key), ("token.key.new", aside)):
        if content in contents:
            (tmp_path / name).write_bytes(contents[content])
            (tmp_path / name).chmod(0o600)
    assert Keys.open(tmp_path, 30).token("PHONE", "1", NOW) == tokens[kept]
    assert not (tmp_path / "token.key.new").exists()


def test_processes_that_rotate_at_the_same_time_agree(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORKER, str(tmp_path)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("".join(f"{(NOW + timedelta(days=days)).isoformat()}\n" for days in (0, 31, 62)))
        process.stdin.flush()
    last = {process.communicate(timeout=60)[0].split()[-1] for process in started}
    assert Keys.open(tmp_path, 30).token("PHONE", "+4989233", NOW + timedelta(days=62)) in last
    assert len(last) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(JournalError, match="give the server's user the folder"):
        Keys.open(tmp_path, 30)


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match=r"file/keys.*give the server's user the folder"):
        Keys.open(tmp_path / "file" / "keys", 30)


def test_keys_that_live_no_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Keys.open(tmp_path, 0)
