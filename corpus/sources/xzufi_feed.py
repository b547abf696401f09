"""The XML files of an XZuFi source: one file, a folder, an archive, a folder with `index.txt`, or pages of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx

from corpus.sources import Source, SourceError
from corpus.sources.archive import is_plain, members, opened
from corpus.sources.content import load, read
from corpus.sources.download import MAX_BYTES, download

INDEX = "index.txt"
_PAGES = 1_000  # of a feed; a feed that goes on and on goes round and round


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """The files by name, in the order in which they apply, at most 100 MB together.

    Raises:
        SourceError: nothing is there, an archive is hostile, or a name leads out of the folder.
    """
    if source.path is not None and source.path.is_dir():
        yield from _limited(_folder(source.path), source)
        return
    yield from _limited(_unpacked(source.location, load(source), source), source)


def _limited(found: Iterator[tuple[str, bytes]], source: Source) -> Iterator[tuple[str, bytes]]:
    left = MAX_BYTES
    for name, content in found:
        left -= len(content)
        if left < 0:
            raise SourceError(f"{source.name}: more than {MAX_BYTES:,} bytes in all; the source is not read")
        yield name, content


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    index = folder / INDEX
    names = _index(index.read_text(encoding="utf-8-sig"), index) if index.exists() else None
    for file in [folder / name for name in names] if names is not None else sorted(folder.glob("*.xml")):
        yield file.name, read(file)


def _index(text: str, where: Path | str) -> list[str]:
    names = [line.strip() for line in text.splitlines() if line.strip()]
    for name in names:
        if not is_plain(name):
            raise SourceError(f"{where}: {name!r} leads out of the folder; the feed is not read")
    return names


def _unpacked(name: str, content: bytes, source: Source) -> Iterator[tuple[str, bytes]]:
    if content.startswith(b"PK"):
        with opened(content, name) as packed:
            found = dict(members(packed, name))
        ordered = _index(found[INDEX].decode("utf-8-sig"), name) if INDEX in found else sorted(found)
        yield from ((member, found[member]) for member in ordered if member in found and member.endswith(".xml"))
    elif content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        yield from _pages(content, source)
    else:
        yield name, content


def _pages(content: bytes, source: Source) -> Iterator[tuple[str, bytes]]:
    """The pages of a feed of JSON; a next page is asked from the same host only."""
    host = httpx.URL(source.url).host if source.url else ""
    with httpx.Client() as client:
        for number in range(1, _PAGES + 1):
            page = _page(content, source)
            yield f"page {number}", str(page.get("xzufiObjekte") or "").encode()
            following = page.get("naechsteAnfrageUrl")
            if not following or not host:
                return
            if httpx.URL(str(following)).host != host:
                raise SourceError(f"{source.name}: the feed sends us from {host} to {following}; it is not followed")
            content = download(str(following), client)
    raise SourceError(f"{source.name}: more than {_PAGES} pages; the feed goes round in a circle")


def _page(content: bytes, source: Source) -> dict[str, Any]:
    try:
        page = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{source.name}: a page of the feed is no JSON ({error}); try again later") from error
    if not isinstance(page, dict):
        raise SourceError(f"{source.name}: a page of the feed is no object; check the address")
    return cast("dict[str, Any]", page)
