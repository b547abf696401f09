"""A model never sees or writes an address: it reads `link_1`, and what that stands for is put in afterwards."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"„“]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w@.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:de|eu|com|org|net|info|example)(?:/[^\s<>\"„“]*)?"
    r"(?![\w-])",
    re.IGNORECASE,
)
"""Web and mail addresses."""

_NAME = re.compile(r"\blink_(\d{1,4})\b")
_AFTER = ".,;:!?)]"  # ends the sentence, not the address


@dataclass(slots=True)
class Links:
    """The addresses of an answer's passages; one of passage 2 may only stand in a sentence that cites [2]."""

    _found: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def named(self, n: int, text: str) -> str:
        """A text of passage `n` with names in place of its addresses."""
        parts = _parts(text)
        return "".join(self._name(n, part) if place % 2 else part for place, part in enumerate(parts))

    def resolved(self, sentence: str, cited: Collection[int]) -> str | None:
        """The sentence with its addresses, or None when it has one that no cited passage has."""
        if ADDRESS.search(sentence):
            return None
        named = [int(number) for number in _NAME.findall(sentence)]
        if any(not 0 < number <= len(self._found) or self._found[number - 1][0] not in cited for number in named):
            return None
        return _NAME.sub(lambda match: self._found[int(match[1]) - 1][1], sentence)

    def _name(self, n: int, address: str) -> str:
        bare = address.rstrip(_AFTER)
        self._found.append((n, bare))
        return f"link_{len(self._found)}{address[len(bare) :]}"


@lru_cache(maxsize=8_192)
def _parts(text: str) -> tuple[str, ...]:
    """A page's text, an address, text, and so on; kept, because the same passages are read again and again."""
    places = [0, *(place for match in ADDRESS.finditer(text) for place in match.span()), len(text)]
    return tuple(text[begin:end] for begin, end in pairwise(places))


def without(text: str) -> str:
    """A text with a word in place of each address."""
    return ADDRESS.sub("(Link)", text)
