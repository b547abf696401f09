"""Putting approved drafts live, watching it, overriding the gate with a reason, and rolling back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.drafts import key_of, writable
from bot.office.errors import OfficeError, missing
from bot.office.jobs import Job
from bot.office.proving import proven
from bot.office.publishing import STEPS, make_live, wanted_of
from bot.office.view import go, page
from corpus.history import Draft
from indexes import version

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Publisher = Annotated[Visit, needs("publish")]

PATH = "/office/veroeffentlichen"


@router.get(PATH)
def overview(visit: Reader) -> Response:
    """What is approved, what is live, what was live before, and the jobs."""
    office = visit.office
    versions = office.settings.versions
    known = {manifest.id for manifest in version.listed(versions)}
    publications = office.store.publications()
    live = version.current(versions) or ""
    return page(
        visit,
        "publish.html",
        approved=_publishable(visit),
        titles={page_id: found.title for page_id, found in office.shelf.read().pages.items()},
        live=live,
        earlier=[one for n, one in enumerate(publications) if one.version in known and (n or one.version != live)],
        known_head=office.history.knows if office.can_write else bool,
        jobs=_own(office.store.jobs(limit=200))[:20],
        key_of=key_of,
        can_write=office.can_write,
        fresh=visit.fresh(),
        running=_own(office.store.jobs(unended=True)),
    )


def _publishable(visit: Visit) -> list[Draft]:
    """The drafts that may go live: approved, or without four eyes also submitted."""
    office = visit.office
    states = ("approved",) if office.settings.four_eyes else ("approved", "in_review")
    return [draft for draft in office.history.drafts() if draft.state in states] if office.can_write else []


@router.post(PATH)
def publish(visit: Publisher) -> Response:
    """Start a job for the chosen drafts; without any, for what was changed in the folder past the office."""
    writable(visit)
    proven(visit, PATH)
    _nobody_at_it(visit)
    chosen = set(visit.texts("draft"))
    drafts = [draft for draft in _publishable(visit) if f"{draft.page_id}/{key_of(draft.person)}" in chosen]
    if len(drafts) != len(chosen):
        raise OfficeError(409, "Ein Entwurf ist nicht mehr freigegeben.", "Laden Sie die Seite neu.")
    wanted = {"drafts": wanted_of(drafts), "note": visit.text("note").strip()}
    return _started(visit, visit.office.store.add_job("publish", visit.account.email, wanted), "publishing_asked")


@router.post(PATH + "/{job_id}/trotzdem")
def override(visit: Publisher, job_id: str) -> Response:
    """The same once more, whatever the gate says, with a written reason that is recorded."""
    writable(visit)
    proven(visit, f"{PATH}/{job_id}")
    _nobody_at_it(visit)
    stopped = _job(visit, job_id)
    reason = visit.text("reason").strip()
    if stopped.kind != "publish" or stopped.state != "stopped":
        raise OfficeError(409, "Diese Veröffentlichung wurde nicht angehalten.")
    if len(reason) < 10:
        raise OfficeError(422, "Es fehlt die Begründung.", "Schreiben Sie, warum die Fassung trotzdem live gehen soll.")
    wanted = {**stopped.wanted, "override": reason}
    return _started(visit, visit.office.store.add_job("publish", visit.account.email, wanted), "publishing_asked")


@router.post(PATH + "/zurueck")
def roll_back(visit: Publisher) -> Response:
    """An earlier version live again, and the pages with it where their history still knows how they were."""
    writable(visit)
    proven(visit, PATH)
    _nobody_at_it(visit)
    wanted = visit.text("version")
    earlier = next((one for one in visit.office.store.publications() if one.version == wanted), None)
    if earlier is None:
        raise missing("Diese Fassung wurde nie von hier veröffentlicht.")
    reason = visit.text("reason").strip() or f"Zurück zur Fassung vom {earlier.at.astimezone():%d.%m.%Y, %H:%M} Uhr"
    head = earlier.head if visit.office.history.knows(earlier.head) else ""
    request = {"version": earlier.version, "head": head, "reason": reason}
    job = visit.office.store.add_job("rollback", visit.account.email, request)
    make_live(visit.office.settings, earlier.version)  # at once; the job brings the pages back
    return _started(visit, job, "")


@router.get(PATH + "/{job_id}")
def watch(visit: Reader, job_id: str) -> Response:
    """How far a job is, or what came of it; read anew as often as the page is."""
    job = _job(visit, job_id)
    part = bool(visit.request.headers.get("hx-request"))
    headers = {"hx-refresh": "true"} if part and not job.running else {}
    return page(
        visit,
        "part_job.html" if part else "job.html",
        headers=headers,
        job=job,
        steps=STEPS,
        titles={page_id: found.title for page_id, found in visit.office.shelf.read().pages.items()},
        rules={"min": "mindestens", "max": "höchstens", "no_worse_than_live": "nicht schlechter als live um mehr als"},
        live=version.current(visit.office.settings.versions) or "",
    )


def _started(visit: Visit, job: Job, deed: str) -> Response:
    if deed == "publishing_asked":
        visit.note("publishing_asked", job.id, ", ".join(draft["page_id"] for draft in job.wanted["drafts"]))
    return go(f"{PATH}/{job.id}")


def _own(jobs: list[Job]) -> list[Job]:
    """Without runs of questions: they change nothing, and what is published waits for their end."""
    return [job for job in jobs if job.kind != "run"]


def _nobody_at_it(visit: Visit) -> None:
    if running := _own(visit.office.store.jobs(unended=True)):
        raise OfficeError(409, "Es wird gerade schon veröffentlicht.", f"Vorgang von {running[0].who}.")


def _job(visit: Visit, job_id: str) -> Job:
    job = visit.office.store.job(job_id)
    if job is None:
        raise missing("Diesen Vorgang gibt es nicht.")
    return job
