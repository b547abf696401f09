"""Answers marked by people: the sheet, what is taken back from it, agreement, and the score over time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
import pytest
from sklearn.metrics import (  # pyright: ignore[reportMissingTypeStubs]  # it has none
    cohen_kappa_score,  # pyright: ignore[reportUnknownVariableType]  # likewise
)

from bot.events import Answer, Outcome, Sentence, Source
from evaluation import outputs, sheets
from evaluation.__main__ import main
from evaluation.agreement import agreements, score
from evaluation.cases import Case
from evaluation.outputs import Git, Options, Output, Recorded, Run
from evaluation.review import VERDICTS, Mark, ReviewError, import_sheets, read_marks, sampled, settled, statements

RUN = Run(
    id="20260711-093000-abc1234",
    started="2026-07-11T09:30:00+00:00",
    finished="2026-07-11T09:31:00+00:00",
    git=Git(),
    python="3.11",
    packages={},
    index_version="abc1234",
    embedder="onnx",
    fingerprint="f",
    model="extractive",
    prompts="p",
    settings={},
    sets=(),
    options=Options(),
)
UPDATED = date(2026, 6, 8)


def source(n: int, quote: str) -> Source:
    return Source(
        n=n,
        page_id="m:pass",
        title="Reisepass",
        locator="Kosten",
        quote=quote,
        url="https://m.example/pass",
        language="de",
        updated=UPDATED,
        stand="",
        overdue=False,
        scope="99001000",
    )


def answered(identity: str, *sentences: str, question: str = "Was kostet ein Pass?", tag: str = "kosten") -> Output:
    """A case and its answer: of these sentences, or a refusal."""
    found = tuple(Sentence(text=text, citations=(n,), verbatim=True) for n, text in enumerate(sentences, start=1))
    document = Answer(
        turn_id="t",
        conversation_id="c",
        outcome=Outcome.ANSWERED if sentences else Outcome.NO_SOURCE,
        language="de",
        ai_generated=False,
        text=" ".join(sentences) or "Dazu habe ich keine Quelle.",
        sentences=found,
        sources=tuple(source(n, text) for n, text in enumerate(sentences, start=1)),
        actions=(),
        choices=(),
        handover=None,
        index_version="abc1234",
        model="extractive",
    )
    return Output(Case(identity, question, (), bool(sentences), tags=(tag,)), document)


def written(folder: Path, *found: Output, run: Run = RUN) -> Recorded:
    outputs.write_run(folder, run)
    with outputs.appending(folder) as file:
        for output in found:
            file.add(output)
    return outputs.read(folder)


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """Three answers: of two sentences, of one, and a refusal."""
    return written(
        tmp_path / "run",
        answered("a", "Ein Pass kostet 70 Euro.", "Er gilt zehn Jahre."),
        answered("b", "=HYPERLINK(1)", question="+49 anrufen?", tag="recht"),
        answered("c"),
    )


def exported(recorded: Recorded, path: Path) -> Path:
    sheets.write(path, statements(recorded))
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    text = io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def filled(recorded: Recorded, path: Path, marks: Sequence[Sequence[str]]) -> Path:
    """The sheet with (verdict, citation, remark) in its rows, as CSV or XLSX."""
    exported(recorded, path)
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
        marked = [rows[0], *([*row[:7], *mark, row[10]] for row, mark in zip(rows[1:], marks, strict=True))]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(marked)
        path.write_text(text.getvalue(), encoding="utf-8-sig")
        return path
    book: Any = openpyxl.load_workbook(path)
    for number, mark in enumerate(marks, start=2):
        for column, text in enumerate(mark, start=8):
            book.worksheets[0].cell(number, column).value = text or None
    book.save(path)
    return path


GOOD = (("richtig", "stimmt", ""), ("teilweise", "", "welcher Pass?"), ("falsch", "stimmt nicht", ""), ("", "", ""))


def bad_cells(recorded: Recorded, marks: Sequence[Sequence[str]], folder: Path) -> list[str]:
    path = filled(recorded, folder / "ab.csv", marks)
    with pytest.raises(ReviewError) as caught:
        import_sheets(recorded, {"ab": path})
    assert read_marks(recorded.folder) == {}
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


# --- the sheet -------------------------------------------------------------------------------------------------------


def test_there_is_a_row_for_each_sentence_with_what_it_rests_on(recorded: Recorded, tmp_path: Path) -> None:
    rows = rows_of(exported(recorded, tmp_path / "x.csv"))
    assert [(row["Nr."], row["Satz"]) for row in rows[:2]] == [
        ("1", "Ein Pass kostet 70 Euro."),
        ("2", "Er gilt zehn Jahre."),
    ]
    assert rows[0]["Antwort"] == "Ein Pass kostet 70 Euro. Er gilt zehn Jahre."
    assert (rows[0]["Quelle"], rows[0]["Zitat"]) == ("Reisepass – Kosten", "Ein Pass kostet 70 Euro.")
    assert (rows[3]["Nr."], rows[3]["Satz"], rows[3]["Quelle"]) == ("0", "Dazu habe ich keine Quelle.", "")


def test_a_spreadsheet_takes_no_text_for_a_formula(recorded: Recorded, tmp_path: Path) -> None:
    rows = exported(recorded, tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in rows
    assert "'+49 anrufen?" in rows
    book: Any = openpyxl.load_workbook(exported(recorded, tmp_path / "x.xlsx"))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells if cell.quotePrefix} == {"=HYPERLINK(1)", "+49 anrufen?"}


def test_a_workbook_has_lists_a_frozen_header_and_instructions(recorded: Recorded, tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(exported(recorded, tmp_path / "x.xlsx"))
    sheet, instructions = book.worksheets
    assert (sheet.freeze_panes, instructions.title) == ("A2", "Anleitung")
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"H2:H5": '"richtig,teilweise,falsch,schädlich"', "I2:I5": '"stimmt,stimmt nicht"'}
    assert sheet["D2"].alignment.wrap_text
    assert sheet.column_dimensions["D"].width == sheets.COLUMNS["Satz"]
    assert any("versäumt eine Frist" in str(row[1]) for row in instructions.iter_rows(values_only=True))


def test_what_no_workbook_holds_is_left_out(tmp_path: Path) -> None:
    odd = written(tmp_path / "run", answered("a", "Ein\x00 Pass\x0b.", question="x" * 40_000))
    sheet: Any = openpyxl.load_workbook(exported(odd, tmp_path / "x.xlsx")).worksheets[0]
    assert sheet["D2"].value == "Ein Pass."
    assert len(sheet["A2"].value) == sheets.LONGEST


def test_a_sheet_in_which_somebody_may_have_worked_is_not_overwritten(
    recorded: Recorded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ab.xlsx"
    assert main(["review", "export", str(recorded.folder), str(path)]) == 0
    before = path.read_bytes()
    assert main(["review", "export", str(recorded.folder), str(path)]) == 2
    assert path.read_bytes() == before
    assert "there is a file already" in capsys.readouterr().err


def test_whole_answers_are_drawn_and_the_same_for_the_same_seed(recorded: Recorded) -> None:
    found = statements(recorded)
    drawn = [[statement.key for statement in sampled(found, 1, seed)] for seed in range(8)]
    assert drawn == [[statement.key for statement in sampled(found, 1, seed)] for seed in range(8)]
    assert {len(keys) for keys in drawn} == {1, 2}
    assert [statement.case.id for statement in sampled(found, 9, tags=["recht"])] == ["b"]


def test_a_run_without_answers_cannot_be_marked(tmp_path: Path) -> None:
    empty = written(tmp_path / "run", Output(Case("a", "Wo?", (), True)))
    with pytest.raises(ReviewError, match="run it without --retrieval-only"):
        statements(empty)


# --- taking marks in -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ab.csv", "ab.xlsx"])
def test_marks_are_kept_beside_the_run(name: str, recorded: Recorded, tmp_path: Path) -> None:
    (done,) = import_sheets(recorded, {"ab": filled(recorded, tmp_path / name, GOOD)})
    assert (done.marked, done.unmarked, done.whole) == (3, 1, 3)
    assert list(read_marks(recorded.folder)["ab"].values()) == [
        Mark("a", 1, "richtig", "stimmt", ""),
        Mark("a", 2, "teilweise", "", "welcher Pass?"),
        Mark("b", 1, "falsch", "stimmt nicht", ""),
    ]
    assert (recorded.folder / "marks" / "ab.jsonl").read_text().count("\n") == 3


def test_a_later_sheet_replaces_and_takes_back_what_it_holds(recorded: Recorded, tmp_path: Path) -> None:
    import_sheets(recorded, {"ab": filled(recorded, tmp_path / "1.csv", GOOD)})
    again = (("", "", ""), ("richtig", "", ""), *GOOD[2:])
    import_sheets(recorded, {"ab": filled(recorded, tmp_path / "2.csv", again)})
    assert [(mark.key, mark.verdict) for mark in read_marks(recorded.folder)["ab"].values()] == [
        (("a", 2), "richtig"),
        (("b", 1), "falsch"),
    ]


def test_every_bad_mark_is_named_and_nothing_is_kept(recorded: Recorded, tmp_path: Path) -> None:
    marks = (("gut", "", ""), ("richtig", "vielleicht", ""), ("", "stimmt", ""), ("richtig", "stimmt", ""))
    assert bad_cells(recorded, marks, tmp_path) == [
        "ab.csv, row 2, column Urteil: 'gut' is none of richtig, teilweise, falsch, schädlich",
        "ab.csv, row 3, column Beleg: 'vielleicht' is none of stimmt, stimmt nicht",
        "ab.csv, row 4, column Urteil: the cell is empty, but something else is filled in; write a verdict",
        "ab.csv, row 5, column Beleg: this reply cites nothing; leave the cell empty",
    ]


def test_one_bad_sheet_keeps_the_others_out_too(recorded: Recorded, tmp_path: Path) -> None:
    good = filled(recorded, tmp_path / "ab.csv", GOOD)
    bad = filled(recorded, tmp_path / "cd.csv", (("gut", "", ""), *GOOD[1:]))
    with pytest.raises(ReviewError, match=r"cd\.csv, row 2"):
        import_sheets(recorded, {"ab": good, "cd": bad})
    assert read_marks(recorded.folder) == {}


def test_the_sheet_of_another_run_is_refused(recorded: Recorded, tmp_path: Path) -> None:
    other = written(tmp_path / "other", answered("a", "Anders."), run=replace(RUN, id="20260801-000000-fff0000"))
    sheet = filled(other, tmp_path / "ab.csv", [("richtig", "", "")])
    with pytest.raises(ReviewError, match=r"row 2, column Schlüssel: .* but of the run 20260801-000000-fff0000"):
        import_sheets(recorded, {"ab": sheet})


def test_a_sheet_without_its_headers_is_refused(recorded: Recorded, tmp_path: Path) -> None:
    path = tmp_path / "ab.csv"
    path.write_text("Satz;Urteil\nEin Pass;richtig\n")
    with pytest.raises(ReviewError, match="the column 'Schlüssel' is missing"):
        import_sheets(recorded, {"ab": path})


def test_a_row_that_was_copied_is_named(recorded: Recorded, tmp_path: Path) -> None:
    path = filled(recorded, tmp_path / "ab.csv", GOOD)
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8-sig")
    with pytest.raises(ReviewError, match="row 6, column Schlüssel: this sentence is in another row already"):
        import_sheets(recorded, {"ab": path})


def test_a_reviewer_is_not_a_path(recorded: Recorded, tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no reviewer's name"):
        import_sheets(recorded, {"../ab": filled(recorded, tmp_path / "ab.csv", GOOD)})


# --- agreement and score ---------------------------------------------------------------------------------------------

ONE = ["richtig"] * 12 + ["teilweise"] * 4 + ["falsch"] * 3 + ["schädlich"]
OTHER = ["richtig"] * 10 + ["teilweise", "falsch", "teilweise", "teilweise", "richtig", *["falsch"] * 5]


def marks(verdicts: Sequence[str]) -> dict[tuple[str, int], Mark]:
    """Marks of answers with two sentences each."""
    found = [Mark(f"case-{n // 2}", n % 2 + 1, verdict) for n, verdict in enumerate(verdicts)]
    return {mark.key: mark for mark in found}


def test_kappa_is_scikit_learns_with_an_interval_around_it() -> None:
    (found,) = agreements({"ab": marks(ONE), "cd": marks(OTHER)})
    assert (found.one, found.other, found.n) == ("ab", "cd", 20)
    assert found.same == pytest.approx(sum(a == b for a, b in zip(ONE, OTHER, strict=True)) / 20)
    assert found.kappa is not None
    assert found.weighted is not None
    expected = cast("Any", cohen_kappa_score)
    assert found.kappa.value == pytest.approx(expected(ONE, OTHER, labels=list(VERDICTS)))
    assert found.weighted.value == pytest.approx(expected(ONE, OTHER, labels=list(VERDICTS), weights="linear"))
    assert found.kappa.low < found.kappa.value < found.kappa.high
    assert found.weighted.low < found.weighted.value < found.weighted.high


def test_the_farthest_apart_are_listed_first() -> None:
    (found,) = agreements(
        {"ab": marks(["richtig", "teilweise", "richtig"]), "cd": marks(["teilweise", "teilweise", "schädlich"])}
    )
    assert [(one.verdict, other.verdict) for one, other in found.disagreements] == [
        ("richtig", "schädlich"),
        ("richtig", "teilweise"),
    ]


def test_there_is_no_kappa_where_both_always_say_the_same_or_marked_nothing_together() -> None:
    (found,) = agreements({"ab": marks(["richtig"] * 5), "cd": marks(["richtig"] * 5)})
    assert (found.same, found.kappa, found.weighted) == (1.0, None, None)
    (apart,) = agreements({"ab": marks(["richtig"]), "cd": {}})
    assert (apart.n, apart.kappa) == (0, None)


def test_the_harsher_mark_counts_until_both_have_agreed() -> None:
    both = {"ab": marks(["richtig", "falsch"]), "cd": marks(["schädlich", "richtig"])}
    assert [mark.verdict for mark in settled(both).values()] == ["schädlich", "falsch"]
    agreed = {**both, "einigung": marks(["teilweise"])}
    assert [mark.verdict for mark in settled(agreed).values()] == ["teilweise", "falsch"]
    assert len(agreements(agreed)) == 1


def test_a_score_counts_sentences_and_replies_apart() -> None:
    said = {**marks(["richtig", "richtig", "schädlich", "teilweise"]), ("r", 0): Mark("r", 0, "falsch")}
    found = score({"ab": said})
    assert (found.answers, found.sentences) == (3, 4)
    assert found.verdicts == {"richtig": 2, "teilweise": 1, "falsch": 0, "schädlich": 1}
    assert found.replies["falsch"] == 1
    assert found.right is not None
    assert (found.right.value, found.right.low, found.right.high) == (0.5, 0.0, 1.0)
    assert [mark.key for mark in found.harmful] == [("case-1", 1)]


def test_the_score_of_several_runs_is_shown_by_time_with_what_harms_first(
    recorded: Recorded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = written(
        tmp_path / "later",
        answered("a", "Neu."),
        run=replace(RUN, id="20260811-x", started="2026-08-11T00:00:00+00:00"),
    )
    bad = (("schädlich", "stimmt nicht", "falscher Betrag"), *GOOD[1:])
    first = [filled(recorded, tmp_path / "AB.xlsx", bad), filled(recorded, tmp_path / "cd.csv", GOOD)]
    assert main(["review", "import", str(recorded.folder), *map(str, first)]) == 0
    assert (
        main(
            [
                "review",
                "import",
                str(later.folder),
                str(filled(later, tmp_path / "x.csv", GOOD[:1])),
                "--reviewer",
                "ab",
            ]
        )
        == 0
    )
    capsys.readouterr()
    scores = tmp_path / "scores.csv"
    assert main(["review", "score", str(later.folder), str(recorded.folder), "--csv", str(scores)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("HARMFUL in 20260711-093000-abc1234: a, sentence 1: Ein Pass kostet 70 Euro.")
    assert "Cohen's kappa" in shown
    assert "ab: schädlich / cd: richtig  a, sentence 1" in shown
    rows = rows_of(scores)
    assert [(row["Lauf"], row["Begutachtet von"], row["Anteil richtig"]) for row in rows] == [
        (RUN.id, "ab, cd", "0,000"),
        ("20260811-x", "ab", "1,000"),
    ]


def test_a_script_reads_the_score_as_json(
    recorded: Recorded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_sheets(recorded, {"ab": filled(recorded, tmp_path / "ab.csv", GOOD)})
    assert main(["review", "score", str(recorded.folder), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["score"]["verdicts"] == {"richtig": 1, "teilweise": 1, "falsch": 1, "schädlich": 0}


def test_only_what_two_see_differently_can_be_exported_for_their_talk(recorded: Recorded, tmp_path: Path) -> None:
    other = (("falsch", "", ""), *GOOD[1:])
    both = {"ab": filled(recorded, tmp_path / "ab.csv", GOOD), "cd": filled(recorded, tmp_path / "cd.csv", other)}
    import_sheets(recorded, both)
    path = tmp_path / "einigung.csv"
    assert main(["review", "export", str(recorded.folder), str(path), "--disagreements"]) == 0
    rows = rows_of(path)
    assert [row["Satz"] for row in rows] == ["Ein Pass kostet 70 Euro."]


def test_a_run_that_nobody_marked_has_no_score(recorded: Recorded, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "score", str(recorded.folder)]) == 2
    assert "nobody has marked this run" in capsys.readouterr().err
