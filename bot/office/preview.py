"""What citizens would be answered with a draft: its passages, and the answers to its likely questions.

The answers are made by the very `bot.chat.answer` that citizens get theirs from, over the live version with this one
page in it. Nothing of them is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.api.chat import whole
from bot.bot import Bot
from bot.chat import Question, answer
from bot.events import Answer
from bot.live import LiveIndex
from bot.recorder import Recorder
from bot.settings import ROOT
from corpus.modules import module_of
from corpus.page import Page
from corpus.passage import Passage
from indexes.index import Index
from indexes.patched import with_page

MATTERS = ROOT / "corpus" / "matters.toml"
MOST = 6
"""Questions that are tried."""

_ASKED = {
    "Kosten": "Was kostet das: {title}?",
    "Unterlagen": "Welche Unterlagen brauche ich: {title}?",
    "Fristen": "Welche Frist gilt: {title}?",
    "Bearbeitungsdauer": "Wie lange dauert das: {title}?",
    "Verfahrensablauf": "Wie geht das: {title}?",
    "Voraussetzungen": "Welche Voraussetzungen gelten: {title}?",
    "Zuständige Stelle": "Wo muss ich hin: {title}?",
    "Gültigkeit": "Wie lange gilt das: {title}?",
    "Kurztext": "{title}",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A question, the answer with the draft and the one that citizens get now."""

    question: str
    after: Answer
    before: Answer

    @property
    def changed(self) -> bool:
        """Whether the draft changes what is said."""
        return said(self.after) != said(self.before)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft does: the passages it becomes, which of them are new, and what questions are answered with it."""

    passages: tuple[Passage, ...]
    fresh: frozenset[str]  # ids of passages that the live version does not have
    gone: int  # passages of the page that it will not have any more
    tried: tuple[Tried, ...]


async def preview(bot: Bot, page: Page, questions: tuple[str, ...]) -> Preview:
    """Try a draft.

    Raises:
        ValueError: the page is for another municipality than the server answers for.
        OverloadedError: too many answers are being made.
    """
    with bot.live.lease() as index:
        drafted = await bot.work(lambda: with_page(index, page, MATTERS))
        passages, before = _passages(drafted, page.id), _passages(index, page.id)
        own, live = _bot(bot, drafted), _bot(bot, index)
        tried = [Tried(asked, await _answer(own, asked), await _answer(live, asked)) for asked in questions[:MOST]]
    known = {passage.id for passage in before}
    fresh = frozenset(passage.id for passage in passages if passage.id not in known)
    left = {passage.id for passage in passages}
    return Preview(tuple(passages), fresh, sum(one.id not in left for one in before), tuple(tried))


def likely(page: Page) -> tuple[str, ...]:
    """What citizens are likely to ask of a page: its title, and what its sections answer."""
    modules = {module_of(section.heading) for section in page.sections if section.text.strip()}
    return tuple(asked.format(title=page.title) for module, asked in _ASKED.items() if module in modules)


def said(answer: Answer) -> tuple[str, str]:
    """What a citizen reads of an answer."""
    return answer.outcome, answer.text


def _passages(index: Index, page_id: str) -> list[Passage]:
    return [passage for part in index.scopes for passage in part.passages if passage.page_id == page_id]


def _bot(bot: Bot, index: Index) -> Bot:
    """A bot over another index that keeps nothing of what it is asked."""
    settings = bot.settings
    return replace(bot, live=LiveIndex.holding(settings, index), recorder=Recorder(settings, None, None))


async def _answer(bot: Bot, question: str) -> Answer:
    return await whole(answer(bot, Question(question)))
