"""Question files as QA staff save them: what is read, and how everything that is wrong is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
import pytest

from evaluation.__main__ import main
from evaluation.cases import Case, CasesError, missing_pages, read, read_sets
from indexes.embed import Embedder
from indexes.index import Index
from tests.serving import ROOT

HEADER = (
    "id;frage;erwartete_quellen;antwortbar;erwartetes_ergebnis;muss_enthalten;darf_nicht_enthalten;sprache;tags;notiz"
)
QUESTIONS = ROOT / "evaluation" / "questions"
MUNICH = Path(__file__).parents[2] / "shared" / "data" / "questions" / "dev.jsonl"


def saved(folder: Path, content: str | bytes, name: str = "fragen.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problems(*paths: Path) -> list[str]:
    with pytest.raises(CasesError) as caught:
        read_sets(paths)
    return [problem.replace(f"{paths[0].parent}/", "") for problem in caught.value.problems]


def workbook(folder: Path, rows: list[list[object]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    path = folder / "fragen.xlsx"
    book.save(path)
    return path


# --- what is read ----------------------------------------------------------------------------------------------------


def test_every_column_is_read(tmp_path: Path) -> None:
    row = "a;Was kostet das?;m:a|m:b;ja;answered;37 €|bar;100 Euro;de;kosten,kurz;zur Sache;Ich will heiraten|Wo?"
    assert read(saved(tmp_path, f"{HEADER};verlauf\n{row}\n")) == [
        Case(
            id="a",
            question="Was kostet das?",
            pages=("m:a", "m:b"),
            answerable=True,
            outcome="answered",
            facts=("37 €", "bar"),
            forbidden=("100 Euro",),
            language="de",
            tags=("kosten", "kurz"),
            note="zur Sache",
            history=("Ich will heiraten", "Wo?"),
            set="fragen",
            row=2,
        )
    ]


def test_english_headers_mean_the_same(tmp_path: Path) -> None:
    german = read(saved(tmp_path, "id;Frage;Erwartete Quellen;antwortbar\na;Wo?;m:a;ja\n"))
    english = read(saved(tmp_path, "id,question,expected_sources,answerable\na,Wo?,m:a,yes\n"))
    assert german == english


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiter_mark_and_line_end_do_not_matter(tmp_path: Path, delimiter: str, before: str, newline: str) -> None:
    lines = ["id;frage;antwortbar", 'a;"Wo; und, wann\t?";nein', ""]
    content = before + newline.join(lines[:1] + lines[2:]).replace(";", delimiter)
    content += delimiter.join(["a", '"Wo; und, wann\t?"', "nein"]) + newline
    assert read(saved(tmp_path, content))[0].question == "Wo; und, wann\t?"


def test_a_hint_of_excel_about_the_separator_is_followed(tmp_path: Path) -> None:
    cases = read(saved(tmp_path, "sep=,\nid,frage,antwortbar\na,Wo; wann; wie?,nein\n"))
    assert [(case.question, case.row) for case in cases] == [("Wo; wann; wie?", 2)]


def test_windows_1252_is_read_with_a_notice(tmp_path: Path) -> None:
    found = read_sets([saved(tmp_path, "id;frage;antwortbar\na;Gebühr in €?;nein\n".encode("cp1252"))])[0]
    assert found.cases[0].question == "Gebühr in €?"
    assert len(found.notices) == 1
    assert "Windows-1252" in found.notices[0]


def test_utf_16_as_excel_saves_unicode_text_is_read(tmp_path: Path) -> None:
    content = "id\tfrage\tantwortbar\na\tGebühr?\tnein\n".encode("utf-16")
    assert read(saved(tmp_path, content, "fragen.txt"))[0].question == "Gebühr?"


def test_a_question_of_several_lines_is_one_row(tmp_path: Path) -> None:
    cases = read(saved(tmp_path, 'id;frage;antwortbar\na;"Guten Tag,\nwo?";nein\n\nb;Wann?;nein\n'))
    assert [(case.question, case.row) for case in cases] == [("Guten Tag,\nwo?", 2), ("Wann?", 4)]


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    head: list[object] = ["id", "frage", "erwartete_quellen", "antwortbar", "muss_enthalten"]
    values: list[object] = [37.5, 14, date(2026, 5, 1), time(8, 30), 0.05, 27.6]
    rows = [[n, "Wo?", "m:a", True, value] for n, value in enumerate(values, start=1)]
    cases = read(workbook(tmp_path, [head, *rows], {"E2": "#,##0.00 €", "E6": "0%"}))
    assert [case.facts[0] for case in cases] == ["37,5 Euro", "14", "01.05.2026", "08:30 Uhr", "5 %", "27,6"]
    assert [case.id for case in cases] == ["1", "2", "3", "4", "5", "6"]
    assert all(case.answerable for case in cases)


def test_empty_rows_of_a_workbook_are_passed_over_and_counted(tmp_path: Path) -> None:
    cases = read(workbook(tmp_path, [["id", "frage", "antwortbar"], [None, None, None], ["a", "Wo?", False], [" "]]))
    assert [(case.id, case.row, case.answerable) for case in cases] == [("a", 3, False)]


def test_json_lines_are_read_with_the_names_of_published_sets(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {
            "id": "q1",
            "question": "Wo?",
            "gold_ids": ["m:a", "m:b"],
            "answerable": True,
            "origin": "real",
            "split": "dev",
        },
        {"id": "q2", "question": "Wetter?", "gold_ids": [], "answerable": False, "none_type": "out_of_domain"},
        {"id": "q3", "question": "Pass?", "gold_ids": [], "answerable": False, "none_type": "municipal_not_in_corpus"},
    ]
    cases = read(saved(tmp_path, "\n".join(map(json.dumps, lines)), "fragen.jsonl"))
    assert [case.kind for case in cases] == ["answerable", "off_topic", "not_here"]
    assert cases[0].pages == ("m:a", "m:b")


@pytest.mark.skipif(not MUNICH.is_file(), reason="the shared data are not here")
def test_the_questions_about_munich_are_read() -> None:
    cases = read(MUNICH)
    assert len(cases) == 122
    assert {case.kind for case in cases} == {"answerable", "off_topic", "not_here"}


def test_the_shipped_questions_are_read() -> None:
    sets = read_sets([QUESTIONS / "dev.csv", QUESTIONS / "dev2.csv", QUESTIONS / "test.csv", QUESTIONS / "test2.csv"])
    assert all(found.cases and not found.notices for found in sets)


@pytest.mark.parametrize(
    ("cells", "answerable"),
    [("m:a;;", True), (";;answered", True), (";;no_source", False), ("m:a;nein;", False), (";x;", True)],
)
def test_what_is_left_empty_follows_from_the_rest(tmp_path: Path, cells: str, answerable: bool) -> None:
    path = saved(tmp_path, f"id;frage;erwartete_quellen;antwortbar;erwartetes_ergebnis\na;Wo?;{cells}\n")
    assert read(path)[0].answerable == answerable


def test_an_answerable_case_is_expected_to_be_answered_unless_said_otherwise(tmp_path: Path) -> None:
    cases = read(saved(tmp_path, "id;frage;antwortbar\na;Wo?;ja\nb;Wetter?;nein\n"))
    assert [(case.outcome, case.kind) for case in cases] == [("answered", "answerable"), ("", "any_refusal")]


# --- what is wrong ---------------------------------------------------------------------------------------------------


def test_every_bad_cell_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    one = saved(
        tmp_path, f"{HEADER}\n;Wo?;m:a;ja;;;;;;\nb;;m:a;vielleicht;answred;;;;;\nb;Wo?;keine Seite;ja;;;;xx;;\n"
    )
    two = saved(tmp_path, "id,question,answerable\nb,Where?,yes\n", "more.csv")
    assert problems(one, two) == [
        "fragen.csv, row 2, column id: the cell is empty",
        "fragen.csv, row 3, column erwartetes_ergebnis: 'answred' is unknown; did you mean 'answered'?",
        "fragen.csv, row 3, column frage: the cell is empty",
        "fragen.csv, row 3, column antwortbar: 'vielleicht' is neither ja nor nein",
        "fragen.csv, row 4, column id: 'b' is there already, in row 3; ids are unique over all files",
        "fragen.csv, row 4, column sprache: 'xx' is unknown; known are de, en, tr, uk, ru, ar, pl, fr",
        "fragen.csv, row 4, column erwartete_quellen: 'keine Seite' is no page id; write <source>:<native id>, several "
        "separated by |",
        f"more.csv, row 2, column id: 'b' is there already, in {one}, row 3; ids are unique over all files".replace(
            f"{tmp_path}/", ""
        ),
    ]


def test_an_unknown_column_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "id;frage;erwartete_quelle;antwortbar\na;Wo?;m:a;ja\n")
    assert problems(path) == ["fragen.csv: unknown column 'erwartete_quelle'; did you mean 'erwartete_quellen'?"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert problems(saved(tmp_path, "frage;antwortbar\nWo?;ja\n")) == ["fragen.csv: the column 'id' is missing"]


def test_two_columns_of_the_same_meaning_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "id;frage;question;antwortbar\na;Wo?;Where?;ja\n")
    assert problems(path) == ["fragen.csv: the columns 'frage' and 'question' mean the same; remove one"]


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ("ja;no_source", "'no_source' does not go with a question that is to be answered"),
        ("nein;answered", "'answered' does not go with a question that must not be answered"),
    ],
)
def test_cells_that_contradict_each_other_are_named(tmp_path: Path, cells: str, what: str) -> None:
    path = saved(tmp_path, f"id;frage;antwortbar;erwartetes_ergebnis\na;Wo?;{cells}\n")
    assert problems(path) == [f"fragen.csv, row 2, column erwartetes_ergebnis: {what}"]


def test_a_case_of_which_nothing_is_expected_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "id;frage\na;Wo?\n")
    assert problems(path) == ["fragen.csv, row 2, column antwortbar: write ja or nein, or an expected page or outcome"]


def test_a_separator_inside_a_text_is_found_by_what_it_shifts(tmp_path: Path) -> None:
    path = saved(tmp_path, "id;frage;antwortbar\na;Wo; und wann?;ja\nb;Wo?;ja\n")
    assert problems(path)[0].startswith("fragen.csv, row 2: 'ja' stands in a column without a name")


def test_a_quotation_mark_that_is_not_closed_loses_no_case_silently(tmp_path: Path) -> None:
    path = saved(tmp_path, 'id;frage;antwortbar\na;"Wo?;ja\nb;Wo?;ja\n')
    assert "look for a quotation mark alone" in problems(path)[0]


def test_a_broken_formula_is_named_by_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["id", "frage", "antwortbar"], ["a", "#REF!", "ja"]])
    assert problems(path) == ["fragen.xlsx, cell B2: #REF!; repair the formula"]


def test_every_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    found = problems(saved(tmp_path, '{"id": "a"\n[1]\n', "fragen.jsonl"))
    assert [problem.split(":")[0] for problem in found[:2]] == ["fragen.jsonl, line 1", "fragen.jsonl, line 2"]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("fragen.csv", b"", "the table is empty"),
        ("fragen.jsonl", b"\n", "the file is empty"),
        ("fragen.xlsx", b"PK nothing", "no workbook can be read"),
        ("fragen.xlsx", b"", "no workbook can be read"),
        ("fragen.ods", b"x", "questions are read from .csv"),
        ("fragen.csv", b"id;frage\na;\x81\xff\n", "is no character"),
        ("fragen.csv", b"id;frage;frage\n", "two columns are called 'frage'"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    found = problems(saved(tmp_path, content, name))
    assert found[0].startswith(name)
    assert what in found[0]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "fragen.csv")[0].startswith("fragen.csv: cannot be read")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, two = (saved(f, f"id;frage;antwortbar\n{f.name};Wo?;ja\n") for f in (tmp_path, tmp_path / "b"))
    assert problems(one, two) == ["fragen: two files have this name; rename one"]


# --- labels ----------------------------------------------------------------------------------------------------------


def test_expected_pages_that_do_not_exist_are_reported_with_the_nearest(
    small_versions: Path, onnx_embedder: Embedder
) -> None:
    index = Index.open(small_versions, onnx_embedder)
    try:
        known = sorted(index.places)[0]
        case = Case("a", "Wo?", (known, f"{known}x", "other:zzz"), True, set="fragen", row=7)
        found = missing_pages([case], index)
    finally:
        index.close()
    assert [(missing.page_id, missing.nearest) for missing in found] == [(f"{known}x", known), ("other:zzz", "")]
    assert str(found[0]) == f"fragen, row 7 (a): there is no page {known}x; did you mean {known}?"


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_prints_what_it_read_or_what_is_wrong_in_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = saved(tmp_path, f"{HEADER}\na;Was?;m:a|m:b;ja;;37 €;;;kosten, kurz;\n")
    bad = saved(tmp_path, f"{HEADER}\na;Was?;;vielleicht;;;;;;\n", "schlecht.csv")
    assert main(["cases", str(good), str(bad), "--json"]) == 2
    one, other = json.loads(capsys.readouterr().out)["sets"]
    assert (one["problems"], one["cases"][0]["erwartete_quellen"], one["cases"][0]["tags"]) == (
        [],
        "m:a|m:b",
        "kosten, kurz",
    )
    assert other["problems"] == ["schlecht.csv, Zeile 2, Spalte antwortbar: 'vielleicht' ist weder ja noch nein."]
    assert other["cases"] == []


def test_the_command_writes_a_table_anew_and_overwrites_none(tmp_path: Path) -> None:
    path = saved(tmp_path, f"{HEADER}\na;=1+1?;m:a;ja;;;;;;\n")
    out = tmp_path / "neu.xlsx"
    assert main(["cases", str(path), "--out", str(out)]) == 0
    assert read(out) == [replace(case, set="neu") for case in read(path)]
    assert main(["cases", str(path), "--out", str(out)]) == 2
