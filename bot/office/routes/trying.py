"""Try it: ask as a citizen, and see everything. The question is sent in a form, so that no log of addresses has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from bot.chat import Question
from bot.office import typed as forms
from bot.office import words
from bot.office.access import Visit, needs
from bot.office.drafts import draft_of, key_of
from bot.office.errors import OfficeError
from bot.office.trying import Trial, trial
from bot.office.view import page
from corpus import documents
from corpus.folder import with_offices
from corpus.page import Page

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
PATH = "/office/ausprobieren"


@dataclass(frozen=True, slots=True)
class _Typed:
    """The form. `over` is "" for the live version, else the draft that is tried, as page id and key."""

    question: str = ""
    before: str = ""
    over: str = ""


@router.get(PATH)
def form(visit: Reader) -> Response:
    """Nothing asked yet."""
    return _page(visit, _Typed(), None)


@router.post(PATH)
async def ask(visit: Reader) -> Response:
    """The answer, and what decided it."""
    typed = _Typed(visit.text("frage").strip(), visit.text("verlauf"), visit.text("entwurf"))
    limit = visit.office.settings.question_limit
    if not typed.question or len(typed.question) > limit:
        error = f"Schreiben Sie eine Frage mit höchstens {limit} Zeichen."
        return await run_in_threadpool(_page, visit, typed, None, error, 422)
    before = tuple(line.strip() for line in typed.before.split("\n") if line.strip())[:10]
    drafted = await run_in_threadpool(_drafted, visit, typed.over) if typed.over else None
    try:
        found = await trial(visit.office.bot, Question(typed.question, history=before), drafted)
    except ValueError as error:
        raise OfficeError(422, "Mit diesem Entwurf kann nicht geantwortet werden.", str(error)) from error
    return await run_in_threadpool(_page, visit, typed, found)


def _drafted(visit: Visit, over: str) -> Page:
    """The page of the draft that is tried."""
    page_id, _, key = over.rpartition("/")
    drafted = forms.page_of(draft_of(visit.office, page_id, key).text)
    if drafted is None:
        raise OfficeError(422, "Mit diesem Entwurf kann nicht geantwortet werden.", "Er ist noch keine ganze Seite.")
    return with_offices(drafted, visit.office.shelf.read().pages)


def _page(visit: Visit, typed: _Typed, found: Trial | None, error: str = "", status: int = 200) -> Response:
    office = visit.office
    pages = office.shelf.read().pages
    drafts = office.history.drafts() if office.can_write else []
    titles = {draft.page_id: pages[draft.page_id].title for draft in drafts if draft.page_id in pages}
    return page(
        visit,
        "try.html",
        status,
        typed=typed,
        trial=found,
        error=error,
        drafts=[
            (f"{draft.page_id}/{key_of(draft.person)}", titles.get(draft.page_id, draft.page_id), draft.person.name)
            for draft in drafts
            if draft.text and not documents.is_document(draft.page_id)
        ],
        limit=office.settings.question_limit,
        model=office.bot.model_label if office.bot.model else "",
        words=words,
    )
