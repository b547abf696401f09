"""Jobs are carried out by a process of their own, which a killed server does not take with it. One works at a time."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import logs
from bot.journal import JournalError
from bot.office import publishing
from bot.office.audit import Deed
from bot.office.jobs import Job
from bot.office.office import Office, open_store
from bot.office.publishing import GateStop, Publishing
from bot.office.running import Running
from bot.office.steps import StepError, environment
from bot.office.store import Store
from bot.settings import ROOT, Settings, inherited
from corpus.history import HistoryError, Person
from indexes.version import VersionError

TRIES = 3
"""How often a job that was killed is taken up again."""

LEFT: list[subprocess.Popen[bytes]] = []
"""Workers that outlive the server in this process."""

_OFTEN = 0.3  # seconds between two notes of how far it is


def main(settings: Settings) -> int:
    """Carry out every job that waits, or that a killed process has left; 0 also when another worker is at it."""
    with _alone(settings) as alone:
        if not alone:
            return 0
        store = open_store(settings)
        try:
            while job := _next(store):
                _carry_out(settings, store, job)
        finally:
            store.close()
    return 0


def _next(store: Store) -> Job | None:
    """The oldest job that has not ended; one that was killed too often ends here."""
    for job in reversed(store.jobs(unended=True)):
        if job.tries < TRIES:
            store.change_job(job.id, state="running", tries=job.tries + 1)
            return store.job(job.id)
        _end(store, job, "failed", {"error": f"Der Vorgang brach {TRIES}-mal ab."})
    return None


def _carry_out(settings: Settings, store: Store, job: Job) -> None:
    try:
        _end(store, job, "done", _WORK[job.kind](settings, store, job))
    except GateStop as stop:
        _end(store, job, "stopped", stop.result)
    except (StepError, HistoryError, VersionError, JournalError, OSError) as error:
        _end(store, job, "failed", {"error": str(error)})
    except Exception as error:  # noqa: BLE001 - whatever it is, the job has ended with it and the editor is told
        logs.failure("job_failed", error)
        _end(store, job, "failed", {"error": "Ein Fehler im Programm; das Protokoll des Servers hat die Einzelheiten."})
    finally:
        shutil.rmtree(lock_file(settings).parent / job.id, ignore_errors=True)


def _end(store: Store, job: Job, state: str, result: dict[str, Any]) -> None:
    store.change_job(job.id, state=state, result=result, ended=store.now())
    if state == "failed":
        deed: Deed = "run_failed" if job.kind == "run" else "publishing_failed"
        store.note(job.who, deed, job.id, str(result.get("error", "")))


def _publish(settings: Settings, store: Store, job: Job) -> dict[str, Any]:
    return Publishing(settings, store, job, _Telling(store, job)).carry_out()


def _roll_back(settings: Settings, store: Store, job: Job) -> dict[str, Any]:
    wanted = job.wanted
    account = store.person(job.who)
    person = Person(account.name if account else job.who, job.who)
    pages = publishing.roll_back(settings, store, person, wanted["version"], wanted["head"], wanted["reason"])
    return {"version": wanted["version"], "pages": pages}


def _run(settings: Settings, store: Store, job: Job) -> dict[str, Any]:
    return Running(settings, job, _Telling(store, job)).carry_out()


_WORK = {"publish": _publish, "rollback": _roll_back, "run": _run}


@dataclass(slots=True)
class _Telling:
    """Writes down how far a job is, not more often than somebody looks."""

    store: Store
    job: Job
    _last: float = 0.0
    _step: str = ""
    _began: float = field(default_factory=time.monotonic)

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step != self._step:
            self._step, self._began = step, now
        elif now - self._last < _OFTEN and done < total:
            return
        self._last = now
        left = (now - self._began) * (total - done) / done if done else None
        progress = {"step": step, "done": done, "total": total, "left": left and round(left)}
        self.store.change_job(self.job.id, progress=progress)


# --- starting it -----------------------------------------------------------------------------------------------------


@contextmanager
def _alone(settings: Settings) -> Generator[bool]:
    """Whether no other worker is at work; the lock goes with the process, however it ends."""
    file = lock_file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def lock_file(settings: Settings) -> Path:
    """What the worker of this installation holds while it works."""
    return settings.data / "office" / "worker.lock"


def start(settings: Settings) -> subprocess.Popen[bytes]:
    """A worker, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "work"],
        cwd=ROOT,
        env={**inherited(), **environment(settings), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


async def follow(office: Office, every: float = 1.0) -> None:
    """Start a worker whenever a job waits or was left by a killed process, until cancelled."""
    worker: subprocess.Popen[bytes] | None = None
    try:
        while True:
            await asyncio.sleep(every)
            if worker is not None and worker.poll() is None:
                continue
            try:
                if await asyncio.to_thread(_left, office):
                    worker = start(office.settings)
            except (JournalError, OSError) as error:
                logs.failure("worker_not_started", error)
    finally:
        if worker is not None and worker.poll() is None:
            LEFT.append(worker)  # it goes on without this server


def _left(office: Office) -> bool:
    """Whether there is a job to do, and nobody at it."""
    if not office.store.jobs(unended=True, limit=1):
        return False
    with _alone(office.settings) as alone:
        return alone
