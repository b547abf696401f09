"""The pages for operators say what the program does: settings, defaults and failures are the code's."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.failures import Failure
from bot.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "betrieb" / "sprachmodell.md"


@pytest.fixture
def default(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of an environment without any."""
    for name in [name for name in os.environ if name.upper().startswith("AUSKUNFT_")]:
        monkeypatch.delenv(name)
    return Settings()


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_setting_of_a_model_is_there_with_its_default(text: str, default: Settings) -> None:
    rows = dict(re.findall(r"^\| `AUSKUNFT_(\w+)` \| `?([^`|]+?)`? \|", text, re.MULTILINE))
    of_models = {name.upper() for name in Settings.model_fields if name.startswith("model")} - {"MODEL_FOLDER"}
    assert set(rows) == of_models
    for name, said in rows.items():
        value = getattr(default, name.lower())
        assert said == ("leer" if name.endswith("_KEY") else f"{value:g}" if isinstance(value, float) else str(value))


def test_every_setting_that_is_named_exists(text: str) -> None:
    known = {f"AUSKUNFT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"AUSKUNFT_[A-Z_]+", text)) <= known


def test_every_failure_is_explained(text: str) -> None:
    table = text[text.index("| Grund |") : text.index("Nach fünf Fehlern")]
    named = {
        name for cell in re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == {failure.value for failure in Failure}
