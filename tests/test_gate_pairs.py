"""The gate on its development pairs: what it must catch and keep, and that its fit can be repeated."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from bot import verify
from bot.entail.decide import shares, shipped
from bot.entail.reader import Reader, ReaderError
from evaluation import entailment
from evaluation.__main__ import main
from evaluation.entailment import Judged
from evaluation.pairs import ABROAD, FOLDER, HELD, PairsError, read

WANTED = tomllib.loads((Path(entailment.__file__).with_name("check.toml")).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(model_folder: Path) -> list[Judged]:
    """Every second pair of authors that neither the signs nor the reader have learnt from, judged once."""
    assert model_folder.is_dir()
    return entailment.judged(read(FOLDER / name for name in HELD)[::2])


def test_the_gate_keeps_and_catches_what_it_must_of_authors_it_has_not_learnt_from(found: list[Judged]) -> None:
    kinds = entailment.by_kind([one.pair for one in found], [one.verdict.supported for one in found])
    assert kinds[True, ""].value >= WANTED["kept"]
    assert kinds[False, ""].value >= WANTED["caught"]


def test_some_kinds_of_errors_never_pass(found: list[Judged]) -> None:
    always = set(WANTED["always"]["kinds"])
    dev = entailment.judged([pair for pair in read([FOLDER / "dev.jsonl"]) if pair.kind in always])
    judged = [one for one in [*dev, *found] if one.pair.kind in always and not one.pair.supported]
    assert {one.pair.kind for one in judged} == always
    assert not [one.pair.id for one in judged if one.verdict.supported]


def test_the_shipped_shares_and_thresholds_are_those_that_the_pairs_give(found: list[Judged]) -> None:
    weights, summed = entailment.summed(found, shipped())
    assert weights.threshold == pytest.approx(shipped().threshold, abs=0.06)
    assert summed.threshold == pytest.approx(shares().threshold, abs=0.06)
    assert (summed.signs, summed.reader) == pytest.approx((shares().signs, shares().reader), abs=0.2)


def test_in_other_languages_the_gate_keeps_and_catches_what_it_must(model_folder: Path) -> None:
    assert model_folder.is_dir()
    foreign = [pair for pair in read([FOLDER / ABROAD]) if entailment.in_another_language(pair)]
    judged = entailment.judged(foreign[1::2])
    kinds = entailment.by_kind([one.pair for one in judged], [one.verdict.supported for one in judged])
    assert kinds[True, ""].value >= WANTED["abroad"]["kept"]
    assert kinds[False, ""].value >= WANTED["abroad"]["caught"]


def test_the_reader_is_asked_and_counts(found: list[Judged]) -> None:
    asked = [one for one in found if one.figures is not None]
    assert all(one.odds is not None for one in asked)
    assert shares().reader > 0.2


def test_without_its_reader_the_gate_says_so_and_works_by_signs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def missing() -> Reader:
        return Reader(tmp_path / "reader.onnx")

    with pytest.raises(ReaderError, match=r"reader\.onnx"):
        missing()
    monkeypatch.setattr(verify, "Reader", missing)
    monkeypatch.setattr(verify, "_reader", verify._reader.__wrapped__)  # pyright: ignore[reportPrivateUsage]  # uncached
    passage = {"n": 1, "title": "Ausweis", "locator": "Kosten", "text": "Der Personalausweis kostet 37,00 Euro."}
    assert verify.check("Der Personalausweis kostet 37 Euro [1].", [passage]).supported
    assert "by signs alone" in caplog.text


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
    lines = (FOLDER / "dev_c.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", str(tmp_path / "pairs.jsonl"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["kept"]["all"]["of"] + document["caught"]["all"]["of"] == 12


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(PairsError, match=r"line 1: no pair"):
        read([tmp_path / "pairs.jsonl"])
    assert main(["check", str(tmp_path / "pairs.jsonl")]) == 2
