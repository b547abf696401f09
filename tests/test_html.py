from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import plain
from corpus.page import Link
from corpus.sources.html import MAX_CHARACTERS, pieces, to_blocks

BLOCKS = ["p", "div", "ul", "ol", "li", "h2", "h5", "blockquote", "section"]
INLINE = ["strong", "em", "b", "span", "a", "u", "sup"]


def _text(html: str) -> str:
    return to_blocks(html)[0]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ein\n  Satz.</p><p>Noch einer.</p>", "Ein Satz.\n\nNoch einer."),
        ("ohne Absatz<br>neue Zeile", "ohne Absatz\n\nneue Zeile"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei"),
        ("<ol start='3'><li>drei<li>vier</ol>", "3. drei\n4. vier"),
        ("<ol type=a><li>x<li>y</ol>", "a) x\nb) y"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        (
            "<ol><li><b>Anmelden</b><br>Es geht schnell.</li><li>Zahlen</li></ol>",
            "1. Anmelden\n  - Es geht schnell.\n2. Zahlen",
        ),
        ("<h3>Kopf</h3>Text", "### Kopf\n\nText"),
        ("V<strong>or</strong>aus<em>setzung</em>", "Voraussetzung"),
        ("Stra&szlig;e&nbsp;1 &amp; 2\u200b &#8211; 3", "Straße 1 & 2 – 3"),
        ("a<script>böse()</script><style>p{}</style>b<!-- c -->d", "abd"),
        ("<ul><li>• gemalt</li><li>- gestrichelt</li></ul>", "- gemalt\n- gestrichelt"),
        ("800 Euro\r\n\r\nDazu kommen", "800 Euro\n\nDazu kommen"),
        ("3 < 5 und 5 > 3", "3 < 5 und 5 > 3"),
        ("<p>Ende offen <b>fett", "Ende offen fett"),
    ],
)
def test_a_fragment_becomes_blocks(html: str, text: str) -> None:
    assert _text(html) == text


def test_addresses_are_collected_once_with_their_words() -> None:
    html = "<a href='https://a.example/x'>das <b>Formular</b></a> <a href=https://a.example/x>nochmal</a>"
    assert to_blocks(html) == ("das Formular nochmal", [Link("das Formular", "https://a.example/x")])


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "/relativ", "file:///etc", ""]
)
def test_only_addresses_a_citizen_may_follow_are_collected(address: str) -> None:
    assert to_blocks(f'<a href="{address}">Wort</a>') == ("Wort", [])


@pytest.mark.parametrize("address", ["mailto:amt@stadt.example", "tel:+4969900090", "http://stadt.example/?a=1&b=2#c"])
def test_mail_and_telephone_are_addresses(address: str) -> None:
    assert to_blocks(f'<a href="{address}">Wort</a>')[1] == [Link("Wort", address)]


def test_a_table_row_names_the_header_of_each_cell() -> None:
    html = "<table><tr><th>Alter</th><th>Gebühr</th></tr><tr><td>ab 24</td><td>37 Euro</td></tr></table>"
    assert _text(html) == "- Alter: ab 24; Gebühr: 37 Euro"


def test_a_first_row_in_bold_is_a_header() -> None:
    html = "<table><tr><td><b>Tag</b></td><td><b>Zeit</b></td></tr><tr><td>Mo</td><td>8 Uhr</td></tr></table>"
    assert _text(html) == "- Tag: Mo; Zeit: 8 Uhr"


def test_a_cell_over_two_rows_never_shifts_the_headers() -> None:
    html = (
        "<table><thead><tr><td>Ort</td><td>Tag</td><td>Zeit</td></tr></thead>"
        "<tr><td rowspan=2>Rathaus</td><td>Mo</td><td>8 Uhr</td></tr><tr><td>Di</td><td>9 Uhr</td></tr></table>"
    )
    assert _text(html) == "- Ort: Rathaus; Tag: Mo; Zeit: 8 Uhr\n- Ort: Rathaus; Tag: Di; Zeit: 9 Uhr"


def test_a_cell_over_two_columns_has_both_headers() -> None:
    html = "<table><tr><th>Mo</th><th>Di</th><th>Mi</th></tr><tr><td colspan=2>8 Uhr</td><td>zu</td></tr></table>"
    assert _text(html) == "- Mo, Di: 8 Uhr; Mi: zu"


def test_a_table_that_only_lays_out_is_text() -> None:
    assert _text("<table><tr><td><p>eins</p><ul><li>zwei</li></ul></td></tr></table>") == "eins\n\n- zwei"


def test_headers_without_rows_are_kept() -> None:
    assert _text("<table><tr><th>Alter</th><th>Gebühr</th></tr></table>") == "- Alter; Gebühr"


def test_bold_words_at_the_beginning_of_a_line_are_known() -> None:
    found, _ = pieces("<p><strong>Neuantrag</strong> Wenn Sie</p><p>Ein <b>Wort</b></p>")
    assert [piece.lead for piece in found] == ["Neuantrag", ""]


word = st.text(alphabet="abcÄöß0", min_size=1, max_size=4)
space = st.sampled_from([" ", "", "\n", "&nbsp;", " \u200b"])
leaf = st.builds("{}{}{}".format, space, word, space)


def _wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=4).map("".join)
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(BLOCKS + INLINE), inner) | inner | st.just("<br>")


fragments = st.recursive(leaf, _wrapped, max_leaves=15)


def _reference(html: str) -> list[str]:
    """The words that a browser would show, by another parser: blocks and breaks separate words, inline tags do not."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all([*BLOCKS, "br"]):
        tag.insert_before(" ")
        tag.insert_after(" ")
        tag.append(" ")
        tag.insert(0, " ")
    return soup.get_text().replace("\u200b", "").split()


def _words(text: str) -> list[str]:
    labels = {"-", "###", *(f"{number}." for number in range(1, 40))}
    return [part for part in text.split() if part not in labels]


@given(fragments)
def test_no_word_is_lost_or_glued_to_another(html: str) -> None:
    assert _words(_text(html)) == _reference(html)


@given(fragments)
def test_the_quoted_form_holds_the_same_words(html: str) -> None:
    assert _words(plain(_text(html))) == _reference(html)


@given(st.text(alphabet=st.sampled_from("<>/ab =\"'!-&;# \nptdrhulibo"), max_size=60))
def test_whatever_comes_is_read(html: str) -> None:
    to_blocks(html)


@pytest.mark.parametrize(
    "part", ["<a ", "<!--", "<ul><li>", "<table><tr><td>", "<td colspan=50 rowspan=50>x", "<b>", "&#", "x\n\n"]
)
def test_a_hostile_fragment_costs_no_more_than_a_long_one(part: str) -> None:
    start = time.perf_counter()
    to_blocks((part * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert time.perf_counter() - start < 5


def test_a_fragment_without_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        to_blocks("x" * (MAX_CHARACTERS + 1))
