"""The widget beside deep-chat from npm, each alone on the same page: what is loaded, when one can type, what it takes.

Chromium is slowed down four times, as a cheap phone would be; the two take turns. Nothing leaves the machine: files
come from this checkout, and what deep-chat asks others for is refused and counted.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route, sync_playwright

from bot.settings import ROOT
from evaluation.bench.figures import Figure
from evaluation.bench.programs import ProgramError

BUILT = ROOT / "bot" / "static" / "widget" / "v1"
DEEP_CHAT = ROOT / "bot" / "widget" / "node_modules" / "deep-chat" / "dist"
ORIGIN = "http://rathaus.localhost"
SLOWED, ROUNDS, QUIET_MS = 4, 7, 1_000

_CONFIGURATION = {"name": "Stadt Musterstadt", "examples": {"de": ["Perso weg, was jetzt?"]}, "retention_days": 30}
_PAGE = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Rathaus</title>
<script type="module" src="{script}"></script><h1>Rathaus</h1>{element}</html>"""
_WHEN_ONE_CAN_TYPE = """
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


@dataclass(slots=True)
class Load:
    """One load of a page."""

    packed: int = 0  # bytes of script as they go over the wire, gzipped
    foreign: int = 0  # requests to others
    ready_ms: float = 0.0  # from the start of navigation until the text field stands
    busy_ms: float = 0.0  # of the main thread, until a second after that


def measure() -> Iterator[Figure]:
    """Ours over theirs, each at most 1.

    Raises:
        ProgramError: the widget or deep-chat is missing, or there is no Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not (BUILT / "loader.js").is_file() or not DEEP_CHAT.is_dir():
        raise ProgramError("the widget's bench needs Chromium and what `make widget` builds")
    loads: dict[str, list[Load]] = {name: [] for name in CONTENDERS}
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for _ in range(ROUNDS):
            for name, contender in CONTENDERS.items():
                loads[name].append(_load(browser, contender))
        browser.close()
    yield from _figures(loads)


def _figures(loads: dict[str, list[Load]]) -> Iterator[Figure]:
    ours, theirs = loads["auskunft-chat"], loads["deep-chat"]
    for what, field, unit, scale in (
        ("gzipped script", "packed", "KB", 1024),
        ("until one can type", "ready_ms", "ms", 1),
        ("main thread", "busy_ms", "ms", 1),
    ):
        one, other = (median(getattr(load, field) for load in found) / scale for found in (ours, theirs))
        detail = f"{one:.0f} {unit} / {other:.0f} {unit}, n = {ROUNDS}, CPU slowed {SLOWED} x"
        yield Figure(f"widget / deep-chat: {what}", one / other, "x", 1.0, detail)
    foreign = max(load.foreign for load in theirs)
    requests = float(max(load.foreign for load in ours))
    yield Figure("widget: requests to others", requests, "n", 0.0, f"deep-chat: {foreign}")


def _load(browser: Browser, contender: Contender) -> Load:
    load = Load()
    context = browser.new_context()
    context.route("**/*", lambda route: _serve(route, contender, load))
    page = context.new_page()
    page.add_init_script(_WHEN_ONE_CAN_TYPE)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.send("Performance.enable")
    page.goto(f"{ORIGIN}/")
    page.wait_for_function("window.ready !== undefined")
    page.wait_for_timeout(QUIET_MS)
    load.ready_ms = float(page.evaluate("window.ready"))
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    load.busy_ms = metrics["TaskDuration"] * 1e3
    context.close()
    return load


def _serve(route: Route, contender: Contender, load: Load) -> None:
    address = urlsplit(route.request.url)
    if f"{address.scheme}://{address.netloc}" != ORIGIN:
        load.foreign += 1
        route.abort()
    elif address.path == "/":
        html = _PAGE.format(script=contender.script, element=contender.element)
        route.fulfill(body=html, content_type="text/html")
    elif address.path.startswith("/api/"):
        route.fulfill(json=_CONFIGURATION)
    else:
        _file(route, contender.folder / Path(address.path).name, load)


def _file(route: Route, path: Path, load: Load) -> None:
    if not path.is_file():
        route.fulfill(status=404)
        return
    body = path.read_bytes()
    load.packed += len(gzip.compress(body, 9))
    route.fulfill(body=body, content_type="text/javascript")
