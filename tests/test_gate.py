"""The gate: thresholds from a file, held against runs that are written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.__main__ import main
from evaluation.gate import Check, Verdict
from evaluation.outputs import OutputsError, Recorded
from evaluation.thresholds import GateError, read
from tests.recorded import answered_wrongly, recorded, refused, right, written, wrong

HALF = recorded([right("a"), right("b", tags=("kosten",)), wrong("c", tags=("kosten",)), wrong("d")])


def thresholds(folder: Path, text: str) -> Path:
    path = folder / "tor.toml"
    path.write_text(text)
    return path


def judged(folder: Path, text: str, run: Recorded = HALF, against: Recorded | None = None) -> Verdict:
    return gate.judge(run, read(thresholds(folder, text)), against)


def only(verdict: Verdict) -> Check:
    (check,) = verdict.checks
    return check


def problem(folder: Path, text: str, run: Recorded = HALF) -> str:
    with pytest.raises(GateError) as found:
        judged(folder, text, run)
    return str(found.value)


# --- thresholds ------------------------------------------------------------------------------------------------------


def test_what_is_reached_exactly_has_passed(tmp_path: Path) -> None:
    check = only(judged(tmp_path, "[dev.min]\npassed = 0.5"))
    assert (check.state, check.got, check.n, check.by) == ("passed", 0.5, 4, 0.0)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    verdict = judged(tmp_path, '[dev.min]\npassed = 0.8\n"fused.recall@5" = 0.9')
    assert not verdict.passed
    (check,) = verdict.failed
    assert (check.threshold.figure, check.got, check.by, check.n) == ("passed", 0.5, 0.3, 4)


def test_what_is_too_much_is_said(tmp_path: Path) -> None:
    check = only(judged(tmp_path, '[dev.max]\n"latency.p95" = 15'))
    assert (check.state, check.got, check.by) == ("failed", 20.0, 5.0)


def test_a_part_is_held_against_its_own_threshold(tmp_path: Path) -> None:
    text = (
        "[dev.tag.kosten.min]\npassed = 0.6\n[dev.kind.answerable.min]\nkept = 1.0\n[dev.language.de.min]\npassed = 0.4"
    )
    states = [(c.threshold.part, c.state, c.n) for c in judged(tmp_path, text).checks]
    assert states == [("kosten", "failed", 2), ("answerable", "passed", 4), ("de", "passed", 4)]


def test_refusals_have_a_threshold_for_each_kind(tmp_path: Path) -> None:
    run = recorded([right("a"), refused("b"), answered_wrongly("c")])
    check = only(judged(tmp_path, '[dev.min]\n"refused.off_topic" = 0.9', run))
    assert (check.state, check.got, check.n) == ("failed", 0.5, 2)


def test_a_set_is_called_by_its_file_with_or_without_ending(tmp_path: Path) -> None:
    assert (
        judged(tmp_path, '["dev.csv".min]\npassed = 0.5').checks == judged(tmp_path, "[dev.min]\npassed = 0.5").checks
    )


def test_sets_without_a_section_are_held_against_the_default(tmp_path: Path) -> None:
    run = recorded([right("a"), wrong("b", set="other")])
    verdict = judged(tmp_path, "[default.min]\npassed = 0.9\n[dev.min]\nkept = 0.5", run)
    assert [(c.threshold.set, c.threshold.figure, c.state) for c in verdict.checks] == [
        ("dev", "kept", "passed"),
        ("other", "passed", "failed"),
    ]


def test_what_a_set_should_have_and_has_not_has_failed(tmp_path: Path) -> None:
    check = only(judged(tmp_path, "[dev.min]\nfacts = 0.5"))
    assert (check.state, check.got, check.why) == ("failed", None, "no case of it has this figure")
    assert only(judged(tmp_path, "[default.min]\nfacts = 0.5")).state == "unchecked"


# --- no worse than live ----------------------------------------------------------------------------------------------

FORTY = recorded([right(f"{n}") for n in range(40)])
WORSE = recorded([wrong(f"{n}") if n < 12 else right(f"{n}") for n in range(40)])


def test_a_certain_and_large_drop_has_failed(tmp_path: Path) -> None:
    check = only(judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.1", WORSE, FORTY))
    assert (check.state, check.got, check.by, check.n) == ("failed", -0.3, 0.2, 40)
    assert check.high is not None
    assert check.high < 0


def test_a_drop_within_the_tolerance_is_let_pass(tmp_path: Path) -> None:
    assert only(judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.3", WORSE, FORTY)).state == "passed"


def test_a_drop_that_may_be_chance_is_let_pass(tmp_path: Path) -> None:
    one = recorded([wrong("0"), *FORTY.outputs[1:]])
    check = only(judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.0", one, FORTY))
    assert (check.state, check.got) == ("passed", -0.025)


def test_a_rise_is_let_pass(tmp_path: Path) -> None:
    assert only(judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.0", FORTY, WORSE)).got == 0.3


def test_without_a_run_to_compare_with_it_is_not_checked(tmp_path: Path) -> None:
    verdict = judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.02")
    assert verdict.passed
    assert [check.why for check in verdict.unchecked] == ["no run to compare with; name one with --against"]


def test_a_run_of_other_questions_cannot_be_compared_with(tmp_path: Path) -> None:
    with pytest.raises(OutputsError, match="has no case of 'dev'"):
        judged(tmp_path, "[dev.no_worse_than_live]\npassed = 0.02", HALF, recorded([right("z")]))


# --- what is wrong with a file ---------------------------------------------------------------------------------------


def test_an_unknown_figure_is_named_with_the_nearest(tmp_path: Path) -> None:
    said = problem(tmp_path, '[dev.min]\n"fused.recal@5" = 0.9')
    assert "[dev] min: 'fused.recal@5' is no figure; did you mean 'fused.recall@5'?" in said


def test_an_unknown_set_is_named_with_the_nearest(tmp_path: Path) -> None:
    assert "thresholds for 'dve'" in problem(tmp_path, "[dve.min]\npassed = 0.9\n[default.min]\npassed = 0.1")
    assert "did you mean 'test'?" in problem(tmp_path, "[tests.min]\npassed = 0.9\n[dev.min]\npassed = 0.1")


def test_a_tag_that_no_case_has_is_named_with_the_nearest(tmp_path: Path) -> None:
    said = problem(tmp_path, "[dev.tag.koste.min]\npassed = 0.9")
    assert said == "the set 'dev' has no tag 'koste'; did you mean 'kosten'?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[dev.minimum]\npassed = 1", "unknown key 'minimum'; did you mean 'min'?"),
        ("[dev.min]\npassed = 87", "is a share between 0 and 1, not 87; write 0.87 for 87 %"),
        ("[dev.min]\npassed = true", "must be a number, not True"),
        ('[dev.max]\n"latency.p95" = -1', "is a time in milliseconds"),
        ("[dev]\nmin = 0.5", "must be a table of names and numbers, not 0.5"),
        ("[dev.tag.kosten]\nleast = {passed = 1}", "unknown key 'least'"),
        ('[dev.no_worse_than_live]\n"auc" = 0.1', "'auc' is no figure of single cases"),
        ("[dev.min", "thresholds cannot be read"),
        ("[test.min]\npassed = 0.1", "there are no thresholds for the set 'dev'; add [dev.min], or [default.min]"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, text)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    assert len(problem(tmp_path, "[dev.min]\npased = 1\nkept = 2").splitlines()) == 2


def test_a_part_of_a_set_decides_nothing(tmp_path: Path) -> None:
    part = replace(HALF, outputs=HALF.outputs[:3])
    with pytest.raises(OutputsError, match=r"not a whole one \(3 of 4 of dev\).*without --limit"):
        judged(tmp_path, "[dev.min]\npassed = 0.1", part)


def test_the_shipped_thresholds_can_be_read() -> None:
    assert {"default", "dev", "dev2", "test"} == set(read())


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_ends_with_0_1_or_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(written(tmp_path / "run", HALF.outputs))
    file = str(thresholds(tmp_path, "[dev.min]\npassed = 0.5"))
    assert main(["gate", folder, "--thresholds", file]) == 0
    thresholds(tmp_path, "[dev.min]\npassed = 0.8")
    assert main(["gate", folder, "--thresholds", file]) == 1
    assert "failed: dev: passed, wanted >= 0.8, got 0.5, off by 0.3 (4 cases)" in capsys.readouterr().out
    thresholds(tmp_path, "[dev.min]\npast = 0.8")
    assert main(["gate", folder, "--thresholds", file]) == 2
    assert "'past' is no figure" in capsys.readouterr().err
    assert main(["gate", str(tmp_path / "none"), "--thresholds", file]) == 2


def test_the_command_compares_with_the_live_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live = str(written(tmp_path / "live", FORTY.outputs))
    coming = str(written(tmp_path / "coming", WORSE.outputs))
    file = str(thresholds(tmp_path, "[dev.no_worse_than_live]\npassed = 0.02"))
    assert main(["gate", coming, "--thresholds", file, "--against", live, "--json"]) == 1
    (check,) = json.loads(capsys.readouterr().out)["checks"]
    assert (check["state"], check["got"], check["by"], check["n"]) == ("failed", -0.3, 0.28, 40)
