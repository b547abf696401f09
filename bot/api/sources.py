"""GET /api/v1/sources/{page_id}: a page in full, so that a quotation can be read where it stands."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot.api.state import BotDependency
from corpus import blocks

router = APIRouter(prefix="/api/v1", tags=["sources"])


class SectionText(BaseModel):
    """A section in the form in which it is quoted."""

    heading: str
    text: str


class PageText(BaseModel):
    """A page of the live version."""

    page_id: str
    title: str
    kind: str
    language: str
    scope: str
    url: str
    updated: date | None
    stand: str
    licence: str
    legal_basis: tuple[str, ...]
    sections: list[SectionText]


@router.get("/sources/{page_id:path}", responses={404: {"description": "no such page"}})
async def source(page_id: str, bot: BotDependency) -> PageText:
    """The page with its sections' full text."""
    with bot.live.lease() as index:
        page = index.page(page_id)
    if page is None:
        raise HTTPException(404)
    return PageText(
        page_id=page.id,
        title=page.title,
        kind=page.kind,
        language=page.language,
        scope=page.scope,
        url=page.url,
        updated=page.updated,
        stand=page.stand,
        licence=page.licence,
        legal_basis=page.legal_basis,
        sections=[SectionText(heading=s.heading, text=blocks.plain(s.text)) for s in page.sections],
    )
