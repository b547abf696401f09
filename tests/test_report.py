"""What people read about a run, on runs that are written by hand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
import pytest

from bot.events import Outcome
from evaluation.__main__ import main
from evaluation.metrics import FAILURES, Figure
from evaluation.outputs import STAGES, Output, Recorded, Retrieval
from evaluation.report import junit, rows, words
from evaluation.report.page import page, repeated
from evaluation.report.reasons import reasons, titles_of
from evaluation.thresholds import FIGURES, KINDS, Threshold, Thresholds
from tests.recorded import answered_wrongly, recorded, refused, right, written, wrong
from tests.test_metrics import case, document, output, ranked

EVIL = "=cmd|'/c calc'!A1"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
SOME = recorded(
    [
        right("a"),
        wrong("b", tags=("kosten",)),
        answered_wrongly("c"),
        refused("d", language="de"),
        wrong("e", set="other", facts=("46 Euro",)),
    ]
)


def wanting(**least: float) -> Thresholds:
    """Thresholds for any set."""
    return {"default": tuple(Threshold("default", name, "min", value) for name, value in least.items())}


def html(run: Recorded = SOME, **least: float) -> str:
    return page(run, wanting(**(least or {"passed": 0.1})))


def because(made: Output) -> str:
    return " ".join(reasons(made, titles_of([made])))


# --- words -----------------------------------------------------------------------------------------------------------


def test_every_figure_has_words() -> None:
    for name in FIGURES:
        label, meaning = words.term(name)
        assert label
        assert meaning.endswith((".", ")."))


def test_everything_that_is_named_has_words() -> None:
    assert set(words.OUTCOMES) == {"", *(outcome.value for outcome in Outcome)}
    assert set(words.STAGES) == set(STAGES)
    assert set(words.FAILURES) == set(FAILURES)
    assert set(KINDS) | {"answerable"} <= set(words.KINDS)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.percent(0.8693), "86,9\u00a0%"),
        (words.percent(1.0), "100\u00a0%"),
        (words.milliseconds(103.4), "103\u00a0ms"),
        (words.milliseconds(2410), "2,4\u00a0s"),
        (words.signed(-0.5), "−0,5"),
        (words.signed(0.01), "0"),
        (words.distance("facts", 0.031), "3,1 Prozentpunkte"),
        (words.distance("facts", 0.01), "1 Prozentpunkt"),
        (words.distance("latency.p95", 40), "40\u00a0ms"),
        (words.counted(1413, "Frage", "Fragen"), "1.413 Fragen"),
    ],
)
def test_numbers_are_written_as_germans_write_them(said: str, expected: str) -> None:
    assert said == expected


def test_an_interval_is_said_in_words() -> None:
    said = words.sureness("facts", Figure(0.5, 4, 0.0, 1.0)).replace("\u00a0", " ")
    assert said == "mit 95 % Sicherheit zwischen 0 % und 100 % (4 Fragen)"


def test_where_all_agree_it_is_said_what_remains_possible() -> None:
    said = words.sureness("citations.valid", Figure(1.0, 59, 1.0, 1.0)).replace("\u00a0", " ")
    assert said.startswith("bei allen 59 Fragen; dennoch ist ein Anteil bis 5 % möglich")


# --- why -------------------------------------------------------------------------------------------------------------


def test_it_is_said_where_the_right_page_stood() -> None:
    said = because(wrong("a"))
    assert "Zitiert wird „Ausweis“ (m:b) statt einer der richtigen Seiten." in said
    assert "Die richtige Seite stand auf Platz 2, davor die zitierte." in said


def test_it_is_said_that_both_searches_found_it_and_the_sum_did_not() -> None:
    found = Retrieval(dense=(("m:a", 1.0),), fused=(("m:b", 1.0),), kept=(("m:b", 1.0),))
    assert "stand allein nach Bedeutung auf Platz 1, zusammen aber nicht" in because(
        replace(wrong("a"), retrieval=found)
    )


def test_it_is_said_that_neither_search_found_it() -> None:
    found = Retrieval(fused=(("m:b", 1.0),), kept=(("m:b", 1.0),))
    assert "nach keiner der beiden Suchen unter den ersten zehn" in because(replace(wrong("a"), retrieval=found))


def test_it_is_said_why_an_answerable_question_was_refused() -> None:
    found = output(case(), document(Outcome.NO_SOURCE), retrieval=replace(ranked("m:a"), kept=()))
    said = because(replace(found, signals={"probability": 0.3})).replace("\u00a0", " ")
    assert "wurde aber abgelehnt („keine Quelle“)" in said
    assert "auf Platz 1, wurde aber nicht zum Zitieren zugelassen" in said
    assert "beantwortbar ist: 30 %" in said


def test_it_is_said_why_a_question_should_not_have_been_answered() -> None:
    assert "darf nicht beantwortet werden (fremdes Thema)" in because(answered_wrongly("a"))


def test_missing_forbidden_invalid_and_foreign_are_said() -> None:
    made = output(case(facts=("99 Euro",), forbidden=("37 Euro",), language="tr"), standing=(False,))
    said = because(made)
    assert "fehlt „99 Euro“, obwohl die richtige Seite zitiert wird" in said
    assert "Die Antwort enthält „37 Euro“" in said
    assert "Ein Zitat steht nicht wörtlich in der Seite" in said
    assert "auf Deutsch statt auf Türkisch" in said


def test_an_answer_that_broke_off_says_how() -> None:
    assert "TimeoutError: 30 s" in because(Output(case(), error="TimeoutError: 30 s"))


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_verdict_stands_first_and_says_by_how_much() -> None:
    text = html(passed=0.75).replace("\u00a0", " ")
    assert text.index("Prüfung nicht bestanden") < text.index("In Kürze</h2>")
    missed = "Fehlerfreie Antworten im Fragensatz „dev“: 50 %, verlangt mindestens 75 %; es fehlen 25 Prozentpunkte"
    assert f"{missed} (4 Fragen)" in text


def test_a_passed_gate_names_what_was_closest() -> None:
    run = recorded([right("a"), right("b"), wrong("c")])
    text = page(run, wanting(passed=0.6, kept=0.5)).replace("\u00a0", " ")
    assert "Prüfung bestanden: Diese Fassung darf live gehen" in text
    assert (
        "Am knappsten: Fehlerfreie Antworten mit 66,7 %, verlangt mindestens 60 % (6,7 Prozentpunkte Abstand)" in text
    )


def test_a_part_of_a_set_gets_no_verdict() -> None:
    text = html(replace(SOME, outputs=SOME.outputs[:2]))
    assert "Kein Urteil" in text
    assert "Gelaufen sind 2 von 5 Fragen" in text


def test_every_failed_case_is_there_with_everything() -> None:
    text = html()
    assert len(re.findall(r'<details class="case"', text)) == 3
    assert "Fall b (dev, Zeile 0)" in text
    assert "Der Ausweis kostet 37,00 Euro." in text
    assert "beide Suchen zusammen</th><td>Platz 2" in text
    assert "✗ andere Seite" in text
    assert "„46 Euro“" in text


def test_every_plot_has_a_table() -> None:
    text = html()
    assert text.count("<svg") == text.count("Zahlen als Tabelle") >= 4


def test_cases_can_be_chosen_without_a_script() -> None:
    text = html()
    assert '<option value="t0">kosten (1)</option>' in text
    assert 'body:has(#tag option[value="t0"]:checked)' in text
    assert re.search(r'<details class="case"[^>]* data-tag="t0"', text)


def test_what_stands_in_a_question_stays_text() -> None:
    evil = wrong(
        "x<b>",
        question=SCRIPT,
        tags=(SCRIPT, '"] { } body { display: none'),
        note=SCRIPT,
        facts=(SCRIPT,),
        history=(SCRIPT,),
    )
    text = html(recorded([evil, right("a")]))
    assert "<script" not in text
    assert "<img" not in text
    assert "display: none" not in text.split("<style>")[1].split("</style>")[0].split("body:has")[-1].split("{")[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_page_is_complete_in_itself() -> None:
    text = html()
    assert "default-src 'none'" in text
    assert not re.findall(r"(?:src|href)=[\"'](?!#)", text)
    assert "url(" not in text


def test_headings_captions_and_scopes_are_there() -> None:
    text = html()
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert text.count("<table") == text.count("<caption")
    assert not re.findall(r"<th(?! scope)[ >]", text)


def test_what_would_repeat_the_run_is_at_the_end() -> None:
    text = html()
    assert (
        text.index("Wiederholen</h2>")
        > text.index("Was die Wörter bedeuten</h2>")
        > text.index("Fehlerhafte Fälle</h2>")
    )
    assert repeated(SOME.run) == [
        f"git checkout {'0' * 40}",
        "python -m evaluation run dev.csv other.csv --version abc --embedder onnx --scope 09",
    ]


def test_a_run_without_any_failure_is_told_so() -> None:
    assert "Es gibt keine: An keiner der 2 Fragen ist etwas falsch." in html(recorded([right("a"), right("b")]))


def test_a_run_that_only_searched_has_a_report() -> None:
    searched = [replace(made, document=None, standing=(), ms=replace(made.ms, answer=None)) for made in SOME.outputs]
    assert "Findet die Suche die richtigen Seiten?" in html(recorded(searched))


# --- JUnit -----------------------------------------------------------------------------------------------------------


def test_junit_has_a_case_for_each_case_in_a_suite_for_each_set() -> None:
    root = ElementTree.fromstring(junit.xml_bytes(SOME))
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "5",
        "failures": "3",
        "errors": "0",
    }
    assert [(suite.get("name"), len(suite)) for suite in root] == [("dev", 4), ("other", 1)]
    failed = root.find("testsuite/testcase[@name='b: Was kostet ein Ausweis?']/failure")
    assert failed is not None
    assert "auf Platz 2" in failed.get("message", "")
    assert failed.get("type") == "source"


def test_junit_tells_errors_and_forbidden_characters() -> None:
    broken = Output(case("x", question="a\x00b\x1b ]]>"), error="Boom\x08")
    root = ElementTree.fromstring(junit.xml_bytes(recorded([broken])))
    assert root.get("errors") == "1"
    assert root.find("testsuite/testcase/error") is not None


# --- CSV and XLSX ----------------------------------------------------------------------------------------------------


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_is_what_german_excel_opens(tmp_path: Path) -> None:
    rows.write_csv(SOME.outputs, tmp_path / "faelle.csv")
    content = (tmp_path / "faelle.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfFragensatz;Zeile;")
    found = table(content.decode())
    assert [row["Fehlerfrei"] for row in found] == ["ja", "nein", "nein", "ja", "nein"]
    assert (found[1]["Platz zusammen"], found[1]["Sicherheit"], found[1]["Fehler"]) == ("2", "0,5", "falsche Quelle")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_csv_begins_a_formula(start: str) -> None:
    evil = wrong(f"{start}1", question=f"{start}1+1", tags=(f"{start}x",), note=f"{start}2", history=(f"{start}3",))
    for row in table(rows.csv_text([evil])):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        assert row["Frage"] == f"'{start}1+1"


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    rows.write_xlsx([wrong("a", question=EVIL, note="\x07@x")], tmp_path / "faelle.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "faelle.xlsx").active
    cells = {header.value: cell for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["Frage"].data_type, cells["Frage"].value) == ("s", f"'{EVIL}")
    assert cells["Notiz"].value == "'@x"
    assert cells["Platz zusammen"].value == 2


def test_a_text_that_is_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    rows.write_xlsx([wrong("a", question="=" * 40_000)], tmp_path / "faelle.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "faelle.xlsx").active
    assert len(sheet["D2"].value) == 32_767


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_what_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(written(tmp_path / "run", SOME.outputs))
    files = {kind: tmp_path / f"bericht.{kind}" for kind in ("html", "junit", "csv", "xlsx")}
    assert main(["report", folder, *(str(part) for kind, path in files.items() for part in (f"--{kind}", path))]) == 0
    assert all(path.stat().st_size for path in files.values())
    assert str(files["html"]) in capsys.readouterr().out


def test_without_a_file_the_page_lies_in_the_run(tmp_path: Path) -> None:
    folder = written(tmp_path / "run", SOME.outputs)
    assert main(["report", str(folder)]) == 0
    assert (folder / "report.html").read_text().startswith("<!doctype html>")


def test_a_folder_without_a_run_ends_the_command_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "no run can be read there" in capsys.readouterr().err
