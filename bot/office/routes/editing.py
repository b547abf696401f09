"""Writing a page: the form, its draft, submitting, and what happens when somebody else was faster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from bot.office import typed as forms
from bot.office.access import Visit, needs
from bot.office.comparing import differences
from bot.office.drafts import GONE, Work, key_of, no_document, not_law, today, work, writable
from bot.office.errors import OfficeError, missing
from bot.office.formread import typed_of
from bot.office.help import HELP
from bot.office.naming import native_of
from bot.office.typed import Typed
from bot.office.view import HEADERS, edit_path, go, page, page_path
from corpus import documents
from corpus.history import NotAllowedError, content_hash
from corpus.lint import lint
from corpus.modules import MODULES
from corpus.page import ID, Page, PageError
from corpus.sources.paste import clean

router = APIRouter(include_in_schema=False)

Editor = Annotated[Visit, needs("edit")]


# --- a new page ------------------------------------------------------------------------------------------------------


@router.get("/office/seiten/neu")
def new_form(visit: Editor) -> Response:
    """What a new page is to be."""
    writable(visit)
    return page(visit, "new.html", title="", kind="service", native="", prefix=_prefix(visit), error="")


@router.post("/office/seiten/neu")
def new(visit: Editor) -> Response:
    """A draft of a page that is not there yet."""
    writable(visit)
    title, kind = visit.text("title").strip(), visit.text("kind")
    native = visit.text("native").strip() or native_of(title)
    page_id = f"{_prefix(visit)}:{native}"
    if error := _refused(visit, page_id, title, kind):
        return page(visit, "new.html", 422, title=title, kind=kind, native=native, prefix=_prefix(visit), error=error)
    typed = forms.blank(kind, visit.office.settings.scope or "00")
    typed = Typed(
        {**typed.fields, "title": title}, typed.lists, "", typed.own_office, typed.online, (), (), typed.sections, {}
    )
    visit.office.history.autosave(page_id, forms.text_of(typed, page_id, today()), visit.person, content_hash(None))
    return go(page_path(page_id, "/bearbeiten"))


def _refused(visit: Visit, page_id: str, title: str, kind: str) -> str:
    if not title or kind not in ("service", "information"):
        return "Geben Sie der Seite einen Titel und wählen Sie ihre Art."
    if not ID.fullmatch(page_id):
        return "Die Kennung hat keine Leerzeichen und keinen Schrägstrich, zum Beispiel: reisepass"
    if visit.office.history.live(page_id) is not None or work(visit, page_id).draft:
        return f"Die Kennung {page_id} gibt es schon."
    return ""


def _prefix(visit: Visit) -> str:
    """The source's name that the town's own pages have."""
    own = visit.office.settings.scope
    counts = Counter(p.source for p in visit.office.shelf.read().pages.values() if not own or p.scope == own)
    return counts.most_common(1)[0][0] if counts else "stadt"


# --- the form --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the last form."""

    faults: dict[str, str] = field(default_factory=dict[str, str])
    error: str = ""
    note: str = ""
    status: int = 200
    focus: str = ""


@router.get("/office/seiten/{page_id}/bearbeiten")
def edit(visit: Editor, page_id: str) -> Response:
    """The form, with one's own draft where there is one."""
    writable(visit)
    if documents.is_document(page_id):
        return go(edit_path(page_id))
    mine = work(visit, page_id)
    not_law(mine.live_page)
    if not mine.text:
        raise missing("Eine Seite mit dieser Kennung gibt es nicht. Eine archivierte holen Sie im Verlauf zurück.")
    return _form(visit, mine, forms.of_text(mine.text), mine.base, Shown(note=mine.draft.note if mine.draft else ""))


@router.post("/office/seiten/{page_id}/bearbeiten")
def save(visit: Editor, page_id: str) -> Response:
    """Keep the draft, whatever it is; then do what the button says."""
    writable(visit)
    no_document(page_id)
    mine = work(visit, page_id)
    not_law(mine.live_page)
    typed, base, action = typed_of(visit.form, mine.text), visit.text("base"), visit.text("action")
    changed, focus = _rearranged(typed, action, visit.text("new_heading"))
    text = forms.dated(changed, page_id, mine.live_page, today())
    if forms.same(text, mine.live) and mine.draft is None:
        return _form(visit, mine, changed, base, Shown(error="Sie haben nichts geändert.", focus=focus))
    visit.office.history.autosave(page_id, text, visit.person, base)
    if base != content_hash(mine.live):
        return _conflict(visit, mine, text)
    if action == "submit":
        return _submit(visit, mine, changed, text, base)
    if action == "save":
        return go(page_path(page_id, "/bearbeiten"), "saved")
    return _form(visit, work(visit, page_id), changed, base, Shown(note=visit.text("note"), focus=focus))


def _rearranged(typed: Typed, action: str, heading: str) -> tuple[Typed, str]:
    """The form after a button that moves sections about, and what is looked at next."""
    name, _, number = action.partition("-")
    place = int(number) if number.isdecimal() else -1
    if name == "add":
        return forms.with_section(typed, heading), f"text-{len(typed.sections)}"
    if name == "up":
        return forms.moved_up(typed, place), f"heading-{max(place - 1, 0)}"
    if name == "remove":
        return forms.without_section(typed, place), "new_heading"
    return typed, ""


