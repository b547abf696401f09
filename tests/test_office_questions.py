"""Question sets in the office: what is edited there is what the evaluation reads, and nothing is half done."""

from __future__ import annotations

import io
import json
from collections.abc import Generator
from pathlib import Path

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
import pytest

from bot.office.casetable import FIELDS, FOR_ANSWERABLE, FOR_OTHERS, TypedCase, faults, merged, typed_of
from bot.office.questions import QuestionFile, QuestionSets
from evaluation.cases import COLUMNS, CasesError, read, read_sets
from evaluation.cases_commands import row, write
from evaluation.faults import in_german
from tests.desk import HUND, Clerk, Desk, opened
from tests.serving import ROOT


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


@pytest.fixture
def sets(desk: Desk) -> QuestionSets:
    return QuestionSets(desk.settings)


@pytest.fixture
def own(sets: QuestionSets) -> Generator[QuestionFile]:
    """An own set with one question."""
    rows = [{"id": "h-1", "frage": "Was kostet ein Hund?", "antwortbar": "ja", "erwartete_quellen": HUND}]
    made = sets.create("eigene", rows)
    yield made
    sets.remove(made)


def sent(clerk: Clerk, upload: str, content: bytes, **fields: str) -> Clerk:
    """Send a file in the form."""
    answer = clerk.client.post(
        "/office/fragen/einlesen",
        data={"csrf": clerk.token(), **fields},
        files={"datei": (upload, content)},
        follow_redirects=True,
        timeout=120,
    )
    return clerk._shown(answer)  # pyright: ignore[reportPrivateUsage]  # a form with a file is rare


# --- the table -------------------------------------------------------------------------------------------------------


def test_the_columns_are_those_that_the_evaluation_reads() -> None:
    assert tuple(names[0] for names in COLUMNS.values()) == FIELDS


@pytest.mark.parametrize("answerable", ["ja", "nein"])
def test_what_the_form_lets_through_is_read_without_a_complaint(tmp_path: Path, answerable: str) -> None:
    for number, outcome in enumerate(("", *FOR_ANSWERABLE, *FOR_OTHERS)):
        cells = {"id": "x", "frage": "Was?\nUnd wie?", "antwortbar": answerable, "erwartetes_ergebnis": outcome}
        typed = TypedCase(cells | {"muss_enthalten": "37 €\nbar", "verlauf": "a|b\nc"}, (HUND,))
        if faults(typed, (), {HUND}):
            continue
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(typed.row, ensure_ascii=False) + "\n", encoding="utf-8")
        [case] = read(path)
        assert (case.answerable, case.facts, case.history) == (answerable == "ja", ("37 €", "bar"), ("a/b", "c"))
        assert typed_of(typed.row).row == typed.row


def test_every_fault_of_a_form_is_named_at_its_field() -> None:
    typed = TypedCase({"id": "a", "antwortbar": "nein", "erwartetes_ergebnis": "answered", "sprache": "xx"}, ("m:weg",))
    assert set(faults(typed, {"a"}, ())) == {"id", "frage", "erwartetes_ergebnis", "sprache", "pages"}


