"""Figures of the journal. Rows whose time is over still count: by day, outcome, language and whether they helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, select, true

from bot.journal.days import between, day_of
from bot.journal.retention import HELPFUL
from bot.journal.tables import daily, feedback, turns

PAGES: Final = 20
"""How many of the pages most answered from are named."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures from `since` to `until`, both days (UTC) included; None is no bound.

    Attributes:
        turns, by_day, by_outcome, by_language, helpful, unhelpful: of all turns, also those that only daily counts
            are left of. by_outcome has "" for turns that were never closed.
        by_state, filter_failed, failures, dropped, reasons, median_ms, p95_ms, pages: of turns whose rows are still
            there; `failures` says why a model did not answer, or not alone, `dropped` how many of its sentences did
            not pass the gate.
        median_ms, p95_ms: the whole turn in milliseconds (nearest rank); None without any.
        pages: (page id, answers that cite it), most first, at most 20.
    """

    since: date | None
    until: date | None
    turns: int
    by_day: dict[date, int]
    by_outcome: dict[str, int]
    by_language: dict[str, int]
    by_state: dict[str, int]
    filter_failed: int
    failures: dict[str, int]
    dropped: int
    helpful: int
    unhelpful: int
    reasons: dict[str, int]
    median_ms: float | None
    p95_ms: float | None
    pages: tuple[tuple[str, int], ...]


def stats(connection: Connection, since: date | None, until: date | None) -> Stats:
    """The figures; see `Stats`."""
    when = between(since, until)
    counted = _Counted(connection, since, until)
    return Stats(
        since=since,
        until=until,
        turns=counted.days.total(),
        by_day=dict(sorted(counted.days.items())),
        by_outcome=dict(counted.outcomes.most_common()),
        by_language=dict(counted.languages.most_common()),
        by_state=_tally(connection, turns.c.state, when),
        filter_failed=_tally(connection, turns.c.filter_failed, when).get(True, 0),
        failures=_tally(connection, turns.c.failure, [*when, turns.c.failure != ""]),
        dropped=_sum(connection, turns.c.dropped, when),
        helpful=counted.helpful["yes"],
        unhelpful=counted.helpful["no"],
        reasons=_tally(connection, feedback.c.reason, [*when, feedback.c.reason != ""]),
        median_ms=_percentile(connection, 0.5, when),
        p95_ms=_percentile(connection, 0.95, when),
        pages=_pages(connection, when),
    )


class _Counted:
    """Counts over the rows that are there and those that became counts."""

    def __init__(self, connection: Connection, since: date | None, until: date | None) -> None:
        self.days: Counter[date] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.helpful: Counter[str] = Counter()
        for row in [*_rows(connection, since, until), *_folded(connection, since, until)]:
            self.days[row.day] += row.n
            self.outcomes[row.outcome] += row.n
            self.languages[row.language] += row.n
            self.helpful[row.helpful] += row.n


def _rows(connection: Connection, since: date | None, until: date | None) -> Sequence[Row[*tuple[Any, ...]]]:
    key = (day_of(turns.c.at).label("day"), turns.c.outcome, turns.c.language, HELPFUL.label("helpful"))
    rows = select(*key, func.count().label("n")).select_from(turns.outerjoin(feedback))
    return connection.execute(rows.where(*between(since, until)).group_by(*key)).all()


def _folded(connection: Connection, since: date | None, until: date | None) -> Sequence[Row[*tuple[Any, ...]]]:
    rows = select(daily)
    if since:
        rows = rows.where(daily.c.day >= since)
    if until:
        rows = rows.where(daily.c.day <= until)
    return connection.execute(rows).all()


def _tally(connection: Connection, column: ColumnElement[Any], when: list[ColumnElement[bool]]) -> dict[Any, int]:
    count = func.count()
    rows = select(column, count).select_from(turns.outerjoin(feedback)).where(*when)
    found: Sequence[Row[*tuple[Any, ...]]] = connection.execute(
        rows.group_by(column).order_by(count.desc(), column)
    ).all()
    return {row[0]: row[1] for row in found}


def _sum(connection: Connection, column: ColumnElement[int], when: list[ColumnElement[bool]]) -> int:
    return connection.execute(select(func.coalesce(func.sum(column), 0)).where(*when)).scalar_one()


def _percentile(connection: Connection, share: float, when: list[ColumnElement[bool]]) -> float | None:
    timed = [*when, turns.c.whole_ms.is_not(None)]
    many = connection.execute(select(func.count()).select_from(turns).where(*timed)).scalar_one()
    rank = max(ceil(share * many), 1)
    at_rank = select(turns.c.whole_ms).where(*timed).order_by(turns.c.whole_ms).offset(rank - 1).limit(1)
    return connection.execute(at_rank).scalar_one_or_none()


def _pages(connection: Connection, when: list[ColumnElement[bool]]) -> tuple[tuple[str, int], ...]:
    expand = func.json_each if connection.dialect.name == "sqlite" else func.json_array_elements_text
    pages = expand(turns.c.page_ids).table_valued("value")
    page = pages.c.value
    count = func.count()
    answered = select(page, count).select_from(turns.join(pages, true())).where(*when, turns.c.outcome == "answered")
    most = answered.group_by(page).order_by(count.desc(), page).limit(PAGES)
    return tuple((name, n) for name, n in connection.execute(most).all())
