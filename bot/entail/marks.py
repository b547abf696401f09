"""The numbers in brackets by which a sentence cites: "[1]", "[1][2]", "[1, 2]"; pure."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s{0,3}\[\s{0,2}(\d{1,4}(?:\s{0,2}[,;]\s{0,2}\d{1,4}){0,9})\s{0,2}\]", re.ASCII)
_RANGE = re.compile(r"\s{0,3}\[(\d{1,3})\s?[-–]\s?(\d{1,3})\]", re.ASCII)
_MOST = 20


def marks(sentence: str) -> tuple[int, ...]:
    """The numbers cited, each once, in their order."""
    found = [int(number) for mark in _MARK.findall(sentence) for number in re.findall(r"\d+", mark)]
    for first, last in _RANGE.findall(sentence):
        found += range(int(first), min(int(last), int(first) + _MOST) + 1)
    return tuple(dict.fromkeys(found))


def without_marks(sentence: str) -> str:
    """The sentence as the citizen reads it, without its marks."""
    return _RANGE.sub("", _MARK.sub("", sentence)).strip()
