"""A run: the bot that serves, outputs on disk, stopping and going on, on real versions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bot import Bot
from bot.events import Outcome
from bot.settings import Settings
from evaluation import outputs
from evaluation.__main__ import main
from evaluation.cases import Case, QuestionSet, read_sets
from evaluation.outputs import STAGES, Options, Output, OutputsError
from evaluation.provenance import settings_of
from evaluation.run import begin, carry_out, chosen, output_of, resume
from indexes import version
from indexes.embed import Embedder
from tests.serving import ROOT, built

FEE = Case("fee", "Was kostet ein Personalausweis?", ("musterstadt:personalausweis",), True, "answered", ("46 Euro",))
DEV = ROOT / "evaluation" / "questions" / "dev.csv"


@pytest.fixture
def sets(tmp_path: Path) -> list[QuestionSet]:
    """Three questions in a file."""
    path = tmp_path / "drei.csv"
    path.write_text(
        "id;frage;erwartete_quellen;antwortbar;tags\n"
        "a;Was kostet ein Personalausweis?;musterstadt:personalausweis;ja;kosten\n"
        "b;Wie wird morgen das Wetter?;;nein;\n"
        "c;Was kostet die Hundesteuer?;musterstadt:personalausweis;ja;kosten\n"
    )
    return read_sets([path])


def silent(_done: int, _all: int) -> None:
    """No bar in a test."""


# --- one case --------------------------------------------------------------------------------------------------------


async def test_a_case_is_answered_by_the_bot_that_serves(bot: Bot) -> None:
    found = await output_of(bot, FEE)
    assert found.error == ""
    assert found.document is not None
    assert found.document.outcome == Outcome.ANSWERED
    assert found.document.sources[0].page_id == FEE.pages[0]
    assert found.standing == (True,) * len(found.document.sources)


async def test_what_each_step_left_is_kept(bot: Bot) -> None:
    found = await output_of(bot, FEE)
    assert found.retrieval is not None
    rankings = {stage: getattr(found.retrieval, stage) for stage in STAGES}
    assert all(1 <= len(ranking) <= 10 for ranking in rankings.values())
    assert all(ranking[0][0] == FEE.pages[0] for ranking in rankings.values())
    assert all(scores == sorted(scores, reverse=True) for scores in ([s for _, s in r] for r in rankings.values()))
    assert {"probability", "foreignness", "dense", "sentence", "text", "whole", "matter", "norm"} == set(found.signals)


async def test_the_steps_that_are_recorded_are_those_of_the_answer(bot: Bot) -> None:
    with_pages = [case for case in read_sets([DEV])[0].cases if case.answerable][::25]
    for case in with_pages:
        found = await output_of(bot, case)
        assert found.document is not None
        if found.retrieval is None:  # taken for another kind of question: nothing was searched for it
            assert found.document.outcome not in (Outcome.ANSWERED, Outcome.CLARIFY, Outcome.NO_SOURCE)
        elif found.document.outcome == Outcome.ANSWERED:
            assert found.document.sources[0].page_id == found.retrieval.kept[0][0]
        else:
            assert found.document.outcome == found.verdict


async def test_without_answers_only_what_was_searched_is_there(bot: Bot) -> None:
    found = await output_of(bot, FEE, retrieval_only=True)
    assert (found.document, found.verdict, found.ms.answer) == (None, "answer", None)
    assert found.ms.retrieval > 0


async def test_for_a_greeting_nothing_is_searched(bot: Bot) -> None:
    found = await output_of(bot, Case("g", "Guten Tag!", (), False, "greeting"))
    assert (found.retrieval, found.verdict, dict(found.signals)) == (None, "greeting", {})
    assert found.document is not None
    assert found.document.outcome == Outcome.GREETING


async def test_personal_details_are_masked_before_anything_is_searched(bot: Bot) -> None:
    plain = await output_of(bot, FEE, retrieval_only=True)
    named = replace(FEE, question="Was kostet ein Personalausweis? Meine IBAN ist DE89 3704 0044 0532 0130 00")
    found = await output_of(bot, named, retrieval_only=True)
    assert plain.retrieval is not None
    assert found.retrieval is not None
    assert found.retrieval.kept[0][0] == plain.retrieval.kept[0][0]


async def test_a_failure_is_the_output_of_its_case(bot: Bot) -> None:
    broken = replace(FEE, question=None)  # pyright: ignore[reportArgumentType]  # the reader never gives one
    found = await output_of(bot, broken)
    assert found.document is None
    assert found.error


# --- on disk ---------------------------------------------------------------------------------------------------------


def test_a_run_is_read_as_it_was_written(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder, run = begin(bot, sets, Options(), None, tmp_path / "runs")
    recorded = carry_out(bot, folder, run, chosen(sets, Options()), lambda done, all_: told.append((done, all_)))
    assert folder == tmp_path / "runs" / run.id
    assert [output.case.id for output in recorded.outputs] == ["a", "b", "c"]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert outputs.read(folder) == recorded
    assert recorded.run == replace(run, finished=recorded.run.finished)
    assert recorded.run.finished >= run.started


def test_a_run_says_what_would_repeat_it(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    _, run = begin(bot, sets, Options(limit=2), tmp_path / "run", tmp_path)
    with bot.live.lease() as index:
        assert (run.index_version, run.fingerprint) == (index.manifest.id, index.embedder.fingerprint)
    assert (run.embedder, run.model, run.options.limit) == ("onnx", "extractive", 2)
    assert run.packages["onnxruntime"]
    assert [(s.name, s.file, s.cases) for s in run.sets] == [("drei", "drei.csv", 3)]
    assert len(run.sets[0].sha256) == 64


def test_no_secret_and_no_folder_is_kept(tmp_path: Path) -> None:
    settings = Settings.load(
        embedder="openai:https://me:geheim@models.example/v1", embedder_key="sk-geheim", data=tmp_path, scope="0916"
    )
    found = settings_of(settings)
    assert "geheim" not in json.dumps(found)
    assert str(tmp_path) not in json.dumps(found)
    assert (found["embedder"], found["scope"]) == ("openai:https://models.example/v1", "0916")


def test_a_file_of_public_names_counts_by_what_it_says(tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text("a = 1")
    one = settings_of(Settings.load(public_names=names))
    names.write_text("a = 2")
    assert settings_of(Settings.load(public_names=names))["public_names"] != one["public_names"] != ""


def test_the_folder_of_another_run_is_not_written_into(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    begin(bot, sets, Options(), tmp_path / "run", tmp_path)
    with pytest.raises(OutputsError, match=r"there is a run already.*--continue"):
        begin(bot, sets, Options(), tmp_path / "run", tmp_path)


def test_tags_and_limit_choose_cases_in_their_order(sets: list[QuestionSet]) -> None:
    assert [case.id for case in chosen(sets, Options(tags=("kosten",)))] == ["a", "c"]
    assert [case.id for case in chosen(sets, Options(tags=("kosten",), limit=1))] == ["a"]
    assert [case.id for case in chosen(sets, Options(limit=2))] == ["a", "b"]


# --- stopping and going on -------------------------------------------------------------------------------------------


def test_a_line_that_was_not_written_to_its_end_is_run_again(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    folder, run = begin(bot, sets, Options(), tmp_path / "run", tmp_path)
    whole = carry_out(bot, folder, run, chosen(sets, Options()), silent).outputs
    path = folder / outputs.OUTPUTS_FILE
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1][:-40])
    assert [output.case.id for output in outputs.read_outputs(folder)] == ["a"]
    again = carry_out(bot, folder, resume(bot, sets, Options(), folder), chosen(sets, Options()), silent).outputs
    assert again[0] == whole[0]
    assert [output.case.id for output in again] == ["a", "b", "c"]


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    (tmp_path / outputs.OUTPUTS_FILE).write_text('{"case": 1}\n')
    with pytest.raises(OutputsError, match=r"outputs\.jsonl, line 1: damaged"):
        outputs.read_outputs(tmp_path)


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputsError, match=r"run\.json: no run can be read there"):
        outputs.read(tmp_path)


def test_a_run_is_not_continued_with_other_questions_or_options(
    bot: Bot, sets: list[QuestionSet], tmp_path: Path
) -> None:
    begin(bot, sets, Options(), tmp_path / "run", tmp_path)
    with pytest.raises(OutputsError, match=r"something has changed(.|\n)*options: .*limit=None.* / .*limit=1"):
        resume(bot, sets, Options(limit=1), tmp_path / "run")
    other = [replace(sets[0], sha256="0" * 64)]
    with pytest.raises(OutputsError, match=f"sets: .*{'0' * 64}"):
        resume(bot, other, Options(), tmp_path / "run")


def test_of_settings_and_packages_only_what_differs_is_named(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    _, run = begin(bot, sets, Options(), tmp_path / "run", tmp_path)
    other = replace(run, packages={**run.packages, "numpy": "0"}, settings={**run.settings, "scope": "09"})
    assert run.differences(other) == [f"packages.numpy: {run.packages['numpy']} / 0", "settings.scope: 99001000 / 09"]


def started(arguments: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "evaluation", "run", *arguments]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stopped(folder: Path, how: signal.Signals, what: list[str]) -> tuple[int, str]:
    """Start a run, stop it after three cases, and return its exit code and what it said."""
    process = started([*what, "--out", str(folder)])
    end = time.monotonic() + 120
    while lines(folder) < 3 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(process.pid, how)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def test_a_killed_run_is_taken_up_where_it_ended(
    small_versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "run"
    what = [str(DEV), "--versions", str(small_versions), "--allow-missing", "--limit", "60"]
    stopped(folder, signal.SIGKILL, what)
    before = outputs.read_outputs(folder)
    assert 3 <= len(before) < 60
    assert main(["run", *what, "--continue", str(folder), "--json"]) == 0
    after = outputs.read(folder)
    assert len(after.outputs) == 60
    assert list(after.outputs[: len(before)]) == before
    assert json.loads(capsys.readouterr().out)["figures"]["cases"] == 60


def test_a_run_that_is_interrupted_says_how_to_go_on(small_versions: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    code, said = stopped(folder, signal.SIGINT, [str(DEV), "--versions", str(small_versions), "--allow-missing"])
    assert code == 130
    assert f"--continue {folder}" in said
    assert len(outputs.read_outputs(folder)) >= 3


def lines(folder: Path) -> int:
    path = folder / outputs.OUTPUTS_FILE
    return path.read_bytes().count(b"\n") if path.exists() else 0


# --- the command -----------------------------------------------------------------------------------------------------


def test_bad_cells_end_the_command_before_anything_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fragen.csv"
    path.write_text("id;frage;antwortbar\na;;ja\n")
    assert main(["run", str(path), "--versions", str(tmp_path / "none")]) == 2
    assert "row 2, column frage: the cell is empty" in capsys.readouterr().err.replace("\n", " ")


def test_labels_that_have_rotted_end_the_command_before_anything_is_run(
    small_versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fragen.csv"
    path.write_text("id;frage;erwartete_quellen\na;Wo?;musterstadt:personalausweise\n")
    arguments = ["run", str(path), "--versions", str(small_versions), "--out", str(tmp_path / "run")]
    assert main(arguments) == 2
    assert "(a): there is no page musterstadt:personalausweise; did you mean" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_a_version_that_is_not_live_can_be_run(
    small_versions: Path, onnx_embedder: Embedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, versions = tmp_path / "pages", tmp_path / "versions"
    pages.mkdir()
    for path in sorted((ROOT / "tests" / "pages").glob("*.md"))[:3]:
        (pages / path.name).write_bytes(path.read_bytes())
    live = built(versions, onnx_embedder, pages).id
    (pages / "hund.md").unlink(missing_ok=True)
    coming = built(versions, onnx_embedder, pages, activate=False).id
    path = tmp_path / "fragen.csv"
    path.write_text("id;frage;antwortbar\na;Was kostet ein Ausweis?;ja\n")
    arguments = ["run", str(path), "--versions", str(versions), "--version", coming, "--retrieval-only", "--json"]
    assert main([*arguments, "--out", str(tmp_path / "run")]) == 0
    assert json.loads(capsys.readouterr().out)["run"]["index_version"] == coming != live
    assert version.current(versions) == live


def test_a_version_that_does_not_exist_is_named_with_those_that_do(
    small_versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fragen.csv"
    path.write_text("id;frage;antwortbar\na;Wo?;ja\n")
    assert main(["run", str(path), "--versions", str(small_versions), "--version", "abc"]) == 1
    assert f"there is no version abc; there are {version.current(small_versions)}" in capsys.readouterr().err


def test_the_outputs_say_nothing_of_the_machine(bot: Bot, sets: list[QuestionSet], tmp_path: Path) -> None:
    folder, run = begin(bot, sets, Options(retrieval_only=True), tmp_path / "run", tmp_path)
    carry_out(bot, folder, run, chosen(sets, Options()), silent)
    written = "".join(path.read_text() for path in folder.iterdir())
    assert str(tmp_path) not in written
    assert str(ROOT) not in written
    assert os.uname().nodename not in written


def test_an_output_without_anything_is_written_and_read(tmp_path: Path) -> None:
    with outputs.appending(tmp_path) as file:
        file.add(Output(FEE))
    assert outputs.read_outputs(tmp_path) == [Output(FEE)]