def test_an_import_says_what_is_new_changed_and_gone() -> None:
    before = [{"id": "a", "frage": "1"}, {"id": "b", "frage": "2"}]
    taken = [{"id": "b", "frage": "anders"}, {"id": "c", "frage": "3"}]
    added = merged(before, taken, replace=False)
    assert [one["id"] for one in added.rows] == ["a", "b", "c"]
    assert (added.added, added.changed, added.same, added.gone) == (1, 1, 0, 0)
    replaced = merged(before, taken, replace=True)
    assert ([one["id"] for one in replaced.rows], replaced.gone) == (["b", "c"], 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_a_set_that_is_written_as_a_table_reads_back_the_same(tmp_path: Path, kind: str) -> None:
    cases = read(ROOT / "evaluation" / "questions" / "dev.csv")[:40]
    write(tmp_path / f"dev.{kind}", cases)
    again = read(tmp_path / f"dev.{kind}")
    assert [row(case) for case in again] == [row(case) for case in cases]


def test_what_is_wrong_with_a_file_is_said_in_german(tmp_path: Path) -> None:
    table = "id;frage;antwortbar;erwartetes_ergebnis;sprache;Antwort;erwartete_quellen\n"
    table += "a;;vielleicht;answred;de;;keine Seite\na;x;nein;answered;zz;;\n;x;;;;;;;verrutscht\nb;x;ja;no_source;;;\n"
    (tmp_path / "fragen.csv").write_text(table, encoding="utf-8")
    (tmp_path / "leer.csv").write_text("", encoding="utf-8")
    with pytest.raises(CasesError) as caught:
        read_sets([tmp_path / "fragen.csv", tmp_path / "leer.csv", tmp_path / "fehlt.csv", tmp_path / "a.pdf"])
    said = in_german(caught.value.problems)
    assert "fragen.csv, Zeile 2, Spalte antwortbar: 'vielleicht' ist weder ja noch nein." in said
    english = ("write", "unknown", "empty", "already", "neither", "does not", "column", "row", "mean", "read from")
    assert [line for line in said if any(f" {word} " in f" {line} " for word in english)] == []
    assert len(said) == len(caught.value.problems) >= 10


# --- in the browser --------------------------------------------------------------------------------------------------


def test_a_question_is_added_with_the_page_found_by_its_title_changed_and_deleted(
    desk: Desk, sets: QuestionSets, own: QuestionFile
) -> None:
    clerk = desk.signed_in("qa").get("/office/fragen/eigene/neu")
    clerk.send("#fall", frage="Wo melde ich meinen Hund an?", suche="hund", action="search")
    found = [str(box["value"]) for box in clerk.page.select("input[name=pages]")]
    assert HUND in found
    clerk.send("#fall", pages=[HUND], action="save", muss_enthalten="90 Euro")
    assert (clerk.status, "Die Frage ist gespeichert." in clerk.text) == (200, True)
    kept = sets.rows(own)[1]
    assert (kept["id"], kept["erwartete_quellen"], kept["muss_enthalten"]) == ("eigene-002", HUND, "90 Euro")
    clerk.get("/office/fragen/eigene/fall?id=eigene-002").send("#fall", frage="Wo meldet man Hunde an?", action="save")
    assert sets.rows(own)[1]["frage"] == "Wo meldet man Hunde an?"
    clerk.get("/office/fragen/eigene/fall?id=eigene-002").send("#fall", action="delete")
    assert [one["id"] for one in sets.rows(own)] == ["h-1"]
    deeds = [(entry.what, entry.subject) for entry in desk.office.store.entries()]
    assert ("questions_changed", "eigene/eigene-002") in deeds
    assert [case.id for case in read(own.path)] == ["h-1"]


def test_of_two_who_change_one_question_the_second_is_told(desk: Desk, sets: QuestionSets, own: QuestionFile) -> None:
    one, other = (desk.signed_in("qa").get("/office/fragen/eigene/fall?id=h-1") for _ in range(2))
    assert one.send("#fall", frage="Erste Fassung?", action="save").status == 200
    assert other.send("#fall", frage="Zweite Fassung?", action="save").status == 409
    assert sets.rows(own)[0]["frage"] == "Erste Fassung?"


def test_what_looks_like_a_real_person_is_asked_about(desk: Desk, sets: QuestionSets, own: QuestionFile) -> None:
    clerk = desk.signed_in("qa").get("/office/fragen/eigene/fall?id=h-1")
    clerk.send("#fall", frage="Ich heiße Aylin Yılmaz, was kostet ein Hund?", action="save")
    assert (clerk.status, "persönlichen Angaben" in clerk.text, "Aylin Yılmaz" in clerk.text) == (422, True, True)
    clerk.send("#fall", action="save", erfunden="1")
    assert (clerk.status, sets.rows(own)[0]["frage"][:10]) == (200, "Ich heiße ")


def test_a_shipped_set_is_read_only_and_can_be_copied(desk: Desk, sets: QuestionSets) -> None:
    clerk = desk.signed_in("qa")
    clerk.client.timeout = 120
    assert "dev-001" in clerk.get("/office/fragen/dev").text
    assert clerk.post("/office/fragen/dev/fall", action="delete", bisher="dev-001").status == 409
    assert "Speichern" not in clerk.get("/office/fragen/dev/fall?id=dev-001").text
    clerk.post("/office/fragen", name="meine", vorlage="dev")
    copied = sets.file("meine")
    assert len(sets.rows(copied)) == len(read(ROOT / "evaluation" / "questions" / "dev.csv"))
    sets.remove(copied)


def test_a_table_is_taken_in_whole_or_not_at_all(desk: Desk, sets: QuestionSets, own: QuestionFile) -> None:
    clerk = desk.signed_in("qa")
    bad = b"id;frage;antwortbar\nh-2;Gute Frage?;ja\nh-3;Schlechte?;vielleicht\n"
    refused = sent(clerk, "bögen.csv", bad, ziel="eigene")
    assert (refused.status, "Zeile 3, Spalte antwortbar" in refused.text) == (422, True)
    assert [one["id"] for one in sets.rows(own)] == ["h-1"]
    taken = sent(clerk, "bögen.csv", bad.replace(b"vielleicht", b"nein"), ziel="eigene")
    assert (taken.status, "2 neu, 0 geändert" in taken.text) == (200, True)
    assert [one["id"] for one in sets.rows(own)] == ["h-1", "h-2", "h-3"]


def test_a_set_goes_out_as_a_workbook_and_comes_back(desk: Desk, sets: QuestionSets, own: QuestionFile) -> None:
    clerk = desk.signed_in("auditor")
    clerk.client.timeout = 120
    answer = clerk.client.get("/office/fragen/eigene/datei.xlsx")
    assert answer.headers["content-disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in next(book.worksheets[0].iter_rows())] == list(FIELDS)
    taken = sent(desk.signed_in("qa"), "zurück.xlsx", answer.content, name="zweite")
    assert "1 neu" in taken.text
    assert sets.rows(sets.file("zweite"))[0]["erwartete_quellen"] == HUND
    sets.remove(sets.file("zweite"))


@pytest.mark.parametrize("name", ["../x", "praxis", "A B", "eigene", ""])
def test_a_name_that_cannot_be_one_is_refused(desk: Desk, own: QuestionFile, name: str) -> None:
    assert desk.signed_in("qa").post("/office/fragen", name=name).status == 422


def test_a_file_that_is_no_table_is_refused_before_it_is_opened(desk: Desk) -> None:
    for name, content in (("bild.png", b"x"), ("kaputt.xlsx", b"PK\x03\x04 nichts")):
        refused = sent(desk.signed_in("qa"), name, content, name="dritte")
        assert (refused.status, "Nichts wurde eingelesen" in refused.text) == (422, True)
