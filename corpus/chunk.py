"""Page -> passages; pure.

A passage is an Absatz of a law or a few sentences of one module of a service, never across a heading and never cut
inside a sentence, within the embedder's token budget. Short passages that carry their title and heading are found
better than long ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus import blocks, sentences, statute
from corpus.modules import module_of
from corpus.page import Page
from corpus.passage import INTRO, Passage, Sentence

Counter = Callable[[Sequence[str]], Sequence[int]]
"""Texts -> how many tokens each has for the embedder."""


def estimate(texts: Sequence[str]) -> list[int]:
    """A cautious guess where no tokenizer is at hand: German has more than two and a half characters a token."""
    return [len(text) * 2 // 5 + 1 for text in texts]


@dataclass(frozen=True, slots=True)
class ChunkSettings:
    """How long a passage may be: `size` is what is aimed at, in characters, `tokens` what is never exceeded."""

    size: int = 500
    absatz_size: int = 900
    tokens: int = 480


DEFAULT = ChunkSettings()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or an item in a section's plain text; units of one group may share a passage."""

    start: int
    end: int
    locator: str
    lead: int | None
    group: str  # what a passage never crosses: the sub-heading, the Absatz


def passages(page: Page, settings: ChunkSettings = DEFAULT, count: Counter = estimate) -> list[Passage]:
    """The passages of a page, in its order."""
    if page.kind == "law":
        return _law(page, settings, count)
    return [
        passage
        for section in page.sections
        for passage in _section(page, section.heading, section.text, settings, count)
    ]


def _section(page: Page, heading: str, text: str, settings: ChunkSettings, count: Counter) -> Iterator[Passage]:
    plain = blocks.plain(text)
    units = _units(plain, heading)
    for group, numbers in groupby(range(len(units)), key=lambda number: units[number].group):
        context = ". ".join(part for part in (page.title, heading, group) if part)
        cut = _Cut(page.id, heading, heading, module_of(heading), context, plain, tuple(units))
        yield from _packed(cut, list(numbers), settings.size, settings.tokens, count)


def _units(plain: str, locator: str) -> list[_Unit]:
    """Sentences and items of a service's section; an item's lead is the sentence with the colon before its list."""
    units: list[_Unit] = []
    group, leads = "", dict[int, int]()
    for block in blocks.parse(plain):
        if block.kind == "heading":
            group, leads = block.text, {}
            continue
        lead = leads.get(block.level - 1) if block.kind == "item" else None
        for start, end in sentences.split(block.text):
            units.append(_Unit(block.start + start, block.start + end, locator, lead, group))
        leads = _leads(leads, block, plain, len(units) - 1)
    return units


def _leads(leads: dict[int, int], block: blocks.Block, plain: str, last: int) -> dict[int, int]:
    """Who introduces what comes next: level -1 is the paragraph before a list, level n an item with items below it."""
    introduces = plain[block.start : block.end].rstrip().endswith(":")
    if block.kind == "paragraph":
        return {-1: last} if introduces else {}
    kept = {level: number for level, number in leads.items() if level < block.level}
    return kept | ({block.level: last} if introduces else {})


_REPEALED = re.compile(r"\((?:weggefallen|aufgehoben)\)[.,;]?")


def _law(page: Page, settings: ChunkSettings, count: Counter) -> list[Passage]:
    text = blocks.plain(page.sections[0].text) if page.sections else ""
    units = tuple(_Unit(unit.start, unit.end, unit.locator, unit.lead, unit.absatz) for unit in statute.units(page))
    context = ". ".join((*page.breadcrumb[-1:], page.title))
    result: list[Passage] = []
    living = [number for number, unit in enumerate(units) if not _REPEALED.fullmatch(text, unit.start, unit.end)]
    for absatz, numbers in groupby(living, key=lambda number: units[number].group):
        cut = _Cut(page.id, absatz, page.sections[0].heading, "Wortlaut", context, text, units)
        result += _packed(cut, list(numbers), settings.absatz_size, settings.tokens, count)
    return result


@dataclass(frozen=True, slots=True)
class _Cut:
    """What the passages of one group have in common."""

    page_id: str
    locator: str
    heading: str
    module: str
    context: str
    plain: str
    units: tuple[_Unit, ...]


def _packed(cut: _Cut, numbers: list[int], size: int, tokens: int, count: Counter) -> Iterator[Passage]:
    """Consecutive units put together while they stay within `size` characters and `tokens` tokens."""
    context_tokens = count([cut.context])[0]
    texts = [cut.plain[cut.units[number].start : cut.units[number].end] for number in numbers]
    lengths = dict(zip(numbers, count(texts), strict=True))
    run: list[int] = []
    used = context_tokens
    for number, length in lengths.items():
        if run and (cut.units[number].end - cut.units[run[0]].start > size or used + length > tokens):
            kept = _kept_with_the_list(cut, run, number)
            yield _passage(cut, run[: len(run) - len(kept)])
            run, used = kept, context_tokens + sum(lengths[item] for item in kept)
        if context_tokens + length > tokens:
            yield from _oversize(cut, number, tokens - context_tokens, count)
            continue
        run.append(number)
        used += length + 2  # the marker and the line break before it
    if run:
        yield _passage(cut, run)


def _kept_with_the_list(cut: _Cut, run: list[int], number: int) -> list[int]:
    """The words that introduce a list go with the list, not with what stands before it."""
    return [run[-1]] if len(run) > 1 and cut.units[number].lead == run[-1] else []


def _passage(cut: _Cut, run: list[int]) -> Passage:
    first, last = cut.units[run[0]], cut.units[run[-1]]
    within = {number: position for position, number in enumerate(run)}
    items = tuple(
        Sentence(
            unit.start - first.start,
            unit.end - first.start,
            unit.locator,
            None if unit.lead is None else within.get(unit.lead, INTRO),
        )
        for unit in (cut.units[number] for number in run)
    )
    return Passage(
        page_id=cut.page_id,
        locator=cut.locator,
        heading=cut.heading,
        module=cut.module,
        context=cut.context,
        text=cut.plain[first.start : last.end],
        sentences=items,
        intro=_intro(cut, run),
    )


def _intro(cut: _Cut, run: list[int]) -> str:
    """What introduced the list that goes on in this passage, where it stands in an earlier one."""
    leads = {lead for number in run if (lead := cut.units[number].lead) is not None and lead not in run}
    return cut.plain[cut.units[min(leads)].start : cut.units[min(leads)].end] if leads else ""


def _one(count: Counter) -> Callable[[str], int]:
    def length(text: str) -> int:
        return count([text])[0]

    return length


def _oversize(cut: _Cut, number: int, tokens: int, count: Counter) -> Iterator[Passage]:
    """A single sentence beyond the budget: cut at its own joints, each piece a verbatim stretch."""
    unit = cut.units[number]
    splitter = RecursiveCharacterTextSplitter(
        separators=["; ", ", ", " ", ""],
        chunk_size=max(tokens, 32),
        chunk_overlap=0,
        length_function=_one(count),
        keep_separator="end",
        add_start_index=True,
    )
    for piece in splitter.create_documents([cut.plain[unit.start : unit.end]]):
        start = unit.start + piece.metadata["start_index"]
        part = replace(unit, start=start, end=start + len(piece.page_content))
        yield _passage(replace(cut, units=(*cut.units[:number], part, *cut.units[number + 1 :])), [number])
