"""What a page lacks, in the words of the editor who reads it; pure.

An error makes a page unusable or dangerous; a warning is something a citizen will miss; a hint is worth a look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.modules import MODULES, module_of
from corpus.norms import Norm, find
from corpus.page import Page

Severity = Literal["error", "warning", "hint"]

STALE_DAYS = 730
"""A text that nobody has touched for two years is looked at again."""

REQUIRED: dict[str, str] = {
    "Kosten": "Ergänzen Sie den Abschnitt „Kosten“; ist die Leistung kostenlos, schreiben Sie das hin.",
    "Unterlagen": "Ergänzen Sie den Abschnitt „Unterlagen“; braucht man keine, schreiben Sie das hin.",
    "Zuständige Stelle": "Ergänzen Sie den Abschnitt „Zuständige Stelle“ (§ 15 SGB I: Auskunft über die Stelle).",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one page, and what an editor can do about it; both in German."""

    page_id: str
    severity: Severity
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class KnownNorms:
    """The laws whose sections are pages, and these sections as (law, "§" or "Art.", number)."""

    laws: frozenset[str] = frozenset()
    sections: frozenset[tuple[str, str, str]] = frozenset()


def known_norms(pages: Iterable[Page]) -> KnownNorms:
    """What the law pages among `pages` hold."""
    norms = [found.norm for page in pages if page.citation for found in find(page.citation)]
    return KnownNorms(frozenset(norm.law for norm in norms), frozenset(_section(norm) for norm in norms))


def lint(page: Page, today: date, known: KnownNorms = KnownNorms()) -> list[Finding]:
    """What `page` lacks on the day `today`; a legal basis of a known law must name one of its sections."""
    checks = (_texts(page), _service(page), _dates(page, today), _norms(page, known), _addresses(page))
    return [Finding(page.id, *found) for check in checks for found in check]


def lint_all(pages: Collection[Page], today: date) -> list[Finding]:
    """The findings of all pages, and those that only show between them."""
    known = known_norms(pages)
    found = [finding for page in pages for finding in lint(page, today, known)]
    return found + list(_same_titles(pages))


_Found = tuple[Severity, str, str]

# Words that talk to a language model and to no citizen (the guard against injected instructions).
_INSTRUCTION = re.compile(
    r"(?i)\b(?:ignorier\w*|vergiss|missachte|ignore|disregard|forget)\b[^.!?\n]{0,60}"
    r"\b(?:anweisung|instruktion|vorgabe|instruction|prompt|previous|vorherige)"
    r"|\bsystem[- ]?prompt\b|<\|?(?:im_start|system)\b|\bdu bist (?:jetzt |nun )?ein(?:e)? (?:ki\b|chatbot|assistent)"
)
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def _texts(page: Page) -> Iterator[_Found]:
    if not any(section.text.strip() for section in page.sections):
        yield (
            "error",
            "Die Seite hat keinen Text.",
            "Schreiben Sie mindestens einen Abschnitt oder löschen Sie die Seite.",
        )
    for section in page.sections:
        if not section.text.strip():
            what = f"Der Abschnitt „{section.heading}“ ist leer."
            yield "warning", what, "Schreiben Sie einen Text oder entfernen Sie die Überschrift."
        if _INSTRUCTION.search(section.text) or _HIDDEN.search(section.text):
            what = f"Der Abschnitt „{section.heading}“ spricht ein Sprachmodell an oder enthält unsichtbaren Text."
            yield "error", what, "Prüfen Sie die Herkunft des Textes und entfernen Sie die Stelle."


def _service(page: Page) -> Iterator[_Found]:
    if page.kind != "service":
        return
    modules = {module_of(section.heading) for section in page.sections}
    if page.office is None or not (page.office.name or page.office.page):
        severity = "hint" if "Zuständige Stelle" in modules else "warning"
        yield severity, "Es ist keine Stelle genannt.", "Tragen Sie office ein: eine Seite oder Name und Telefon."
    for module, remedy in REQUIRED.items():
        if module not in modules:
            named_elsewhere = module == "Zuständige Stelle" and page.office is not None
            yield "hint" if named_elsewhere else "warning", f"Der Abschnitt „{module}“ fehlt.", remedy
    for section in page.sections:
        if not module_of(section.heading):
            what = f"Die Überschrift „{section.heading}“ gehört zu keinem Leistungsmodul."
            yield "hint", what, f"Verwenden Sie, wo es passt, eines von: {', '.join(MODULES)}."


