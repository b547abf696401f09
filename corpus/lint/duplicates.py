"""Pages that say the same: equal titles and texts that are nearly equal; pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.lint.finding import Finding, text_of
from corpus.page import Page
from corpus.words import words

SHINGLE = 5
"""Words in a row that are compared."""

NEAR = 0.8
"""Texts that share this part of all their shingles (Jaccard index) are nearly equal."""

_FEWEST = 20  # shingles: a shorter text is alike by chance
_COMMON = 40  # a shingle on more pages is boilerplate and makes no two of them candidates


def duplicates(pages: Iterable[Page]) -> Iterator[Finding]:
    """Pages for the same people, in one language, with one title or nearly one text. Sections of laws are left out."""
    groups: defaultdict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in pages:
        if page.kind != "law":
            groups[page.scope, page.language].append(page)
    for group in groups.values():
        yield from _titles(group)
        yield from _texts(group)


def _titles(pages: list[Page]) -> Iterator[Finding]:
    by_title: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages:
        by_title[page.title.casefold()].append(page.id)
    for ids in by_title.values():
        for page_id in ids if len(ids) > 1 else ():
            what = f"Den Titel hat auch {', '.join(other for other in ids if other != page_id)}."
            remedy = "Unterscheiden Sie die Titel oder führen Sie die Seiten zusammen."
            yield Finding("duplicate_title", "warning", page_id, what, remedy)


def _texts(pages: list[Page]) -> Iterator[Finding]:
    for left, right, share in near(pages):
        what = f"Der Text gleicht zu {share:.0%} dem von {right.id} („{right.title}“).".replace("%", " %")
        remedy = (
            "Führen Sie die Seiten zusammen, oder sagen Sie im Titel und im ersten Satz, worin sie sich unterscheiden."
        )
        yield Finding("duplicate_text", "hint", left.id, what, remedy)


def near(pages: list[Page]) -> list[tuple[Page, Page, float]]:
    """Pairs of pages with nearly equal texts and the share of shingles that they have in common."""
    texts = {page.id: shingles(text_of(page)) for page in pages}
    by_id = {page.id: page for page in pages}
    pairs = [(*pair, jaccard(texts[pair[0]], texts[pair[1]])) for pair in _candidates(texts)]
    return [(by_id[left], by_id[right], share) for left, right, share in pairs if share >= NEAR]


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `SHINGLE` folded words of a text."""
    all_words = words(text)
    return frozenset(tuple(all_words[i : i + SHINGLE]) for i in range(len(all_words) - SHINGLE + 1))


def jaccard(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """The share of what both have in all that they have; 0 for empty sets."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def _candidates(texts: dict[str, frozenset[tuple[str, ...]]]) -> list[tuple[str, str]]:
    """Pairs that share at least one rare shingle, in the pages' order."""
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for page_id, found in texts.items():
        for shingle in found if len(found) >= _FEWEST else ():
            holders[shingle].append(page_id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            shared.update((left, right) for i, left in enumerate(ids) for right in ids[i + 1 :])
    return sorted(shared)
