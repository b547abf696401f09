"""An answer with a model, the whole way: real connections, a server that misbehaves, and what comes out."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlparse

import pytest

from bot import prompt
from bot.bot import Bot
from bot.breaker import FAILURES, PROBE_SECONDS
from bot.chat import Question, answer
from bot.events import AI_MEDIA, Answer, DoneEvent, Event, Outcome, SentenceEvent, SourcesEvent
from bot.failures import Failure
from bot.journal import Turn
from bot.model import Model, open_model
from bot.settings import Settings
from tests.modelling import EVENTS, Script, Stub, chunk, closed, saying, sending, stub
from tests.serving import Served, answered, events, serving, until

FEE = "Was kostet ein Personalausweis?"
HEAD = b"HTTP/1.1 200 OK\r\nconnection: close\r\n"


@pytest.fixture(scope="module")
def served(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server of five pages; each test gives it its model."""
    data = tmp_path_factory.mktemp("data")
    with serving(Settings.load(versions=small_versions, data=data, scope="99001000")) as running:
        yield running


@contextmanager
def modelled(bot: Bot, script: Script, mode: str = "write", **more: Any) -> Generator[Stub]:
    """The bot with a stub for its model."""
    with stub(script) as server:
        bot.model = open_model(Settings.load(model="openai:stub", model_url=server.url, model_mode=mode, **more))
        try:
            yield server
        finally:
            bot.model = None


def asking(bot: Bot, script: Script, mode: str = "write", question: str = FEE, **more: Any) -> Answer:
    with modelled(bot, script, mode, **more):
        return asyncio.run(answered(bot, question))


def failure_of(bot: Bot, found: Answer) -> str:
    """Why the model did not answer, or not alone, as the journal has it."""
    return kept(bot, found).failure


def kept(bot: Bot, found: Answer) -> Turn:
    """The answer's row, which is closed a moment after the answer has gone out."""
    journal = bot.recorder.journal
    assert journal

    def row() -> Turn:
        return next(turn for turn in journal.turns() if turn.turn_id == found.turn_id)

    until(lambda: row().state != "open")
    return row()


@pytest.fixture(scope="module")
def extractive(served: Served) -> Answer:
    return asyncio.run(answered(served.bot, FEE))


def place_of(data: str, words: str) -> str:
    """The number of the passage, in `write`, in which words stand."""
    at = data.index(words)
    return re.findall(r"^\[(\d+)\] ", data[:at], re.M)[-1]


def fee(data: str) -> str:
    """What a good model would write."""
    n = place_of(data, "37,00")
    return f"Der Personalausweis kostet ab 24 Jahren 37,00 Euro. [{n}]\nUnter 24 Jahren kostet er 22,80 Euro. [{n}]"


# --- what a good model does ------------------------------------------------------------------------------------------


def test_a_model_that_writes_is_quoted_with_its_sources_and_marked(bot: Bot, extractive: Answer) -> None:
    found = asking(bot, saying(fee))
    assert found.text.startswith("Der Personalausweis kostet ab 24 Jahren 37,00 Euro. [")
    assert [sentence.verbatim for sentence in found.sentences] == [False, False]
    assert (found.ai_generated, found.digital_source_type) == (True, AI_MEDIA)
    assert (found.model, found.outcome) == ("openai:stub (write)", Outcome.ANSWERED)
    assert (found.handover, found.actions) == (extractive.handover, extractive.actions)
    assert failure_of(bot, found) == ""


def test_only_sources_that_are_cited_stay_and_they_hold_the_sentence(bot: Bot) -> None:
    found = asking(bot, saying(fee))
    assert {source.n for source in found.sources} == {n for one in found.sentences for n in one.citations}
    assert all("37,00 Euro" in source.quote for source in found.sources)


