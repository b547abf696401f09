from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folder import file_name, load
from corpus.page import Office, Page, Section, write

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAGES, tmp_path / "pages"))


def _page(native: str, **values: object) -> str:
    return write(Page(f"muster:{native}", "service", native, sections=(Section("Volltext", "Text."),), **values))  # pyright: ignore[reportArgumentType]  # whatever a test needs


def test_the_five_pages_load_without_a_problem() -> None:
    loaded = load(PAGES)
    assert ([page.id for page in loaded.pages], loaded.problems) == (
        ["muster:buergerbuero", "muster:hund", "muster:personalausweis", "muster:satzung-§7", "muster:wohnsitz"],
        [],
    )


def test_pages_in_folders_within_the_folder_are_found(folder: Path) -> None:
    (folder / "aemter").mkdir()
    (folder / "buergerbuero.md").rename(folder / "aemter" / "buergerbuero.md")
    assert not load(folder).problems


def test_an_office_that_is_a_reference_gets_the_members_of_the_page_it_names() -> None:
    page = next(page for page in load(PAGES).pages if page.id == "muster:wohnsitz")
    assert page.office is not None
    assert (page.office.phone, page.office.page) == ("069 90009-100", "muster:buergerbuero")


def test_a_loaded_page_is_written_with_its_reference() -> None:
    page = next(page for page in load(PAGES).pages if page.id == "muster:wohnsitz")
    assert "\noffice: muster:buergerbuero\n" in write(page)


def test_a_reference_to_no_page_is_a_problem_and_keeps_the_page(folder: Path) -> None:
    (folder / "buergerbuero.md").unlink()
    loaded = load(folder)
    assert [problem.file.name for problem in loaded.problems] == ["personalausweis.md", "wohnsitz.md"]
    assert len(loaded.pages) == 4


def test_a_reference_to_a_page_without_an_office_is_a_problem(folder: Path) -> None:
    (folder / "x.md").write_text(_page("x", office=Office(page="muster:satzung-§7")), encoding="utf-8")
    assert "does not describe an office" in str(load(folder).problems[0])


def test_two_files_with_one_id_are_both_named(folder: Path) -> None:
    shutil.copy(folder / "hund.md", folder / "hund-kopie.md")
    problem = str(load(folder).problems[0])
    assert "hund.md" in problem
    assert "hund-kopie.md" in problem


def test_a_broken_file_is_reported_with_its_remedy_and_stops_nothing(folder: Path) -> None:
    (folder / "a.md").write_text("kein Kopf", encoding="utf-8")
    (folder / "b.md").write_bytes(b"\xff\xfe")
    loaded = load(folder)
    assert [(problem.file.name, problem.remedy) for problem in loaded.problems] == [
        ("a.md", "begin the file with a line '---', the fields, and '---'"),
        ("b.md", "save the file as UTF-8"),
    ]
    assert len(loaded.pages) == 5


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert "no such folder" in str(load(tmp_path / "fehlt").problems[0])


def test_two_thousand_pages_load_within_seconds(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"{number}.md").write_text(_page(str(number), keywords=("a", "b")), encoding="utf-8")
    start = time.perf_counter()
    assert len(load(tmp_path).pages) == 2_000
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("native", "name"),
    [
        ("1063423", "1063423.md"),
        ("§14", "p14.md"),
        ("§13a", "p13a.md"),
        ("p14", "%7014.md"),
        ("Anlage1", "+anlage1.md"),
        ("con", "%63on.md"),
        ("..", "%2e..md"),
        ("straße", "stra%c3%9fe.md"),
    ],
)
def test_a_file_is_named_after_the_id(native: str, name: str) -> None:
    assert file_name(f"muster:{native}") == name


natives = st.text(alphabet="abpABP019§.-_%+~äÄß€", min_size=1, max_size=12)


@given(natives, natives)
def test_two_ids_never_share_a_file_even_where_capitals_are_not_told_apart(one: str, other: str) -> None:
    same = file_name(f"x:{one}").casefold() == file_name(f"x:{other}").casefold()
    assert same == (one == other)


@given(st.text(alphabet="§äA.\u4e2da1", min_size=1, max_size=128))
def test_a_file_name_is_short_and_ascii(native: str) -> None:
    name = file_name(f"x:{native}")
    assert re.fullmatch(r"[a-z0-9_,+%~-][a-z0-9_,.+%~-]*\.md", name)
    assert len(name) <= 123
