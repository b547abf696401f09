"""Marking a run's answers sentence by sentence, each person for themselves, and how far two of them agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.errors import OfficeError, missing
from bot.office.marking import (
    CITATIONS,
    VERDICTS,
    Answered,
    Mark,
    answers,
    keep,
    marks,
    reviewer_of,
    reviewers,
)
from bot.office.runlog import folder_of, run_of
from bot.office.steps import StepError, command
from bot.office.view import go, page

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Quality = Annotated[Visit, needs("qa")]
PATH = "/office/laeufe/{run}/begutachten"
LONGEST = 1_000


@router.get(PATH)
def overview(visit: Reader, run: str) -> Response:
    """What is to be marked and how far one is."""
    place = _place(visit, run)
    mine = marks(place, reviewer_of(visit.account.email))
    found = answers(place)
    return page(
        visit,
        "marking.html",
        run=run,
        answers=found,
        done={one.id for one in found if all(key in mine for key in one.keys)},
        people=len(reviewers(place)),
    )


@router.get(PATH + "/ergebnis")
def result(visit: Reader, run: str) -> Response:
    """What the marks come to, and how far the reviewers agree, as `python -m evaluation review score` says it."""
    place = _place(visit, run)
    if not reviewers(place):
        raise OfficeError(409, "Diesen Lauf hat noch niemand begutachtet.")
    try:
        told = command(visit.office.settings, ("evaluation", "review", "score", str(place), "--json"), _silent)
    except StepError as error:
        raise OfficeError(409, "Die Urteile lassen sich nicht auswerten.", str(error)) from error
    found: dict[str, Any] = told.document["items"][0]
    sentences = {(one.id, sentence.number): sentence.text for one in answers(place) for sentence in one.sentences}
    names = {reviewer_of(person.email): person.name for person in visit.office.store.people()}
    return page(visit, "marking_result.html", run=run, found=found, sentences=sentences, names=names)


@router.get(PATH + "/antwort")
def answer(visit: Quality, run: str, id: str = "") -> Response:  # noqa: A002 - the case's column is called so
    """One answer with its sentences, to be marked."""
    place = _place(visit, run)
    one = _answer(place, id)
    mine = marks(place, reviewer_of(visit.account.email))
    return page(visit, "mark.html", run=run, one=one, mine=mine, verdicts=VERDICTS, citations=CITATIONS)


@router.post(PATH + "/antwort")
def mark(visit: Quality, run: str) -> Response:
    """Keep the marks of one answer, then show the next one that has none."""
    place, reviewer = _place(visit, run), reviewer_of(visit.account.email)
    one = _answer(place, visit.text("id"))
    keep(place, reviewer, [_mark(visit, one.id, sentence.number) for sentence in one.sentences])
    visit.note("answers_marked", f"{run}/{one.id}")
    mine = marks(place, reviewer)
    left = [other for other in answers(place) if not all(key in mine for key in other.keys) and other.id != one.id]
    path = PATH.format(run=run)
    return go(f"{path}/antwort?id={quote(left[0].id)}" if left else path, "marked")


def _mark(visit: Visit, case: str, number: int) -> Mark:
    verdict, citation = visit.text(f"urteil-{number}"), visit.text(f"beleg-{number}")
    if verdict not in ("", *VERDICTS) or citation not in ("", *CITATIONS):
        raise OfficeError(422, "Dieses Urteil gibt es nicht.")
    return Mark(case, number, verdict, citation if number else "", visit.text(f"bemerkung-{number}").strip()[:LONGEST])


def _place(visit: Visit, name: str) -> Path:
    folder = folder_of(visit.office.settings)
    if run_of(folder, name) is None:
        raise missing("Diesen Lauf gibt es nicht (mehr).")
    return folder / name


def _answer(place: Path, identity: str) -> Answered:
    for one in answers(place):
        if one.id == identity:
            return one
    raise missing("Diese Antwort gehört nicht zu denen, die begutachtet werden.")


def _silent(step: str, done: int, total: int) -> None:
    """It takes seconds."""
