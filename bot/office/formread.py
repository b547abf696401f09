"""The fields of the page form, read into what was typed; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from starlette.datastructures import FormData

from bot.office.typed import DAYS, LISTS, OFFICE, PLAIN, Typed, of_text
from corpus.page import Link, PageError, Section


def typed_of(form: FormData, text: str) -> Typed:
    """What was typed; what the form does not show comes from `text`."""
    return Typed(
        {name: _one(form, name) for name in (*PLAIN, *DAYS)},
        {name: _lines(_one(form, name), commas=name != "legal_basis") for name in LISTS},
        _one(form, "office"),
        {name: _one(form, f"office_{name}") for name in OFFICE},
        Link(_one(form, "online_title"), _one(form, "online_url")),
        _links(form, "forms"),
        _links(form, "links"),
        tuple(
            Section(" ".join(heading.split()), body)
            for heading, body in zip_longest(_all(form, "heading"), _all(form, "text"), fillvalue="")
        ),
        _kept(text),
    )


def _kept(text: str) -> Mapping[str, Any]:
    try:
        return of_text(text).kept if text else {}
    except PageError:
        return {}


def _links(form: FormData, name: str) -> tuple[Link, ...]:
    pairs = zip_longest(_all(form, f"{name}_title"), _all(form, f"{name}_url"), fillvalue="")
    return tuple(Link(title, url) for title, url in pairs if title.strip() or url.strip())


def _lines(text: str, *, commas: bool) -> tuple[str, ...]:
    parts = re.split(r"[\n,]" if commas else r"\n", text)
    return tuple(part.strip() for part in parts if part.strip())


def _one(form: FormData, name: str) -> str:
    return next(iter(_all(form, name)), "")


def _all(form: FormData, name: str) -> list[str]:
    found = (value for value in form.getlist(name) if isinstance(value, str))
    return [value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "") for value in found]
