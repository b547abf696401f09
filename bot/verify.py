"""The gate: a sentence leaves only when its cited source backs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.cite import Cited
from bot.events import Sentence
from corpus import blocks
from corpus.page import Page


def verified(cited: Cited, page: Page) -> Cited:
    """Only the sentences whose words stand in each source that they cite, and the sources that stand in the page.

    Both are compared letter by letter; a source that no sentence is left for goes too.
    """
    texts = [_plain(section.text) for section in page.sections]
    sources = tuple(source for source in cited.sources if _stands_in(source.quote, texts))
    quotes = {source.n: source.quote for source in sources}
    sentences = tuple(sentence for sentence in cited.sentences if _backed(sentence, quotes))
    used = {n for sentence in sentences for n in sentence.citations}
    return Cited(sentences, tuple(source for source in sources if source.n in used))


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    """A section's text as it is quoted; kept, because the same sections are quoted again and again."""
    return blocks.plain(text)


def _backed(sentence: Sentence, quotes: Mapping[int, str]) -> bool:
    return bool(sentence.citations) and all(_stands_in(sentence.text, [quotes.get(n, "")]) for n in sentence.citations)


def _stands_in(words: str, texts: Iterable[str]) -> bool:
    return bool(words) and any(words in text for text in texts)
