"""A tagger on top of the embedding model: what kind of personal detail each word is, read off the model's inner states.

The lower eight of the twelve layers of multilingual-e5-small, which is prepared anyway, are cut out of its int8 graph
(15 MB). Its table of word pieces (384 MB) stays on the disk, mapped: only rows that were asked for take memory. On the
states sits a small head of our own, `tagger.onnx`; `python -m bot.privacy.train` makes it.
"""

from __future__ import annotations

import json
import re
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.privacy.gazetteer import gazetteer

CACHE = Path(__file__).parents[2] / ".cache" / "model"
FOLDER = CACHE / "tagger"
MODEL = CACHE / "multilingual-e5-small"
HEAD = Path(__file__).with_name("tagger.onnx")

KINDS = ("", "PERSON", "STREET", "CITY", "ART9", "DOB", "NUMBER")
"""What a word may be; NUMBER stands for all the other kinds."""

LAYERS = (4, 8)
_WIDTH = 384
_WINDOW, _OVERLAP = 192, 48  # word pieces; the model takes 512, and attention costs their square
_LONGEST = 20_000  # characters that are tagged at most
_LEAST = 0.02  # less likely kinds are left out
_BEGIN, _END = 0, 2  # the ids of <s> and </s>
_WORD = re.compile(
    r"[^\W\d_]{1,60}(?:'[A-ZÀ-Þ][^\W\d_]{0,40}|-[^\W\d_]{1,40}){0,4}|\d{1,30}[a-zA-Z]?(?![^\W_])|\d{1,30}"
)

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


class StatesError(RuntimeError):
    """The tagger cannot be prepared or opened; the message says what to do."""


# --- preparing -------------------------------------------------------------------------------------------------------


def prepare(folder: Path = FOLDER, model: Path = MODEL) -> Path:
    """The folder with the graph of the lower layers, made when it is missing; takes seconds, renamed into place.

    Raises:
        StatesError: the embedding model is not prepared.
    """
    if is_complete(folder, model):
        return folder
    source = model / "onnx" / "model_int8.onnx"
    if not source.is_file():
        raise StatesError(f"{model}: no prepared model here; run `python -m indexes model`")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".aside-", dir=folder) as aside:
        _cut(source, Path(aside) / "states.onnx")
        (Path(aside) / "source.json").write_text(json.dumps({"bytes": source.stat().st_size, "layers": LAYERS}))
        for name in ("states.onnx", "source.json"):  # the record last: without it, the folder is not complete
            (Path(aside) / name).chmod(0o644)
            (Path(aside) / name).replace(folder / name)
    return folder


def is_complete(folder: Path = FOLDER, model: Path = MODEL) -> bool:
    """Whether the graph is there, cut from the embedding model that is there."""
    try:
        record = json.loads((folder / "source.json").read_text(encoding="utf-8"))
        size = (model / "onnx" / "model_int8.onnx").stat().st_size
        complete = record == {"bytes": size, "layers": list(LAYERS)}
    except (OSError, ValueError):
        return False
    return complete and all(path.is_file() for path in (folder / "states.onnx", model / "model.safetensors", HEAD))


def _cut(source: Path, target: Path) -> None:
    """The part of the graph between the word pieces' vectors and the states after LAYERS."""
    import onnx

    untyped = cast("Any", onnx)
    whole = untyped.load(str(source))
    nodes = whole.graph.node
    norms = {node.input[1]: node.output[0] for node in nodes if node.op_type == "LayerNormalization"}
    outputs = [norms[f"bert.encoder.layer.{layer - 1}.output.LayerNorm.weight"] for layer in LAYERS]
    words = next(
        node.output[0] for node in nodes if node.op_type == "DequantizeLinear" and "word_embeddings" in node.input[1]
    )
    needed, kept = set(outputs), list[Any]()
    for node in reversed(nodes):
        if words not in node.output and any(name in needed for name in node.output):
            kept.append(node)
            needed.update(node.input)
    make, real = untyped.helper.make_tensor_value_info, untyped.TensorProto.FLOAT
    shape = ["texts", "pieces", _WIDTH]
    inputs = [make(words, real, shape), *(given for given in whole.graph.input if given.name in needed)]
    weights = [weight for weight in whole.graph.initializer if weight.name in needed]
    results = [make(name, real, shape) for name in outputs]
    graph = untyped.helper.make_graph(kept[::-1], "states", inputs, results, weights)
    model = untyped.helper.make_model(graph, opset_imports=whole.opset_import, ir_version=whole.ir_version)
    untyped.save(model, str(target))


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Features:
    """The words of a text, (start, end), and what the head reads of each, (words, d)."""

    words: list[tuple[int, int]]
    values: Floats


