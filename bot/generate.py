"""The answer with a model: it selects sentences, or writes behind the gate; whatever it does, there is an answer.

The extractive answer is made first, always. It is what is given when the model is not there, too slow, or says what
cannot be used; if that happens in the middle, it follows what has been said already, for nothing is taken back.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from bot import logs, prompt, selection, tokens
from bot.bot import Bot, OverloadedError
from bot.cite import Cited, cite, merged, source_of, used, with_marks
from bot.draft import Draft
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
    """What a model is asked, of whom nothing is known: the question is masked."""

    question: Masked
    language: str
    today: date
    easy: bool = False


async def generate(bot: Bot, made: Draft, asked: Asked | None) -> AsyncGenerator[Draft]:
    """The answer as it grows: each draft begins with the sentences of the one before; the last is the answer.

    `made` is the extractive answer. Without a model, or where there is nothing that it may see, it is the only draft.
    """
    model = bot.model
    if model is None or asked is None or not made.material:
        yield made
    elif model.mode == "select":
        yield await _selected(bot, model, made, asked)
    else:
        async with aclosing(_written(bot, model, made, asked)) as drafts:
            async for draft in drafts:
                yield draft


# --- select ----------------------------------------------------------------------------------------------------------


async def _selected(bot: Bot, model: Model, made: Draft, asked: Asked) -> Draft:
    instructions = prompt.instructions("select")
    try:
        room = _room(model, instructions, asked)
        sheet = await bot.work(lambda: selection.sheet(prompt.fitting(made.material, selection.block, room)))
        answered = await _all(model, instructions, prompt.message(sheet.blocks, asked.question))
        return await bot.work(lambda: _quoted(model, made, answered, sheet.quotes, asked.today))
    except Exception as error:  # noqa: BLE001 - whatever it is, there is the extractive answer
        return replace(made, failure=_failure(error))


async def _all(model: Model, instructions: Masked, data: Masked) -> str:
    async with aclosing(model.words(instructions, data, model.patience())) as pieces:
        return "".join([piece async for piece in pieces])


def _quoted(model: Model, made: Draft, answered: str, quotes: tuple[Quote, ...], today: date) -> Draft:
    """The draft of the selected sentences, each part verified against its page."""
    chosen = selection.chosen(selection.numbers(answered), quotes)
    if not chosen:
        raise ModelError(Failure.NONE if "none" in answered.lower() else Failure.MALFORMED)
    pages = {one.page.id: one.page for one in made.material}
    runs = groupby(chosen, key=lambda quote: quote.passage.page_id)
    cited = merged(verified(cite(list(run), pages[page], today), pages[page]) for page, run in runs)
    return replace(made, cited=cited, text=with_marks(cited.sentences), model=model.label)


# --- write -----------------------------------------------------------------------------------------------------------


async def _written(bot: Bot, model: Model, made: Draft, asked: Asked) -> AsyncGenerator[Draft]:
    instructions = prompt.instructions("write", asked.language, easy=asked.easy)
    shown = await bot.work(lambda: prompt.fitting(made.material, _as_written, _room(model, instructions, asked)))
    growing = _Growing(made, model, Writing(shown, asked.language), _with_sources(made.cited, shown, asked.today))
    failure: Failure | None = None
    try:
        async with aclosing(_passed(bot, growing, instructions, asked.question)) as steps:
            async for _ in steps:
                yield growing.so_far()
        failure = growing.writing.failure()
    except Exception as error:  # noqa: BLE001 - whatever it is, there is the extractive answer
        failure = _failure(error)
    yield growing.at_the_end(failure)


async def _passed(bot: Bot, growing: _Growing, instructions: Masked, question: Masked) -> AsyncGenerator[None]:
    """One step for each sentence that may leave, until there are enough words."""
    writing, model = growing.writing, growing.model
    patience = model.patience()
    words = model.words(instructions, prompt.message(writing.blocks, question), patience)
    async with aclosing(said(words)) as sentences:
        async for sentence in sentences:
            if await bot.work(partial(writing.take, sentence)) is None:
                continue
            patience.spoken = True
            yield
            if sum(len(one.text.split()) for one in writing.said) >= selection.WORDS:
                return


@dataclass(frozen=True, slots=True)
class _Growing:
    """An answer while it is written. `rest` is the extractive one, with the numbers and sources of both."""

    made: Draft
    model: Model
    writing: Writing
    rest: Cited

    def so_far(self) -> Draft:
        """What may be said by now, with every source that it may yet cite."""
        return self._draft(Cited(tuple(self.writing.said), self.rest.sources))

    def at_the_end(self, failure: Failure | None) -> Draft:
        """The answer, with the sources that it cites; where the model failed, the extractive one, or that behind it."""
        dropped = self.writing.dropped
        if not self.writing.said:
            return replace(self.made, failure=failure, dropped=dropped)
        known = {sentence.text for sentence in self.writing.said}
        rest = [sentence for sentence in self.rest.sentences if failure and sentence.text not in known]
        cited = used(Cited((*self.writing.said, *rest), self.rest.sources))
        return replace(self._draft(cited), failure=failure)

    def _draft(self, cited: Cited) -> Draft:
        return replace(
            self.made,
            cited=cited,
            text=with_marks(cited.sentences),
            model=self.model.label,
            worded=True,
            dropped=self.writing.dropped,
        )


def _with_sources(extractive: Cited, shown: Sequence[Shown], today: date) -> Cited:
    """The extractive answer, its sources numbered behind those of the passages."""
    passages = [source_of(one.n, one.page, one.locator, one.passage.text, today) for one in shown]
    return merged([Cited((), tuple(passages)), extractive])


def _as_written(one: Shown) -> str:
    return block(one, Links())


# --- both ------------------------------------------------------------------------------------------------------------


def _room(model: Model, instructions: Masked, asked: Asked) -> int:
    """How many tokens are left for passages."""
    return model.room - tokens.count(instructions) - tokens.count(asked.question) - _FRAME


def _failure(error: Exception) -> Failure:
    """Why there is no answer of the model; what is no fault of its own is logged."""
    if isinstance(error, ModelError):
        return error.reason
    if isinstance(error, OverloadedError):
        return Failure.BUSY
    logs.failure("generating_failed", error)
    return Failure.FAULT
