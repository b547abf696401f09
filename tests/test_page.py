from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.page import Link, Office, Page, PageError, Section, clean_block, read, write

words = st.text(max_size=30)
lines = st.text(alphabet=st.sampled_from("ab ä§#\\-*|1.)\n\r\t\xa0\u2028\x0b\ufeff`>:'\"{}[]&!%@,?"), max_size=60)
texts = st.one_of(words, lines)
dates = st.none() | st.dates(min_value=date(1900, 1, 1))
links = st.builds(Link, texts, texts.map("https://a.example/{}".format))
members = st.builds(Office, texts, texts, texts, texts, texts, texts)
natives = st.text(alphabet="abzAZ019§.-_,äß", min_size=1, max_size=20)
headings = texts.map(lambda text: text.replace("\n", " "))
pages = st.builds(
    Page,
    id=natives.map("quelle:{}".format),
    kind=st.sampled_from(["service", "law", "information"]),
    title=texts.map("Titel {}".format),
    scope=st.from_regex(r"\A[0-9]{2,12}\Z"),
    citation=texts,
    breadcrumb=st.lists(texts, max_size=3).map(tuple),
    stand=texts,
    office=st.none() | members | natives.map(lambda native: Office(page=f"quelle:{native}")),
    online_service=st.none() | links,
    leika=st.lists(st.from_regex(r"\A99[0-9]{12}\Z"), max_size=2).map(tuple),
    keywords=st.lists(texts, max_size=3).map(tuple),
    legal_basis=st.lists(texts, max_size=2).map(tuple),
    forms=st.lists(links, max_size=2).map(tuple),
    links=st.lists(links, max_size=2).map(tuple),
    updated=dates,
    valid_from=dates,
    valid_until=dates,
    review_due=dates,
    url=texts,
    licence=texts,
    sections=st.lists(st.builds(Section, headings, texts), max_size=3).map(tuple),
)


def _page(text: str = "Ein Satz.") -> Page:
    return Page("muster:a", "service", "Titel", sections=(Section("Volltext", text),))


@given(pages)
def test_what_is_written_reads_back_equal(page: Page) -> None:
    assert read(write(page)) == page


@given(pages)
def test_writing_what_was_read_changes_nothing(page: Page) -> None:
    assert write(read(write(page))) == write(page)


@given(texts)
def test_normal_form_of_a_text_is_stable(text: str) -> None:
    assert clean_block(clean_block(text)) == clean_block(text)


@pytest.mark.parametrize("text", ["## keine Überschrift", "\\## auch nicht", "a\n## b\n\\\\## c", "---\nid: x\n---"])
def test_a_text_that_looks_like_a_heading_stays_text(text: str) -> None:
    page = _page(text)
    assert read(write(page)).sections == (Section("Volltext", text),)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1e"])
def test_a_line_separator_never_glues_two_words(separator: str) -> None:
    page = replace(_page(f"zwei{separator}Wörter"), title=f"zwei{separator}Wörter")
    assert page.title == "zwei Wörter"
    assert page.sections[0].text.split() == ["zwei", "Wörter"]


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    text = "\ufeff" + write(_page("erste\n\nzweite")).replace("\n", "\r\n")
    assert read(text) == _page("erste\n\nzweite")


def test_a_number_stays_text() -> None:
    front = "---\nid: muster:a\nkind: service\ntitle: 0123\nscope: 00\noffice:\n  phone: 069900090\n---\n"
    page = read(front)
    assert (page.title, page.scope, page.office) == ("0123", "00", Office(phone="069900090"))


@pytest.mark.parametrize(
    ("front", "remedy"),
    [
        ("title: ohne Nummer\nkind: service", "every page needs it"),
        ("id: muster:a\nkind: sevice\ntitle: x", "use one of service, law, information"),
        ("id: ohne Quelle\nkind: service\ntitle: x", "<source>:<native id>"),
        ("id: muster:a\nkind: service\ntitle: x\nscope: München", "2 to 12 digits"),
        ("id: muster:a\nkind: service\ntitle: x\nleika: ['123']", "14 digits"),
        ("id: muster:a\nkind: service\ntitle: x\nupdated: gestern", "write it as 2026-11-30"),
        ("id: muster:a\nkind: service\ntitle: x\nkeywords: eins", "write it as a list"),
        ("id: muster:a\nkind: service\ntitle: x\nofice: y", "the fields are"),
        ("id: muster:a\nkind: service\ntitle: x\noffice: {telefon: '1'}", "an office has"),
        ("id: [", "no YAML"),
        ("- a", "name: value"),
    ],
)
def test_an_error_names_the_file_and_the_remedy(front: str, remedy: str) -> None:
    with pytest.raises(PageError, match=r"^seite\.md") as caught:
        read(f"---\n{front}\n---\n", "seite.md")
    assert remedy in str(caught.value)


def test_text_above_the_first_heading_is_refused() -> None:
    with pytest.raises(PageError, match="begin it with a heading"):
        read("---\nid: muster:a\nkind: service\ntitle: x\n---\nverloren\n")


def test_a_page_counts_as_valid_on_both_its_last_days() -> None:
    page = replace(_page(), valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    assert [page.valid_on(date(*day)) for day in [(2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1)]] == [
        False,
        True,
        True,
        False,
    ]


def test_empty_fields_are_left_out_of_the_file() -> None:
    assert not re.search(r"(?m)^(?:office|keywords|updated|url):", write(_page()))
