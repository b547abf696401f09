"""The list of pages, one page with all that is known of it, and its history."""

from __future__ import annotations

from collections import Counter
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.office import listing
from bot.office.access import Visit, needs
from bot.office.comparing import differences
from bot.office.drafts import key_of, not_law, today, work, writable
from bot.office.errors import missing
from bot.office.failing import failing_questions
from bot.office.listing import AT_ONCE, Filter, Row
from bot.office.pins import standing
from bot.office.view import edit_path, go, page
from corpus import documents, pinned
from corpus.history import content_hash
from corpus.lint import KINDS as FINDINGS
from corpus.page import read

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Editor = Annotated[Visit, needs("edit")]


@router.get("/office")
def start(visit: Reader) -> Response:
    """What waits for whom."""
    office = visit.office
    drafts = office.history.drafts() if office.can_write else []
    shelved = office.shelf.read()
    worst = sum(any(one.severity == "error" for one in found) for found in shelved.findings.values())
    return page(
        visit,
        "start.html",
        own=[draft for draft in drafts if draft.person.key == visit.person.key],
        waiting=[draft for draft in drafts if draft.state == "in_review" and draft.person.key != visit.person.key],
        approved=[draft for draft in drafts if draft.state == "approved"],
        titles={page_id: found.title for page_id, found in shelved.pages.items()},
        pages=len(shelved.pages),
        problems=shelved.loaded.problems,
        worst=worst,
        checked=shelved.checked,
        lapsed=_lapsed(visit),
        key_of=key_of,
        can_write=office.can_write,
    )


def _lapsed(visit: Visit) -> int:
    """How many fixed answers hold no more."""
    pins, pages = pinned.load(visit.office.settings.pages)[0], visit.office.shelf.read().pages
    return sum(standing(pin, pages, today()) in ("gone", "expired") for pin in pins)


@router.get("/office/seiten")
def pages(
    visit: Reader,
    q: str = "",
    art: str = "",
    stelle: str = "",
    gebiet: str = "",
    stand: str = "",
    befund: str = "",
    faellig: bool = False,
    fragen: bool = False,
    seite: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The list, as its form asks for it."""
    office = visit.office
    shelved = office.shelf.read()
    everyones = office.history.drafts() if office.can_write else []
    drafts = [draft for draft in everyones if not documents.is_document(draft.page_id)]
    failing = Counter(case.page_id for case in failing_questions(office.store))
    everything = listing.rows(shelved.pages, shelved.findings, drafts, failing, today())
    wanted = Filter(q, art, stelle, gebiet, stand, befund, faellig, fragen)
    found = listing.chosen(everything, wanted)
    fields = {"q": q, "art": art, "stelle": stelle, "gebiet": gebiet, "stand": stand, "befund": befund}
    fields |= {"faellig": "1" * faellig, "fragen": "1" * fragen}
    return page(
        visit,
        "pages.html",
        rows=found[(seite - 1) * AT_ONCE : seite * AT_ONCE],
        count=len(found),
        total=len(everything),
        number=seite,
        last=max(1, -(-len(found) // AT_ONCE)),
        query=urlencode({name: value for name, value in fields.items() if value}),
        wanted=wanted,
        offices=sorted({row.office for row in everything if row.office}),
        scopes=sorted({row.scope for row in everything if row.scope}),
        findings=_kinds(everything),
        checked=shelved.checked,
        can_write=office.can_write,
    )


def _kinds(rows: list[Row]) -> dict[str, str]:
    """The kinds of findings that there are, with their names."""
    present = {finding.kind for row in rows for finding in row.findings}
    return {kind: name for kind, name in FINDINGS.items() if kind in present}


@router.get("/office/seiten/{page_id}")
def one(visit: Reader, page_id: str) -> Response:
    """A page: what is live, who works on it, what it lacks."""
    if documents.is_document(page_id):
        return go(edit_path(page_id))
    office = visit.office
    shelved = office.shelf.read()
    found = shelved.pages.get(page_id)
    drafts = office.history.drafts(page_id) if office.can_write else []
    if found is None and not drafts and not (office.can_write and office.history.versions(page_id)):
        raise missing("Eine Seite mit dieser Kennung gibt es nicht.")
    failing = [case for case in failing_questions(office.store) if case.page_id == page_id]
    return page(
        visit,
        "page.html",
        page_id=page_id,
        found=found,
        drafts=drafts,
        own=any(draft.person.key == visit.person.key for draft in drafts),
        findings=shelved.findings.get(page_id, ()),
        checked=shelved.checked,
        failing=failing,
        key_of=key_of,
        can_write=office.can_write,
    )


# --- history ---------------------------------------------------------------------------------------------------------


@router.get("/office/seiten/{page_id}/verlauf")
def history(visit: Reader, page_id: str) -> Response:
    """What happened to a page."""
    writable(visit)
    versions = visit.office.history.versions(page_id)
    if not versions:
        raise missing("Diese Seite hat keine Geschichte.")
    return page(visit, "history.html", page_id=page_id, versions=versions)


@router.get("/office/seiten/{page_id}/verlauf/{version}")
def version(visit: Reader, page_id: str, version: str) -> Response:
    """A version, and what it changed against the one before it."""
    writable(visit)
    kept = visit.office.history
    versions = kept.versions(page_id)
    number = next((n for n, one in enumerate(versions) if one.id == version), None)
    if number is None:
        raise missing("Diese Fassung gibt es nicht.")
    text = "" if versions[number].archived else kept.text(page_id, version)
    before = versions[number + 1] if number + 1 < len(versions) else None
    old = "" if before is None or before.archived else kept.text(page_id, before.id)
    live = kept.live(page_id) or ""
    return page(
        visit,
        "version.html",
        page_id=page_id,
        version=versions[number],
        found=read(text) if text and not documents.is_document(page_id) else None,
        text=text,
        changes=differences(old, text),
        against_live=differences(live, text) if text and text != live else [],
        is_live=bool(text) and text == live,
    )


@router.post("/office/seiten/{page_id}/verlauf/{version}/zurueckholen")
def restore(visit: Editor, page_id: str, version: str) -> Response:
    """An earlier text becomes one's own draft, which goes the way of every change."""
    writable(visit)
    kept = visit.office.history
    mine = work(visit, page_id)
    not_law(mine.live_page)
    kept.autosave(page_id, kept.text(page_id, version), visit.person, content_hash(mine.live))
    return go(edit_path(page_id), "restored")