def test_the_sources_come_before_the_first_word_and_have_what_is_cited(bot: Bot) -> None:
    with modelled(bot, saying(fee)):
        told = asyncio.run(_events(bot, FEE))
    kinds = [event.event for event in told]
    assert kinds.count("sources") == 1
    assert kinds.index("sources") < kinds.index("sentence")
    numbers = {source.n for event in told if isinstance(event, SourcesEvent) for source in event.sources}
    cited = {n for event in told if isinstance(event, SentenceEvent) for n in event.sentence.citations}
    assert cited <= numbers


async def _events(bot: Bot, question: str, **more: Any) -> list[Event]:
    return [event async for event in answer(bot, Question(question, **more))]


def test_a_model_that_selects_is_quoted_word_for_word(bot: Bot) -> None:
    def select(data: str) -> str:
        return ", ".join(re.findall(r"^(\d+): .*Euro", data, re.M)[::-1])

    found = asking(bot, saying(select), "select")
    assert [sentence.verbatim for sentence in found.sentences] == [True] * len(found.sentences)
    assert {"37,00 Euro", "22,80 Euro"} <= set(re.findall(r"[\d,]+ Euro", found.text))
    assert (found.ai_generated, found.digital_source_type, found.model) == (False, "", "openai:stub (select)")
    assert all(one.text in found.sources[one.citations[0] - 1].quote for one in found.sentences)


def test_the_first_sentence_leaves_while_the_model_still_writes(bot: Bot) -> None:
    async def slow(request: dict[str, Any]) -> AsyncGenerator[bytes | float]:
        yield EVENTS
        yield chunk(fee(request["messages"][-1]["content"]).split("\n")[0] + "\n")
        yield 30.0

    async def first() -> None:
        async with aclosing(answer(bot, Question(FEE))) as told:
            async for event in told:
                if isinstance(event, SentenceEvent):
                    return

    with modelled(bot, slow) as server:
        asyncio.run(asyncio.wait_for(first(), 10))
        closed(server)


def test_on_a_page_in_einfache_sprache_the_model_is_asked_for_it(bot: Bot) -> None:
    with modelled(bot, saying(fee)) as server:
        told = asyncio.run(_events(bot, FEE, language="de-simple"))
    assert "Einfacher Sprache" in server.requests[0]["messages"][0]["content"]
    assert isinstance(told[-1], DoneEvent)
    assert (told[-1].answer.language, told[-1].answer.ai_generated) == ("de-simple", True)


# --- what the model gets to see --------------------------------------------------------------------------------------


def test_the_model_gets_masked_text_and_no_address_and_one_request(bot: Bot) -> None:
    with modelled(bot, saying(fee)) as server:
        asyncio.run(answered(bot, "Ich heiße Xaver Geheimhuber, was kostet ein Personalausweis?"))
    [request] = server.requests
    data = request["messages"][-1]["content"]
    assert server.paths == ["/v1/chat/completions"]
    assert "Geheimhuber" not in str(request)
    assert "[PERSON_1]" in data
    assert not re.search(r"https?://|www\.|@", data)


def test_instructions_and_data_are_apart(bot: Bot) -> None:
    with modelled(bot, saying(fee)) as server:
        asyncio.run(answered(bot, FEE))
    system, user = server.requests[0]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "Euro" not in system["content"]
    assert FEE in user["content"]


def test_placeholders_are_resolved_in_what_the_citizen_sees_and_nowhere_else(bot: Bot) -> None:
    def named(data: str) -> str:
        return f"[PERSON_1], der Personalausweis kostet ab 24 Jahren 37,00 Euro. [{place_of(data, '37,00')}]"

    found = asking(bot, saying(named), question="Ich heiße Xaver Geheimhuber, was kostet ein Personalausweis?")
    row = kept(bot, found)
    assert found.text.startswith("Xaver Geheimhuber, der Personalausweis")
    assert "Geheimhuber" not in f"{row.question} {row.answer}"


# --- what does not pass ----------------------------------------------------------------------------------------------

