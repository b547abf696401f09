"""Taking in a file: upload, see what would be new, changed and removed, then take it in or throw it away."""

from __future__ import annotations

from typing import IO, Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office import importing
from bot.office.access import Visit, needs
from bot.office.drafts import writable
from bot.office.errors import OfficeError
from bot.office.importing import KINDS, Upload
from bot.office.view import go, page
from corpus.sync import SourceReport

router = APIRouter(include_in_schema=False)

Importer = Annotated[Visit, needs("import")]

PATH = "/office/einlesen"


@router.get(PATH)
def form(visit: Importer) -> Response:
    """The form for a file."""
    return _form(visit)


@router.post(PATH)
def bring(visit: Importer) -> Response:
    """Keep the file aside, and show what it would do."""
    writable(visit)
    sent = visit.file("datei")
    if sent is None:
        return _form(visit, 422, "Wählen Sie eine Datei.")
    with sent.file:
        return _brought(visit, sent.filename or "", sent.file)


def _brought(visit: Visit, name: str, file: IO[bytes]) -> Response:
    texts = (visit.text(name).strip() for name in ("kind", "name", "scope", "columns"))
    try:
        upload = Upload.checked(name, *texts, who=visit.account.email)
        importing.not_others(visit.office.shelf.read().pages, visit.office.settings.pages, upload.name)
    except OfficeError as error:
        return _form(visit, 422, f"{error.title} {error}" if str(error) != error.title else error.title)
    importing.keep(visit.office.uploads, upload, file.read())
    return go(f"{PATH}/{upload.id}")


@router.get(PATH + "/{upload_id}")
def preview(visit: Importer, upload_id: str) -> Response:
    """What taking the file in would do; nothing is written."""
    writable(visit)
    upload = importing.find(visit.office.uploads, upload_id)
    return _shown(visit, upload, importing.looked_at(upload, visit.office.uploads, visit.office.settings.pages))


@router.post(PATH + "/{upload_id}")
def take_in(visit: Importer, upload_id: str) -> Response:
    """Write what was seen into the pages folder; citizens get it when it is published."""
    writable(visit)
    office = visit.office
    upload, pages = importing.find(office.uploads, upload_id), office.settings.pages
    if visit.text("action") == "discard":
        importing.forget(office.uploads, upload)
        return go(PATH, "upload_discarded")
    if office.store.jobs(unended=True):
        raise OfficeError(409, "Es wird gerade veröffentlicht.", "Lesen Sie die Datei ein, wenn das erledigt ist.")
    importing.not_others(office.shelf.read().pages, pages, upload.name)
    seen = importing.looked_at(upload, office.uploads, pages)
    if seen.error or importing.mark(seen) != visit.text("seen"):
        return _shown(visit, upload, seen, 409, "Es hat sich etwas geändert. Sehen Sie die Liste noch einmal an.")
    done = importing.taken_in(upload, office.uploads, pages)
    visit.note("imported", upload.name, f"{upload.file}: {done.written} geschrieben, {done.removed} entfernt")
    importing.forget(office.uploads, upload)
    return go("/office/veroeffentlichen", "imported")


def _form(visit: Visit, status: int = 200, error: str = "") -> Response:
    typed = {name: visit.text(name) for name in ("kind", "name", "columns")}
    scope = visit.text("scope") or visit.office.settings.scope or "00"
    return page(
        visit,
        "import.html",
        status,
        kinds=KINDS,
        typed={**typed, "scope": scope},
        error=error,
        can_write=visit.office.can_write,
    )


def _shown(visit: Visit, upload: Upload, report: SourceReport, status: int = 200, error: str = "") -> Response:
    refused = 422 if report.error and status == 200 else status
    return page(
        visit,
        "import_preview.html",
        refused,
        upload=upload,
        report=report,
        error=error,
        seen=importing.mark(report),
        kinds=KINDS,
        beneath={
            "": "hier geändert, in der Datei nicht",
            "changed": "hier und in der Datei geändert",
            "gone": "hier geändert, in der Datei nicht mehr vorhanden",
        },
    )
