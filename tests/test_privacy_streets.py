"""Postal addresses: citizens' are covered with their town, offices' stay."""

from __future__ import annotations

import pytest

from bot.privacy import Detector


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _streets(detector: Detector, text: str) -> list[str]:
    return [text[span.start : span.end] for span in detector.detect(text) if span.label in ("STREET", "CITY")]


OWN = [
    ("wohne jetzt Zum Alten Forsthaus 7a", ["Zum Alten Forsthaus 7a"]),
    ("vorher wohnte ich Steinbreite 12", ["Steinbreite 12"]),
    ("Adresse: Unter den Eichen 14/16, 65195 Wiesbaden", ["Unter den Eichen 14/16", "65195 Wiesbaden"]),
    ("Marco Pavlitschek, wohnt Rote Mühle 3, 99974 Mühlhausen", ["Rote Mühle 3", "99974 Mühlhausen"]),
    ("Hannelore Twesten\nAchtern Diek 9\n25899 Niebüll", ["Achtern Diek 9", "25899 Niebüll"]),
    ("Oluwaseun Krause\nHinterm Rahmen 29\n45127 Essen", ["Hinterm Rahmen 29", "45127 Essen"]),
    ("Am Bahndamm 1 ½\n97346 Iphofen", ["Am Bahndamm 1 ½", "97346 Iphofen"]),
    ("Straße: Kolpingring 12a\nOrt: 97702 Münnerstadt", ["Kolpingring 12a", "97702 Münnerstadt"]),
    ("ich zieh in die lange gasse 5", ["lange gasse 5"]),
    ("seine adresse ist am sandtorfeld 117", ["am sandtorfeld 117"]),
    ("ich wohne am mühlbach siebzehn", ["am mühlbach siebzehn"]),
    ("Kaiser-Friedrich-Promenade 40, 61348 Bad Homburg v. d. Höhe", None),
    ("Straße des 17. Juni 135, 10623 Berlin ist meine Meldeadresse", ["Straße des 17. Juni 135", "10623 Berlin"]),
    ("hundehaufen vor Lerchenfeld 6", ["Lerchenfeld 6"]),
    ("До переїзду жила вул. Шевченка 5, кв. 3", ["вул. Шевченка 5, кв. 3"]),
    ("My old address was 221b Baker Street", ["221b Baker Street"]),
    ("Das Jugendamt war bei uns in der Uhlandstraße 15", ["Uhlandstraße 15"]),
    ("wohnhaft am alten bahnhof 17", ["am alten bahnhof 17"]),
    ("Lindenstr. 118/2. OG links, der Aufzug", ["Lindenstr. 118/2. OG links"]),
    ("zugestellt an Hinterm Deich 14", ["Hinterm Deich 14"]),
    ("Anschrift: Haus 3, Auf der Höhe", ["Haus 3, Auf der Höhe"]),
    ("I live at 22 Rosenweg", ["22 Rosenweg"]),
    ("da brennt die Lampe bei N 49° 27.112 E 011° 04.650", ["N 49° 27.112 E 011° 04.650"]),
    ("Bitte an Postfach 1203, 97070 Würzburg", ["Postfach 1203", "97070 Würzburg"]),
]


@pytest.mark.parametrize(("text", "found"), OWN)
def test_a_citizens_address_is_found_in_every_form(lite: Detector, text: str, found: list[str] | None) -> None:
    assert _streets(lite, text) == (found or [part.strip() for part in text.split(", ")])


OFFICES = [
    "Ist das Standesamt in der Friedrichstraße 12 barrierefrei?",
    "Jobcenter Kassel, Lewinskistraße 4, bis wann offen?",
    "Ist der Bürgersteig vor der Schulstraße 5 öffentlich?",
    "Wie komme ich zum Wertstoffhof in der Werkstraße 15?",
    "Gibt es in der Bahnhofstraße eine Ladesäule?",
    "Welches Finanzamt ist für 60313 Frankfurt zuständig?",
]
NO_STREETS = [
    "in der anlage kind zeile 6 oder zeile 7",
    "Wohnung 68,5 m², 3 Zimmer, 612,40 € kalt",
    "Abschnitt 12, Teil 3 und Pflegegrad 2",
    "Weihnachtsmarkt 2025 und Spielplatz 3",
    "Umkreis 5 km, Zeitraum 3 Monate",
    "Bring 3 Passfotos mit, Steuerklasse 4, Termin 2",
]


@pytest.mark.parametrize("text", [*OFFICES, *NO_STREETS])
def test_an_offices_address_and_a_counted_thing_stay(lite: Detector, text: str) -> None:
    assert _streets(lite, text) == []


def test_the_quoted_head_of_an_offices_letter_stays(lite: Detector) -> None:
    text = (
        "Stadt Musterstadt\nFachbereich 50, Sachgebiet 50.2\nPostanschrift: Postfach 10 00, 12345 Musterstadt\n"
        "Dienstgebäude: Lindenhof 2\nSprechzeiten: Mo 8-12\nTel. 0123 456-2310"
    )
    assert lite.detect(text) == []