def _submit(visit: Visit, mine: Work, typed: Typed, text: str, base: str) -> Response:
    note = visit.text("note").strip()
    faults = forms.faults(typed)
    error = "" if not faults else "Bitte prüfen Sie die markierten Felder."
    if not error and forms.same(text, mine.live):
        error = "Sie haben nichts geändert."
    if not error and not note:
        faults, error = {"note": "Schreiben Sie in einem Satz, warum Sie die Seite ändern."}, "Es fehlt der Grund."
    if error:
        return _form(visit, work(visit, mine.page_id), typed, base, Shown(faults, error, note, 422))
    try:
        visit.office.history.move(mine.page_id, visit.person, "submit", visit.person, note)
    except PageError as problem:
        return _form(visit, work(visit, mine.page_id), typed, base, Shown({}, str(problem), note, 422))
    visit.note("draft_submitted", mine.page_id, note)
    return go(page_path(mine.page_id, f"/entwurf/{key_of(visit.person)}"), "submitted")


def _form(visit: Visit, mine: Work, typed: Typed, base: str, shown: Shown) -> Response:
    shelved = visit.office.shelf.read()
    found = forms.page_of(forms.text_of(typed, mine.page_id, today()))
    return page(
        visit,
        "edit.html",
        shown.status,
        page_id=mine.page_id,
        mine=mine,
        typed=typed,
        base=base,
        shown=shown,
        offices=_offices(shelved.pages.values(), mine.page_id),
        modules=MODULES,
        help=HELP,
        findings=lint(found, today(), shelved.known) if found else [],
        key_of=key_of,
    )


def _offices(pages: Iterable[Page], page_id: str) -> dict[str, str]:
    """The pages that describe an office, by title; a service that writes its own is none."""
    described = (one for one in pages if one.kind != "service" and one.office and not one.office.page)
    return {one.id: one.title for one in described if one.id != page_id}


# --- beside the form -------------------------------------------------------------------------------------------------


@router.post("/office/seiten/{page_id}/sichern")
def autosave(visit: Editor, page_id: str) -> Response:
    """What was typed so far, kept without a click."""
    writable(visit)
    no_document(page_id)
    mine = work(visit, page_id)
    not_law(mine.live_page)
    text = forms.dated(typed_of(visit.form, mine.text), page_id, mine.live_page, today())
    unchanged = forms.same(text, mine.live) and mine.draft is None
    if not unchanged and (mine.draft is None or mine.draft.text != text or mine.draft.state != "draft"):
        visit.office.history.autosave(page_id, text, visit.person, visit.text("base"))
    stale = visit.text("base") != content_hash(mine.live)
    return page(visit, "part_saved.html", now=visit.office.store.now(), stale=stale, unchanged=unchanged)


@router.post("/office/seiten/{page_id}/befunde")
def findings(visit: Editor, page_id: str) -> Response:
    """What the page lacks, as it is typed now."""
    mine = work(visit, page_id)
    found = forms.page_of(forms.text_of(typed_of(visit.form, mine.text), page_id, today()))
    known = visit.office.shelf.read().known
    lacks = lint(found, today(), known) if found else []
    return page(visit, "part_findings.html", findings=lacks, valid=found is not None)


@router.post("/office/einfuegen")
def paste(visit: Editor) -> Response:
    """What was pasted from Word or a web page, as clean text."""
    try:
        pasted = clean(visit.text("html"))
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 422, headers=dict(HEADERS))
    links = [{"title": link.title, "url": link.url} for link in pasted.links]
    return JSONResponse({"text": pasted.text, "links": links}, headers=dict(HEADERS))


# --- when somebody else was faster -----------------------------------------------------------------------------------


def _conflict(visit: Visit, mine: Work, text: str) -> Response:
    """Both versions side by side; the own one is kept as a draft."""
    return page(
        visit,
        "conflict.html",
        409,
        page_id=mine.page_id,
        changes=differences(mine.live or "", text),
        theirs=visit.office.history.versions(mine.page_id)[:1],
        current=content_hash(mine.live),
    )


@router.post("/office/seiten/{page_id}/weiter")
def rebase(visit: Editor, page_id: str) -> Response:
    """The own draft begins from the live text that its author has now seen."""
    writable(visit)
    mine = work(visit, page_id)
    if mine.draft is None:
        raise missing("Sie haben keinen Entwurf dieser Seite.")
    current = visit.text("current")
    if current != content_hash(mine.live):
        return _conflict(visit, mine, mine.draft.text)
    visit.office.history.autosave(page_id, mine.draft.text, visit.person, current)
    return go(page_path(page_id, "/bearbeiten"), "rebased")


@router.post("/office/seiten/{page_id}/archivieren")
def archive(visit: Editor, page_id: str) -> Response:
    """Ask for the page to be taken away: a draft without any text, which goes the way of every change."""
    writable(visit)
    mine = work(visit, page_id)
    note = visit.text("note").strip()
    if mine.live is None:
        raise missing("Diese Seite ist nicht veröffentlicht.")
    if not note:
        raise OfficeError(422, "Es fehlt der Grund.", "Schreiben Sie in einem Satz, warum die Seite entfällt.")
    if mine.draft is not None:
        raise NotAllowedError("Sie haben einen Entwurf dieser Seite; verwerfen Sie ihn zuerst.")
    visit.office.history.autosave(page_id, GONE, visit.person, content_hash(mine.live))
    visit.office.history.move(page_id, visit.person, "submit", visit.person, note)
    visit.note("draft_submitted", page_id, note)
    return go(page_path(page_id, f"/entwurf/{key_of(visit.person)}"), "submitted")
