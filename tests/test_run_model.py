"""The same questions without a model and in both of its modes: what the runs record, and that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.settings import Settings
from evaluation.cases import read_sets
from evaluation.compare import compare
from evaluation.outputs import Options, OutputsError, Recorded
from evaluation.run import begin, carry_out, chosen, opened, resume
from tests.modelling import Stub, saying, stub

CASES = (
    "id;frage;erwartete_quellen;antwortbar;muss_enthalten\n"
    "a;Was kostet ein Personalausweis?;muster:personalausweis;ja;37 Euro\n"
    "b;Wie wird morgen das Wetter?;;nein;\n"
)


def good(data: str) -> str:
    """What a good model says in either mode."""
    if numbered := re.findall(r"^(\d+): .*Euro", data, re.MULTILINE):
        return ", ".join(numbered)
    n = re.findall(r"^\[(\d+)\] ", data[: data.index("37,00")], re.MULTILINE)[-1]
    return f"Der Personalausweis kostet ab 24 Jahren 37,00 Euro. [{n}]"


@pytest.fixture(scope="module")
def model() -> Generator[Stub]:
    with stub(saying(good)) as server:
        yield server


@pytest.fixture(scope="module")
def runs(model: Stub, small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recorded]:
    """The run without a model, and one in each mode."""
    folder = tmp_path_factory.mktemp("runs")
    (folder / "zwei.csv").write_text(CASES)
    sets = read_sets([folder / "zwei.csv"])
    named = {"model": "openai:stub", "model_url": model.url}
    found: dict[str, Recorded] = {}
    for name, more in {"extractive": {}, "select": named, "write": named}.items():
        mode = {"model_mode": name} if more else {}
        with opened(Settings.load(versions=small_versions, scope="99001000", **more, **mode)) as bot:
            place, run = begin(bot, sets, Options(), folder / name, folder)
            found[name] = carry_out(bot, place, run, chosen(sets, Options()), lambda _done, _all: None)
    return found


def test_a_run_says_which_model_did_what_by_which_instructions(runs: dict[str, Recorded], model: Stub) -> None:
    assert {name: recorded.run.model for name, recorded in runs.items()} == {
        "extractive": "extractive",
        "select": "openai:stub (select)",
        "write": "openai:stub (write)",
    }
    assert runs["write"].run.settings["model_mode"] == "write"
    assert len({recorded.run.prompts for recorded in runs.values()}) == 1
    assert model.url not in str(runs["write"].run)


def test_each_answer_says_what_made_it(runs: dict[str, Recorded]) -> None:
    made = {name: recorded.outputs[0].document for name, recorded in runs.items()}
    assert {name: found and found.model for name, found in made.items()} == {
        name: recorded.run.model for name, recorded in runs.items()
    }
    assert all(found and "37,00 Euro" in found.text for found in made.values())
    assert all(all(recorded.outputs[0].standing) for recorded in runs.values())


@pytest.mark.parametrize("mode", ["select", "write"])
def test_runs_of_both_modes_compare_with_the_extractive_one(runs: dict[str, Recorded], mode: str) -> None:
    found = compare(runs["extractive"], runs[mode])
    assert len(found.pairs) == 2
    assert f"model: extractive / openai:stub ({mode})" in found.conditions


def test_changed_instructions_are_another_run(
    runs: dict[str, Recorded], model: Stub, small_versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = runs["write"].folder
    sets = read_sets([folder.parent / "zwei.csv"])
    monkeypatch.setattr("evaluation.provenance._WORDS", ("bot/prompts/select.md",))
    settings = Settings.load(
        versions=small_versions, scope="99001000", model="openai:stub", model_url=model.url, model_mode="write"
    )
    with opened(settings) as bot, pytest.raises(OutputsError, match="prompts"):
        resume(bot, sets, Options(), folder)


def test_the_hash_of_the_instructions_is_empty_without_a_model(small_versions: Path) -> None:
    with opened(Settings.load(versions=small_versions, scope="99001000")) as bot:
        assert (bot.prompt_hash, bot.model_label) == ("", "extractive")
