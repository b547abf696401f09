"""POST /api/v1/chat: a question in, its answer out, as events or as one JSON document."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.exceptions import HTTPException

from bot.api.leaving import Closing, while_there, with_pings
from bot.api.state import BotDependency
from bot.bot import Bot
from bot.chat import Question, answer
from bot.cues import danger_in
from bot.events import Answer, DoneEvent, Event
from bot.plain import plain
from bot.replies import PAGE_LANGUAGES

router = APIRouter(prefix="/api/v1", tags=["chat"])


class Turn(BaseModel):
    """An earlier question or answer, as the client remembers it."""

    model_config = ConfigDict(extra="forbid")

    role: str = Field(pattern="^(user|assistant)$")
    text: str = Field(max_length=5_000)


class ChatRequest(BaseModel):
    """A question. The language is that of the page on which it is asked."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=5_000, examples=["Was kostet ein Personalausweis?"])
    language: str = Field("", pattern=f"^({'|'.join(PAGE_LANGUAGES)})?$")
    history: tuple[Turn, ...] = Field((), max_length=50)
    conversation_id: str = Field("", pattern="^([0-9a-f]{32})?$")

    @field_validator("question")
    @classmethod
    def _readable(cls, value: str) -> str:
        return readable(value)


def readable(question: str) -> str:
    """The question, if it can be read at all.

    Raises:
        ValueError: it is blank, or holds NUL or half of a surrogate pair.
    """
    if not question.strip() or "\x00" in question or any("\ud800" <= letter <= "\udfff" for letter in question):
        raise ValueError("blank or unreadable")
    return question


@router.post(
    "/chat",
    response_model=Answer,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "events or a document"}
    },
)
async def chat(body: ChatRequest, request: Request, bot: BotDependency, closing: Closing) -> Response:
    """Answer a question. `Accept: application/json` gives one document, everything else the events."""
    check_limits(bot, body.question, len(body.history))
    admit(bot, body.question)
    # what the bot is said to have said is not read
    before = tuple(turn.text for turn in body.history if turn.role == "user")
    asked = Question(body.question, body.language, before, body.conversation_id)
    events = await closing.enter_async_context(aclosing(answer(bot, asked)))
    if "application/json" in request.headers.get("accept", ""):
        document = await while_there(request, whole(events))
        return Response(document.model_dump_json(), media_type="application/json")
    return EventSourceResponse(await closing.enter_async_context(aclosing(with_pings(_wire(events)))))


def check_limits(bot: Bot, question: str, turns: int = 0) -> None:
    """Refuse what is longer than the settings allow, before anything is done with it."""
    if len(question) > bot.settings.question_limit or turns > bot.settings.history_limit:
        raise HTTPException(422)


def admit(bot: Bot, question: str) -> None:
    """Refuse a question while too many wait, but never one from somebody in danger.

    Raises:
        OverloadedError: the queue is full.
    """
    if danger_in(plain(question)) is None:
        bot.admit()


async def whole(events: AsyncIterator[Event]) -> Answer:
    """The answer that the events end with."""
    async for event in events:
        if isinstance(event, DoneEvent):
            return event.answer
    raise RuntimeError("an answer ended without `done`")


async def _wire(events: AsyncIterator[Event]) -> AsyncGenerator[bytes]:
    async for event in events:
        yield format_sse_event(event=event.event, data_str=event.model_dump_json(exclude={"event"}))
