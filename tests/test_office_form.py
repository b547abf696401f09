"""The form of a page and its text: each from the other, without loss. And the pages for editors say what there is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.office import typed as forms
from bot.office.comparing import differences
from bot.office.rights import NAMES, RIGHTS, ROLES, rights_of
from corpus.page import read, read_file
from tests.serving import ROOT, SMALL_PAGES

TODAY = date(2026, 11, 30)
FILES = sorted([*SMALL_PAGES.glob("*.md"), *(ROOT / "corpus" / "pages" / "musterstadt").glob("*.md")])


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_pages_form_gives_the_page_back(file: Path) -> None:
    page, text = read_file(file), file.read_text(encoding="utf-8")
    again = forms.dated(forms.of_text(text), page.id, page, TODAY)
    assert read(again) == page
    assert forms.same(again, text)
    assert differences(text, again) == []


def test_what_makes_no_page_is_kept_as_it_was_typed() -> None:
    text = (SMALL_PAGES / "hund.md").read_text(encoding="utf-8")
    typed = forms.of_text(text)
    wild = replace(
        typed,
        fields={**typed.fields, "title": "", "valid_until": "morgen", "scope": "Stadt"},
        lists={**typed.lists, "leika": ("12", "ja: nein")},
    )
    kept = forms.of_text(forms.text_of(wild, "muster:hund", TODAY))
    assert (kept.fields, kept.lists, kept.sections) == (wild.fields, wild.lists, wild.sections)
    assert set(forms.faults(kept)) == {"title", "valid_until", "scope", "leika"}


def test_a_change_sets_the_day_and_no_change_does_not() -> None:
    text = (SMALL_PAGES / "hund.md").read_text(encoding="utf-8")
    live, typed = read(text), forms.of_text(text)
    assert read(forms.dated(typed, live.id, live, TODAY)).updated == live.updated
    other = replace(typed, fields={**typed.fields, "title": "Hund abmelden"})
    assert read(forms.dated(other, live.id, live, TODAY)).updated == TODAY


def test_differences_are_told_in_the_words_of_the_form() -> None:
    text = (SMALL_PAGES / "hund.md").read_text(encoding="utf-8")
    found = differences(text, text.replace("90 Euro", "95 Euro").replace("Hundemarke]", "Hundemarke, Dackel]"))
    assert [change.name for change in found] == ["Stichwörter", "Abschnitt „Kosten“"]
    assert [span.text for span in found[1].new if span.kind == "added"] == ["95"]


def test_an_address_that_is_none_is_a_fault_at_its_field() -> None:
    typed = forms.blank("service", "99001000")
    wrong = replace(typed, fields={**typed.fields, "title": "x", "url": "javascript:alert(1)"})
    assert list(forms.faults(wrong)) == ["url"]


def test_roles_add_up() -> None:
    assert rights_of(("editor", "auditor")) == RIGHTS["editor"] | RIGHTS["auditor"]
    assert rights_of(()) == frozenset()


def test_nobody_who_only_looks_may_write() -> None:
    writing = {"edit", "review", "publish", "import", "qa", "people"}
    assert not RIGHTS["auditor"] & writing


# --- the page for editors --------------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "redaktion" / "buero.md").read_text(encoding="utf-8")


BUTTONS = (
    *("Seiten", "Bearbeiten", "Entwurf speichern", "Vorschau: So wird geantwortet", "Zur Prüfung einreichen"),
    *("Freigeben", "Veröffentlichen", "Prüfen und veröffentlichen", "Als meinen Entwurf zurückholen"),
    "Zu dieser Fassung zurück",
)


@pytest.mark.parametrize("words", BUTTONS)
def test_a_button_that_the_page_for_editors_names_is_there(words: str) -> None:
    templates = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot/office/templates").glob("*.html"))
    assert f"**{words}**" in PAGE
    assert f">{words}" in templates or f'"{words}"' in templates


def test_the_page_for_editors_names_every_role() -> None:
    rows = re.findall(r"^\| (\w+) \|", PAGE, re.MULTILINE)
    assert rows[1:] == [NAMES[role].split(" (")[0] for role in ROLES]
