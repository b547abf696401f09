"""Settings: documented, printed, and the only thing that reads the environment."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import ROOT, Settings


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_has_a_description(name: str) -> None:
    description = Settings.model_fields[name].description or ""
    assert description.endswith(".")


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUSKUNFT_MUNICIPALITY", "Beispielhausen")
    assert Settings.load().municipality == "Beispielhausen"


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUSKUNFT_PORT", "9000")
    assert Settings.load(port=9001, host=None).port == 9001


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings.load().port = 1  # pyright: ignore[reportAttributeAccessIssue]  # that is what is tested


@pytest.mark.parametrize(("name", "value"), [("PORT", "70000"), ("SCOPE", "Musterstadt"), ("THREADS", "0")])
def test_a_value_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"AUSKUNFT_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings.load()


def test_a_key_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUSKUNFT_EMBEDDER_KEY", "sehr-geheim")
    settings = Settings.load()
    assert settings.embedder_key.get_secret_value() == "sehr-geheim"
    assert "sehr-geheim" not in f"{settings!r} {settings.table()}"


def reads_environment(file: Path) -> bool:
    """Whether a module names `os.environ`, `os.getenv` or `environ`, however it was imported."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    return bool({"environ", "environb", "getenv", "getenvb"} & (names | imported))


def test_nothing_else_in_the_bot_reads_the_environment() -> None:
    readers = {file.relative_to(ROOT).as_posix() for file in (ROOT / "bot").rglob("*.py") if reads_environment(file)}
    assert readers == {"bot/settings.py", "bot/__init__.py"}  # the latter sets what numpy reads when it is loaded
    bases = [file.name for file in (ROOT / "bot").rglob("*.py") if "BaseSettings" in file.read_text(encoding="utf-8")]
    assert bases == ["settings.py"]