class States:
    """Texts as what the head reads; may be used by several threads at once."""

    def __init__(self, folder: Path = FOLDER, model: Path = MODEL) -> None:
        """Raises StatesError when the folder was not prepared."""
        if not is_complete(folder, model):
            raise StatesError(f"{folder} lacks the tagger's graph; run `python -m bot privacy prepare`")
        from sentencepiece import SentencePieceProcessor

        self._pieces = cast("Any", SentencePieceProcessor)(model_file=str(model / "sentencepiece.model"))
        self._table = _mapped(model / "model.safetensors", "embeddings.word_embeddings.weight")
        self._session = open_graph(folder / "states.onnx")
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._names = gazetteer()

    def read(self, text: str) -> Features:
        """The features of each word: the states of itself and its neighbours, its shape, what the gazetteer says."""
        words = [found.span() for found in _WORD.finditer(text)]
        if not words:
            return Features([], np.empty((0, 0), np.float32))
        own = self._of_words(text, words)
        none = np.zeros((1, own.shape[1]), np.float32)
        before, after = np.concatenate([none, own[:-1]]), np.concatenate([own[1:], none])
        return Features(words, np.concatenate([own, before, after, self._shapes(text, words)], axis=1))

    def pieces(self, text: str, most: int) -> tuple[Ids, Floats]:
        """The ids of a text's first `most` pieces between <s> and </s>, and their states after LAYERS side by side."""
        ids = np.array([_BEGIN, *self._pieces.encode(text)[:most], _END], np.int64)
        feed = dict(
            zip(self._inputs, (np.asarray(self._table[ids])[None], np.ones((1, len(ids)), np.int64)), strict=True)
        )
        return ids, np.concatenate([layer[0] for layer in self._session.run(None, feed)], axis=1)

    def _of_words(self, text: str, words: list[tuple[int, int]]) -> Floats:
        """The mean of the states of each word's pieces, (words, d); zeros for a word without any."""
        pieces = self._pieces.encode(text, return_type="offset_mapping")
        states = self._states(pieces["ids"])
        means = np.zeros((len(words), states.shape[1]), np.float32)
        counts = np.zeros(len(words), np.float32)
        at = 0
        for state, (begin, end) in zip(states, pieces["offsets"], strict=True):
            while at < len(words) and words[at][1] <= begin:
                at += 1
            word = at
            while word < len(words) and words[word][0] < end:
                means[word] += state
                counts[word] += 1
                word += 1
        means /= np.maximum(counts, 1)[:, None]
        return means

    def _states(self, ids: list[int]) -> Floats:
        """The states of each piece, (pieces, d); where windows overlap, each piece takes the one it is deeper in."""
        found = np.zeros((len(ids), _WIDTH * len(LAYERS)), np.float32)
        for start in range(0, max(len(ids) - _OVERLAP, 1), _WINDOW - _OVERLAP):
            part = [_BEGIN, *ids[start : start + _WINDOW], _END]
            vectors = np.asarray(self._table[part])[None]
            feed = dict(zip(self._inputs, (vectors, np.ones((1, len(part)), np.int64)), strict=True))
            states = np.concatenate([layer[0, 1:-1] for layer in self._session.run(None, feed)], axis=1)
            skipped = _OVERLAP // 2 if start else 0
            found[start + skipped : start + _WINDOW] = states[skipped:]
        return found

    def _shapes(self, text: str, words: list[tuple[int, int]]) -> Floats:
        shouting, small = text.isupper(), text.islower()
        rows = [(*_shape(text, start, end), shouting, small, *self._known(text[start:end])) for start, end in words]
        return np.array(rows, np.float32)

    def _known(self, word: str) -> tuple[bool, bool]:
        return self._names.is_given(word), self._names.is_surname(word)


def _shape(text: str, start: int, end: int) -> tuple[float, ...]:
    word, before, after = text[start:end], text[max(0, start - 2) : start], text[end : end + 1]
    return (
        word[0].isupper(),
        word.isupper() and len(word) > 1,
        len(word) == 1,
        after == ".",
        after == ",",
        before == ", ",
        before[-1:] == "\n",
        start == 0,
        end >= len(text) - 1,
        "-" in word,
        word[0].isdigit(),
        min(len(word), 15) / 10,
    )


def _mapped(file: Path, tensor: str) -> Floats:
    """A float32 tensor of a safetensors file, mapped from the disk."""
    with file.open("rb") as opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        entry = json.loads(opened.read(length))[tensor]
    return np.memmap(file, np.float32, "r", 8 + length + entry["data_offsets"][0], tuple(entry["shape"]))


def open_graph(graph: Path) -> Any:
    """A session for a graph, on one thread."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # untyped

    options = cast("Any", onnxruntime).SessionOptions()
    options.intra_op_num_threads = 1  # one core a message; several messages run side by side
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return cast("Any", onnxruntime).InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


# --- tagging ---------------------------------------------------------------------------------------------------------


class Tagger:
    """States and head; may be used by several threads at once."""

    def __init__(self, folder: Path = FOLDER, model: Path = MODEL) -> None:
        """Raises StatesError when the folder was not prepared."""
        self._states = States(folder, model)
        self._head = open_graph(
            HEAD
        )  # not NumPy: its BLAS would take more than one core, and wait busily for the others

    def likely(self, text: str, kind: str = "PERSON") -> list[tuple[int, int, float]]:
        """(start, end, probability) of each word that may be of that kind, one of KINDS; below 0.1 it is left out."""
        number = KINDS.index(kind)
        return [(*word, float(row[number])) for word, row in self.kinds(text) if row[number] >= 0.1]

    def votes(self, text: str) -> list[tuple[int, int, dict[str, float]]]:
        """(start, end, probability by kind) of each word that may be personal."""
        return [
            (*word, {kind: float(p) for kind, p in zip(KINDS[1:], row[1:], strict=True) if p >= _LEAST})
            for word, row in self.kinds(text)
            if row[0] <= 1 - _LEAST
        ]

    def kinds(self, text: str) -> list[tuple[tuple[int, int], Floats]]:
        """Each word, (start, end), with the probabilities of KINDS, (7,)."""
        read = self._states.read(text[:_LONGEST])
        if not read.words:
            return []
        scores = cast("Floats", self._head.run(None, {"features": read.values})[0])
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return list(zip(read.words, powers / powers.sum(axis=1, keepdims=True), strict=True))
