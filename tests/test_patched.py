"""A version with another text of one page, in memory."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.page import Page, Section
from indexes.embed import Embedder
from indexes.index import Index, Search
from indexes.patched import with_page
from tests.desk import HUND
from tests.serving import MATTERS

QUESTION = "Was kostet die Hundesteuer?"


@pytest.fixture(scope="module")
def index(small_versions: Path, onnx_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Generator[Index]:
    found = Index.open(small_versions, onnx_embedder, "99001000", tmp_path_factory.mktemp("copies"))
    yield found
    found.close()


def page(index: Index, page_id: str) -> Page:
    found = index.page(page_id)
    assert found is not None
    return found


def figures(found: Search) -> dict[str, float]:
    return {hit.page.id: round(hit.score, 2) for hit in found.hits}


def test_the_same_text_is_found_with_the_same_figures(index: Index) -> None:
    same = with_page(index, page(index, HUND), MATTERS)
    for question in (QUESTION, "Ich bin umgezogen", "Perso weg", "§ 7 Musterstadtsatzung"):
        assert figures(same.search(question)) == figures(index.search(question))
        assert same.search(question).missing == pytest.approx(index.search(question).missing)


def test_another_text_is_found_and_the_version_is_not_touched(index: Index) -> None:
    hund = page(index, HUND)
    sections = tuple(replace(section, text=section.text.replace("90 Euro", "91 Euro")) for section in hund.sections)
    drafted = with_page(index, replace(hund, sections=sections), MATTERS)
    assert drafted.search(QUESTION).hits[0].page.id == HUND
    told = [scored.passage.text for scored in drafted.passages(HUND, drafted.search(QUESTION).vector)]
    assert sum("91 Euro" in text for text in told) == 1
    assert [passage.id for passage in index.scopes[0].passages if "91 Euro" in passage.text] == []


def test_a_new_page_is_found_beside_the_others(index: Index) -> None:
    text = "Für das Fällen eines Baumes brauchen Sie eine Erlaubnis des Umweltamtes."
    new = Page(
        "muster:baum",
        "service",
        "Baum fällen",
        scope="99001000",
        keywords=("Baumfällung",),
        sections=(Section("Kurztext", text),),
    )
    drafted = with_page(index, new, MATTERS)
    assert drafted.search("Darf ich meinen Baum fällen?").hits[0].page.id == "muster:baum"
    assert index.page("muster:baum") is None
    assert len(drafted.scopes[0].pages) == len(index.scopes[0].pages) + 1


def test_a_page_of_another_town_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="09162000"):
        with_page(index, replace(page(index, HUND), scope="09162000"), MATTERS)
