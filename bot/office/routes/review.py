"""Looking at a draft and deciding on it: four eyes."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office import typed as forms
from bot.office.access import Visit, needs
from bot.office.audit import Deed
from bot.office.comparing import differences
from bot.office.drafts import draft_of, key_of, today, writable
from bot.office.errors import OfficeError, forbidden
from bot.office.view import edit_path, go, page, page_path
from corpus.history import Draft, content_hash
from corpus.history.model import Action
from corpus.lint import lint

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Editor = Annotated[Visit, needs("edit")]
Reviewer = Annotated[Visit, needs("review")]

_DEEDS: dict[str, tuple[Deed, str]] = {
    "approve": ("draft_approved", "approved"),
    "reject": ("draft_rejected", "rejected"),
    "withdraw": ("draft_withdrawn", "withdrawn"),
}


@router.get("/office/seiten/{page_id}/entwurf/{key}")
def draft(visit: Reader, page_id: str, key: str) -> Response:
    """What a draft changes, and what can be done with it."""
    writable(visit)
    return _shown(visit, draft_of(visit.office, page_id, key))


@router.post("/office/seiten/{page_id}/entwurf/{key}/freigeben")
def approve(visit: Reviewer, page_id: str, key: str) -> Response:
    """Sign off the text that was looked at, or send it back with a word on what to change."""
    writable(visit)
    found = draft_of(visit.office, page_id, key)
    if visit.text("seen") != content_hash(found.text):
        return _shown(visit, found, 409, "Der Entwurf wurde gerade geändert. Bitte sehen Sie ihn noch einmal an.")
    action = visit.text("action")
    if action not in ("approve", "reject"):
        raise OfficeError(422, "Dieser Schritt ist unbekannt.")
    return _moved(visit, found, action)


@router.post("/office/seiten/{page_id}/entwurf/{key}/zurueckziehen")
def withdraw(visit: Editor, page_id: str, key: str) -> Response:
    """Go on writing."""
    writable(visit)
    return _moved(visit, draft_of(visit.office, page_id, key), "withdraw")


@router.post("/office/seiten/{page_id}/entwurf/{key}/verwerfen")
def discard(visit: Editor, page_id: str, key: str) -> Response:
    """Throw one's own draft away; the audit log says that there was one."""
    writable(visit)
    found = draft_of(visit.office, page_id, key)
    if found.person.key != visit.person.key:
        raise forbidden("Einen Entwurf verwirft nur, wer ihn geschrieben hat.")
    visit.office.history.discard(page_id, visit.person)
    visit.note("draft_discarded", page_id)
    live = visit.office.history.live(page_id) is not None
    return go(page_path(page_id) if live else "/office/seiten", "discarded")


def _moved(visit: Visit, found: Draft, action: str) -> Response:
    note = visit.text("note").strip()
    visit.office.history.move(found.page_id, found.person, cast("Action", action), visit.person, note)
    deed, said = _DEEDS[action]
    visit.note(deed, found.page_id, note or found.note)
    if action == "withdraw":
        return go(edit_path(found.page_id), said)
    return go("/office/veroeffentlichen" if action == "approve" else "/office", said)


def _shown(visit: Visit, found: Draft, status: int = 200, error: str = "") -> Response:
    shelved = visit.office.shelf.read()
    live = visit.office.history.live(found.page_id)
    changed = forms.page_of(found.text) if found.text else None
    shown = changed or shelved.pages.get(found.page_id)
    return page(
        visit,
        "draft.html",
        status,
        draft=found,
        key=key_of(found.person),
        own=found.person.key == visit.person.key,
        changes=differences(live or "", found.text),
        stale=found.base != content_hash(live),
        is_new=live is None,
        findings=lint(changed, today(), shelved.known) if changed else [],
        seen=content_hash(found.text),
        title=shown.title if shown else "",
        four_eyes=visit.office.settings.four_eyes,
        error=error,
    )
