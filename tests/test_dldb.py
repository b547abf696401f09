from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.page import Link, Office, Page, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.dldb import read

SHARED = Path(__file__).parents[2] / "shared" / "data"
MUNICH = SHARED / "services" / "munich" / "services_de.json"
OPTIONS = {"page_url": "https://stadt.example/info/{id}/", "attribution": "Stadt Muster"}

RECORD: dict[str, Any] = {
    "id": "17",
    "name": "Hundesteuer",
    "description": "<p>Melden Sie Ihren Hund innerhalb von zwei Wochen beim Steueramt an, auch den zweiten.</p>",
    "fees": "<p>90 Euro</p>",
    "leika": "99102013000000",
    "public": True,
    "meta": {"lastupdate": "2026-06-08T07:41:01", "url": "https://stadt.example/#/{serviceId}", "locale": "de"},
    "authorities": [{"id": "1", "name": "Stadtverwaltung Muster", "webinfo": ""}],
    "appointment": {"link": "https://stadt.example/termin/#/services/{serviceId}"},
}


def _read(tmp_path: Path, *records: Any, **options: str) -> list[Page | Failure | Skipped]:
    file = tmp_path / "services.json"
    file.write_text(json.dumps({"meta": {}, "data": list(records)}), encoding="utf-8")
    source = Source("stadt", "dldb", file, scope="99001000", licence="CC BY 4.0", options=OPTIONS | options)
    return list(read(source))


def _page(tmp_path: Path, **changes: Any) -> Page:
    (page,) = _read(tmp_path, RECORD | changes)
    assert isinstance(page, Page)
    return page


def _section(page: Page, heading: str) -> str:
    return next((section.text for section in page.sections if section.heading == heading), "")


def test_a_record_becomes_a_page(tmp_path: Path) -> None:
    page = _page(tmp_path)
    assert page == Page(
        id="stadt:17",
        kind="service",
        title="Hundesteuer",
        scope="99001000",
        office=Office(name="Stadtverwaltung Muster", appointment_url="https://stadt.example/termin/#/services/17"),
        leika=("99102013000000",),
        updated=date(2026, 6, 8),
        url="https://stadt.example/info/17/",
        licence="CC BY 4.0, Stadt Muster",
        sections=(
            Section(
                "Beschreibung",
                "Melden Sie Ihren Hund innerhalb von zwei Wochen beim Steueramt an, auch den zweiten.",
            ),
            Section("Gebühren", "90 Euro"),
        ),
    )


# --- the dirt --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", [False, None, "", "\u200b", "<p> &nbsp;</p>", []])
def test_a_description_that_is_none_leaves_the_fees(tmp_path: Path, empty: Any) -> None:
    assert [section.heading for section in _page(tmp_path, description=empty).sections] == ["Gebühren"]


@pytest.mark.parametrize("text", ["", "\u200b", "<p></p>", "–"])
def test_a_record_without_text_is_left_out_and_counted(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, RECORD | {"description": text, "fees": ""}) == [Skipped("stadt:17", "no text")]


def test_a_note_to_staff_is_left_out(tmp_path: Path) -> None:
    (left_out,) = _read(tmp_path, RECORD | {"description": "Wir bekleben Ihren Helm.", "fees": None})
    assert isinstance(left_out, Skipped)


def test_a_short_description_with_a_form_is_kept(tmp_path: Path) -> None:
    forms = [{"name": "Antrag", "link": "https://stadt.example/a.pdf", "description": False}]
    assert _page(tmp_path, description="Gültigkeit: Drei Jahre", fees=None, forms=forms).forms


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Testleistung"},
        {"description": "Das ist eine Fake Dienstleistung um den Kiosk zu versorgen."},
        {"description": "<p>Diese DL existiert im DL-Finder nicht und müsste übernommen werden.</p>"},
        {"name": "Test 2"},
        {"description": "Lorem ipsum dolor sit amet"},
    ],
)
def test_a_test_record_is_left_out(tmp_path: Path, changes: dict[str, str]) -> None:
    assert _read(tmp_path, RECORD | changes) == [Skipped("stadt:17", "a test record")]


@pytest.mark.parametrize(
    "name", ["Testament hinterlegen", "Eignungstest Fahrerlaubnis", "Schnelltest", "Testierfähigkeit"]
)
def test_a_real_service_is_no_test_record(tmp_path: Path, name: str) -> None:
    assert _page(tmp_path, name=name).title == name


