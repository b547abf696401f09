"""Scoring: both errors are counted, and a broken gold file is named by its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.privacy import Detector
from bot.privacy.score import GoldError, main, read, score

LINES: list[dict[str, Any]] = [
    {"id": "a", "text": "Ich heiße Petra Schulz", "spans": [{"start": 10, "end": 22, "label": "PERSON"}]},
    {"id": "b", "text": "qwertz", "spans": [{"start": 0, "end": 6, "label": "PERSON"}]},
    {"id": "c", "text": "Was kostet ein Pass?", "spans": []},
    {"id": "d", "text": "Hier ist Petra Schulz", "spans": []},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    return path


def test_both_errors_are_counted(gold: Path) -> None:
    result = score(Detector("lite"), read(gold))
    person = result.rows["PERSON"]
    assert (person.spans, person.found, person.characters, person.uncovered) == (2, 1, 17, 6)
    assert (result.harmless, [name for name, _ in result.touched]) == (2, ["d"])
    assert [name for name, _ in result.leaks] == ["b"]


def test_the_command_prints_a_row_a_label(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(gold), "--profile", "lite", "--leaks"]) == 0
    assert "PERSON" in capsys.readouterr().out


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "x", "spans": [{"start": 0, "end": 9, "label": "IP"}]}', encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        read(path)
