"""Texts that are not there, that talk to a language model, or that link to nowhere; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.lint.finding import Finding, Place, places
from corpus.modules import MODULES, module_of
from corpus.page import Page

# Words that talk to a language model and to no citizen (the guard against injected instructions).
_INSTRUCTION = re.compile(
    r"(?i)\b(?:ignorier\w*|vergiss|missachte|ignore|disregard|forget)\b[^.!?\n]{0,60}"
    r"\b(?:anweisung|instruktion|vorgabe|instruction|prompt|previous|vorherige)"
    r"|\bsystem[- ]?prompt\b|<\|?(?:im_start|system)\b|\bdu bist (?:jetzt |nun )?ein(?:e)? (?:ki\b|chatbot|assistent)"
)
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def instructs_a_model(text: str) -> bool:
    """Whether a text holds words that are meant for a language model, or words that nobody sees."""
    return bool(_INSTRUCTION.search(text) or _HIDDEN.search(text))


def texts(page: Page) -> Iterator[Finding]:
    """Missing, foreign and misplaced texts of a page."""
    if not any(section.text.strip() for section in page.sections):
        remedy = "Schreiben Sie mindestens einen Abschnitt oder löschen Sie die Seite."
        yield Finding("text_missing", "error", page.id, "Die Seite hat keinen Text.", remedy)
    for section in page.sections:
        if not section.text.strip():
            what = f"Der Abschnitt „{section.heading}“ ist leer."
            remedy = "Schreiben Sie einen Text oder entfernen Sie die Überschrift."
            yield Finding("text_missing", "warning", page.id, what, remedy, section.heading)
        if page.kind == "service" and not module_of(section.heading):
            what = f"Die Überschrift „{section.heading}“ gehört zu keinem Leistungsmodul."
            remedy = f"Verwenden Sie, wo es passt, eines von: {', '.join(MODULES)}."
            yield Finding("heading_unknown", "hint", page.id, what, remedy, section.heading)
    yield from _instructions(page)


def _instructions(page: Page) -> Iterator[Finding]:
    for section in page.sections:
        if instructs_a_model(section.text):
            what = f"Der Abschnitt „{section.heading}“ spricht ein Sprachmodell an oder enthält unsichtbaren Text."
            remedy = "Prüfen Sie die Herkunft des Textes und entfernen Sie die Stelle."
            meant = (one for one in places(page, [section]) if instructs_a_model(one.sentence))
            quote = next(meant, Place(section, "")).sentence
            yield Finding("instruction", "error", page.id, what, remedy, section.heading, quote)


def addresses(page: Page) -> Iterator[Finding]:
    """Addresses that no page may link to."""
    for url in links(page):
        if not re.fullmatch(r"(?:https?://|mailto:|tel:)\S+", url):
            what = f"Die Adresse „{url}“ kann nicht verlinkt werden."
            remedy = "Schreiben Sie eine vollständige Adresse, die mit https:// beginnt."
            yield Finding("address_bad", "error", page.id, what, remedy, quote=url)


def links(page: Page) -> list[str]:
    """Every address that a page's fields name, each once."""
    online = (page.online_service,) if page.online_service else ()
    booking = page.office.appointment_url if page.office else ""
    urls = (page.url, booking, *(link.url for link in (*online, *page.forms, *page.links)))
    return [url for url in dict.fromkeys(urls) if url]
