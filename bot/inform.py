"""A question of information: search, decide, quote, verify. Pure work, run in the pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot import replies
from bot.beside import beside
from bot.bot import Bot
from bot.cite import Cited, cite, joined, length, with_marks
from bot.draft import Draft
from bot.events import Outcome
from bot.extract import extract
from bot.material import material
from bot.nextsteps import actions_of, choices_of, handover_of
from bot.retrieve import decide
from bot.verify import verified
from corpus.page import Page
from indexes.embed import Question
from indexes.index import Hit, Index

ROOM = 200
"""Most words of an answer, with what further pages say."""


def inform(bot: Bot, index: Index, question: str, language: str, today: date, asked: Question | None = None) -> Draft:
    """The draft of an answer. `question` is what may be searched for, `asked` its vectors if they are known."""
    search = index.search(question, on=today, asked=asked)
    decision = decide(search, bot.topics.foreignness(search.vector), today)
    scores = {"probability": round(decision.probability, 4), **(search.hits[0].parts if search.hits else {})}
    if decision.verdict == "clarify":
        choices = choices_of(decision.kept, question)
        return Draft(Outcome.CLARIFY, reply(bot, Outcome.CLARIFY, language), choices=choices, scores=scores)
    for hit in decision.kept:
        page = hit.page
        scored = index.passages(page.id, search.vector)
        quotes = extract(search, page, scored, replies.base(language))
        cited = verified(cite(quotes, page, today), page)
        if cited.sentences:
            room = ROOM - length(cited)
            cited = joined(cited, beside(index, search, hit, decision.kept, replies.base(language), today, room))
            made = _answered(bot, cited, page, decision.kept, language, scores)
            shown = material(index, search, page, scored, quotes, decision.kept) if bot.model else ()
            return replace(made, material=shown)
    outcome = Outcome.OUT_OF_SCOPE if decision.verdict == "out_of_scope" else Outcome.NO_SOURCE
    return Draft(outcome, reply(bot, outcome, language), scores=scores)


def _answered(
    bot: Bot, cited: Cited, page: Page, kept: tuple[Hit, ...], language: str, scores: Mapping[str, float]
) -> Draft:
    return Draft(
        Outcome.ANSWERED,
        with_marks(cited.sentences),
        cited,
        actions=actions_of(page, kept, language, bot.settings.municipality),
        handover=handover_of(page, language, bot.settings.municipality),
        scores=scores,
    )


def reply(bot: Bot, key: str, language: str) -> str:
    """The reply text of an outcome."""
    return replies.text("outcome", key, language, bot.settings.municipality)
