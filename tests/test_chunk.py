"""Pages cut into passages: what a passage holds, where its sentences stand, and how long it may be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import blocks, sentences
from corpus.chunk import ChunkSettings, estimate, passages
from corpus.folder import load
from corpus.page import Kind, Page, Section
from corpus.passage import INTRO, Passage
from corpus.sources import gii
from indexes.embed import Embedder

PAGES = Path(__file__).parent / "pages"
TOWN = Path(__file__).parents[1] / "corpus" / "pages"
LAWS = Path(__file__).parents[2] / "shared" / "data" / "law"


def page(text: str, heading: str = "Volltext", kind: Kind = "service", citation: str = "") -> Page:
    return Page("muster:x", kind, "Hund anmelden", citation=citation, sections=(Section(heading, text),))


def law(text: str) -> Page:
    return page(text, "Wortlaut", "law", "§ 60 SGB I")


def quotes(passage: Passage) -> list[str]:
    return [passage.quote(number) for number in range(len(passage.sentences))]


def texts(found: list[Passage]) -> list[str]:
    return [passage.text for passage in found]


SHORT = ChunkSettings(size=60, absatz_size=60)


def test_a_section_is_a_passage_with_its_heading_and_module() -> None:
    found = passages(page("Der Hund kostet 90 Euro.", "Gebühren"))
    assert [(one.heading, one.locator, one.module, one.text) for one in found] == [
        ("Gebühren", "Gebühren", "Kosten", "Der Hund kostet 90 Euro.")
    ]


def test_a_passage_is_searched_with_its_title_and_headings() -> None:
    found = passages(page("### Welpen\n\nSie kosten nichts.", "Kosten"))
    assert found[0].embedded == "Hund anmelden. Kosten. Welpen\nSie kosten nichts."


def test_two_sections_never_share_a_passage() -> None:
    short = Page("muster:x", "service", "A", sections=(Section("Kosten", "Keine."), Section("Fristen", "Keine.")))
    assert [(one.heading, one.text) for one in passages(short)] == [("Kosten", "Keine."), ("Fristen", "Keine.")]


def test_a_passage_ends_at_a_sub_heading() -> None:
    found = passages(page("Eins.\n\n### Zwei\n\nZwei.\n\n### Drei\n\nDrei."))
    assert texts(found) == ["Eins.", "Zwei.", "Drei."]


def test_two_sub_headings_of_one_name_are_two() -> None:
    assert texts(passages(page("### Kosten\n\nEins.\n\n### Kosten\n\nZwei."))) == ["Eins.", "Zwei."]


def test_a_passage_of_a_law_ends_at_a_sub_heading() -> None:
    anlage = page("Eins.\n\n### Tabelle\n\nZwei.", "Wortlaut", "law", "Anlage zu § 28 SGB XII")
    assert texts(passages(anlage)) == ["Eins.", "Zwei."]


def test_each_absatz_of_a_law_is_a_passage_that_cites_it() -> None:
    found = passages(law("(1) Wer fragt, erfährt es. Immer.\n\n(2) Wer schweigt, nicht."))
    assert [(one.locator, one.text) for one in found] == [
        ("§ 60 Abs. 1 SGB I", "Wer fragt, erfährt es. Immer."),
        ("§ 60 Abs. 2 SGB I", "Wer schweigt, nicht."),
    ]


def test_each_sentence_of_a_law_has_its_own_locator() -> None:
    found = passages(law("(1) Wer fragt, erfährt es. Immer."))
    assert [one.locator for one in found[0].sentences] == ["§ 60 Abs. 1 Satz 1 SGB I", "§ 60 Abs. 1 Satz 2 SGB I"]


def test_what_was_repealed_is_no_passage() -> None:
    assert texts(passages(law("(1) (weggefallen)\n\n(2) Das gilt."))) == ["Das gilt."]


def test_a_long_section_is_cut_between_sentences() -> None:
    text = "Der erste Satz steht hier allein. Der zweite auch, denn er ist lang. Der dritte."
    assert texts(passages(page(text), SHORT)) == [
        "Der erste Satz steht hier allein.",
        "Der zweite auch, denn er ist lang. Der dritte.",
    ]


def test_an_item_leads_back_to_the_words_before_its_list() -> None:
    found = passages(page("Kommen Sie her. Bitte bringen Sie mit:\n\n- Ihren Pass\n- ein Foto\n\nDanke."))
    assert quotes(found[0]) == ["Kommen Sie her.", "Bitte bringen Sie mit:", "Ihren Pass", "ein Foto", "Danke."]
    assert [one.lead for one in found[0].sentences] == [None, None, 1, 1, None]


def test_an_item_below_an_item_leads_back_to_it() -> None:
    found = passages(page("Nötig:\n\n- Ausweis:\n  - neu\n  - alt\n- Foto"))
    assert [(found[0].quote(n), one.lead) for n, one in enumerate(found[0].sentences)] == [
        ("Nötig:", None),
        ("Ausweis:", 0),
        ("neu", 1),
        ("alt", 1),
        ("Foto", 0),
    ]


def test_a_list_without_an_introduction_has_no_lead() -> None:
    found = passages(page("Das ist alles.\n\n- Pass\n- Foto"))
    assert [one.lead for one in found[0].sentences] == [None, None, None]


def test_a_list_that_goes_on_in_another_passage_carries_its_introduction() -> None:
    text = "Bitte bringen Sie mit:\n\n" + "\n".join(f"- das Papier mit der Nummer {n}" for n in range(6))
    found = passages(page(text), SHORT)
    assert len(found) > 2
    assert [one.intro for one in found] == ["", *["Bitte bringen Sie mit:"] * (len(found) - 1)]
    assert {one.lead for one in found[1].sentences} == {INTRO}
    assert found[1].quote(INTRO) == "Bitte bringen Sie mit:"
    assert "Bitte bringen Sie mit:" in found[1].embedded


def test_the_introduction_of_a_list_that_goes_on_counts_in_the_budget() -> None:
    text = (
        "Bitte bringen Sie zu uns " + "und mit " * 12 + ":\n\n" + "\n".join(f"- Papier Nummer {n}" for n in range(30))
    )
    found = passages(page(text), ChunkSettings(size=5_000, tokens=120))
    assert found[-1].intro
    assert max(estimate([one.embedded for one in found])) <= 120


def test_the_words_that_introduce_a_list_go_with_it() -> None:
    found = passages(page("Der Antrag ist frei und formlos. Nötig sind:\n\n- ein Ausweis und ein Foto"), SHORT)
    assert texts(found) == ["Der Antrag ist frei und formlos.", "Nötig sind:\n\n- ein Ausweis und ein Foto"]


def test_each_row_of_a_table_is_a_sentence_with_its_headers() -> None:
    found = passages(page("| Alter | Gebühr |\n|---|---|\n| unter 24 | 22,80 Euro |\n| ab 24 | 37,00 Euro |", "Kosten"))
    assert quotes(found[0]) == ["Alter: unter 24; Gebühr: 22,80 Euro", "Alter: ab 24; Gebühr: 37,00 Euro"]


def test_a_sentence_beyond_the_budget_is_cut_into_verbatim_stretches() -> None:
    text = "Das Amt " + ", ".join(f"prüft den Antrag mit der Nummer {n}" for n in range(40)) + "."
    found = passages(page(text), ChunkSettings(tokens=100))
    assert len(found) > 3
    assert " ".join(texts(found)) == text


def test_a_page_without_text_has_no_passages() -> None:
    assert passages(Page("muster:x", "service", "A", sections=(Section("Kosten", ""),))) == []
    assert passages(Page("muster:x", "law", "A")) == []


def test_a_passage_is_named_by_its_page_place_and_content() -> None:
    one, other = passages(page("Eins.", "Kosten")), passages(page("Zwei.", "Kosten"))
    assert re.fullmatch(r"muster:x#Kosten#[0-9a-f]{12}", one[0].id)
    assert one[0].id != other[0].id
    assert one[0].id == passages(page("Eins.", "Kosten"))[0].id


# --- whatever a page holds -------------------------------------------------------------------------------------------

_LINES = st.sampled_from(
    [
        *("Der Hund ist frei. Er kostet nichts.", "Bitte bringen Sie mit:", "z. B. den Pass nach § 16 Abs. 2.", ""),
        *("", "- ein Foto", "- Papiere:", "  - neu. Oder alt.", "  - Mappen:", "    - rot", "1. Antrag", "a) Abholung"),
        *("### Neu", "### Alt", "| A | B |", "|---|---|", "| 1 | 2 |", "**Wichtig:** [Termin](https://t.example)"),
        *("(1) Wer fragt, hat", "(2) (weggefallen)", "Es gilt, " * 30 + "dass:", "wort " * 60 + "Ende."),
    ]
)
_TEXT = st.one_of(st.lists(_LINES, max_size=16).map("\n".join), st.text("aB.:- \n1()#|", max_size=60))
_SETTINGS = st.builds(ChunkSettings, st.integers(1, 200), st.integers(1, 200), st.integers(80, 160))


def _pages(text: str) -> list[Page]:
    return [page(text), law(text), page(text, "Wortlaut", "law", "Anlage zu § 28 SGB XII")]


@given(_TEXT, _SETTINGS)
def test_every_quote_is_a_stretch_of_the_section(text: str, settings: ChunkSettings) -> None:
    for one in _pages(text):
        plain = blocks.plain(one.sections[0].text)
        for passage in passages(one, settings):
            assert passage.text in plain
            assert passage.intro in plain
            assert all(quote and quote in plain for quote in quotes(passage))
            assert quotes(passage) == [quote.strip() for quote in quotes(passage)]


@given(_TEXT, _SETTINGS)
def test_every_sentence_of_a_service_is_quoted_once_and_in_order(text: str, settings: ChunkSettings) -> None:
    one = page(text)
    parsed = blocks.parse(blocks.plain(one.sections[0].text))
    expected = [
        block.text[start:end]
        for block in parsed
        if block.kind != "heading"
        for start, end in sentences.split(block.text)
    ]
    found = [quote for passage in passages(one, settings) for quote in quotes(passage)]
    assert "".join("".join(found).split()) == "".join("".join(expected).split())
    assert set(expected) <= set(found) or max(map(len, expected)) > 100


@given(_TEXT, _SETTINGS)
def test_no_passage_crosses_a_heading(text: str, settings: ChunkSettings) -> None:
    for one in _pages(text):
        for passage in passages(one, settings):
            assert not re.search(r"(?m)^#{3,6} ", passage.text)


@given(_TEXT, _SETTINGS)
def test_no_passage_exceeds_the_token_budget(text: str, settings: ChunkSettings) -> None:
    for one in _pages(text):
        assert all(n <= settings.tokens for n in estimate([p.embedded for p in passages(one, settings)]))


@given(_TEXT, _SETTINGS)
def test_a_passage_of_several_sentences_keeps_to_its_size(text: str, settings: ChunkSettings) -> None:
    for passage in passages(page(text), settings):
        several = len(passage.sentences) - any(one.lead == 0 for one in passage.sentences)
        assert several <= 1 or len(passage.text) <= settings.size or passage.sentences[1].lead == 0


@given(_TEXT, _SETTINGS)
def test_a_lead_stands_before_what_it_introduces(text: str, settings: ChunkSettings) -> None:
    for passage in (p for one in _pages(text) for p in passages(one, settings)):
        for number, one in enumerate(passage.sentences):
            assert one.lead is None or (one.lead == INTRO and passage.intro) or 0 <= one.lead < number


# --- real pages ------------------------------------------------------------------------------------------------------


def _check(pages: Sequence[Page], embedder: Embedder) -> None:
    found = [passage for one in pages for passage in passages(one, count=embedder.count_tokens)]
    counts = embedder.count_tokens([passage.embedded for passage in found])
    assert found
    assert max(counts) <= ChunkSettings().tokens
    assert all(a.end <= b.start for passage in found for a, b in itertools.pairwise(passage.sentences))


def test_the_passages_of_the_house_s_pages_fit_the_default_embedder(onnx_embedder: Embedder) -> None:
    _check(load(PAGES).pages + load(TOWN).pages, onnx_embedder)


@pytest.mark.skipif(not LAWS.is_dir(), reason="shared/data is missing")
def test_the_passages_of_a_book_of_law_fit_the_default_embedder(onnx_embedder: Embedder) -> None:
    book = gii.read_law(gii.load(LAWS / "sgb_1.xml"), source="sgb_1")
    _check([one for one in book if isinstance(one, Page)], onnx_embedder)
