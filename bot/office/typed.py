"""What an editor typed into the form of a page, and the page's text: each from the other, without loss, whether or not
it makes a page yet. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from corpus.page import KINDS, LEIKA, SCOPE, Link, Page, PageError, Section, joined, read, split, write

PLAIN = ("title", "kind", "language", "scope", "url", "licence")
DAYS = ("valid_from", "valid_until", "review_due")
LISTS = ("keywords", "legal_basis", "leika")
OFFICE = ("name", "address", "phone", "email", "hours", "appointment_url")
OWN_OFFICE = "eigene"
"""What the choice of an office says when the page writes its office itself."""

_ORDER = (
    *("id", "kind", "title", "language", "scope", "citation", "breadcrumb", "stand", "office", "online_service"),
    *("leika", "keywords", "legal_basis", "forms", "links", "updated", "valid_from", "valid_until", "review_due"),
    *("url", "licence"),
)
_USUAL = {"language": "de", "scope": "00"}
"""What a page says that does not say it."""

_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/)\S+")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form's values, all as text; `office` is the id of a page, OWN_OFFICE, or "".

    `kept` are fields of the page that the form does not show.
    """

    fields: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    office: str
    own_office: Mapping[str, str]
    online: Link
    forms: tuple[Link, ...]
    links: tuple[Link, ...]
    sections: tuple[Section, ...]
    kept: Mapping[str, Any]


def blank(kind: str, scope: str) -> Typed:
    """The form of a new page."""
    fields = {**dict.fromkeys((*PLAIN, *DAYS), ""), "kind": kind, "scope": scope, "language": "de"}
    sections = tuple(Section(name, "") for name in ("Kurztext", "Unterlagen", "Kosten", "Verfahrensablauf"))
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(LISTS, ())
    return Typed(fields, lists, "", dict.fromkeys(OFFICE, ""), Link("", ""), (), (), sections, {})


def of_text(text: str) -> Typed:
    """The form of a page's text, also of one that is no page.

    Raises:
        PageError: there are no fields to be read.
    """
    front, sections = split(text)
    office: Any = front.get("office") or ""
    own = cast("dict[str, Any]", office) if isinstance(office, dict) else {}
    shown = {*PLAIN, *DAYS, *LISTS, "office", "online_service", "forms", "links", "updated", "id"}
    return Typed(
        {name: _text(front.get(name)) or _USUAL.get(name, "") for name in (*PLAIN, *DAYS)},
        {name: tuple(_text(item) for item in _items(front.get(name))) for name in LISTS},
        OWN_OFFICE if own else _text(office),
        {name: _text(own.get(name)) for name in OFFICE},
        _link(front.get("online_service")),
        tuple(_link(item) for item in _items(front.get("forms"))),
        tuple(_link(item) for item in _items(front.get("links"))),
        tuple(Section(section.heading, section.text.strip("\n")) for section in sections),
        {name: value for name, value in front.items() if name not in shown},
    )


def text_of(typed: Typed, page_id: str, updated: date | None) -> str:
    """The page's text: in the folder's own form where it makes a page, else as it was typed."""
    text = joined(_front(typed, page_id, updated), [section for section in typed.sections if _said(section)])
    try:
        return write(read(text))
    except PageError:
        return text


def dated(typed: Typed, page_id: str, live: Page | None, today: date) -> str:
    """The page's text with the day of its change: today where it says something else than the live page."""
    if live is None:
        return text_of(typed, page_id, today)
    text = text_of(typed, page_id, live.updated)
    return text if page_of(text) == live else text_of(typed, page_id, today)


def same(one: str, other: str | None) -> bool:
    """Whether two texts say the same; a file that was written by hand may look different."""
    page = page_of(one)
    return one == other or (page is not None and other is not None and page == page_of(other))


def page_of(text: str) -> Page | None:
    """The page that a text is, or None."""
    try:
        return read(text)
    except PageError:
        return None


def _said(section: Section) -> bool:
    return bool(section.heading.strip() or section.text.strip())


