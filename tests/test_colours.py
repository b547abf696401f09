"""The contrast of two colours, against the values that WCAG gives."""

from __future__ import annotations

import pytest

from bot.colours import contrast, is_colour


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_the_one_of_wcag(one: str, other: str, found: float) -> None:
    assert contrast(one, other) == pytest.approx(found, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "17477a", "#17477a;", "", "#17477a\n"])
def test_a_colour_is_six_digits(text: str) -> None:
    assert is_colour("#17477A")
    assert not is_colour(text)
