"""The text of a Word file (docx), through mammoth: its headings are sections."""

from __future__ import annotations

from datetime import date
from typing import IO, Any, cast

import mammoth  # pyright: ignore[reportMissingTypeStubs]  # it has none

from corpus.page import Section
from corpus.sources.html import pieces
from corpus.sources.outline import drawn_lists, sections


def _no_picture(_: Any) -> dict[str, str]:
    return {"src": ""}


def read(file: IO[bytes]) -> tuple[str, date | None, tuple[Section, ...]]:
    """The first heading as title, no date, and the sections. Pictures are left out."""
    mammoth_module = cast("Any", mammoth)
    images = mammoth_module.images.img_element(_no_picture)
    html = str(mammoth_module.convert_to_html(file, convert_image=images).value)
    found = drawn_lists(pieces(html)[0])
    title = found[0].text if found and found[0].kind == "heading" else ""
    return title, None, sections(found[1:] if title else found)
