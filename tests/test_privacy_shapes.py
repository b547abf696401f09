"""Identifiers: what looks like one is somebody's number unless a harmless grammar explains it."""

from __future__ import annotations

import re

import pytest

from bot.privacy import Detector, Label
from bot.privacy.harmless import BLANK, quiet


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _uncovered(detector: Detector, marked: str) -> str:
    """The letters and digits between < and > that no span covers."""
    before, value, after = re.fullmatch(r"(.*?)<(.*)>(.*)", marked, re.DOTALL).groups()  # pyright: ignore[reportOptionalMemberAccess]  # every example has its marks
    spans = detector.detect(before + value + after)
    covered = {at - len(before) for span in spans for at in range(span.start, span.end)}
    return "".join(letter for at, letter in enumerate(value) if letter.isalnum() and at not in covered)


FILES = [
    "Az. <4 K 1234/23>",
    "Klage unter <S 12 AS 456/24 ER>, wann ist Termin",
    "Staatsanwaltschaft <511 Js 12345/24>",
    "Strafbefehl <5 Cs 123 Js 4567/23>",
    "Betreuung <XVII 123/22>",
    "<402 XVII A 1193/21> Betreuungsgericht",
    "Verwaltungsgericht Ansbach <AN 3 K 23.01234>",
    "Räumungsklage <7 C 88/24 (10)>",
    "Meine Scheidung läuft unter <12 F 345/23 S>",
    "Zeichen <32-1/4-G-2024-17>",
    "<III-2 4711.02> steht oben rechts",
    "<OWi 505.00.123456.7>",
    "Aktenzeichen beim Jobcenter ist <II/3-456.12>",
    "aktenzeichen vom ordnungsamt: <63/BA-2023-0412>",
    "unter <2024/SOZ/00123> läuft mein Antrag",
    "gz <34.2-118 907 Kö>",
    "Die Polizei gab mir <ST/0381774/2024>",
    "<00123-24-01> ist das Aktenzeichen für meinen Bauantrag",
    "meine akte hat die nummer <44-0815>",
    "BAMF <8123456-438>",
    "номер справи <33.1-55/24>",
    "dosar <1234/2/2024>",
]


@pytest.mark.parametrize("marked", FILES)
def test_a_file_number_is_covered_in_every_form_that_offices_use(lite: Detector, marked: str) -> None:
    assert _uncovered(lite, marked) == ""


CUSTOMERS = [
    "Kundennummer <A 4711>",
    "kd.nr. <4711>",
    "Kassenzeichen <5 0815 123 4>",
    "Wartelistennummer <W 2291>",
    "<4711-0815> ist meine Kundennummer",
    "Die Referenz ist <RF18539007547034>",
    "Buchungscode: <7HG3KL>",
    "Stadtwerke Vertrag <V100234>",
    "Wartelisten-Antragsnummer <KITA-2024-77120>",
    "BG-Nr. <35502//0001234>",
]
DOCUMENTS = [
    "Führerschein <f3 00 x9 8p t6 2>",
    "mein ausweis mit der nummer <l8pw0 3kx1>",
    "dowód <DBX 774 209>",
    "buletin <RX 884172>",
    "Pass <C9RT2HK4M3> und einen Rucksack",
    "iban <lt12 1000 0111 0100 1000>",
    "<DE02 1203 0000 0000 2020 5I> vom Foto abgetippt",
    "Konto <DE02\n1203 0000\n0000 2020 51>",
    "IBAN <DE89 3704 0044 05> und dann weiß ich nicht weiter",
    "Konto <GB29 NWBK 6016 1331 9268 19>",
    "Steuerident <12.345.678.901>",
]
PLATES = [
    "das auto <wi xx 77> parkt immer hier",
    "Auto <OHV-QT 44H>",
    "Kennzeichen: <DA_X_123>",
    "Den <MÜR/E 61> fährt jetzt meine Frau",
    "DAS AUTO <CLP  ZZ  9> AUCH",
    "Parkausweis für <b mw320>",
    "mit kennzeichen <ffb xy 123>",
    "ukrainisches Auto <AA 1234 BB>",
    "österreichisches Auto <W-12345X>",
    "Auto <34 ABC 123> aus der Türkei",
]
CONTACTS = [
    "ruf an <o176 - 24 24 o 7 o 9>",
    "<eins sieben sechs vier vier fünf fünf sechs sechs>",
    "null eins sieben sechs <44 55 66 7>",
    "Privat <(06131) 98-76-54>",
    "Telefonum <0176 04069038>",
    "<r-schmidt-1@t online.de>",
    "<max punkt weber at web punkt de>",
    "<marek małpa wp.pl>",
    "<anna{at}freenet.de>",
    "ip <198 punkt 51 punkt 100 punkt 7>",
    "IPv6 <2001:db8:85a3:8d3>",
    "<fe80::1ff:fe23:4567:890a>",
]
LOGINS = [
    "Kontoname im Kitaportal: <FamBrüggemannx3>; geht nicht",
    "Mein Benutzername lautet <peterle>",
    "login <sonnenschein_77>",
    "Nutzer <k.oezdemir> kann sich nicht anmelden",
    "unter dem Namen <Wanderfalke89> registriert",
    'ELSTER-Konto "<brunhilde>"',
    "username <TheRealMona>",
    "<mausi1988> bin ich im Portal",
    "логін <olena_k>",
]


@pytest.mark.parametrize("marked", [*CUSTOMERS, *DOCUMENTS, *PLATES, *CONTACTS, *LOGINS])
def test_any_other_identifier_is_covered_however_it_is_typed(lite: Detector, marked: str) -> None:
    assert _uncovered(lite, marked) == ""