BAD = {
    "no citation": "Für den Personalausweis zahlen Sie ab 24 Jahren 37,00 Euro.",
    "a number that does not exist": "Für den Personalausweis zahlen Sie ab 24 Jahren 37,00 Euro. [99]",
    "a wrong amount": "Der Personalausweis kostet ab 24 Jahren 73,00 Euro. [{n}]",
    "an invented link": "Bezahlen Sie 37,00 Euro unter https://boese.example/zahlen. [{n}]",
    "an invented domain": "Bezahlen Sie 37,00 Euro auf boese-stadt.com. [{n}]",
    "an invented address": "Schreiben Sie an amt@boese.example. [{n}]",
    "an invented phone number": "Der Personalausweis: Telefon 089 123456. [{n}]",
    "the prompt": "Du beantwortest eine Frage an die Verwaltung, und zwar nur mit dem, was dort steht. [{n}]",
    "something else": "Morgen scheint in ganz Bayern die Sonne. [{n}]",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_sentence_is_dropped_and_counted(bot: Bot, name: str) -> None:
    bad: list[str] = []

    def mixed(data: str) -> str:
        bad.append(BAD[name].format(n=place_of(data, "37,00")))
        return f"{bad[0]}\n{fee(data)}"

    found = asking(bot, saying(mixed))
    assert len(found.sentences) == 2
    assert "37,00 Euro" in found.text
    assert bad[0].split(" [")[0] not in found.text
    assert kept(bot, found).dropped == 1


# --- failures --------------------------------------------------------------------------------------------------------


def page(text: bytes) -> bytes:
    return HEAD + b"content-type: text/html\r\ncontent-length: %d\r\n\r\n" % len(text) + text


def error(status: bytes) -> bytes:
    body = b'{"error": {"message": "no", "type": "x"}}'
    head = b"HTTP/1.1 %s\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % (status, len(body)) + body


FAILING: dict[str, tuple[Script, Failure]] = {
    "an HTTP error": (sending(error(b"500 Internal Server Error")), Failure.REFUSED),
    "no permission": (sending(error(b"401 Unauthorized")), Failure.REFUSED),
    "too many requests": (sending(error(b"429 Too Many Requests")), Failure.REFUSED),
    "an HTML page": (sending(page(b"<html><body>It works!</body></html>")), Failure.MALFORMED),
    "an empty stream": (sending(EVENTS, b"data: [DONE]\n\n"), Failure.MALFORMED),
    "half a JSON": (sending(EVENTS, chunk("Der "), b'data: {"id": "x", "choi'), Failure.BROKEN_OFF),
    "half a JSON, ended": (sending(EVENTS, chunk("Der "), b'data: {"id": "x", "choi\n\n'), Failure.MALFORMED),
    "other JSON": (sending(EVENTS, b'data: [1, 2]\n\ndata: "x"\n\n'), Failure.MALFORMED),
    "invalid UTF-8": (sending(EVENTS, b'data: {"id": "\xff\xfe\xfd"}\n\n'), Failure.MALFORMED),
    "a broken connection": (sending(EVENTS, chunk("Der Personal")), Failure.BROKEN_OFF),
    "no response at all": (sending(), Failure.UNREACHABLE),
    "silence": (sending(60.0), Failure.SLOW_START),
    "a silent stream": (sending(EVENTS, 60.0), Failure.SLOW_START),
    "a byte at a time": (sending(*[part for b in EVENTS for part in (bytes([b]), 0.1)]), Failure.SLOW_START),
    "a refusal": (saying("I'm sorry, but I can't help with that."), Failure.REFUSED),
    "a German refusal": (saying("Tut mir leid, dabei kann ich Ihnen nicht helfen."), Failure.REFUSED),
    "a filter": (saying("", finish="content_filter"), Failure.REFUSED),
    "cut at its limit": (saying("Der Personalausweis", finish="length"), Failure.OVERLONG),
    "an endless stream": (saying("la " * 5_000, size=500), Failure.OVERLONG),
    "another language": (
        saying("You can get the identity card at the office. [1]"),
        Failure.WRONG_LANGUAGE,
    ),
    "nothing": (saying("none"), Failure.NONE),
    "nonsense": (saying("Morgen scheint die Sonne. [1]"), Failure.UNSUPPORTED),
}


@pytest.mark.parametrize("name", FAILING)
def test_whatever_the_model_does_the_extractive_answer_is_given(bot: Bot, name: str, extractive: Answer) -> None:
    script, reason = FAILING[name]
    found = asking(bot, script, model_first_seconds=0.7 if reason == Failure.SLOW_START else 20)
    assert failure_of(bot, found) == reason
    assert (found.text, found.sources) == (extractive.text, extractive.sources)
    assert (found.model, found.ai_generated) == ("extractive", False)


SELECTING = {
    "prose": (saying("Der Ausweis kostet viel Geld."), Failure.MALFORMED),
    "numbers that were never given": (saying("9999, 0"), Failure.MALFORMED),
    "nothing": (saying("none"), Failure.NONE),
    "an HTTP error": (sending(error(b"400 Bad Request")), Failure.REFUSED),
    "silence": (sending(60.0), Failure.SLOW_START),
    "a byte at a time": (
        sending(EVENTS, *[part for _ in range(300) for part in (chunk("7"), 0.05)]),
        Failure.SLOW_START,
    ),
}


@pytest.mark.parametrize("name", SELECTING)
def test_the_same_holds_for_one_that_selects(bot: Bot, name: str, extractive: Answer) -> None:
    script, reason = SELECTING[name]
    found = asking(bot, script, "select", model_first_seconds=0.7 if reason == Failure.SLOW_START else 20)
    assert failure_of(bot, found) == reason
    assert (found.text, found.sources) == (extractive.text, extractive.sources)


def test_nobody_there_is_an_extractive_answer(bot: Bot, extractive: Answer) -> None:
    bot.model = open_model(Settings.load(model="openai:x", model_url="http://127.0.0.1:9/v1", model_mode="write"))
    try:
        found = asyncio.run(answered(bot, FEE))
    finally:
        bot.model = None
    assert (found.text, failure_of(bot, found)) == (extractive.text, Failure.UNREACHABLE)


@pytest.mark.parametrize("end", [(), (60.0,)], ids=["breaks off", "falls silent"])
def test_what_was_said_stays_and_the_extractive_answer_follows(
    bot: Bot, extractive: Answer, end: tuple[float, ...]
) -> None:
    async def half(request: dict[str, Any]) -> AsyncGenerator[bytes | float]:
        yield EVENTS
        yield chunk(fee(request["messages"][-1]["content"]).split("\n")[0] + "\n")
        for part in end:
            yield part

    with modelled(bot, half, model_seconds=3.0):
        told = asyncio.run(_events(bot, FEE))
    done = told[-1]
    assert isinstance(done, DoneEvent)
    streamed = [event.sentence for event in told if isinstance(event, SentenceEvent)]
    texts = [sentence.text for sentence in streamed]
    assert tuple(streamed) == done.answer.sentences
    assert texts[0].startswith("Der Personalausweis kostet ab 24 Jahren")
    assert texts[1:] == [sentence.text for sentence in extractive.sentences]
    assert done.answer.ai_generated
    quotes = {source.n: source.quote for source in done.answer.sources}
    assert all(one.text in quotes[n] for one in streamed if one.verbatim for n in one.citations)
    assert failure_of(bot, done.answer) == (Failure.SLOW if end else Failure.BROKEN_OFF)


def test_an_answer_is_not_longer_than_it_should_be(bot: Bot) -> None:
    def long(data: str) -> str:
        n = place_of(data, "37,00")
        return "\n".join(
            f"Der Personalausweis kostet ab 24 Jahren {'wirklich ' * k}37,00 Euro. [{n}]" for k in range(40)
        )

    found = asking(bot, saying(long))
    assert sum(len(sentence.text.split()) for sentence in found.sentences) < 190


def test_what_an_error_says_is_not_logged(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"error": {"message": "you said Geheimhuber", "type": "x"}}'
    head = HEAD.replace(b"200 OK", b"400 Bad Request") + b"content-type: application/json\r\ncontent-length: %d\r\n\r\n"
    asking(bot, sending(head % len(body) + body))
    assert "model_failed" in caplog.text
    assert "Geheimhuber" not in caplog.text


# --- the circuit breaker ---------------------------------------------------------------------------------------------


def test_a_server_that_fails_five_times_is_left_alone_until_a_probe_succeeds(bot: Bot) -> None:
    with modelled(bot, sending(error(b"500 Internal Server Error"))) as server:
        assert bot.model
        founds = [asyncio.run(answered(bot, FEE)) for _ in range(FAILURES + 2)]
        assert len(server.requests) == FAILURES
        assert failure_of(bot, founds[-1]) == Failure.CIRCUIT_OPEN
        server.script = saying("ja")
        asyncio.run(_probed_too_early(bot.model, server))
        bot.model.breaker.tried -= PROBE_SECONDS
        assert asyncio.run(bot.model.probe())
        server.script = saying(fee)
        assert asyncio.run(answered(bot, FEE)).ai_generated


async def _probed_too_early(model: Model, server: Stub) -> None:
    before = len(server.requests)
    assert not await model.probe()
    assert len(server.requests) == before


def test_a_server_follows_its_model(served: Served) -> None:
    """The server probes by itself; a second is how often it looks whether a probe is due."""
    with modelled(served.bot, saying("ja")):
        assert served.bot.model
        served.bot.model.breaker.failures = FAILURES
        asyncio.run(_followed(served.bot.model))
        assert not served.bot.model.breaker.open


async def _followed(model: Model) -> None:
    following = asyncio.create_task(model.follow())
    for _ in range(200):
        await asyncio.sleep(0.05)
        if not model.breaker.open:
            break
    following.cancel()


# --- leaving ---------------------------------------------------------------------------------------------------------

HANGING = {
    "before its first word": sending(60.0),
    "in the middle": sending(EVENTS, chunk("Der Personal"), 60.0),
}


@pytest.mark.parametrize("mode", ["write", "select"])
@pytest.mark.parametrize("name", HANGING)
@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_the_models_work_ends_within_a_second_of_the_citizen_leaving(
    served: Served, name: str, accept: str, mode: str
) -> None:
    with modelled(served.bot, HANGING[name], mode) as server:
        _leave(served, "/api/v1/chat", {"question": FEE}, accept, server)
        left = monotonic()
        closed(server)
        assert monotonic() - left < 1


def _leave(served: Served, path: str, body: dict[str, Any], accept: str, server: Stub) -> None:
    """Ask, and go away when the model is at work."""
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nhost: x\r\naccept: {accept}\r\ncontent-type: application/json\r\n"
    place = urlparse(served.url)
    with socket.create_connection((str(place.hostname), int(place.port or 0))) as connection:
        connection.sendall(f"{head}content-length: {len(content)}\r\n\r\n".encode() + content)
        until(lambda: server.open == 1)


def test_a_stream_over_http_holds_the_models_sentences_in_order(served: Served) -> None:
    with modelled(served.bot, saying(fee)), served.client() as client:
        told = events(client.post("/api/v1/chat", json={"question": FEE}).text)
    kinds = [kind for kind, _ in told]
    assert kinds == ["status", "status", "status", "sources", "sentence", "sentence", "done"]
    assert [data["stage"] for kind, data in told if kind == "status"] == ["reading", "searching", "answering"]


def test_the_prompts_hash_is_in_the_journal(bot: Bot) -> None:
    found = asking(bot, saying(fee))
    row = kept(bot, found)
    assert (row.prompt_hash, row.model) == (prompt.digest(), "openai:stub (write)")
