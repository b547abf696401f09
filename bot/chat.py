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
from bot.inform import inform, reply
from bot.language import detect
from bot.privacy import MaskedTurn, searchable
from bot.recorder import Opened
from bot.routing import route
from indexes.index import Index

MODEL = "extractive"


@dataclass(frozen=True, slots=True)
class Question:
    """What a citizen asked, and before it in the same conversation.

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
        masked = await bot.masked(index, question.text, question.history)
        conversation = await bot.recorder.conversation(question.conversation)
        opened = Opened(uuid4().hex, conversation, index.manifest.id, MODEL, language, masked, began)
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
            await record.opened(made)
            yield SourcesEvent(sources=made.cited.sources)
            for sentence in made.cited.sentences:
                yield SentenceEvent(sentence=sentence)
            record.close()
            yield DoneEvent(answer=_whole(opened, made))


def _readable(masked: MaskedTurn | None, question: Question) -> str:
    """What is searched for. Where masking failed that is the citizen's own text, which stays in memory."""
    return question.text if masked is None else searchable(masked.for_model)


async def _informed(bot: Bot, index: Index, question: str, language: str) -> Draft:
    """The draft for a question of information; a fault in our own code is an outcome, not a broken connection."""
    today = datetime.now(UTC).astimezone().date()
    try:
        return await bot.work(lambda: inform(bot, index, question, language, today))
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
        handover=made.handover,
        index_version=opened.index_version,
        model=opened.model,
    )


def _status(bot: Bot, stage: Stage, language: str) -> StatusEvent:
    return StatusEvent(stage=stage, text=replies.text("status", stage, language, bot.settings.municipality))
