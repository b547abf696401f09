from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from corpus.__main__ import main
from corpus.links import Result, check, due, findings, read_results, urls, write_results
from corpus.page import Link, Page, Section
from corpus.sources import SourceError

TODAY = date(2026, 6, 1)
A, B = "https://93.184.215.14/a", "https://93.184.215.15/b"
PAGE = Page("muster:x", "service", "Ding", links=(Link("A", A), Link("B", B)), sections=(Section("Volltext", "Text."),))


def _check(
    answer: Callable[[httpx.Request], httpx.Response],
    *wanted: str,
    known: dict[str, Result] | None = None,
    pause: float = 0,
) -> dict[str, Result]:
    def open_client() -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(answer))

    return {one.url: one for one in check(wanted, known or {}, TODAY, open_client=open_client, pause=pause)}


def test_a_link_that_answers_is_asked_with_head_only() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(200)

    assert _check(answer, A) == {A: Result(A, TODAY, 200)}
    assert asked == ["HEAD"]


def test_a_server_that_refuses_head_is_asked_with_get() -> None:
    found = _check(lambda request: httpx.Response(405 if request.method == "HEAD" else 200), A)
    assert not found[A].reason


def test_a_page_that_is_gone_and_a_host_that_is_silent_are_dead() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "93.184.215.15":
            raise httpx.ConnectTimeout("timed out")
        return httpx.Response(404)

    found = _check(answer, A, B)
    assert (found[A].status, found[A].reason) == (404, "HTTP 404")
    assert (found[B].status, found[B].reason) == (0, "timed out")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/x"])
def test_an_address_inside_the_own_network_is_never_asked(url: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": url})

    assert "private network" in _check(answer, url)[url].reason
    assert asked == []
    assert "private network" in _check(answer, A)[A].reason
    assert asked == [A]


def test_a_redirect_is_followed_and_endless_ones_are_not() -> None:
    moved = httpx.Response(301, headers={"Location": B})
    assert not _check(lambda request: moved if str(request.url) == A else httpx.Response(200), A)[A].reason
    assert "redirected" in _check(lambda _: httpx.Response(301, headers={"Location": A}), A)[A].reason


def test_one_host_is_asked_one_at_a_time_with_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        events.append(request.url.path)
        return httpx.Response(200)

    def sleep(seconds: float) -> None:
        events.append(f"{seconds} s")

    monkeypatch.setattr("corpus.links.time.sleep", sleep)
    _check(answer, A, A + "2", A + "3", pause=1.5)
    assert events == ["/a", "1.5 s", "/a2", "1.5 s", "/a3", "1.5 s"]


def test_who_asks_for_a_sign_in_is_there() -> None:
    assert not _check(lambda _: httpx.Response(401), A)[A].reason


def test_only_what_is_old_or_failed_before_is_asked_again() -> None:
    known = {A: Result(A, TODAY - timedelta(days=3), 200), B: Result(B, TODAY - timedelta(days=1), 404, "HTTP 404")}
    assert due([A, B, "https://c.example"], known, TODAY, 7) == [B, "https://c.example"]
    assert due([A], known, TODAY, 2) == [A]


def test_a_link_that_failed_on_two_days_is_a_warning_and_before_a_hint() -> None:
    first = _check(lambda _: httpx.Response(404), A)
    assert [one.severity for one in findings([PAGE], first)] == ["hint"]
    earlier = {A: Result(A, date(2026, 5, 1), 404, "HTTP 404", date(2026, 5, 1))}
    (finding,) = findings([PAGE], _check(lambda _: httpx.Response(404), A, known=earlier))
    assert (finding.severity, finding.quote) == ("warning", A)
    assert "seit 1.5.2026" in finding.what


def test_made_up_addresses_and_other_kinds_are_not_asked() -> None:
    page = Page(
        "muster:y", "service", "Ding", links=(Link("", "https://x.example/a"), Link("", "tel:115"), Link("", A))
    )
    assert urls([page, page]) == [A]


def test_results_read_back_as_they_were_written(tmp_path: Path) -> None:
    results = {B: Result(B, TODAY, 0, "still", TODAY), A: Result(A, TODAY, 200)}
    write_results(tmp_path / "links.json", results)
    assert read_results(tmp_path / "links.json") == results
    assert read_results(tmp_path / "fehlt.json") == {}
    (tmp_path / "links.json").write_text('{"a": 1}')
    with pytest.raises(SourceError, match="no results of links"):
        read_results(tmp_path / "links.json")


def test_the_command_keeps_its_results_and_check_reports_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    url = "http://127.0.0.1:9/x"  # refused before anything is asked
    (pages / "x.md").write_text(
        f"---\nid: muster:x\nkind: information\ntitle: Ding\nupdated: 2026-05-01\n"
        f"links: [{{title: A, url: '{url}'}}]\n---\n"
        "\n## Volltext\n\nEin Text.\n"
    )
    command = ["links", "--pages", str(pages), "--results", str(tmp_path / "links.json"), "--pause", "0"]
    assert main(command) == 1
    assert json.loads((tmp_path / "links.json").read_text())[0]["url"] == url
    capsys.readouterr()
    assert main(["check", "--pages", str(pages), "--links", str(tmp_path / "links.json"), "--json"]) == 0
    assert "link_dead" in capsys.readouterr().out
