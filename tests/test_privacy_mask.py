"""Masking: one placeholder a person, in every turn; nothing forged is resolved; what fails gives nothing out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import Allowlist, Detector, Span, guarded, mask
from bot.privacy.allow import AllowlistError
from bot.privacy.clean import visible
from bot.privacy.masking import public, searchable
from corpus.page import Office

LITE = Detector("lite")

PIECES = st.sampled_from(
    [
        "ich heiße aylin yılmaz",
        "Frau Koch",
        "[PERSON_1]",
        "[PER\u200bSON_2]",
        "［IBAN_1］",
        "DE89 3704 0044 0532 0130 00",
        "0176 12345678",
        "geb. 1.2.1980",
        "Lindenstr. 5, 80331 München",
        "Az. 12-3/45",
        "12 C 345/23",
        "KS-AB 12",
        "wohne ",
        "Am Ring 4",
        " 8010 Graz",
        "login: max_1",
        "Kundennummer ",
        " geboren",
        "jobcenter ",
        "мене звати Олена",
        "اسمي أحمد",
        "ich habe Diabetes",
        "a@b.de",
        "\u200b",
        "\U000e0041\U000e0042",
        "é́́́́́",
        "(",
        ", ",
        " ",
        "\n",
        "12",
        "/",
        "-",
    ]
)
MESSAGES = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=10).map("".join)


def test_the_same_person_is_the_same_placeholder_in_every_turn() -> None:
    turn = mask("Was soll Frau Kowalenko tun?", ["Mein Name ist Olena Kowalenko.", "Gut."], LITE)
    assert turn.question == "Was soll Frau [PERSON_1] tun?"
    assert turn.history == ("Mein Name ist [PERSON_1].", "Gut.")
    assert turn.unmask("Hallo [PERSON_1]") == "Hallo Olena Kowalenko"


def test_two_people_have_two_placeholders() -> None:
    turn = mask("Mein Mann Igor und meine Tochter Emma", (), LITE)
    assert turn.question == "Mein Mann [PERSON_1] und meine Tochter [PERSON_2]"


def test_a_forged_placeholder_is_neither_resolved_nor_given_out() -> None:
    turn = mask("[PERSON_1] ist frech. Ich heiße Petra Schulz.", (), LITE)
    assert turn.question == "[PERSON_1] ist frech. Ich heiße [PERSON_2]."
    assert turn.unmask("[PERSON_1] [PERSON_2] [IBAN_7]") == "[PERSON_1] Petra Schulz [IBAN_7]"


def test_what_concerns_health_stays_for_the_model_only() -> None:
    turn = mask("Ich heiße Petra Schulz und habe Diabetes.", (), LITE)
    assert turn.question == "Ich heiße [PERSON_1] und habe [ART9_1]."
    assert turn.for_model == "Ich heiße [PERSON_1] und habe Diabetes."


def test_the_mapping_is_not_in_the_representation() -> None:
    assert "Petra" not in repr(mask("Ich heiße Petra Schulz", (), LITE))


@given(MESSAGES)
@settings(max_examples=150, deadline=None)
def test_any_message_is_masked_once_and_for_all(text: str) -> None:
    turn = mask(text, (), LITE)
    assert all(0 <= span.start < span.end <= len(text) and 0 < span.score <= 1 for span in turn.spans)
    assert all(left.end <= right.start for left, right in zip(turn.spans, turn.spans[1:], strict=False))
    again = mask(turn.question, (), LITE)
    assert again.question == turn.question
    assert again.unmask(turn.question) == turn.question


@given(MESSAGES)
@settings(max_examples=80, deadline=None)
def test_unmasking_gives_back_what_was_written(text: str) -> None:
    turn = mask(text, (), LITE)
    if len({span.label for span in turn.spans}) == len(turn.spans):  # otherwise one person may have two spellings
        assert turn.unmask(turn.question) == visible(text)


class _Broken(Detector):
    def detect(self, text: str) -> list[Span]:
        raise ValueError(text)


class _Slow(Detector):
    def detect(self, text: str) -> list[Span]:
        time.sleep(0.5)
        return []


@pytest.mark.parametrize("detector", [_Broken("lite"), _Slow("lite")])
def test_a_detector_that_fails_or_is_slow_gives_nothing_out(detector: Detector) -> None:
    assert guarded(detector, "Ich heiße Petra Schulz", 0.1) is None


def test_a_detector_that_works_gives_the_masked_turn() -> None:
    turn = guarded(LITE, "Ich heiße Petra Schulz", 10)
    assert turn is not None
    assert turn.question == "Ich heiße [PERSON_1]"


PATTERNS: Sequence[str] = (
    "a",
    "1",
    "1 ",
    "1.",
    "é́",
    "a@",
    "ich heiße Max Müller, ",
    "mein mann ",
    "str. 1 ",
    "[",
    "[PERSON_1",
    "A-B 1 ",
    "null eins ",
    "Am ",
    "<<a",
    "www.",
    "az ",
    "M. ",
    ", ",
    "de1",
)


@pytest.mark.parametrize("piece", PATTERNS)
def test_ten_thousand_characters_cost_no_more_than_their_share(piece: str) -> None:
    short, long = ((piece * 10_000)[:length] for length in (500, 10_000))
    LITE.detect(short)
    assert _seconds(long) < 60 * max(_seconds(short), 0.002)  # linear is 20; noise on a shared machine


NATURAL = (
    "Hallo, ich heiße Aylin Yılmaz und wohne in der Lindenstraße 12, 34117 Kassel. Mein Aktenzeichen ist 12 C 345/23, "
    "geb. am 9.9.1995, Tel. 0176 5555 1234. Wann hat das Bürgerbüro am Rathausplatz 1 geöffnet? Mein Nachbar Wegener "
    "parkt auf dem Gehweg, KS-AB 123. Die IBAN ist DE89 3704 0044 0532 0130 00, § 16 Abs. 2 SGB I. MfG A. Yılmaz\n"
)


def test_a_long_natural_message_costs_no_more_than_its_share() -> None:
    short, long = ((NATURAL * 40)[:length] for length in (500, 10_000))
    LITE.detect(short)
    assert _seconds(long) < 40 * max(_seconds(short), 0.002)  # linear is 20; noise on a shared machine


def _seconds(text: str) -> float:
    times: list[float] = []
    for _ in range(2):
        began = time.perf_counter()
        LITE.detect(text)
        times.append(time.perf_counter() - began)
    return min(times)


def test_an_offices_address_is_public_and_its_providers_other_addresses_are_not() -> None:
    allowed = Allowlist.from_offices([Office(name="Gemeinde", email="gemeinde-dorf@t-online.de")])
    assert allowed.allows("EMAIL", "Gemeinde-Dorf@t-online.de")
    assert not allowed.allows("EMAIL", "petra.schulz@t-online.de")


def test_public_names_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "public.toml"
    file.write_text('names = ["Erika Beispiel"]\ndomains = ["musterstadt.example"]\n', encoding="utf-8")
    allowed = Allowlist.read(file)
    assert allowed.allows("PERSON", "ERIKA BEISPIEL")
    assert allowed.allows("EMAIL", "amt@post.musterstadt.example")


@pytest.mark.parametrize("wrong", ['names = "Erika"', "name = []", "names = ["])
def test_a_file_of_public_names_that_cannot_be_read_is_named(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "public.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(AllowlistError, match=r"(?s)public\.toml.*lists of strings"):
        Allowlist.read(file)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ich heiße [PERSON_1], was kostet ein Pass?", "was kostet ein Pass?"),
        ("my name is [PERSON_1]. How do I register?", "How do I register?"),
        ("Was bekommt [PERSON_1] von Amts wegen?", "Was bekommt von Amts wegen?"),
        ("Was kostet ein Personalausweis? Meine IBAN ist [IBAN_1]", "Was kostet ein Personalausweis?"),
        ("Meine Telefonnummer: [PHONE_1], und mein Pass ist weg", "und mein Pass ist weg"),
        ("Mein Kennzeichen ist [PLATE_1], abmelden wie?", "Mein Kennzeichen ist , abmelden wie?"),
    ],
)
def test_who_introduces_themselves_is_searched_for_without_it(said: str, left: str) -> None:
    assert searchable(public(said)) == left
