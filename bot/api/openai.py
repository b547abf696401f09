"""POST /v1/chat/completions and GET /v1/models: the same answers for clients that speak OpenAI's protocol.

The last message is the question, earlier messages of the user are its history. System messages, tools and sampling
parameters are read and ignored: what the bot says does not depend on a client's instructions.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from time import time
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from bot import tokens
from bot.api.admission import admit
from bot.api.chat import readable, whole
from bot.api.leaving import Closing, while_there
from bot.api.state import BotDependency
from bot.api.stream import with_pings
from bot.chat import Question, answer
from bot.cite import with_mark
from bot.events import Answer, DoneEvent, Event, SentenceEvent, SourcesEvent
from bot.replies import PAGE_LANGUAGES

router = APIRouter(prefix="/v1", tags=["openai"])

NAME = "auskunft"
"""The only model there is; whatever a client names, it is this one."""

_EARLIER = 5_000  # characters of an earlier message, as in /api/v1/chat


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str = "text"
    text: str = ""


class Message(BaseModel):
    """A message of the conversation."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream should hold."""

    include_usage: bool | None = False


class CompletionRequest(BaseModel):
    """A question in OpenAI's form. `conversation_id` and `language` are ours, as in /api/v1/chat."""

    messages: list[Message] = Field(min_length=1, max_length=500)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    conversation_id: str = Field("", pattern="^([0-9a-f]{32})?$")
    language: str = Field("", pattern=f"^({'|'.join(PAGE_LANGUAGES)})?$")

    @property
    def question(self) -> str:
        """What is asked.

        Raises:
            HTTPException: the last message is not the user's, or cannot be read.
        """
        last = self.messages[-1]
        try:
            return readable(last.text if last.role == "user" else "")
        except ValueError:
            raise HTTPException(422) from None

    def earlier(self, most: int) -> tuple[str, ...]:
        """The user's messages before it, at most so many: a client sends all of a long conversation."""
        said = [message.text for message in self.messages[:-1] if message.role == "user"]
        return tuple(text[:_EARLIER] for text in said if text.strip())[-most:] if most else ()


@router.get("/models")
async def models() -> dict[str, Any]:
    """What can be asked."""
    return {"object": "list", "data": [{"id": NAME, "object": "model", "created": 0, "owned_by": NAME}]}


@router.post(
    "/chat/completions",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "or chunks"}},
)
async def complete(body: CompletionRequest, request: Request, bot: BotDependency, closing: Closing) -> Response:
    """Answer a question."""
    question = body.question
    admit(request, bot, question, conversation=body.conversation_id)
    history = body.earlier(bot.settings.history_limit)
    asked = Question(question, body.language, history, body.conversation_id)
    events = await closing.enter_async_context(aclosing(answer(bot, asked)))
    if not body.stream:
        return JSONResponse(await while_there(request, _completion(asked, events)))
    usage = bool(body.stream_options and body.stream_options.include_usage)
    chunks = await closing.enter_async_context(aclosing(_chunks(asked, events, usage=usage)))
    return EventSourceResponse(
        await closing.enter_async_context(aclosing(with_pings(chunks, bot.settings.ping_seconds)))
    )


async def _completion(asked: Question, events: AsyncIterator[Event]) -> dict[str, Any]:
    found = await whole(events)
    said = found.text + _choices(found)
    message = {"role": "assistant", "content": said, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = await _usage(asked, said)
    return {**_head(found.turn_id, "chat.completion"), "choices": [choice], "usage": usage, **_extension(found)}


async def _chunks(asked: Question, events: AsyncIterator[Event], *, usage: bool) -> AsyncGenerator[bytes]:
    """The events as chunks: each sentence one, the document in the last."""
    head, said, before, held = _head(uuid4().hex, "chat.completion.chunk"), "", None, False
    yield _chunk(head, {"role": "assistant", "content": ""})
    async for event in events:
        if isinstance(event, SourcesEvent):
            held = bool(event.contacts)  # whom to call comes first, and stands in the whole text
        elif isinstance(event, SentenceEvent) and not held:
            piece, before = with_mark(before, event.sentence), event.sentence
            said += piece
            yield _chunk(head, {"content": piece})
        elif isinstance(event, DoneEvent):
            rest = event.answer.text.removeprefix(said) + _choices(event.answer)
            yield _chunk(head, {"content": rest} if rest else {}, finish="stop", **_extension(event.answer))
            if usage:
                yield _data({**head, "choices": [], "usage": await _usage(asked, said + rest)})
            yield b"data: [DONE]\n\n"


def _choices(found: Answer) -> str:
    return "".join(f"\n- {choice.title}" for choice in found.choices)


def _head(identity: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{identity}", "object": kind, "created": int(time()), "model": NAME}


def _extension(found: Answer) -> dict[str, Any]:
    """The answer as in /api/v1/chat: outcome, sentences, sources, office, whether a model wrote it."""
    return {NAME: found.model_dump(mode="json")}


async def _usage(asked: Question, said: str) -> dict[str, int]:
    """Tokens of what the client sent and got, whatever a model behind the bot has used."""
    sent = await asyncio.to_thread(tokens.count, "\n".join([*asked.history, asked.text]))
    got = await asyncio.to_thread(tokens.count, said)
    return {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}


def _chunk(head: dict[str, Any], delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    return _data({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more})


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
