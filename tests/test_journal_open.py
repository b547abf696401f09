"""Opening the journal: its schema is brought up to date, and what is wrong is said with place and remedy."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from bot.journal import Journal, JournalError
from bot.journal.tables import metadata

if TYPE_CHECKING:
    from tests.postgres import Postgres

pytest_plugins = ("tests.postgres",)

ROOT = Path(__file__).parents[1]

OPENER = """
import sys
from pathlib import Path
from bot.journal import Journal
Journal.open(sys.argv[1], folder=Path(sys.argv[2])).close()
"""

COLUMNS = {
    "turns": {
        *("turn_id", "conversation_id", "at", "scope", "state", "outcome", "language", "filter_failed"),
        *("question", "answer", "tokens", "page_ids", "scores", "timings", "whole_ms"),
        *("index_version", "model", "prompt_hash", "filter_version", "failure", "dropped"),
    },
    "feedback": {"turn_id", "at", "helpful", "reason", "comment"},
    "daily": {"day", "scope", "outcome", "language", "helpful", "n"},
    "receipts": {"n", "at", "what", "subject", "rows", "previous", "hash"},
    "alembic_version": {"version_num"},
}
"""Everything that is ever stored. Whoever adds a column asks first whether it says who the citizen is."""


def engine(address: str, folder: Path) -> Engine:
    """A connection of the test's own."""
    return create_engine(address or f"sqlite:///{folder / 'journal.sqlite'}")


@pytest.mark.usefixtures("journal")
def test_the_journal_has_these_columns_and_no_others(address: str, tmp_path: Path) -> None:
    database = engine(address, tmp_path / "data")
    with database.connect() as connection:
        seen = inspect(connection)
        columns = {table: {column["name"] for column in seen.get_columns(table)} for table in seen.get_table_names()}
    database.dispose()
    assert columns == COLUMNS


@pytest.mark.usefixtures("journal")
def test_the_migrations_end_at_the_tables(address: str, tmp_path: Path) -> None:
    database = engine(address, tmp_path / "data")
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.dispose()


def test_several_processes_open_a_new_journal_at_once(address: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENER, address, str(tmp_path / "data")]
    processes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for process in processes:
        _, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints


@pytest.mark.usefixtures("journal")
def test_a_schema_newer_than_the_program_is_refused(address: str, tmp_path: Path) -> None:
    database = engine(address, tmp_path / "data")
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.dispose()
    with pytest.raises(
        JournalError, match=r"schema 9999, which is newer than this program \(\d+\); update the program"
    ):
        Journal.open(address, folder=tmp_path / "data")


def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    with Journal.open("", folder=tmp_path) as journal:
        journal.stats()
        files = list(tmp_path.glob("journal.sqlite*"))
        assert len(files) == 3
        assert [file.stat().st_mode & 0o077 for file in files] == [0, 0, 0]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match=f"{re.escape(str(tmp_path))}/file/.*make its folder writable"):
        Journal.open("", folder=tmp_path / "file" / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(JournalError, match="make its folder writable"):
        Journal.open("", folder=tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"something else entirely" * 100)
    with pytest.raises(JournalError, match=r"journal\.sqlite: file is not a database"):
        Journal.open("", folder=tmp_path)


def test_a_full_file_is_reported_without_text(tmp_path: Path) -> None:
    from tests.test_journal import asked

    with Journal.open("", folder=tmp_path) as journal:
        holder = sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)
        holder.execute("DROP TABLE feedback")
        holder.execute("DROP TABLE turns")
        holder.close()
        with pytest.raises(JournalError) as caught:
            journal.begin(asked(question="streng geheim"))
    assert "no such table" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    address = "postgresql+psycopg://auskunft:geh3im@127.0.0.1:1/journal?connect_timeout=2"
    with pytest.raises(JournalError, match=r"127\.0\.0\.1:1/journal: .*check that the server runs") as caught:
        Journal.open(address, folder=tmp_path)
    assert "geh3im" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(postgres: Postgres, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="nowhere"):
        Journal.open(postgres.address("nowhere"), folder=tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://auskunft:geh3@im@127.0.0.1/journal",
        "mysql://auskunft:geh3im@127.0.0.1/journal",
        "auskunft geh3im",
        "postgresql+psycopg://auskunft:geh3im@127.0.0.1:port/journal",
        "geh3im://127.0.0.1/journal",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_it(address: str, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="postgresql\\+psycopg://user:password@host:port/database") as caught:
        Journal.open(address, folder=tmp_path)
    assert "im@" not in str(caught.value)
    assert "im/" not in str(caught.value)
