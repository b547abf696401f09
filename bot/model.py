"""A language model behind an OpenAI-compatible server: its words as they come, or the reason why there are none."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot import logs, prompt, tokens
from bot.breaker import Breaker
from bot.failures import OF_THE_SERVER, Failure, ModelError
from bot.patience import Patience
from bot.privacy import Masked, public
from bot.prompt import Mode
from bot.settings import Settings
from bot.thoughts import spoken

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_openai import ChatOpenAI

EXTRACTIVE = "extractive"
"""What stands for no model."""

LONGEST = 8_000
"""Characters after which a model is no longer listened to: five times what it may say."""

_PROBE_SECONDS = 4.0


@dataclass(slots=True)
class Model:
    """One model, asked for one thing: to select sentences, or to write.

    It gets `Masked` text only, and each question is one request; nothing is tried again.
    """

    name: str
    mode: Mode
    chat: ChatOpenAI
    first_seconds: float
    whole_seconds: float
    room: int  # tokens of instructions, passages and question together
    parallel: int
    breaker: Breaker = field(default_factory=Breaker)
    _running: int = field(default=0, init=False)

    @property
    def label(self) -> str:
        """What answers, journal and runs call it."""
        return f"{self.name} ({self.mode})"

    def patience(self) -> Patience:
        """How long an answer that begins now is waited for."""
        return Patience(self.first_seconds, self.whole_seconds)

    async def words(self, instructions: Masked, data: Masked, patience: Patience) -> AsyncGenerator[str]:
        """What the model says, in pieces, without what it only thinks.

        Closing the generator ends the request.

        Raises:
            ModelError: it was not asked, failed, or said too much; what came before stands.
        """
        if self._running >= self.parallel:
            raise ModelError(Failure.BUSY)
        if not self.breaker.allows(time.monotonic()):
            raise ModelError(Failure.CIRCUIT_OPEN)
        self._running += 1
        try:
            async with aclosing(spoken(self._pieces(instructions, data, patience))) as pieces:
                async for piece in pieces:
                    yield piece
            self.breaker.succeeded()
        except ModelError as error:
            if error.reason in OF_THE_SERVER:
                self._failed()
            raise
        finally:
            self._running -= 1

    async def probe(self) -> bool:
        """Whether the server answers again, where it is left alone and it is time to look."""
        if not self.breaker.open:
            return True
        short = Patience(_PROBE_SECONDS, _PROBE_SECONDS)
        try:
            async with aclosing(self.words(public("Antworte mit: ja"), public("ja?"), short)) as pieces:
                async for _ in pieces:
                    break  # words are words
        except ModelError:
            return False
        self.breaker.succeeded()
        logs.event("model_back")
        return True

    async def follow(self) -> None:
        """Look every second whether a probe is due, until cancelled, so that no citizen has to be one."""
        while True:
            await asyncio.sleep(1)
            await self.probe()

    def _failed(self) -> None:
        self.breaker.failed()
        if self.breaker.open:
            logs.warning("model_left_alone", failures=self.breaker.failures)

    async def _pieces(self, instructions: Masked, data: Masked, patience: Patience) -> AsyncGenerator[str]:
        length, finished, came = 0, "", False
        async with aclosing(self._chunks(instructions, data, patience)) as chunks:
            async for chunk in chunks:
                came = True
                finished = finished or str(chunk.response_metadata.get("finish_reason") or "")
                piece = _text(chunk)
                length += len(piece)
                if length > LONGEST:
                    raise ModelError(Failure.OVERLONG)
                if piece:
                    yield piece
        if finished != "stop":
            raise ModelError(_ENDS.get(finished, Failure.BROKEN_OFF if came else Failure.MALFORMED))

    async def _chunks(self, instructions: Masked, data: Masked, patience: Patience) -> AsyncGenerator[AIMessageChunk]:
        stream = cast("AsyncGenerator[AIMessageChunk]", self.chat.astream([("system", instructions), ("human", data)]))
        async with aclosing(stream):
            while (chunk := await _next(stream, patience)) is not None:
                yield chunk


_ENDS = {"length": Failure.OVERLONG, "content_filter": Failure.REFUSED}
"""How a model's answer can end beside well."""


async def _next(stream: AsyncIterator[AIMessageChunk], patience: Patience) -> AIMessageChunk | None:
    """The next chunk, None at the end; the time limit holds for each wait, so it never strikes outside of one."""
    try:
        async with asyncio.timeout_at(patience.ends):
            return await anext(stream, None)
    except TimeoutError as error:
        raise ModelError(patience.reason) from error
    except ModelError:
        raise
    except Exception as error:
        reason = _reason(error)
        logs.failure("model_failed", error)
        raise ModelError(reason) from error


def _reason(error: Exception) -> Failure:
    import httpx2
    import openai

    if isinstance(error, openai.APIConnectionError | httpx2.ConnectError):
        return Failure.UNREACHABLE
    if isinstance(error, httpx2.TransportError):
        return Failure.BROKEN_OFF
    return Failure.REFUSED if isinstance(error, openai.APIError) else Failure.MALFORMED


def _text(chunk: AIMessageChunk) -> str:
    content = cast("object", chunk.content)
    return content if isinstance(content, str) else ""


def open_model(settings: Settings) -> Model | None:
    """The model that the settings name; None where answers are extractive.

    Its library is loaded here, since an installation without a model should not pay for it, and its tracing is
    switched off for good: no variable of the environment may send what citizens ask to a third party.
    """
    if settings.model == EXTRACTIVE:
        return None
    import langsmith
    from langchain_openai import ChatOpenAI

    langsmith.configure(enabled=False)
    tokens.count("")
    chat = cast("Any", ChatOpenAI)(
        model=settings.model.removeprefix("openai:"),
        base_url=settings.model_url,
        api_key=settings.model_key.get_secret_value() or "none",
        organization="",
        temperature=0,
        max_retries=0,
        timeout=settings.model_seconds,
        stream_chunk_timeout=0,
        http_socket_options=(),
        use_responses_api=False,
        extra_body={"max_tokens": settings.model_answer_tokens},  # the name that every server knows
    )
    return Model(
        name=settings.model,
        mode=settings.model_mode,
        chat=chat,
        first_seconds=settings.model_first_seconds,
        whole_seconds=settings.model_seconds,
        room=settings.model_tokens,
        parallel=settings.model_parallel,
    )


def prompt_hash(model: Model | None) -> str:
    """The hash of what the model is told; "" without one."""
    return prompt.digest() if model else ""
