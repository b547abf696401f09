"""What is out of date: reviews, validity, and terms that a text names; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.lint.finding import Finding, places
from corpus.page import Page

STALE_DAYS = 730
"""A text that nobody has touched for two years is looked at again."""


def dates(page: Page, today: date) -> Iterator[Finding]:
    """What the page's dates say on the day `today`."""
    yield from _validity(page, today)
    if page.review_due and page.review_due < today:
        what = f"Die Überprüfung war am {german(page.review_due)} fällig."
        yield Finding("review_overdue", "warning", page.id, what, "Prüfen Sie die Seite und setzen Sie review_due neu.")
    if page.updated and page.updated > today:
        what = f"Das Datum der letzten Änderung, {german(page.updated)}, liegt in der Zukunft."
        yield Finding("date_wrong", "warning", page.id, what, "Berichtigen Sie updated.")
    if page.kind != "law":
        yield from _age(page, today)
        yield from _terms(page, today)


def _validity(page: Page, today: date) -> Iterator[Finding]:
    if page.valid_from and page.valid_until and page.valid_until < page.valid_from:
        what, remedy = "Die Gültigkeit endet, bevor sie beginnt.", "Berichtigen Sie valid_from oder valid_until."
        yield Finding("date_wrong", "error", page.id, what, remedy)
    elif page.valid_until and page.valid_until < today:
        what = f"Die Seite gilt seit dem {german(page.valid_until)} nicht mehr und wird nicht gefunden."
        remedy = "Löschen Sie die Seite oder verlängern Sie valid_until."
        yield Finding("validity_passed", "warning", page.id, what, remedy)


def _age(page: Page, today: date) -> Iterator[Finding]:
    if page.updated is None:
        yield Finding("undated", "hint", page.id, "Es fehlt das Datum der letzten Änderung.", "Tragen Sie updated ein.")
    elif (today - page.updated).days > STALE_DAYS:
        what = f"Die Seite wurde zuletzt am {german(page.updated)} geändert, vor mehr als zwei Jahren."
        yield Finding("stale", "warning", page.id, what, "Prüfen Sie die Seite und setzen Sie updated neu.")


def german(day: date) -> str:
    """The day as editors write it: 1.5.2026."""
    return f"{day.day}.{day.month}.{day.year}"


# --- terms within a text ---------------------------------------------------------------------------------------------

_MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november")
_MONTH = {name: number for number, name in enumerate((*_MONTHS, "dezember"), 1)}
_UNTIL = r"\bbis(?: spätestens| einschließlich)?(?: zum| zu dem)? "
_DAY = (
    rf"(?P<day>\d{{1,2}})\. ?(?:(?P<number>\d{{1,2}})\.|(?P<name>(?i:{'|'.join(_MONTH)}))\b) ?(?P<year>(?:19|20)\d\d)?"
)
_TERM = re.compile(_UNTIL + _DAY)
# What lies behind and stays so: "die bis zum 31.12.1998 ausgestellt wurden", "bis zum 31.12.2004 geborene Kinder".
_HISTORY = re.compile(
    r"(?i)\b(?:geboren\w*|wurden?|waren?|worden|hatten?|ausgestellt\w*|erteilt\w*|eingereist\w*|zugelassen\w*|von)\b"
)
_OFFER = re.compile(
    r"(?i)\b(?:können|kann|müssen|muss|möglich|beantrag\w*|anmeld\w*|einreich\w*|gilt|gelten|gültig|frist\w*|abgeben)\b"
)
_YEARLY = re.compile(
    r"(?i)jährlich|jede[sn] jahr|jeweils|jahres\b|(?:folgende|laufende|nächste|kommende)[nrs]* (?:schul|kalender)?jahr"
    r"|\bvo[mn] \d|\bvor (?:der|dem)\b|\bnach (?:der|dem)\b|schuljahr"
)


def _terms(page: Page, today: date) -> Iterator[Finding]:
    for section, sentence in places(page):
        for term in _TERM.finditer(sentence):
            day = _date(term)
            if term["year"] and day and day < today and _is_offer(sentence, term):
                what = f"Der Text nennt einen Termin, der vorbei ist: {german(day)}."
                remedy = "Streichen Sie den Satz oder nennen Sie den neuen Termin."
                yield Finding("date_passed", "warning", page.id, what, remedy, section.heading, sentence)
            elif not term["year"] and not _YEARLY.search(sentence):
                what = f"Der Termin „{term[0].strip()}“ nennt kein Jahr."
                remedy = "Ergänzen Sie das Jahr, oder schreiben Sie „jedes Jahr“."
                yield Finding("deadline_undated", "hint", page.id, what, remedy, section.heading, sentence)


def _is_offer(sentence: str, term: re.Match[str]) -> bool:
    """Whether the term limits what the sentence offers; one in brackets or after a year tells how it was."""
    aside = re.search(r"(?:\(|\d )$", sentence[: term.start()])
    return bool(_OFFER.search(sentence)) and not _HISTORY.search(sentence) and not aside


def _date(term: re.Match[str]) -> date | None:
    month = int(term["number"]) if term["number"] else _MONTH[term["name"].casefold()]
    try:
        return date(int(term["year"] or 2000), month, int(term["day"]))
    except ValueError:
        return None
