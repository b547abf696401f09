"""The content security policies of our pages: each page may load what it needs, from our own origin, and no more."""

from __future__ import annotations

from collections.abc import Iterable

FORMS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of a page that is plain HTML, and of everything that is no page."""

_WIDGET = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html; form-action 'none'; base-uri 'none'"
)
HOST = f"{_WIDGET}; frame-src 'self'; frame-ancestors 'none'"
"""Of a page that holds the widget as an element or in a frame: our demo pages."""

OFFICE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Of the office's pages: forms, and scripts that make them handier."""

REPORT = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Of a report that the evaluation wrote, with what citizens and models said in it: nothing runs, loads or is sent."""


def embedded(origins: Iterable[str]) -> str:
    """Of the page that is shown in a frame on the websites of these origins, and on our own demo page."""
    return " ".join((f"{_WIDGET}; frame-ancestors 'self'", *origins))
