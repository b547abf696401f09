"""Sections of laws as citable units."""

import re
from pathlib import Path

import pytest

from corpus import blocks
from corpus.page import Page, Section
from corpus.sources.gii import load, read_law
from corpus.statute import units

LAWS = Path(__file__).parents[2] / "shared" / "data" / "law"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="shared/data is missing")


def page(text: str, citation: str = "§ 60 SGB I") -> Page:
    return Page(
        id="sgb_1:§60", kind="law", title="Mitwirkung", citation=citation, sections=(Section("Wortlaut", text),)
    )


def cited(page: Page) -> list[tuple[str, str]]:
    plain = blocks.plain(page.sections[0].text)
    return [(unit.locator, plain[unit.start : unit.end]) for unit in units(page)]


def pages(law: str) -> dict[str, Page]:
    found = read_law(load(LAWS / f"{law}.xml"), source=law)
    return {item.citation: item for item in found if isinstance(item, Page)}


def test_an_absatz_without_a_number_is_never_cited_with_one() -> None:
    assert [locator for locator, _ in cited(page("Wer fragt, erfährt es. Wer schweigt, nicht."))] == [
        "§ 60 Satz 1 SGB I",
        "§ 60 Satz 2 SGB I",
    ]


def test_a_single_sentence_is_cited_without_its_number() -> None:
    assert cited(page("(1) Wer fragt, erfährt es.")) == [("§ 60 Abs. 1 SGB I", "Wer fragt, erfährt es.")]


def test_items_belong_to_the_sentence_that_introduces_them() -> None:
    text = (
        "(1) Das gilt. Wer fragt, hat\n\n1. zu warten,\n2. zu\n  a) zahlen und\n  b) danken.\n\nSatz 1 gilt auch hier."
    )
    assert cited(page(text)) == [
        ("§ 60 Abs. 1 Satz 1 SGB I", "Das gilt."),
        ("§ 60 Abs. 1 Satz 2 SGB I", "Wer fragt, hat"),
        ("§ 60 Abs. 1 Satz 2 Nr. 1 SGB I", "zu warten,"),
        ("§ 60 Abs. 1 Satz 2 Nr. 2 SGB I", "zu"),
        ("§ 60 Abs. 1 Satz 2 Nr. 2 Buchst. a SGB I", "zahlen und"),
        ("§ 60 Abs. 1 Satz 2 Nr. 2 Buchst. b SGB I", "danken."),
        ("§ 60 Abs. 1 Satz 3 SGB I", "Satz 1 gilt auch hier."),
    ]


def test_an_item_leads_back_to_the_words_that_introduce_it() -> None:
    text = "(1) Das gilt.\n\n(2) Wer fragt, hat\n\n1. zu\n  a) zahlen,\n2. zu warten\n\nund zu danken."
    assert [unit.lead for unit in units(page(text))] == [None, None, 1, 2, 1, 1]


def test_a_sentence_goes_on_after_its_list() -> None:
    lower = "(1) Wer\n\n1. fragt oder\n2. bittet,\n\nerfährt es. Sonst nicht."
    assert [locator for locator, _ in cited(page(lower))][3:] == [
        "§ 60 Abs. 1 Satz 1 SGB I",
        "§ 60 Abs. 1 Satz 2 SGB I",
    ]
    upper = "(1) Es schließen\n\n1. der Bund,\n2. die Länder mit den Trägern\n\nVereinbarungen ab. Sie gelten."
    assert [locator for locator, _ in cited(page(upper))][3:] == [
        "§ 60 Abs. 1 Satz 1 SGB I",
        "§ 60 Abs. 1 Satz 2 SGB I",
    ]


def test_an_item_without_words_of_its_own_is_no_unit() -> None:
    text = "(1) Wer\n\n1. a) fragt oder\n  b) bittet,\n  – und dankt,\n\nerfährt es."
    assert cited(page(text))[1:4] == [
        ("§ 60 Abs. 1 Nr. 1 Buchst. a SGB I", "fragt oder"),
        ("§ 60 Abs. 1 Nr. 1 Buchst. b SGB I", "bittet,"),
        ("§ 60 Abs. 1 Nr. 1 SGB I", "und dankt,"),
    ]


