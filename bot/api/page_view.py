"""What the page without JavaScript shows: the conversation so far, in the citizen's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, Field

from bot import replies
from bot.api.journal import COMMENT
from bot.bot import Bot
from bot.events import Answer, Sentence
from bot.journal.turns import REASONS
from bot.municipality import Municipality
from bot.settings import ROOT
from bot.wording import NAMES, Wording

templates = Jinja2Templates(ROOT / "bot" / "templates")

PageLanguage = Literal["de", "de-simple", "en", "tr", "uk", "ru", "ar", "pl", "fr"]


class Talk(BaseModel):
    """What every form of the page carries on."""

    conversation_id: str = Field("", pattern="^([0-9a-f]{32})?$")
    history: tuple[str, ...] = ()
    lang: PageLanguage = "de"
    municipality: str = Field("", max_length=64)


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the last form."""

    question: str = ""
    answer: Answer | None = None
    error: str = ""
    said: tuple[str, ...] = ()
    status: int = 200
    retry_after: int = 0


def rendered(request: Request, bot: Bot, talk: Talk, shown: Shown) -> HTMLResponse:
    """The page."""
    say = Wording(talk.lang)
    town = _town(request, talk.municipality)
    context = {
        "say": say,
        "talk": talk,
        "shown": shown,
        "answer": shown.answer,
        "town": town,
        "names": {code: NAMES[code] for code in town.languages},
        "examples": town.examples.get(talk.lang) or town.examples.get("de", ()),
        "examples_language": talk.lang if talk.lang in town.examples else "de",
        "stored_days": bot.settings.journal_text_days if bot.recorder.journal else None,
        "limit": bot.settings.question_limit,
        "comment_limit": COMMENT,
        "reasons": [reason for reason in REASONS if reason],
        "note": _note(shown.answer, bot.settings.municipality),
        "ai_note": _ai_note(shown.answer, bot.settings.municipality),
        "word": replies.text("page", "answer", talk.lang, bot.settings.municipality),
        "language_of": _language_of,
    }
    headers = {"retry-after": str(shown.retry_after)} if shown.retry_after else None
    return templates.TemplateResponse(request, "chat.html", context, status_code=shown.status, headers=headers)


def _town(request: Request, name: str) -> Municipality:
    """The municipality that the page is of: the named one, else the first."""
    municipalities = cast("Mapping[str, Municipality]", request.app.state.municipalities)
    return municipalities.get(name) or next(iter(municipalities.values()))


def _note(answer: Answer | None, municipality: str) -> str:
    """What somebody should know whose language the quoted sources are not in."""
    if answer is None or all(source.language == answer.language for source in answer.sources):
        return ""
    return replies.text("note", "source_language", answer.language, municipality)


def _ai_note(answer: Answer | None, municipality: str) -> str:
    """That a model has worded the answer, where one has."""
    if answer is None or not answer.ai_generated:
        return ""
    return replies.text("note", "ai_generated", answer.language, municipality)


def _language_of(sentence: Sentence, answer: Answer) -> str:
    """The language of a sentence: that of the first source it cites, if it is quoted from it."""
    cited = (source.language for source in answer.sources if source.n in sentence.citations)
    return next(cited, answer.language) if sentence.verbatim else answer.language
