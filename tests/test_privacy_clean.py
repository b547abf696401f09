"""Cleaning: what a reader does not see or cannot tell apart does not hide anything from the rules."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.clean import HOLE, clean, hidden, placeholders, visible


def test_invisible_characters_go_and_offsets_point_into_the_original() -> None:
    cleaned = clean("a\u200bb\u00adc")
    assert cleaned.text == "abc"
    assert (cleaned.starts, cleaned.ends) == ([0, 2, 4], [1, 3, 5])


def test_full_width_and_arabic_digits_become_plain_ones() -> None:
    assert clean("０１７１ ٠١٢").text == "0171 012"


def test_a_look_alike_inside_a_latin_word_becomes_latin() -> None:
    assert clean("DЕ89 Маx").text == "DE89 Max"


def test_a_cyrillic_word_stays_cyrillic() -> None:
    assert clean("Марія Коваленко").text == "Марія Коваленко"


def test_a_placeholder_is_a_hole_even_with_a_zero_width_space_in_it() -> None:
    assert clean("Ich bin [PER\u200bSON_1].").text == f"Ich bin {HOLE}."
    assert placeholders("［PERSON_1］") == {"[PERSON_1]"}


def test_text_in_unicode_tags_is_read_and_is_not_visible() -> None:
    tagged = "".join(chr(0xE0000 + ord(letter)) for letter in "Hi")
    assert [part.text for part in hidden(f"x{tagged}")] == ["Hi"]
    assert visible(f"x{tagged}") == "x"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_character_maps_to_a_place_in_the_original(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(cleaned.starts, cleaned.ends, strict=True))
