"""A question whose answer an editor has fixed: the sentences of the pages, verified as every quote is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.bot import Bot
from bot.cite import Cited, cite, merged, with_marks
from bot.draft import Draft
from bot.events import Outcome
from bot.extract import Quote, with_leads
from bot.nextsteps import actions_of, handover_of
from bot.routing import Route
from bot.verify import verified
from corpus.passage import INTRO
from corpus.pinned import Fixed, Pin
from indexes.index import Index

KINDS = frozenset({"information", "advice", "account_data", "out_of_scope"})
"""Routes that a fixed answer goes before; a crisis, an attack and small talk it never does."""


def pinned(bot: Bot, index: Index, route: Route, question: str | None, language: str, today: date) -> Draft | None:
    """The answer that is fixed for a question; None where there is none, or one of its sentences stands no more."""
    pin = index.pins.find(question, today) if question and route.kind in KINDS else None
    cited = _cited(index, pin, today) if pin else None
    if pin is None or cited is None:
        return None
    page = index.page(pin.sentences[0].page)
    assert page is not None
    town = bot.settings.municipality
    return Draft(
        Outcome.ANSWERED,
        with_marks(cited.sentences),
        cited,
        actions=actions_of(page, (), language, town),
        handover=handover_of(page, language, town),
        scores={"pinned": 1.0},
        model=f"pinned:{pin.name}",
    )


def _cited(index: Index, pin: Pin, today: date) -> Cited | None:
    """All its sentences with their sources; None unless every one of them may be quoted today."""
    parts: list[Cited] = []
    for page_id, run in groupby(pin.sentences, key=lambda one: one.page):
        page, quotes = index.page(page_id), _quotes(index, list(run))
        if page is None or not quotes or not page.valid_on(today):
            return None
        part = verified(cite(quotes, page, today), page)
        if len(part.sentences) != len(quotes):
            return None
        parts.append(part)
    return merged(parts)


def _quotes(index: Index, run: Sequence[Fixed]) -> list[Quote]:
    """The places of the sentences in their page, each behind what introduces it; [] unless all have one."""
    places = {
        passage.quote(number): Quote(passage, number)
        for passage in reversed(index.quotable(run[0].page))
        for number in range(len(passage.sentences) - 1, INTRO - 1, -1)
    }
    if any(one.text not in places for one in run):
        return []
    found = dict.fromkeys(quote for one in run for quote in with_leads(places[one.text]))
    return list(found)
