"""Dates of birth: a cue, a person beside it or its age makes a date one; no other date is touched."""

from __future__ import annotations

import pytest

from bot.privacy import Detector


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _dates(detector: Detector, text: str) -> list[str]:
    return [text[span.start : span.end] for span in detector.detect(text) if span.label == "DOB"]


BIRTHS = [
    ("mei Bua is am 3.2.15 gebora", ["3.2.15"]),
    ("geb. 23. Oktbr. 2005", ["23. Oktbr. 2005"]),
    ("geboren 11ten November 1938", ["11ten November 1938"]),
    ("Oma ist 1.2.1936", ["1.2.1936"]),
    ("Kinder: Jette (19.8.2014) und Pelle (2.1.2017)", ["19.8.2014", "2.1.2017"]),
    ("Zwillinge, beide 5/5/2022", ["5/5/2022"]),
    ("Geburtsdatum Kind 1: 03.05.2017, Kind 2: 08.09.2019", ["03.05.2017", "08.09.2019"]),
    ("unser Baby kam am 30.09.2024 zur Welt", ["30.09.2024"]),
    ("geboren ist sie am zweiten Februar zwanzig dreiundzwanzig", ["zweiten Februar zwanzig dreiundzwanzig"]),
    ("bin am elften elften neunzehnhundertachtundachtzig geboren", ["elften elften neunzehnhundertachtundachtzig"]),
    ("Antragsteller: Krüger, Heinz; 14.02.1944; ledig", ["14.02.1944"]),
    ("теща родилась третьего мая 1949", ["третьего мая 1949"]),
    ("ur. 12 maja 1985", ["12 maja 1985"]),
    ("DOB 03-04-1988", ["03-04-1988"]),
    ("Mein Sohn wird am 17.8. 18 Jahre alt", ["17.8. 18"]),
]


@pytest.mark.parametrize(("text", "found"), BIRTHS)
def test_a_birth_date_is_found_in_every_form(lite: Detector, text: str, found: list[str]) -> None:
    assert _dates(lite, text) == found


OTHERS = [
    "Wir haben am 3.6.2005 geheiratet, brauche ich die Urkunde vom 12.05.1998?",
    "Der Mietvertrag ist vom 1.2.2009, eingezogen am 24.12.2005",
    "Führerschein vom 14.8.1999, bis wann umtauschen?",
    "Eingereist am 3.5.2009, verstorben am 12.11.2002",
    "Urteil vom 12.12.2003, Fassung vom 21.8.2001, Stand 1.1.2005",
    "Das Haus wurde 1978 gebaut, Umbau 12.3.1999",
    "Ich bin Jahrgang 1959 und bin 1985 nach Kassel gezogen",
    "Muss das Kind vor dem 30.9.2019 geboren sein?",
]


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_date_stays(lite: Detector, text: str) -> None:
    assert _dates(lite, text) == []
