"""The gate: what its source does not back does not leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cite import Cited, cite
from bot.events import Sentence
from bot.extract import Quote
from bot.verify import verified
from corpus.chunk import passages
from corpus.page import read_file

PAGE = read_file(Path(__file__).parent / "pages" / "personalausweis.md")
QUOTES = [Quote(passage, number) for passage in passages(PAGE) for number in range(len(passage.sentences))]
CITED = cite(QUOTES, PAGE, date(2026, 11, 22))


def with_sentence(**changes: object) -> Cited:
    return Cited((CITED.sentences[0].model_copy(update=changes), *CITED.sentences[1:]), CITED.sources)


def test_what_stands_in_the_page_passes_unchanged() -> None:
    assert verified(CITED, PAGE) == CITED


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Der Personalausweis ist kostenlos."},
        {"text": CITED.sentences[0].text.replace("16", "18")},
        {"text": ""},
        {"citations": ()},
        {"citations": (99,)},
        {"citations": (1, 99)},
    ],
)
def test_a_sentence_that_is_not_backed_does_not_leave(changed: dict[str, object]) -> None:
    assert verified(with_sentence(**changed), PAGE).sentences == CITED.sentences[1:]


def test_a_sentence_that_cites_another_sentences_source_does_not_leave() -> None:
    assert verified(with_sentence(citations=(2,)), PAGE).sentences == CITED.sentences[1:]


def test_a_source_whose_quote_is_not_in_the_page_takes_its_sentences_with_it() -> None:
    forged = CITED.sources[0].model_copy(update={"quote": "Alles ist kostenlos."})
    left = verified(Cited(CITED.sentences, (forged, *CITED.sources[1:])), PAGE)
    assert forged not in left.sources
    assert all(forged.n not in sentence.citations for sentence in left.sentences)


def test_a_source_that_no_sentence_cites_does_not_leave() -> None:
    left = verified(Cited(CITED.sentences[:1], CITED.sources), PAGE)
    assert [source.n for source in left.sources] == [1]


@given(st.text(max_size=60), st.lists(st.integers(-2, 9), max_size=3))
def test_whatever_leaves_stands_in_every_source_that_it_cites(text: str, citations: list[int]) -> None:
    invented = Sentence(text=text, citations=tuple(citations), verbatim=True)
    left = verified(Cited((invented, *CITED.sentences), CITED.sources), PAGE)
    quotes = {source.n: source.quote for source in left.sources}
    assert all(sentence.text in quotes[n] for sentence in left.sentences for n in sentence.citations)
