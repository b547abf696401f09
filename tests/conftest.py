"""Fixtures that several test files share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indexes import model
from indexes.embed import MODEL, Embedder, open_embedder


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The prepared default model; where it is missing, it is made, in a process of its own."""
    folder = model.CACHE / MODEL
    if not model.is_complete(folder):
        done = subprocess.run([sys.executable, "-m", "indexes.model"], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"the model cannot be prepared here: {done.stderr.strip()}")
    return folder


@pytest.fixture(scope="session")
def onnx_embedder(model_folder: Path) -> Embedder:
    """The default embedder, loaded once."""
    return open_embedder("onnx", model_folder=model_folder)


@pytest.fixture(scope="session")
def torch_embedder(model_folder: Path) -> Embedder:
    """The same model on sentence-transformers, loaded once."""
    return open_embedder(f"sentence-transformers:{model_folder}", model_folder=model_folder)
