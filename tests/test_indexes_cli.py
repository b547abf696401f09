"""`python -m indexes`, as a terminal and a script use it."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indexes import version
from indexes.__main__ import main

ROOT = Path(__file__).parents[1]
PAGES = Path(__file__).parent / "pages"


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Desk:
    """A folder of pages and the commands that are given there."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.versions, self.pages, self.synonyms = folder / "versions", folder / "pages", folder / "synonyms.toml"
        self._capfd = capfd
        shutil.copytree(PAGES, self.pages)
        self.synonyms.write_text('[de]\n"hundemarke" = ["Hund anmelden"]\n', encoding="utf-8")

    def build_arguments(self, *more: str, embedder: str = "fake:") -> list[str]:
        folders = ("--pages", str(self.pages), "--synonyms", str(self.synonyms), "--versions", str(self.versions))
        return ["build", *folders, "--embedder", embedder, *more]

    def build(self, *more: str, embedder: str = "fake:") -> Done:
        return self._main(self.build_arguments("--json", *more, embedder=embedder))

    def search(self, *more: str, embedder: str = "fake:") -> Done:
        return self._main(["search", "--versions", str(self.versions), "--embedder", embedder, *more])

    def run(self, command: str, *more: str) -> Done:
        return self._main([command, "--versions", str(self.versions), *more])

    def edit(self, number: int) -> None:
        text = (PAGES / "hund.md").read_text(encoding="utf-8")
        (self.pages / "hund.md").write_text(text.replace("90 Euro", f"{90 + number} Euro"), encoding="utf-8")

    def _main(self, arguments: list[str]) -> Done:
        self._capfd.readouterr()
        code = main(arguments)
        printed = self._capfd.readouterr()
        return Done(code, printed.out, printed.err)


@pytest.fixture
def desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith("AUSKUNFT_")]:
        monkeypatch.delenv(name)
    return Desk(tmp_path, capfd)


@pytest.fixture
def built(desk: Desk) -> Desk:
    assert desk.build().code == 0
    return desk


# --- build -----------------------------------------------------------------------------------------------------------


def test_a_build_says_as_json_what_it_did(desk: Desk) -> None:
    (line,) = desk.build().lines
    assert set(line) == {"version", "new", "pages", "passages", "embedded", "problems"}
    assert (line["version"], line["new"], line["pages"], line["problems"]) == (
        *(version.current(desk.versions), True),
        *(5, []),
    )
    (again,) = desk.build().lines
    assert again == {**line, "new": False, "embedded": 0}


def test_a_build_with_a_broken_page_names_it_and_ends_with_one(desk: Desk) -> None:
    (desk.pages / "kaputt.md").write_text("kein Kopf", encoding="utf-8")
    done = desk.build()
    assert done.code == 1
    assert "kaputt.md: no front matter" in done.err
    assert done.lines[0]["problems"]


@pytest.mark.parametrize("embedder", ["gibt-es-nicht", "fake:x"])
def test_an_unknown_embedder_is_a_message_and_ends_with_one(desk: Desk, embedder: str) -> None:
    done = desk.build(embedder=embedder)
    assert (done.code, done.out) == (1, "")
    assert f"no embedder is called '{embedder}'" in done.err


def test_broken_synonyms_are_a_message_and_end_with_one(desk: Desk) -> None:
    desk.synonyms.write_text('[de]\n"perso" = "Ausweis"\n', encoding="utf-8")
    done = desk.build()
    assert done.code == 1
    assert "'perso': give a list of official words" in done.err


def test_an_embedding_cache_that_cannot_be_used_is_a_message_and_ends_with_one(desk: Desk) -> None:
    (desk.versions / ".embeddings.sqlite").mkdir(parents=True)
    done = desk.build()
    assert done.code == 1
    assert ".embeddings.sqlite: the embedding cache cannot be used" in done.err


