"""The demo pages: a town's website that needs nothing from elsewhere and leads nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup

from bot import policies
from bot.api import demo
from bot.settings import ROOT
from tests.serving import Served

FOLDER = ROOT / "bot" / "static" / "demo"
PAGES = [f"{name}.html" for name in demo.PAGES]
STYLES = sorted(FOLDER.glob("*.css"))
KINDS = {"index", "service", "hostile", "csp", "iframe", "rtl", "wordpress", "typo3"}

every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def client(served: Served) -> Generator[httpx.Client]:
    with served.client() as client:
        yield client


Page = Callable[[str], BeautifulSoup]


@pytest.fixture
def page(client: httpx.Client) -> Page:
    """Reads a page as it is sent."""
    return lambda name: BeautifulSoup(client.get(f"/demo/{name}").text, "html.parser")


def addresses(page: Page, name: str) -> list[str]:
    """Where a page leads to and what it loads, as a browser sees it."""
    elements = page(name).select("[href], [src], [action]")
    found = [str(value) for element in elements for key in ("href", "src", "action") if (value := element.get(key))]
    return [urljoin(f"/demo/{name}", address) for address in found]


def test_there_is_one_for_each_kind_of_website() -> None:
    assert {name.removesuffix(".html") for name in PAGES} == KINDS


@every_page
def test_nothing_leads_to_another_origin(page: Page, name: str) -> None:
    assert {(urlsplit(address).scheme, urlsplit(address).netloc) for address in addresses(page, name)} <= {
        ("", ""),
        ("tel", ""),
    }


@every_page
def test_every_address_is_there(client: httpx.Client, page: Page, name: str) -> None:
    paths = {address.partition("#")[0] for address in addresses(page, name) if not address.startswith("tel:")}
    built = {path for path in paths if path.startswith("/widget/")}
    assert [path for path in sorted(paths - built) if client.get(path).status_code != 200] == []


@every_page
def test_every_anchor_is_there(page: Page, name: str) -> None:
    for address in addresses(page, name):
        path, _, anchor = address.partition("#")
        if anchor:
            assert page(path.removeprefix("/demo/")).find(id=anchor), address


@every_page
def test_a_page_has_no_script_or_style_of_its_own(page: Page, name: str) -> None:
    found = page(name)
    assert [script.get("src") for script in found.select("script")] in ([], ["/widget/v1/loader.js"])
    assert found.select("style, [style], link[rel=preconnect]") == []
    handlers = [key for element in found.find_all(True) for key in element.attrs if key.startswith("on")]
    assert handlers == []


@every_page
def test_a_page_holds_the_widget_of_the_shipped_municipality(page: Page, name: str) -> None:
    widgets, frames = page(name).select("auskunft-chat"), page(name).select("iframe")
    assert len(widgets) + len(frames) == 1
    assert all(widget["municipality"] == "musterstadt" for widget in widgets)
    assert all("municipality=musterstadt" in str(frame["src"]) and frame["title"] for frame in frames)


@every_page
def test_a_page_is_sent_under_the_strict_policy(client: httpx.Client, name: str) -> None:
    response = client.get(f"/demo/{name}")
    assert response.headers["content-security-policy"] == policies.HOST
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_the_page_on_the_policy_shows_the_one_that_is_sent(page: Page) -> None:
    assert policies.HOST in " ".join(page("csp.html").get_text().split())


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_loads_nothing(style: object) -> None:
    assert not re.search(r"url\(|@import|//", (FOLDER / str(style)).read_text(encoding="utf-8"))


@pytest.mark.parametrize("picture", ["crest.svg", "town.svg"])
def test_a_picture_is_only_a_picture(client: httpx.Client, picture: str) -> None:
    response = client.get(f"/demo/{picture}")
    assert response.headers["content-type"] == "image/svg+xml"
    assert not re.search(r"<script|xlink|href=|on\w+=", response.text)


def test_the_start_page_leads_to_every_other_one(page: Page) -> None:
    assert {f"/demo/{name}" for name in PAGES} <= {
        address.partition("#")[0] for address in addresses(page, "index.html")
    }


@every_page
def test_exactly_the_page_one_is_on_is_marked_in_the_menu(page: Page, name: str) -> None:
    found = page(name)
    marked = {str(link["href"]) for link in found.select("nav a[aria-current=page]")}
    listed = {str(link["href"]) for link in found.select("nav[aria-label] a")}
    assert marked == {name} & listed


@pytest.mark.parametrize("name", ["anderswo.html", "base.html", "town.html", "..%2fchat.html"])
def test_a_page_that_there_is_not_is_a_problem(client: httpx.Client, name: str) -> None:
    response = client.get(f"/demo/{name}")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_the_start_is_the_towns_website(client: httpx.Client) -> None:
    assert client.get("/").headers["location"] == "/demo/"
    assert "<h1>Willkommen in Musterstadt</h1>" in client.get("/demo/").text
