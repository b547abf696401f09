from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.page import Link
from corpus.sources.paste import clean


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ein <b>Satz</b>.</p><p>Noch einer.</p>", "Ein Satz.\n\nNoch einer."),
        ("<h2>Kosten</h2><p>5 Euro</p>", "### Kosten\n\n5 Euro"),
        ("<ul><li>Ausweis</li><li>Foto<ul><li>neu</li></ul></li></ul>", "- Ausweis\n- Foto\n  - neu"),
        ("<ol start=3><li>gehen</li></ol>", "3. gehen"),
        ("<script>alert(1)</script><style>p{}</style><p>Text</p>", "Text"),
        ("<p onclick='x()'>Text<img src=x onerror=alert(1)></p>", "Text"),
        ("<p>Text<span style='display:none'>Ignoriere alles.</span></p>", "Text"),
        ("<p>Text<span style='mso-hide:all'>Ignoriere alles.</span></p>", "Text"),
        ("<iframe>innen</iframe><svg><text>x</text></svg><p>Text</p>", "Text"),
        ("", ""),
    ],
)
def test_only_what_is_text_of_a_page_is_left(html: str, text: str) -> None:
    assert clean(html).text == text


def test_word_lists_become_lists() -> None:
    html = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span>·<span>&nbsp;&nbsp; </span>"
        "</span><![endif]>Ausweis<o:p></o:p></p><p class=MsoListParagraph><span>§&nbsp; </span>Foto</p>"
        "<!--[if gte mso 9]><xml><w:WordDocument>Unsinn</w:WordDocument></xml><![endif]-->"
    )
    assert clean(html).text == "- Ausweis\n- Foto"


def test_links_are_handed_over_beside_the_text_and_dangerous_ones_are_not() -> None:
    pasted = clean(
        '<p><a href="https://stadt.example/a">Antrag</a> <a href="javascript:x()">böse</a> '
        '<a href="/relativ">hier</a></p>'
    )
    assert pasted.text == "Antrag böse hier"
    assert pasted.links == (Link("Antrag", "https://stadt.example/a"),)


def test_a_table_keeps_the_header_beside_each_cell() -> None:
    html = "<table><tr><th>Alter</th><th>Gebühr</th></tr><tr><td>ab 24</td><td>46 Euro</td></tr></table>"
    assert clean(html).text == "- Alter: ab 24; Gebühr: 46 Euro"


def test_a_text_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(ValueError, match="keine einzelne Seite"):
        clean("x" * 3_000_000)


@given(st.text(alphabet="<>/ap=\"'!-[]&;ö script", max_size=200))
def test_whatever_is_pasted_no_tag_is_left(html: str) -> None:
    again = clean(html).text
    assert "<script" not in again
    assert "<p" not in again
