"""A municipality's file: what it holds, and what is said of a wrong one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.municipality import LANGUAGES, Municipality, MunicipalityError, read_municipalities
from bot.settings import ROOT
from corpus.page import read_file
from tests.serving import Served

SHIPPED = read_municipalities(ROOT / "bot" / "municipalities")["musterstadt"]
LICENCE = "fuehrerschein-ausland-umschreiben"
RIGHT = 'name = "Stadt Beispielhausen"\norigins = ["https://www.beispielhausen.example"]\n'


def read(folder: Path, text: str, name: str = "beispielhausen.toml") -> Municipality:
    (folder / name).write_text(text, encoding="utf-8")
    return read_municipalities(folder)[name.removesuffix(".toml")]


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    found = read(tmp_path, RIGHT)
    assert (found.name, found.assistant, found.languages) == ("Stadt Beispielhausen", "Auskunft", LANGUAGES)


def test_every_file_of_the_folder_is_a_municipality(tmp_path: Path) -> None:
    read(tmp_path, RIGHT, "neustadt-1.toml")
    read(tmp_path, RIGHT)
    assert set(read_municipalities(tmp_path)) == {"beispielhausen", "neustadt-1"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("colours = 1", "colours: there is no such field; correct its name or delete it"),
        ('languages = ["de", "xx"]', "languages: there is no language xx here; take of de, de-simple, en"),
        ('languages = ["en"]', "languages: de is missing"),
        ('languages = ["de"]\n[greeting]\nen = "Hello"', "greeting: there is no language en here; take of de"),
        ('[examples]\nxx = ["?"]', "examples: there is no language xx here"),
        ('[colors]\nprimary = "blue"', "colors.primary: is no colour; write # and six hexadecimal digits"),
        ('[colors]\nprimary = "#ffcc00"', "colors: the contrast of primary and on_primary is 1.51, words need 4.5"),
        ('[links]\nprivacy = "/datenschutz"', "links.privacy: is no address of a web page; write it whole"),
        ('[links]\nprivacy = "javascript:alert(1)"', "links.privacy: is no address of a web page"),
        ('[[contacts]]\nphone = "115"', "contacts.0.name: is missing; add it"),
        ('[[contacts]]\nname = "Amt"\nurl = "ftp://x"', "contacts.0.url: is no address of a web page"),
        ('greeting = "Hallo"', "greeting: "),
    ],
)
def test_what_is_wrong_is_said_with_its_file_place_and_remedy(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(MunicipalityError) as error:
        read(tmp_path, RIGHT + more)
    assert str(error.value).startswith(f"{tmp_path / 'beispielhausen.toml'}: {said}")


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*.stadt.example",
        "https://www.stadt.example/",
        "https://www.stadt.example/seite",
        "https://WWW.stadt.example",
        "www.stadt.example",
        "https://nutzer@stadt.example",
        "https://stadt.example; script-src *",
        "https://stadt.example\\nx-header: 1",
        "null",
        "file://",
    ],
)
def test_an_origin_is_one_website_and_nothing_else(tmp_path: Path, origin: str) -> None:
    with pytest.raises(MunicipalityError, match=r"origins\.0: is no origin; write scheme and host"):
        read(tmp_path, f'name = "x"\norigins = ["{origin}"]')


@pytest.mark.parametrize("origin", ["https://stadt.example", "http://localhost:8080", "https://xn--mnchen-3ya.example"])
def test_a_website_may_have_a_port(tmp_path: Path, origin: str) -> None:
    assert read(tmp_path, f'name = "x"\norigins = ["{origin}"]').origins == (origin,)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(MunicipalityError, match=r"beispielhausen\.toml is no TOML: "):
        read(tmp_path, "name = ")


def test_a_file_name_that_no_address_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MunicipalityError, match="rename it"):
        read(tmp_path, RIGHT, "Neu Stadt.toml")


def test_a_folder_without_a_municipality_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MunicipalityError, match="AUSKUNFT_WIDGET_FOLDER"):
        read_municipalities(tmp_path)


# --- the shipped one -------------------------------------------------------------------------------------------------


def test_musterstadt_greets_and_gives_examples_in_every_language() -> None:
    assert set(SHIPPED.greeting) == set(SHIPPED.examples) == set(SHIPPED.languages) == set(LANGUAGES)
    assert len({len(examples) for examples in SHIPPED.examples.values()}) == 1


def test_the_contacts_are_those_of_the_towns_pages() -> None:
    offices = [read_file(path).office for path in (ROOT / "corpus/pages/musterstadt/aemter").glob("*.md")]
    known = {office.phone for office in offices if office} | {"069 90009-0"}
    assert [contact.name for contact in SHIPPED.contacts if contact.phone not in known] == []
    office = next(office for office in offices if office and office.name == "Bürgerbüro")
    assert (SHIPPED.contacts[0].address, SHIPPED.contacts[0].email) == (office.address, office.email)
    assert re.findall(r"\d+:\d+", SHIPPED.contacts[0].hours)[:2] == re.findall(r"\d+:\d+", office.hours)[:2]


@pytest.mark.parametrize("language", SHIPPED.examples)
def test_every_example_of_the_widget_is_answered_from_its_page(served: Served, language: str) -> None:
    asked = "de" if language == "de-simple" else language
    answers = [served.ask(example, language=asked) for example in SHIPPED.examples[language]]
    assert [answer["outcome"] for answer in answers] == ["answered"] * 3
    third = {"de": "wohnsitz-ummelden", "ru": "geburtsurkunde", "pl": "geburtsurkunde"}.get(asked, LICENCE)
    pages = ["ausweis-verloren", "reisepass-kinder", third]
    assert [answer["sources"][0]["page_id"] for answer in answers] == [f"musterstadt:{page}" for page in pages]
