"""The whole way of a question. Read this first.

`answer` is the only way an answer is made: the HTTP API, `python -m bot ask` and the evaluation call it, so what is
measured is what is served.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from uuid import uuid4

from bot import logs, replies
from bot.bot import Bot, OverloadedError
from bot.draft import Draft
from bot.events import Answer, DoneEvent, Event, Outcome, SentenceEvent, SourcesEvent, Stage, StatusEvent
from bot.handled import handled
from bot.inform import inform, reply
from bot.language import detect
from bot.recorder import Opened
from bot.understand import Understood, understand
from indexes.index import Index

MODEL = "extractive"

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
        opened = Opened(uuid4().hex, conversation, index.manifest.id, MODEL, language, asked.masked, began)
        with bot.recorder.turn(opened) as record:
            if asked.route.kind in SEARCHED:
                yield _status(bot, "searching", language)
            made = await _drafted(bot, index, asked, language)
            await record.opened(made)
            yield SourcesEvent(sources=made.cited.sources, contacts=made.contacts)
            for sentence in made.cited.sentences:
                yield SentenceEvent(sentence=sentence)
            record.close()
            yield DoneEvent(answer=_whole(opened, made))


async def _drafted(bot: Bot, index: Index, asked: Understood, language: str) -> Draft:
    """The draft for a question; a fault in our own code is an outcome, not a broken connection."""
    today = datetime.now(UTC).astimezone().date()
    may_leave = asked.may_leave(index)
    try:
        if asked.route.kind != "information":
            return await handled(bot, index, asked.route, asked.question if may_leave else None, language, today)
        if not may_leave:
            return Draft(Outcome.UNAVAILABLE, reply(bot, Outcome.UNAVAILABLE, language))
        return await bot.work(lambda: inform(bot, index, asked.question, language, today))
    except OverloadedError:  # the queue filled up since the question was admitted
        return Draft(Outcome.OVERLOADED, reply(bot, Outcome.OVERLOADED, language))
    except Exception:  # noqa: BLE001 - whatever failed, the citizen gets a reply and the operator a traceback
        logs.failure("answering_failed")
        return Draft(Outcome.FAILED, reply(bot, Outcome.FAILED, language))


def _whole(opened: Opened, made: Draft) -> Answer:
    return Answer(
        turn_id=opened.turn,
        conversation_id=opened.conversation,
        outcome=made.outcome,
        language=opened.language,
        ai_generated=False,
        text=made.text,
        sentences=made.cited.sentences,
        sources=made.cited.sources,
        actions=made.actions,
        choices=made.choices,
        contacts=made.contacts,
        handover=made.handover,
        note=made.note,
        index_version=opened.index_version,
        model=opened.model,
    )


def _status(bot: Bot, stage: Stage, language: str) -> StatusEvent:
    return StatusEvent(stage=stage, text=replies.text("status", stage, language, bot.settings.municipality))
