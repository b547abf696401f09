"""Running question sets: ask now, watch it, read the report, compare two runs, and see what goes wrong since when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot import policies
from bot.office.access import Visit, needs
from bot.office.errors import OfficeError, missing
from bot.office.jobs import Job
from bot.office.questions import QuestionSets
from bot.office.runlog import REPORT, KeptRun, failing, folder_of, kept, run_of
from bot.office.running import STEPS, write_report
from bot.office.steps import StepError, command
from bot.office.view import HEADERS, go, page
from corpus import durable
from indexes import version

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Quality = Annotated[Visit, needs("qa")]

PATH = "/office/laeufe"
_FIGURES = {
    "passed": "fehlerfreie Antworten",
    "kept": "zu Recht beantwortet",
    "refused": "zu Recht nicht beantwortet",
    "facts": "erwartete Angaben",
    "citations.valid": "belegte Antworten",
}
_REPORT_HEADERS = {**HEADERS, "content-security-policy": policies.REPORT, "referrer-policy": "no-referrer"}


@router.get(PATH)
def overview(visit: Reader, satz: str = "") -> Response:
    """The form, what runs, and all runs that are kept."""
    settings = visit.office.settings
    live = version.current(settings.versions) or ""
    return page(
        visit,
        "runs.html",
        files=QuestionSets(settings).files(),
        chosen=satz,
        versions=[one.id for one in version.listed(settings.versions)],
        live=live,
        runs=kept(folder_of(settings)),
        jobs=[job for job in visit.office.store.jobs("run", limit=20) if job.state != "done"],
        asked_by={job.id: job for job in visit.office.store.jobs("run", limit=500)},
    )


@router.post(PATH)
def ask(visit: Quality) -> Response:
    """Start a run of the chosen sets."""
    settings, store = visit.office.settings, visit.office.store
    sets, names, wanted = QuestionSets(settings), visit.texts("satz"), visit.text("fassung")
    if not names:
        raise OfficeError(422, "Es ist kein Fragensatz gewählt.")
    for name in names:
        if not sets.rows(sets.file(name)):
            raise OfficeError(422, f"Der Fragensatz {name} ist leer.", "Legen Sie zuerst eine Frage an.")
    if wanted and wanted not in {one.id for one in version.listed(settings.versions)}:
        raise OfficeError(422, "Diese Fassung gibt es nicht mehr.", "Laden Sie die Seite neu.")
    if store.jobs("run", unended=True):
        raise OfficeError(409, "Es läuft schon ein Lauf.", "Warten Sie, bis er fertig ist.")
    job = store.add_job(
        "run", visit.account.email, {"sets": names, "version": wanted, "tag": visit.text("schlagwort").strip()}
    )
    visit.note("run_asked", job.id, ", ".join(names))
    return go(f"{PATH}/{job.id}")


@router.get(PATH + "/fehler")
def wrong(visit: Reader, alle: bool = False) -> Response:
    """What goes wrong now, and since when."""
    settings = visit.office.settings
    runs = kept(folder_of(settings))
    lived = {one.version for one in visit.office.store.publications()} | {version.current(settings.versions) or ""}
    pages = visit.office.shelf.read().pages
    found = failing(runs, () if alle else lived)
    return page(visit, "failing.html", failing=found, everything=alle, known=pages, runs=len(runs))


# --- two runs --------------------------------------------------------------------------------------------------------


@router.get(PATH + "/vergleich")
def compare(visit: Reader, a: str = "", b: str = "") -> Response:
    """What the later of two runs fixed and broke."""
    before, after = _both(visit, a, b)
    document = _compared(visit, before, after)
    cases = {case.id: case for case in after.cases}
    earlier = {case.id: case for case in before.cases}
    groups = {name: [cases[one] for one in document[name] if one in cases] for name in _GROUPS}
    changes = [(label, document["changes"][name]) for name, label in _FIGURES.items() if name in document["changes"]]
    return page(
        visit,
        "compare_runs.html",
        before=before,
        after=after,
        groups=groups,
        earlier=earlier,
        changes=changes,
        document=document,
        known=visit.office.shelf.read().pages,
    )


_GROUPS = ("broken", "fixed", "wrong", "right")


@router.get(PATH + "/vergleich/bericht")
def comparison(visit: Reader, a: str = "", b: str = "") -> Response:
    """The whole comparison, with plots and both answers to each question."""
    before, after = _both(visit, a, b)
    _compared(visit, before, after)
    return _file(_place(visit, after, before, "html"))


def _both(visit: Visit, a: str, b: str) -> tuple[KeptRun, KeptRun]:
    """The earlier one first."""
    one, other = (_kept(visit, name) for name in (a, b))
    if one.name == other.name:
        raise OfficeError(422, "Wählen Sie zwei verschiedene Läufe.")
    return (one, other) if one.started <= other.started else (other, one)


def _compared(visit: Visit, before: KeptRun, after: KeptRun) -> dict[str, Any]:
    """The comparison as `python -m evaluation compare` makes it; kept in the later run's folder."""
    place, folder = _place(visit, after, before, "json"), folder_of(visit.office.settings)
    if not place.is_file():
        told = ("--json", "--html", str(_place(visit, after, before, "html")))
        runs = (str(folder / before.name), str(folder / after.name))
        try:
            ended = command(visit.office.settings, ("evaluation", "compare", *runs, *told), _silent)
        except StepError as error:
            raise OfficeError(
                422, "Diese Läufe lassen sich nicht vergleichen.", "Sie haben keine Frage gemeinsam."
            ) from error
        durable.write(place, json.dumps(ended.document))
    return json.loads(place.read_text(encoding="utf-8"))


