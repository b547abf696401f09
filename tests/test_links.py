"""A model reads and writes names of addresses; only the code knows what they stand for."""

from __future__ import annotations

import pytest

from bot.links import Links, without

TEXT = "Den Termin buchen Sie unter https://termine.musterstadt.example/buergerbuero. Mail: amt@musterstadt.example."


def test_an_address_has_a_name_that_leads_back_to_it() -> None:
    links = Links()
    named = links.named(2, TEXT)
    assert named == "Den Termin buchen Sie unter link_1. Mail: link_2."
    assert links.resolved(named, (2,)) == TEXT


def test_a_sentence_may_only_name_addresses_of_what_it_cites() -> None:
    links = Links()
    links.named(2, TEXT)
    assert links.resolved("Buchen Sie unter link_1. [1]", (1,)) is None


@pytest.mark.parametrize("written", ["https://x.de", "www.x.de", "post@x.de", "Gehen Sie auf boese.com/a.", "link_9"])
def test_what_a_model_makes_up_does_not_resolve(written: str) -> None:
    links = Links()
    links.named(1, TEXT)
    assert links.resolved(written, (1,)) is None


@pytest.mark.parametrize(
    "plain", ["Das gilt z.B. für Kinder.", "Nach Abs.2 gilt 37,00 Euro.", "Am 1.2.2026 um 8.30 Uhr"]
)
def test_ordinary_text_is_no_address(plain: str) -> None:
    assert without(plain) == plain
    assert Links().resolved(plain, ()) == plain
