"""Nothing calls out: building and answering work where no connection beyond this machine is possible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.modelling import saying, stub
from tests.serving import ROOT, SMALL_PAGES

# Put in front of every import: an audit hook sees what the socket module does, whoever calls it and however.
DENIED = """
import sys

def _deny(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else ""
        allowed = str(host) in ("", "127.0.0.1", "::1", "localhost")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        allowed = str(arguments[0]) in ("127.0.0.1", "::1", "localhost", "None")
    else:
        return
    if not allowed:
        with open({log!r}, "a") as file:
            file.write(f"{{event}} {{arguments[:2]}}\\n")
        raise ConnectionRefusedError(f"denied by the test: {{event}}")

sys.addaudithook(_deny)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where denied attempts are written; `sitecustomize` beside it denies them."""
    file = tmp_path / "denied.txt"
    (tmp_path / "sitecustomize.py").write_text(DENIED.format(log=str(file)), encoding="utf-8")
    return file


def run(log: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(log.parent), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, "HOME": str(log.parent), "AUSKUNFT_DATA": str(log.parent), **more}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_denial_works(log: Path) -> None:
    program = "import urllib.request; urllib.request.urlopen('http://192.0.2.1', timeout=1)"
    assert run(log, "-c", program).returncode == 1
    assert "192.0.2.1" in log.read_text(encoding="utf-8")


def test_building_and_asking_call_nobody(log: Path, model_folder: Path, tmp_path: Path) -> None:
    versions = ("--versions", str(tmp_path / "versions"))
    built = run(log, "-m", "indexes", "build", *versions, "--pages", str(SMALL_PAGES))
    assert built.returncode == 0, f"{model_folder}: {built.stderr}"
    asked = run(log, "-m", "bot", "ask", *versions, "--scope", "99001000", "Was kostet ein Personalausweis?")
    assert asked.returncode == 0, asked.stderr
    assert "37,00 Euro" in asked.stdout
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_a_model_is_the_only_one_that_is_called_whatever_its_library_is_told(
    log: Path, small_versions: Path, tmp_path: Path
) -> None:
    """Also the encoding by which tokens are counted comes from the machine, and nothing is traced to a third party."""
    traced = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "x"}
    fresh = {"TMPDIR": str(tmp_path), "TIKTOKEN_CACHE_DIR": ""}
    with stub(saying("1, 2")) as server:
        named = {"AUSKUNFT_MODEL": "openai:stub", "AUSKUNFT_MODEL_URL": server.url}
        options = ("--versions", str(small_versions), "--scope", "99001000", "--json")
        asked = run(log, "-m", "bot", "ask", *options, "Was kostet ein Personalausweis?", **traced, **fresh, **named)
    assert asked.returncode == 0, asked.stderr
    assert '"model": "openai:stub (select)"' in asked.stdout
    assert server.paths == ["/v1/chat/completions"]
    assert not log.exists(), log.read_text(encoding="utf-8")
