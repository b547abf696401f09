"""A stream of words becomes whole sentences, wherever the pieces are cut."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from bot.lines import Said, said


async def in_pieces(text: str, size: int) -> AsyncGenerator[str]:
    for at in range(0, len(text), size):
        yield text[at : at + size]


async def sentences(text: str, size: int = 3) -> list[Said]:
    return [sentence async for sentence in said(in_pieces(text, size))]


CASES = {
    "one a line": ("Der Ausweis kostet 37,00 Euro. [1]\nBringen Sie ihn mit. [2]", [1, 2]),
    "one after the other": ("Der Ausweis kostet 37,00 Euro. [1] Bringen Sie ihn mit. [2]", [1, 2]),
    "mark before the full stop": ("Der Ausweis kostet 37,00 Euro [1]. Bringen Sie ihn mit [2].", [1, 2]),
    "abbreviations": ("Nach § 16 Abs. 2 S. 1 SGB I wird z. B. ein Antrag weitergeleitet. [1] Das gilt. [2]", [1, 2]),
    "several marks": ("Der Ausweis kostet 37,00 Euro. [1][3] Bringen Sie ihn mit. [2, 4]", [1, 2]),
}


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("name", CASES)
async def test_sentences_are_the_same_wherever_the_pieces_are_cut(name: str, size: int) -> None:
    text, _ = CASES[name]
    found = await sentences(text, size)
    assert len(found) == 2
    assert " ".join(one.text for one in found).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "1. ", "2) "])
async def test_what_stands_behind_a_bullet_is_an_item(bullet: str) -> None:
    found = await sentences(f"Sie brauchen: [1]\n{bullet}ein Foto [1]\nDas ist alles. [1]")
    assert found == [Said("Sie brauchen: [1]"), Said("ein Foto [1]", item=True), Said("Das ist alles. [1]")]


async def test_decoration_goes() -> None:
    assert await sentences("## Kosten\n**Der Ausweis** kostet 37,00 Euro. [1]") == [
        Said("Kosten"),
        Said("Der Ausweis kostet 37,00 Euro. [1]"),
    ]


async def test_a_sentence_comes_as_soon_as_the_next_begins() -> None:
    taken: list[str] = []

    async def pieces() -> AsyncGenerator[str]:
        for piece in ("Der Ausweis kostet ", "37,00 Euro. [1]", " Brin", "gen Sie ", "ihn mit. [1]"):
            taken.append(piece)
            yield piece

    stream = said(pieces())
    assert (await anext(stream)).text == "Der Ausweis kostet 37,00 Euro. [1]"
    assert len(taken) == 3
    await stream.aclose()


async def test_nothing_gives_no_sentence() -> None:
    assert await sentences(" \n\n ") == []
