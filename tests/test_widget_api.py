"""The widget's routes over real HTTP: configuration, files, the page for a frame, and which websites may use them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.api.files import WidgetFiles
from bot.app import create_app
from bot.municipality import LANGUAGES
from bot.settings import Settings
from tests.serving import Served, serving

OURS, FOREIGN = "https://www.musterstadt.example", "https://www.example.org"
NEIGHBOUR = "https://www.nachbarstadt.example"
CONFIGURATION = "/api/v1/widget/musterstadt"


@pytest.fixture
def client(served: Served) -> Generator[httpx.Client]:
    with served.client() as client:
        yield client


@pytest.fixture(scope="module")
def towns(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[httpx.Client]:
    """A server for two municipalities, without a journal."""
    folder = tmp_path_factory.mktemp("towns")
    for name, origin in (("altstadt", OURS), ("neustadt", NEIGHBOUR)):
        (folder / f"{name}.toml").write_text(f'name = "{name.title()}"\norigins = ["{origin}"]', encoding="utf-8")
    given = {"scope": "99001000", "journal": "off", "privacy": "lite", "widget_folder": folder}
    with serving(Settings.load(versions=small_versions, data=folder, **given)) as running, running.client() as client:
        yield client


# --- configuration ---------------------------------------------------------------------------------------------------


def test_the_configuration_is_what_the_widget_needs(client: httpx.Client) -> None:
    found = client.get(CONFIGURATION).json()
    assert (found["municipality"], found["name"]) == ("musterstadt", "Stadt Musterstadt")
    assert (found["retention_days"], found["question_limit"]) == (30, 500)
    assert tuple(found["languages"]) == LANGUAGES
    assert set(found["colors"]) == {"primary", "on_primary"}
    assert set(found["links"]) == {"privacy", "imprint", "accessibility"}
    assert found["contacts"][0]["name"] == "Bürgerbüro"


def test_who_may_embed_it_is_nobodys_business(client: httpx.Client) -> None:
    assert "origins" not in client.get(CONFIGURATION).text


def test_an_unknown_municipality_is_a_problem(client: httpx.Client) -> None:
    for path in ("/api/v1/widget/nirgendwo", "/embed?municipality=nirgendwo"):
        response = client.get(path)
        assert (response.status_code, response.json()["type"]) == (404, "urn:auskunft:problem:not-found")
        assert "nirgendwo" not in response.text


def test_a_configuration_that_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(CONFIGURATION)
    again = client.get(CONFIGURATION, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(CONFIGURATION, headers={"if-none-match": '"another"'}).status_code == 200
    assert first.headers["cache-control"] == "public, max-age=60"


def test_where_nothing_is_kept_the_widget_can_say_so(towns: httpx.Client) -> None:
    assert towns.get("/api/v1/widget/neustadt").json()["retention_days"] is None


# --- who may use it --------------------------------------------------------------------------------------------------


def preflight(client: httpx.Client, path: str, origin: str, method: str = "POST", header: str = "content-type") -> bool:
    """Whether a page of an origin may send a request."""
    asked = {"origin": origin, "access-control-request-method": method, "access-control-request-headers": header}
    response = client.options(path, headers=asked)
    allowed = response.headers.get("access-control-allow-origin")
    assert allowed in (None, origin)
    assert "access-control-allow-credentials" not in response.headers
    return response.status_code == 200 and allowed == origin


def readable(client: httpx.Client, path: str, origin: str) -> bool:
    """Whether a page of an origin may read a response."""
    response = client.get(path, headers={"origin": origin})
    assert "origin" in response.headers["vary"].lower()
    assert "access-control-allow-credentials" not in response.headers
    return response.headers.get("access-control-allow-origin") == origin


API = ("/api/v1/chat", "/api/v1/feedback", "/api/v1/conversations/" + "0" * 32)


@pytest.mark.parametrize("path", API)
def test_a_website_of_the_municipality_may_ask_and_no_other(client: httpx.Client, path: str) -> None:
    method = "DELETE" if "conversations" in path else "POST"
    assert preflight(client, path, OURS, method)
    for other in (FOREIGN, "null", OURS + ".example.org", "http://www.musterstadt.example", OURS + ":8443"):
        assert not preflight(client, path, other, method)


def test_only_the_methods_and_headers_of_the_widget_are_allowed(client: httpx.Client) -> None:
    assert not preflight(client, "/api/v1/chat", OURS, "PUT")
    assert not preflight(client, "/api/v1/chat", OURS, header="authorization")


def test_an_answer_can_be_read_by_the_municipalitys_website_only(client: httpx.Client) -> None:
    for path in (CONFIGURATION, "/api/v1/sources/musterstadt:reisepass", "/widget/v1/loader.js"):
        assert readable(client, path, OURS)
        assert not readable(client, path, FOREIGN)


def test_an_error_can_be_read_as_well(client: httpx.Client) -> None:
    response = client.post("/api/v1/chat", json={"question": ""}, headers={"origin": OURS})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (422, OURS)
    assert "Retry-After" in response.headers["access-control-expose-headers"]


def test_a_refused_body_can_be_read_as_well(client: httpx.Client) -> None:
    response = client.post("/api/v1/chat", content=b"x" * 70_000, headers={"origin": OURS})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (413, OURS)
    assert response.json()["type"] == "urn:auskunft:problem:too-large"
    strange = client.post("/api/v1/chat", content=b"x" * 70_000, headers={"origin": FOREIGN})
    assert "access-control-allow-origin" not in strange.headers


async def test_an_unexpected_error_can_be_read_as_well(served: Served) -> None:
    app = create_app(served.bot)
    app.add_api_route("/api/v1/broken", _raise)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/api/v1/broken", headers={"origin": OURS})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (500, OURS)
    assert response.json()["type"] == "urn:auskunft:problem:internal-error"
    assert len(response.headers.get_list("x-request-id")) == 1


def _raise() -> None:
    raise RuntimeError("geheim")


def test_an_event_stream_can_be_read_by_the_municipalitys_website(client: httpx.Client) -> None:
    response = client.post("/api/v1/chat", json={"question": "Hallo"}, headers={"origin": OURS})
    assert response.headers["access-control-allow-origin"] == OURS
    assert response.text.rstrip().rsplit("event: ", 1)[-1].startswith("done")


@pytest.mark.parametrize("path", ["/chat", "/demo/", "/healthz", "/version", "/static/chat.css"])
def test_everything_else_is_nobodys_but_ours(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"origin": OURS})
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_each_municipality_gives_its_configuration_to_its_own_website(towns: httpx.Client) -> None:
    assert readable(towns, "/api/v1/widget/altstadt", OURS)
    assert readable(towns, "/api/v1/widget/neustadt", NEIGHBOUR)
    assert not readable(towns, "/api/v1/widget/altstadt", NEIGHBOUR)
    assert not readable(towns, "/api/v1/widget/neustadt", OURS)
    assert preflight(towns, "/api/v1/chat", NEIGHBOUR)


# --- the page for a frame --------------------------------------------------------------------------------------------


def policy(response: httpx.Response) -> dict[str, str]:
    """The content security policy by directive."""
    directives = response.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


def test_the_framed_page_holds_the_widget_and_nothing_else(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/embed?municipality=musterstadt&lang=tr").text, "html.parser")
    element = page.select_one("auskunft-chat")
    assert element is not None
    assert element.attrs == {"municipality": "musterstadt", "lang": "tr", "mode": "inline"}
    assert [script["src"] for script in page.select("script")] == ["/widget/v1/loader.js"]
    assert page.select_one("html[lang=tr]")


def test_the_framed_page_has_a_strict_policy_and_the_websites_that_may_frame_it(client: httpx.Client) -> None:
    found = policy(client.get("/embed?municipality=musterstadt"))
    assert found["default-src"] == "'none'"
    assert {found[name] for name in ("script-src", "style-src", "connect-src", "img-src")} == {"'self'"}
    assert found["require-trusted-types-for"] == "'script'"
    assert found["frame-ancestors"] == f"'self' {OURS} https://musterstadt.example"


def test_each_municipalitys_frame_may_stand_on_its_own_website_only(towns: httpx.Client) -> None:
    ancestors = [
        policy(towns.get(f"/embed?municipality={name}"))["frame-ancestors"] for name in ("altstadt", "neustadt")
    ]
    assert ancestors == [f"'self' {OURS}", f"'self' {NEIGHBOUR}"]


def test_the_framed_page_runs_from_right_to_left_in_arabic(client: httpx.Client) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/embed?municipality=musterstadt&lang=ar").text


@pytest.mark.parametrize("lang", ["xx", '"><script>', ""])
def test_a_language_that_there_is_not_is_refused(client: httpx.Client, lang: str) -> None:
    response = client.get("/embed", params={"municipality": "musterstadt", "lang": lang})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_no_other_page_may_be_framed(client: httpx.Client) -> None:
    for path in ("/chat", "/demo/", "/demo/iframe.html", "/api/v1/widget/musterstadt"):
        assert policy(client.get(path))["frame-ancestors"] == "'none'"


# --- the widget's files ----------------------------------------------------------------------------------------------


@pytest.fixture
async def built(tmp_path: Path) -> httpx.AsyncClient:
    """The files of a build of two bundles."""
    (tmp_path / "loader.js").write_text('import "./auskunft-chat.AB12CD34.js";', encoding="utf-8")
    (tmp_path / "auskunft-chat.AB12CD34.js").write_text("export {};", encoding="utf-8")
    return files(tmp_path)


def files(folder: Path) -> httpx.AsyncClient:
    app = Starlette(routes=[Mount("/widget/v1", WidgetFiles(folder))])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def test_the_loader_is_asked_for_each_time_and_the_bundle_once(built: httpx.AsyncClient) -> None:
    loader, bundle = await built.get("/widget/v1/loader.js"), await built.get("/widget/v1/auskunft-chat.AB12CD34.js")
    assert loader.headers["cache-control"] == "public, no-cache"
    assert bundle.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = await built.get("/widget/v1/loader.js", headers={"if-none-match": loader.headers["etag"]})
    assert again.status_code == 304


async def test_both_are_javascript_that_other_origins_may_load(built: httpx.AsyncClient) -> None:
    for name in ("loader.js", "auskunft-chat.AB12CD34.js"):
        response = await built.get(f"/widget/v1/{name}")
        assert response.headers["content-type"] == "text/javascript; charset=utf-8"
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_a_widget_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    async with files(tmp_path / "missing") as client:
        response = await client.get("/widget/v1/loader.js")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert "make widget" in response.json()["detail"]


@pytest.mark.parametrize("path", ["../settings.py", "%2e%2e/loader.js", "auskunft-chat.00000000.js", ""])
async def test_nothing_but_the_widgets_files_is_served(built: httpx.AsyncClient, path: str) -> None:
    assert (await built.get(f"/widget/v1/{path}")).status_code == 404
