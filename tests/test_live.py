"""A running server takes up what is published, and nothing that is damaged."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from bot.chat import Question, answer
from bot.events import DoneEvent
from bot.settings import Settings
from indexes import version
from indexes.embed import Embedder
from tests.serving import SMALL_PAGES, Served, built, serving, until

TAX = "Was kostet die Hundesteuer im Jahr?"


class Town:
    """A server of five pages, and the pages folder that it is published from."""

    def __init__(self, served: Served, pages: Path, embedder: Embedder) -> None:
        self.served, self.pages, self.embedder = served, pages, embedder
        self.versions = served.bot.settings.versions

    def fee(self) -> str:
        return self.served.ask(TAX)["text"]

    def build(self, fee: int, *, activate: bool = True) -> str:
        page = self.pages / "hund.md"
        text = (SMALL_PAGES / "hund.md").read_text(encoding="utf-8")
        page.write_text(text.replace("90 Euro", f"{fee} Euro"), encoding="utf-8")
        return built(self.versions, self.embedder, self.pages, activate=activate).id

    def serves(self, identity: str) -> bool:
        return self.version()["index_version"] == identity

    def copies(self) -> Path:
        with self.served.bot.live.lease() as index:
            return index.copies

    def version(self) -> dict[str, Any]:
        with self.served.client() as client:
            return client.get("/version").json()


@pytest.fixture(scope="module")
def town(small_versions: Path, onnx_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Generator[Town]:
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(small_versions, folder / "versions")
    shutil.copytree(SMALL_PAGES, folder / "pages")
    with serving(Settings.load(versions=folder / "versions", data=folder, scope="99001000")) as served:
        yield Town(served, folder / "pages", onnx_embedder)


def test_a_new_version_is_served_within_five_seconds(town: Town) -> None:
    identity = town.build(111)
    until(lambda: town.serves(identity), 5)
    assert "111 Euro" in town.fee()


async def test_a_running_answer_finishes_on_the_version_it_began_with(town: Town) -> None:
    old = town.version()["index_version"]
    async with aclosing(answer(town.served.bot, Question(TAX))) as events:
        await anext(events)
        new = town.build(222)
        until(lambda: town.serves(new), 5)
        done = [event async for event in events][-1]
    assert isinstance(done, DoneEvent)
    assert (done.answer.outcome, done.answer.index_version) == ("answered", old)


def test_the_private_copies_of_an_old_version_are_given_back(town: Town) -> None:
    old = town.copies()
    identity = town.build(333)
    until(lambda: town.serves(identity), 5)
    until(lambda: not old.exists(), 5)
    assert town.copies().is_dir()


def test_a_damaged_new_version_is_refused_and_the_old_one_goes_on_serving(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    old = town.version()["index_version"]
    damaged = town.build(444, activate=False)
    file = next((town.versions / damaged).glob("99*/vectors.npy"))
    file.write_bytes(file.read_bytes()[:-4] + b"oops")
    version.activate(town.versions, damaged)
    until(lambda: "is damaged" in caplog.text, 5)
    assert town.serves(old)
    assert "444 Euro" not in town.fee()
    assert town.served.ask(TAX)["outcome"] == "answered"


def test_a_version_that_is_named_and_missing_is_refused(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    old = town.version()["index_version"]
    (town.versions / "current").write_text("0123456789abcdef\n", encoding="utf-8")
    until(lambda: "0123456789abcdef" in caplog.text, 5)
    assert town.serves(old)


def test_a_sound_version_is_taken_up_after_a_damaged_one(town: Town) -> None:
    identity = town.build(555)
    until(lambda: town.serves(identity), 5)
    assert "555 Euro" in town.fee()
