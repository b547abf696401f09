"""`select`: a model sees numbered sentences and returns numbers; what is said are those sentences, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot import links
from bot.extract import Quote, with_leads
from bot.material import Shown
from bot.prompt import harmless

WORDS = 150
"""How long an answer of a model may be."""

_MOST = 20
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = frozenset(
    ("der", "die", "satz", "sätze", "nummer", "nummern", "nr", "und", "the", "and", "sentence", "sentences", "number")
)
"""Words that may stand in a line of numbers."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the model reads: a block for each passage, and the quote behind each number, from 1."""

    blocks: tuple[str, ...]
    quotes: tuple[Quote, ...]


def sheet(shown: Iterable[Shown]) -> Sheet:
    """The sentences of the passages, numbered through."""
    blocks: list[str] = []
    quotes: list[Quote] = []
    for one in shown:
        text, found = _block(one, len(quotes) + 1)
        blocks.append(text)
        quotes += found
    return Sheet(tuple(blocks), tuple(quotes))


def block(one: Shown) -> str:
    """A passage as it is read, for counting."""
    return _block(one, 1)[0]


def _block(one: Shown, first: int) -> tuple[str, list[Quote]]:
    """Words that introduce a list have no number: they go along with its items."""
    passage = one.passage
    lines = [_readable(line) for line in (f"## {one.title} – {one.locator}", passage.intro) if line]
    quotes: list[Quote] = []
    for quote in (Quote(passage, number) for number in range(len(passage.sentences))):
        if quote.text.endswith(":"):
            lines.append(_readable(quote.text))
        else:
            lines.append(f"{first + len(quotes)}: {_readable(quote.text)}")
            quotes.append(quote)
    return "\n".join(lines), quotes


@lru_cache(maxsize=16_384)
def _readable(line: str) -> str:
    """A line of a page, kept because the same ones are read again and again."""
    return harmless(links.without(" ".join(line.split())))


def numbers(said: str) -> list[int]:
    """The numbers in what a model said, each once, in their order.

    Only lines of numbers are read, and none where most lines say something else: that may have been dictated by what
    the model has read.
    """
    spoken = [line for line in said.split("\n") if line.strip()]
    lines = [line for line in spoken if not {word.lower() for word in _WORD.findall(line)} - _AROUND]
    if 2 * len(lines) < len(spoken):
        return []
    found = [int(number) for line in lines for number in re.findall(r"\d{1,4}", line, re.ASCII)]
    return list(dict.fromkeys(found))[:_MOST]


def chosen(wanted: Iterable[int], quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes under these numbers, while there is room, each behind what introduces it and beside its list."""
    found: list[Quote] = []
    for number in wanted:
        if not 0 < number <= len(quotes):
            continue
        longer = list(found)
        for quote in with_leads(quotes[number - 1]):
            if all(quote.text != other.text for other in longer):
                longer.insert(_place(quote, longer), quote)
        if found and sum(len(quote.text.split()) for quote in longer) > WORDS:
            break
        found = longer
    return found


def _place(quote: Quote, found: Sequence[Quote]) -> int:
    """Behind the last item of the same list, or at the end."""
    if quote.lead is None:
        return len(found)
    items = [place for place, other in enumerate(found) if _list_of(other) == _list_of(quote)]
    return items[-1] + 1 if items else len(found)


def _list_of(quote: Quote) -> tuple[str, str] | None:
    """The words that introduce an item's list, and their page."""
    return None if quote.lead is None else (quote.passage.quote(quote.lead), quote.passage.page_id)