def test_paragraphs_without_marks_are_not_counted_as_sentences() -> None:
    assert {locator for locator, _ in cited(page("Das gilt. Immer.\n\nAuch hier."))} == {"§ 60 SGB I"}


def test_an_anlage_is_cited_as_a_whole() -> None:
    text = "Es gelten:\n\n- Stufe: 1; Euro: 563\n- Stufe: 2; Euro: 506\n\nDas war alles. Schluss."
    anlage = page(text, "Anlage zu § 28 SGB XII")
    assert {unit.locator for unit in units(anlage)} == {"Anlage zu § 28 SGB XII"}
    assert [unit.lead for unit in units(anlage)] == [None, 0, 0, None, None]


def test_a_page_without_text_has_no_units() -> None:
    assert units(Page(id="a:1", kind="law", title="A")) == []


@needs_laws
@pytest.mark.parametrize(
    ("citation", "locators"),
    [
        ("§ 14 SGB I", ["§ 14 Satz 1 SGB I", "§ 14 Satz 2 SGB I"]),
        (
            "§ 16 SGB I",
            [f"§ 16 Abs. {place} SGB I" for place in ("1 Satz 1", "1 Satz 2", "2 Satz 1", "2 Satz 2", "3")],
        ),
        (
            "§ 28 SGB I",
            [
                f"§ 28 Abs. {place}SGB I"
                for place in ("1 ", *(f"1 Nr. {n} " for n in ("1", "1a", *"23456")), "1 ", "2 ")
            ],
        ),
        (
            "§ 60 SGB I",
            [
                f"§ 60 Abs. {place} SGB I"
                for place in (
                    *("1 Satz 1", "1 Satz 1 Nr. 1", "1 Satz 1 Nr. 2", "1 Satz 1 Nr. 3", "1 Satz 2"),
                    *("2 Satz 1", "2 Satz 2"),
                )
            ],
        ),
        ("§ 65a SGB I", ["§ 65a Abs. 1 Satz 1 SGB I", "§ 65a Abs. 1 Satz 2 SGB I", "§ 65a Abs. 2 SGB I"]),
    ],
)
def test_sections_of_the_first_book_are_cited_as_lawyers_cite_them(citation: str, locators: list[str]) -> None:
    assert [unit.locator for unit in units(pages("sgb_1")[citation])] == locators


@needs_laws
def test_letters_below_a_number_are_cited_below_it() -> None:
    found = units(pages("sgb_1")["§ 19 SGB I"])
    letter = next(unit for unit in found if unit.locator == "§ 19 Abs. 1 Nr. 3 Buchst. a SGB I")
    assert letter.lead is not None
    assert found[letter.lead].locator == "§ 19 Abs. 1 Nr. 3 SGB I"
    assert letter.absatz == "§ 19 Abs. 1 SGB I"


LABEL = re.compile(r"\(\d+[a-z]*\)|\d+[a-z]*\.|[a-z]{1,3}\)|[-–]")


@needs_laws
@pytest.mark.parametrize("law", sorted(path.stem for path in LAWS.glob("*.xml")))
def test_every_word_of_a_law_but_the_labels_is_in_one_unit(law: str) -> None:
    for one in pages(law).values():
        plain, last, rest = blocks.plain(one.sections[0].text), 0, ""
        for number, unit in enumerate(units(one)):
            assert last <= unit.start < unit.end, unit
            assert unit.lead is None or unit.lead < number, unit
            rest, last = rest + plain[last : unit.start] + " ", unit.end
        rest = re.sub(r"(?m)^ *### .*$", "", rest + plain[last:])
        assert [word for word in rest.split() if not LABEL.fullmatch(word)] == [], one.id
