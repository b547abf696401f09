"""What the pages for the website's people and on accessibility say is what there is."""

from __future__ import annotations

import re
import tomllib

from bot.municipality import LANGUAGES, Colors, Contact, Links, Municipality
from bot.settings import ROOT, Settings

SOURCES = ROOT / "bot" / "widget" / "src"
EMBEDDING = (ROOT / "docs" / "redaktion" / "einbinden.md").read_text(encoding="utf-8")
ACCESSIBILITY = (ROOT / "docs" / "barrierefreiheit.md").read_text(encoding="utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
TYPESCRIPT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.ts")))

GUIDELINES = {
    "1.1": (1,),
    "1.2": (1, 5),
    "1.3": (1, 2, 3, 4, 5),
    "1.4": (1, 2, 3, 4, 5, 10, 11, 12, 13),
    "2.1": (1, 2, 4),
    "2.2": (1, 2),
    "2.3": (1,),
    "2.4": (1, 2, 3, 4, 5, 6, 7, 11),
    "2.5": (1, 2, 3, 4, 7, 8),
    "3.1": (1, 2),
    "3.2": (1, 2, 3, 4, 6),
    "3.3": (1, 2, 3, 4, 7, 8),
    "4.1": (1, 2, 3),
}
"""WCAG 2.2, levels A and AA, and 4.1.1 of WCAG 2.1; 1.2.1 to 1.2.5 are one row."""


def section(title: str) -> str:
    """A section of the page on embedding."""
    return re.split(r"^## ", EMBEDDING.partition(f"## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def table(text: str) -> set[str]:
    """The names in the first column of a table."""
    cells = re.findall(r"^\| ([^|]*`[^|]*) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_attribute_is_described_and_exists() -> None:
    block = re.search(r"static override properties = \{(.*?)\n  \};", TYPESCRIPT, re.DOTALL)
    assert block
    assert table(section("Attribute")) == set(re.findall(r"^    (\w+):", block[1], re.MULTILINE)) | {"id"}


def test_every_event_is_described_and_exists() -> None:
    block = re.search(r"type EventName =(.*?);", TYPESCRIPT, re.DOTALL)
    assert block
    assert table(section("Ereignisse und Aufrufe")) == set(re.findall(r'"(auskunft-[a-z]+)"', block[1]))


def test_every_property_for_style_is_described_and_exists() -> None:
    there = set(re.findall(r"var\(\s*(--auskunft-[a-z-]+)", TYPESCRIPT))
    assert table(section("Aussehen")) == there


def test_every_part_is_described_and_exists() -> None:
    named = set(re.findall(r"`(?:auskunft-chat::part\()?([a-z]+)\)?`", section("Aussehen").rpartition("|\n")[2]))
    assert named == {name for names in re.findall(r'part="([a-z ]+)"', TYPESCRIPT) for name in names.split()}


def test_every_method_for_the_host_page_exists() -> None:
    assert set(re.findall(r"\b(ask|show|close)\(", section("Ereignisse und Aufrufe"))) == {"ask", "show", "close"}
    assert all(re.search(rf"^  {name}\(.*\): void \{{$", TYPESCRIPT, re.MULTILINE) for name in ("ask", "show", "close"))


def test_every_language_is_described() -> None:
    cell = re.search(r"^\| `lang` \| ([^|]*) \|", EMBEDDING, re.MULTILINE)
    assert cell
    assert tuple(re.findall(r"`([^`]+)`", cell[1])) == LANGUAGES


def test_every_field_of_a_municipalitys_file_is_described() -> None:
    rows = section("Die Datei der Kommune")
    assert set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)) == set(Municipality.model_fields)
    for part in (Colors, Contact, Links):
        assert all(f"`{name}`" in rows for name in part.model_fields), part


def test_every_setting_that_is_named_exists() -> None:
    known = {f"AUSKUNFT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"AUSKUNFT_\w+", EMBEDDING + ACCESSIBILITY + HTTP)) <= known


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:bot|docs|tests)/[\w./-]+)`", EMBEDDING + ACCESSIBILITY)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_shipped_file_is_one_that_can_be_copied() -> None:
    shipped = tomllib.loads((ROOT / "bot" / "municipalities" / "musterstadt.toml").read_text(encoding="utf-8"))
    assert set(shipped) == set(Municipality.model_fields)


# --- accessibility ---------------------------------------------------------------------------------------------------


def criteria() -> dict[str, tuple[str, str]]:
    """(state, reason) by criterion."""
    found: dict[str, tuple[str, str]] = {}
    for numbers, state, reason in re.findall(r"^\| (\d[^|]*) \| ([^|]*) \| ([^|]*) \|$", ACCESSIBILITY, re.MULTILINE):
        found |= dict.fromkeys(re.findall(r"\d\.\d\.\d+", numbers), (state, reason))
    return found


def test_every_criterion_is_judged() -> None:
    assert list(criteria()) == [
        f"{guideline}.{number}" for guideline, all_of in GUIDELINES.items() for number in all_of
    ]


def test_a_criterion_is_met_not_met_not_tested_or_has_nothing_to_apply_to() -> None:
    states = {state for state, _ in criteria().values()}
    assert states == {"erfüllt", "nicht geprüft", "nicht anwendbar", "entfallen"}


def test_what_is_met_names_a_test_or_axe_or_another_criterion_that_does() -> None:
    for number, (state, reason) in criteria().items():
        if state == "erfüllt":
            assert re.search(r"::test_|\baxe\b|derselbe|siehe \d|bei \d|Tests bei|der Zugäng", reason), number


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", ACCESSIBILITY)
    assert len(named) > 20
    missing = [(path, name) for path, name in named if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")]
    assert missing == []
