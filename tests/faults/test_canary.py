"""Values of every kind are planted wherever a client can put them; then every file that the product wrote is searched.

Two real servers run as an operator would run them: one sound, one whose vector store has lost its rows, so that every
search raises. Folder, home and temporary files are their own, so nothing they write can be elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import pytest

from bot.privacy import LABELS

ROOT = Path(__file__).parents[2]

CANARIES = {
    "PERSON": ("Ich heiße {} und wüsste gern, was ein Personalausweis kostet.", "Xaveria Kryptonowski"),
    "STREET": ("Ich wohne in der {} und brauche einen Personalausweis.", "Quittenhaldenstraße 83b"),
    "CITY": ("Bitte schicken Sie den Pass an Beerenweg 7, {}.", "98711 Quellenborn"),
    "DOB": ("Ich bin am {} geboren, was kostet ein Personalausweis?", "17.03.1961"),
    "PHONE": ("Rufen Sie mich an: {}, es geht um den Personalausweis.", "0171 3920071"),
    "EMAIL": ("Schreiben Sie mir an {}, was ein Reisepass kostet.", "kryptolinchen@example.org"),
    "IBAN": ("Meine IBAN ist {}, wohin überweise ich die Gebühr?", "DE02 1203 0000 0000 2020 51"),
    "TAX_ID": ("Meine Steuer-ID ist {}, wo melde ich mich um?", "86 095 742 719"),
    "TAX_NUMBER": ("Steuernummer {}, was kostet die Gewerbeanmeldung?", "181/815/08155"),
    "PENSION_NO": ("Rentenversicherungsnummer {}, wo beantrage ich Rente?", "65 170361 K 008"),
    "HEALTH_NO": ("Krankenversichertennummer {}, wer zahlt das?", "K471823654"),
    "ID_CARD": ("Ausweisnummer {}, der Personalausweis ist weg.", "LZ6311T47"),
    "PASSPORT": ("Mein Reisepass mit der Nummer {} ist weg.", "C5KFX9T81"),
    "DRIVING_LICENCE": ("Führerscheinnummer {}, wie tausche ich um?", "K072RRE2I55"),
    "RESIDENCE_PERMIT": ("Mein Aufenthaltstitel Nummer {} läuft ab.", "YZ8934215"),
    "PLATE": ("Mein Auto {} soll abgemeldet werden.", "MZ-KX 4711"),
    "CASE_NO": ("Zu meinem Aktenzeichen {} habe ich eine Frage: Wohngeld?", "50.2-WG/2024-08817"),
    "CUSTOMER_NO": ("Meine Kundennummer ist {}, was kostet Sperrmüll?", "KD-7718823"),
    "CHILD_BENEFIT_NO": ("Kindergeldnummer {}, wie lange bekomme ich Kindergeld?", "115FK881726"),
    "CARD": ("Ich habe mit Karte {} bezahlt, die Gebühr war doppelt.", "4929 1300 8127 6613"),
    "IP": ("Meine IP ist {}, das Formular lädt nicht.", "203.0.113.187"),
    "USERNAME": ("Mein Benutzername ist {}, der Login geht nicht.", "xaveria_krypto61"),
    "ART9": ("Ich habe Schizophrenie und eine {}, bekomme ich einen Schwerbehindertenausweis?", "Colitis ulcerosa"),
}
KEPT = "Zitronenfalterweg"
"""Nothing personal: it must be found, or the search would prove nothing."""

BROKEN = """
import sys
from bot import bot as module
from indexes.store import COLLECTION
opening = module.open_bot
def broken(settings):
    bot = opening(settings)
    with bot.live.lease() as index:
        for part in index.scopes:
            part.store.client.delete_collection(COLLECTION)
    return bot
