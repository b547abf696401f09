"""The demo pages: a town's website that needs nothing from elsewhere and leads nowhere else."""

from __future__ import annotations

import re
from collections.abc import Generator
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup

from bot import policies
from bot.settings import ROOT
from tests.serving import Served

FOLDER = ROOT / "bot" / "static" / "demo"
PAGES = sorted(path.name for path in FOLDER.glob("*.html"))
STYLES = sorted(FOLDER.glob("*.css"))
KINDS = {"index", "service", "hostile", "csp", "iframe", "rtl", "wordpress", "typo3"}

every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def client(served: Served) -> Generator[httpx.Client]:
    with served.client() as client:
        yield client


def page(name: str) -> BeautifulSoup:
    return BeautifulSoup((FOLDER / name).read_text(encoding="utf-8"), "html.parser")


def addresses(name: str) -> list[str]:
    """Where a page leads to and what it loads, as a browser sees it."""
    elements = page(name).select("[href], [src], [action]")
    found = [str(value) for element in elements for key in ("href", "src", "action") if (value := element.get(key))]
    return [urljoin(f"/demo/{name}", address) for address in found]


def test_there_is_one_for_each_kind_of_website() -> None:
    assert {name.removesuffix(".html") for name in PAGES} == KINDS


@every_page
def test_nothing_leads_to_another_origin(name: str) -> None:
    assert {(urlsplit(address).scheme, urlsplit(address).netloc) for address in addresses(name)} <= {
        ("", ""),
        ("tel", ""),
    }


@every_page
def test_every_address_is_there(client: httpx.Client, name: str) -> None:
    paths = {address.partition("#")[0] for address in addresses(name) if not address.startswith("tel:")}
    built = {path for path in paths if path.startswith("/widget/")}
    assert [path for path in sorted(paths - built) if client.get(path).status_code != 200] == []


@every_page
def test_every_anchor_is_there(name: str) -> None:
    for address in addresses(name):
        path, _, anchor = address.partition("#")
        if anchor:
            assert page(path.removeprefix("/demo/")).find(id=anchor), address


@every_page
def test_a_page_has_no_script_or_style_of_its_own(name: str) -> None:
    found = page(name)
    assert [script.get("src") for script in found.select("script")] in ([], ["/widget/v1/loader.js"])
    assert found.select("style, [style], link[rel=preconnect]") == []
    handlers = [key for element in found.find_all(True) for key in element.attrs if key.startswith("on")]
    assert handlers == []


@every_page
def test_a_page_holds_the_widget_of_the_shipped_municipality(name: str) -> None:
    widgets, frames = page(name).select("auskunft-chat"), page(name).select("iframe")
    assert len(widgets) + len(frames) == 1
    assert all(widget["municipality"] == "musterstadt" for widget in widgets)
    assert all("municipality=musterstadt" in str(frame["src"]) and frame["title"] for frame in frames)


@every_page
def test_a_page_is_sent_under_the_strict_policy(client: httpx.Client, name: str) -> None:
    response = client.get(f"/demo/{name}")
    assert response.headers["content-security-policy"] == policies.HOST
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_the_page_on_the_policy_shows_the_one_that_is_sent() -> None:
    assert policies.HOST in " ".join(page("csp.html").get_text().split())


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_loads_nothing(style: object) -> None:
    assert not re.search(r"url\(|@import|//", (FOLDER / str(style)).read_text(encoding="utf-8"))


@pytest.mark.parametrize("picture", ["crest.svg", "town.svg"])
def test_a_picture_is_only_a_picture(client: httpx.Client, picture: str) -> None:
    response = client.get(f"/demo/{picture}")
    assert response.headers["content-type"] == "image/svg+xml"
    assert not re.search(r"<script|xlink|href=|on\w+=", response.text)


def test_the_start_page_leads_to_every_other_one() -> None:
    assert {f"/demo/{name}" for name in PAGES} <= {address.partition("#")[0] for address in addresses("index.html")}


def test_the_start_is_the_towns_website(client: httpx.Client) -> None:
    assert client.get("/").headers["location"] == "/demo/"
    assert "<h1>Willkommen in Musterstadt</h1>" in client.get("/demo/").text
