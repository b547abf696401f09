"""The whole way of a question. Read this first.

`answer` is the only way an answer is made: the HTTP API, `python -m bot ask` and the evaluation call it, so what is
measured is what is served.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import perf_counter
from uuid import uuid4

from bot import logs, replies
from bot.bot import Bot, OverloadedError
from bot.document import document, resolved
from bot.draft import Draft
from bot.events import DoneEvent, Event, Outcome, SentenceEvent, SourcesEvent, Stage, StatusEvent
from bot.generate import Asked, generate
from bot.inform import inform, reply
from bot.language import detect
from bot.privacy import MaskedTurn, searchable
from bot.recorder import Opened, Record
from bot.routing import route
from indexes.index import Index


@dataclass(frozen=True, slots=True)
class Question:
    """What a citizen asked, and before it in the same conversation.

    `language` is the page's, for questions that do not show their own; `conversation` the id that an earlier answer
    gave; `easy` asks for Einfache Sprache, which only a model that writes can give. All of it comes from the client
    and is trusted in nothing.
    """

    text: str
    language: str = ""
    history: tuple[str, ...] = ()
    conversation: str = ""
    easy: bool = False


async def answer(bot: Bot, question: Question) -> AsyncGenerator[Event]:
    """The events of one answer, `DoneEvent` last, whatever happens on the way."""
    began = perf_counter()
    language = detect(question.text, question.language or bot.settings.language)
    with bot.live.lease() as index:
        yield _status(bot, "reading", language)
        masked = await bot.masked(index, question.text, question.history)
        conversation = await bot.recorder.conversation(question.conversation)
        versions = (index.manifest.id, bot.model_label, bot.prompt_hash)
        opened = Opened(uuid4().hex, conversation, *versions, language, masked, began)
        with bot.recorder.turn(opened) as record:
            readable = _readable(masked, question)
            routed = route(readable)
            if routed.kind == "greeting":
                made = Draft(Outcome.GREETING, reply(bot, routed.reply, language))
            elif masked is None and index.embedder.remote:  # nothing unmasked leaves the machine
                made = Draft(Outcome.UNAVAILABLE, reply(bot, Outcome.UNAVAILABLE, language))
            else:
                yield _status(bot, "searching", language)
                made = await _informed(bot, index, readable, language)
            asked = masked and Asked(masked.for_model, language, _today(), easy=question.easy)
            if bot.model and made.material and asked:
                yield _status(bot, "answering", language)
            async with aclosing(_told(record, generate(bot, made, asked))) as events:
                async for event in events:
                    yield event
            yield DoneEvent(answer=document(opened, record.close()))


async def _told(record: Record, drafts: AsyncGenerator[Draft]) -> AsyncGenerator[Event]:
    """Sources and sentences, as the answer grows; the journal's row is on disk before the first of them."""
    told: int | None = None
    async with aclosing(drafts):
        async for made in drafts:
            record.made = made
            if told is None:
                await record.opened()
                yield SourcesEvent(sources=made.cited.sources)
            for sentence in made.cited.sentences[told:]:
                yield SentenceEvent(sentence=resolved(sentence, record.opening.masked))
            told = len(made.cited.sentences)


def _readable(masked: MaskedTurn | None, question: Question) -> str:
    """What is searched for. Where masking failed that is the citizen's own text, which stays in memory."""
    return question.text if masked is None else searchable(masked.for_model)


async def _informed(bot: Bot, index: Index, question: str, language: str) -> Draft:
    """The draft for a question of information; a fault in our own code is an outcome, not a broken connection."""
    try:
        return await bot.work(lambda: inform(bot, index, question, language, _today()))
    except OverloadedError:  # the queue filled up since the question was admitted
        return Draft(Outcome.OVERLOADED, reply(bot, Outcome.OVERLOADED, language))
    except Exception:  # noqa: BLE001 - whatever failed, the citizen gets a reply and the operator a traceback
        logs.failure("answering_failed")
        return Draft(Outcome.FAILED, reply(bot, Outcome.FAILED, language))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _status(bot: Bot, stage: Stage, language: str) -> StatusEvent:
    return StatusEvent(stage=stage, text=replies.text("status", stage, language, bot.settings.municipality))
