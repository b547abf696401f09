from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.page import Link, Page
from corpus.sources import Failure, Skipped, Source, SourceError, xzufi
from tests.hostile import archive

SKELETON = Path(__file__).parents[2] / "shared" / "data" / "formats" / "xzufi22_skeleton_UNVALIDATED.xml"
NS = "http://schemata.example/xzufi/2_2_0"


def _module(code: str, html: str, more: str = "") -> str:
    text = html.replace("<", "&lt;")
    return (
        f'<x:modulText><x:inhalt languageCode="de">{text}</x:inhalt>'
        f"<x:leikaTextmodul><code>{code}</code></x:leikaTextmodul>{more}</x:modulText>"
    )


def _service(native: str = "12", title: str = "Hund anmelden", more: str = "") -> str:
    named = _module("03", title) if title else ""
    return f'<x:leistung><x:id schemeAgencyID="S1">{native}</x:id>{named}{more}</x:leistung>'


def _file(*parts: str, operation: str = "schreibe", namespace: str = NS) -> bytes:
    inner = "".join(f"<x:{operation}>{part}</x:{operation}>" for part in parts)
    return f'<x:transferoperation xmlns:x="{namespace}">{inner}</x:transferoperation>'.encode()


def _read(tmp_path: Path, content: bytes, name: str = "a.xml") -> list[Page | Failure | Skipped]:
    (tmp_path / name).write_bytes(content)
    return list(xzufi.read(Source("stadt", "xzufi", tmp_path / name, scope="09162000")))


def _page(tmp_path: Path, more: str) -> Page:
    (page,) = _read(tmp_path, _file(_service(more=more)))
    assert isinstance(page, Page)
    return page


def test_a_service_becomes_a_page_with_its_modules_in_a_citizens_order(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        _module("02", "Hundesteueranmeldung")
        + _module("08", "<ul><li>Ausweis</li></ul>")
        + _module("06", "<p>Jeder Hund wird angemeldet.</p>")
        + '<x:modulKosten><x:beschreibung languageCode="de">90 Euro</x:beschreibung></x:modulKosten>'
        + '<x:modulFrist><x:beschreibung languageCode="de">einen Monat</x:beschreibung></x:modulFrist>'
        + _module("07", "§ 16 Abs. 2 SGB I und die Hundesteuersatzung"),
    )
    assert (page.id, page.title, page.scope) == ("stadt:S1-12", "Hund anmelden", "09162000")
    assert [section.heading for section in page.sections] == [
        "Volltext",
        "Unterlagen",
        "Kosten",
        "Fristen",
        "Rechtsgrundlagen",
    ]
    assert page.sections[1].text == "- Ausweis"
    assert page.legal_basis == ("§ 16 Abs. 2 SGB I",)


def test_links_forms_synonyms_keys_and_dates_are_read(tmp_path: Path) -> None:
    link = (
        "<x:weiterfuehrenderLink><x:uri>https://stadt.example/{}</x:uri><x:titel>{}</x:titel></x:weiterfuehrenderLink>"
    )
    page = _page(
        tmp_path,
        _module("14", "", link.format("f", "Formular"))
        + _module("06", "Text", link.format("i", "Mehr"))
        + "<x:referenzLeiKa><code>99008001000000</code></x:referenzLeiKa>"
        + "<x:referenzLeiKa><code>falsch</code></x:referenzLeiKa>"
        + "<x:modulBegriffImKontext><x:begriffImKontext><x:begriff>Hundemarke</x:begriff></x:begriffImKontext>"
        + "</x:modulBegriffImKontext>"
        + "<x:modulUrsprungsportal><x:uri>https://stadt.example/hund</x:uri></x:modulUrsprungsportal>"
        + "<x:versionsinformation>"
        + "<x:geaendertDatumZeit>2026-03-01T08:00:00</x:geaendertDatumZeit></x:versionsinformation>",
    )
    assert page.forms == (Link("Formular", "https://stadt.example/f"),)
    assert page.links == (Link("Mehr", "https://stadt.example/i"),)
    assert (page.leika, page.keywords) == (("99008001000000",), ("Hundemarke",))
    assert (page.url, page.updated) == ("https://stadt.example/hund", date(2026, 3, 1))


def test_both_versions_of_the_format_are_read(tmp_path: Path) -> None:
    for namespace in ("http://xoev.de/schemata/xzufi/2_1_0", "http://xoev.de/schemata/xzufi/2_2_0"):
        (page,) = _read(tmp_path, _file(_service(), namespace=namespace))
        assert isinstance(page, Page)


