"""/chat: the conversation as plain forms, for browsers without JavaScript and for whoever prefers it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field, field_validator

from bot import replies
from bot.api.admission import admit
from bot.api.chat import readable, whole
from bot.api.journal import COMMENT, HEX, ErasureReceipt, FeedbackRequest, given, receipt_of
from bot.api.leaving import Closing, while_there
from bot.api.page_view import Shown, Talk, rendered
from bot.api.state import BotDependency
from bot.bot import Bot
from bot.chat import Question, answer
from bot.events import Outcome
from bot.journal import Reason
from bot.rates import TooManyError
from bot.wording import Wording

router = APIRouter(include_in_schema=False)

_FORGOTTEN = frozenset({Outcome.BLOCKED, Outcome.CRISIS})
"""Outcomes whose questions the page does not carry on."""


class Asked(Talk):
    """The question form."""

    question: str = ""


class Rating(Talk):
    """The feedback form."""

    turn_id: str = Field(pattern=HEX)
    helpful: bool
    reason: Reason = ""
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
async def form(request: Request, bot: BotDependency, talk: Annotated[Talk, Query()]) -> HTMLResponse:
    """The empty form."""
    return rendered(request, bot, talk, Shown())


@router.post("/chat/language")
async def speak(request: Request, bot: BotDependency, talk: Annotated[Talk, Form()]) -> HTMLResponse:
    """The form in another language; the conversation goes on."""
    return rendered(request, bot, talk, Shown())


@router.post("/chat")
async def ask(request: Request, bot: BotDependency, closing: Closing, asked: Annotated[Asked, Form()]) -> HTMLResponse:
    """The form with the answer below it. `history` are the questions before, which the page itself carries on."""
    question = asked.question.strip().replace("\r\n", "\n")  # browsers send two characters for what counts as one
    if fault := _fault(question, bot.settings.question_limit, Wording(asked.lang)):
        shown = Shown(question=question[: bot.settings.question_limit], error=fault, status=422)
        return rendered(request, bot, asked, shown)
    try:
        admit(request, bot, question, conversation=asked.conversation_id)
    except TooManyError as error:
        wait = replies.text("page", "patience", asked.lang, bot.settings.municipality)
        shown = Shown(question=question, error=wait, status=429, retry_after=error.seconds)
        return rendered(request, bot, asked, shown)
    before = _before(asked.history, bot)
    put = Question(question, asked.lang, before, asked.conversation_id)
    events = await closing.enter_async_context(aclosing(answer(bot, put)))
    found = await while_there(request, whole(events))
    turns = before if found.outcome in _FORGOTTEN else _before((*before, question), bot)
    now = asked.model_copy(update={"conversation_id": found.conversation_id, "history": turns})
    return rendered(request, bot, now, Shown(question=question, answer=found))


@router.post("/chat/feedback")
async def rate(request: Request, bot: BotDependency, rating: Annotated[Rating, Form()]) -> HTMLResponse:
    """Keep what the citizen thinks of the answer."""
    fields = rating.model_dump(include=set(FeedbackRequest.model_fields))
    kept = await given(bot, FeedbackRequest.model_validate(fields))
    say = Wording(rating.lang)
    return rendered(request, bot, rating, Shown(said=(say("feedback_thanks" if kept else "feedback_gone"),)))


@router.post("/chat/erase")
async def erase(request: Request, bot: BotDependency, talk: Annotated[Talk, Form()]) -> HTMLResponse:
    """Erase the conversation and show the receipt."""
    receipt = receipt_of(await bot.recorder.erase(talk.conversation_id))
    left = talk.model_copy(update={"conversation_id": "", "history": ()})
    return rendered(request, bot, left, Shown(said=_proof(receipt, Wording(talk.lang))))


def _proof(receipt: ErasureReceipt, say: Wording) -> tuple[str, ...]:
    return (
        say("deleted"),
        f"{say('receipt')} {receipt.number}",
        f"{say('receipt_at')}: {say.moment(receipt.at)}",
        f"{say('receipt_rows')}: {receipt.rows}",
        f"{say('receipt_hash')}: {receipt.hash}",
    )


def _before(history: Sequence[str], bot: Bot) -> tuple[str, ...]:
    """The latest questions that the page carries on, as long as questions may be."""
    limit = bot.settings.history_limit
    turns = [turn[: bot.settings.question_limit] for turn in history if turn.strip() and "\x00" not in turn]
    return tuple(turns[len(turns) - limit if len(turns) > limit else 0 :])


def _fault(question: str, limit: int, say: Wording) -> str:
    """What is wrong with a question, for the citizen; nothing if it can be answered."""
    if len(question) > limit:
        return say("too_long", n=limit)
    try:
        readable(question)
    except ValueError:
        return say("empty")
    return ""
