"""Names: found with and without a cue, in every script and case; ordinary words, things and the famous stay."""

from __future__ import annotations

import re

import pytest

from bot.privacy import Detector
from bot.privacy.clean import HOLE
from bot.privacy.names import Persons
from bot.privacy.slots import kind
from bot.privacy.tagger import is_complete
from bot.privacy.votes import Ballot, Kinds, remembered


@pytest.fixture(scope="module")
def lite() -> Detector:
    return Detector("lite")


def _persons(detector: Detector, text: str) -> list[str]:
    return [text[span.start : span.end] for span in detector.detect(text) if span.label == "PERSON"]


MARKED = [
    "mein Nachbar <Wegener> parkt auf meinem Platz",
    "Unser Hausmeister <Dellbrügge> nimmt den Sperrmüll nicht mit",
    "die sachbearbeiterin <kaczmarek> geht nicht ans telefon",
    "mein vermieter <kröger> will die bescheinigung nicht unterschreiben",
    "für <Jonas> brauche ich einen Kitaplatz",
    "mein sohn <finn> soll in die schule",
    "Die Vollmacht ist auf <Gisela Tombrägel> ausgestellt.",
    "Es geht um <Leonie Baumgärtel>, die ist 17.",
    "Meine Mutter ist eine geborene <Dlugosch>",
    "Wir sind die Familie <Achterberg> aus der Südstadt",
    "Vielen Dank\nMfg <K. Özdemir>",
    "Was muss ich mitbringen? LG <Steffi>",
    "Mit freundlichen Grüßen\n<Hannelore Piepenbrink>",
    "Meine Kinder <Ylva>, <Hinnerk> und <Jorik> sind geimpft",
    "ICH HEISSE <ERWIN LÖFFELHOLZ> UND BIN 82",
    "MEIN SOHN <DUSTIN> BRAUCHT EINEN AUSWEIS",
    "Herr <Thirunavukkarasu> kommt aus Sri Lanka",
    "Ich, <Petra Koch>, bevollmächtige meinen Mann",
    "Frau <von Trotha> vermietet uns die Wohnung",
    "Der Hund von <Kruses> bellt die ganze Nacht",
    "Мій чоловік <Богдан Стеценко> зараз в Україні",
    "Моя бабушка <Фрида Вагнер> переехала ко мне",
    "اسم ابني <يزن> وعمره خمس سنوات",
    "زوجي <عبد الرحيم> في تركيا",
    "Mój syn <Kacper> idzie do szkoły",
    "Soțul meu <Costică> lucrează aici",
    "Kızım <Nisanur> için pasaport lazım",
    "My landlord Mr <Steinbrecher> refuses to sign",
]


@pytest.mark.parametrize("marked", MARKED)
def test_a_name_is_found_as_people_write_it(lite: Detector, marked: str) -> None:
    assert _persons(lite, re.sub("[<>]", "", marked)) == re.findall("<(.*?)>", marked)


HARMLESS = [
    "Mein Nachbar beschwert sich über den Kompost, an wen wendet er sich?",
    "Mein Vermieter will die Wohnungsgeberbestätigung nicht ausfüllen",
    "Mein Freund ist Franzose, meine Frau ist Schneiderin.",
    "Bäcker, Metzger und Müller dürfen sonntags öffnen?",
    "Skoda Octavia abmelden, Opel Corsa anmelden, geht das zusammen?",
    "Umzug von Buxtehude nach Itzehoe, was tun",
    "Kita Sankt Josef und Kita Löwenherz sind voll",
    "Die Friedrich Ebert Stiftung zahlt ein Stipendium",
    "Danke im Voraus und schönes Wochenende",
    "mfg",
    "bin azubi und will bab beantragen",
    "WO BEANTRAGE ICH WOHNGELD",
    "Geht Apple Pay, Google Pay oder PayPal?",
    "Im Winter bei Frost und Schnee: wer räumt?",
    "Я приїхала з Києва, де зареєструватися?",
    "Муж работает в Дюссельдорфе, нужна ли ему страховка?",
    "أنا من سوريا وأسكن في هامبورغ",
    "Jestem z Krakowa i pracuję w Hamburgu",
    "I'm looking for a German course at the Volkshochschule",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_message_without_persons_stays_as_it_is(lite: Detector, text: str) -> None:
    assert lite.detect(text) == []


def test_a_surname_is_found_again_in_the_genitive(lite: Detector) -> None:
    text = "Mein Nachbar Wiechmann grillt. Das ist Wiechmanns Grundstück."
    assert _persons(lite, text) == ["Wiechmann", "Wiechmanns"]


def test_a_double_name_with_particles_is_one_span(lite: Detector) -> None:
    assert _persons(lite, "Ich heiße Marie-Luise von der Heide-Krohn.") == ["Marie-Luise von der Heide-Krohn"]


def test_a_role_is_told_from_a_thing() -> None:
    assert [kind(word, "NN") for word in ("stiefmutter", "vermieterin", "klassenlehrerin", "kita", "grundschule")] == [
        "person",
        "person",
        "person",
        "thing",
        "thing",
    ]


def test_the_tagger_is_asked_once_and_not_about_masked_text() -> None:
    asked: list[str] = []

    def vote(text: str) -> list[tuple[int, int, Kinds]]:
        asked.append(text)
        return []

    text = "wann kommt das geld endlich, tesfaye"
    votes = remembered(vote)
    for _ in range(2):
        assert Persons(text, text, Ballot(text, votes)).spans() == []
    assert asked == [text]
    masked = f"wann kommt das geld endlich, {HOLE}"
    Persons(masked, masked, Ballot(masked, votes)).spans()
    assert asked == [text]


def test_behind_six_thousand_characters_the_rules_go_on_without_the_tagger() -> None:
    read: list[str] = []

    def vote(text: str) -> list[tuple[int, int, Kinds]]:
        read.append(text)
        return []

    text = "Wir brauchen einen neuen Ausweis. " * 300 + "Ich heiße Igor Kowalenko."
    spans = Persons(text, text.lower(), Ballot(text, vote)).spans()
    assert [text[span.start : span.end] for span in spans] == ["Igor Kowalenko"]
    assert sum(map(len, set(read))) <= 6_000


@pytest.mark.skipif(not is_complete(), reason="run `python -m bot privacy prepare`")
def test_the_tagger_adds_names_that_no_list_has() -> None:
    assert _persons(Detector("full"), "wann kommt das geld endlich, tesfaye") == ["tesfaye"]
