"""What a new page or answer is called in its address and file; pure."""

from __future__ import annotations

import re

from corpus.words import fold

_LONGEST = 80


def native_of(title: str) -> str:
    """An id from a title: short, without umlauts, and never changed afterwards."""
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:_LONGEST].strip("-")
