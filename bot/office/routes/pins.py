"""Answers that an editor has fixed: which there are, and the form of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office import pins as forms
from bot.office.access import Visit, needs
from bot.office.drafts import Work, key_of, today, work, writable
from bot.office.errors import OfficeError, missing
from bot.office.naming import native_of
from bot.office.pins import STANDINGS, Typed, as_field
from bot.office.view import edit_path, go, page, page_path
from corpus import documents, pinned
from corpus.history import HistoryError, content_hash

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Editor = Annotated[Visit, needs("edit")]

PATH = "/office/fest"


@router.get(PATH)
def everything(visit: Reader) -> Response:
    """All fixed answers: those that hold no more first, then those that are being written."""
    return _listed(visit)


@router.post(PATH)
def new(visit: Editor) -> Response:
    """A draft of a fixed answer for a question."""
    writable(visit)
    question = visit.text("question").strip()
    name = native_of(question)
    if not documents.is_document(f"{documents.PINNED}:{name}"):
        return _listed(visit, 422, "Schreiben Sie die Frage so, wie sie gestellt wird.", question)
    page_id = f"{documents.PINNED}:{name}"
    if visit.office.history.live(page_id) is None and work(visit, page_id).draft is None:
        text = forms.text_of(Typed(questions=(question,)))
        visit.office.history.autosave(page_id, text, visit.person, content_hash(None))
    return go(edit_path(page_id))


def _listed(visit: Visit, status: int = 200, error: str = "", question: str = "") -> Response:
    office = visit.office
    found, problems = pinned.load(office.settings.pages)
    pages = office.shelf.read().pages
    order: dict[str, int] = {name: place for place, name in enumerate(STANDINGS)}
    rows = [(pin, forms.standing(pin, pages, today()), _approver(visit, pin.name)) for pin in found]
    drafts = office.history.drafts() if office.can_write else []
    return page(
        visit,
        "pins.html",
        status,
        rows=sorted(rows, key=lambda row: (order[row[1]], row[0].expires)),
        problems=problems,
        drafts=[draft for draft in drafts if draft.page_id.startswith(f"{documents.PINNED}:")],
        standings=STANDINGS,
        key_of=key_of,
        can_write=office.can_write,
        error=error,
        question=question,
    )


def _approver(visit: Visit, name: str) -> str:
    """Who approved what is live now."""
    if not visit.office.can_write:
        return ""
    versions = visit.office.history.versions(f"{documents.PINNED}:{name}")
    return versions[0].approver if versions else ""


# --- one -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the last form."""

    faults: list[str] = field(default_factory=list[str])
    note: str = ""
    status: int = 200
    looked_at: str = ""


@router.get(PATH + "/{name}")
def one(visit: Reader, name: str) -> Response:
    """The form, with one's own draft where there is one."""
    writable(visit)
    mine = _work(visit, name)
    if not mine.text:
        raise missing("Eine feste Antwort dieses Namens gibt es nicht. Eine entfernte holen Sie im Verlauf zurück.")
    note = mine.draft.note if mine.draft else ""
    return _form(visit, name, mine, forms.of_text(mine.text), mine.base, Shown(note=note))


@router.post(PATH + "/{name}")
def save(visit: Editor, name: str) -> Response:
    """Keep the draft, whatever it is; then do what the button says."""
    writable(visit)
    mine = _work(visit, name)
    typed = forms.of_form(visit.text("questions"), visit.texts("sentence"), visit.text("expires"))
    text, base, note = forms.text_of(typed), visit.text("base"), visit.text("note").strip()
    if base != content_hash(mine.live) and mine.draft is None:
        raise OfficeError(409, "Die Antwort wurde inzwischen geändert.", "Öffnen Sie sie noch einmal.")
    if text != mine.text:
        visit.office.history.autosave(mine.page_id, text, visit.person, content_hash(mine.live))
    if visit.text("action") != "submit":
        looked_at = visit.text("page").strip()
        return _form(visit, name, _work(visit, name), typed, content_hash(mine.live), Shown([], note, 200, looked_at))
    return _submitted(visit, name, typed, note)


def _submitted(visit: Visit, name: str, typed: Typed, note: str) -> Response:
    mine, office = _work(visit, name), visit.office
    pages, (others, _) = office.shelf.read().pages, pinned.load(office.settings.pages)
    wrong = forms.faults(name, typed, pages, others, today())
    if not note:
        wrong.append("Schreiben Sie in einem Satz, warum die Antwort festgelegt wird.")
    if mine.draft is None:
        wrong.append("Sie haben nichts geändert.")
    if wrong:
        return _form(visit, name, mine, typed, content_hash(mine.live), Shown(wrong, note, 422))
    office.history.move(mine.page_id, visit.person, "submit", visit.person, note)
    visit.note("draft_submitted", mine.page_id, note)
    return go(page_path(mine.page_id, f"/entwurf/{key_of(visit.person)}"), "submitted")


def _work(visit: Visit, name: str) -> Work:
    page_id = f"{documents.PINNED}:{name}"
    if not documents.is_document(page_id):
        raise missing("Eine feste Antwort dieses Namens gibt es nicht.")
    try:
        return work(visit, page_id)
    except HistoryError as error:
        raise missing(str(error)) from error


def _form(visit: Visit, name: str, mine: Work, typed: Typed, base: str, shown: Shown) -> Response:
    pages = visit.office.shelf.read().pages
    looked_at = pages.get(shown.looked_at)
    chosen = {(one.page, one.text) for one in typed.sentences}
    offered = pinned.sentences(looked_at) if looked_at else []
    return page(
        visit,
        "pin.html",
        shown.status,
        name=name,
        mine=mine,
        typed=typed,
        base=base,
        shown=shown,
        titles={page_id: found.title for page_id, found in pages.items()},
        looked_at=looked_at,
        offered=[text for text in offered if looked_at and (looked_at.id, text) not in chosen],
        as_field=as_field,
        key_of=key_of,
    )
