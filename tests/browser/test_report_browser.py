"""Report and comparison in a real Chromium: opened as files, without script, with the keyboard, by day and night."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evaluation.compare import compare
from evaluation.report import comparison, page
from evaluation.thresholds import Threshold, Thresholds
from tests.browser.test_chat_page_browser import CHROMIUM, SCREENSHOTS, contrast, overflow
from tests.recorded import answered_wrongly, recorded, refused, right, wrong

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (apt-get install chromium)")

SCRIPT = "<script>document.title='ha'</script><img src=x onerror=alert(1)>"
RUN = recorded(
    [
        *(right(f"r{n}", tags=("kosten",)) for n in range(12)),
        *(wrong(f"w{n}", tags=("kosten",) if n % 2 else ("ort",), facts=("46 Euro",)) for n in range(6)),
        *(refused(f"f{n}") for n in range(5)),
        answered_wrongly("x", question=SCRIPT, language="en"),
    ]
)
EARLIER = recorded([right(found.case.id, question=found.case.question) for found in RUN.outputs[:16]])
MANY: Thresholds = {"default": tuple(Threshold("default", name, "min", 0.9) for name in ("passed", "kept", "facts"))}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two pages as files."""
    folder = tmp_path_factory.mktemp("report")
    written = {name: folder / f"{name}.html" for name in ("report", "comparison")}
    written["report"].write_text(page.page(RUN, MANY))
    written["comparison"].write_text(comparison.page(compare(EARLIER, RUN)))
    return written


class Visit:
    """A file in a tab, and everything that it asked for or complained about."""

    def __init__(self, tab: Page, path: Path) -> None:
        self.page = tab
        self.asked: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        tab.goto(path.as_uri())


def visiting(browser: Browser, path: Path, **options: object) -> Generator[Visit]:
    context = browser.new_context(locale="de-DE", **options)  # pyright: ignore[reportArgumentType]  # passed through
    yield Visit(context.new_page(), path)
    context.close()


@pytest.fixture(params=["report", "comparison"])
def visit(request: pytest.FixtureRequest, browser: Browser, files: dict[str, Path]) -> Generator[Visit]:
    yield from visiting(browser, files[request.param])


@pytest.fixture
def report(browser: Browser, files: dict[str, Path]) -> Generator[Visit]:
    yield from visiting(browser, files["report"], java_script_enabled=False)


def test_nothing_is_loaded_and_nothing_complains(visit: Visit) -> None:
    assert visit.asked == [visit.page.url]
    assert visit.complaints == []
    assert visit.page.title().startswith(("Prüfbericht", "Vergleich"))


def test_a_question_that_is_a_script_is_read_as_text(report: Visit) -> None:
    report.page.locator("summary", has_text="<script>").click()
    assert report.complaints == []


def test_the_verdict_is_what_is_seen_first(report: Visit) -> None:
    box = report.page.locator(".verdict").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 720


def test_a_case_is_opened_with_the_keyboard_alone(report: Visit) -> None:
    first = report.page.locator(".case").first
    first.locator("summary").focus()
    report.page.keyboard.press("Enter")
    assert first.locator(".why").first.is_visible()


def test_the_first_key_leads_past_the_header(report: Visit) -> None:
    report.page.keyboard.press("Tab")
    assert report.page.locator(".skip").bounding_box()
    report.page.keyboard.press("Enter")
    assert report.page.url.endswith("#inhalt")


def test_cases_are_chosen_without_a_script(report: Visit) -> None:
    shown = report.page.locator(".case:visible")
    assert shown.count() == 7
    report.page.get_by_label("Schlagwort").select_option("ort (3)")
    assert shown.count() == 3
    report.page.get_by_label("Schlagwort").select_option("alle")
    report.page.get_by_label("Art der Frage").select_option("fremdes Thema (1)")
    assert shown.count() == 1
    assert report.page.locator(".group:visible").count() == 1


def test_data_tables_open_under_their_plots(report: Visit) -> None:
    for summary in report.page.locator("figure summary").all():
        summary.click()
    assert report.page.locator("figure table:visible").count() == report.page.locator("figure svg").count()


@pytest.mark.parametrize("name", ["report", "comparison"])
def test_a_screen_of_320_pixels_needs_no_horizontal_scrolling(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    for visit in visiting(browser, files[name], viewport={"width": 320, "height": 640}):
        opened(visit)
        assert overflow(visit.page) <= 0


@pytest.mark.parametrize("name", ["report", "comparison"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_told_from_their_background(
    browser: Browser, files: dict[str, Path], scheme: str, name: str
) -> None:
    for visit in visiting(browser, files[name], color_scheme=scheme):
        opened(visit)
        visit.page.screenshot(path=picture(f"{name}-{scheme}"), full_page=True)
        selectors = ("h1", ".verdict h2", ".verdict p", "a", ".muted", "th", ".label", ".yes", ".no", ".why", "code")
        present = [selector for selector in selectors if visit.page.locator(selector).count()]
        assert min(contrast(visit.page, selector) for selector in present) >= 4.5


def test_on_paper_every_case_is_open(browser: Browser, files: dict[str, Path]) -> None:
    for visit in visiting(browser, files["report"]):
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".why").first.is_visible()
        assert not visit.page.locator(".filters").is_visible()


def opened(visit: Visit) -> None:
    """Open everything."""
    visit.page.evaluate("document.querySelectorAll('details').forEach(found => found.open = true)")


def picture(name: str) -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS / f"{name}.png"
