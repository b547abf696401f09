"""A reasoning model thinks before it speaks; what stands between <think> and </think> is none of the answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

_BEGIN, _END = "<think>", "</think>"


async def spoken(pieces: AsyncGenerator[str]) -> AsyncGenerator[str]:
    """The pieces behind the thoughts that a text begins with, if it begins with any; closes `pieces` at its end."""
    held, through = "", False
    async with aclosing(pieces):
        async for piece in pieces:
            if through:
                yield piece
                continue
            held += piece
            if (said := _said(held)) is not None:
                through = True
                yield said
    if not through and not held.lstrip().startswith(_BEGIN):
        yield held


def _said(held: str) -> str | None:
    """What is said after the thoughts; None while that cannot be told yet."""
    text = held.lstrip()
    if text.startswith(_BEGIN):
        _, ended, after = text.partition(_END)
        return after if ended else None
    return None if _BEGIN.startswith(text) else held
