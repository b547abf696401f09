"""The limit over real HTTP: 429 with a time to come back, and whose address counts."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings
from tests.serving import Served, serving

LIMIT = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("limited")


@contextmanager
def limited(small_versions: Path, folder: Path, **settings: object) -> Generator[Served]:
    given = {"network_questions_a_minute": LIMIT, "scope": "99001000", "journal": "off", "privacy": "lite", **settings}
    with serving(Settings.load(versions=small_versions, data=folder, **given)) as running:
        yield running


@pytest.fixture(scope="module")
def direct(small_versions: Path, folder: Path) -> Generator[Served]:
    """A server whose clients talk to it directly."""
    with limited(small_versions, folder) as running:
        yield running


@pytest.fixture(scope="module")
def behind_a_proxy(small_versions: Path, folder: Path) -> Generator[Served]:
    """A server behind a proxy on the same machine."""
    with limited(small_versions, folder, trusted_proxies="127.0.0.0/8, 10.1.1.1") as running:
        yield running


def ask(served: Served, path: str = "/api/v1/chat", source: str = "127.0.0.1", forwarded: str = "") -> httpx.Response:
    """A greeting, from an address of this machine."""
    headers = {"accept": "application/json"} | ({"x-forwarded-for": forwarded} if forwarded else {})
    transport = httpx.HTTPTransport(local_address=source)
    with httpx.Client(base_url=served.url, transport=transport, headers=headers) as client:
        return client.post(path, **{"data" if path == "/chat" else "json": {"question": "Hallo"}})  # pyright: ignore[reportArgumentType]  # one of the two


def test_the_question_after_the_last_is_refused_with_a_time_to_come_back(direct: Served) -> None:
    answers = [ask(direct, source="127.0.1.1") for _ in range(LIMIT + 1)]
    assert [answer.status_code for answer in answers] == [200] * LIMIT + [429]
    assert answers[-1].json()["type"] == "urn:auskunft:problem:too-many-questions"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_the_page_without_javascript_says_it_in_words_and_keeps_the_question(direct: Served) -> None:
    answers = [ask(direct, "/chat", "127.0.2.1") for _ in range(LIMIT + 1)]
    assert [answer.status_code for answer in answers] == [200] * LIMIT + [429]
    assert "Bitte warten Sie" in answers[-1].text
    assert ">Hallo</textarea>" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_three_networks_do_not_take_from_each_other(direct: Served) -> None:
    sources = ("127.0.3.1", "127.0.4.1", "127.0.5.1")
    assert [ask(direct, source=source).status_code for _ in range(LIMIT) for source in sources] == [200] * 9
    assert [ask(direct, source=source).status_code for source in sources] == [429] * 3
    assert ask(direct, source="127.0.3.77").status_code == 429


def test_who_is_no_known_proxy_cannot_say_whose_question_it_is(direct: Served) -> None:
    forged = [ask(direct, source="127.0.6.1", forwarded=f"203.0.{n}.1").status_code for n in range(LIMIT + 1)]
    assert forged == [200] * LIMIT + [429]


def test_a_known_proxy_says_it(behind_a_proxy: Served) -> None:
    one = [ask(behind_a_proxy, forwarded="203.0.113.7").status_code for _ in range(LIMIT + 1)]
    assert one == [200] * LIMIT + [429]
    assert ask(behind_a_proxy, forwarded="198.51.100.1").status_code == 200


def test_what_a_client_puts_before_the_proxys_word_is_not_believed(behind_a_proxy: Served) -> None:
    forged = [f"203.0.{n}.1, 198.51.101.9, 10.1.1.1" for n in range(LIMIT + 1)]
    assert [ask(behind_a_proxy, forwarded=header).status_code for header in forged] == [200] * LIMIT + [429]


def test_only_questions_count(direct: Served) -> None:
    with httpx.Client(base_url=direct.url) as client:
        assert {client.get("/chat").status_code for _ in range(3 * LIMIT)} == {200}
