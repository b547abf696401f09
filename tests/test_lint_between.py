from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.folder import load
from corpus.lint import Finding, lint_all
from corpus.lint.contradictions import number
from corpus.lint.report import NO_OFFICE, by_office, duties_csv, findings_csv
from corpus.page import Office, Page, Section

TODAY = date(2026, 6, 1)
PAGES = Path(__file__).parent / "pages"
GOOD = next(page for page in load(PAGES).pages if page.id == "muster:hund")
OTHER = replace(GOOD, id="muster:hund-2", title="Etwas anderes")


def _found(kind: str, *pages: Page) -> list[Finding]:
    return [finding for finding in lint_all(pages, TODAY) if finding.kind == kind]


def _says(page: Page, *texts: str) -> Page:
    return replace(page, sections=tuple(Section("Kosten", text) for text in texts))


def test_a_title_that_two_pages_share_is_found_on_both() -> None:
    other = replace(OTHER, title="HUND anmelden")
    assert [one.page_id for one in _found("duplicate_title", GOOD, other)] == ["muster:hund", "muster:hund-2"]
    assert not _found("duplicate_title", GOOD, replace(other, scope="99002000"))


def test_nearly_equal_texts_are_found_and_towns_may_say_the_same() -> None:
    assert [one.page_id for one in _found("duplicate_text", GOOD, OTHER)] == ["muster:hund"]
    assert not _found("duplicate_text", GOOD, replace(OTHER, scope="99002000"))
    assert not _found("duplicate_text", GOOD, _says(OTHER, "Ein ganz anderer Text über andere Dinge. " * 9))


def test_two_fees_for_one_service_are_found_wherever_they_stand() -> None:
    here = _says(GOOD, "Der Reisepass kostet 70,00 Euro.")
    there = _says(OTHER, "Die Gebühr für den Reisepass beträgt 60 Euro.")
    found = _found("fee_contradiction", here, there)
    assert [one.quote for one in found] == ["Der Reisepass kostet 70,00 Euro.", there.sections[0].text]
    assert "muster:hund-2" in found[0].what


@pytest.mark.parametrize(
    "other",
    [
        "Der Reisepass kostet 70 Euro.",
        "Der Expresspass kostet 102 Euro.",
        "Der Reisepass kostet 37,50 Euro, wenn Sie jünger als 24 Jahre sind, und sonst 70,00 Euro.",
        "Der Versand des Reisepasses kostet 15 Euro.",
    ],
)
def test_another_thing_or_another_case_is_no_contradiction(other: str) -> None:
    assert not _found("fee_contradiction", _says(GOOD, "Der Reisepass kostet 70,00 Euro.", other))


def test_a_fee_for_all_that_no_case_has_is_a_contradiction() -> None:
    cases = ("Der Ausweis kostet 46 Euro ab 24 Jahren.", "Der Ausweis kostet 27,60 Euro unter 24 Jahren.")
    assert len(_found("fee_contradiction", _says(GOOD, "Der Ausweis kostet 37 Euro.", *cases))) == 3
    assert not _found("fee_contradiction", _says(GOOD, "Der Ausweis kostet 46 Euro.", *cases))


def test_towns_may_have_their_own_fees() -> None:
    here, there = (_says(GOOD, f"Der Hund kostet {amount} Euro.") for amount in (90, 60))
    assert not _found("fee_contradiction", here, replace(there, id="muster:hund-2", scope="99002000"))


def test_two_numbers_of_one_office_are_found_on_both_pages() -> None:
    here = replace(GOOD, office=Office("Steueramt", phone="+49 (0)69 12-34"))
    assert len(_found("phone_contradiction", here, replace(OTHER, office=Office("STEUERAMT", phone="069 1299")))) == 2
    assert not _found("phone_contradiction", here, replace(OTHER, office=Office("Steueramt", phone="069/1234")))


def test_the_text_of_an_office_page_must_know_its_number() -> None:
    office = replace(_says(GOOD, "Sie erreichen uns unter 069 90009-270."), kind="information")
    assert _found("phone_contradiction", replace(office, office=Office("Amt", phone="069 90009-999")))
    assert not _found("phone_contradiction", replace(office, office=Office("Amt", phone="069 90009270")))


@pytest.mark.parametrize("phone", ["069 90009-270", "+49 69 90009270", "+49 (0)69/90009-270", "0049 69 90009 270"])
def test_numbers_are_compared_by_their_digits(phone: str) -> None:
    assert number(phone).endswith("6990009270")


# --- reports ---------------------------------------------------------------------------------------------------------


def test_the_duty_report_counts_pages_office_by_office() -> None:
    bare = Page("muster:x", "service", "Ding", office=Office("Steueramt", phone="1"), sections=(Section("A", "Text."),))
    nowhere = replace(bare, id="muster:y", office=None)
    pages = [GOOD, bare, nowhere]
    rows = {row.office: row for row in by_office(pages, lint_all(pages, TODAY))}
    assert (rows[NO_OFFICE].services, rows[NO_OFFICE].complete) == (1, 0)
    assert rows[NO_OFFICE].lacking["office_missing"] == 1
    assert rows["Steueramt"].lacking["fee_missing"] == 1


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", " =1", "\u00a0=1"])
def test_no_cell_begins_a_formula(title: str) -> None:
    page = replace(GOOD, title=title, office=Office(title, phone="1"), sections=(Section("Hinweise", ""),))
    findings = lint_all([page], TODAY)
    for text in (findings_csv(findings, [page]), duties_csv(by_office([page], findings))):
        cells = [cell.strip('"') for line in text.lstrip("\ufeff").splitlines() for cell in line.split('";"')]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
        assert any(cell.startswith("'") for cell in cells)


def test_the_check_command_filters_and_writes_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["check", "--pages", str(PAGES)]
    files = ["--csv", str(tmp_path / "a.csv"), "--duties-csv", str(tmp_path / "b.csv")]
    assert main([*where, *files, "--json", "--kind", "officialese", "fee_missing"]) == 0
    kinds = {json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()}
    assert kinds <= {"officialese", "fee_missing"}
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith('"Seite";"Titel"')
    assert (tmp_path / "b.csv").read_text(encoding="utf-8-sig").startswith('"Stelle";"Leistungen"')
    assert main([*where, "--duties"]) == 0
    assert "Steueramt" in capsys.readouterr().out
