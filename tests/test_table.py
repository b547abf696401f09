from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.page import Link, Office, Page
from corpus.sources import Failure, Skipped, Source, SourceError, table


def _read(tmp_path: Path, content: str | bytes, columns: str = "") -> list[Page | Failure | Skipped]:
    file = tmp_path / "leistungen.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(table.read(Source("stadt", "csv", file, options={"columns": columns} if columns else {})))


def _page(tmp_path: Path, content: str | bytes, columns: str = "") -> Page:
    (page,) = _read(tmp_path, content, columns)
    assert isinstance(page, Page)
    return page


def test_a_row_becomes_a_page_by_its_headers(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        "Kennung;Leistung;Gebühren;Was muss ich mitbringen?;Stichwörter;Amt;Telefon;Link;Online-Formular;Stand\n"
        "17;Hund anmelden;90 Euro;Ausweis;Hundemarke, Hundesteuer;Steueramt;069 1;https://s.example/h;"
        "https://s.example/f;1.6.2026\n",
    )
    assert (page.id, page.title, page.url, page.updated) == (
        "stadt:17",
        "Hund anmelden",
        "https://s.example/h",
        date(2026, 6, 1),
    )
    assert [(one.heading, one.text) for one in page.sections] == [("Kosten", "90 Euro"), ("Unterlagen", "Ausweis")]
    assert page.keywords == ("Hundemarke", "Hundesteuer")
    assert page.office == Office("Steueramt", phone="069 1")
    assert page.forms == (Link("Formular", "https://s.example/f"),)


def test_a_column_that_nobody_knows_is_a_section_of_its_own(tmp_path: Path) -> None:
    page = _page(tmp_path, "Titel,Besonderes\nHund anmelden,Auch am Samstag.\n")
    assert (page.id, page.sections[0].heading) == ("stadt:hund-anmelden", "Besonderes")


def test_columns_of_other_names_are_named_in_the_source(tmp_path: Path) -> None:
    page = _page(tmp_path, "Angebot\tPreis\nHund\t90 Euro\n", "Angebot=title, Preis=Kosten")
    assert (page.title, page.sections[0].heading) == ("Hund", "Kosten")
    with pytest.raises(SourceError, match="neither a field"):
        _read(tmp_path, "Angebot\nHund\n", "Angebot=Farbe")


def test_what_a_german_spreadsheet_writes_is_read(tmp_path: Path) -> None:
    page = _page(tmp_path, 'Titel;Kosten\r\n"Müll; groß";"5,00 €\r\nbar"\r\n;\r\n'.encode("cp1252"))
    assert (page.title, page.sections[0].text) == ("Müll; groß", "5,00 €\nbar")


@pytest.mark.parametrize(
    ("content", "reason"), [("", "no column of titles"), ("Farbe\nrot\n", "among Farbe"), (b"\0\0", "no text")]
)
def test_what_is_no_table_of_services_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        _read(tmp_path, content)


def test_a_row_without_a_title_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    found = _read(tmp_path, "Titel;Kosten\n;5 Euro\nHund;90 Euro\n")
    assert [type(record) for record in found] == [Failure, Page]
