"""Statutes of gesetze-im-internet.de: the file, its sections, their text."""

import io
import re
import time
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import httpx
import pytest

from corpus import blocks
from corpus.page import Page, read, write
from corpus.sources import Failure, Skipped, Source, SourceError, gii
from corpus.sources.download import download
from corpus.sources.gii import keep_updated, load, read_law

LAWS = Path(__file__).parents[2] / "shared" / "data" / "law"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="shared/data is missing")

HEAD = """<norm builddate="20260304215510" doknr="BJNR1"><metadaten><jurabk>MuG 1986</jurabk><langue>Mustergesetz
(Artikel 1 des Gesetzes vom 1. Mai 1986)</langue>
<standangabe><standtyp>Neuf</standtyp><standkommentar>Neugefasst 1990;</standkommentar></standangabe>
<standangabe><standtyp>Stand</standtyp><standkommentar>Zuletzt geändert 2026</standkommentar></standangabe>
<standangabe><standtyp>Hinweis</standtyp><standkommentar>Änderung textlich nachgewiesen, dokumentarisch noch nicht
abschließend bearbeitet</standkommentar></standangabe></metadaten></norm>"""


def section(content: str, enbez: str = "§ 1", titel: str = "Zweck", after: str = "") -> str:
    return (
        f'<norm builddate="20260304215510" doknr="BJNE1"><metadaten><enbez>{enbez}</enbez><titel>{titel}</titel>'
        f"</metadaten><textdaten><text><Content>{content}</Content>{after}</text></textdaten></norm>"
    )


def law(*norms: str, prolog: str = "") -> bytes:
    return f"<?xml version='1.0'?>{prolog}<dokumente builddate='20260304'>{HEAD}{''.join(norms)}</dokumente>".encode()


def read_all(xml: bytes, source: str = "mug") -> list[Page | Failure | Skipped]:
    return list(read_law(xml, source=source))


def pages(xml: bytes, source: str = "mug") -> list[Page]:
    return [item for item in read_all(xml, source) if isinstance(item, Page)]


def text(content: str, after: str = "") -> str:
    return pages(law(section(content, after=after)))[0].sections[0].text


# --- a section's page ------------------------------------------------------------------------------------------------


def test_a_section_becomes_a_page_with_its_citation_and_address() -> None:
    (page,) = pages(law(section("<P>Dies gilt.</P>", "§ 19a", "Zweck\nund Ziel")))
    assert (page.id, page.title, page.citation) == ("mug:§19a", "§ 19a MuG: Zweck und Ziel", "§ 19a MuG")
    assert page.url == "https://www.gesetze-im-internet.de/mug/__19a.html"
    assert (page.breadcrumb, page.licence) == (("Mustergesetz",), "amtliches Werk, § 5 Abs. 1 UrhG")
    assert read(write(page)) == page


def test_the_stand_names_changes_that_are_not_worked_in_completely() -> None:
    stand = pages(law(section("<P>Dies gilt.</P>")))[0].stand
    assert stand.startswith("Zuletzt geändert 2026; Änderung textlich nachgewiesen")
    assert "Neugefasst" not in stand


@pytest.mark.parametrize(
    ("enbez", "titel", "native", "title", "file"),
    [
        ("Art 1", "Würde", "Art1", "Art. 1 MuG: Würde", "art_1.html"),
        ("Anlage 1", "(zu § 2)", "Anlage1", "Anlage 1 MuG (zu § 2)", "anlage_1.html"),
        ("Anlage", "(zu § 28)<BR/>Stufen", "Anlage-zu-§28", "Anlage zu § 28 MuG: Stufen", "anlage.html"),
        ("§§ 70 bis 72", "Übergang", "§70-72", "§§ 70 bis 72 MuG: Übergang", "BJNR1.html#BJNE1"),
    ],
)
def test_articles_annexes_and_ranges_have_stable_ids(
    enbez: str, titel: str, native: str, title: str, file: str
) -> None:
    (page,) = pages(law(section("<P>Dies gilt.</P>", enbez, titel)))
    assert (page.id, page.title) == (f"mug:{native}", title)
    assert page.url == f"https://www.gesetze-im-internet.de/mug/{file}"


def test_two_sections_of_one_name_have_two_ids_and_two_addresses() -> None:
    first, second = pages(law(section("<P>Eins.</P>", "Anlage"), section("<P>Zwei.</P>", "Anlage")))
    assert (first.id, second.id) == ("mug:Anlage", "mug:Anlage-2")
    assert first.url != second.url


