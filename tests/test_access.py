"""The log of a real server: what a citizen sends, and what the application does with it, leaves no trace in it."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import ROOT, until

SECRET = "Zyxwine Geheimhuber"
HEADERS = {"x-forwarded-for": "203.0.113.77", "user-agent": f"{SECRET} agent", "x-request-id": "geheimhuber"}
QUERY = {"name": f"{SECRET}\r\n" + '{"level": "forged"}'}
BODY = f"{SECRET}\r\n" + '{"time": "forged"}\n\x1b[31m\u2028\x00'
TRACES = re.compile(rb"(?i)zyxw|geheimhuber|forged|203\.0\.113\.77|127\.0\.0\.1")
OWN = {"time", "level", "event"}
FOREIGN = {"time", "level", "logger", "place"}


@dataclass(slots=True)
class Loud:
    """The server of `tests.loud`, and the file into which it writes stdout and stderr."""

    url: str
    process: subprocess.Popen[bytes]
    file: Path
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.url, trust_env=False, headers=HEADERS, params=QUERY, timeout=10)

    def lines(self) -> list[dict[str, Any]]:
        """What was logged so far; that each line is JSON goes without saying."""
        return [json.loads(line) for line in self.file.read_bytes().decode("ascii").split("\n")[:-1]]

    def of(self, response: httpx.Response) -> list[dict[str, Any]]:
        """The lines of one request, once it has ended."""
        identity = response.headers["x-request-id"]
        until(lambda: any(line["event"] == "access" for line in self._of(identity) if "event" in line))
        return self._of(identity)

    def access(self, route: str, status: int) -> dict[str, Any]:
        """The latest access line of a route, once it is there."""
        found: list[dict[str, Any]] = []

        def there() -> bool:
            found[:] = [line for line in self.lines() if line.get("route") == route and line["status"] == status]
            return bool(found)

        until(there)
        return found[-1]

    def _of(self, identity: str) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line.get("id") == identity]


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Generator[Loud]:
    """The running server; when all tests are done it is stopped, and everything it wrote is looked at once more."""
    file = tmp_path_factory.mktemp("loud") / "log"
    with file.open("wb") as output:
        command = [sys.executable, "-m", "tests.loud", SECRET]
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    running = Loud("", process, file)
    try:
        until(lambda: "ready" in {line.get("event") for line in running.lines()}, 30)
        port = next(line["port"] for line in running.lines() if line.get("event") == "ready")
        running.client.base_url = f"http://127.0.0.1:{port}"
        yield running
    finally:
        running.client.close()
        process.terminate()
        process.wait(20)
    _check(running)


def _check(running: Loud) -> None:
    assert not TRACES.search(running.file.read_bytes())
    for line in running.lines():
        assert (OWN if "event" in line else FOREIGN).issubset(line)
        if "event" not in line:
            assert set(line) - FOREIGN <= {"message", "args", "id", "trace"}
        assert list(line)[:2] == ["time", "level"]
        for raised in line.get("trace", ()):
            assert set(raised) == {"link", "type", "frames"}


def _messages(lines: list[dict[str, Any]]) -> list[tuple[str, object]]:
    return [(line["message"], line["args"]) for line in lines if "message" in line]


def test_each_request_is_one_line_with_template_status_time_and_a_random_id(loud: Loud) -> None:
    response = loud.client.post(f"/items/{SECRET}", params={"number": 3})
    line = loud.of(response)[-1]
    assert list(line) == ["time", "level", "event", "id", "route", "method", "status", "ms"]
    assert (line["route"], line["method"], line["status"]) == ("/items/{name}", "POST", 200)
    assert 0 < line["ms"] < 5000
    assert re.fullmatch("[0-9a-f]{16}", line["id"])


def test_an_event_carries_the_id_of_its_request(loud: Loud) -> None:
    seen, _ = loud.of(loud.client.post("/items/x"))
    assert list(seen)[2:] == ["event", "id", "number", "known", "share", "kind", "turn"]
    assert seen["share"] is None


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", f"/{SECRET}", "unmatched", 404),
        ("GET", "/parts/", "unmatched", 307),
        ("PUT", "/items/x", "/items/{name}", 405),
        ("GET", "/static/serving.py", "/static", 200),
        ("GET", f"/static/{SECRET}", "/static", 404),
        ("POST", "/items/x", "/items/{name}", 422),
    ],
)
def test_the_route_is_a_template_whatever_comes_of_it(
    loud: Loud, method: str, path: str, route: str, status: int
) -> None:
    response = loud.client.request(method, path, params={"number": SECRET})
    line = loud.of(response)[-1]
    assert (response.status_code, line["route"], line["status"]) == (status, route, status)


def test_an_unusual_method_is_not_told(loud: Loud) -> None:
    response = loud.client.request("PROPFIND", "/parts")
    assert loud.of(response)[-1]["method"] == "other"


def test_a_response_in_parts_has_the_time_of_its_first_byte(loud: Loud) -> None:
    line = loud.of(loud.client.get("/parts"))[-1]
    assert list(line)[-1] == "ttfb"
    assert line["ttfb"] + 40 < line["ms"]


def test_a_client_that_leaves_a_stream_is_499(loud: Loud) -> None:
    with loud.client.stream("GET", "/endless") as response:
        next(response.iter_raw())
    line = loud.access("/endless", 499)
    assert line["id"] == response.headers["x-request-id"]


def test_a_stream_that_fails_is_500_and_its_trace_says_nothing(loud: Loud) -> None:
    with pytest.raises(httpx.HTTPError):
        loud.client.post("/broken", content=BODY)
    line = loud.access("/broken", 500)
    trace = next(other["trace"] for other in loud.lines() if other.get("id") == line["id"] and "trace" in other)
    assert "builtins" not in trace[0]["type"]


def test_a_failure_is_told_by_types_and_places_through_the_whole_chain(loud: Loud) -> None:
    loud.client.post("/raise", content=BODY)
    line = loud.access("/raise", 500)
    until(lambda: [other for other in loud.lines() if other.get("id") == line["id"] and "trace" in other])
    failed = next(other for other in loud.lines() if other.get("id") == line["id"] and "trace" in other)
    assert failed["message"] == "Exception in ASGI application\n"
    assert [(raised["link"], raised["type"]) for raised in failed["trace"]] == [
        ("raised", "ExceptionGroup"),
        ("cause", "ValueError"),
        ("member", "FileNotFoundError ENOENT"),
        ("member", "TypeError"),  # the nearest base of a class that was named after the secret
    ]
    assert re.fullmatch(r"tests\.loud:\d+ _fail", failed["trace"][0]["frames"][-1])


def test_a_message_is_told_only_where_it_is_a_literal_of_the_call(loud: Loud) -> None:
    lines = loud.of(loud.client.post("/log", content=BODY))
    assert _messages(lines) == [
        ("argument %s %d %.1f %r", [None, 7, 0.5, None]),
        ("named %(what)s", []),
        ("extra", []),
        ("a literal of %d letters", [len(BODY)]),
        ("wrong number of arguments %s %s", [None]),
        ("appended", []),
        ("named so", []),
    ]
    foreign = [line for line in lines if "logger" in line]
    assert [line["logger"] for line in foreign] == ["starlette"] * (len(foreign) - 1) + ["other"]
    assert all(re.fullmatch(r"tests\.loud:\d+", line["place"]) for line in foreign)


def test_a_library_cannot_go_around_it(loud: Loud) -> None:
    lines = loud.of(loud.client.post("/library", content=BODY))
    assert ("its own handler %s", [None]) in _messages(lines)
    assert ("after basicConfig %s", [None]) in _messages(lines)
    assert ("caught %s", [None]) in _messages(lines)
    events = [line["event"] for line in lines if "event" in line]
    assert {"printed", "own_failure"} <= set(events)
    assert sum(line["bytes"] for line in lines if line.get("event") == "printed") > 3 * len(BODY)


def test_warnings_threads_tasks_callbacks_and_finalizers_are_told_without_words(loud: Loud) -> None:
    lines = loud.of(loud.client.post("/warn", content=BODY.replace("\0", "")))
    by_event = {line["event"]: line for line in lines if "event" in line}
    assert by_event["warning"]["category"] == "UserWarning"
    assert re.fullmatch(r"tests\.loud:\d+", by_event["warning"]["place"])
    assert {line["fault"] for line in lines if line.get("event") == "loop_fault"} == {"task_exception", "other"}
    uncaught = [line for line in loud.lines() if line.get("event") == "uncaught"]
    assert {line["where"] for line in uncaught} == {"thread", "finalizer"}
    assert all(line["trace"][0]["type"] == "ExceptionGroup" for line in uncaught)


def test_broken_http_is_told_without_its_bytes(loud: Loud) -> None:
    before = len(loud.lines())
    with socket.create_connection((loud.client.base_url.host, loud.client.base_url.port or 0)) as connection:
        connection.sendall(f"{SECRET} /?{SECRET} HTTP/9\r\n\r\n".encode())
        connection.recv(1000)
    until(lambda: len(loud.lines()) > before)
    assert loud.lines()[-1]["message"] == "Invalid HTTP request received."


def test_an_upgrade_to_a_socket_is_told_without_its_address(loud: Loud) -> None:
    headers = {"upgrade": "websocket", "connection": "upgrade", "sec-websocket-version": "13"}
    key = {"sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    assert loud.client.get(f"/{SECRET}", headers=headers | key).status_code in (403, 404)


def test_the_end_of_the_process_is_told_likewise(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with file.open("wb") as output:
        command = [sys.executable, "-m", "tests.loud", SECRET]
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    running = Loud("", process, file)
    until(lambda: "ready" in {line.get("event") for line in running.lines()}, 30)
    process.send_signal(signal.SIGINT)
    process.wait(20)
    running.client.close()
    _check(running)
    assert running.lines()[-1]["event"] == "interrupted"