def test_a_missing_pages_folder_is_a_message_and_ends_with_one(desk: Desk) -> None:
    shutil.rmtree(desk.pages)
    done = desk.build()
    assert done.code == 1
    assert "no page could be read" in done.err


def test_a_build_may_leave_the_live_version(built: Desk) -> None:
    live = version.current(built.versions)
    built.edit(5)
    assert built.build("--no-activate").lines[0]["new"]
    assert version.current(built.versions) == live


@pytest.mark.parametrize("arguments", [[], ["gibt-es-nicht"], ["build", "--gibt-es-nicht"], ["activate"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("command", ["model", "build", "list", "activate", "prune", "search"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"python -m indexes {command}" in capsys.readouterr().out


# --- list, activate, prune -------------------------------------------------------------------------------------------


def several(desk: Desk, count: int) -> list[str]:
    """The ids of several versions, oldest first; the last is live."""
    ids: list[str] = []
    for number in range(count):
        desk.edit(number)
        ids.append(desk.build().lines[0]["version"])
    return ids


def test_versions_are_listed_newest_first_with_the_live_one_marked(desk: Desk) -> None:
    ids = several(desk, 2)
    lines = desk.run("list", "--json").lines
    assert [(line["version"], line["live"]) for line in lines] == [(ids[1], True), (ids[0], False)]
    assert set(lines[0]) == {"version", "live", "created", "passages", "embedder", "scopes"}
    table = desk.run("list").out
    assert all(identity[:8] in table for identity in ids)


def test_before_the_first_build_the_list_is_empty(desk: Desk) -> None:
    assert desk.run("list", "--json") == Done(0, "", "")


def test_an_older_version_can_be_made_live(desk: Desk) -> None:
    ids = several(desk, 2)
    assert desk.run("activate", ids[0]).code == 0
    assert version.current(desk.versions) == ids[0]


@pytest.mark.parametrize("damage", ["missing", "flipped"])
def test_a_version_that_is_not_sound_is_not_made_live(desk: Desk, damage: str) -> None:
    ids = several(desk, 2)
    path = desk.versions / ids[0] / "synonyms.json"
    if damage == "flipped":
        path.write_bytes(b"[" + path.read_bytes()[1:])
    else:
        path.unlink()
    done = desk.run("activate", ids[0])
    assert done.code == 1
    assert "synonyms.json" in done.err
    assert version.current(desk.versions) == ids[1]


def test_a_version_that_does_not_exist_is_not_made_live(built: Desk) -> None:
    live = version.current(built.versions)
    assert built.run("activate", "0123456789abcdef").code == 1
    assert version.current(built.versions) == live


def test_pruning_keeps_the_newest_and_the_live_one(desk: Desk) -> None:
    ids = several(desk, 4)
    desk.run("activate", ids[0])
    assert desk.run("prune", "--keep", "1").code == 0
    left = {path.name for path in desk.versions.iterdir() if not path.name.startswith((".embeddings", ".lock"))}
    assert left == {ids[0], ids[3], "current"}


def test_pruning_everything_keeps_the_live_one(desk: Desk) -> None:
    ids = several(desk, 2)
    desk.run("prune", "--keep", "0")
    assert [one.id for one in version.listed(desk.versions)] == [ids[1]]


# --- search ----------------------------------------------------------------------------------------------------------


def is_hit(hit: Any) -> bool:
    return (
        list(hit) == ["page_id", "locator", "score", "parts"]
        and isinstance(hit["page_id"], str)
        and isinstance(hit["locator"], str)
        and isinstance(hit["score"], float)
        and all(isinstance(value, float) for value in hit["parts"].values())
    )


def test_a_search_prints_one_json_line(built: Desk) -> None:
    done = built.search("--json", "-k", "2", "Was kostet ein Hund in Höhe?")
    (line,) = done.lines
    assert (done.code, list(line), line["query"]) == (0, ["query", "hits"], "Was kostet ein Hund in Höhe?")
    assert len(line["hits"]) == 2
    assert all(is_hit(hit) for hit in line["hits"])
    assert line["hits"][0]["page_id"] == "muster:hund"


def test_a_batch_prints_a_json_line_for_each_question(built: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Hund anmelden\n\nWohnsitz anmelden\n"))
    done = built.search("--batch", "-k", "1")
    assert [line["query"] for line in done.lines] == ["Hund anmelden", "", "Wohnsitz anmelden"]
    assert [line["hits"][0]["page_id"] for line in done.lines][::2] == ["muster:hund", "muster:wohnsitz"]
    assert all(is_hit(hit) for line in done.lines for hit in line["hits"])


def test_a_person_sees_a_table_and_the_official_words(built: Desk) -> None:
    done = built.search("Hundemarke")
    assert (done.code, "muster:hund" in done.out) == (0, True)
    assert "also searched for: Hund anmelden" in done.err


def test_a_search_may_be_made_for_a_municipality_and_a_day(built: Desk) -> None:
    assert built.search("--json", "--scope", "05314000", "Hund").lines[0]["hits"] == []
    text = (PAGES / "hund.md").read_text(encoding="utf-8").replace("updated:", "valid_until: 2026-05-31\nupdated:")
    (built.pages / "hund.md").write_text(text, encoding="utf-8")
    built.build()
    for day, there in (("2026-05-31", True), ("2026-06-01", False)):
        hits = built.search("--json", "--on", day, "--scope", "99001000", "Hund").lines[0]["hits"]
        assert ("muster:hund" in [hit["page_id"] for hit in hits]) == there


@pytest.mark.parametrize("arguments", [[], ["--batch", "Hund"]])
def test_a_search_needs_one_question_or_a_batch(built: Desk, arguments: list[str]) -> None:
    assert built.search(*arguments).code == 2


def test_a_search_without_a_version_names_the_command_that_builds(desk: Desk) -> None:
    done = desk.search("Hund")
    assert (done.code, done.out) == (1, "")
    assert "python -m indexes build" in done.err


def test_a_search_with_another_embedder_names_the_command_that_rebuilds(built: Desk) -> None:
    done = built.search("Hund", embedder="fake:32")
    assert done.code == 1
    assert "python -m indexes build --embedder fake:32" in done.err


def test_a_search_leaves_no_copies(built: Desk) -> None:
    built.search("Hund")
    assert list(built.versions.glob(".open-*")) == []


# --- as a process ----------------------------------------------------------------------------------------------------


def wait_for(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@contextmanager
def watching(desk: Desk) -> Generator[subprocess.Popen[str]]:
    """`build --watch` in a process of its own, which is ended whatever happens."""
    command = [sys.executable, "-m", "indexes", *desk.build_arguments("--watch", "--json")]
    with (desk.pages.parent / "messages").open("w") as err:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=err, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_watching_builds_what_is_saved_survives_a_mistake_and_ends_with_ctrl_c(desk: Desk) -> None:
    with watching(desk) as process:
        wait_for(lambda: version.current(desk.versions) is not None)
        first = version.current(desk.versions)
        desk.edit(5)  # perhaps before the watching has begun
        wait_for(lambda: version.current(desk.versions) != first)
        second = version.current(desk.versions)
        sound = desk.synonyms.read_text(encoding="utf-8")
        desk.synonyms.write_text("[de\n", encoding="utf-8")
        wait_for(lambda: "synonyms.toml" in (desk.pages.parent / "messages").read_text(encoding="utf-8"))
        desk.synonyms.write_text(sound + '"tier" = ["Hund"]\n', encoding="utf-8")
        wait_for(lambda: version.current(desk.versions) != second)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert desk.search("Tier").err == "also searched for: Hund\n"


def test_the_command_works_as_a_program(built: Desk) -> None:
    command = [sys.executable, "-m", "indexes", "search", "--versions", str(built.versions), "--embedder", "fake:"]
    done = subprocess.run(
        [*command, "--batch"], input="Hund\n", cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["query"] == "Hund"
