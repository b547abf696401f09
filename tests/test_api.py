"""The HTTP API over real HTTP: events and document, limits, errors, headers, health."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import create_app
from bot.settings import Settings
from tests.serving import Served, events, lose_the_rows, serving, until, users

JSON = {"accept": "application/json"}


@pytest.fixture
def client(served: Served) -> Generator[httpx.Client]:
    with served.client() as client:
        yield client


def is_problem(response: httpx.Response, status: int) -> bool:
    """Whether a response is a problem document (RFC 9457) with a German title and a stable type."""
    body = response.json()
    return (
        response.status_code == body["status"] == status
        and response.headers["content-type"] == "application/problem+json"
        and body["type"].startswith("urn:auskunft:problem:")
        and body["title"].endswith(".")
    )


# --- asking ----------------------------------------------------------------------------------------------------------


def test_a_question_is_answered_as_a_stream_of_events(client: httpx.Client) -> None:
    response = client.post("/api/v1/chat", json={"question": "Perso weg, was jetzt?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    kinds = [kind for kind, _ in events(response.text)]
    assert kinds == sorted(kinds, key=["status", "sources", "sentence", "done"].index)
    assert {"status", "sources", "sentence", "done"} == set(kinds)


def test_the_document_is_what_the_stream_ends_with(client: httpx.Client) -> None:
    asked = {"question": "Was kostet ein Reisepass für mein Kind?"}
    kind, done = events(client.post("/api/v1/chat", json=asked).text)[-1]
    document = client.post("/api/v1/chat", json=asked, headers=JSON).json()
    assert kind == "done"
    ids = {"turn_id": "", "conversation_id": ""}
    assert {**done["answer"], **ids} == {**document, **ids}


def test_the_language_of_the_page_is_taken_for_a_question_that_shows_none(served: Served) -> None:
    assert served.ask("?!", language="pl")["language"] == "pl"


def test_earlier_turns_may_be_sent(served: Served) -> None:
    history = [{"role": "user", "text": "Hallo"}, {"role": "assistant", "text": "Guten Tag!"}]
    assert served.ask("Was kostet ein Perso?", history=history)["outcome"] == "answered"


def test_a_citizen_who_leaves_in_the_middle_leaves_nothing_behind(served: Served) -> None:
    for _ in range(5):
        with served.client() as client, client.stream("POST", "/api/v1/chat", json={"question": "Perso weg"}) as stream:
            next(stream.iter_raw(16))
    until(lambda: users(served.bot) == 0, 5)


def test_a_source_can_be_read_in_full(client: httpx.Client) -> None:
    page = client.get("/api/v1/sources/musterstadt:reisepass-kinder").json()
    assert page["url"].startswith("https://www.musterstadt.example/")
    assert any("37,50 Euro" in section["text"] for section in page["sections"])


# --- limits and errors -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        '{"question": ""}',
        '{"question": " \\n\\t"}',
        '{"question": "geheim\\u0000"}',
        '{"question": "geheim\\ud800"}',
        json.dumps({"question": "geheim" * 84}),
        json.dumps({"question": "x", "history": [{"role": "user", "text": "geheim"}] * 11}),
        json.dumps({"question": "x", "history": [{"role": "geheim", "text": "y"}]}),
        json.dumps({"question": "x", "language": "geheim"}),
        json.dumps({"question": "x", "geheim": 1}),
        '{"question": ["geheim"]}',
        '{"frage": "geheim"}',
        '["geheim"]',
        '{"question": "geheim',
        "",
    ],
)
def test_invalid_input_is_refused_without_an_echo_of_it(client: httpx.Client, body: str) -> None:
    response = client.post("/api/v1/chat", content=body, headers={"content-type": "application/json"})
    assert is_problem(response, 422)
    assert "geheimgeheim" not in response.text
    assert not any("geheim" in str(error.get("reason")) for error in response.json().get("errors", []))


@pytest.mark.parametrize("content", [b'{"question": "\xff\xfe"}', b"\x00" * 100])
def test_bytes_that_are_no_text_are_refused(client: httpx.Client, content: bytes) -> None:
    response = client.post("/api/v1/chat", content=content, headers={"content-type": "application/json"})
    assert is_problem(response, response.status_code)
    assert response.status_code in (400, 422)


def test_a_question_of_500_characters_is_read_and_one_of_501_is_not(client: httpx.Client) -> None:
    assert client.post("/api/v1/chat", json={"question": "ä" * 500}).status_code == 200
    assert is_problem(client.post("/api/v1/chat", json={"question": "ä" * 501}), 422)


@pytest.mark.parametrize("path", ["/api/v1/chat", "/chat"])
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_over_64_kilobytes_is_refused(client: httpx.Client, path: str, announced: bool) -> None:
    body = json.dumps({"question": "x" * 70_000}).encode()
    if path == "/chat":
        body = b"question=" + b"x" * 70_000
    kind = "application/json" if path != "/chat" else "application/x-www-form-urlencoded"
    content = body if announced else _in_parts(body)
    assert is_problem(client.post(path, content=content, headers={"content-type": kind}), 413)


def _in_parts(body: bytes) -> Iterator[bytes]:
    """Sent in parts, a body's length is not announced."""
    yield from (body[start : start + 1000] for start in range(0, len(body), 1000))


