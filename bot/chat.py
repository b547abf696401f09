"""The whole way of a question. Read this first.

`answer` is the only way an answer is made: the HTTP API, `python -m bot ask` and the evaluation call it, so what is
measured is what is served.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from bot import replies
from bot.bot import Bot, OverloadedError
from bot.cite import NOTHING, Cited, cite, with_marks
from bot.events import (
    Action,
    Answer,
    Choice,
    DoneEvent,
    Event,
    Handover,
    Outcome,
    SentenceEvent,
    SourcesEvent,
    Stage,
    StatusEvent,
)
from bot.extract import extract
from bot.language import detect
from bot.nextsteps import actions_of, choices_of, handover_of
from bot.retrieve import decide
from bot.routing import route
from bot.verify import verified
from corpus.page import Page
from indexes.index import Hit, Index

log = logging.getLogger(__name__)

MODEL = "extractive"


@dataclass(frozen=True, slots=True)
class Question:
    """What a citizen asked. `language` is the page's, for questions that do not show their own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its words are sent: what came of the question, and what goes with it."""

    outcome: Outcome
    text: str = ""
    cited: Cited = NOTHING
    actions: tuple[Action, ...] = ()
    choices: tuple[Choice, ...] = ()
    handover: Handover | None = None


async def answer(bot: Bot, question: Question) -> AsyncGenerator[Event]:
    """The events of one answer, `DoneEvent` last, whatever happens on the way."""
    language = detect(question.text, question.language or bot.settings.language)
    with bot.live.lease() as index:
        yield _status(bot, "reading", language)
        routed = route(question.text)
        if routed.kind == "greeting":
            draft = Draft(Outcome.GREETING, _reply(bot, routed.reply, language))
        else:
            yield _status(bot, "searching", language)
            draft = await _informed(bot, index, question.text, language)
        yield SourcesEvent(sources=draft.cited.sources)
        for sentence in draft.cited.sentences:
            yield SentenceEvent(sentence=sentence)
        yield DoneEvent(answer=_whole(draft, language, index))


async def _informed(bot: Bot, index: Index, question: str, language: str) -> Draft:
    """The draft for a question of information; a fault in our own code is an outcome, not a broken connection."""
    today = datetime.now(UTC).astimezone().date()
    try:
        return await bot.work(lambda: _draft(bot, index, question, language, today))
    except OverloadedError:  # the queue filled up since the question was admitted
        return Draft(Outcome.OVERLOADED, _reply(bot, Outcome.OVERLOADED, language))
    except Exception:  # whatever failed, the citizen gets a reply and the operator a traceback
        log.exception("answering failed")
        return Draft(Outcome.FAILED, _reply(bot, Outcome.FAILED, language))


def _draft(bot: Bot, index: Index, question: str, language: str, today: date) -> Draft:
    """Search, decide, quote, verify: pure work, run in the pool."""
    search = index.search(question, on=today)
    decision = decide(search, bot.topics.foreignness(search.vector), today)
    if decision.verdict == "clarify":
        choices = choices_of(decision.kept, question)
        return Draft(Outcome.CLARIFY, _reply(bot, Outcome.CLARIFY, language), choices=choices)
    for hit in decision.kept:
        page = hit.page
        quotes = extract(search, page, index.passages(page.id, search.vector), language)
        cited = verified(cite(quotes, page, today), page)
        if cited.sentences:
            return _answered(bot, cited, page, decision.kept, language)
    outcome = Outcome.OUT_OF_SCOPE if decision.verdict == "out_of_scope" else Outcome.NO_SOURCE
    return Draft(outcome, _reply(bot, outcome, language))


def _answered(bot: Bot, cited: Cited, page: Page, kept: tuple[Hit, ...], language: str) -> Draft:
    return Draft(
        Outcome.ANSWERED,
        with_marks(cited.sentences),
        cited,
        actions=actions_of(page, kept, language, bot.settings.municipality),
        handover=handover_of(page, language, bot.settings.municipality),
    )


def _whole(draft: Draft, language: str, index: Index) -> Answer:
    return Answer(
        turn_id=uuid4().hex,
        outcome=draft.outcome,
        language=language,
        ai_generated=False,
        text=draft.text,
        sentences=draft.cited.sentences,
        sources=draft.cited.sources,
        actions=draft.actions,
        choices=draft.choices,
        handover=draft.handover,
        index_version=index.manifest.id,
        model=MODEL,
    )


def _status(bot: Bot, stage: Stage, language: str) -> StatusEvent:
    return StatusEvent(stage=stage, text=replies.text("status", stage, language, bot.settings.municipality))


def _reply(bot: Bot, key: str, language: str) -> str:
    return replies.text("outcome", key, language, bot.settings.municipality)
