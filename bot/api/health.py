"""Whether the process lives, whether it can answer, and what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import metadata

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from bot import logs
from bot.api.state import BotDependency
from indexes.index import Index

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "no question can be answered"}})
async def readyz(bot: BotDependency) -> JSONResponse:
    """A canary question finds its page: a green light while every answer fails is worse than a red one."""
    with bot.live.lease() as index:
        found = await bot.work(lambda: _finds(index))
    status = {"status": "ok" if found else "unavailable", "index_version": index.manifest.id}
    return JSONResponse(status, 200 if found else 503)


def _finds(index: Index) -> bool:
    """Whether the canary is found; a broken index finds nothing."""
    try:
        return _canary(index)
    except Exception:  # noqa: BLE001 - whatever is broken, the answer to "ready?" is no
        logs.failure("canary_failed")
        return False


def _canary(index: Index) -> bool:
    """Ask for a page by its title; the page must be among the first three."""
    today = datetime.now(UTC).astimezone().date()
    pages = (page for part in reversed(index.scopes) for page in part.pages if page.valid_on(today) and page.sections)
    page = next(pages, None)
    return page is not None and page.id in {hit.page.id for hit in index.search(page.title, 3, today).hits}


class Version(BaseModel):
    """What is running."""

    version: str
    index_version: str
    index_created: str
    embedder: str
    model: str
    prompt_hash: str
    pages: int
    passages: int


@router.get("/version")
async def version(bot: BotDependency) -> Version:
    """The program, the index version and the models."""
    with bot.live.lease() as index:
        manifest = index.manifest
        return Version(
            version=metadata.version("auskunft"),
            index_version=manifest.id,
            index_created=manifest.created,
            embedder=manifest.embedder,
            model=bot.model_label,
            prompt_hash=bot.prompt_hash,
            pages=sum(len(part.pages) for part in index.scopes),
            passages=sum(len(part.passages) for part in index.scopes),
        )