HARMLESS = [
    "BGH, Urteil vom 12.3.2020, XII ZB 45/19, gilt das noch?",
    "Das LSG NRW hat mit Urteil vom 3.4.2021 (L 7 AS 123/20) anders entschieden, stimmt das?",
    "OLG Köln, Beschluss vom 2.2.2022 – 14 UF 12/22",
    "VO (EU) 2016/679, Richtlinie 2004/38/EG, BGBl. 2023 I Nr. 412 und BT-Drs. 19/4567, S. 12",
    "DIN EN ISO 9001:2015 und DIN 18040-2",
    "Vordruck 12345-A oder Formular 034122?",
    "Papiertonne 60/80/120/240 Liter, Schonvermögen 40.000/15.000",
    "195/65 R15 91H Reifen, Kabel 3x1,5, Fotos 35x45 mm",
    "Flur 3, Flurstück 123/4, Bebauungsplan Nr. V/12-3",
    "Schuljahr 2024/25, KW 12, Q1/2024, von 2019 bis 2023",
    "Fehlercode E-1023, Fehler 0x80070005, Version 3.2.1.4 der AusweisApp",
    "Gemeindeblatt Nr. 18/2025 S. 4",
    "Fritzbox 7590, iPhone 15 Pro und VW Golf 7 TDI 2.0",
    "Raum A-B 123, Aufruf Nr. M 044",
    "Ist die 0561 7870 die Nummer vom Rathaus?",
    "Agentur für Arbeit, Telefon 0561 701-0",
    "Ist 127.0.0.1 normal?",
    "506 Euro mal zwei plus 357 plus 390, richtig?",
    "60 km/h statt 50, Blitzer, 1 Punkt",
    "Die Datei scan_001.pdf ist zu groß",
    "Wo finde ich mein Aktenzeichen, und was ist eine Kundennummer?",
    "Benutzername vergessen, Benutzername geht nicht",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_number_that_a_harmless_grammar_explains_stays(lite: Detector, text: str) -> None:
    assert [text[span.start : span.end] for span in lite.detect(text)] == []


def test_blanking_keeps_the_length() -> None:
    text = "am 12.3.2024 um 10:30 uhr, § 22 abs. 1, 1.250,00 €, az. 12-3/4711"
    assert len(quiet(text)) == len(text)
    assert quiet(text).endswith("az. 12-3/4711")
    assert quiet(text).startswith(f"am {BLANK * 9} um")


LABELLED: list[tuple[Label, str]] = [
    ("CASE_NO", "12 C 345/23"),
    ("PLATE", "M-AB 1234"),
    ("IP", "2001:db8::1"),
    ("USERNAME", "@derya.unterwegs"),
    ("DRIVING_LICENCE", "B072RRE2I55"),
]


@pytest.mark.parametrize(("label", "value"), LABELLED)
def test_a_number_of_a_plain_shape_needs_no_cue(lite: Detector, label: Label, value: str) -> None:
    assert [span.label for span in lite.detect(f"hier {value} bitte")] == [label]


BESIDE = [
    "Ausweisnummer: <LFC123ABC> geht das",
    "meine ausweisnummer lautet <LGHJKTMNP>, stimmt das Format?",
    "Personalausweisnummer <LT4-K9V-2ZR>",
    "Ersatzpersonalausweis <LF3/ZT4/WC0>",
    "<122000129 7D> steht auf meinem alten perso",
    "Nüfus cüzdanı seri <A05 no 123456>",
    "Ich hab den Reisepass verloren, die Nummer war <CPRTVWXYZ>",
    "mein reisepass hat nummer <cfxk7m2pt>",
    "You charged <3714 496353 98423> twice",
    "Ich kann mich mit <M.Rensing.OHZ> nicht in der Bibliothek anmelden",
    "logged in as <mweber>",
    "<anna.k at t minus online punkt de>",
    "<a n n a @ w e b . de>",
    "<anna.k@@web.de>",
    "ip adresse <192punkt0punkt2punkt15>",
    "<198[.]51[.]100[.]7> gesperrt",
    "Vorwahl 0561, Nummer <44 12 34>",
    "italienisch <AB 123 CD> auto",
    "<dd xy 77> blockiert die feuerwehrzufahrt",
]


@pytest.mark.parametrize("marked", BESIDE)
def test_what_only_the_word_beside_it_tells_is_covered(lite: Detector, marked: str) -> None:
    assert _uncovered(lite, marked) == ""


PUBLIC = [
    "BIC HELADEF1822",
    "folgt der Stadt auf Insta: @stadt_ibbenbueren",
    "@feuerwehrhh schreibt, dass gesperrt ist",
    "Die Unterlagen gehen an das Finanzamt, Postfach 10 05 54, richtig?",
    "Tatbestandsnummer 141312, was kostet das",
    "Java 8.0.401.10 installiert, geht nicht",
    "Login gesperrt, meine AusweisApp ist 2.2.2.1",
    "Gdzie jest pokój 3.14 w ratuszu przy Willy-Brandt-Platz 1?",
    "школа на Schulstraße 5",
    "the library at Brüder-Grimm-Platz 4a",
    "ERR_CONNECTION_TIMED_OUT beim Hochladen",
    "Mail kam von noreply@bibliothek-kassel.example",
    "mit Passwort anmelden geht nicht",
    "mit der eID-Funktion anmelden",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_what_an_office_or_a_programme_calls_itself_stays(lite: Detector, text: str) -> None:
    assert lite.detect(text) == []
