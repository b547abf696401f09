"""What the tagger sees beside the rules: it counts where it is sure, and where nothing harmless explains it."""

from __future__ import annotations

import re

import pytest

from bot.privacy.harmless import quiet
from bot.privacy.tagged import tagged
from bot.privacy.votes import Ballot, Kinds


def _found(marked: str, chance: float, kind: str) -> list[str]:
    """What is found where a tagger says `kind` with that chance of each word in angle brackets."""
    text = re.sub("[<>]", "", marked)
    chosen = {word for part in re.findall("<(.*?)>", marked) for word in re.findall(r"\w+", part)}

    def votes(piece: str) -> list[tuple[int, int, Kinds]]:
        words = re.finditer(r"\w+", piece)
        return [(*word.span(), {kind: chance}) for word in words if word.group() in chosen]

    small = text.lower()
    return [text[span.start : span.end] for span in tagged(text, small, quiet(small), Ballot(text, votes))]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("mein Sohn hat das <Zellweger>-Syndrom", "ART9"),
        ("ich wohne <Isargestade 735>", "STREET"),
        ("Post an <84028 Landshut>", "CITY"),
        ("mein Konto ist <kr4ken_77>", "NUMBER"),
    ],
)
def test_what_the_tagger_is_sure_of_is_found(marked: str, kind: str) -> None:
    assert _found(marked, 0.97, kind) == re.findall("<(.*?)>", marked)
    assert _found(marked, 0.1, kind) == []


def test_neighbouring_words_are_one_detail() -> None:
    assert _found("ich habe <schwere chronische Polyneuropathie>", 0.6, "ART9") == [
        "schwere chronische Polyneuropathie"
    ]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("Ist das Finanzamt in der <Hafenstraße 12> barrierefrei?", "STREET"),
        ("Ist das <Formular 4711> neu?", "NUMBER"),
        ("Was kostet das, <1250> Euro?", "NUMBER"),
        ("Der <Lindenweg> ist gesperrt", "STREET"),
    ],
)
def test_what_something_harmless_explains_stays(marked: str, kind: str) -> None:
    assert _found(marked, 0.97, kind) == []
