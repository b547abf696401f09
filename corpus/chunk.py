"""Page -> passages; pure.

A passage is an Absatz of a law or a few sentences of one module of a service, never across a heading and never cut
inside a sentence, within the embedder's token budget. Short passages that carry their title and heading are found
better than long ones.
"""

from __future__ import annotations

import re
from bisect import bisect
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
    group: tuple[int, str]  # what a passage never crosses: how many sub-headings stand before it; which, or the Absatz


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
        context = ". ".join(part for part in (page.title, heading, group[1]) if part)
        cut = _Cut(page.id, heading, heading, module_of(heading), context, plain, tuple(units))
        yield from _packed(cut, list(numbers), settings.size, settings.tokens, count)


def _units(plain: str, locator: str) -> list[_Unit]:
    """Sentences and items of a service's section; an item's lead is the sentence with the colon before its list."""
    units: list[_Unit] = []
    group, leads = (0, ""), dict[int, int]()
    for block in blocks.parse(plain):
        if block.kind == "heading":
            group, leads = (group[0] + 1, block.text), {}
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
    headings = [block.start for block in blocks.parse(text) if block.kind == "heading"]
    units = tuple(
        _Unit(unit.start, unit.end, unit.locator, unit.lead, (bisect(headings, unit.start), unit.absatz))
        for unit in statute.units(page)
    )
    context = ". ".join((*page.breadcrumb[-1:], page.title))
    result: list[Passage] = []
    living = [number for number, unit in enumerate(units) if not _REPEALED.fullmatch(text, unit.start, unit.end)]
    for group, numbers in groupby(living, key=lambda number: units[number].group):
        cut = _Cut(page.id, group[1], page.sections[0].heading, "Wortlaut", context, text, units)
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
    budget = _Budget.of(cut, size, tokens, count)
    run: list[int] = []
    for number in numbers:
        if run and not budget.holds([*run, number]):
            kept = _kept_with_the_list(cut, run, number)
            kept = kept if budget.holds([*kept, number]) else []
            yield _passage(budget, run[: len(run) - len(kept)])
            run = kept
        if run or budget.holds([number]):
            run.append(number)
        else:
            yield from _oversize(budget, number)
    if run:
        yield _passage(budget, run)


def _kept_with_the_list(cut: _Cut, run: list[int], number: int) -> list[int]:
    """The words that introduce a list go with the list, not with what stands before it."""
    return [run[-1]] if len(run) > 1 and cut.units[number].lead == run[-1] else []


_JOINT = 2
"""Tokens of the marker and the line break between two units, beside the special tokens that are counted for each."""


@dataclass(frozen=True, slots=True)
class _Budget:
    """What a passage of this cut may hold."""

    cut: _Cut
    size: int  # characters
    tokens: int  # without the context
    count: Counter
    lengths: dict[int, int]  # tokens by unit, filled as they are asked for

    @classmethod
    def of(cls, cut: _Cut, size: int, tokens: int, count: Counter) -> _Budget:
        return cls(cut, size, max(tokens - count([cut.context])[0], 32), count, {})

    def holds(self, run: list[int]) -> bool:
        """Whether the units fit into one passage, with what introduces them; `size` never parts a single unit."""
        units = self.cut.units
        if len(run) > 1 and units[run[-1]].end - units[run[0]].start > self.size:
            return False
        return sum(self._length(number) for number in run) + self.intro_tokens(run) <= self.tokens

    def intro(self, run: list[int]) -> tuple[int, int]:
        """Where the words stand that introduce, in an earlier passage, the list which goes on in this one.

        An introduction longer than half a passage is cut at its joints, and its end is what introduces.
        """
        leads = {lead for number in run if (lead := self.cut.units[number].lead) is not None and lead not in run}
        if not leads:
            return 0, 0
        lead = min(leads)
        unit, half = self.cut.units[lead], self.tokens // 2
        whole = unit.start, unit.end
        return whole if self._length(lead) <= half else _stretches(self.cut.plain, whole, half, self.count)[-1]

    def intro_tokens(self, run: list[int]) -> int:
        start, end = self.intro(run)
        return self.count([self.cut.plain[start:end]])[0] if end else 0

    def _length(self, number: int) -> int:
        if number not in self.lengths:
            unit = self.cut.units[number]
            self.lengths[number] = self.count([self.cut.plain[unit.start : unit.end]])[0] + _JOINT
        return self.lengths[number]


def _passage(budget: _Budget, run: list[int]) -> Passage:
    cut = budget.cut
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
        intro=cut.plain[slice(*budget.intro(run))],
    )


def _oversize(budget: _Budget, number: int) -> Iterator[Passage]:
    """A single sentence beyond the budget: cut at its own joints, each piece a verbatim stretch."""
    cut, unit = budget.cut, budget.cut.units[number]
    tokens = budget.tokens - budget.intro_tokens([number]) - _JOINT
    for start, end in _stretches(cut.plain, (unit.start, unit.end), tokens, budget.count):
        part = replace(unit, start=start, end=end)
        units = (*cut.units[:number], part, *cut.units[number + 1 :])
        yield _passage(replace(budget, cut=replace(cut, units=units)), [number])


def _one(count: Counter) -> Callable[[str], int]:
    def length(text: str) -> int:
        return count([text])[0]

    return length


def _stretches(plain: str, span: tuple[int, int], tokens: int, count: Counter) -> list[tuple[int, int]]:
    """The span cut into (start, end) of at most `tokens` tokens each, preferably after a semicolon or a comma."""
    splitter = RecursiveCharacterTextSplitter(
        separators=["; ", ", ", " ", ""],
        chunk_size=max(tokens, 16),
        chunk_overlap=0,
        length_function=_one(count),
        keep_separator="end",
        add_start_index=True,
    )
    pieces = splitter.create_documents([plain[slice(*span)]])
    starts = [span[0] + int(piece.metadata["start_index"]) for piece in pieces]
    return [(start, start + len(piece.page_content)) for start, piece in zip(starts, pieces, strict=True)]
