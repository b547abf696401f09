"""Embedders by name: text in, normalised vectors out.

`open_embedder` is the only place where one is chosen. The default, `onnx`, runs on onnxruntime and sentencepiece alone;
the heavy or remote ones are imported when their name is asked for.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import re
import sys
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast
from urllib.parse import urldefrag, urlsplit
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

MODEL = "multilingual-e5-small"
NAMES = (
    "onnx",
    "onnx:fp32",
    "sentence-transformers:<name or folder>",
    "openai:<base url>[#model]",
    "fake:[dimensions]",
)


class EmbedderError(ValueError):
    """An embedder that cannot be opened or does not answer; the message names it and the remedy."""


class Question(NamedTuple):
    """The vectors of a question, (d,) each: one for passages, one for what other people ask."""

    passages: Floats
    questions: Floats


class Embedder(Embeddings):
    """What turns texts into normalised vectors; the dot product of two is their cosine.

    Attributes:
        name: the name it was opened by.
        fingerprint: short and stable; vectors of different fingerprints must not be compared.
        asking: the same for the vectors with which questions are compared with questions; another one where these are
            vectors of their own.
        dimensions: the length d of a vector.
        max_tokens: how many tokens a text may have, as `count_tokens` counts; what is beyond them is ignored.
        remote: whether texts are sent to another process or machine.
    """

    name: str
    fingerprint: str
    dimensions: int
    max_tokens: int
    remote: bool = False

    @property
    def asking(self) -> str:
        """See above."""
        return self.fingerprint

    @abstractmethod
    def passages(self, texts: Sequence[str]) -> Floats:
        """Texts that are to be found -> (n, d), in their order. Any text is taken, even empty or malformed."""

    @abstractmethod
    def query(self, text: str) -> Floats:
        """A text that searches -> (d,)."""

    def question(self, text: str) -> Question:
        """A text that searches, as it is compared with passages and with other questions."""
        vector = self.query(text)
        return Question(vector, vector)

    @abstractmethod
    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has as a passage, prompt and special tokens included, without a limit."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `passages`."""
        return cast("list[list[float]]", self.passages(texts).tolist())

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `query`."""
        return cast("list[float]", self.query(text).tolist())


def open_embedder(name: str, *, model_folder: Path, threads: int = 2, api_key: str = "") -> Embedder:
    """The embedder of that name, ready to use.

    Args:
        name: one of NAMES.
        model_folder: the prepared model (`indexes.model.prepare`), or the folder around it; used by `onnx` only.
        threads: how many texts `onnx` embeds at a time, or how many threads torch uses.
        api_key: for `openai:` servers that want one.

    Raises:
        EmbedderError: the name is unknown, the model is not there, or the server does not answer.
    """
    kind, _, rest = name.partition(":")
    if kind == "onnx" and rest in ("", "fp32"):
        return OnnxEmbedder(name, model_folder, "fp32" if rest else "int8", threads)
    if kind == "sentence-transformers" and rest:
        return TorchEmbedder(name, rest, threads)
    if kind == "openai" and rest:
        return ServerEmbedder(name, rest, api_key)
    if kind == "fake" and (not rest or (rest.isascii() and rest.isdigit() and int(rest))):
        return FakeEmbedder(name, int(rest or 64))
    raise EmbedderError(f"no embedder is called {name!r}; there are {', '.join(NAMES)}")


# --- text ------------------------------------------------------------------------------------------------------------

_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")  # stands inside words
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # tokenizers raise on a surrogate, SQLite and C stop at NUL
LONGEST_PIECE = 16  # characters; sentencepiece's limit, so what is cut away lies beyond max_tokens anyway


def clean(text: str) -> str:
    """The text without what no tokenizer can read, white space as single blanks."""
    return " ".join(_UNUSABLE.sub(" ", _INVISIBLE.sub("", text)).split())


def _cut(text: str, max_tokens: int) -> str:
    """The beginning that max_tokens can hold: a tokenizer would read all of a long text before it truncates."""
    return clean(text)[: max_tokens * LONGEST_PIECE]


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _normalised(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


# --- onnx ------------------------------------------------------------------------------------------------------------


_BEGIN, _END = 0, 2  # the ids of <s> and </s>

ASKING = Path(__file__).with_name("asking.onnx")
"""States (n, tokens, d) -> vectors (n, d) with which questions are compared; `python -m evaluation asking` makes it."""


class OnnxEmbedder(Embedder):
    """The prepared multilingual-e5-small on onnxruntime, int8 or fp32, without torch.

    Every text is a run of its own, `threads` of them at a time, each on one thread. Dynamic quantisation takes its
    scale from all that is in a batch, so in a batch a text's vector would depend on its neighbours (cosine down to
    .993); alone it is the same to the bit every time. And it is faster: 295 short texts/s against 199 in batches
    sorted by length, both measured with two threads.

    Questions are compared with questions by vectors of their own: the upper layers, trained further on what citizens
    say (`asking.onnx`), read the states that the lower ones make anyway.
    """

    def __init__(self, name: str, folder: Path, graph: Literal["int8", "fp32"], threads: int) -> None:
        from sentencepiece import SentencePieceProcessor

        folder = folder if (folder / "fingerprint.json").exists() else folder / MODEL
        record = _record(folder)
        self.name = name
        self.max_tokens = int(record["max_tokens"])
        self._query, self._passage = record["prompts"]["query"], record["prompts"]["passage"]
        weights = record["files"]["model.safetensors"]["sha256"]
        self.fingerprint = f"onnx-{graph}-{_digest(weights, record['recipe'], record['prompts'], self.max_tokens)}"
        self._pieces = cast("Any", SentencePieceProcessor)(model_file=str(folder / "sentencepiece.model"))
        self._run = _open_graph(folder / "onnx" / f"model_{graph}.onnx")
        self._ask = _open_graph(ASKING)
        self._asking = f"{self.fingerprint}-{_file_digest(ASKING)}"
        self._threads = threads
        self.dimensions = len(self.query(""))

    @property
    def asking(self) -> str:
        """As in `Embedder`."""
        return self._asking

    def passages(self, texts: Sequence[str]) -> Floats:
        """As in `Embedder.passages`."""
        rows = _map(self._threads, self._embed, [self._passage + _cut(text, self.max_tokens) for text in texts])
        return np.stack(rows) if rows else np.empty((0, self.dimensions), np.float32)

    def query(self, text: str) -> Floats:
        """As in `Embedder.query`."""
        return self._embed(self._query + _cut(text, self.max_tokens))

    def question(self, text: str) -> Question:
        """As in `Embedder.question`."""
        vector, states = self._both(self._query + _cut(text, self.max_tokens))
        return Question(vector, self._ask(states=states[None])[0][0])

    def states(self, text: str) -> Floats:
        """What the upper layers are given of a text that searches, (tokens, d)."""
        return self._both(self._query + _cut(text, self.max_tokens))[1]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As in `Embedder.count_tokens`."""
        return [len(self._pieces.encode(self._passage + clean(text))) + 2 for text in texts]

    def _embed(self, text: str) -> Floats:
        return self._both(text)[0]

    def _both(self, text: str) -> tuple[Floats, Floats]:
        """The vector (d,) and the states after the lower layers (tokens, d)."""
        ids = np.array([[_BEGIN, *self._pieces.encode(text)[: self.max_tokens - 2], _END]], np.int64)
        vectors, states = self._run(input_ids=ids, attention_mask=np.ones_like(ids))
        return vectors[0], states[0]


