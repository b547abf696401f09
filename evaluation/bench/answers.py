"""Answers, in process and over HTTP, against embedding the question and asking the vector store once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from evaluation.bench.figures import Figure, interleaved, ratio
from evaluation.bench.pages import questions
from evaluation.bench.programs import Program, running
from evaluation.bench.town import Town
from indexes.embed import Embedder, Floats
from indexes.index import Index
from indexes.store import Store

BASE = "embedding the question + one bare Chroma query"


def measure(town: Town, model_folder: Path, number: int, log: Path) -> list[Figure]:
    """An answer's time by both ways, the search's, and the server's memory, on a server in use."""
    asked = questions(town.made, number)
    bot = open_bot(town.settings(model_folder))
    try:
        with serving(town, model_folder, log) as (program, ask), asyncio.Runner() as runner, bot.live.lease() as index:
            nearest, loop = bare(index), runner.get_loop()
            calls: dict[str, Callable[[str], object]] = {
                "base": lambda question: nearest(index.embedder.query(question)),
                "answer": lambda question: loop.run_until_complete(_answered(bot, question)),
                "http": ask,
            }
            interleaved(calls, questions(town.made, number, seed=1))  # a server in use knows its pages' words
            taken = interleaved(calls, asked)
            return [
                ratio("a whole answer in process", taken, "answer", "base", 1.5),
                ratio("a whole answer over HTTP", taken, "http", "base", 2.0),
                _search(index, asked),
                *_memory(program, 2 * number),
            ]
    finally:
        bot.close()


@contextmanager
def serving(town: Town, model_folder: Path, log: Path) -> Generator[tuple[Program, Callable[[str], dict[str, Any]]]]:
    """A server of the town in a process of its own, and a way to ask it over one connection that stays open."""
    paths = {"pages": town.pages, "versions": town.versions, "data": town.folder / "var", "model_folder": model_folder}
    settings = {name: str(path) for name, path in paths.items()}
    settings |= dict.fromkeys(("questions_a_minute", "network_questions_a_minute"), "0")  # a bench asks without pause
    with (
        running(["bot", "serve", "--port", "0"], log, **settings) as program,
        httpx.Client(base_url=program.wait_for(r"(http://[\w.:\[\]-]+)"), timeout=30) as client,
    ):

        def ask(question: str) -> dict[str, Any]:
            reply = client.post("/api/v1/chat", json={"question": question}, headers={"accept": "application/json"})
            return reply.raise_for_status().json()

        yield program, ask


def bare(index: Index) -> Callable[[Floats], object]:
    """The ten nearest of the index's only scope, asked of Chroma itself: what a quick start would do."""
    store = index.scopes[0].store
    assert isinstance(store, Store), "an index on disk has a store in Chroma"
    collection = store.collection
    return lambda vector: collection.query(query_embeddings=[vector], n_results=10)


async def _answered(bot: Bot, question: str) -> None:
    async for _ in answer(bot, Question(question)):
        pass


def _search(index: Index, asked: Sequence[str]) -> Figure:
    known = _Known(index.embedder, asked)
    nearest = bare(index)
    without = replace(index, embedder=known)
    calls: dict[str, Callable[[str], object]] = {
        "base": lambda question: nearest(known.query(question)),
        "search": without.search,
    }
    name = "a search without embedding / one bare Chroma query"
    return ratio(name, interleaved(calls, asked), "search", "base")


class _Known(Embedder):
    """Knows the vectors of some questions by heart; none has a synonym, so the search embeds them as they are."""

    def __init__(self, embedder: Embedder, asked: Sequence[str]) -> None:
        self._vectors = {question: embedder.query(question) for question in asked}

    def query(self, text: str) -> Floats:
        """The vector of a known question; of any other the first one's, it is all about time."""
        return self._vectors.get(text, next(iter(self._vectors.values())))

    def passages(self, texts: Sequence[str]) -> Floats:
        """Nothing searches with passages."""
        return np.stack([self.query(text) for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Nothing is cut."""
        return [len(text.split()) for text in texts]


def _memory(program: Program, number: int) -> list[Figure]:
    resident = program.resident()
    if resident is None:
        return []
    return [Figure("the server's resident memory", resident, "MB", 700, f"after {number} questions")]