@pytest.mark.parametrize(
    "path", ["/gibt-es-nicht", "/api/v1/sources/musterstadt:gibt-es-nicht", "/static/gibt-es-nicht.css", "/docs"]
)
def test_an_unknown_address_is_a_problem(client: httpx.Client, path: str) -> None:
    assert is_problem(client.get(path), 404)


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py"])
def test_nothing_but_static_files_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/v1/chat"), ("DELETE", "/chat"), ("POST", "/healthz")])
def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: httpx.Client, method: str, path: str) -> None:
    response = client.request(method, path)
    assert is_problem(response, 405)
    assert response.headers["allow"]


@pytest.mark.parametrize("path", ["/api/v1/chat", "/chat"])
def test_a_full_queue_is_said_at_once_with_a_time_to_come_back(served: Served, path: str) -> None:
    served.bot._waiting += 10_000  # pyright: ignore[reportPrivateUsage]  # as full as ten thousand questions make it
    try:
        with served.client() as client:
            sent: dict[str, Any] = {"data" if path == "/chat" else "json": {"question": "Perso weg"}}
            response = client.post(path, **sent)
    finally:
        served.bot._waiting -= 10_000  # pyright: ignore[reportPrivateUsage]
    assert is_problem(response, 503)
    assert int(response.headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/chat", "/api/v1/chat", "/healthz", "/gibt-es-nicht", "/static/chat.css"])
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_an_oversize_body_is_refused_with_the_security_headers(client: httpx.Client) -> None:
    response = client.post("/chat", content=b"x" * 70_000)
    assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_an_unexpected_error_is_a_problem_with_the_security_headers(served: Served) -> None:
    app = create_app(served.bot)
    app.add_api_route("/broken", _raise)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/broken")
    assert is_problem(response, 500)
    assert "geheim" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def _raise() -> None:
    raise RuntimeError("geheim")


# --- health ----------------------------------------------------------------------------------------------------------


def test_the_process_says_that_it_lives(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_it_is_ready_while_a_question_finds_its_page(client: httpx.Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_the_version_is_the_one_that_answers_name(client: httpx.Client, served: Served) -> None:
    version = client.get("/version").json()
    assert version["index_version"] == served.ask("Hallo")["index_version"]
    assert version["pages"] > 100


def test_the_description_of_the_api_names_its_routes(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    openai = {"/v1/chat/completions", "/v1/models"}
    widget = {"/api/v1/feedback", "/api/v1/conversations/{conversation_id}", "/api/v1/widget/{municipality}"}
    assert {"/api/v1/chat", "/api/v1/sources/{page_id}", "/healthz", "/readyz", "/version"} | widget | openai == set(
        paths
    )


@pytest.fixture(scope="module")
def broken(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server whose private copy of the vector store loses its rows while it runs."""
    versions = shutil.copytree(small_versions, tmp_path_factory.mktemp("broken") / "versions")
    with serving(Settings.load(versions=versions, data=versions.parent, scope="99001000")) as running:
        lose_the_rows(running.bot)
        yield running


def test_an_index_that_breaks_makes_the_server_alive_but_not_ready(broken: Served) -> None:
    with broken.client() as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503


def test_an_index_that_breaks_is_an_outcome_at_the_end_of_a_whole_stream(broken: Served) -> None:
    with broken.client() as client:
        kind, done = events(client.post("/api/v1/chat", json={"question": "Was kostet ein Perso?"}).text)[-1]
    assert (kind, done["answer"]["outcome"]) == ("done", "failed")
    assert broken.ask("Was kostet ein Perso?")["outcome"] == "failed"