def _record(folder: Path) -> dict[str, Any]:
    try:
        return cast("dict[str, Any]", json.loads((folder / "fingerprint.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise EmbedderError(f"{folder}: no prepared model here; run `python -m indexes.model`") from error


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]


def _open_graph(graph: Path) -> Callable[..., list[Floats]]:
    """The graph as a function of its inputs to its outputs, safe to call from several threads.

    What a run took is given back after it, at the price of slower runs on texts of hundreds of tokens. Measured with
    the server's libraries and two texts of 512 tokens at a time: 536 MB for the process, against 620 to 740 MB with
    onnxruntime's arena, or with the C library's own idea of when to give back.
    """
    import onnxruntime as untyped  # pyright: ignore[reportMissingTypeStubs]  # it has none

    onnxruntime = cast("Any", untyped)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # runs are parallel, not their parts
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False  # a pattern for every length of text would be kept
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    _give_back_freed_memory()
    try:
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions have no common public base
        raise EmbedderError(f"{graph}: no usable graph ({error}); remove its folder, prepare the model anew") from error

    def run(**inputs: NDArray[Any]) -> list[Floats]:
        return cast("list[Floats]", session.run(None, inputs))

    return run


def _give_back_freed_memory() -> None:
    """Have glibc return what is freed at once; other C libraries do so anyway, or have no such call."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(-1, 1 << 20)  # M_TRIM_THRESHOLD: what may lie idle at the heap's end, in bytes
        libc.mallopt(-3, 1 << 17)  # M_MMAP_THRESHOLD: glibc's default, which it would otherwise raise as it goes


def _map(threads: int, function: Callable[[str], Floats], texts: list[str]) -> list[Floats]:
    if threads < 2 or len(texts) < 2:
        return [function(text) for text in texts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, texts))


# --- sentence-transformers -------------------------------------------------------------------------------------------


class TorchEmbedder(Embedder):
    """Any model that sentence-transformers runs and that lies on this machine already, with its own prompts."""

    def __init__(self, name: str, model: str, threads: int) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        try:
            self._model: Any = SentenceTransformer(model, local_files_only=True)  # typed too vaguely to help
        except (OSError, ValueError) as error:
            raise EmbedderError(f"{model}: no model here ({error}); give a folder, or fetch the model first") from error
        self.name = name
        self.max_tokens = int(self._model.get_max_seq_length() or 512)
        # sentence-transformers adds an empty "document" prompt to models that call theirs "passage"
        prompts = self._model.prompts
        self._query, self._passage = prompts.get("query") or "", prompts.get("document") or prompts.get("passage") or ""
        parts = (_weights(self._model.state_dict()), self._query, self._passage, self.max_tokens)
        self.fingerprint = f"torch-{_digest(*parts)}"
        self.dimensions = len(self.query("Personalausweis"))

    def passages(self, texts: Sequence[str]) -> Floats:
        """As in `Embedder.passages`."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._encode(self._model.encode_document, texts, self._passage)

    def query(self, text: str) -> Floats:
        """As in `Embedder.query`."""
        return self._encode(self._model.encode_query, [text], self._query)[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As in `Embedder.count_tokens`."""
        read = self._model.tokenizer
        return [len(read(self._passage + clean(text), truncation=False, verbose=False)["input_ids"]) for text in texts]

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str], prompt: str) -> Floats:
        short = [_cut(text, self.max_tokens) for text in texts]
        return np.asarray(encode(short, prompt=prompt, normalize_embeddings=True, show_progress_bar=False), np.float32)


def _weights(tensors: dict[str, Any]) -> str:
    """The sha256 of a model's weights, in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].detach().cpu().contiguous().view(-1).float().numpy().data)
    return digest.hexdigest()


# --- a server --------------------------------------------------------------------------------------------------------


class ServerEmbedder(Embedder):
    """An OpenAI-compatible embedding server, through LangChain.

    No prompts are added, and tokens are guessed from the characters: the server's tokenizer is not known here.
    """

    remote = True

    def __init__(self, name: str, address: str, api_key: str) -> None:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        url, model = urldefrag(address)
        if urlsplit(url).scheme not in ("http", "https"):
            raise EmbedderError(f"{name!r}: the address must begin with http:// or https://")
        self.name = name
        self.max_tokens = 512
        self._url = url
        self._client = OpenAIEmbeddings(
            model=model or "text-embedding-3-small",
            base_url=url,
            api_key=SecretStr(api_key or "none"),
            check_embedding_ctx_length=False,  # else tiktoken would fetch its tables from the internet
            chunk_size=128,
            timeout=60,
            max_retries=2,
        )
        self.dimensions = len(self.query("Personalausweis"))
        self.fingerprint = f"openai-{_digest(url, model, self.dimensions)}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """As in `Embedder.passages`."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        # Servers refuse an empty text.
        return self._ask([_cut(text, self.max_tokens) or "-" for text in texts])

    def query(self, text: str) -> Floats:
        """As in `Embedder.query`."""
        return self.passages([text])[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As in `Embedder.count_tokens`, guessed high: three characters a token."""
        return [len(clean(text)) // 3 + 3 for text in texts]

    def _ask(self, texts: list[str]) -> Floats:
        try:
            vectors = np.asarray(self._client.embed_documents(texts), np.float32)
        except Exception as error:  # the client raises its own, httpx's, pydantic's and plain ones for a wrong answer
            reason = f"{type(error).__name__}: {error}"
            raise EmbedderError(f"{self._url}: the embedding server does not answer as it should ({reason})") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise EmbedderError(f"{self._url}: {len(texts)} texts came back as vectors of shape {vectors.shape}")
        return _normalised(vectors)


# --- a fake ----------------------------------------------------------------------------------------------------------


class FakeEmbedder(Embedder):
    """For tests: words and their character trigrams hashed into a few dimensions; alike texts come out alike."""

    def __init__(self, name: str, dimensions: int) -> None:
        self.name = name
        self.dimensions = dimensions
        self.max_tokens = 512
        self.fingerprint = f"fake-{dimensions}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """As in `Embedder.passages`."""
        return np.stack([self.query(text) for text in texts]) if texts else np.empty((0, self.dimensions), np.float32)

    def query(self, text: str) -> Floats:
        """As in `Embedder.query`."""
        vector = np.zeros((1, self.dimensions), np.float32)
        for feature in _features(_cut(text, self.max_tokens).casefold().split()):
            number = crc32(feature.encode())
            vector[0, number % self.dimensions] += 1 if number >> 31 else -1
        if not vector.any():
            vector[0, 0] = 1
        return _normalised(vector)[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As in `Embedder.count_tokens`: the words, and two for the ends."""
        return [len(clean(text).split()) + 2 for text in texts]


def _features(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        yield from (word[at : at + 3] for at in range(len(word) - 2))
