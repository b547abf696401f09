"""The gate: a sentence leaves only when its cited source backs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.cite import Cited
from bot.entail import exact
from bot.entail.disguise import disguised
from bot.entail.instructions import instructs
from bot.entail.marks import marks, without_marks
from bot.entail.reasons import Reason, Verdict
from bot.entail.sources import AnyPassage, Passage, passages
from bot.events import Sentence
from corpus import blocks
from corpus.page import Page
from corpus.words import STOPWORDS, stem, words

__all__ = ["Gate", "Reason", "Verdict", "check", "check_all", "verified"]


def check(sentence: str, sources: Iterable[AnyPassage]) -> Verdict:
    """Whether the passages that a sentence cites back it, as `Gate.check` says; for one sentence."""
    return Gate(sources).check(sentence)


def check_all(sentences: Iterable[str], sources: Iterable[AnyPassage]) -> list[Verdict]:
    """The same for several sentences of one answer; the passages are read once."""
    gate = Gate(sources)
    return [gate.check(sentence) for sentence in sentences]


class Gate:
    """The passages of an answer, read once; then each sentence as it comes."""

    def __init__(self, sources: Iterable[AnyPassage]) -> None:
        """`sources` are objects, or mappings, with n, title, locator and text."""
        self._passages = passages(sources)

    def check(self, sentence: str) -> Verdict:
        """Whether the passages that the sentence cites as [n] back all that it says."""
        said = without_marks(sentence)
        if not words(said):
            return Verdict(False, Reason.EMPTY)
        cited = marks(sentence)
        if not cited:
            return Verdict(False, Reason.NO_CITATION)
        if any(n not in self._passages for n in cited):
            return Verdict(False, Reason.UNKNOWN_CITATION)
        if disguised(sentence):
            return Verdict(False, Reason.DISGUISED)
        if instructs(said):
            return Verdict(False, Reason.INSTRUCTION)
        sources = [self._passages[n] for n in cited]
        if reason := exact.wrong(said, [exact.facts(passage.whole) for passage in sources]):
            return Verdict(False, reason)
        return _alike(said, sources)


def _alike(said: str, sources: Sequence[Passage]) -> Verdict:
    there = {stem(word) for passage in sources for word in words(passage.whole)}
    asked = {stem(word) for word in words(said) if word.isalpha() and word not in STOPWORDS}
    share = len(asked & there) / len(asked) if asked else 1.0
    return Verdict(share >= 0.3, Reason.SUPPORTED if share >= 0.3 else Reason.UNLIKE, share)


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
