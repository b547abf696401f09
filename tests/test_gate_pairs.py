"""The gate on its development pairs: what it must catch and keep, and that its fit can be repeated."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from bot.entail.decide import shipped
from evaluation import check_commands, entailment
from evaluation.__main__ import main
from evaluation.entailment import Judged
from evaluation.pairs import FOLDER, PairsError, read

WANTED = tomllib.loads((Path(entailment.__file__).with_name("check.toml")).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(model_folder: Path) -> list[Judged]:
    """The development pairs, judged once; sentences in other languages need the model."""
    assert model_folder.is_dir()
    return entailment.judged(read([FOLDER / "dev.jsonl"]))


def test_the_gate_keeps_and_catches_what_it_must_on_passages_it_was_not_fitted_on(found: list[Judged]) -> None:
    threshold = shipped().threshold
    scores = entailment.cross_validated(found)
    kinds = entailment.by_kind([one.pair for one in found], [score >= threshold for score in scores])
    assert kinds[True, ""].value >= WANTED["kept"]
    assert kinds[False, ""].value >= WANTED["caught"]


def test_some_kinds_of_errors_never_pass(found: list[Judged]) -> None:
    kinds = entailment.by_kind([one.pair for one in found], [one.verdict.supported for one in found])
    passed = {kind: kinds[False, kind] for kind in WANTED["always"]["kinds"] if kinds[False, kind].value < 1}
    assert not passed


def test_the_shipped_weights_are_those_that_the_pairs_give(found: list[Judged], tmp_path: Path) -> None:
    check_commands.write(entailment.fitted(found), tmp_path / "weights.toml")
    fitted = tomllib.loads((tmp_path / "weights.toml").read_text(encoding="utf-8"))
    assert fitted["threshold"] == pytest.approx(shipped().threshold, abs=0.02)
    assert fitted["figures"].keys() == shipped().figures.keys()


def test_no_suspicion_speaks_for_a_sentence() -> None:
    suspicious = (
        "modality",
        "clause_negation",
        "opposite",
        "contrast",
        "alarms",
        "sure_acts",
        "universal_added",
        "office",
    )
    assert all(shipped().figures.get(name, 0) <= 0 for name in suspicious)


def test_the_check_prints_its_figures_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (FOLDER / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", str(tmp_path / "pairs.jsonl"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["kept"]["all"]["of"] + document["caught"]["all"]["of"] == 12


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(PairsError, match=r"line 1: no pair"):
        read([tmp_path / "pairs.jsonl"])
    assert main(["check", str(tmp_path / "pairs.jsonl")]) == 2