@pytest.mark.parametrize(
    "norm",
    [
        section("<P>-</P>", titel="(weggefallen)"),
        section("<P>-</P>", titel="(aufgehoben)"),
        section("<P>Text</P>", titel="-"),
        section("<P/>"),
        section("<P>§ 1 Zweck</P>", "Inhaltsübersicht", ""),
    ],
)
def test_what_is_no_living_section_is_skipped_and_counted(norm: str) -> None:
    (skipped,) = read_all(law(norm))
    assert isinstance(skipped, Skipped)


def test_a_heading_ends_those_of_its_own_level_and_below() -> None:
    def heading(key: str, name: str) -> str:
        unit = f"<gliederungskennzahl>{key}</gliederungskennzahl><gliederungsbez>{name}</gliederungsbez>"
        return f"<norm><metadaten><gliederungseinheit>{unit}</gliederungseinheit></metadaten></norm>"

    xml = law(
        *(heading("010", "Teil 1"), heading("010010", "Titel 1"), heading("010020", "Titel 2"), section("<P>A.</P>")),
        *(heading("020", "Teil 2"), section("<P>B.</P>", "§ 2")),
    )
    assert [page.breadcrumb[1:] for page in pages(xml)] == [("Teil 1", "Titel 2"), ("Teil 2",)]


def test_a_section_that_cannot_be_read_is_reported_and_the_rest_goes_on() -> None:
    deep = section("<B>" * 3000 + "tief" + "</B>" * 3000)
    failure, page = read_all(law(deep, section("<P>Dies gilt.</P>", "§ 2")))
    assert isinstance(failure, Failure)
    assert failure.key == "mug:§1"
    assert isinstance(page, Page)


# --- its text --------------------------------------------------------------------------------------------------------


def test_lists_keep_the_laws_own_labels_and_levels() -> None:
    content = (
        "<P>(1) Wer <DL><DT>1.</DT><DD><LA>fragt <DL><DT>a)</DT><DD><LA>laut,</LA></DD></DL>oder bittet,</LA></DD>"
        "<DT>1a.</DT><DD><LA><DL><DT>aa)</DT><DD><LA>dankt,</LA></DD></DL></LA></DD>"
        "<DT/><DD><LA>schweigt,</LA></DD><DT>IV.</DT><DD><LA>geht,</LA></DD></DL>erfährt es.</P><P>(2) Sonst nicht.</P>"
    )
    assert text(content).split("\n") == [
        *("(1) Wer", "", "1. fragt", "  a) laut,", "  – oder bittet,", "1a. aa) dankt,", "– schweigt,"),
        *("– IV. geht,", "", "erfährt es.", "", "(2) Sonst nicht."),
    ]


def test_inline_elements_neither_glue_nor_part_words() -> None:
    content = (
        "<P>CO<SUB>2</SUB> und 10<SUP>3</SUP> m<SUP>2</SUP>,<BR/>der <NB>IT-Planungsrat</NB> <I>darf</I><B>!</B></P>"
    )
    assert text(content) == "CO2 und 10³ m², der IT-Planungsrat darf!"


def test_two_line_breaks_end_a_paragraph() -> None:
    assert text("<P>Stufe 1:<BR/>Kinder<BR/> <BR/>Stufe 2:<BR/>andere</P>") == "Stufe 1: Kinder\n\nStufe 2: andere"


def test_a_footnote_stays_with_the_text() -> None:
    note = '<Footnotes><Footnote ID="F1" FnZ="1">Gilt bis 2030.</Footnote></Footnotes>'
    assert text('<P>Dies gilt<FnR ID="F1"/>.</P>', note) == "Dies gilt (Fußnote 1).\n\nFußnote 1: Gilt bis 2030."


def test_a_picture_leaves_a_mark() -> None:
    assert text('<P>Das Siegel: <IMG SRC="a.gif"/></P>') == "Das Siegel: (Abbildung)"


COLUMNS = '<colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>'
HEADER = (
    '<thead><row><entry colname="a" morerows="1">Per-<BR/>sonen</entry><entry namest="b" nameend="c">Betrag</entry>'
    '</row><row><entry colname="b">Miete</entry><entry colname="c">Heizung:</entry></row></thead>'
)


def table(body: str, head: str = HEADER) -> str:
    return text(
        f"<P>Es gilt: <table><Title>Tafel</Title><tgroup>{COLUMNS}{head}<tbody>{body}</tbody></tgroup></table></P>"
    )


