"""/chat: the form page, for browsers without JavaScript and for everyone else until there is a widget."""

from __future__ import annotations

from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

from bot import replies
from bot.api.chat import Closing, check_limits, readable, whole
from bot.api.state import BotDependency
from bot.bot import Bot
from bot.chat import Question, answer
from bot.events import Answer
from bot.settings import ROOT

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(ROOT / "bot" / "templates")

EXAMPLES = ("Perso weg, was jetzt?", "Was kostet ein Reisepass für mein Kind?", "Ich bin umgezogen")


@router.get("/")
async def start() -> RedirectResponse:
    """The chat page is the start."""
    return RedirectResponse("/chat")


@router.get("/chat")
async def form(request: Request, bot: BotDependency) -> HTMLResponse:
    """The empty form."""
    return _page(request, bot)


@router.post("/chat")
async def ask(
    request: Request, bot: BotDependency, closing: Closing, question: Annotated[str, Form(max_length=5_000)] = ""
) -> HTMLResponse:
    """The form with the answer below it."""
    question = question.strip()
    try:
        check_limits(bot, readable(question))
    except ValueError:
        return _page(request, bot, question="", error="Bitte geben Sie eine Frage ein.")
    bot.admit()
    events = await closing.enter_async_context(aclosing(answer(bot, Question(question))))
    return _page(request, bot, question=question, answer=await whole(events))


def _page(
    request: Request, bot: Bot, question: str = "", answer: Answer | None = None, error: str = ""
) -> HTMLResponse:
    context = {
        "municipality": bot.settings.municipality,
        "limit": bot.settings.question_limit,
        "examples": EXAMPLES,
        "question": question,
        "answer": answer,
        "error": error,
        "right_to_left": replies.RIGHT_TO_LEFT,
    }
    return templates.TemplateResponse(request, "chat.html", context)
