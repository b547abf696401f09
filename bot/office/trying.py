"""A question as a citizen asks it, with everything that decided its answer: for QA, who wants to see why.

The answer is made by the very `bot.chat.answer` that citizens get theirs from, over the live version or the same with a
draft in it. What is shown beside it is looked at in the same steps. Nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from time import perf_counter

from bot.bot import Bot
from bot.chat import Question, answer
from bot.draft import Draft
from bot.events import Answer, DoneEvent
from bot.live import LiveIndex
from bot.office.preview import MATTERS
from bot.office.weighing import Seen, Signal, seen, signals
from bot.plain import plain
from bot.recorder import Opened, Record, Recorder
from bot.retrieve import Decision, decide
from bot.routing import by_rules
from bot.settings import Settings
from bot.understand import Understood, understand
from corpus.page import Page
from indexes.index import Index, Search
from indexes.patched import with_page


@dataclass(frozen=True, slots=True)
class Found:
    """What was searched and decided. `probability` is how sure the best page is, `foreignness` how far the question is
    from a town hall's business, `missing` the share of the matters near it that no page is about."""

    official: tuple[str, ...]
    matter: str
    missing: float
    foreignness: float
    verdict: str
    probability: float
    seen: tuple[Seen, ...]
    signals: tuple[Signal, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything about one question.

    Attributes:
        masked: the question as it would be kept; None when the filter failed, then nothing of it would be.
        asked: the question as it was searched for, standing alone.
        kind: what kind of question it is; `by_rule` where a rule was certain of it, `chances` what the model says
            otherwise, the likeliest first.
        elsewhere: whether it is about another town.
        found: None where the question may not be searched for.
        draft: the answer before its words were sent, with what the gate said of a model's sentences.
        version: the version that was asked.
        times: (what, milliseconds), in their order.
    """

    masked: str | None
    asked: str
    kind: str
    by_rule: bool
    chances: tuple[tuple[str, float], ...]
    elsewhere: bool
    found: Found | None
    answer: Answer
    draft: Draft
    version: str
    times: tuple[tuple[str, float], ...]


async def trial(bot: Bot, question: Question, drafted: Page | None = None) -> Trial:
    """Ask, and look at each step.

    Raises:
        ValueError: the draft's page is for another municipality than the server answers for.
        OverloadedError: too many answers are being made.
    """
    with bot.live.lease() as live:
        index = live if drafted is None else await bot.work(lambda: with_page(live, drafted, MATTERS))
        watched = _Watched(bot.settings)
        own = replace(bot, live=LiveIndex.holding(bot.settings, index), recorder=watched)
        asked = await understand(own, index, question.text, question.history)
        rule = by_rules(question.text) or by_rules(asked.question)
        chances = () if rule else await bot.work(lambda: _chances(bot, asked))
        found = await bot.work(lambda: _found(bot, index, asked)) if asked.may_leave(index) else None
        said = [event async for event in answer(own, question)][-1]
    assert isinstance(said, DoneEvent)
    record = watched.record
    assert record is not None
    return Trial(
        masked=asked.masked.question if asked.masked else None,
        asked=asked.question,
        kind=asked.route.kind,
        by_rule=rule is not None,
        chances=chances,
        elsewhere=asked.elsewhere,
        found=found,
        answer=said.answer,
        draft=record.close(),
        version=index.manifest.id,
        times=_times(record, found),
    )


def _chances(bot: Bot, asked: Understood) -> tuple[tuple[str, float], ...]:
    vector = asked.vectors.passages if asked.vectors else None
    chances = bot.router.model.chances(plain(asked.question), vector)
    return tuple(sorted(((str(kind), share) for kind, share in chances.items()), key=lambda item: -item[1]))


def _found(bot: Bot, index: Index, asked: Understood) -> Found:
    began = perf_counter()
    today = datetime.now(UTC).astimezone().date()
    search = index.search(asked.question, on=today, asked=asked.vectors)
    foreignness = bot.topics.foreignness(search.vector)
    decision = decide(search, foreignness, today)
    return _told(search, decision, foreignness, today, 1000 * (perf_counter() - began))


def _told(search: Search, decision: Decision, foreignness: float, today: date, ms: float) -> Found:
    return Found(
        search.official,
        search.matter,
        search.missing,
        foreignness,
        decision.verdict,
        decision.probability,
        seen(search, decision, foreignness, today),
        signals(search, decision, foreignness),
        ms,
    )


def _times(record: Record, found: Found | None) -> tuple[tuple[str, float], ...]:
    """What the journal would keep of the turn, and how long searching and deciding take by themselves."""
    taken = record.closed().timings
    return (
        ("Persönliche Angaben ersetzen und einordnen", taken["mask"]),
        ("Suchen, entscheiden, Sätze auswählen", taken["answer"]),
        *((("davon Suche und Entscheidung, für sich gemessen", found.ms),) if found else ()),
        ("Ganze Antwort", taken["whole"]),
    )


class _Watched(Recorder):
    """Keeps the record of the one turn in memory, and writes none."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, None, None)
        self.record: Record | None = None

    @contextmanager
    def turn(self, opened: Opened) -> Generator[Record]:
        """The record of the turn."""
        with super().turn(opened) as record:
            self.record = record
            yield record
