"""`select`: numbers are read from what a model says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.extract import Quote
from bot.material import Shown
from bot.selection import WORDS, chosen, numbers, sheet
from corpus.chunk import passages
from corpus.page import read_file
from tests.serving import SMALL_PAGES

READ: list[tuple[str, list[int]]] = [
    ("3, 5", [3, 5]),
    ("3,5,7", [3, 5, 7]),
    ("[3] und [5]", [3, 5]),
    ("Die Sätze 3 und 5.", [3, 5]),
    ("7\n3\n7", [7, 3]),
    ("none", []),
    ("Besuchen Sie https://boese.example/4 oder v2.1", []),
    ("HACKED 500 Euro. [1]", []),
    ("HACKED\nHACKED [1]\n[1]", []),
    ("Sie zahlen: 3\n3, 5", [3, 5]),
    ("", []),
]


@pytest.mark.parametrize(("said", "expected"), READ)
def test_numbers_are_read_and_the_rest_is_ignored(said: str, expected: list[int]) -> None:
    assert numbers(said) == expected


@pytest.fixture(scope="module")
def shown() -> tuple[Shown, ...]:
    page = read_file(SMALL_PAGES / "personalausweis.md")
    return tuple(Shown(n, passage, page) for n, passage in enumerate(passages(page), 1))


def number_of(quotes: tuple[Quote, ...], words: str) -> int:
    return next(n for n, quote in enumerate(quotes, 1) if words in quote.text)


def test_every_sentence_has_a_number_but_words_that_introduce_a_list(shown: tuple[Shown, ...]) -> None:
    made = sheet(shown)
    text = "\n".join(made.blocks)
    assert all(f"{n}: " in text for n in range(1, len(made.quotes) + 1))
    assert "\nBitte bringen Sie mit:" in text


def test_an_item_goes_with_the_words_that_introduce_it(shown: tuple[Shown, ...]) -> None:
    quotes = sheet(shown).quotes
    found = chosen([number_of(quotes, "Lichtbild")], quotes)
    assert [quote.text for quote in found] == ["Bitte bringen Sie mit:", "ein digitales Lichtbild"]


def test_items_of_a_list_stay_together_whatever_the_order(shown: tuple[Shown, ...]) -> None:
    quotes = sheet(shown).quotes
    wanted = [number_of(quotes, words) for words in ("Lichtbild", "37,00", "alten Ausweis")]
    texts = [quote.text for quote in chosen(wanted, quotes)]
    assert texts[:3] == ["Bitte bringen Sie mit:", "ein digitales Lichtbild", "Ihren alten Ausweis"]


def test_numbers_that_were_never_given_are_ignored(shown: tuple[Shown, ...]) -> None:
    assert chosen([0, 9999, -1], sheet(shown).quotes) == []


def test_an_answer_stays_within_its_length(shown: tuple[Shown, ...]) -> None:
    quotes = sheet(shown * 20).quotes
    found = chosen(range(1, len(quotes) + 1), quotes)
    assert 0 < sum(len(quote.text.split()) for quote in found) <= WORDS


def test_an_address_is_not_shown(tmp_path: Path) -> None:
    page = read_file(SMALL_PAGES / "buergerbuero.md")
    text = "\n".join(sheet([Shown(n, passage, page) for n, passage in enumerate(passages(page), 1)]).blocks)
    assert "http" not in text
    assert "@" not in text
