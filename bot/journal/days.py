"""Days are days in UTC: the same in every database, whatever zone its server is in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.journal.tables import turns


class day_of(FunctionElement[date]):  # noqa: N801  # read as a function in statements
    """The day of a time."""

    type = Date()
    inherit_cache = True


@compiles(day_of, "sqlite")
def _in_sqlite(element: day_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)})"


@compiles(day_of, "postgresql")
def _in_postgresql(element: day_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE 'UTC' AS DATE)"


def between(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """Conditions for turns from `since` to `until`, both days included; None is no bound."""
    conditions: list[ColumnElement[bool]] = []
    if since:
        conditions.append(turns.c.at >= datetime.combine(since, time(), UTC))
    if until:
        conditions.append(turns.c.at < datetime.combine(until + timedelta(days=1), time(), UTC))
    return conditions
