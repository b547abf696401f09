"""Whether the pages' links still answer: asked politely, from the outside only, with the day of each answer kept.

One request at a time goes to a host, with a pause after it; hosts are asked side by side. An address inside the own
network is never asked, before and after a redirect. A link that failed is called dead when it has failed on two days.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx

from corpus import durable
from corpus.lint.dates import german
from corpus.lint.finding import Finding
from corpus.lint.texts import links
from corpus.page import Page
from corpus.sources import SourceError
from corpus.sources.download import require_public, require_public_peer

PAUSE = 1.0
"""Seconds between two requests to one host."""

_HOSTS = 8  # asked side by side
_HOPS = 5
_TIMEOUT = httpx.Timeout(15, connect=10)
_AGENT = "Auskunft-Linkpruefung/1.0"
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 501, 503})  # some servers answer these to HEAD and 200 to GET


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one address: `status` is 0 where no answer came, `reason` is "" where the link works."""

    url: str
    checked: date
    status: int = 0
    reason: str = ""
    failing_since: date | None = None


def urls(pages: Iterable[Page]) -> list[str]:
    """The web addresses that the pages' fields link to, each once; addresses made for examples are left out."""
    found = dict.fromkeys(url for page in pages for url in links(page))
    return [url for url in found if url.startswith(("https://", "http://")) and not _is_example(url)]


def _is_example(url: str) -> bool:
    try:
        host = httpx.URL(url).host
    except httpx.InvalidURL:
        return False
    return host.endswith((".example", ".invalid", ".test"))


def due(every: Iterable[str], known: dict[str, Result], today: date, days: int) -> list[str]:
    """The addresses that were not asked within the last `days` days; those that failed are asked every day."""
    limit = today - timedelta(days=days)
    return [url for url in every if (old := known.get(url)) is None or old.checked < (today if old.reason else limit)]


def check(
    every: Collection[str],
    known: dict[str, Result],
    today: date,
    *,
    open_client: Callable[[], httpx.Client] = lambda: httpx.Client(headers={"User-Agent": _AGENT}),
    pause: float = PAUSE,
) -> Iterator[Result]:
    """Asks each address; results come as they arrive."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in every:
        by_host[_host(url)].append(url)

    def ask_host(of_host: list[str]) -> list[Result]:
        with open_client() as client:
            return [_asked(url, client, known.get(url), today, pause) for url in of_host]

    with ThreadPoolExecutor(_HOSTS) as pool:
        for done in as_completed([pool.submit(ask_host, of_host) for of_host in by_host.values()]):
            yield from done.result()


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _asked(url: str, client: httpx.Client, old: Result | None, today: date, pause: float) -> Result:
    status, reason = _status(url, client, pause)
    since = (old.failing_since if old else None) or today
    return Result(url, today, status, reason, since if reason else None)


def _status(url: str, client: httpx.Client, pause: float) -> tuple[int, str]:
    try:
        status = _answer("HEAD", url, client, pause)
        if status in _NO_HEAD:
            status = _answer("GET", url, client, pause)
    except SourceError as error:
        return 0, str(error).removeprefix(f"{url}: ").partition("; ")[0]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return 0, str(error) or type(error).__name__
    # who asks for a sign-in or says that we ask too often is there
    return status, "" if status < 400 or status in (401, 403, 407, 429) else f"HTTP {status}"


def _answer(method: str, url: str, client: httpx.Client, pause: float) -> int:
    """The last status on the way; the body is never read.

    Raises:
        SourceError: the address or one on the way leads into the own network, or the way does not end.
        httpx.HTTPError: no answer.
    """
    place = httpx.URL(url)
    for _ in range(_HOPS):
        require_public(place, url, schemes=("https", "http"))
        with client.stream(method, place, timeout=_TIMEOUT, follow_redirects=False) as response:
            require_public_peer(response, url)
            following = response.next_request
            status = response.status_code
        time.sleep(pause)
        if following is None:
            return status
        place = following.url
    raise SourceError(f"{url}: redirected more than {_HOPS} times; correct the address")


# --- results ---------------------------------------------------------------------------------------------------------


def read_results(file: Path) -> dict[str, Result]:
    """The results that a file holds, by address; none where there is no file yet.

    Raises:
        SourceError: the file is none of ours.
    """
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        results = [_result(row) for row in rows]
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{file}: no results of links ({error}); name another file or delete it") from error
    return {result.url: result for result in results}


def _result(row: dict[str, str]) -> Result:
    since = row["failing_since"]
    day = date.fromisoformat(since) if since else None
    return Result(row["url"], date.fromisoformat(row["checked"]), int(row["status"]), row["reason"], day)


def write_results(file: Path, results: dict[str, Result]) -> None:
    """Writes the results as a whole, in the addresses' order."""
    rows = [asdict(results[url]) for url in sorted(results)]
    durable.write(file, json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n")


def findings(pages: Iterable[Page], results: dict[str, Result]) -> list[Finding]:
    """The pages' links that did not answer: a warning when on two days, a hint when for the first time."""
    return [
        _finding(page, result)
        for page in pages
        for url in links(page)
        if (result := results.get(url)) and result.reason
    ]


def _finding(page: Page, result: Result) -> Finding:
    twice = result.failing_since is not None and result.failing_since < result.checked
    since = f"seit {german(result.failing_since)}, " if twice and result.failing_since else ""
    what = f"Der Link antwortet nicht ({since}zuletzt geprüft am {german(result.checked)}: {result.reason})."
    remedy = "Suchen Sie die neue Adresse oder entfernen Sie den Link."
    return Finding("link_dead", "warning" if twice else "hint", page.id, what, remedy, quote=result.url)