def _place(visit: Visit, after: KeptRun, before: KeptRun, kind: str) -> Path:
    return folder_of(visit.office.settings) / after.name / f"compared-{before.name}.{kind}"


# --- one run ---------------------------------------------------------------------------------------------------------


@router.get(PATH + "/{run}")
def one(visit: Reader, run: str) -> Response:
    """How far a run is, or what came of it; read anew as often as the page is."""
    job = visit.office.store.job(run)
    part = bool(visit.request.headers.get("hx-request"))
    if part and job is not None and not job.running:
        return Response(headers={"hx-refresh": "true"})  # the page as a whole says what came of it
    if job is not None and job.kind == "run" and job.state != "done":
        return page(visit, "part_run.html" if part else "run_job.html", job=job, steps=STEPS)
    found = _kept(visit, run)
    others = [other for other in kept(folder_of(visit.office.settings)) if other.name != run]
    return page(
        visit,
        "run.html",
        run=found,
        job=job,
        others=[other for other in others if set(other.sets) & set(found.sets)],
        figures=_figures(job),
        known=visit.office.shelf.read().pages,
        live=version.current(visit.office.settings.versions) or "",
    )


def _figures(job: Job | None) -> list[tuple[str, Any]]:
    """What the run came to, with its intervals; [] for one that publishing asked for."""
    found: dict[str, Any] = job.result.get("figures", {}) if job else {}
    return [(label, found[name]) for name, label in _FIGURES.items() if name in found]


@router.get(PATH + "/{run}/bericht")
def report(visit: Reader, run: str) -> Response:
    """The report; of a run that publishing asked for it is written when somebody wants to read it."""
    found = _kept(visit, run)
    place = folder_of(visit.office.settings) / found.name
    if not (place / REPORT).is_file():
        write_report(visit.office.settings, place)
    return _file(place / REPORT)


def _file(path: Path) -> Response:
    """A page of the evaluation: it is self-contained, and shown where nothing can run or be sent from it."""
    return HTMLResponse(path.read_text(encoding="utf-8"), headers=_REPORT_HEADERS)


def _kept(visit: Visit, name: str) -> KeptRun:
    found = run_of(folder_of(visit.office.settings), name)
    if found is None:
        raise missing("Diesen Lauf gibt es nicht (mehr).")
    return found


def _silent(step: str, done: int, total: int) -> None:
    """It takes seconds."""
