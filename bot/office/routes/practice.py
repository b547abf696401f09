"""Candidate questions from practice, masked, and one click into a question set."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.casetable import TypedCase, faults
from bot.office.errors import OfficeError
from bot.office.harvesting import harvested
from bot.office.questions import QuestionSets
from bot.office.view import go, page

router = APIRouter(include_in_schema=False)

Quality = Annotated[Visit, needs("qa")]
PATH = "/office/fragen/praxis"
DAYS = (7, 14, 30)


@router.get(PATH)
def candidates(visit: Quality, seit: Annotated[int, Query(ge=0, le=366)] = 0) -> Response:
    """The form; with a period, what was asked in vain in it."""
    sets = QuestionSets(visit.office.settings)
    own = [file for file in sets.files() if file.own]
    return page(
        visit,
        "practice.html",
        days=DAYS,
        since=seit,
        found=harvested(visit.office.settings, seit) if seit else None,
        own=own,
        taken={row["id"]: file.name for file in own for row in sets.rows(file)},
    )


@router.post(PATH)
def take(visit: Quality) -> Response:
    """A candidate into a set, with what the button says is right for it."""
    sets = QuestionSets(visit.office.settings)
    file, typed = sets.file(visit.text("satz")), _typed(visit)
    known = visit.office.shelf.read().pages
    taken = {row["id"] for row in sets.rows(file)}
    if wrong := faults(typed, taken, known):
        raise OfficeError(422, "Die Frage wurde nicht übernommen.", " ".join(wrong.values()))
    sets.put(file, typed.row)
    visit.note("questions_changed", f"{file.name}/{typed.row['id']}", "aus der Praxis übernommen")
    if visit.request.headers.get("hx-request"):
        return page(visit, "part_taken.html", file=file, id=typed.row["id"])
    days = visit.text("seit")
    return go(f"{PATH}?seit={days}" if days.isdecimal() else PATH, "case_taken")


def _typed(visit: Visit) -> TypedCase:
    """The case: the button names the page that should answer, or how the question should end."""
    decided = visit.text("richtig")
    kind, _, value = decided.partition("=")
    cells = {name: visit.text(name) for name in ("id", "frage", "sprache", "tags", "notiz", "verlauf")}
    if kind == "seite":
        return TypedCase({**cells, "antwortbar": "ja"}, (value,))
    if kind == "ergebnis":
        return TypedCase({**cells, "antwortbar": "nein", "erwartetes_ergebnis": value})
    raise OfficeError(422, "Es fehlt die Entscheidung.", "Wählen Sie, was für die Frage richtig ist.")
