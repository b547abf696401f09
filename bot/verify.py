"""The gate: a sentence leaves only when its cited source backs it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cite import Cited
from bot.events import Sentence
from corpus import blocks
from corpus.page import Page


def verified(cited: Cited, page: Page) -> Cited:
    """Only the sentences whose words stand letter by letter in the page, and the sources that they cite."""
    texts = [blocks.plain(section.text) for section in page.sections]
    sources = tuple(source for source in cited.sources if _stands_in(source.quote, texts))
    numbers = {source.n for source in sources}
    sentences = tuple(s for s in cited.sentences if _backed(s, numbers) and _stands_in(s.text, texts))
    used = {n for sentence in sentences for n in sentence.citations}
    return Cited(sentences, tuple(source for source in sources if source.n in used))


def _backed(sentence: Sentence, numbers: set[int]) -> bool:
    return bool(sentence.citations) and set(sentence.citations) <= numbers


def _stands_in(words: str, texts: Iterable[str]) -> bool:
    return bool(words) and any(words in text for text in texts)
