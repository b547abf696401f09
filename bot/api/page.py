"""/chat: the form page, for browsers without JavaScript and for everyone else until there is a widget."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, Field, field_validator

from bot import replies
from bot.api.admission import admit
from bot.api.chat import Closing, readable, whole
from bot.api.journal import COMMENT, HEX, FeedbackRequest, given, receipt_of
from bot.api.state import BotDependency
from bot.bot import Bot
from bot.chat import Question, answer
from bot.events import Answer, Outcome
from bot.rates import TooManyError
from bot.settings import ROOT

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(ROOT / "bot" / "templates")

_FORGOTTEN = frozenset({Outcome.BLOCKED, Outcome.CRISIS})
"""Outcomes whose questions the page does not carry on."""

EXAMPLES = ("Perso weg, was jetzt?", "Was kostet ein Reisepass für mein Kind?", "Ich bin umgezogen")

_PATIENCE = (
    "Sie haben in kurzer Zeit viele Fragen gestellt. Bitte warten Sie einen Augenblick und fragen Sie dann noch einmal."
)


class Rating(BaseModel):
    """The feedback form."""

    turn_id: str = Field(pattern=HEX)
    conversation_id: str = Field(pattern=HEX)
    helpful: bool
    comment: str = Field("", max_length=2 * COMMENT)

    @field_validator("comment")
    @classmethod
    def _as_typed(cls, value: str) -> str:
        return value.replace("\r\n", "\n")[:COMMENT]


@router.get("/")
async def start() -> RedirectResponse:
    """The town's demo page is the start."""
    return RedirectResponse("/demo/")


@router.get("/chat")
async def form(request: Request, bot: BotDependency) -> HTMLResponse:
    """The empty form."""
    return _page(request, bot)


@router.post("/chat")
async def ask(
    request: Request,
    bot: BotDependency,
    closing: Closing,
    question: Annotated[str, Form()] = "",
    conversation_id: Annotated[str, Form(pattern=f"{HEX}|^$")] = "",
    history: Annotated[tuple[str, ...], Form()] = (),
) -> HTMLResponse:
    """The form with the answer below it. `history` are the questions before, which the page itself carries on."""
    question = question.strip().replace("\r\n", "\n")  # browsers send two characters for what `maxlength` counts as one
    if fault := _fault(question, bot.settings.question_limit):
        return _page(request, bot, question=question[: bot.settings.question_limit], error=fault)
    try:
        admit(request, bot, question, conversation=conversation_id)
    except TooManyError as error:
        return _page(request, bot, question=question, error=_PATIENCE, refused=error)
    before = _before(history, bot)
    asked = Question(question, history=before, conversation=conversation_id)
    events = await closing.enter_async_context(aclosing(answer(bot, asked)))
    found = await whole(events)
    turns = before if found.outcome in _FORGOTTEN else (*before, question)
    return _page(request, bot, question=question, answer=found, history=_before(turns, bot))


@router.post("/chat/feedback")
async def rate(request: Request, bot: BotDependency, rating: Annotated[Rating, Form()]) -> HTMLResponse:
    """Keep what the citizen thinks of the answer."""
    kept = await given(bot, FeedbackRequest.model_validate(rating.model_dump()))
    said = "Danke für Ihre Rückmeldung." if kept else "Dieses Gespräch gibt es nicht mehr."
    return _page(request, bot, said=said, conversation_id=rating.conversation_id)


@router.post("/chat/erase")
async def erase(
    request: Request, bot: BotDependency, conversation_id: Annotated[str, Form(pattern=HEX)]
) -> HTMLResponse:
    """Erase the conversation and show the receipt."""
    receipt = receipt_of(await bot.recorder.erase(conversation_id))
    said = (
        f"Ihr Gespräch ist gelöscht ({receipt.rows} Einträge). Löschbeleg Nr. {receipt.number} vom "
        f"{receipt.at.astimezone():%d.%m.%Y, %H:%M} Uhr, Prüfsumme {receipt.hash}."
    )
    return _page(request, bot, said=said)


def _before(history: Sequence[str], bot: Bot) -> tuple[str, ...]:
    """The latest questions that the page carries on, as long as questions may be."""
    limit = bot.settings.history_limit
    turns = [turn[: bot.settings.question_limit] for turn in history if turn.strip() and "\x00" not in turn]
    return tuple(turns[len(turns) - limit if len(turns) > limit else 0 :])


def _fault(question: str, limit: int) -> str:
    """What is wrong with a question, for the citizen; nothing if it can be answered."""
    if len(question) > limit:
        return f"Ihre Frage ist zu lang. Bitte schreiben Sie höchstens {limit} Zeichen."
    try:
        readable(question)
    except ValueError:
        return "Bitte geben Sie eine Frage ein."
    return ""


def _page(
    request: Request,
    bot: Bot,
    question: str = "",
    answer: Answer | None = None,
    error: str = "",
    refused: TooManyError | None = None,
    said: str = "",
    conversation_id: str = "",
    history: tuple[str, ...] = (),
) -> HTMLResponse:
    context = {
        "history": history,
        "said": said,
        "conversation_id": answer.conversation_id if answer else conversation_id,
        "stored_days": bot.settings.journal_text_days if bot.recorder.journal else None,
        "comment_limit": COMMENT,
        "municipality": bot.settings.municipality,
        "limit": bot.settings.question_limit,
        "examples": EXAMPLES,
        "question": question,
        "answer": answer,
        "error": error,
        "right_to_left": replies.RIGHT_TO_LEFT,
        "note": _note(answer, bot.settings.municipality),
    }
    status = 429 if refused else 422 if error else 200
    headers = {"retry-after": str(refused.seconds)} if refused else None
    return templates.TemplateResponse(request, "chat.html", context, status_code=status, headers=headers)


def _note(answer: Answer | None, municipality: str) -> str:
    """What somebody should know whose language the quoted sources are not in."""
    if answer is None or all(source.language == answer.language for source in answer.sources):
        return ""
    return replies.text("note", "source_language", answer.language, municipality)
