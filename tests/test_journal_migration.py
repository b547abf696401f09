"""A journal that an older program wrote is brought up to date with its rows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot.journal import Journal
from bot.journal.database import open_database
from bot.journal.migrate import SCRIPTS

ROW = {
    "turn_id": "t",
    "conversation_id": "c",
    "at": "2026-11-01 10:00:00.000000",
    "scope": "",
    "state": "closed",
    "outcome": "answered",
    "language": "de",
    "filter_failed": False,
    "question": "Was kostet ein Pass?",
    "page_ids": "[]",
    "scores": "{}",
    "timings": "{}",
    "index_version": "v",
    "model": "extractive",
    "prompt_hash": "",
    "filter_version": "1",
}


def test_a_journal_from_before_there_were_models_is_brought_up_to_date(tmp_path: Path) -> None:
    database = open_database("", tmp_path, 10)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with database.writing(alone=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        names = ", ".join(ROW)
        values = ", ".join(f":{name}" for name in ROW)
        connection.execute(text(f"INSERT INTO turns ({names}) VALUES ({values})"), ROW)
    database.engine.dispose()
    with Journal.open("", folder=tmp_path) as journal:
        [turn] = journal.turns()
        assert (turn.question, turn.failure, turn.dropped) == ("Was kostet ein Pass?", "", 0)
        assert (journal.stats().failures, journal.stats().dropped) == ({}, 0)