module.open_bot = broken
from bot.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own; everything that it can write to lies below the folder."""

    folder: Path
    url: str

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, trust_env=False, timeout=120, headers={"accept": "application/json"})


@contextmanager
def running(folder: Path, versions: Path, program: list[str]) -> Generator[Running]:
    shutil.copytree(versions, folder / "versions")
    for name in ("data", "home", "tmp"):
        (folder / name).mkdir()
    own = {"HOME": "home", "TMPDIR": "tmp", "AUSKUNFT_DATA": "data", "AUSKUNFT_VERSIONS": "versions"}
    environment = {**os.environ, **{name: str(folder / value) for name, value in own.items()}}
    environment |= {"AUSKUNFT_SCOPE": "99001000", "AUSKUNFT_JOURNAL_LINKING": "true"}
    with (folder / "log.jsonl").open("wb") as log:
        command = [sys.executable, *program, "serve", "--port", "0"]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=environment)
        try:
            yield Running(folder, address(folder / "log.jsonl", process))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the server says that it listens."""
    end = time.monotonic() + 240
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"http://[\d.]+:\d+", log.read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {log.read_text(encoding='utf-8')}")


def messages() -> Iterator[str]:
    for sentence, value in CANARIES.values():
        yield sentence.format(value)
    everything = "; ".join(sentence.format(value) for sentence, value in CANARIES.values())
    yield everything[:490]


def plant(server: Running) -> None:
    """Put the values wherever a client can."""
    with server.client() as client:
        turns = [ask(client, message) for message in messages()]
        ask(client, f"Was kostet ein Personalausweis im {KEPT}?")
        for turn, message in zip(turns, messages(), strict=False):
            rate(client, turn, message)
        for message in messages():
            history = [{"role": "user", "text": message}, {"role": "assistant", "text": message}]
            client.post("/api/v1/chat", json={"question": "Und was kostet das?", "history": history})
            elsewhere(client, message)
            form(client, message)
            other_protocol(client, message)
            leave(client, message)
            raw(server.url, message)


def ask(client: httpx.Client, question: str) -> dict[str, Any]:
    response = client.post("/api/v1/chat", json={"question": question})
    return response.json() if response.status_code == 200 else {}


def rate(client: httpx.Client, turn: dict[str, Any], comment: str) -> None:
    ids = {name: turn.get(name, "0" * 32) for name in ("turn_id", "conversation_id")}
    client.post("/api/v1/feedback", json={**ids, "helpful": False, "reason": "wrong", "comment": comment})


def elsewhere(client: httpx.Client, message: str) -> None:
    """Headers, query strings, paths, ids, bodies that are too long or of no form."""
    header = message.encode("ascii", "ignore").decode()
    client.post(
        "/api/v1/chat",
        params={"name": message},
        json={"question": "Was kostet ein Personalausweis?"},
        headers={"user-agent": header, "x-forwarded-for": header, "referer": header, "cookie": f"name={header}"},
    )
    client.post("/api/v1/chat", json={"question": message * 12})
    client.post("/api/v1/chat", json={"question": message * 3000})
    client.post("/api/v1/chat", json={"question": message, "extra": message, "language": message})
    client.post("/api/v1/chat", content=message.encode(), headers={"content-type": "application/json"})
    client.post("/api/v1/feedback", json={"turn_id": message, "conversation_id": message, "helpful": message})
    client.get(f"/api/v1/sources/{message.replace('/', '_')}")
    client.get(f"/{message}")
    client.delete(f"/api/v1/conversations/{message.replace('/', '_')}")


def other_protocol(client: httpx.Client, message: str) -> None:
    """OpenAI's way of asking: whole, as a stream that is left, with the value in every field, and of no form."""
    asked = {"messages": [{"role": "user", "content": message}]}
    client.post("/v1/chat/completions", json=asked)
    everywhere = {"model": message, "user": message, "metadata": {"name": message}, "stop": message}
    parts = [{"type": "text", "text": message}]
    turns = [{"role": role, "content": parts} for role in ("system", "user", "assistant", message, "user")]
    client.post("/v1/chat/completions", json={**everywhere, "messages": turns})
    client.post("/v1/chat/completions", json={"messages": message, "stream": message})
    with client.stream("POST", "/v1/chat/completions", json={**asked, "stream": True}) as response:
        next(response.iter_raw(16), b"")


