"""The gate: a sentence leaves only when its cited source backs it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.cite import Cited
from bot.entail import exact
from bot.entail.abroad import Query, decide_abroad, is_abroad, signs
from bot.entail.clauses import Unit, units
from bot.entail.decide import decide
from bot.entail.disguise import disguised, plain
from bot.entail.features import features
from bot.entail.instructions import instructs, of_itself
from bot.entail.marks import marks, without_marks
from bot.entail.obeyed import obeys, wary
from bot.entail.reader import Read, Reader, ReaderError, heading
from bot.entail.reasons import Reason, Verdict
from bot.entail.sources import AnyPassage, Passage, passages
from bot.events import Sentence
from corpus import blocks
from corpus.page import Page
from corpus.words import words
from indexes.embed import EmbedderError, open_embedder
from indexes.model import CACHE

__all__ = ["Gate", "Reason", "Verdict", "check", "check_all", "verified"]


def check(sentence: str, sources: Iterable[AnyPassage]) -> Verdict:
    """Whether the passages that a sentence cites back it, as `Gate.check` says; for one sentence."""
    return Gate(sources).check(sentence)


def check_all(sentences: Iterable[str], sources: Iterable[AnyPassage]) -> list[Verdict]:
    """The same for several sentences of one answer; the passages are read once."""
    gate = Gate(sources)
    return [gate.check(sentence) for sentence in sentences]


class Gate:
    """The passages of an answer, read once; then each sentence as it comes; for one thread at a time."""

    def __init__(self, sources: Iterable[AnyPassage], query: Query | None = None, *, reads: bool = True) -> None:
        """`sources` are objects, or mappings, with n, title, locator and text.

        `query` embeds a text, for sentences in another language than the sources'; without it the prepared model is
        opened when the first such sentence comes, and where none is prepared, such sentences are not supported. The
        reader is opened with the first sentence that it is asked about, once for the process; where it is not prepared,
        or `reads` is false, the signs decide alone.
        """
        self._passages = passages(sources)
        self._query = query
        self._reads = reads
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def check(self, sentence: str) -> Verdict:
        """Whether the passages that the sentence cites as [n] back all that it says."""
        if stopped := self.exact(sentence):
            return stopped
        said = plain(without_marks(sentence))
        cited = [self._passages[n] for n in marks(sentence)]
        there = [found for passage in cited for found in units(passage.text)]
        if is_abroad(said, there):
            found = self.signs_abroad(said, there)
            return decide_abroad(found, self.odds(said, cited) if found else None)
        if quoted(said, there):
            return Verdict(True, Reason.SUPPORTED, 1.0)
        return wary(decide(features(said, cited), self.odds(said, cited)), cited)

    def odds(self, said: str, cited: Sequence[Passage]) -> float | None:
        """The reader's log odds that the passages back a sentence without its marks; None without a reader."""
        reader = _reader() if self._reads else None
        if reader is None:
            return None
        return reader.odds(reader.read(said), reader.joined([_source(heading(passage)) for passage in cited]))

    def signs_abroad(self, said: str, there: Sequence[Unit]) -> Mapping[str, float]:
        """How a sentence in another language lies to the sources'; {} where no model is prepared that could tell."""
        query = self._query or _prepared()
        if query is None:
            return {}
        for found in there:
            if found.text not in self._vectors:
                self._vectors[found.text] = query(found.text)
        return signs(said, there, self._vectors, query(said))

    def exact(self, sentence: str) -> Verdict | None:
        """What the rules say that need no judgement; None where they let the sentence pass."""
        reason = self._wrong(sentence)
        return Verdict(False, reason) if reason else None

    def _wrong(self, sentence: str) -> Reason | None:
        said, cited = without_marks(sentence), marks(sentence)
        if not words(said):
            return Reason.EMPTY
        if not cited:
            return Reason.NO_CITATION
        if any(n not in self._passages for n in cited):
            return Reason.UNKNOWN_CITATION
        if disguised(sentence):
            return Reason.DISGUISED
        if instructs(said) or (of_itself(said) and not any(of_itself(self._passages[n].text) for n in cited)):
            return Reason.INSTRUCTION
        sources = [self._passages[n] for n in cited]
        if wrong := exact.wrong(said, [exact.facts(source.whole, source=True) for source in sources]):
            return wrong
        return Reason.INSTRUCTION if obeys(plain(said), self._passages.values(), sources) else None


@lru_cache(maxsize=1)
def _reader() -> Reader | None:
    """The reader of this process; None where it cannot be opened, which is said once."""
    try:
        return Reader()
    except ReaderError as error:
        logging.getLogger(__name__).warning("the gate works without its reader, by signs alone: %s", error)
        return None


@lru_cache(maxsize=64)
def _source(text: str) -> Read:
    """A passage, read; kept, because the same ones are cited again and again (at most half a megabyte each)."""
    reader = _reader()
    if reader is None:
        raise ReaderError("there is no reader")
    return reader.read(text)


@lru_cache(maxsize=1)
def _prepared() -> Query | None:
    """The prepared model as a function of a text; None where it is not prepared."""
    try:
        return open_embedder("onnx", model_folder=CACHE, threads=1).query
    except EmbedderError:
        return None


def quoted(said: str, there: Iterable[Unit]) -> bool:
    """Whether a sentence is one of the sources' sentences, letter by letter; their beginning alone may lack an "if"."""
    return any(said.strip().rstrip(".") == found.text.strip().rstrip(".") for found in there)


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
