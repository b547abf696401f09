"""The type checker refuses a plain string wherever masked text is wanted, so no raw text can reach the journal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BEGIN = """
from datetime import UTC, datetime
from bot.journal import OpenedTurn
from bot.privacy import Masked

def opened(text: str, masked: Masked) -> OpenedTurn:
    now = datetime.now(UTC)
    return OpenedTurn("t", "c", now, "", "de", {value}, (), "", "", "", "")
"""

FINISH = """
from datetime import UTC, datetime
from bot.events import Outcome
from bot.journal import ClosedTurn
from bot.privacy import Masked

def closed(text: str, masked: Masked) -> ClosedTurn:
    return ClosedTurn(datetime.now(UTC), Outcome.ANSWERED, "de", {value}, (), {{}}, {{}}, "closed")
"""

FEEDBACK = """
from datetime import UTC, datetime
from bot.journal import Journal
from bot.privacy import Masked

def said(journal: Journal, text: str, masked: Masked) -> bool:
    return journal.feedback("t", "c", True, "", {value}, datetime.now(UTC))
"""


MODEL = """
from bot.model import Model
from bot.privacy import Masked

def asked(model: Model, text: str, masked: Masked) -> object:
    return model.words(masked, {value}, model.patience())
"""

PLACES = {"begin": BEGIN, "finish": FINISH, "feedback": FEEDBACK, "model": MODEL}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The rules that each snippet breaks, by pyright under the project's own configuration."""
    folder = tmp_path_factory.mktemp("snippets")
    for name, snippet in PLACES.items():
        (folder / f"{name}_raw.py").write_text(snippet.format(value="text"))
        (folder / f"{name}_masked.py").write_text(snippet.format(value="masked"))
    files = sorted(folder.glob("*.py"))
    command = [sys.executable, "-m", "pyright", "--outputjson", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len(files)
    broken: dict[str, list[str]] = {file.stem: [] for file in files}
    for error in report["generalDiagnostics"]:
        broken[Path(error["file"]).stem].append(error["rule"])
    return broken


@pytest.mark.parametrize("place", PLACES)
def test_plain_text_is_refused_for_the_journal(rules: dict[str, list[str]], place: str) -> None:
    assert rules[f"{place}_raw"] == ["reportArgumentType"]


@pytest.mark.parametrize("place", PLACES)
def test_masked_text_is_accepted_for_the_journal(rules: dict[str, list[str]], place: str) -> None:
    assert rules[f"{place}_masked"] == []
