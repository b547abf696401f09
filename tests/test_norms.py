"""Norm citations: read from running text, printed, compared as values."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.norms import Norm, NormError, canonical_law, contains, find, parse


def cited(text: str) -> list[str]:
    return [str(found.norm) for found in find(text)]


def words(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find(text)]


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("§ 16 Abs. 2 Satz 1 SGB I", "§ 16 Abs. 2 Satz 1 SGB I"),
        ("§16 Absatz 2 S. 1 SGB 1", "§ 16 Abs. 2 Satz 1 SGB I"),
        ("§ 16 Abs. 2, Satz 1 SGB I", "§ 16 Abs. 2 Satz 1 SGB I"),
        ("§\xa019a SGB\xa0I", "§ 19a SGB I"),
        ("§ 19 a SGB I", "§ 19a SGB I"),
        ("§ 16 (2) sgb i", "§ 16 Abs. 2 SGB I"),
        ("Paragraph 16 SGB I", "§ 16 SGB I"),
        ("§ 22 II 1 SGB II", "§ 22 Abs. 2 Satz 1 SGB II"),
        ("§ 22 SGB II", "§ 22 SGB II"),
        ("Art. 6 GG", "Art. 6 GG"),
        ("Artikel 15 DS-GVO", "Art. 15 DSGVO"),
        ("Artikel 6 Absatz 1 Unterabsatz 1 Buchstabe e der Verordnung (EU) 2016/679", "Art. 6 Abs. 1 Buchst. e DSGVO"),
        ("Anlage 1 SGB XII", "Anlage 1 SGB XII"),
        ("Anlage zu § 28 SGB XII", "Anlage zu § 28 SGB XII"),
        ("§ 5 Abs. 1 Nr. 2 Buchst. a AufenthG", "§ 5 Abs. 1 Nr. 2 Buchst. a AufenthG"),
        ("§ 3 Abs. 2 Nr. 2 Buchst. d Doppelbuchst. aa BMG", "§ 3 Abs. 2 Nr. 2 Buchst. d Doppelbuchst. aa BMG"),
        ("§ 1 Abs. 1a Nr. 1a WoGG", "§ 1 Abs. 1a Nr. 1a WoGG"),
        ("§ 67 Absatz 2 Zehntes Buch", "§ 67 Abs. 2 SGB X"),
        ("§ 66 des Zehnten Buches Sozialgesetzbuch", "§ 66 SGB X"),
        ("§ 60a des Aufenthaltsgesetzes", "§ 60a AufenthG"),
        ("§ 2 des Adoptionsvermittlungsgesetzes", "§ 2 Adoptionsvermittlungsgesetz"),
        ("§ 383 der Zivilprozeßordnung", "§ 383 ZPO"),
        ("§ 10 BauO NRW", "§ 10 BauO NRW"),
        ("§ 823 bgb", "§ 823 BGB"),
        ("§ 65 des Gesetzes über Ordnungswidrigkeiten", "§ 65 OWiG"),
        ("§ 61", "§ 61"),
    ],
)
def test_a_citation_is_read_however_it_is_written(text: str, norm: str) -> None:
    assert str(parse(text)) == norm


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("§§ 13, 15 SGB I", ["§ 13 SGB I", "§ 15 SGB I"]),
        ("§§ 13 ff. SGB I", ["§ 13 SGB I"]),
        ("§§ 13 f. SGB I", ["§ 13 SGB I", "§ 14 SGB I"]),
        ("§§ 65 bis 67 SGB I", ["§ 65 SGB I", "§ 66 SGB I", "§ 67 SGB I"]),
        ("§§ 65–67 SGB I", ["§ 65 SGB I", "§ 66 SGB I", "§ 67 SGB I"]),
        ("§ 16 Abs. 1 und 2 SGB I", ["§ 16 Abs. 1 SGB I", "§ 16 Abs. 2 SGB I"]),
        ("§§ 3 Abs. 1, 5 BGB", ["§ 3 Abs. 1 BGB", "§ 5 BGB"]),
        ("§ 7 Absatz 1 Satz 2 und Absatz 3 SGB II", ["§ 7 Abs. 1 Satz 2 SGB II", "§ 7 Abs. 3 SGB II"]),
        ("§ 16 und § 17 SGB I", ["§ 16 SGB I", "§ 17 SGB I"]),
        ("§ 60 i. V. m. § 66 SGB I", ["§ 60 SGB I", "§ 66 SGB I"]),
        ("§ 60 in Verbindung mit § 66 SGB I", ["§ 60 SGB I", "§ 66 SGB I"]),
        ("Art. 6 und 7 GG", ["Art. 6 GG", "Art. 7 GG"]),
    ],
)
def test_joined_citations_are_read_one_by_one(text: str, norms: list[str]) -> None:
    assert cited(text) == norms


def test_in_a_statute_a_norm_without_a_law_stays_the_statutes_own() -> None:
    assert cited("§ 16 Absatz 2 in Verbindung mit § 66 des Zehnten Buches") == ["§ 16 Abs. 2", "§ 66 SGB X"]


def test_citations_are_found_with_their_place_in_the_text() -> None:
    text = "Nach § 14 SGB I haben Sie ein Recht auf Beratung; wo, sagt § 16 Abs. 1 SGB I."
    assert words(text) == ["§ 14 SGB I", "§ 16 Abs. 1 SGB I"]


@pytest.mark.parametrize("text", ["Anlage KI", "in der Art 2 Personen", "Zimmer 16", "§ eins", "16 SGB I"])
def test_what_is_no_citation_is_not_found(text: str) -> None:
    assert find(text) == []


def test_a_section_is_never_found_in_a_longer_number() -> None:
    assert cited("§ 1823 BGB") == ["§ 1823 BGB"]
    assert parse("§ 823 BGB") != parse("§ 1823 BGB")
    assert not contains(parse("§ 823 BGB"), parse("§ 1823 BGB"))


def test_a_roman_numeral_is_an_absatz_only_where_a_law_follows() -> None:
    assert cited("§ 22 II gilt nicht") == ["§ 22"]


def test_a_norm_contains_what_lies_within_it() -> None:
    outer, inner = parse("§ 60 Abs. 1 Nr. 2 SGB I"), parse("§ 60 Absatz 1 Satz 1 Nummer 2 SGB 1")
    assert contains(outer, inner)
    assert contains(inner, inner)
    assert not contains(inner, outer)
    assert not contains(parse("§ 60 SGB II"), inner)


def test_equal_norms_are_equal_values_however_the_law_is_spelt() -> None:
    assert Norm("SGB 1", "16") == Norm("sgb_1", "16") == parse("§ 16 SGB I")


@pytest.mark.parametrize("text", ["", "SGB I", "§§ 13, 15 SGB I", "nach § 13 SGB I", "§ 13 SGB I und so weiter"])
def test_what_is_not_one_norm_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NormError, match="write it as '§ 16"):
        parse(text)


@pytest.mark.parametrize(
    ("name", "law"),
    [
        *(("SGB 1", "SGB I"), ("SGB 12", "SGB XII"), ("sgb1", "SGB I"), ("SGB-II", "SGB II"), ("sgb_10", "SGB X")),
        *(("PaßG 1986", "PassG"), ("pa_g_1986", "PassG"), ("BKGG 1996", "BKGG"), ("bkgg_1996", "BKGG")),
        *(("UVG", "UhVorschG"), ("asylblg", "AsylbLG"), ("Wohngeldgesetz", "WoGG"), ("GKG 2004", "GKG")),
        *(("Hartz-IV-Gesetz", "Hartz-IV-Gesetz"), ("SGB", "SGB")),
    ],
)
def test_a_law_has_the_name_by_which_people_cite_it(name: str, law: str) -> None:
    assert canonical_law(name) == law


@given(
    st.builds(
        Norm,
        law=st.sampled_from(["SGB I", "BMG", "PassG", "BauO NRW", ""]),
        section=st.from_regex(r"[1-9]\d{0,2}[a-c]?", fullmatch=True),
        absatz=st.from_regex(r"([1-9]\d?[a-c]?)?", fullmatch=True),
        satz=st.from_regex(r"([1-9])?", fullmatch=True),
        nummer=st.from_regex(r"([1-9][a-c]?)?", fullmatch=True),
        buchstabe=st.from_regex(r"[a-h]?", fullmatch=True),
    )
)
def test_a_norm_that_is_printed_reads_back_equal(norm: Norm) -> None:
    assert parse(str(norm)) == norm


@given(st.text(alphabet="§ 12aIVX.,()AbsSatzNrGB-–unditm\n\xa0", max_size=200))
def test_found_places_are_in_order_whatever_the_text(text: str) -> None:
    spans = [(found.start, found.end) for found in find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    "piece", ["§ 1 ", "§§ 1, ", "1, ", "Abs. 1 Satz 1 ", "§ 1 und ", "A", "§ 1 A", "Anlage ", "bis ", "1 bis 2 "]
)
def test_long_texts_are_read_in_linear_time(piece: str) -> None:
    start = time.perf_counter()
    find("§§ 1 " + piece * 20_000)
    assert time.perf_counter() - start < 5