def _dates(page: Page, today: date) -> Iterator[_Found]:
    if page.review_due and page.review_due < today:
        what = f"Die Überprüfung war am {_german(page.review_due)} fällig."
        yield "warning", what, "Prüfen Sie die Seite und setzen Sie review_due neu."
    if page.kind != "law" and page.updated and (today - page.updated).days > STALE_DAYS:
        what = f"Die Seite wurde zuletzt am {_german(page.updated)} geändert, vor mehr als zwei Jahren."
        yield "warning", what, "Prüfen Sie die Seite und setzen Sie updated neu."
    if page.kind != "law" and page.updated is None:
        yield "hint", "Es fehlt das Datum der letzten Änderung.", "Tragen Sie updated ein."
    if page.updated and page.updated > today:
        what = f"Das Datum der letzten Änderung, {_german(page.updated)}, liegt in der Zukunft."
        yield "warning", what, "Berichtigen Sie updated."
    if page.valid_from and page.valid_until and page.valid_until < page.valid_from:
        yield "error", "Die Gültigkeit endet, bevor sie beginnt.", "Berichtigen Sie valid_from oder valid_until."
    elif page.valid_until and page.valid_until < today:
        what = f"Die Seite gilt seit dem {_german(page.valid_until)} nicht mehr und wird nicht gefunden."
        yield "warning", what, "Löschen Sie die Seite oder verlängern Sie valid_until."


def _german(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _norms(page: Page, known: KnownNorms) -> Iterator[_Found]:
    for citation in page.legal_basis:
        norms = [found.norm for found in find(citation)]
        if len(norms) > 1 or not _LAW_NAME.search(citation):
            what = f"Die Rechtsgrundlage „{citation}“ ist keine einzelne Norm."
            yield "warning", what, "Schreiben Sie sie wie „§ 16 Abs. 2 SGB I“, jede für sich."
        elif any(norm.law in known.laws and _section(norm) not in known.sections for norm in norms):
            what = f"Die Rechtsgrundlage „{citation}“ gibt es im Bestand nicht."
            yield "warning", what, "Prüfen Sie die Nummer; vielleicht ist die Vorschrift weggefallen."


# A law's abbreviation or name; a town's by-law and a whole law have one too.
_LAW_NAME = re.compile(r"(?<!\w)(?!Abs|Satz|Nr|Art)[a-z]{0,3}[A-ZÄÖÜ]\w+")


def _section(norm: Norm) -> tuple[str, str, str]:
    return norm.law, norm.unit, norm.section


def _addresses(page: Page) -> Iterator[_Found]:
    online = (page.online_service,) if page.online_service else ()
    booking = page.office.appointment_url if page.office else ""
    for url in (page.url, booking, *(link.url for link in (*online, *page.forms, *page.links))):
        if url and not re.fullmatch(r"(?:https?://|mailto:|tel:)\S+", url):
            what = f"Die Adresse „{url}“ kann nicht verlinkt werden."
            yield "error", what, "Schreiben Sie eine vollständige Adresse, die mit https:// beginnt."


def _same_titles(pages: Iterable[Page]) -> Iterator[Finding]:
    by_title: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for page in pages:
        by_title[page.title.casefold(), page.scope, page.language].append(page.id)
    for ids in by_title.values():
        for number, page_id in enumerate(ids):
            if len(ids) > 1:
                others = ", ".join(ids[:number] + ids[number + 1 :])
                what = f"Den Titel hat auch {others}."
                yield Finding(
                    page_id, "warning", what, "Unterscheiden Sie die Titel oder führen Sie die Seiten zusammen."
                )
