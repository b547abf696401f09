"""What a turn leaves behind: one masked row, opened before the answer goes out and closed whatever ends it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Generator
from contextlib import aclosing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import Answer, DoneEvent, Outcome, SourcesEvent
from bot.journal import Journal, Turn
from bot.privacy import Detector, Span
from bot.settings import Settings
from tests.serving import Served, answered, lose_the_rows, serving

NAMED = "Ich heiße Aylin Yılmaz, was kostet ein Personalausweis?"


@pytest.fixture(scope="module")
def keeping(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server with a journal of its own."""
    data = tmp_path_factory.mktemp("kept")
    with serving(Settings.load(versions=small_versions, data=data, scope="99001000")) as served:
        yield served


@pytest.fixture
def bot(keeping: Served) -> Bot:
    return keeping.bot


def rows(bot: Bot) -> dict[str, Turn]:
    """The journal by turn, once everything that was asked for is written."""
    journal = bot.recorder.journal
    assert isinstance(journal, Journal)
    bot.recorder._writer.submit(lambda: None).result(10)  # pyright: ignore[reportPrivateUsage]  # written in order
    return {turn.turn_id: turn for turn in journal.turns()}


def files(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


async def whole(bot: Bot, question: Question) -> Answer:
    last = [event async for event in answer(bot, question)][-1]
    assert isinstance(last, DoneEvent)
    return last.answer


async def test_a_turn_is_kept_masked_with_what_it_was_answered_from(bot: Bot) -> None:
    found = await answered(bot, NAMED)
    row = rows(bot)[found.turn_id]
    assert (row.state, row.outcome, row.conversation_id) == ("closed", "answered", found.conversation_id)
    assert (row.question, row.answer) == ("Ich heiße [PERSON_1], was kostet ein Personalausweis?", found.text)
    assert row.page_ids == tuple(dict.fromkeys(source.page_id for source in found.sources))
    assert row.scores["probability"] > 0.3
    assert set(row.timings) == {"mask", "answer", "whole"}
    assert (row.index_version, row.model, row.language) == (found.index_version, "extractive", "de")


async def test_the_row_is_on_disk_before_anything_of_the_answer_goes_out(bot: Bot) -> None:
    async with aclosing(answer(bot, Question(NAMED))) as events:
        async for event in events:
            if isinstance(event, SourcesEvent):
                break
        assert "open" in {turn.state for turn in rows(bot).values()}


async def test_a_turn_whose_citizen_left_is_closed_as_left_and_keeps_its_outcome(bot: Bot) -> None:
    before = set(rows(bot))
    async with aclosing(answer(bot, Question("Was kostet ein Personalausweis?"))) as events:
        async for event in events:
            if isinstance(event, SourcesEvent):
                break
    (row,) = (turn for name, turn in rows(bot).items() if name not in before)
    assert (row.state, row.outcome) == ("left", "answered")


async def test_the_same_person_has_the_same_placeholder_in_the_next_turn(bot: Bot) -> None:
    first = await whole(bot, Question(NAMED))
    asked = Question("Und wo holt Frau Yılmaz ihn ab?", history=(NAMED, first.text), conversation=first.conversation_id)
    second = await whole(bot, asked)
    assert second.conversation_id == first.conversation_id
    assert rows(bot)[second.turn_id].question == "Und wo holt Frau [PERSON_1] ihn ab?"


async def test_a_citizen_gets_the_same_answer_whatever_name_they_say(bot: Bot) -> None:
    plain, named = await answered(bot, "Was kostet ein Personalausweis?"), await answered(bot, NAMED)
    assert plain.sources[0].page_id == named.sources[0].page_id
    assert "Yılmaz" not in named.text


async def test_the_office_on_the_pages_is_not_masked(bot: Bot) -> None:
    found = await answered(
        bot, "Ist das Bürgerbüro am Rathausplatz 1, 99999 Musterstadt unter 069 90009-100 erreichbar?"
    )
    question = rows(bot)[found.turn_id].question
    assert question is not None
    assert "[" not in question


class Failing(Detector):
    """A detector with a fault."""

    def detect(self, text: str) -> list[Span]:
        raise RuntimeError(text)


class Slow(Detector):
    """A detector that takes too long."""

    def detect(self, text: str) -> list[Span]:
        time.sleep(0.5)
        return []


@pytest.fixture(params=[Failing, Slow])
def failing(request: pytest.FixtureRequest, small_versions: Path, tmp_path: Path) -> Generator[Bot]:
    settings = Settings.load(versions=small_versions, data=tmp_path, scope="99001000", privacy_seconds=0.1)
    bot = open_bot(settings)
    bot.detector = request.param("lite")
    bot._detectors.clear()  # pyright: ignore[reportPrivateUsage]  # made of the sound one
    yield bot
    bot.close()


async def test_where_the_filter_fails_the_citizen_is_answered_and_no_text_is_kept(failing: Bot) -> None:
    found = await answered(failing, "Was kostet ein Personalausweis?")
    assert found.outcome == Outcome.ANSWERED
    row = rows(failing)[found.turn_id]
    assert (row.question, row.filter_failed, row.state) == (None, True, "closed")


async def test_where_the_filter_fails_nothing_is_sent_to_an_embedding_server(failing: Bot) -> None:
    with failing.live.lease() as index:
        index.embedder.remote = True
        found = await answered(failing, NAMED)
        index.embedder.remote = False
    assert (found.outcome, found.sources) == (Outcome.UNAVAILABLE, ())


@pytest.fixture
def broken(small_versions: Path, tmp_path: Path) -> Generator[Bot]:
    versions = shutil.copytree(small_versions, tmp_path / "versions")
    bot = open_bot(Settings.load(versions=versions, data=tmp_path / "data", scope="99001000"))
    yield bot
    bot.close()


async def test_a_turn_that_failed_says_so(broken: Bot) -> None:
    lose_the_rows(broken)
    found = await answered(broken, NAMED)
    assert (found.outcome, rows(broken)[found.turn_id].state) == (Outcome.FAILED, "failed")


async def test_a_journal_that_cannot_be_written_costs_a_log_line_and_no_answer(
    broken: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    journal = broken.recorder.journal
    assert journal is not None
    with journal._database.engine.begin() as connection:  # pyright: ignore[reportPrivateUsage]  # a damaged file
        connection.exec_driver_sql("DROP TABLE turns")
    found = await answered(broken, NAMED)
    broken.recorder._writer.submit(lambda: None).result(10)  # pyright: ignore[reportPrivateUsage]
    assert found.outcome == Outcome.ANSWERED
    assert "journal_failed" in caplog.text
    assert "Yılmaz" not in caplog.text


async def test_without_a_journal_nothing_is_kept(small_versions: Path, tmp_path: Path) -> None:
    bot = open_bot(Settings.load(versions=small_versions, data=tmp_path, scope="99001000", journal=SecretStr("off")))
    try:
        assert (await answered(bot, NAMED)).outcome == Outcome.ANSWERED
    finally:
        bot.close()
    assert not [path for path in files(tmp_path) if path.name.startswith("journal")]


async def test_linked_tokens_are_equal_for_the_same_detail_and_say_nothing(
    small_versions: Path, tmp_path: Path
) -> None:
    settings = Settings.load(versions=small_versions, data=tmp_path, scope="99001000", journal_linking=True)
    bot = open_bot(settings)
    try:
        said = "Meine Kundennummer ist KD-7718823, wo bekomme ich einen Reisepass?"
        first, second = await answered(bot, said), await answered(bot, f"Noch einmal: {said}")
        kept = rows(bot)
    finally:
        bot.close()
    tokens = kept[first.turn_id].tokens
    assert len(tokens) == 1
    assert tokens == kept[second.turn_id].tokens
    assert re.fullmatch("[a-z2-7]{26}", tokens[0])


async def test_what_is_due_is_deleted_and_what_a_killed_process_left_open_is_closed(
    small_versions: Path, tmp_path: Path
) -> None:
    settings = Settings.load(versions=small_versions, data=tmp_path, scope="99001000", journal_text_days=0)
    bot = open_bot(settings)
    try:
        found = await answered(bot, NAMED)
        rows(bot)
        bot.recorder.tidy()
        row = rows(bot)[found.turn_id]
    finally:
        bot.close()
    assert (row.question, row.answer, row.conversation_id, row.outcome) == (None, None, None, "answered")
