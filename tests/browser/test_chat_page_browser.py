"""/chat in a real Chromium: works without JavaScript, fits a small screen, and loads nothing from elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.serving import ROOT, Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
SCREENSHOTS = ROOT / "build" / "screenshots"
ARGUMENTS = [
    "--no-sandbox",  # a container's root may not make namespaces; the pages are our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (apt-get install chromium)")

QUESTION = "Welche Unterlagen brauche ich für die Geburtsurkunde?"
SMALL = {"width": 320, "height": 640}


class Visit:
    """A page of the server, and everything that it asked for or complained about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{url}/chat")

    def ask(self, question: str) -> None:
        self.page.get_by_label("Ihre Frage").fill(question)
        self.page.get_by_role("button", name="Fragen", exact=True).click()
        self.page.locator(".answer").wait_for()

    def picture(self, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path, full_page=True)
        return path


def visiting(browser: Browser, served: Served, **options: object) -> Generator[Visit]:
    context = browser.new_context(locale="de-DE", **options)  # pyright: ignore[reportArgumentType]  # passed through
    yield Visit(context.new_page(), served.url)
    context.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Generator[Visit]:
    yield from visiting(browser, served)


@pytest.fixture
def without_javascript(browser: Browser, served: Served) -> Generator[Visit]:
    yield from visiting(browser, served, java_script_enabled=False)


@pytest.fixture
def small(browser: Browser, served: Served) -> Generator[Visit]:
    yield from visiting(browser, served, viewport=SMALL)


@pytest.fixture
def dark(browser: Browser, served: Served) -> Generator[Visit]:
    yield from visiting(browser, served, color_scheme="dark")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def contrast(page: Page, selector: str) -> float:
    """The contrast (WCAG 2.2, 1.4.3) of an element's words with what is painted behind them."""
    return float(
        page.locator(selector).first.evaluate("""element => {
            const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            let behind = element;
            const paint = e => getComputedStyle(e).backgroundColor;
            while (behind.parentElement && paint(behind) === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
            const [a, b] = [light(getComputedStyle(element).color), light(paint(behind))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
        }""")
    )


def test_a_question_is_answered_without_javascript(without_javascript: Visit) -> None:
    without_javascript.ask("Was kostet ein Reisepass für mein Kind?")
    assert "37,50 Euro" in without_javascript.page.locator(".answer").inner_text()
    assert without_javascript.page.title().startswith("Antwort")


def test_a_mark_leads_to_its_source(without_javascript: Visit) -> None:
    without_javascript.ask("Perso weg, was jetzt?")
    without_javascript.page.locator("a.mark").last.click()
    assert urlsplit(without_javascript.page.url).fragment.startswith("source-")


def test_everything_comes_from_our_own_host_and_nothing_complains(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.picture("answer-light")
    assert visit.hosts == {urlsplit(visit.url).netloc}
    assert visit.complaints == []


def test_a_question_that_is_a_script_runs_nothing(visit: Visit) -> None:
    visit.ask("<img src=x onerror=alert(1)><script>document.title='ha'</script>")
    assert visit.page.title().startswith("Antwort")
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(visit.url).netloc}


def test_the_page_can_be_used_with_the_keyboard_alone(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")  # the choice of languages
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.type("Parkausweis")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".answer .choices button").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator(".sources").wait_for()


@pytest.mark.parametrize("question", ["Perso weg, was jetzt?", QUESTION, "Parkausweis", "Wort" * 100])
def test_a_screen_of_320_pixels_needs_no_horizontal_scrolling(small: Visit, question: str) -> None:
    assert overflow(small.page) <= 0
    small.ask(question)
    small.picture(f"small-{question[:5].strip().lower()}")
    assert overflow(small.page) <= 0


def test_what_is_clicked_is_large_enough_for_a_finger(small: Visit) -> None:
    small.ask("Parkausweis")
    boxes = [button.bounding_box() for button in small.page.get_by_role("button").all()]
    assert boxes
    assert all(box is not None and box["height"] >= 44 for box in boxes)


def test_words_can_be_told_from_their_background_by_day(visit: Visit) -> None:
    visit.picture("empty-light")
    visit.ask("Perso weg, was jetzt?")
    visit.picture("lost-light")
    assert worst_contrast(visit.page) >= 4.5


def test_words_can_be_told_from_their_background_in_the_dark(dark: Visit) -> None:
    dark.picture("empty-dark")
    dark.ask("Perso weg, was jetzt?")
    dark.picture("lost-dark")
    assert worst_contrast(dark.page) >= 4.5


def worst_contrast(page: Page) -> float:
    selectors = (
        "h1",
        ".notice",
        "button",
        ".asked",
        ".answer p",
        "a.mark",
        ".actions a",
        "address",
        ".locator",
        "cite a",
    )
    return min(contrast(page, selector) for selector in selectors)
