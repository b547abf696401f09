"""The demo: a town's website with the widget on it, in every way in which a website may hold it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from bot import policies
from bot.api.page_view import templates

PAGES = ("index", "service", "iframe", "csp", "wordpress", "typo3", "hostile", "rtl")

router = APIRouter(prefix="/demo", include_in_schema=False)


@router.get("/")
async def start(request: Request) -> HTMLResponse:
    """The town's start page."""
    return await page(request, "index")


@router.get("/{name}.html")
async def page(request: Request, name: str) -> HTMLResponse:
    """A page of the town."""
    if name not in PAGES:
        raise HTTPException(404)
    context = {"page": f"{name}.html", "lang": "ar" if name == "rtl" else "de", "policy": policies.HOST}
    headers = {"content-security-policy": policies.HOST, "cache-control": "no-cache"}
    return templates.TemplateResponse(request, f"demo/{name}.html", context, headers=headers)
