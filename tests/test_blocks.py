from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import parse, plain

marked = st.text(alphabet=st.sampled_from("ab Ä1.)-*•–|#\n[]():/htps§ "), max_size=80)


@given(st.one_of(st.text(max_size=60), marked))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.one_of(st.text(max_size=60), marked))
def test_the_offsets_of_a_block_point_at_its_text(text: str) -> None:
    quoted = plain(text)
    assert all(quoted[block.start : block.end] == block.text for block in parse(quoted))


@given(st.lists(st.text(alphabet="abcäöü", min_size=1, max_size=6), min_size=1, max_size=20))
def test_words_are_neither_lost_nor_glued(words: list[str]) -> None:
    assert plain("\n".join(words)).split() == words


def test_lines_without_a_blank_line_are_one_paragraph() -> None:
    assert plain("Der Ausweis\nkostet Geld.\n\nEr gilt lange.") == "Der Ausweis kostet Geld.\n\nEr gilt lange."


def test_items_keep_their_labels_and_levels() -> None:
    blocks = parse(plain("1. Antrag stellen\n  a) online\n  b) im Amt\n2. Abholen"))
    assert [(block.label, block.level, block.text) for block in blocks] == [
        ("1.", 0, "Antrag stellen"),
        ("a)", 1, "online"),
        ("b)", 1, "im Amt"),
        ("2.", 0, "Abholen"),
    ]


def test_a_date_at_the_beginning_of_a_line_is_no_item() -> None:
    assert [block.kind for block in parse(plain("1. Januar 2026 ist Stichtag."))] == ["paragraph"]


def test_a_subheading_is_a_block_of_its_own() -> None:
    assert [(block.kind, block.text) for block in parse(plain("### Neuantrag\nSie brauchen Zeit."))] == [
        ("heading", "Neuantrag"),
        ("paragraph", "Sie brauchen Zeit."),
    ]


def test_each_cell_of_a_table_carries_its_header() -> None:
    table = "| Alter | Gebühr |\n|---|---|\n| unter 24 | 22,80 Euro |\n| ab 24 | 37,00 Euro |"
    assert plain(table) == "- Alter: unter 24; Gebühr: 22,80 Euro\n- Alter: ab 24; Gebühr: 37,00 Euro"


def test_a_citizen_sees_the_words_of_a_link_and_of_bold_text() -> None:
    assert plain("**Wichtig:** [Termin](https://termine.example/a) buchen") == "Wichtig: Termin buchen"