def test_each_cell_carries_its_headers_and_a_cell_over_rows_is_repeated() -> None:
    body = '<row><entry colname="a" morerows="1">1</entry><entry>361</entry><entry>– 2</entry></row>'
    body += "<row><entry>408</entry><entry/></row>"
    assert table(body).split("\n")[4:] == [
        "- Personen: 1; Betrag – Miete: 361; Betrag – Heizung: – 2",
        "- Personen: 1; Betrag – Miete: 408",
    ]


def test_a_cell_over_columns_stands_without_a_header() -> None:
    assert table('<row><entry namest="a" nameend="c">Teil A</entry></row>').endswith("### Tafel\n\n- Teil A")


def test_a_table_without_a_head_is_read_row_by_row() -> None:
    assert table("<row><entry>x</entry><entry>y</entry></row>", "").endswith("- x; y")


def tokens(words: str) -> list[str]:
    return [token for word in words.split() if (token := word.strip(";:")) not in ("", "-", "–")]


INLINE = {"B", "I", "U", "SUB", "F", "NB", "SP", "noindex", "kommentar"}


def flat(element: Element, without: str = "") -> str:
    if element.tag == without:
        return " "
    inner = (element.text or "") + "".join(flat(child, without) + (child.tail or "") for child in element)
    return inner if element.tag in INLINE else f" {inner} "


def law_names() -> list[str]:
    return sorted(path.stem for path in LAWS.glob("*.xml"))


def contents(name: str) -> list[Element]:
    """The texts of the sections that become pages, in order, read without the reader under test."""
    norms = fromstring((LAWS / f"{name}.xml").read_bytes()).findall("norm")[1:]
    found: list[Element] = []
    for norm in norms:
        place, title = norm.findtext("metadaten/enbez") or "", norm.findtext("metadaten/titel") or ""
        content = norm.find("textdaten/text/Content")
        living = place and not place.startswith("Inhalt") and "(weggefallen)" not in title
        if living and content is not None and "".join(content.itertext()).strip():
            found.append(content)
    return found


@needs_laws
@pytest.mark.parametrize("name", law_names())
def test_no_word_of_a_law_is_lost_or_out_of_order(name: str) -> None:
    for page, content in zip(pages(load(LAWS / f"{name}.xml"), name), contents(name), strict=True):
        got = tokens(page.sections[0].text.replace("### ", ""))
        want = tokens(flat(content, without="thead"))
        if content.find(".//table") is None:
            assert got == want, page.id
        remaining = iter(got)
        assert all(word in remaining for word in want), page.id  # in order; headers may repeat in between
        heads = re.sub(r"(?<=[a-z])-\s+(?=[a-z])", "", " ".join(flat(head) for head in content.iter("thead")))
        assert set(tokens(heads)) <= set(got), page.id


@needs_laws
@pytest.mark.parametrize("name", law_names())
def test_a_laws_text_is_already_plain_and_its_pages_read_back_equal(name: str) -> None:
    found = read_all(load(LAWS / f"{name}.xml"), name)
    assert not [item for item in found if isinstance(item, Failure)]
    read_pages = [item for item in found if isinstance(item, Page)]
    assert len({page.id for page in read_pages}) == len(read_pages)
    for page in read_pages:
        assert blocks.plain(page.sections[0].text) == page.sections[0].text, page.id
        assert read(write(page)) == page, page.id


@needs_laws
def test_all_living_sections_of_the_first_book_become_pages() -> None:
    found = read_all(load(LAWS / "sgb_1.xml"), "sgb_1")
    assert len([item for item in found if isinstance(item, Page)]) == 81
    assert {item.key for item in found if isinstance(item, Skipped)} == {
        *("sgb_1:Inhaltsübersicht", "sgb_1:§55", "sgb_1:§72")
    }


@needs_laws
def test_between_two_builds_only_the_changed_sections_have_another_text() -> None:
    old = {page.id: page for page in pages(load(LAWS / "2024-12-31" / "sgb_1.zip"), "sgb_1")}
    new = {page.id: page for page in pages(load(LAWS / "sgb_1.xml"), "sgb_1")}
    assert old.keys() == new.keys()
    changed = {key for key in new if old[key].sections != new[key].sections}
    assert changed == {"sgb_1:§35", "sgb_1:§47", "sgb_1:§60", "sgb_1:§66"}
    kept = {key for key in new if keep_updated(old[key], new[key]).updated == old[key].updated}
    assert kept == new.keys() - changed


@needs_laws
def test_the_basic_rate_stands_beside_its_date_and_level() -> None:
    (anlage,) = [page for page in pages(load(LAWS / "sgb_12.xml"), "sgb_12") if page.id == "sgb_12:Anlage-zu-§28"]
    assert "- gültig ab: 1. Januar 2026; Regelbedarfsstufe 1: 563;" in anlage.sections[0].text


