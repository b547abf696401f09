"""What a citizen loads of the widget: small, and all of it ours."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from tests.serving import ROOT

BUILT = ROOT / "bot" / "static" / "widget" / "v1"
SOURCES = ROOT / "bot" / "widget"
BUDGET = 40 * 1024
LANGUAGES = sorted(path.stem for path in (SOURCES / "src" / "catalogues").glob("*.json"))


def packed(name: str) -> int:
    """Bytes of a built file as they go over the wire."""
    (path,) = BUILT.glob(name)
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize("language", LANGUAGES)
def test_loader_bundle_and_a_language_are_within_40_kb(language: str) -> None:
    catalogue = 0 if language == "de" else packed(f"{language}.*.js")  # German is part of the bundle
    assert packed("loader.js") + packed("auskunft-chat.*.js") + catalogue <= BUDGET


def test_the_loader_names_the_bundle_that_is_there() -> None:
    named = re.findall(r'"\./([^"]+)"', (BUILT / "loader.js").read_text(encoding="utf-8"))
    assert [path.name for path in BUILT.glob("auskunft-chat.*.js")] == named


def test_the_built_files_name_no_foreign_address() -> None:
    """But namespaces, licence texts of the libraries and the pages that Lit's own messages point to."""
    allowed = re.compile(r"https?://(?:www\.w3\.org/|lit\.dev/)")
    for path in BUILT.iterdir():
        code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert [found for found in re.findall(r"https?://[\w.-]+/?", code) if not allowed.match(found)] == []


def test_nothing_runs_in_the_browser_but_lit_and_the_event_parser() -> None:
    package = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
    assert sorted(package["dependencies"]) == ["eventsource-parser", "lit"]


def test_the_lock_pins_every_package_by_its_content_and_names_no_registry() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in entry and "resolved" not in entry for entry in packages)
