"""The audit log, for who may look into it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.audit import DEEDS, first_broken
from bot.office.view import HEADERS, page
from corpus.cells import table

router = APIRouter(include_in_schema=False)

Auditor = Annotated[Visit, needs("audit")]
SHOWN = 200


@router.get("/office/protokoll")
def log(visit: Auditor) -> Response:
    """The newest entries first, and whether the chain is whole."""
    chain = visit.office.store.entries()
    return page(
        visit,
        "log.html",
        entries=chain[: -SHOWN - 1 : -1],
        count=len(chain),
        last=chain[-1] if chain else None,
        broken=first_broken(chain),
        deeds=DEEDS,
    )


@router.get("/office/protokoll.csv")
def log_csv(visit: Auditor) -> Response:
    """All entries for a spreadsheet."""
    header = ("Nummer", "Zeit (UTC)", "Konto", "Vorgang", "Gegenstand", "Anmerkung", "Hash davor", "Hash")
    rows = (
        (str(one.n), one.at.isoformat(), one.who, DEEDS[one.what], one.subject, one.detail, one.previous, one.hash)
        for one in visit.office.store.entries()
    )
    headers = {**HEADERS, "content-disposition": 'attachment; filename="protokoll.csv"'}
    return Response(table(header, rows), media_type="text/csv; charset=utf-8", headers=headers)