def test_the_title_for_citizens_is_preferred_and_the_official_one_falls_in(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, _file(_service(title="", more=_module("02", "Hundesteueranmeldung"))))
    assert isinstance(page, Page)
    assert page.title == "Hundesteueranmeldung"


def test_one_broken_record_does_not_stop_the_others(tmp_path: Path) -> None:
    found = _read(tmp_path, _file(_service("1"), _service("2", title=""), _service("3")))
    assert [type(record) for record in found] == [Page, Failure, Page]
    assert isinstance(found[1], Failure)
    assert found[1].key == "stadt:S1-2"


def test_what_is_no_service_is_skipped_and_counted(tmp_path: Path) -> None:
    found = _read(tmp_path, _file(_service(), "<x:organisationseinheit><x:id>9</x:id></x:organisationseinheit>"))
    assert isinstance(found[1], Skipped)


def test_a_later_file_replaces_and_removes_what_an_earlier_one_wrote(tmp_path: Path) -> None:
    (tmp_path / "index.txt").write_bytes(b"b.xml\r\na.xml\r\n")
    (tmp_path / "b.xml").write_bytes(_file(_service("1", "alt"), _service("2")))
    (tmp_path / "a.xml").write_bytes(
        _file(_service("1", "neu")).replace(
            b"</x:transferoperation>",
            b'<x:loesche><x:id schemeAgencyID="S1">2</x:id></x:loesche></x:transferoperation>',
        )
    )
    found = list(xzufi.read(Source("stadt", "xzufi", tmp_path)))
    assert [page.title for page in found if isinstance(page, Page)] == ["neu"]


def test_one_broken_file_of_a_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<kaputt")
    (tmp_path / "b.xml").write_bytes(_file(_service()))
    found = list(xzufi.read(Source("stadt", "xzufi", tmp_path)))
    assert [type(record) for record in found] == [Failure, Page]


def test_an_archive_and_a_page_of_json_are_read(tmp_path: Path) -> None:
    assert len(_read(tmp_path, archive({"feed/a.xml": _file(_service())}), "a.zip")) == 1
    page = json.dumps({"xzufiObjekte": _file(_service()).decode(), "naechsterIndex": None})
    assert len(_read(tmp_path, page.encode(), "a.json")) == 1


@pytest.mark.skipif(not SKELETON.exists(), reason="the shared data is not here")
def test_the_skeleton_that_others_parsers_agree_on_is_read(tmp_path: Path) -> None:
    found = list(xzufi.read(Source("stadt", "xzufi", SKELETON)))
    assert [record.reason.partition(" (")[0] for record in found if isinstance(record, Failure)] == [
        "the record has no id or no title"
    ]  # it has no module 02 or 03
    with_title = SKELETON.read_text().replace(
        "<code>06</code><name>Volltext</name>", "<code>03</code><name>x</name>", 1
    )
    (page,) = _read(tmp_path, with_title.encode())
    assert isinstance(page, Page)
    assert (page.keywords, page.leika) == (("Perso",), ("99008001000000",))


# --- hostile files ---------------------------------------------------------------------------------------------------

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<x:transferoperation xmlns:x="xzufi">&a;</x:transferoperation>'
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xzufi>&b;</xzufi>'


@pytest.mark.parametrize("content", [ENTITIES, LAUGHS])
def test_entities_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError, match="document type or entities"):
        _read(tmp_path, content.encode())


@pytest.mark.parametrize("content", [b"", b"<html/>", b"\xff\xfe\x00", b"<" * 10_000, b"<a>" * 200_000])
def test_what_is_no_xzufi_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError):
        _read(tmp_path, content)


@pytest.mark.parametrize("name", ["../../etc/a.xml", "/etc/a.xml", "a\\..\\b.xml", "c:/a.xml"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="leads out"):
        _read(tmp_path, archive({name: _file(_service())}), "a.zip")
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "index.txt").write_text(name)
    with pytest.raises(SourceError, match="leads out"):
        list(xzufi.read(Source("stadt", "xzufi", tmp_path / "feed")))


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="unpacks to"):
        _read(tmp_path, archive({"a.xml": b" " * 90_000_000}), "a.zip")


def test_a_file_larger_than_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "a.xml"
    with big.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    with pytest.raises(SourceError, match="larger than"):
        list(xzufi.read(Source("stadt", "xzufi", big)))
