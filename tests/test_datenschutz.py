"""The data-protection pages say what the program does: fields, periods, settings, files and commands are the code's."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from pathlib import Path

import pytest

from bot.api.page_view import templates
from bot.journal import State
from bot.journal import commands as journal_commands
from bot.journal.tables import metadata
from bot.privacy import LABELS
from bot.privacy import commands as privacy_commands
from bot.retention_report import PURPOSES, report
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "datenschutz"
FILES = ("README", "filter", "folgenabschaetzung", "hinweis", "journal", "speicherung", "verzeichnis")


@pytest.fixture
def default(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of an environment without any."""
    for name in [name for name in os.environ if name.upper().startswith("AUSKUNFT_")]:
        monkeypatch.delenv(name)
    return Settings()


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def found(pattern: str) -> list[tuple[str, str]]:
    """(page, match) for each match on the pages; the pattern has one group."""
    return [(name, match) for name in FILES for match in re.findall(pattern, text_of(name))]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_these_are_all_the_pages() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(FILES)


def test_the_page_on_storage_is_the_report_of_the_default_settings(default: Settings) -> None:
    assert text_of("speicherung") == report(default), (
        "run `python -m bot privacy report > docs/datenschutz/speicherung.md`"
    )


def test_every_column_has_a_purpose() -> None:
    assert {name: set(columns) for name, columns in PURPOSES.items()} == {
        name: {column.name for column in table.columns} for name, table in metadata.tables.items()
    }


def test_every_column_on_the_pages_exists() -> None:
    columns = {f"{name}.{column.name}" for name, table in metadata.tables.items() for column in table.columns}
    named = found(rf"`((?:{'|'.join(metadata.tables)})\.\w+)`")
    assert named
    assert [(page, name) for page, name in named if name not in columns] == []


def test_every_setting_on_the_pages_exists() -> None:
    known = {f"AUSKUNFT_{name.upper()}" for name in Settings.model_fields}
    assert [(page, name) for page, name in found(r"\b(AUSKUNFT_\w+)") if name not in known] == []


def test_every_default_on_the_pages_is_in_force(default: Settings) -> None:
    for name in FILES:
        for setting, said in re.findall(r"`AUSKUNFT_(\w+)`\s\((\d+)\s(?:Tage|Sekunden)\)", text_of(name)):
            assert float(said) == float(getattr(default, setting.lower())), (name, setting)


@pytest.mark.parametrize("name", ["README", "hinweis", "verzeichnis"])
def test_the_texts_for_the_municipality_have_the_default_periods(name: str, default: Settings) -> None:
    periods = re.findall(r"[Nn]ach (\d+) Tagen", one_line(text_of(name)))
    assert set(periods) == {str(default.journal_text_days), str(default.journal_row_days)}


def test_the_texts_for_the_municipality_fit_the_other_defaults(default: Settings) -> None:
    kept = default.journal.get_secret_value()
    assert (kept, default.journal_linking, default.privacy, default.embedder) == ("sqlite", False, "full", "onnx")


def test_the_short_notice_is_the_one_on_the_page(default: Settings) -> None:
    page = templates.get_template("notice.html").render(stored_days=default.journal_text_days)
    notice = " ".join(line[2:] for line in text_of("hinweis").splitlines() if line.startswith("> "))
    assert notice
    assert notice in one_line(page)


def test_the_page_on_the_filter_names_every_kind() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", text_of("filter"), re.MULTILINE)
    assert sorted(rows) == sorted(LABELS)


def test_the_page_on_the_journal_names_every_state() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \|", text_of("journal"), re.MULTILINE)
    assert sorted(rows) == sorted(State.__args__)


def test_every_file_on_the_pages_exists() -> None:
    named = found(r"`((?:bot|corpus|docs|evaluation|indexes|tests)/[\w./-]*)")
    assert named
    assert [(page, path) for page, path in named if not (ROOT / path).exists()] == []


def test_every_test_on_the_pages_exists() -> None:
    named = found(r"`(tests/\w+\.py::\w+)`")
    assert named
    assert [(page, test) for page, test in named if not is_test(*test.split("::"))] == []


def is_test(path: str, name: str) -> bool:
    return f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_link_leads_to_a_page() -> None:
    named = found(r"\]\(([^)]*)\)")
    assert named
    assert [(page, link) for page, link in named if not (FOLDER / link).is_file()] == []


def test_every_command_on_the_pages_is_one() -> None:
    parser = argparse.ArgumentParser()
    programs = parser.add_subparsers(required=True)
    journal_commands.add(programs.add_parser("journal"))
    privacy_commands.add(programs.add_parser("privacy"))
    named = found(r"python -m bot ((?:journal|privacy) [^`\n]*)")
    assert named
    for _, command in named:
        parser.parse_args(shlex.split(command))