def _front(typed: Typed, page_id: str, updated: date | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        **typed.kept,
        **{name: " ".join(typed.fields[name].split()) for name in PLAIN},
        **{name: _day(typed.fields[name]) for name in DAYS},
        **{name: [item.strip() for item in typed.lists[name] if item.strip()] for name in LISTS},
        "id": page_id,
        "updated": updated,
        "office": _office(typed),
        "online_service": _written(typed.online),
        "forms": [_written(link) for link in typed.forms if _written(link)],
        "links": [_written(link) for link in typed.links if _written(link)],
    }
    return {name: found[name] for name in _ORDER if found.get(name) not in (None, "", [], {})}


def _office(typed: Typed) -> Any:
    if typed.office != OWN_OFFICE:
        return typed.office
    return {name: " ".join(value.split()) for name, value in typed.own_office.items() if value.strip()}


def _written(link: Link) -> dict[str, str]:
    return {"title": link.title.strip(), "url": link.url.strip()} if link.title.strip() or link.url.strip() else {}


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text.strip()


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def _items(value: Any) -> Sequence[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _link(value: Any) -> Link:
    if isinstance(value, str):
        return Link("", value)
    found = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    return Link(_text(found.get("title")), _text(found.get("url")))


# --- what is wrong with it -------------------------------------------------------------------------------------------


def faults(typed: Typed) -> dict[str, str]:
    """What keeps the form from being a page: the id of the field there, and what to do, in German."""
    found: dict[str, str] = {}
    if not typed.fields["title"].strip():
        found["title"] = "Geben Sie der Seite einen Titel."
    if typed.fields["kind"] not in KINDS:
        found["kind"] = "Wählen Sie, was die Seite ist."
    if not SCOPE.fullmatch(typed.fields["scope"].strip()):
        found["scope"] = "Der Regionalschlüssel hat 2 bis 12 Ziffern, zum Beispiel 09162000."
    for name in DAYS:
        if isinstance(day := _day(typed.fields[name]), str) and day:
            found[name] = "Schreiben Sie das Datum wie 2026-11-30."
    if wrong := [key for key in typed.lists["leika"] if key.strip() and not LEIKA.fullmatch(key.strip())]:
        found["leika"] = f"„{wrong[0].strip()}“ ist kein LeiKa-Schlüssel; er hat 14 Ziffern und beginnt mit 99."
    return found | _bad_addresses(typed) | _bad_sections(typed)


def _bad_addresses(typed: Typed) -> dict[str, str]:
    found: dict[str, str] = {}
    addresses = {
        "url": typed.fields["url"],
        "office_appointment_url": typed.own_office["appointment_url"] if typed.office == OWN_OFFICE else "",
        "online_url": _address(typed.online),
        **{f"forms_url-{n}": _address(link) for n, link in enumerate(typed.forms)},
        **{f"links_url-{n}": _address(link) for n, link in enumerate(typed.links)},
    }
    for name, address in addresses.items():
        if address.strip() and not _ADDRESS.fullmatch(address.strip()):
            found[name] = "Eine Adresse beginnt mit https:// und hat keine Leerzeichen."
    return found


def _address(link: Link) -> str:
    """A title without an address is as wrong as a broken one."""
    return link.url or "(fehlt)" * bool(link.title.strip())


def _bad_sections(typed: Typed) -> dict[str, str]:
    return {
        f"heading-{n}": "Geben Sie dem Abschnitt eine Überschrift."
        for n, section in enumerate(typed.sections)
        if section.text.strip() and not section.heading.strip()
    }


# --- moving sections about -------------------------------------------------------------------------------------------


def with_section(typed: Typed, heading: str) -> Typed:
    """With an empty section at the end."""
    return replace(typed, sections=(*typed.sections, Section(heading, "")))


def without_section(typed: Typed, number: int) -> Typed:
    """Without a section."""
    return replace(typed, sections=tuple(one for n, one in enumerate(typed.sections) if n != number))


def moved_up(typed: Typed, number: int) -> Typed:
    """With a section one place further up."""
    sections = list(typed.sections)
    if 0 < number < len(sections):
        sections[number - 1], sections[number] = sections[number], sections[number - 1]
    return replace(typed, sections=tuple(sections))
