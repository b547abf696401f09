"""A draft as citizens would be answered from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from bot.office import typed as forms
from bot.office.access import Visit, needs
from bot.office.drafts import draft_of, key_of, not_law, today, work, writable
from bot.office.errors import OfficeError
from bot.office.formread import typed_of
from bot.office.preview import likely, preview
from bot.office.view import go, page, page_path
from corpus.folder import with_offices
from corpus.history import content_hash
from corpus.page import Page

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Editor = Annotated[Visit, needs("edit")]


@router.post("/office/seiten/{page_id}/vorschau")
def typed(visit: Editor, page_id: str) -> Response:
    """Keep what was typed, then show it."""
    writable(visit)
    mine = work(visit, page_id)
    not_law(mine.live_page)
    text = forms.dated(typed_of(visit.form, mine.text), page_id, mine.live_page, today())
    if forms.same(text, mine.live) and mine.draft is None:
        raise OfficeError(422, "Sie haben nichts geändert.", "Die Vorschau zeigt, was ein Entwurf ändert.")
    if mine.draft is None or mine.draft.text != text:
        visit.office.history.autosave(page_id, text, visit.person, visit.text("base") or content_hash(mine.live))
    return go(page_path(page_id, f"/entwurf/{key_of(visit.person)}/vorschau"))


@router.get("/office/seiten/{page_id}/entwurf/{key}/vorschau")
async def shown(visit: Reader, page_id: str, key: str, frage: Annotated[str, Query(max_length=500)] = "") -> Response:
    """The passages, and the answers to likely questions and to one's own."""
    draft = await run_in_threadpool(draft_of, visit.office, page_id, key)
    drafted = forms.page_of(draft.text)
    if drafted is None:
        raise OfficeError(422, "Noch keine Vorschau.", "Die Angaben ergeben noch keine vollständige Seite.")
    questions = tuple(filter(None, [frage.strip(), *likely(drafted)]))
    try:
        found = await preview(visit.office.bot, await run_in_threadpool(_whole, visit, drafted), questions)
    except ValueError as error:
        raise OfficeError(422, "Noch keine Vorschau.", str(error)) from error
    return await run_in_threadpool(
        page, visit, "preview.html", draft=draft, drafted=drafted, found=found, asked=frage, key=key
    )


def _whole(visit: Visit, drafted: Page) -> Page:
    """The page with the members of the office that it refers to."""
    return with_offices(drafted, visit.office.shelf.read().pages)
