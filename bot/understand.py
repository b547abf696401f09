"""What a citizen means: the question masked, made to stand alone, and told apart by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.bot import Bot, OverloadedError
from bot.elsewhere import names_another_town
from bot.followup import TURNS, stand_alone
from bot.privacy import Masked, MaskedTurn, searchable
from bot.routing import Route, by_rules
from indexes.embed import Question
from indexes.index import Index


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is worked with.

    Attributes:
        masked: the turn without personal details; None when the filter failed.
        question: what is searched for and answered, standing alone; where the filter failed that is the citizen's own
            text, which stays in memory.
        route: what kind of question it is.
        elsewhere: whether it is about another town.
        vectors: what the embedder makes of the question, where that is known.
    """

    masked: MaskedTurn | None
    question: str
    route: Route
    elsewhere: bool
    vectors: Question | None = None

    @property
    def for_model(self) -> Masked | None:
        """The question as a model gets it: with its placeholders, unless it was put together from several turns."""
        if self.masked is None:
            return None
        said = self.masked.for_model
        return said if searchable(said) == self.question else Masked(self.question)

    def may_leave(self, index: Index) -> bool:
        """Whether the question may be searched for: nothing unmasked leaves the machine."""
        return self.masked is not None or not index.embedder.remote


async def understand(bot: Bot, index: Index, text: str, history: Sequence[str] = ()) -> Understood:
    """Mask, rewrite, route. Whatever fails on the way, a crisis that a rule can tell is told."""
    before, town = admitted(history), bot.settings.municipality
    masked = await bot.masked(index, text, before)
    if masked is None:
        return Understood(None, text, bot.router.alone(text), names_another_town(text, town))
    question = stand_alone(searchable(masked.for_model), [searchable(turn) for turn in masked.history_for_model])
    certain = by_rules(text) or (by_rules(question) if question != text else None)
    route, vectors = (certain, None) if certain else await _judged(bot, question)
    return Understood(masked, question, route, names_another_town(question, town), vectors)


async def _judged(bot: Bot, question: str) -> tuple[Route, Question | None]:
    """The route, and the vectors that it was judged by: the search needs the same."""

    def judged() -> tuple[Route, Question | None]:
        vectors = bot.router.vectors(question)
        return bot.router.judged(question, vectors.passages if vectors else None), vectors

    try:
        return await bot.work(judged)
    except OverloadedError:  # the queue filled up since the question was admitted
        return bot.router.judged(question, None), None


def admitted(history: Sequence[str]) -> tuple[str, ...]:
    """The earlier turns that count: the last ones, without those that were blocked.

    The client sends them and is trusted in nothing: each is looked at again.
    """
    return tuple(turn for turn in history[-TURNS:] if not _is_blocked(turn))


def _is_blocked(turn: str) -> bool:
    routed = by_rules(turn)
    return routed is not None and routed.kind in ("injection", "abuse")
