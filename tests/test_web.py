from __future__ import annotations

from datetime import date
from pathlib import Path

import httpx
import pytest

from corpus.page import Link
from corpus.sources import Source, SourceError, web

URL = "https://93.184.215.14/hund"
TEXT = "Jeder Hund muss bei der Stadt angemeldet werden, und zwar innerhalb eines Monats nach der Aufnahme. " * 2
HTML = f"""<!doctype html><html lang="de"><head><title>Hund anmelden</title>
<meta property="article:modified_time" content="2026-03-01"></head><body>
<nav><ul><li><a href="/">Startseite</a></li><li><a href="/x">Rathaus und Politik</a></li></ul></nav>
<main><article><h1>Hund anmelden</h1><p>{TEXT}</p><h2>Kosten</h2><p>{TEXT}</p>
<table><tr><th>Hund</th><th>Steuer</th></tr><tr><td>der erste</td><td>90 Euro</td></tr></table>
<h2>Unterlagen</h2><ul><li>Personalausweis oder Reisepass</li><li>Nummer des Chips</li></ul>
<p>{TEXT} <a href="https://stadt.example/formular.pdf">Formular</a></p></article></main>
<footer><p>Impressum und Datenschutz</p></footer><script>alert(1)</script></body></html>"""


def _source(**options: str) -> Source:
    return Source("stadt", "web", url=URL, options=options)


def _client(robots: httpx.Response) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(lambda _: robots))


def test_the_main_text_of_a_web_page_becomes_a_page() -> None:
    page = web.page_of(HTML.encode(), _source(page_kind="service"))
    assert (page.id, page.title, page.kind, page.url) == ("stadt:hund-anmelden", "Hund anmelden", "service", URL)
    assert page.updated == date(2026, 3, 1)
    assert [section.heading for section in page.sections] == ["Volltext", "Kosten", "Unterlagen"]
    assert "Hund: der erste; Steuer: 90 Euro" in page.sections[1].text
    assert page.sections[2].text.startswith("- Personalausweis oder Reisepass\n- Nummer des Chips")
    everything = " ".join(section.text for section in page.sections)
    assert "Impressum" not in everything
    assert "Startseite" not in everything
    assert Link("Formular", "https://stadt.example/formular.pdf") in page.links


def test_a_saved_page_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "hund.html").write_text(HTML)
    (page,) = web.read(Source("stadt", "web", tmp_path / "hund.html", options={"id": "hund", "title": "Ein Hund"}))
    assert (getattr(page, "id", ""), getattr(page, "title", "")) == ("stadt:hund", "Ein Hund")


def test_a_page_without_text_or_of_a_strange_size_is_refused() -> None:
    with pytest.raises(SourceError, match="no text"):
        web.page_of(b"<html><head><title>x</title></head><body></body></html>", _source())
    with pytest.raises(SourceError, match="no page of text"):
        web.page_of(b"x" * 3_000_000, _source())


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (httpx.Response(404), True),
        (httpx.Response(200, text="User-agent: *\nDisallow: /intern"), True),
        (httpx.Response(200, text="User-agent: *\nDisallow: /"), False),
        (httpx.Response(200, text="User-agent: Auskunft-Import\nDisallow: /hund"), False),
        (httpx.Response(503), False),
    ],
)
def test_what_robots_txt_forbids_is_not_read(answer: httpx.Response, allowed: bool) -> None:
    if allowed:
        web.require_allowed(URL, _client(answer))
    else:
        with pytest.raises(SourceError):
            web.require_allowed(URL, _client(answer))


@pytest.mark.parametrize("url", ["https://127.0.0.1/x", "https://10.0.0.1/x", "https://169.254.169.254/latest"])
def test_a_private_address_is_never_asked(url: str) -> None:
    with pytest.raises(SourceError, match="private network"):
        list(web.read(Source("stadt", "web", url=url)))
