"""The schema brought to the newest revision, by one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.journal.database import Database
from bot.journal.errors import JournalError

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Schema:
    """Whose tables: the folder of their migrations, the file that is locked meanwhile, the table with the revision."""

    scripts: Path = SCRIPTS
    lock: str = "journal.lock"
    table: str = "alembic_version"


JOURNAL = Schema()


def migrate(database: Database, folder: Path, schema: Schema = JOURNAL) -> None:
    """Bring the schema to the newest revision; a JournalError if it is newer than this program."""
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with database.reading() as connection:
        if _revision(connection, schema) == scripts.get_current_head():
            return
    with _locked(database, folder / schema.lock), database.writing(alone=True) as connection:
        _refuse_newer(_revision(connection, schema), scripts, database.place)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection, schema: Schema) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": schema.table}).get_current_revision()


def _refuse_newer(revision: str | None, scripts: ScriptDirectory, place: str) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if revision and revision not in known:
        raise JournalError(
            f"{place} has schema {revision}, which is newer than this program ({scripts.get_current_head()}); "
            "update the program, or restore its backup from before"
        )


@contextmanager
def _locked(database: Database, file: Path) -> Generator[None]:
    """For a file: alone, and in WAL mode. Changing the mode does not wait for others, so they are kept out."""
    if not database.is_file:
        yield
        return
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        database.write_ahead()
        yield
