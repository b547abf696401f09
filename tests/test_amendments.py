from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.amendments import affected, amendments, wording
from corpus.folder import load
from corpus.lint import known_norms, lint
from corpus.page import Page, Section

LAWS = Path(__file__).parents[2] / "shared" / "data" / "law"
PAGES = Path(__file__).parent / "pages"
OLD = [
    Page(f"mug:§{n}", "law", f"Vorschrift {n}", citation=f"§ {n} SGB I", sections=(Section("Wortlaut", f"Satz {n}."),))
    for n in range(1, 5)
]
RESTS = Page("muster:x", "service", "Ding", legal_basis=("§ 2 Abs. 1 SGB I", "§ 12 SGB I"), updated=date(2026, 1, 1))


def _changed(page: Page) -> Page:
    return replace(page, sections=(Section("Wortlaut", "Neuer Satz."),))


def test_a_changed_section_names_the_pages_that_rest_on_it() -> None:
    new = [OLD[0], _changed(OLD[1]), OLD[3], replace(OLD[0], id="mug:§5", citation="§ 5 SGB I")]
    found = amendments(OLD, new, [RESTS])
    assert [(one.citation, one.change) for one in found] == [
        ("§ 2 SGB I", "changed"),
        ("§ 5 SGB I", "new"),
        ("§ 3 SGB I", "gone"),
    ]
    assert [one.pages for one in found] == [("muster:x",), (), ()]
    assert affected(found) == ["muster:x"]


def test_dates_and_addresses_are_no_wording() -> None:
    again = [replace(page, updated=date(2026, 1, 1), url="https://x.example", stand="neu") for page in OLD]
    assert amendments(OLD, again, [RESTS]) == []
    assert wording(OLD[0]) != wording(_changed(OLD[0]))


def test_a_page_older_than_the_new_wording_is_warned_about_and_a_reviewed_one_is_not() -> None:
    laws = [replace(page, updated=date(2025, 1, 1)) for page in OLD]
    assert not _norm_changed(RESTS, laws)
    laws[1] = replace(laws[1], updated=date(2026, 3, 4))
    assert _norm_changed(RESTS, laws) == ["§ 2 Abs. 1 SGB I"]
    assert not _norm_changed(replace(RESTS, updated=date(2026, 3, 4)), laws)


def _norm_changed(page: Page, laws: list[Page]) -> list[str]:
    return [one.quote for one in lint(page, date(2026, 6, 1), known_norms(laws)) if one.kind == "norm_changed"]


@pytest.mark.skipif(not LAWS.is_dir(), reason="the shared data is not here")
def test_between_two_builds_of_the_first_book_four_sections_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = Path(shutil.copytree(PAGES, tmp_path / "pages"))
    command = ["norms", str(LAWS / "2024-12-31" / "sgb_1.xml"), str(LAWS / "sgb_1.xml"), "--pages", str(pages)]
    assert main([*command, "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["citation"] for one in found] == ["§ 35 SGB I", "§ 47 SGB I", "§ 60 SGB I", "§ 66 SGB I"]
    assert {one["change"] for one in found} == {"changed"}
    expected = {page.id for page in load(pages).pages if any("60 " in basis for basis in page.legal_basis)}
    assert set(found[2]["pages"]) == expected


def test_a_folder_is_not_compared_with_a_file(tmp_path: Path) -> None:
    assert main(["norms", str(tmp_path), str(tmp_path / "x.xml")]) == 2
