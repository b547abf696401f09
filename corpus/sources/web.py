"""One web page, its text found by trafilatura; what robots.txt forbids is not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.robotparser import RobotFileParser

import httpx
import trafilatura

from corpus.page import Kind, Page, PageError
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.content import read as read_bytes
from corpus.sources.download import download
from corpus.sources.html import MAX_CHARACTERS, pieces, words
from corpus.sources.outline import sections, slug

AGENT = "Auskunft-Import"


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The page at the source's address, or in its file.

    Raises:
        SourceError: it is not allowed, cannot be read, or holds no text.
    """
    if source.path:
        html = read_bytes(source.path)
    else:
        with httpx.Client(headers={"User-Agent": AGENT}) as client:
            require_allowed(source.url, client)
            html = download(source.url, client)
    yield page_of(html, source)


def require_allowed(url: str, client: httpx.Client) -> None:
    """Asks the host's robots.txt; a host without one allows everything, one that fails nothing.

    Raises:
        SourceError: the page is forbidden to programs, or nobody knows whether it is.
    """
    place = httpx.URL(url).copy_with(raw_path=b"/robots.txt", fragment=None)
    try:
        rules = download(str(place), client).decode(errors="replace").splitlines()
    except SourceError as error:
        answer = error.__cause__
        if isinstance(answer, httpx.HTTPStatusError) and 400 <= answer.response.status_code < 500:
            return
        raise
    robots = RobotFileParser()
    robots.parse(rules)
    if not robots.can_fetch(AGENT, url):
        raise SourceError(f"{url}: the site's robots.txt forbids programs to read it; ask its owner for the text")


def page_of(html: bytes, source: Source) -> Page:
    """The page that the main text of an HTML document makes.

    Raises:
        SourceError: there is no text in it.
    """
    text = _decoded(html, source)
    body = trafilatura.extract(
        text, output_format="html", include_links=True, include_tables=True, include_formatting=True, fast=True
    )
    found, links = pieces(body or "")
    if not found:
        raise SourceError(f"{source.name}: no text is found in {source.location}; copy it by hand")
    title, day = _about(text, source)
    own = [piece for piece in found if not (piece.kind == "heading" and piece.text == title)]
    kind: Kind = "service" if source.options.get("page_kind") == "service" else "information"
    try:
        return Page(
            id=f"{source.name}:{source.options.get('id') or slug(title)}",
            kind=kind,
            title=title,
            scope=source.scope,
            links=tuple(links),
            updated=day,
            url=source.url or source.options.get("page_url", ""),
            licence=source.licence,
            sections=sections(own),
        )
    except PageError as error:
        raise SourceError(f"{source.name}: {error}") from error


def _decoded(html: bytes, source: Source) -> str:
    if len(html) > 5 * MAX_CHARACTERS:
        raise SourceError(f"{source.name}: {source.location} has {len(html):,} bytes; no page of text has: check it")
    declared = trafilatura.utils.detect_encoding(html)
    for encoding in ("utf-8", *declared, "cp1252"):
        try:
            return html.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return html.decode("latin-1")


def _about(text: str, source: Source) -> tuple[str, date | None]:
    """The title, by option or of the document, and the day that it names."""
    meta = trafilatura.extract_metadata(text)
    title = source.options.get("title") or words(getattr(meta, "title", None) or "")
    if not title:
        raise SourceError(f"{source.name}: {source.location} has no title; give the source a title")
    try:
        day = date.fromisoformat(getattr(meta, "date", None) or "")
    except ValueError:
        day = None
    return title, day
