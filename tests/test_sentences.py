"""Where sentences end in German administrative prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.sentences import split


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bringen Sie einen Nachweis mit, z. B. Ihren Pass.",
        "Bringen Sie einen Nachweis mit, z.B. Ihren Pass.",
        "Das regelt § 16 Abs. 2 Satz 1 SGB I.",
        "Das folgt aus Art. 6 Abs. 1 Buchst. e DSGVO.",
        "Die Frist endet am 1. Januar 2027.",
        "Die Frist endet am 31. Dez. 2027.",
        "Geöffnet Mo. bis Fr. 8:00 bis 12:00 Uhr.",
        "Das Amt liegt in der Goethestr. 5 im 2. Stock.",
        "Das Amt liegt in der Bonner Str. Es nimmt keine Post an.",
        "Das gilt nach § 17 i. V. m. § 19 BMG.",
        "Das gilt nach § 17 i.V.m. § 19 BMG.",
        "Ab dem 16. Lebensjahr, spätestens im 3. Quartal, geht es allein.",
        "Für den 2. Hund zahlen Sie mehr als für das 1. Kind.",
        "Das Gesetz über den Personalausweis in der Fassung vom 18. Juni 2009 (BGBl. I S. 1346) gilt.",
        "Rufen Sie Frau Dr. K. Müller an, Tel. 069 90009-100.",
        "Die Gebühr beträgt 1.800,50 Euro bzw. 22,80 Euro.",
        "Schreiben Sie an buergerbuero@musterstadt.example oder www.musterstadt.example.",
        "Nr. 5 der Anlage gilt entspr. Sie ist bald zu ändern.",
        "Das SGB II. Buch gilt.",
        "Es gibt 5 Mio. Euro für die Stadt.",
        "Die Miete (vgl. Nr. 3 ff. Satzung) zählt nicht.",
        "Sie brauchen die Steuer-Nr. Ihres Betriebs.",
    ],
)
def test_a_full_stop_that_ends_no_sentence_leaves_it_whole(sentence: str) -> None:
    assert quoted(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kommen Sie her. Wir helfen.", ["Kommen Sie her.", "Wir helfen."]),
        ("Was kostet das? Nichts! Wirklich.", ["Was kostet das?", "Nichts!", "Wirklich."]),
        ("Das gilt seit 2026. Die Frist läuft.", ["Das gilt seit 2026.", "Die Frist läuft."]),
        ("Das regelt § 16 Abs. 2. Der Antrag ist frei.", ["Das regelt § 16 Abs. 2.", "Der Antrag ist frei."]),
        ("Sie zahlen 30 Euro. Das ist alles.", ["Sie zahlen 30 Euro.", "Das ist alles."]),
        ("Er sagte: „Kommen Sie.“ Dann ging er.", ["Er sagte: „Kommen Sie.“", "Dann ging er."]),
        ("Das gilt. § 5 bleibt unberührt.", ["Das gilt.", "§ 5 bleibt unberührt."]),
        ("Erste Zeile\nZweite Zeile", ["Erste Zeile", "Zweite Zeile"]),
        ("Das (auch das.) Geht. ändern", ["Das (auch das.)", "Geht. ändern"]),
        ("Öffnet um 8. Ämter schließen um 12.", ["Öffnet um 8. Ämter schließen um 12."]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, sentences: list[str]) -> None:
    assert quoted(text) == sentences


def test_an_enumeration_inside_a_paragraph_is_not_cut_at_its_numbers() -> None:
    text = "Nötig sind 1. ein Ausweis, 2. ein Foto und 3. Geld."
    assert quoted(text) == [text]


def test_a_text_without_words_has_no_sentences() -> None:
    assert (split(""), split(" \n ")) == ([], [])


@given(st.text(alphabet=st.sampled_from('aBÄ1 .!?…\n„“"»)]§(-'), max_size=80))
@example(' ."\n. A')
def test_every_letter_is_in_exactly_one_sentence(text: str) -> None:
    last, rest = 0, ""
    for start, end in split(text):
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        rest, last = rest + text[last:start], end
    assert not (rest + text[last:]).strip()


@pytest.mark.parametrize(
    "part",
    [".", "!?", '."', "„", ". ", "\n", " ", "a. ", "1. ", "Abs. ", '"', "z.B.", "a.a.", ") ", "I", "§ 1 Abs. 2. "],
)
@pytest.mark.parametrize("end", ["", "x", " X"])
def test_splitting_takes_time_in_proportion_to_the_text(part: str, end: str) -> None:
    text = part * (100_000 // len(part)) + end
    begin = time.process_time()
    split(text)
    assert time.process_time() - begin < 2  # a quadratic pattern takes minutes
