"""Two texts compared word by word; pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Span(NamedTuple):
    """A stretch of text that both have, or that only the old or only the new one has."""

    kind: Literal["equal", "removed", "added"]
    text: str


def compare(old: str, new: str) -> list[Span]:
    """The texts as spans: what is equal and removed makes `old`, what is equal and added makes `new`."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    spans: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("equal", "".join(left[a:b])))
            continue
        if a < b:
            spans.append(Span("removed", "".join(left[a:b])))
        if c < d:
            spans.append(Span("added", "".join(right[c:d])))
    return spans
