"""Two runs side by side, on runs that are written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.compare import compare
from evaluation.outputs import Options, Output, OutputsError
from evaluation.report import comparison
from tests.recorded import recorded, right, written, wrong

BEFORE = recorded([right("a"), wrong("b"), right("c"), wrong("d"), right("old")])
AFTER = recorded([right("a"), right("b"), wrong("c"), wrong("d"), right("new")], index_version="def")


def ids(found: tuple[object, ...]) -> list[str]:
    return [one.case.id if isinstance(one, Output) else one.after.case.id for one in found]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]  # pairs


def test_each_case_is_fixed_broken_or_unchanged() -> None:
    found = compare(BEFORE, AFTER)
    assert (ids(found.fixed), ids(found.broken), ids(found.right), ids(found.wrong)) == (["b"], ["c"], ["a"], ["d"])
    assert (ids(found.only_before), ids(found.only_after)) == (["old"], ["new"])


def test_a_case_with_another_question_or_history_is_another_case() -> None:
    found = compare(BEFORE, recorded([right("a"), right("b", question="Wo?"), right("c", history=("Hund",))]))
    assert ids(found.pairs) == ["a"]
    assert ids(found.only_after) == ["b", "c"]


def test_measures_are_paired_over_the_common_cases() -> None:
    change = compare(BEFORE, AFTER).changes["passed"]
    assert (change.before, change.after, change.n) == (0.5, 0.5, 4)
    assert (change.difference.value, change.difference.low < 0 < change.difference.high) == (0.0, True)
    assert change.mcnemar is not None
    assert (change.mcnemar.fixed, change.mcnemar.broken, change.mcnemar.p) == (1, 1, 1.0)


def test_a_measure_that_is_not_yes_or_no_has_no_mcnemar() -> None:
    found = compare(BEFORE, AFTER).changes
    assert found["fused.mrr@10"].mcnemar is None
    assert found["fused.success@1"].mcnemar is not None


@pytest.mark.parametrize(("changed", "certain"), [(5, False), (12, True)])
def test_few_changes_are_no_certain_difference(changed: int, certain: bool) -> None:
    before = recorded([right(f"{n}") for n in range(40)])
    after = recorded([wrong(f"{n}") if n < changed else right(f"{n}") for n in range(40)])
    assert compare(before, after).changes["passed"].certain is certain


def test_both_runs_are_judged_by_the_later_labels() -> None:
    found = compare(recorded([right("a"), wrong("b")]), recorded([right("a"), wrong("b", pages=("m:b",))]))
    assert ids(found.right) == ["a", "b"]
    assert [pair.after.case.id for pair in found.pairs if pair.relabelled] == ["b"]
    assert found.changes["passed"].difference.value == 0


def test_with_a_run_that_made_no_answers_only_the_search_is_compared() -> None:
    searched = [replace(output, document=None, standing=()) for output in BEFORE.outputs]
    found = compare(recorded(searched, options=Options(retrieval_only=True)), BEFORE)
    assert found.retrieval_only
    assert "citations.valid" not in found.changes
    assert found.changes["passed"].difference.value == 0


def test_runs_without_a_common_case_are_refused() -> None:
    with pytest.raises(OutputsError, match="no case in common"):
        compare(BEFORE, recorded([right("z")]))


def test_what_differs_between_the_runs_is_said() -> None:
    conditions = compare(BEFORE, recorded(BEFORE.outputs, index_version="def", settings={"scope": "10"})).conditions
    assert conditions == ("index_version: abc / def", "settings.scope: 09 / 10")


# --- the page and the command ----------------------------------------------------------------------------------------


def test_the_page_says_first_whether_anything_is_certain() -> None:
    text = comparison.page(compare(BEFORE, AFTER))
    assert "Kein gesicherter Unterschied bei den fehlerfreien Antworten (0 Prozentpunkte" in text
    assert "1 repariert, 1 neu falsch, 1 in beiden richtig, 1 in beiden falsch." in text
    assert text.index("Neu falsch (1)</h2>") < text.index("Repariert (1)</h2>")
    assert "<code>index_version</code></th><td>abc / def" in text


def test_the_page_says_when_it_has_become_worse() -> None:
    before = recorded([right(f"{n}") for n in range(40)])
    after = recorded([wrong(f"{n}") if n < 12 else right(f"{n}") for n in range(40)])
    text = comparison.page(compare(before, after))
    assert "Gesichert schlechter: fehlerfreie Antworten −30 Prozentpunkte" in text
    assert 'class="verdict failed"' in text


def test_what_stands_in_a_question_stays_text() -> None:
    question = "<script>alert(1)</script>"
    text = comparison.page(
        compare(recorded([right("a", question=question)]), recorded([wrong("a", question=question)]))
    )
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_command_prints_json_and_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = written(tmp_path / "a", BEFORE.outputs), written(tmp_path / "b", AFTER.outputs, index_version="def")
    page = tmp_path / "vergleich.html"
    assert main(["compare", str(before), str(after), "--html", str(page), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["fixed"], document["broken"]) == (["b"], ["c"])
    assert document["changes"]["passed"]["mcnemar"] == {"fixed": 1, "broken": 1, "p": 1.0}
    assert page.read_text().startswith("<!doctype html>")


def test_the_command_shows_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = written(tmp_path / "a", BEFORE.outputs), written(tmp_path / "b", AFTER.outputs, index_version="def")
    assert main(["compare", str(before), str(after)]) == 0
    said = capsys.readouterr().out
    assert "citations.recall" in said
    assert "fixed 1: b" in said
    assert "differs: index_version: abc / def" in said


def test_the_command_refuses_runs_without_a_common_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = written(tmp_path / "a", [right("a")]), written(tmp_path / "b", [right("b")])
    assert main(["compare", str(before), str(after)]) == 2
    assert "no case in common" in capsys.readouterr().err
