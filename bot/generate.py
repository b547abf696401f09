"""The answer with a model: it selects sentences, or writes behind the gate; whatever it does, there is an answer.

The extractive answer is made first, always. It is what is given when the model is not there, too slow, or says what
cannot be used; if that happens in the middle, it follows what has been said already, for nothing is taken back.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from bot import logs, prompt, selection, tokens
from bot.bot import Bot, OverloadedError
from bot.cite import Cited, cite, joined, merged, source_of, used, with_marks
from bot.draft import Draft
from bot.events import Outcome
from bot.extract import Quote
from bot.failures import Failure, ModelError
from bot.lines import said
from bot.links import Links
from bot.material import Shown
from bot.model import Model
from bot.privacy import Masked
from bot.verify import verified
from bot.writing import Writing, block

_FRAME = 30
"""Tokens of what stands around passages and question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked. `question` is None where masking failed: then no model is asked."""

    question: Masked | None
    language: str
    today: date


def writes(bot: Bot, made: Draft) -> bool:
    """Whether a model is there that may make this answer: one of information, with passages to make it from."""
    return bot.model is not None and made.outcome is Outcome.ANSWERED and bool(made.material)


async def generate(bot: Bot, made: Draft, asked: Asked) -> AsyncGenerator[Draft]:
    """The answer as it grows: each draft begins with the sentences of the one before; the last is the answer.

    `made` is the extractive answer. Without a model, or where there is nothing that it may see, it is the only draft.
    """
    if bot.model is None or asked.question is None or not writes(bot, made):
        yield made
        return
    ask = _Ask(bot, bot.model, made, asked.question, asked.language, asked.today)
    if ask.model.mode == "select":
        yield await _selected(ask)
    else:
        async with aclosing(_written(ask)) as drafts:
            async for draft in drafts:
                yield draft


@dataclass(frozen=True, slots=True)
class _Ask:
    """One question to the model, with everything that is needed for it."""

    bot: Bot
    model: Model
    made: Draft
    question: Masked
    language: str
    today: date

    async def shown(self, instructions: Masked, block: Callable[[Shown], str]) -> tuple[Shown, ...]:
        """The passages for which there is room beside the rest."""
        room = self.model.room - prompt.count(instructions) - tokens.count(self.question) - _FRAME
        return await self.bot.work(lambda: prompt.fitting(self.made.material, block, room))


# --- select ----------------------------------------------------------------------------------------------------------


async def _selected(ask: _Ask) -> Draft:
    instructions = prompt.instructions("select")
    try:
        sheet = selection.sheet(await ask.shown(instructions, selection.block))
        answered = await _all(ask.model, instructions, prompt.message(sheet.blocks, ask.question))
        return await ask.bot.work(lambda: _quoted(ask, answered, sheet.quotes))
    except Exception as error:  # noqa: BLE001 - whatever it is, there is the extractive answer
        return replace(ask.made, failure=_failure(error))


async def _all(model: Model, instructions: Masked, data: Masked) -> str:
    async with aclosing(model.words(instructions, data, model.patience())) as pieces:
        return "".join([piece async for piece in pieces])


def _quoted(ask: _Ask, answered: str, quotes: tuple[Quote, ...]) -> Draft:
    """The draft of the selected sentences, each part verified against its page."""
    chosen = selection.chosen(selection.numbers(answered), quotes)
    if not chosen:
        raise ModelError(Failure.NONE if "none" in answered.lower() else Failure.MALFORMED)
    pages = {one.page.id: one.page for one in ask.made.material}
    runs = groupby(chosen, key=lambda quote: quote.passage.page_id)
    cited = merged(verified(cite(list(run), pages[page], ask.today), pages[page]) for page, run in runs)
    return replace(ask.made, cited=cited, text=with_marks(cited.sentences), model=ask.model.label)


# --- write -----------------------------------------------------------------------------------------------------------


async def _written(ask: _Ask) -> AsyncGenerator[Draft]:
    instructions = prompt.instructions("write", ask.language)
    growing: _Growing | None = None
    try:
        growing = _growing(ask, await ask.shown(instructions, _as_written))
        async with aclosing(_passed(growing, instructions)) as steps:
            async for _ in steps:
                yield growing.so_far()
        failure = growing.writing.failure()
    except Exception as error:  # noqa: BLE001 - whatever it is, there is the extractive answer
        failure = _failure(error)
    yield growing.at_the_end(failure) if growing else replace(ask.made, failure=failure)


def _growing(ask: _Ask, shown: Sequence[Shown]) -> _Growing:
    """An answer of which nothing is written yet. Extractive sources are numbered behind those of the passages."""
    passages = [source_of(one.n, one.page, one.locator, one.passage.text, ask.today) for one in shown]
    return _Growing(ask, Writing(shown, ask.language), joined(Cited((), tuple(passages)), ask.made.cited))


async def _passed(growing: _Growing, instructions: Masked) -> AsyncGenerator[None]:
    """One step for each sentence that may leave, until there are enough words."""
    ask, writing = growing.ask, growing.writing
    patience = ask.model.patience()
    words = ask.model.words(instructions, prompt.message(writing.blocks, ask.question), patience)
    async with aclosing(said(words)) as sentences:
        async for sentence in sentences:
            if await ask.bot.work(partial(writing.take, sentence)) is None:
                continue
            patience.spoken = True
            yield
            if sum(len(one.text.split()) for one in writing.said) >= selection.WORDS:
                return


@dataclass(frozen=True, slots=True)
class _Growing:
    """An answer while it is written. `rest` is the extractive one, with the numbers and sources of both."""

    ask: _Ask
    writing: Writing
    rest: Cited

    def so_far(self) -> Draft:
        """What may be said by now, with every source that it may yet cite."""
        return self._draft(Cited(tuple(self.writing.said), self.rest.sources))

    def at_the_end(self, failure: Failure | None) -> Draft:
        """The answer, with the sources that it cites; where the model failed, the extractive one, or that behind it."""
        dropped, judged = self.writing.dropped, tuple(self.writing.judged)
        if not self.writing.said:
            return replace(self.ask.made, failure=failure, dropped=dropped, judged=judged)
        known = {sentence.text for sentence in self.writing.said}
        rest = [sentence for sentence in self.rest.sentences if failure and sentence.text not in known]
        cited = used(Cited((*self.writing.said, *rest), self.rest.sources))
        return replace(self._draft(cited), failure=failure)

    def _draft(self, cited: Cited) -> Draft:
        return replace(
            self.ask.made,
            cited=cited,
            text=with_marks(cited.sentences),
            model=self.ask.model.label,
            worded=True,
            dropped=self.writing.dropped,
            judged=tuple(self.writing.judged),
        )


def _as_written(one: Shown) -> str:
    return block(one, Links())


def _failure(error: Exception) -> Failure:
    """Why there is no answer of the model; what is no fault of its own is logged."""
    if isinstance(error, ModelError):
        return error.reason
    if isinstance(error, OverloadedError):
        return Failure.BUSY
    logs.failure("generating_failed", error)
    return Failure.FAULT
