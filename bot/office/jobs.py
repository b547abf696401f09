"""Long work on the record: what was asked for, how far it is, what came of it. A reloaded page reads it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from bot.office.tables import jobs

Kind = Literal["publish", "rollback", "import", "run"]
State = Literal["waiting", "running", "done", "stopped", "failed"]
"""stopped: the work ended well and came to no; failed: it could not be done."""

UNENDED: tuple[State, ...] = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `wanted`, `progress` and `result` are of its kind."""

    id: str
    kind: Kind
    state: State
    who: str
    made: datetime
    ended: datetime | None
    tries: int
    wanted: dict[str, Any]
    progress: dict[str, Any]
    result: dict[str, Any]

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.state in UNENDED


def add(connection: Connection, kind: Kind, who: str, wanted: dict[str, Any], now: datetime) -> Job:
    """A new job that waits for a worker."""
    row = {"id": uuid4().hex, "kind": kind, "state": "waiting", "who": who, "made": now, "ended": None, "tries": 0}
    connection.execute(insert(jobs).values(**row, wanted=wanted, progress={}, result={}))
    return _needed(connection, str(row["id"]))


def change(connection: Connection, job_id: str, **values: Any) -> None:
    """Write down how a job goes on."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(values))


def find(connection: Connection, job_id: str) -> Job | None:
    """The job with this id."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    return _job(row) if row else None


def listed(connection: Connection, kind: str = "", *, unended: bool = False, limit: int = 50) -> list[Job]:
    """The newest jobs first."""
    wanted = select(jobs).order_by(jobs.c.made.desc()).limit(limit)
    if kind:
        wanted = wanted.where(jobs.c.kind == kind)
    if unended:
        wanted = wanted.where(jobs.c.state.in_(UNENDED))
    return [_job(row) for row in connection.execute(wanted)]


def _needed(connection: Connection, job_id: str) -> Job:
    found = find(connection, job_id)
    assert found is not None
    return found


def _job(row: Row[Any]) -> Job:
    kind, state = cast("Kind", row.kind), cast("State", row.state)
    return Job(row.id, kind, state, row.who, row.made, row.ended, row.tries, row.wanted, row.progress, row.result)