@needs_laws
def test_a_source_is_read_with_its_own_slug() -> None:
    source = Source("passgesetz", "gii", path=LAWS / "pa_g_1986.xml", options={"slug": "pa_g_1986"})
    first = next(item for item in gii.read(source) if isinstance(item, Page))
    assert (first.id, first.citation) == ("passgesetz:§1", "§ 1 PassG")
    assert first.url == "https://www.gesetze-im-internet.de/pa_g_1986/__1.html"


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_official_doctype_is_passed_over() -> None:
    prolog = '<!DOCTYPE dokumente SYSTEM "http://127.0.0.1:1/gii-norm.dtd">'
    assert len(pages(law(section("<P>Dies gilt.</P>"), prolog=prolog))) == 1


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE dokumente [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE dokumente [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_file_with_entities_is_refused(prolog: str) -> None:
    with pytest.raises(SourceError, match="entities"):
        read_all(law(section("<P>&a;</P>"), prolog=prolog))


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/>", b"<dokumente/>", b"\xff\xfe\x00", law()[:-20]])
def test_a_file_that_is_no_law_is_refused_with_its_source(xml: bytes) -> None:
    with pytest.raises(SourceError, match="mug"):
        read_all(xml)


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return packed.getvalue()


def test_the_law_is_taken_from_the_official_archive(tmp_path: Path) -> None:
    file = tmp_path / "xml.zip"
    file.write_bytes(archive(**{"../BJNR2.xml": b"<no/>", "bild.gif": b"GIF", "BJNR1.xml": b"<yes/>"}))
    assert load(file) == b"<yes/>"


@pytest.mark.parametrize(
    "content",
    [
        b"PK broken",
        archive(**{"a.txt": b""}),
        archive(**{"a.xml": b"", "b.xml": b""}),
        archive(**{"a.xml": bytes(100 * 1024 * 1024 + 1)}),
    ],
    ids=["broken", "no XML", "two XML", "a bomb"],
)
def test_an_archive_that_holds_no_law_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "xml.zip"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=r"xml\.zip"):
        load(str(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check the path"):
        load(tmp_path / "fehlt.xml")


@pytest.mark.parametrize(
    "address",
    [
        *("http://93.184.215.14/xml.zip", "ftp://93.184.215.14/a", "file:///etc/passwd", "https:///a"),
        *("https://127.0.0.1/a", "https://localhost/a", "https://10.0.0.1/a", "https://169.254.169.254/latest"),
        *("https://[::1]/a", "https://[::ffff:10.0.0.1]/a", "https://0.0.0.0/a", "https://192.168.0.1:8443/a"),
    ],
)
def test_an_address_that_is_not_public_https_is_never_called(address: str) -> None:
    with pytest.raises(SourceError, match=r"https|private"):
        load(address)


def client(*answers: httpx.Response) -> httpx.Client:
    remaining = iter(answers)
    return httpx.Client(transport=httpx.MockTransport(lambda _: next(remaining)))


def test_a_public_redirect_is_followed() -> None:
    moved = httpx.Response(301, headers={"Location": "https://93.184.215.15/b"})
    assert download("https://93.184.215.14/a", client(moved, httpx.Response(200, content=b"<a/>"))) == b"<a/>"


@pytest.mark.parametrize("target", ["https://127.0.0.1/b", "http://93.184.215.14/b", "https://10.1.2.3/b"])
def test_a_redirect_into_the_own_network_or_off_https_is_refused(target: str) -> None:
    moved = httpx.Response(302, headers={"Location": target})
    with pytest.raises(SourceError, match=r"https|private"):
        download("https://93.184.215.14/a", client(moved))


def test_endless_redirects_and_errors_are_refused() -> None:
    moved = httpx.Response(302, headers={"Location": "https://93.184.215.14/a"})
    with pytest.raises(SourceError, match="redirected"):
        download("https://93.184.215.14/a", client(*[moved] * 9))
    with pytest.raises(SourceError, match="404"):
        download("https://93.184.215.14/a", client(httpx.Response(404)))


def test_a_large_law_is_read_in_linear_time() -> None:
    item = "<DT>1.</DT><DD><LA>Wer fragt, erfährt es.</LA></DD>"
    xml = law(section(f"<P>(1) Es gilt <DL>{item * 20_000}</DL></P>"))
    start = time.perf_counter()
    assert len(pages(xml)) == 1
    assert time.perf_counter() - start < 10
