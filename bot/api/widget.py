"""What the widget asks for first, and the page that holds it in a frame."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot import policies
from bot.api.page_view import templates
from bot.api.state import BotDependency
from bot.municipality import LANGUAGES, Colors, Contact, Links, Municipality
from bot.replies import RIGHT_TO_LEFT

router = APIRouter(tags=["widget"])


class WidgetConfiguration(BaseModel):
    """What a municipality says of its widget. `retention_days` is null where nothing is kept."""

    municipality: str
    name: str
    assistant: str
    languages: tuple[str, ...]
    greeting: Mapping[str, str]
    examples: Mapping[str, tuple[str, ...]]
    colors: Colors
    contacts: tuple[Contact, ...]
    links: Links
    retention_days: int | None
    question_limit: int


def _municipalities(request: Request) -> Mapping[str, Municipality]:
    return cast("Mapping[str, Municipality]", request.app.state.municipalities)


MunicipalitiesDependency = Annotated[Mapping[str, Municipality], Depends(_municipalities)]


def _found(municipalities: Mapping[str, Municipality], name: str) -> Municipality:
    if name not in municipalities:
        raise HTTPException(404)
    return municipalities[name]


@router.get(
    "/api/v1/widget/{municipality}",
    response_model=WidgetConfiguration,
    responses={304: {"description": "not changed"}, 404: {"description": "no such municipality"}},
)
async def configuration(
    municipality: str, request: Request, bot: BotDependency, municipalities: MunicipalitiesDependency
) -> Response:
    """The configuration of a municipality's widget."""
    found = _found(municipalities, municipality)
    body = WidgetConfiguration(
        municipality=municipality,
        retention_days=bot.settings.journal_text_days if bot.recorder.journal else None,
        question_limit=bot.settings.question_limit,
        **{name: getattr(found, name) for name in Municipality.model_fields if name != "origins"},
    ).model_dump_json()
    headers = {"etag": f'"{sha256(body.encode()).hexdigest()[:32]}"', "cache-control": "public, max-age=60"}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.get("/embed", include_in_schema=False)
async def embed(
    request: Request,
    municipalities: MunicipalitiesDependency,
    municipality: str,
    lang: Annotated[str, Query(pattern=f"^({'|'.join(LANGUAGES)})$")] = "de",
) -> HTMLResponse:
    """A page with nothing but the widget, for a frame on the municipality's website."""
    found = _found(municipalities, municipality)
    context = {
        "id": municipality,
        "municipality": found,
        "lang": lang if lang in found.languages else "de",
        "rtl": lang in RIGHT_TO_LEFT,
    }
    headers = {
        "content-security-policy": policies.embedded(found.origins),
        "cross-origin-resource-policy": "cross-origin",
    }
    return templates.TemplateResponse(request, "embed.html", context, headers=headers)
