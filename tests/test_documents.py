from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from corpus import blocks
from corpus.page import Page
from corpus.sources import Failure, Skipped, Source, SourceError, document
from tests.hostile import archive, pdf, word

LEAFLET = pdf(
    [
        (50, 780, 20, "Merkblatt Hund"),
        (50, 740, 11, "Jeder Hund muss bei der Stadt angemel-"),
        (50, 726, 11, "det werden, auch ein kleiner."),
        (50, 690, 11, "Das gilt vom ersten Tag an."),
        (50, 650, 15, "Kosten"),
        (55, 612, 11, "Hund"),
        (205, 612, 11, "Steuer"),
        (55, 592, 11, "der erste"),
        (205, 592, 11, "90 Euro"),
        (50, 540, 11, "- bar"),
        (50, 526, 11, "- mit Karte"),
    ],
    [(50, 605, 150, 20), (200, 605, 150, 20), (50, 585, 150, 20), (200, 585, 150, 20)],
)


def _read(tmp_path: Path, content: bytes, name: str, **options: str) -> list[Page | Failure | Skipped]:
    (tmp_path / name).write_bytes(content)
    return list(document.read(Source("stadt", "document", tmp_path / name, options=options)))


def _page(tmp_path: Path, content: bytes, name: str, **options: str) -> Page:
    (page,) = _read(tmp_path, content, name, **options)
    assert isinstance(page, Page)
    return page


def test_a_pdf_becomes_a_page_with_joined_lines_headings_and_tables(tmp_path: Path) -> None:
    page = _page(tmp_path, LEAFLET, "Merkblatt Hund.pdf")
    assert (page.id, page.title, page.updated) == ("stadt:merkblatt-hund", "Merkblatt Hund", date(2026, 3, 1))
    first, second = page.sections
    assert (
        first.text
        == "Jeder Hund muss bei der Stadt angemeldet werden, auch ein kleiner.\n\nDas gilt vom ersten Tag an."
    )
    assert second.heading == "Kosten"
    assert blocks.plain(second.text) == "- Hund: der erste; Steuer: 90 Euro\n- bar\n- mit Karte"


def test_a_word_file_becomes_a_page_with_its_headings_as_sections(tmp_path: Path) -> None:
    content = word(
        ("H1", "Hund anmelden"),
        ("", "Jeder Hund muss angemeldet werden."),
        ("H2", "Kosten"),
        [["Hund", "Steuer"], ["der erste", "90 Euro"]],
        ("", "· bar"),
    )
    page = _page(tmp_path, content, "hund.docx", page_kind="service")
    assert (page.title, page.kind) == ("Hund anmelden", "service")
    assert [section.heading for section in page.sections] == ["Volltext", "Kosten"]
    assert "90 Euro" in page.sections[1].text
    assert page.sections[1].text.endswith("- bar")


def test_of_a_folder_each_document_is_a_page_and_a_broken_one_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LEAFLET)
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04kaputt")
    (tmp_path / "c.txt").write_text("kein Dokument")
    found = list(document.read(Source("stadt", "document", tmp_path)))
    assert [type(record) for record in found] == [Page, Failure]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "neither PDF nor Word"),
        (b"%PDF-1.4 kaputt", "cannot be opened"),
        (archive({"../../x": "y"}), "leads out"),
        (archive({"word/document.xml": b" " * 90_000_000}), "unpacks to"),
        (archive({"word/document.xml": "<a/>"}), "cannot be opened"),
        (pdf([]), "has no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        _read(tmp_path, content, "x.pdf")


def test_entities_in_a_word_file_are_refused(tmp_path: Path) -> None:
    prolog = f'<!DOCTYPE d [<!ENTITY g SYSTEM "{(tmp_path / "geheim.txt").as_uri()}">]>'
    for coded in (prolog, prolog.encode("utf-16-le").decode("latin-1")):
        with pytest.raises(SourceError, match="declares a document type"):
            _read(tmp_path, word(("", "vorher &g; nachher"), prolog=coded), "x.docx")


def test_a_document_that_takes_too_long_is_ended_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "SECONDS", 0)
    with pytest.raises(SourceError, match="takes longer"):
        _read(tmp_path, LEAFLET, "y.pdf")


def test_a_document_may_use_little_memory_and_write_no_file() -> None:
    code = (
        "from corpus.sources import document_reader as r; import resource as s; r._limit();"
        "print(s.getrlimit(s.RLIMIT_AS)[0] == r.MEMORY, s.getrlimit(s.RLIMIT_FSIZE)[0], bytearray(r.MEMORY))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
