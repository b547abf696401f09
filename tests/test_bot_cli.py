"""`python -m bot` as an operator meets it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.settings import ROOT, Settings


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the bot writes goes into the test's folder."""
    monkeypatch.setenv("AUSKUNFT_DATA", str(tmp_path))


def bot(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def test_settings_prints_every_setting_with_its_description(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    assert main(["settings"]) == 0
    printed = capsys.readouterr().out
    for name, field in Settings.model_fields.items():
        assert f"AUSKUNFT_{name.upper()}" in printed
        assert field.description
        assert field.description in printed


def test_ask_prints_the_answer_with_its_sources(shipped_versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--versions", str(shipped_versions), "Was kostet ein Reisepass für mein Kind?"]) == 0
    printed = capsys.readouterr().out
    assert "37,50 Euro" in printed
    assert "(musterstadt:reisepass-kinder)" in printed


def test_ask_prints_the_document_of_the_api(small_versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "--versions", str(small_versions), "--scope", "99001000", "Hallo"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "greeting"


def test_a_missing_version_is_said_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--versions", str(tmp_path), "Hallo"]) == 1
    assert "python -m indexes build" in capsys.readouterr().err


def test_a_scope_that_the_version_does_not_hold_is_said(
    small_versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--versions", str(small_versions), "--scope", "09162000", "Hallo"]) == 1
    assert "AUSKUNFT_SCOPE=09162000" in capsys.readouterr().err


def test_a_municipality_that_cannot_be_read_is_said_before_anything_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "musterstadt.toml").write_text('name = "Musterstadt"\n[colors]\nprimary = "#ffcc00"', encoding="utf-8")
    monkeypatch.setenv("AUSKUNFT_WIDGET_FOLDER", str(tmp_path))
    assert main(["serve"]) == 1
    assert "musterstadt.toml: colors: the contrast of primary and on_primary" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["frage"], ["ask"], ["serve", "--port", "x"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_serve_answers_says_where_and_stops_when_told_without_a_line_about_anybody(small_versions: Path) -> None:
    command = bot("serve", "--versions", str(small_versions), "--scope", "99001000", "--port", "0")
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        ready = next(found for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        answer = httpx.post(
            f"{ready[0]}/api/v1/chat?geheim=1",
            json={"question": "Was kostet der Hund im Jahr?"},
            headers={"accept": "application/json"},
            trust_env=False,
        )
        server.send_signal(signal.SIGTERM)
        logged = server.stderr.read()
        assert server.wait(25) in (0, -signal.SIGTERM)
    assert "90 Euro" in answer.json()["text"]
    assert not re.search(r"geheim|Hund|Traceback", logged)


def test_serving_imports_no_torch(small_versions: Path) -> None:
    heavy = ("torch", "transformers", "sentence_transformers", "onnxscript")
    program = (
        "import sys; from bot.__main__ import main\n"
        f"code = main(['ask', '--versions', {str(small_versions)!r}, '--scope', '99001000', 'Was kostet ein Perso?'])\n"
        f"sys.exit(code or any(name in sys.modules for name in {heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
