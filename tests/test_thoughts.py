"""What a model thinks is no part of what it says."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from bot.thoughts import spoken

SAID = [
    ("<think>Der Nutzer hat recht.</think>Ja. [1]", "Ja. [1]"),
    ("  <think>\nHm\n</think>\n3, 4", "\n3, 4"),
    ("Ja. [1]", "Ja. [1]"),
    ("<th", "<th"),
    ("<think>ohne Ende", ""),
    ("", ""),
]


@pytest.mark.parametrize("size", [1, 4, 100])
@pytest.mark.parametrize(("text", "expected"), SAID)
async def test_thoughts_go_wherever_the_pieces_are_cut(text: str, expected: str, size: int) -> None:
    async def pieces() -> AsyncGenerator[str]:
        for at in range(0, len(text), size):
            yield text[at : at + size]

    assert "".join([piece async for piece in spoken(pieces())]) == expected