def test_a_service_that_is_not_public_is_kept_without_its_booking(tmp_path: Path) -> None:
    assert _page(tmp_path, public=False).office == Office(name="Stadtverwaltung Muster")


def test_a_link_that_is_also_a_form_appears_only_as_a_form(tmp_path: Path) -> None:
    form = {"name": "Antrag", "link": "https://stadt.example/a.pdf"}
    other = {"name": "Tierheim", "link": "https://tierheim.example/"}
    page = _page(tmp_path, forms=[form, form], links=[form, other, other])
    assert page.forms == (Link("Antrag", "https://stadt.example/a.pdf"),)
    assert page.links == (Link("Tierheim", "https://tierheim.example/"),)


def test_an_address_within_the_description_becomes_a_link(tmp_path: Path) -> None:
    html = f"{RECORD['description']}<p>Siehe <a href='https://stadt.example/b'>Merkblatt</a>.</p>"
    assert _page(tmp_path, description=html).links == (Link("Merkblatt", "https://stadt.example/b"),)


def test_an_address_that_runs_a_script_is_left_out(tmp_path: Path) -> None:
    assert _page(tmp_path, links=[{"name": "x", "link": "javascript:alert(1)"}]).links == ()


def test_a_comma_list_of_leika_keys_is_split_and_checked(tmp_path: Path) -> None:
    page = _page(tmp_path, leika="99036008007003, 99036008007004,  12")
    assert page.leika == ("99036008007003", "99036008007004")


def test_keywords_are_split_cleaned_and_taken_once(tmp_path: Path) -> None:
    page = _page(tmp_path, meta={"keywords": "Perso, Park\u200bwapperl,perso,, Bürger*innen\xa0Amt"})
    assert page.keywords == ("Perso", "Parkwapperl", "Bürger*innen Amt")


def test_invisible_characters_neither_stay_nor_glue_words(tmp_path: Path) -> None:
    page = _page(tmp_path, description="<p>\u200bSie\xa0haben&nbsp;eine Nieder\u200blassung. \ufeffGut.</p>")
    assert _section(page, "Beschreibung") == "Sie haben eine Niederlassung. Gut."


def test_gender_stars_stay(tmp_path: Path) -> None:
    page = _page(tmp_path, name="Beratung für Bürger*innen", description="<p>Für Kund*innen und Finder*innen.</p>")
    assert (page.title, _section(page, "Beschreibung")) == (
        "Beratung für Bürger*innen",
        "Für Kund*innen und Finder*innen.",
    )


def test_a_pseudo_heading_that_names_a_module_begins_its_section(tmp_path: Path) -> None:
    html = "<p>Worum es geht.</p><p><strong>Gültigkeitsdauer:</strong></p><p>Ein Jahr lang.</p>"
    page = _page(tmp_path, description=html)
    assert _section(page, "Gültigkeitsdauer") == "Ein Jahr lang."


def test_another_pseudo_heading_is_a_subheading(tmp_path: Path) -> None:
    html = "<p><strong><span>Kennzeichenwechsel</span></strong></p><p>Wenn sich das Kennzeichen ändert.</p>"
    expected = "### Kennzeichenwechsel\n\nWenn sich das Kennzeichen ändert."
    assert _section(_page(tmp_path, description=html), "Beschreibung") == expected


def test_bold_words_before_a_sentence_are_a_subheading(tmp_path: Path) -> None:
    html = "<p><b>Neuantrag</b> Wenn Sie einen Ausweis wollen.</p><p><b>Schlüssel</b> können warten.</p>"
    expected = "### Neuantrag\n\nWenn Sie einen Ausweis wollen.\n\nSchlüssel können warten."
    assert _section(_page(tmp_path, description=html), "Beschreibung") == expected


def test_a_bold_sentence_stays_a_sentence(tmp_path: Path) -> None:
    html = "<p><strong>Die Vorsprache ist nur mit Termin möglich.</strong></p><p>Bitte buchen Sie.</p>"
    assert "###" not in _section(_page(tmp_path, description=html), "Beschreibung")


def test_bold_words_above_a_list_introduce_it(tmp_path: Path) -> None:
    html = "<p><strong>Es gibt folgende Renten:</strong></p><ul><li>Altersrente</li></ul>"
    assert _section(_page(tmp_path, description=html), "Beschreibung") == "Es gibt folgende Renten:\n\n- Altersrente"


