"""What our code costs around a language model: CPU of an answer, the first event, the first sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Sequence
from contextlib import aclosing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, cast

from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import DoneEvent, SentenceEvent
from bot.lines import said
from bot.model import Model, open_model
from bot.privacy import Masked, public
from bot.settings import Settings
from evaluation.bench.figures import Figure
from evaluation.bench.pages import questions
from evaluation.bench.programs import running
from evaluation.bench.town import Town
from indexes.index import Index

_PACED = 5
"""How many answers at a real model's pace; each takes seconds."""


def measure(town: Town, model_folder: Path, number: int, folder: Path) -> list[Figure]:
    """The figures of both modes."""
    bot = open_bot(town.settings(model_folder))
    try:
        with (
            running(["evaluation.bench.instant"], folder / "instant.log") as program,
            asyncio.Runner() as runner,
            bot.live.lease() as index,
        ):
            url = program.wait_for(r"(http://[\w.:]+/v1)")
            asked = questions(town.made, number)
            return [
                figure for mode in ("select", "write") for figure in runner.run(_mode(bot, index, mode, url, asked))
            ]
    finally:
        bot.model = None
        bot.close()


async def _mode(bot: Bot, index: Index, mode: str, url: str, asked: Sequence[str]) -> list[Figure]:
    bot.model = _model("instant", mode, url)
    given = [question for question in asked if await _is_given(bot, question)]
    figures = [await _overhead(bot, index, mode, given), await _first_event(bot, mode, given)]
    bot.model = _model("paced", mode, url)
    return [*figures, await _first_sentence(bot, mode, given[:_PACED])]


def _model(name: str, mode: str, url: str) -> Model:
    opened = open_model(Settings.load(model=f"openai:{name}", model_url=url, model_mode=mode))
    if opened is None:
        raise RuntimeError("a model that was named was not opened")
    return opened


async def _is_given(bot: Bot, question: str) -> bool:
    """Whether the model answers this question; the first time also warms everything up."""
    async with aclosing(answer(bot, Question(question))) as events:
        async for event in events:
            if isinstance(event, DoneEvent):
                return bot.model is not None and event.answer.model == bot.model.label
    return False


async def _overhead(bot: Bot, index: Index, mode: str, asked: Sequence[str]) -> Figure:
    """CPU of an answer without the search and without the model's client; of all threads of this process."""
    whole, search, client = list[float](), list[float](), list[float]()
    for question in asked:
        with _listening() as sent:
            begin = process_time()
            await _is_given(bot, question)
            whole.append(process_time() - begin)
        begin = process_time()
        await asyncio.to_thread(partial(index.search, question))
        search.append(process_time() - begin)
        client.append(await _client_alone(bot, sent))
    ours = median(w - s - c for w, s, c in zip(whole, search, client, strict=True))
    detail = f"of {_ms(whole)}; search {_ms(search)}, langchain-openai alone {_ms(client)}, n = {len(asked)}"
    return Figure(f"CPU of our code around an instant model, {mode}", 1000 * ours, "ms", 20, detail)


@contextmanager
def _listening() -> Generator[list[Sequence[tuple[str, str]]]]:
    """What is sent to models meanwhile; it is sent all the same."""
    from langchain_openai import ChatOpenAI

    client, sent = cast("Any", ChatOpenAI), list[Sequence[tuple[str, str]]]()
    before = client.astream

    def astream(self: object, messages: Sequence[tuple[str, str]]) -> object:
        sent.append(messages)
        return before(self, messages)

    client.astream = astream
    try:
        yield sent
    finally:
        client.astream = before


async def _client_alone(bot: Bot, sent: Sequence[Sequence[tuple[str, str]]]) -> float:
    """CPU of the same requests and streams by LangChain's client, with nothing around it."""
    begin = process_time()
    for messages in sent:
        if bot.model:
            async for _ in bot.model.chat.astream(list(messages)):
                pass
    return process_time() - begin


async def _first_event(bot: Bot, mode: str, asked: Sequence[str]) -> Figure:
    taken = [await _seconds_until(bot, question, lambda _: True) for question in asked]
    return Figure(f"the first event, {mode}", 1000 * median(taken), "ms", 100, f"n = {len(asked)}")


async def _first_sentence(bot: Bot, mode: str, asked: Sequence[str]) -> Figure:
    """Our first sentence against the model's own, for the same passages; where it selects, its last number."""
    ours, own = list[float](), list[float]()
    for question in asked:
        ours.append(await _seconds_until(bot, question, lambda event: isinstance(event, SentenceEvent)))
        own.append(await _own(bot, mode))
    detail = f"p50 {median(ours):.2f} s / {median(own):.2f} s, n = {len(asked)}"
    return Figure(f"the first sentence / the model's own, {mode}", median(ours) / median(own), "x", 1.2, detail)


async def _own(bot: Bot, mode: str) -> float:
    begin = perf_counter()
    if bot.model:
        words = bot.model.words(public("x"), _data(mode), bot.model.patience())
        async with aclosing(said(words)) as sentences:
            async for _ in sentences:
                break
    return perf_counter() - begin


async def _seconds_until(bot: Bot, question: str, holds: Callable[[object], bool]) -> float:
    begin = perf_counter()
    async with aclosing(answer(bot, Question(question))) as events:
        async for event in events:
            if holds(event):
                break
    return perf_counter() - begin


def _data(mode: str) -> Masked:
    """A user message to which the instant model says as much as to a real one."""
    text = "Der Ausweis kostet 37,00 Euro, wenn Sie 24 Jahre oder älter sind."
    if mode == "write":
        return public("\n".join(f"[{n}] Personalausweis – Kosten\n{text}" for n in range(1, 4)))
    return public("\n".join(f"{n}: {text}" for n in range(1, 7)))


def _ms(taken: Sequence[float]) -> str:
    return f"{1000 * median(taken):.1f} ms"
