"""What the type checker says about a snippet, so that a test can prove which values a function refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]


def errors_of(snippet: str) -> list[str]:
    """The errors of pyright on a module of this project, each as "line: rule: message"; lines count from 1.

    The snippet is checked with the project's own configuration and sees its packages.
    """
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "snippet.py").write_text(snippet, encoding="utf-8")
        (place / "pyrightconfig.json").write_text(json.dumps(_configuration()), encoding="utf-8")
        command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "--project", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode not in (0, 1):  # 1: errors were found
        raise RuntimeError(f"pyright could not run: {done.stdout}{done.stderr}")
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == 1
    return [_line(found) for found in report["generalDiagnostics"] if found["severity"] == "error"]


def _configuration() -> dict[str, Any]:
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pyright"]
    ours = {name: value for name, value in ours.items() if name not in ("venv", "venvPath")}  # the tests' own is used
    return ours | {"include": ["snippet.py"], "extraPaths": [str(ROOT)]}


def _line(found: dict[str, Any]) -> str:
    place, rule = found["range"]["start"]["line"] + 1, found.get("rule", "error")
    return f"{place}: {rule}: {found['message']}"
