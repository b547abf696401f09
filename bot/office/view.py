"""How the office's pages are shown: one base template, one policy, German dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from bot import policies
from bot.municipality import Municipality
from bot.office.access import Visit
from bot.office.rights import NAMES
from corpus import documents
from corpus.page import Link

HEADERS: Final = {
    "content-security-policy": policies.OFFICE,
    "referrer-policy": "same-origin",  # without a referrer a browser sends no Origin with a form
    "cache-control": "no-store",
}

STATES: Final = {
    "draft": "Entwurf",
    "in_review": "in Prüfung",
    "approved": "freigegeben",
    "published": "veröffentlicht",
    "archived": "archiviert",
}
KINDS: Final = {"service": "Leistung", "information": "Information", "law": "Gesetz"}

SAID: Final = {
    "saved": "Ihr Entwurf ist gespeichert.",
    "submitted": "Ihr Entwurf ist zur Prüfung eingereicht.",
    "withdrawn": "Ihr Entwurf ist zurückgezogen; Sie können weiterschreiben.",
    "discarded": "Ihr Entwurf ist verworfen.",
    "approved": "Der Entwurf ist freigegeben. Er wird mit der nächsten Veröffentlichung sichtbar.",
    "rejected": "Der Entwurf ist mit Ihrem Hinweis zurückgegeben.",
    "restored": "Die frühere Fassung liegt jetzt als Ihr Entwurf vor.",
    "rebased": "Ihr Entwurf beruht jetzt auf der neuen Fassung.",
    "signed_out": "Sie sind abgemeldet.",
    "proven": "Ihre Anmeldung ist bestätigt.",
    "person_changed": "Das Konto ist geändert.",
    "person_added": "Das Konto ist angelegt; die Person meldet sich über den Anmeldedienst an.",
    "password_changed": "Ihr Passwort ist geändert; melden Sie sich damit an.",
    "case_saved": "Die Frage ist gespeichert.",
    "marked": "Ihre Urteile sind gespeichert.",
    "case_taken": "Die Frage ist übernommen.",
    "case_removed": "Die Frage ist gelöscht.",
    "questions_removed": "Der Fragensatz ist gelöscht.",
    "words_saved": "Gespeichert. Es wirkt mit der nächsten Veröffentlichung.",
}
"""What a page says after something was done; a page's address names the key only, never a text."""

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    visit: Visit, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
) -> HTMLResponse:
    """A page of the office, or a part of one for a page that is open already."""
    everything = {**_always(visit), "visit": visit, "said": _said(visit.request), **context}
    html = _environment.get_template(template).render(everything)
    return HTMLResponse(html, status, headers={**HEADERS, **(headers or {})})


def go(path: str, said: str = "") -> RedirectResponse:
    """Go on to another page of the office after something was done; it says so there."""
    mark = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{mark}said={said}" if said else path, 303, headers=dict(HEADERS))


def page_path(page_id: str, part: str = "") -> str:
    """The address of a page in the office."""
    return f"/office/seiten/{quote(page_id, safe=':')}{part}"


def edit_path(page_id: str) -> str:
    """Where a page, or what goes the same way, is written."""
    if documents.is_document(page_id):
        return f"/office/fest/{page_id.partition(':')[2]}"
    return page_path(page_id, "/bearbeiten")


def inside(path: str) -> str:
    """The path, if it leads into the office; a link elsewhere must not be hidden behind a sign-in."""
    return path if path.startswith("/office") and "\\" not in path and not path.startswith("/office/anmelden") else ""


def _always(visit: Visit) -> dict[str, Any]:
    office, csrf = visit.office, visit.session.csrf if visit.session else ""
    towns = cast("Mapping[str, Municipality]", visit.request.app.state.municipalities)
    town = next(iter(towns.values())).name if towns else office.settings.municipality
    return {
        "town": town,
        "account": visit.session.account if visit.session else None,
        "token": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(csrf),
        "role_names": NAMES,
        "path": visit.request.url.path,
        "service": office.settings.oidc_name if office.settings.oidc_issuer else "",
    }


def _said(request: Request) -> str:
    return SAID.get(request.query_params.get("said", ""), "")


def _day(value: date | None) -> str:
    return f"{value:%d.%m.%Y}" if value else "–"


def _moment(value: datetime | None) -> str:
    return f"{value.astimezone():%d.%m.%Y, %H:%M} Uhr" if value else "–"


def percent(share: float) -> str:
    """A share as Germans write it: 0.869 is "87 %"."""
    return f"{100 * share:.0f} %"


def comma(number: float, places: int = 2) -> str:
    """A number as Germans write it."""
    return f"{number:.{places}f}".replace(".", ",").replace("-", "−")


def _with_itself(values: Iterable[str]) -> list[tuple[str, str]]:
    """For a choice whose values are its words."""
    return [(value, value) for value in values]


cast("dict[str, Any]", _environment.filters).update(
    day=_day, moment=_moment, zip_self=_with_itself, percent=percent, comma=comma
)
cast("dict[str, Any]", _environment.globals).update(
    page_path=page_path,
    edit_path=edit_path,
    is_document=documents.is_document,
    STATES=STATES,
    KINDS=KINDS,
    blank_links=[Link("", "")] * 2,
)