def form(client: httpx.Client, message: str) -> None:
    """The page without JavaScript, also with a file where a text belongs."""
    client.post("/chat", data={"question": message})
    client.post("/chat", data={"question": message, "conversation_id": message})
    client.post("/chat", files={"question": (message, message.encode() * 500)})
    client.post("/chat/feedback", data={"turn_id": message, "conversation_id": "0" * 32, "comment": message})


def leave(client: httpx.Client, message: str) -> None:
    """Ask for a stream and go away after its first bytes."""
    with client.stream("POST", "/api/v1/chat", json={"question": message}, headers={"accept": "*/*"}) as response:
        next(response.iter_raw(16), b"")


def raw(url: str, message: str) -> None:
    """Bytes that are no HTTP."""
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), 5) as connection:
        connection.sendall(message.encode() + b"\r\n\r\n")
        connection.recv(100)


def files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


def squeezed(data: bytes) -> bytes:
    """Letters and digits only, in lower case: a number is the same however it is grouped."""
    return re.sub(rb"[^0-9a-z\x80-\xff]", b"", data.lower())


def found_in(folder: Path) -> list[str]:
    """ "KIND in FILE" for each planted value that was written, in any spelling and encoding, also as in an address."""
    found: list[str] = []
    for path in files(folder):
        data = path.read_bytes()
        small = squeezed(data)
        for label, (_, value) in CANARIES.items():
            spelled = [value.encode("utf-16-le"), value.encode("utf-16-be"), ascii(value)[1:-1].encode()]
            addressed = [quote(value).encode(), quote_plus(value).encode(), quote(value, safe="").encode()]
            if squeezed(value.encode()) in small or any(form in data for form in [*spelled, *addressed]):
                found.append(f"{label} in {path.relative_to(folder)}")
    return found


@pytest.fixture(scope="module")
def planted(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sound server after everything was planted, also while it still ran."""
    folder = tmp_path_factory.mktemp("canary")
    with running(folder, small_versions, ["-m", "bot"]) as server:
        plant(server)
        assert found_in(folder) == []  # the write-ahead log is there only while it runs
    return folder


def test_every_kind_has_a_canary() -> None:
    assert set(CANARIES) == set(LABELS)


@pytest.mark.parametrize("written", ["{value}", "/x?name={quoted}", "/x?name={plus}", "{escaped}"])
def test_the_search_finds_a_value_in_whatever_way_it_is_written(tmp_path: Path, written: str) -> None:
    for label, (_, value) in CANARIES.items():
        forms = {"value": value, "quoted": quote(value), "plus": quote_plus(value), "escaped": ascii(value)[1:-1]}
        (tmp_path / f"{label}.log").write_text(f'{{"path": "{written.format(**forms)}"}}', encoding="utf-8")
    assert sorted(found_in(tmp_path)) == sorted(f"{label} in {label}.log" for label in CANARIES)


def test_no_planted_value_is_in_any_file(planted: Path) -> None:
    assert found_in(planted) == []


def test_what_is_not_personal_is_kept_so_the_search_finds_what_is_there(planted: Path) -> None:
    assert any(KEPT.encode() in path.read_bytes() for path in files(planted / "data"))


def test_every_line_of_the_log_but_the_address_is_json(planted: Path) -> None:
    lines = (planted / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 100
    assert [line for line in lines if not line.startswith("{") and "Auskunft is ready" not in line] == []


def test_a_server_whose_every_search_raises_writes_no_planted_value(
    small_versions: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    with running(folder, small_versions, ["-c", BROKEN]) as server:
        plant(server)
        assert found_in(folder) == []
    assert b"answering_failed" in (folder / "log.jsonl").read_bytes()
    assert found_in(folder) == []