def test_a_fee_keeps_the_words_that_say_what_it_is_for(tmp_path: Path) -> None:
    html = "<p><b>Online-Gebühr</b><br>\n ab 8,20 Euro<br><br>Mahnung: 5 Euro</p><p><b>vor Ort:</b><br>ab 12 Euro</p>"
    expected = "Online-Gebühr:\n\n- ab 8,20 Euro\n\nMahnung: 5 Euro\n\nvor Ort:\n\n- ab 12 Euro"
    assert _section(_page(tmp_path, fees=html), "Gebühren") == expected


def test_near_duplicates_are_both_kept(tmp_path: Path) -> None:
    assert len(_read(tmp_path, RECORD, RECORD | {"id": "18", "name": "Hundesteuer – telefonisch"})) == 2


def test_a_placeholder_that_stays_open_leaves_no_address(tmp_path: Path) -> None:
    page = _page(tmp_path, appointment={"link": "https://stadt.example/{unbekannt}"})
    assert page.office == Office(name="Stadtverwaltung Muster")


def test_a_source_may_name_the_booking_page_itself(tmp_path: Path) -> None:
    (page,) = _read(tmp_path, RECORD, appointment_url="https://stadt.example/de/{id}")
    assert isinstance(page, Page)
    assert page.office is not None
    assert page.office.appointment_url == "https://stadt.example/de/17"


def test_authorities_of_several_names_say_nothing_about_who_is_competent(tmp_path: Path) -> None:
    page = _page(tmp_path, authorities=[{"name": "Amt A"}, {"name": "Amt B"}], appointment={})
    assert page.office is None


def test_berlins_further_fields_become_sections(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        prerequisites=[{"name": "Hauptwohnung", "description": "<p>in Berlin</p>", "link": False}],
        requirements=[{"name": "Ausweis", "description": "", "link": "https://berlin.example/a.pdf"}],
        legal=[{"name": "§ 17 BMG", "description": "", "link": "https://gesetze.example/17"}],
        processing_time="<p>sofort</p>",
        onlineprocessing={"description": "Online anmelden", "link": "https://berlin.example/online"},
    )
    texts = {section.heading: section.text for section in page.sections if section.heading != "Beschreibung"}
    assert texts == {
        "Voraussetzungen": "- Hauptwohnung\n  - in Berlin",
        "Erforderliche Unterlagen": "- Ausweis",
        "Rechtsgrundlagen": "- § 17 BMG",
        "Gebühren": "90 Euro",
        "Bearbeitungsdauer": "sofort",
    }
    assert page.online_service == Link("Online anmelden", "https://berlin.example/online")
    assert Link("§ 17 BMG", "https://gesetze.example/17") in page.links


# --- failures --------------------------------------------------------------------------------------------------------


def test_a_broken_record_is_reported_with_its_key(tmp_path: Path) -> None:
    read_ones = _read(
        tmp_path, RECORD | {"name": None}, {"name": "ohne id"}, "kein Satz", RECORD | {"id": "a b"}, RECORD
    )
    assert [record.key for record in read_ones if isinstance(record, Failure)] == [
        "stadt:17",
        "stadt, record 2",
        "stadt, record 3",
        "stadt:a b",
    ]
    assert isinstance(read_ones[-1], Page)


@pytest.mark.parametrize("field", sorted(RECORD))
@pytest.mark.parametrize("value", [None, False, 7, [], {}, [None], ["x"], {"link": 3}, "x"])
def test_a_field_of_another_kind_breaks_nothing(tmp_path: Path, field: str, value: Any) -> None:
    assert len(_read(tmp_path, RECORD | {field: value}, RECORD | {"id": "18"})) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"data": {}}', b"\xff", b"[" * 100_000])
def test_a_broken_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kaputt.json"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=r"kaputt\.json"):
        list(read(Source("stadt", "dldb", file)))


# --- the real thing --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not MUNICH.exists(), reason="the shared data is not here")
def test_munichs_usable_records_are_all_pages() -> None:
    source = Source("muc", "dldb", MUNICH, options={"page_url": "https://stadt.muenchen.de/service/info/{id}/"})
    records = list(read(source))
    pages = {page.id: page for page in records if isinstance(page, Page)}
    questions = (SHARED / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {page_id for line in questions for page_id in json.loads(line)["gold_ids"] if page_id.startswith("muc:")}
    assert (len(records), len(pages), gold - set(pages)) == (287, 234, set())
    assert not any(isinstance(record, Failure) for record in records)
    assert not any(
        "\u200b" in section.text or "<" in section.text for page in pages.values() for section in page.sections
    )
