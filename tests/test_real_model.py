"""A real model on a real server: transport, streaming, errors, the gate. Never what it is worth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import aclosing
from pathlib import Path
from time import monotonic

import pytest

from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import DoneEvent, Event, SentenceEvent
from bot.failures import Failure, ModelError
from bot.model import Model, open_model
from bot.privacy import public
from bot.settings import Settings
from corpus import blocks
from tests import llm

FEE = "Was kostet ein Personalausweis?"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    with llm.running(tmp_path_factory.mktemp("llm") / "log.txt") as address:
        yield address


@pytest.fixture(scope="module")
def bot(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Bot]:
    data = tmp_path_factory.mktemp("data")
    opened = open_bot(Settings.load(versions=small_versions, data=data, scope="99001000"))
    yield opened
    opened.close()


def model(url: str, mode: str = "write") -> Model:
    """The model with short answers and much patience: what is tested is not how fast this machine is."""
    opened = open_model(
        Settings.load(
            model="openai:smollm2",
            model_url=url,
            model_mode=mode,
            model_tokens=1_000,
            model_answer_tokens=100,
            model_first_seconds=120,
            model_seconds=120,
        )
    )
    assert opened
    return opened


async def said(asked: Model, text: str) -> list[str]:
    async with aclosing(asked.words(public("Answer shortly."), public(text), asked.patience())) as pieces:
        return [piece async for piece in pieces]


async def test_its_words_come_one_by_one(url: str) -> None:
    pieces: list[str] = []
    asked = model(url)
    asked.chat.extra_body = {"max_tokens": 40, "ignore_eos": True}  # it would stop after a few
    with pytest.raises(ModelError) as raised:
        async with aclosing(asked.words(public("You count."), public("Count to 1000."), asked.patience())) as words:
            async for piece in words:
                pieces.append(piece)
    assert raised.value.reason == Failure.OVERLONG
    assert len(pieces) > 20
    assert all(pieces)


async def test_a_prompt_that_is_too_long_for_it_is_refused(url: str) -> None:
    with pytest.raises(ModelError) as raised:
        await said(model(url), "word " * 5_000)
    assert raised.value.reason == Failure.REFUSED


async def test_leaving_frees_it_for_the_next(url: str) -> None:
    asked = model(url)
    async with aclosing(asked.words(public("You count."), public("Count to 1000."), asked.patience())) as words:
        await anext(words)
    began = monotonic()
    with pytest.raises(ModelError):
        await said(asked, "word " * 5_000)
    assert monotonic() - began < 60
    assert asked._running == 0  # pyright: ignore[reportPrivateUsage]  # a leak shows nowhere else


@pytest.mark.parametrize("mode", ["select", "write"])
async def test_whatever_it_says_every_sentence_has_its_source(bot: Bot, url: str, mode: str) -> None:
    bot.model = model(url, mode)
    try:
        told: list[Event] = [event async for event in answer(bot, Question(FEE))]
    finally:
        bot.model = None
    done = told[-1]
    assert isinstance(done, DoneEvent)
    quotes = {source.n: source for source in done.answer.sources}
    assert done.answer.sentences == tuple(event.sentence for event in told if isinstance(event, SentenceEvent))
    assert "37,00 Euro" in done.answer.text or done.answer.model != "extractive"
    with bot.live.lease() as index:
        for sentence in done.answer.sentences:
            assert sentence.citations
            for source in (quotes[n] for n in sentence.citations):
                page = index.page(source.page_id)
                assert page
                assert any(source.quote in blocks.plain(section.text) for section in page.sections)
                assert not sentence.verbatim or sentence.text in source.quote


def test_it_is_asked_by_the_command_line(url: str, small_versions: Path, tmp_path: Path) -> None:
    """The whole program as an operator starts it."""
    environment = {
        "AUSKUNFT_MODEL": "openai:smollm2",
        "AUSKUNFT_MODEL_URL": url,
        "AUSKUNFT_MODEL_TOKENS": "1000",
        "AUSKUNFT_MODEL_ANSWER_TOKENS": "100",
    }
    options = ["--versions", str(small_versions), "--data", str(tmp_path), "--scope", "99001000", "--json", FEE]
    command = [sys.executable, "-m", "bot", "ask", *options]
    done = subprocess.run(command, cwd=llm.ROOT, env={**os.environ, **environment}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert (document["outcome"], bool(document["sources"])) == ("answered", True)
