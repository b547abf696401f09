"""What an editor pastes from Word or a web page -> our block text; pure.

nh3 takes away everything that is no text of a page (scripts, styles, Word's own tags, hidden markup), our reader of
fragments does the rest. What is left holds no markup but headings, lists and the marks of `corpus.blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from corpus.page import Link
from corpus.sources.html import MAX_CHARACTERS, pieces, render
from corpus.sources.outline import drawn_lists

_TAGS = {"p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "b", "strong"}
_TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start", "type"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_GONE = {"script", "style", "template", "title", "head", "object", "iframe", "svg", "math", "noscript", "xml"}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Word hides its number or dot of a list between conditional comments, and other things in hidden spans.
_CONDITION = re.compile(r"<!\[(?:if|endif)[^\]<>]{0,80}\]>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(?P<tag>span|p|div)\b[^<>]*(?:display\s*:\s*none|mso-hide\s*:\s*all)[^<>]*>[^<>]*</(?P=tag)>", re.I
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The clean text, and the links that it held: they belong into the page's fields."""

    text: str
    links: tuple[Link, ...]


def clean(html: str) -> Pasted:
    """The text of what was pasted.

    Raises:
        ValueError: it has more characters than any page.
    """
    if len(html) > 5 * MAX_CHARACTERS:
        raise ValueError(f"Der eingefügte Text hat {len(html)} Zeichen; das ist keine einzelne Seite mehr.")
    bare = _HIDDEN.sub("", _CONDITION.sub("", html))
    safe = nh3.clean(
        bare,
        tags=_TAGS | _TABLES,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    found, links = pieces(safe)
    return Pasted(render(drawn_lists(found)), tuple(links))
