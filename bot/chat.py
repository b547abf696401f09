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
from bot.generate import Asked, generate, writes
from bot.handled import handled
from bot.inform import inform, reply
from bot.language import detect
from bot.pinned import pinned
from bot.recorder import Opened, Record
from bot.understand import Understood, understand
from indexes.index import Index

SEARCHED = frozenset({"information", "advice", "account_data", "crisis"})
"""Kinds of question for which pages are searched."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a citizen asked, and before it in the same conversation (oldest first, without what the bot said).

    `language` is the page's, for questions that do not show their own; `conversation` the id that an earlier answer
    gave. All of it comes from the client and is trusted in nothing.
    """

    text: str
    language: str = ""
    history: tuple[str, ...] = ()
    conversation: str = ""


async def answer(bot: Bot, question: Question) -> AsyncGenerator[Event]:
    """The events of one answer, `DoneEvent` last, whatever happens on the way."""
    began = perf_counter()
    language = detect(question.text, question.language or bot.settings.language)
    with bot.live.lease() as index:
        yield _status(bot, "reading", language)
        asked = await understand(bot, index, question.text, question.history)
        conversation = await bot.recorder.conversation(question.conversation)
        versions = (index.manifest.id, bot.model_label, bot.prompt_hash)
        opened = Opened(uuid4().hex, conversation, *versions, language, asked.masked, began)
        with bot.recorder.turn(opened) as record:
            if asked.route.kind in SEARCHED:
                yield _status(bot, "searching", language)
            today = datetime.now(UTC).astimezone().date()
            made = await _drafted(bot, index, asked, language, today)
            if writes(bot, made):
                yield _status(bot, "answering", language)
            drafts = generate(bot, made, Asked(asked.for_model, language, today))
            async with aclosing(_told(record, drafts)) as events:
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
                yield SourcesEvent(sources=made.cited.sources, contacts=made.contacts)
            for sentence in made.cited.sentences[told:]:
                yield SentenceEvent(sentence=resolved(sentence, record.opening.masked))
            told = len(made.cited.sentences)


async def _drafted(bot: Bot, index: Index, asked: Understood, language: str, today: date) -> Draft:
    """The draft for a question; a fault in our own code is an outcome, not a broken connection."""
    may_leave = asked.may_leave(index)
    sought = asked.question if may_leave and not asked.elsewhere else None
    try:
        if made := pinned(bot, index, asked.route, sought, language, today):
            return made
        if asked.route.kind != "information":
            return await handled(bot, index, asked.route, sought, language, today)
        if not may_leave:
            return Draft(Outcome.UNAVAILABLE, reply(bot, Outcome.UNAVAILABLE, language))
        if sought is None:
            return Draft(Outcome.NO_SOURCE, reply(bot, "elsewhere", language))
        return await bot.work(lambda: inform(bot, index, sought, language, today, asked.vectors))
    except OverloadedError:  # the queue filled up since the question was admitted
        return Draft(Outcome.OVERLOADED, reply(bot, Outcome.OVERLOADED, language))
    except Exception:  # noqa: BLE001 - whatever failed, the citizen gets a reply and the operator a traceback
        logs.failure("answering_failed")
        return Draft(Outcome.FAILED, reply(bot, Outcome.FAILED, language))


def _status(bot: Bot, stage: Stage, language: str) -> StatusEvent:
    return StatusEvent(stage=stage, text=replies.text("status", stage, language, bot.settings.municipality))
