"""Answers that an editor has fixed: exact questions, sentences that stand on pages, and a day on which they end."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.bot import Bot, open_bot
from bot.events import Answer
from bot.settings import Settings
from corpus import pinned
from corpus.folder import load
from corpus.page import PageError
from corpus.pinned import Fixed, Pin, phrasing
from evaluation.cases import Case
from evaluation.report import words
from evaluation.run import output_of
from indexes.embed import Embedder
from indexes.pins import Pins
from tests.serving import SMALL_PAGES, answered, built

FEE = Fixed("muster:hund", "Für den ersten Hund zahlen Sie im Jahr 90 Euro, für jeden weiteren 180 Euro.")
NOTHING = Fixed("muster:hund", "Für die Anmeldung brauchen Sie keine Unterlagen.")
PIN = Pin("hunde", ("Was kostet mein Dackel?", "Dackel: Steuer?"), (NOTHING, FEE), date(2099, 12, 31))


def put(folder: Path, *pins: Pin) -> None:
    (folder / pinned.FOLDER).mkdir(exist_ok=True)
    for pin in pins:
        (folder / pinned.FOLDER / f"{pin.name}.toml").write_text(pinned.write(pin), encoding="utf-8")


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, small_versions: Path, onnx_embedder: Embedder) -> Generator[Bot]:
    """Over the small pages with four fixed answers, of which one has ended and one quotes what stands nowhere."""
    folder = tmp_path_factory.mktemp("pinned")
    pages = folder / "pages"
    shutil.copytree(SMALL_PAGES, pages)
    ended = Pin("frueher", ("Gab es früher eine Katzensteuer?",), (FEE,), date(2020, 1, 1))
    wrong = Pin(
        "erfunden", ("Kostet mein Goldfisch etwas?",), (Fixed("muster:hund", "Alles ist umsonst."),), PIN.expires
    )
    danger = Pin("gefahr", ("Ich will mich umbringen",), (FEE,), PIN.expires)
    put(pages, PIN, ended, wrong, danger)
    versions = folder / "versions"
    shutil.copytree(small_versions, versions)
    problems = built(versions, onnx_embedder, pages).problems
    assert [problem.file.stem for problem in problems] == ["erfunden"]
    made = open_bot(Settings.load(versions=versions, pages=pages, data=folder / "data", scope="99001000"))
    yield made
    made.close()


def ask(bot: Bot, question: str) -> Answer:
    return asyncio.run(answered(bot, question))


@pytest.mark.parametrize("question", ["Was kostet mein Dackel?", "was kostet mein DACKEL", "  Dackel – Steuer"])
def test_a_fixed_question_gets_its_sentences_with_their_sources(bot: Bot, question: str) -> None:
    answer = ask(bot, question)
    assert [sentence.text for sentence in answer.sentences] == [NOTHING.text, FEE.text]
    assert (answer.outcome, answer.model) == ("answered", "pinned:hunde")
    assert {source.page_id for source in answer.sources} == {"muster:hund"}
    assert answer.handover is not None


@pytest.mark.parametrize(
    "question", ["Was kostet mein Dackel nicht?", "Was kostet dein Dackel?", "Was kosten 2 Dackel?", "Dackel"]
)
def test_a_question_that_only_looks_like_it_is_searched_for(bot: Bot, question: str) -> None:
    assert not ask(bot, question).model.startswith("pinned")


@pytest.mark.parametrize("question", ["Gab es früher eine Katzensteuer?", "Kostet mein Goldfisch etwas?"])
def test_an_answer_that_has_ended_or_has_no_source_is_not_given(bot: Bot, question: str) -> None:
    assert not ask(bot, question).model.startswith("pinned")


def test_a_crisis_goes_before_a_fixed_answer(bot: Bot) -> None:
    assert ask(bot, "Ich will mich umbringen").outcome == "crisis"


def test_the_journal_and_the_report_say_that_an_answer_was_fixed(bot: Bot) -> None:
    answer = ask(bot, "Was kostet mein Dackel?")
    journal = bot.recorder.journal
    assert journal is not None
    bot.recorder._writer.submit(lambda: None).result()  # pyright: ignore[reportPrivateUsage]  # its rows are on disk now
    [turn] = [turn for turn in journal.turns() if turn.turn_id == answer.turn_id]
    assert turn.scores == {"pinned": 1.0}
    case = Case("a", "Was kostet mein Dackel?", ("muster:hund",), answerable=True)
    assert words.ended(asyncio.run(output_of(bot, case))).endswith("(feste Antwort: hunde)")


def test_when_the_page_changes_its_sentence_the_fixed_answer_falls_away(tmp_path: Path) -> None:
    shutil.copytree(SMALL_PAGES, tmp_path / "pages")
    put(tmp_path / "pages", PIN)
    pages = load(tmp_path / "pages").pages
    assert pinned.sound([PIN], pages, tmp_path) == ([PIN], [])
    changed = [
        replace(page, sections=tuple(replace(one, text=one.text.replace("90", "96")) for one in page.sections))
        for page in pages
    ]
    kept, problems = pinned.sound([PIN], changed, tmp_path)
    assert (kept, "90 Euro" in problems[0].what) == ([], True)


def test_two_answers_for_one_question_are_a_problem(tmp_path: Path) -> None:
    twice = replace(PIN, name="nochmal", questions=("WAS kostet mein Dackel",))
    kept, problems = pinned.sound([PIN, twice], load(SMALL_PAGES).pages, tmp_path)
    assert ([pin.name for pin in kept], [problem.file.stem for problem in problems]) == (["hunde"], ["nochmal"])


def test_an_answer_is_found_only_where_its_pages_are() -> None:
    pages = {page.id: page for page in load(SMALL_PAGES).pages}
    today = datetime.now(UTC).date()
    assert Pins.of([PIN], pages).find("was kostet mein dackel", today) == PIN
    assert Pins.of([PIN], {}).find("was kostet mein dackel", today) is None


def test_an_answer_holds_on_its_last_day_and_not_after_it() -> None:
    pages = {page.id: page for page in load(SMALL_PAGES).pages}
    pins = Pins.of([PIN], pages)
    assert pins.find(PIN.questions[0], PIN.expires)
    assert pins.find(PIN.questions[0], PIN.expires + timedelta(days=1)) is None


@pytest.mark.parametrize("text", ['Ein "Zitat" \\ und ein Umbruch\nhier', "ä ß 漢 \t"])
def test_what_is_written_is_read_back(text: str) -> None:
    pin = replace(PIN, sentences=(Fixed("muster:hund", text),))
    assert pinned.read(pinned.write(pin), pin.name) == pin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("questions = [", "hunde"),
        ("", "Formulierung"),
        ('questions = ["?!"]', "keine Wörter"),
        ('questions = ["a"]\nsentences = [{page = "x:y"}]', "Satz"),
        ('questions = ["a"]\nsentences = [{page = "x:y", text = "b"}]', "Tag"),
        ('questions = ["a"]\nexpires = 2030-01-01T00:00:00\nsentences = [{page = "x:y", text = "b"}]', "Tag"),
    ],
)
def test_a_file_that_is_no_fixed_answer_is_refused_with_a_reason(text: str, said: str) -> None:
    with pytest.raises(PageError, match=said):
        pinned.read(text, "hunde")


def test_every_word_counts_and_no_mark() -> None:
    assert phrasing("Was kostet's – ohne Führerschein?!") == "was kostet s ohne fuehrerschein"
