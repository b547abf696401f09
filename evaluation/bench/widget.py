"""The widget beside deep-chat from npm, alone on the same page: what is loaded, when it can be used, what it costs.

Processor and network are those of a cheap phone: slowed down four times, 150 ms and 1.6 Mbit/s away (what Lighthouse
calls slow 4G), scripts gzipped. Each round loads both, one right after the other and in turns who is first, and gives
one ratio: what slows the machine down for a while slows both. The median of the ratios counts, so that a load in which
another program had the processor does not. Nothing leaves the machine: files come from this checkout, and no name but
ours can be resolved; what deep-chat asks others for is counted.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bot.settings import ROOT
from evaluation.bench.figures import Figure
from evaluation.bench.programs import ProgramError

BUILT = ROOT / "bot" / "static" / "widget" / "v1"
DEEP_CHAT = ROOT / "bot" / "widget" / "node_modules" / "deep-chat" / "dist"
SLOWED, ROUNDS, QUIET_MS = 4, 11, 1_000
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # bytes/s
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
_WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")

_CONFIGURATION = {"name": "Stadt Musterstadt", "examples": {"de": ["Perso weg, was jetzt?"]}, "retention_days": 30}
_PAGE = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Rathaus</title><link rel="icon" href="data:,">
<script type="module" src="{script}"></script><h1>Rathaus</h1>{element}</html>"""
_WHEN_ONE_CAN_TYPE = """
window.busyUntil = 0;
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.busyUntil = task.startTime + task.duration;
}).observe({type: "longtask", buffered: true});
(function look() {
  const root = document.querySelector("auskunft-chat, deep-chat")?.shadowRoot;
  if (root?.querySelector("#question, #text-input")) window.ready = performance.now();
  else requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A widget: where its files lie, how a page holds it."""

    folder: Path
    script: str
    element: str


CONTENDERS = {
    "auskunft-chat": Contender(
        BUILT, "/widget/v1/loader.js", '<auskunft-chat municipality="m" mode="inline"></auskunft-chat>'
    ),
    "deep-chat": Contender(DEEP_CHAT, "/deepChat.bundle.js", "<deep-chat></deep-chat>"),
}


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a page."""

    packed: int  # bytes of script as they go over the wire, gzipped
    foreign: int  # requests to others
    ready_ms: float  # from navigation until the text field stands and no task of more than 50 ms is in the way
    busy_ms: float  # script, style and layout, until a second after that


def measure() -> Iterator[Figure]:
    """Ours over theirs, each at most 1.

    Raises:
        ProgramError: the widget or deep-chat is missing, or there is no Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not (BUILT / "loader.js").is_file() or not DEEP_CHAT.is_dir():
        raise ProgramError("the widget's bench needs Chromium and what `make widget` builds")
    loads: dict[str, list[Load]] = {name: [] for name in CONTENDERS}
    with sync_playwright() as playwright, _served() as origin:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        for turn in range(ROUNDS):
            for name in sorted(CONTENDERS, reverse=turn % 2 == 1):
                loads[name].append(_load(browser, origin, name, CONTENDERS[name]))
        browser.close()
    yield from _figures(loads)


def _figures(loads: dict[str, list[Load]]) -> Iterator[Figure]:
    ours, theirs = loads["auskunft-chat"], loads["deep-chat"]
    for what, field, unit, scale in (
        ("gzipped script", "packed", "KB", 1024),
        ("time to interactive", "ready_ms", "ms", 1),
        ("script, style, layout", "busy_ms", "ms", 1),
    ):
        one, other = ([getattr(load, field) / scale for load in found] for found in (ours, theirs))
        lost = sum(mine >= its for mine, its in zip(one, other, strict=True))
        detail = (
            f"p50 {median(one):.0f} {unit} / {median(other):.0f} {unit}, slow 4G, CPU / {SLOWED}, "
            f"{len(one)} rounds, lost {lost}"
        )
        ratio = median(mine / its for mine, its in zip(one, other, strict=True))
        yield Figure(f"widget / deep-chat: {what}", ratio, "x", 1.0, detail)
    foreign = max(load.foreign for load in theirs)
    requests = float(max(load.foreign for load in ours))
    yield Figure("widget: requests to others", requests, "n", 0.0, f"deep-chat: {foreign}")


def _load(browser: Browser, origin: str, name: str, contender: Contender) -> Load:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(_WHEN_ONE_CAN_TYPE)
    session = cast("Any", context.new_cdp_session(page))  # untyped in Playwright
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.send("Performance.enable")
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    page.goto(f"{origin}/{name}")
    page.wait_for_function("window.ready !== undefined")
    page.wait_for_timeout(QUIET_MS)
    ready = float(page.evaluate("Math.max(ready, busyUntil)"))
    metrics: dict[str, float] = {
        entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]
    }
    context.close()
    scripts = [contender.folder / Path(urlsplit(address).path).name for address in asked if address.endswith(".js")]
    return Load(
        packed=sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts),
        foreign=sum(not address.startswith((origin, "data:")) for address in asked),
        ready_ms=ready,
        busy_ms=sum(metrics[part] for part in _WORK) * 1e3,
    )


class _Files(BaseHTTPRequestHandler):
    """The two pages, their scripts, and a configuration."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        name = Path(path).name
        if name in CONTENDERS:
            contender = CONTENDERS[name]
            self._send("text/html", _PAGE.format(script=contender.script, element=contender.element).encode())
        elif path.startswith("/api/"):
            self._send("application/json", json.dumps(_CONFIGURATION).encode())
        else:
            found = [contender.folder / name for contender in CONTENDERS.values()]
            self._send("text/javascript", next(file for file in found if file.is_file()).read_bytes())

    def _send(self, kind: str, plain: bytes) -> None:
        body = gzip.compress(plain)
        self.send_response(200)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-encoding", "gzip")
        self.send_header("cache-control", "public, max-age=60")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@contextmanager
def _served() -> Generator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
