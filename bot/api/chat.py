"""POST /api/v1/chat: a question in, its answer out, as events or as one JSON document."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.api.admission import admit
from bot.api.leaving import Closing, while_there
from bot.api.state import BotDependency
from bot.api.stream import wire
from bot.chat import Question, answer
from bot.events import Answer, DoneEvent, Event
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
    admit(request, bot, body.question, conversation=body.conversation_id, turns=len(body.history))
    before = tuple(turn.text for turn in body.history if turn.role == "user")  # not what the bot is said to have said
    asked = Question(body.question, body.language, before, body.conversation_id)
    events = await closing.enter_async_context(aclosing(answer(bot, asked)))
    if "application/json" in request.headers.get("accept", ""):
        document = await while_there(request, whole(events))
        return Response(document.model_dump_json(), media_type="application/json")
    return EventSourceResponse(
        await closing.enter_async_context(aclosing(wire(events, bot.settings.ping_seconds))),
        headers={"x-accel-buffering": "no"},  # nginx would hold the events back until there are many
    )


async def whole(events: AsyncIterator[Event]) -> Answer:
    """The answer that the events end with."""
    async for event in events:
        if isinstance(event, DoneEvent):
            return event.answer
    raise RuntimeError("an answer ended without `done`")
