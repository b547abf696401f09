"""Two texts of a page side by side, field by field and word by word, in the words of the form; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.office.pins import pin_of
from bot.office.typed import DAYS, LISTS, OWN_OFFICE, Typed, of_text
from corpus.history import Span, compare
from corpus.page import Link, PageError
from corpus.pinned import Pin

NAMES: dict[str, str] = {
    "title": "Titel",
    "kind": "Art der Seite",
    "language": "Sprache",
    "scope": "Regionalschlüssel",
    "url": "Adresse auf der Website",
    "licence": "Lizenz",
    "valid_from": "gültig ab",
    "valid_until": "gültig bis",
    "review_due": "zu überprüfen am",
    "keywords": "Stichwörter",
    "legal_basis": "Rechtsgrundlagen",
    "leika": "LeiKa-Schlüssel",
    "office": "zuständige Stelle",
    "name": "Stelle: Name",
    "address": "Stelle: Anschrift",
    "phone": "Stelle: Telefon",
    "email": "Stelle: E-Mail",
    "hours": "Stelle: Öffnungszeiten",
    "appointment_url": "Stelle: Termin",
    "online_service": "Online-Dienst",
    "forms": "Formulare",
    "links": "Weitere Links",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field or a section that differs; `old` and `new` are its spans on either side."""

    name: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]


def differences(old: str, new: str) -> list[Difference]:
    """What differs between two texts, in the order of the form; "" is a page that is not there."""
    before, after = _told(old), _told(new)
    names = [*after, *(name for name in before if name not in after)]
    pairs = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [_difference(*pair) for pair in pairs if pair[1] != pair[2]]


def _difference(name: str, old: str, new: str) -> Difference:
    spans = compare(old, new)
    return Difference(
        name,
        tuple(span for span in spans if span.kind != "added"),
        tuple(span for span in spans if span.kind != "removed"),
    )


def _told(text: str) -> dict[str, str]:
    """Field or section -> its text; what cannot be read as fields is one text."""
    if not text:
        return {}
    if (pin := pin_of(text)) is not None:
        return _of_pin(pin)
    try:
        typed = of_text(text)
    except PageError:
        return {"Text": text}
    found = {NAMES[name]: value for name, value in _fields(typed).items()}
    for section in typed.sections:
        name = f"Abschnitt „{section.heading}“"
        while name in found:
            name += " (noch einmal)"
        found[name] = section.text.strip("\n")
    return found


def _of_pin(pin: Pin) -> dict[str, str]:
    return {
        "Formulierungen der Frage": "\n".join(pin.questions),
        "Sätze der Antwort": "\n".join(f"{one.text} ({one.page})" for one in pin.sentences),
        "gilt bis": f"{pin.expires:%d.%m.%Y}",
    }


def _fields(typed: Typed) -> dict[str, str]:
    own: Mapping[str, str] = typed.own_office if typed.office == OWN_OFFICE else {}
    return {
        **{name: value for name, value in typed.fields.items() if name not in DAYS},
        **{name: typed.fields[name] for name in DAYS},
        **{name: "\n".join(typed.lists[name]) for name in LISTS},
        "office": "" if own else typed.office,
        **own,
        "online_service": _link(typed.online),
        "forms": "\n".join(_link(link) for link in typed.forms),
        "links": "\n".join(_link(link) for link in typed.links),
    }


def _link(link: Link) -> str:
    return f"{link.title}: {link.url}" if link.title or link.url else ""
