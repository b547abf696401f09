"""Detection: what is personal is found in the forms that people type, and nothing else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.privacy import Allowlist, Detector, Label
from bot.privacy.checks import is_valid, travel_digit
from bot.privacy.score import read, score
from bot.privacy.tagger import is_complete
from corpus.page import Office

# Each fourth or eighth message says enough here; `python -m bot privacy score` reads them all.
DEV = Path(__file__).parents[1] / "evaluation" / "questions" / "privacy" / "dev.jsonl"


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _values(detector: Detector, text: str) -> list[tuple[Label, str]]:
    return [(span.label, text[span.start : span.end]) for span in detector.detect(text)]


FOUND: list[tuple[Label, str]] = [
    ("PERSON", "ich heiße <aylin yılmaz> und brauche einen pass"),
    ("PERSON", "Danke im Voraus, <Celik>"),
    ("PERSON", "Frau <Sommer> sagt, im Sommer ist zu"),
    ("PERSON", "Herr <Koch> ist Koch"),
    ("PERSON", "мене звати <Олена Коваленко>, потрібна довідка"),
    ("PERSON", "меня зовут <Дмитрий Соколов>"),
    ("PERSON", "اسمي <أحمد الخطيب> وأريد تجديد الإقامة"),
    ("PERSON", "Nazywam się <Marzena Dudek>"),
    ("PERSON", "Mă numesc <Elena Dumitrescu>"),
    ("PERSON", "benim adım <Hüseyin Karadağ>"),
    ("PERSON", "My name is <Tunde Adeyemi>"),
    ("STREET", "ich wohne in der <lindenstr. 5>"),
    ("STREET", "wohnhaft <Am Mühlgraben 17b>, 34131 Kassel"),
    ("CITY", "wohnhaft Am Mühlgraben 17b, <34131 Kassel>"),
    ("DOB", "bin <9.9.95> geboren"),
    ("DOB", "Ich bin am <dritten Mai 1987> geboren"),
    ("PHONE", "meine Nummer ist <089 23300>"),
    ("PHONE", "ruft an: <null eins sieben sechs null vier null sechs neun>"),
    ("EMAIL", "<giulia punkt ferraro (at) mail punkt example>"),
    ("IBAN", "<de89 3704 0044 0532 0130 00>"),
    ("IBAN", "<DE89370400440532013001> mit Tippfehler"),
    ("TAX_ID", "Steuer-ID <12 345 678 901>"),
    ("TAX_NUMBER", "Steuernummer <181/815/08155>"),
    ("PENSION_NO", "<12 010180 M 123>"),
    ("HEALTH_NO", "<A 123 456 780>"),
    ("ID_CARD", "Perso <L01X00T47>"),
    ("PASSPORT", "Pass <C01X00T47>"),
    ("DRIVING_LICENCE", "Führerschein <B072RRE2I55>"),
    ("RESIDENCE_PERMIT", "AZR-Nummer <991231004711>"),
    ("PLATE", "Auto <M-AB 1234>"),
    ("CASE_NO", "Az. <32.4-0815/26>"),
    ("CUSTOMER_NO", "BG-Nummer <35502//0001234>"),
    ("CHILD_BENEFIT_NO", "<990 FK 112 358>"),
    ("CARD", "<4111 1111 1111 1111>"),
    ("IP", "meine IP <203.0.113.87>"),
    ("USERNAME", "Benutzername: <nadkow1977>"),
    ("ART9", "ich habe <Depressionen>"),
]


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_a_personal_detail_is_found_as_people_type_it(lite: Detector, label: Label, marked: str) -> None:
    value = re.findall("<(.*)>", marked)[0]
    assert (label, value) in _values(lite, marked.replace("<", "").replace(">", ""))


HARMLESS = [
    "Was steht in § 16 Abs. 2 SGB I und in § 7 Abs. 4a SGB II?",
    "Wo bekomme ich Merkblatt 8a und Formular V0100?",
    "Wen rufe ich an, 115, 116 117 oder 0800 1110111?",
    "BSG vom 12.12.2013, B 4 AS 90/12 R, und BVerfG 1 BvL 7/16",
    "Mein Bescheid ist vom 14.03.2026, die Frist endet am 15. April 2026.",
    "Das Haus ist 1.250.000 Euro wert, die Miete beträgt 1.486,00 €.",
    "leika 99050012261000",
    "Ich bin Koch und will im Sommer einen Imbiss eröffnen.",
    "Wo wohnte Konrad Adenauer, und was macht das Robert-Koch-Institut?",
    "Ist das Jobcenter in der Bahnhofstraße 44 barrierefrei?",
    "Welches Amt ist für 99999 Musterstadt zuständig?",
    "Mo 7:30–12:30, Do 14:00–17:30 Uhr",
    "Wo finde ich eine Beratungsstelle zum Thema Depression?",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_tricky_text_is_untouched(lite: Detector, text: str) -> None:
    assert _values(lite, text) == []


def test_a_surname_is_found_again_and_the_profession_is_not(lite: Detector) -> None:
    text = "Hier ist Samir Belkacem. Der Pass läuft auf Belkacem."
    assert [value for _, value in _values(lite, text)] == ["Samir Belkacem", "Belkacem"]


def test_a_number_with_invisible_characters_is_covered_whole(lite: Detector) -> None:
    text = "IBAN DE77\u200b9604\u206004013872950940 bitte"
    assert _values(lite, text) == [("IBAN", "DE77\u200b9604\u206004013872950940")]


def test_a_name_hidden_in_unicode_tags_is_found(lite: Detector) -> None:
    tagged = "".join(chr(0xE0000 + ord(letter)) for letter in "ich heisse Petra Schulz")
    assert [span.label for span in lite.detect(f"Hallo{tagged}")] == ["PERSON"]


def test_the_offices_own_data_is_allowed() -> None:
    office = Office(
        address="Rathausplatz 1, 99999 Musterstadt", phone="069 90009-0", email="kummerkasten.nord@musterstadt.example"
    )
    own = Detector("lite", Allowlist.from_offices([office]))
    text = "Ich wohne Rathausplatz 1, meine Nummer +49 69 90009-140, Mail Kummerkasten.Nord@musterstadt.example"
    assert own.detect(text) == []
    assert len(Detector("lite").detect(text)) == 3


def test_a_failed_checksum_lowers_the_score_only(lite: Detector) -> None:
    right, wrong = (lite.detect(f"IBAN {iban}")[0] for iban in ("DE89370400440532013000", "DE89370400440532013001"))
    assert right.label == wrong.label == "IBAN"
    assert right.score > wrong.score


def test_check_digits_follow_their_rules() -> None:
    assert travel_digit("L01X00T47") == 1
    assert is_valid("PENSION_NO", "15 070649 C 103")
    assert is_valid("HEALTH_NO", "A123456780")
    assert not is_valid("HEALTH_NO", "A123456781")


@pytest.mark.skipif(not DEV.exists(), reason="the gold set is not there")
def test_the_development_set_is_covered_without_the_tagger(lite: Detector) -> None:
    result = score(lite, read(DEV)[::4])
    assert result.total.uncovered <= 0.02 * result.total.characters
    assert len(result.touched) <= 0.04 * result.harmless


@pytest.mark.skipif(not is_complete(), reason="run `python -m bot privacy prepare`")
def test_the_development_set_is_covered_with_the_tagger() -> None:
    result = score(Detector("full"), read(DEV)[1::8])
    assert result.total.uncovered <= 0.01 * result.total.characters
    assert len(result.touched) <= 0.03 * result.harmless
