"""Pages of a town's website with the widget on them, opened in a real Chromium, and everything that happens there."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Locator, Page

from tests.browser.test_chat_page_browser import SCREENSHOTS
from tests.serving import ROOT

BUILT = ROOT / "bot" / "static" / "widget" / "v1"
AXE = ROOT / "bot" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
SETTLED = """Promise.allSettled([document, ...[...document.querySelectorAll("*")].map(found => found.shadowRoot)]
    .flatMap(tree => tree ? tree.getAnimations() : [])
    .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
    .map(animation => animation.finished)).then(() => true)"""
"""Colours are judged when nothing fades in any more."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PATIENCE = 30_000
"""Milliseconds until something that does not happen is a failure; a busy machine takes its time."""

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
)
"""The policy under which the widget must work without a complaint."""

HOST = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Stadt Musterstadt</title>{head}
<script type="module" src="/widget/v1/loader.js"></script></head>
<body><main><h1>Stadt Musterstadt</h1><p>Willkommen im Rathaus.</p>{widgets}</main></body>
</html>"""

WIDGET = '<auskunft-chat municipality="musterstadt" {attributes}></auskunft-chat>'

LISTENING = """
window.violations = [];
window.told = [];
document.addEventListener("securitypolicyviolation",
  event => violations.push(event.violatedDirective + " " + event.blockedURI));
for (const name of ["open", "close", "question", "answer", "error", "feedback", "delete"])
  document.addEventListener("auskunft-" + name, event => told.push([name, event.detail]));
"""


def host(attributes: str = "", *, language: str = "de", head: str = "", widgets: int = 1) -> str:
    """A page of the town."""
    element = WIDGET.format(attributes=attributes)
    return HOST.format(language=language, head=head, widgets=element * widgets)


class Visit:
    """A tab on a page with the widget; it keeps what was asked of whom and what was complained about."""

    def __init__(self, page: Page, url: str) -> None:
        """Listen to a tab; `url` is the server's."""
        self.page, self.url = page, url
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.add_init_script(LISTENING)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismissed)

    def _dismissed(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def go(self, html: str | None = None, *, policy: str = STRICT) -> Visit:
        """Open a page that holds this HTML, under this policy."""
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
        body = host() if html is None else html
        self.page.route("**/rathaus", lambda route: route.fulfill(body=body, headers=headers))
        self.page.goto(f"{self.url}/rathaus")
        self.page.locator("auskunft-chat .root").first.wait_for(state="attached")
        return self

    def open(self) -> Visit:
        """Press the launcher."""
        self.part("launcher").click()
        self.part("composer").wait_for()
        return self

    def ask(self, question: str) -> Visit:
        """Type a question, send it with Enter, and wait for the whole answer."""
        self.question.fill(question)
        self.question.press("Enter")
        return self.answered()

    def answered(self) -> Visit:
        """Wait until nothing is under way any more."""
        self.page.locator("auskunft-chat [role=log][aria-busy=false]").first.wait_for()
        return self

    @property
    def question(self) -> Locator:
        """Where the question is written."""
        return self.page.locator("#question")

    @property
    def asked(self) -> Locator:
        """The questions of the conversation."""
        return self.page.locator("auskunft-chat .typed")

    @property
    def reply(self) -> Locator:
        """The newest answer."""
        return self.part("answer").last

    def part(self, name: str) -> Locator:
        """What the widget names so for style sheets."""
        return self.page.locator(f"auskunft-chat [part~={name}]")

    def button(self, name: str) -> Locator:
        """A button by its exact name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def violations(self) -> list[str]:
        """What the content security policy has refused."""
        return self.page.evaluate("violations")

    def told(self) -> list[tuple[str, Any]]:
        """The events that the host page has heard of."""
        return [(name, detail) for name, detail in self.page.evaluate("told")]

    def focused(self) -> str:
        """The id of what has the focus inside the widget."""
        return self.page.evaluate("document.activeElement?.shadowRoot?.activeElement?.id ?? ''")

    def overflow(self) -> int:
        """By how many pixels anything in the widget, or the page, is too wide."""
        return int(
            self.page.evaluate("""() => {
                const root = document.querySelector("auskunft-chat").shadowRoot;
                const inside = root.querySelectorAll(".panel, .body, .reply, .card, .composer");
                const boxes = [document.documentElement, ...inside];
                return Math.max(...boxes.map(box => box.scrollWidth - box.clientWidth));
            }""")
        )

    def axe(self) -> list[str]:
        """What axe finds: rule and place, one each."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        self.page.evaluate(SETTLED)
        found = self.page.evaluate("levels => axe.run(document, {runOnly: levels})", LEVELS)
        return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]

    def picture(self, name: str) -> None:
        """Keep how it looks now."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"widget-{name}.png")

    def innocent(self) -> None:
        """Nobody else was asked for anything, nothing was refused, nothing complained, no cookie was set."""
        assert self.hosts == {urlsplit(self.url).netloc}
        assert self.violations() == []
        assert self.complaints == []
        assert self.page.context.cookies() == []


@contextmanager
def visiting(chromium: Browser, url: str, **options: Any) -> Generator[Visit]:
    """A tab of its own."""
    settings: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1100, "height": 900}, **options}
    context = chromium.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    try:
        yield Visit(context.new_page(), url)
    finally:
        context.close()


def stream(events: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """Events as the server writes them."""
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


def answering(visit: Visit, answer: dict[str, Any]) -> None:
    """Let the server say this to every question; for what neither pages nor filter would ever let out."""
    body = stream(
        [
            ("sources", {"sources": answer["sources"]}),
            *(("sentence", {"sentence": sentence}) for sentence in answer["sentences"]),
            ("done", {"answer": answer}),
        ]
    )
    headers = {"content-type": "text/event-stream"}
    visit.page.route("**/api/v1/chat", lambda route: route.fulfill(body=body, headers=headers))
