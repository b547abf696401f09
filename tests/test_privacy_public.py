"""What is everybody's stays: authors, trades, signs, specimens; what is typed carelessly goes all the same."""

from __future__ import annotations

import pytest

from bot.privacy import Detector
from bot.privacy.trades import is_trade
from bot.privacy.works import is_about_the_famous, is_sample


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _found(detector: Detector, text: str) -> list[str]:
    return [text[span.start : span.end] for span in detector.detect(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Das Schild Z 283 mit Zusatzzeichen 1042-33 steht im Weg, gilt das auch sonntags?",
        "In der DIN 18040-2 steht 90 cm Türbreite, gilt das auch für Altbauten?",
        "Ist 0228 19240 noch die Giftzentrale in Bonn?",
        "Is 0049 30 115 the number for the city from abroad?",
        "Nimmt der Wertstoffhof Asbest mit AVV 170605* an?",
        "Die Kursnummer 26F-3012 bei der VHS ist ausgebucht, gibt es eine Warteliste?",
        "Was heißt das E am Ende vom Kennzeichen, z. B. M-XX 123E?",
        "Ist DE12 5001 0517 0648 4898 90 das Konto der Stadtkasse?",
        "Der Antrag 2001-WG/3 lässt sich nicht öffnen, gibts den auch als Papier?",
        "Czy w bibliotece są książki Wisławy Szymborskiej?",
        "Чи буде Святослав Вакарчук на святі міста?",
        "Nazım Hikmet caddesi hangi mahallede?",
        "W formularzu jest przykład Jan Kowalski, co mam wpisać?",
        "Warum steht in der Anleitung immer Max Mustermann?",
        "Köpeğim Karabaş için vergi ne kadar?",
    ],
)
def test_what_is_everybodys_is_left_alone(lite: Detector, text: str) -> None:
    assert _found(lite, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tel030 23125910bitte um rückruf", "030 23125910"),
        ("handynr0152 28817386 ruft mich an", "0152 28817386"),
        ("Steueridentifikationsnummer86095742719", "86095742719"),
        ("meine IBAN geht los mit DE12 9004 1178, dann 0000 4471 29", "DE12 9004 1178, dann 0000 4471 29"),
        ("Passnummer c 01 x 00 06 h", "c 01 x 00 06 h"),
        ("Terminnummer QW81ZZ stornieren", "QW81ZZ"),
        ("gebdat: 3. V. 1987", "3. V. 1987"),
        ("ich wohne birkenwg 12", "birkenwg 12"),
        ("also buchstabiert C z e r n y wie der komponist", "C z e r n y"),
        ("я тарас гнатюк, куди звертатися", "тарас гнатюк"),
        ("hier nochmal thorben wiechers, hatte gestern geschrieben", "thorben wiechers"),
        ("die frau lang vom sozialen dienst hat angerufen", "lang"),
        ("Sperrmüll bitte abholen bei Kaltwasser, Ziegelweg 13", "Kaltwasser"),
    ],
)
def test_what_is_typed_carelessly_is_found(lite: Detector, text: str, value: str) -> None:
    assert any(value in found for found in _found(lite, text))


def test_a_trade_is_told_from_a_faith() -> None:
    assert all(map(is_trade, ("piekarzem", "сварщик", "boulanger", "portuguese", "bäckerin")))
    assert not any(map(is_trade, ("katolikiem", "muslimin", "epileptiker", "gluten", "depresja")))


def test_who_writes_of_oneself_asks_about_nobody_famous() -> None:
    assert is_about_the_famous("liest sebastian fitzek in der stadtbücherei?")
    assert not is_about_the_famous("ich war in der bücherei und lena maier hat mein buch")


def test_the_name_of_a_specimen_is_one_only_beside_the_word_for_it() -> None:
    assert is_sample("w formularzu jest przykład jan kowalski", "jan", "kowalski")
    assert not is_sample("mój sąsiad jan kowalski", "jan", "kowalski")
