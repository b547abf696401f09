"""The dashboard: figures of a period as charts with their tables, as CSV, and the topics that had no answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.drafts import today
from bot.office.errors import OfficeError
from bot.office.figures import Figures, figures, rows
from bot.office.harvesting import harvested
from bot.office.routes.practice import DAYS
from bot.office.runlog import failing, folder_of, kept
from bot.office.view import HEADERS, page
from corpus.cells import table
from indexes import version

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
PATH = "/office/zahlen"
LONGEST = 366
"""Days that are shown at once."""


@router.get(PATH)
def dashboard(visit: Reader, von: str = "", bis: str = "") -> Response:
    """The figures of a period; by default of the last thirty days."""
    since, until = _period(von, bis)
    found = _figures(visit, since, until)
    return page(visit, "numbers.html", found=found, since=since, until=until)


@router.get(PATH + ".csv")
def as_csv(visit: Reader, von: str = "", bis: str = "") -> Response:
    """The same for a spreadsheet."""
    since, until = _period(von, bis)
    found = _figures(visit, since, until)
    if found is None:
        raise OfficeError(409, "Das Journal ist abgeschaltet.", "Ohne Journal gibt es keine Zahlen.")
    name = f'attachment; filename="zahlen-{since}-{until}.csv"'
    headers = {**HEADERS, "content-disposition": name}
    content = table(("Bereich", "Merkmal", "Wert"), rows(found))
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get(PATH + "/themen")
def topics(visit: Reader, seit: Annotated[int, Query(ge=0, le=LONGEST)] = 0) -> Response:
    """The form; with a period, what had no answer in it, put together by topic."""
    found = harvested(visit.office.settings, seit) if seit else None
    return page(visit, "topics.html", found=found, since=seit, days=DAYS)


def _figures(visit: Visit, since: date, until: date) -> Figures | None:
    """None where no journal is kept."""
    office = visit.office
    journal = office.bot.recorder.journal
    if journal is None:
        return None
    lived = {one.version for one in office.store.publications()} | {version.current(office.settings.versions) or ""}
    wrong = failing(kept(folder_of(office.settings)), lived)
    return figures(journal, since, until, office.shelf.read().pages, wrong, today())


def _period(von: str, bis: str) -> tuple[date, date]:
    """The days that were typed, in their order and not too many."""
    until = _day(bis) or today()
    since = _day(von) or until - timedelta(days=29)
    since, until = sorted((since, until))
    return max(since, until - timedelta(days=LONGEST - 1)), until


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise OfficeError(422, "Das ist kein Datum.", "Schreiben Sie es wie 2026-11-30.") from error
