"""Where two texts cannot both be right: two fees for one thing, two telephone numbers of one office; pure.

What is compared must be said of the same thing under the same condition; in doubt nothing is reported, because an
editor who is sent after five harmless differences overlooks the sixth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from corpus.lint.duties import AMOUNT
from corpus.lint.finding import Finding, places, text_of
from corpus.page import Page
from corpus.words import STOPWORDS, stem, words


def contradictions(pages: Collection[Page]) -> Iterator[Finding]:
    """Fees and telephone numbers that contradict each other, among pages for the same people."""
    scopes: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.kind != "law":
            scopes[page.scope].append(page)
    for group in scopes.values():
        yield from _fees(group)
        yield from _phones(group)


# --- fees ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Price:
    page: str
    section: str
    sentence: str
    thing: tuple[str, ...]  # the stems of what costs something, numbers that are no amounts included
    condition: tuple[str, ...]  # the stems of all other words
    amounts: frozenset[float]


_NUMBER = re.compile(r"\d[\d.]*(?:,\d\d)?")
_COSTS = re.compile(r"\b(?:kostet|kosten|beträgt|betragen)\b")
_FILLERS = (STOPWORDS - {"mit", "nicht", "kein", "keine"}) | {"gebuehr", "gebuehren", "euro", "eur", "kosten"}


def _fees(pages: Iterable[Page]) -> Iterator[Finding]:
    told: defaultdict[tuple[str, ...], list[_Price]] = defaultdict(list)
    for page in pages:
        for section, sentence in places(page):
            if price := _price(page.id, section.heading, sentence):
                told[price.thing].append(price)
    for prices in told.values():
        for price in prices:
            if other := _contradicted(price, prices):
                yield _two_fees(price, other)


def _price(page: str, section: str, sentence: str) -> _Price | None:
    """What "Der Reisepass kostet 70 Euro, wenn …" says; None for a sentence of another form."""
    verb = _COSTS.search(sentence)
    if verb is None or not AMOUNT.search(sentence, verb.end()):
        return None
    thing, rest = _stems(sentence[: verb.start()]), _stems(AMOUNT.sub(" ", sentence[verb.end() :]))
    return _Price(page, section, sentence, thing, rest, _amounts(sentence)) if thing else None


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text) if word not in _FILLERS)


def _contradicted(price: _Price, prices: list[_Price]) -> _Price | None:
    """Another amount under the same condition, or an amount for all that none of the cases has, and the reverse."""
    for other in prices:
        if other.condition == price.condition and other.amounts != price.amounts:
            return other
    general = next((one for one in prices if not one.condition), None)
    cases = [one for one in prices if one.condition]
    if general is None or not cases or any(general.amounts & one.amounts for one in cases):
        return None
    return cases[0] if price is general else general


def _amounts(sentence: str) -> frozenset[float]:
    found = (_NUMBER.search(amount[0]) for amount in AMOUNT.finditer(sentence))
    return frozenset(float(one[0].rstrip(".").replace(".", "").replace(",", ".")) for one in found if one)


def _two_fees(price: _Price, other: _Price) -> Finding:
    place = f"{other.page}, „{other.section}“" if other.page != price.page else f"Abschnitt „{other.section}“"
    what = f"Dazu steht ein anderer Betrag in {place}: „{other.sentence}“"
    remedy = "Klären Sie, welcher Betrag gilt, und berichtigen Sie den anderen."
    return Finding("fee_contradiction", "warning", price.page, what, remedy, price.section, price.sentence)


# --- telephone numbers -----------------------------------------------------------------------------------------------

PHONE = re.compile(r"(?<![\d.,])(?:\+49 ?(?:\(0\) ?)?|0)[1-9][\d /()-]{4,18}\d(?!\d)")


def _phones(pages: list[Page]) -> Iterator[Finding]:
    by_office: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.office and page.office.name and page.office.phone:
            by_office[page.office.name.casefold()].append(page)
    for group in by_office.values():
        yield from _fields(group)
    yield from (finding for page in pages for finding in _own_text(page))


def _fields(pages: list[Page]) -> Iterator[Finding]:
    """One office's number as the pages that describe it themselves name it, not by reference."""
    numbers = {page.id: page.office.phone for page in pages if page.office}
    distinct = {number(phone): page_id for page_id, phone in numbers.items()}
    for page_id, phone in numbers.items() if len(distinct) > 1 else ():
        other = next(holder for digits, holder in distinct.items() if digits != number(phone))
        what = f"Für dasselbe Amt nennt {other} eine andere Nummer: {numbers[other]}."
        remedy = "Klären Sie, welche Nummer gilt; beschreiben Sie das Amt auf einer Seite und verweisen Sie darauf."
        yield Finding("phone_contradiction", "warning", page_id, what, remedy, quote=phone)


def _own_text(page: Page) -> Iterator[Finding]:
    """The office's own page, where its text names numbers and the number in its field is none of them."""
    if page.office is None or page.office.page or not page.office.phone or page.kind == "service":
        return
    in_text = {number(found[0]) for found in PHONE.finditer(text_of(page))}
    if in_text and number(page.office.phone) not in in_text:
        what = "Der Text nennt die Telefonnummer des Amtes nicht, aber eine andere."
        remedy = "Klären Sie, welche Nummer gilt, und berichtigen Sie Text oder Feld."
        yield Finding("phone_contradiction", "warning", page.id, what, remedy, quote=page.office.phone)


def number(phone: str) -> str:
    """A telephone number's digits, from the trunk prefix on."""
    digits = re.sub(r"\D", "", re.sub(r"^\+49 ?(?:\(0\))?", "0", phone.strip()))
    return re.sub(r"^00", "0", digits)
