"""How the pages that a question found were weighed, part by part, and why each may be quoted or not; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.retrieve import ANSWER, BIAS, COEFFICIENTS, OVERDUE, Decision, probability
from corpus.page import Page
from corpus.passage import Passage
from indexes.index import WEIGHTS, Hit, Search

PARTS = {
    "Bedeutung": ("dense", "sentence"),
    "Wortlaut": ("text", "whole"),
    "Anliegen": ("matter",),
    "genannte Vorschrift": ("norm",),
}
"""What QA calls the parts of a page's score -> the figures that it is made of."""

SIGNALS = {
    "dense": "Nähe der Bedeutung",
    "text": "gemeinsame Wörter",
    "matter": "Anliegen, um das es meist geht",
    "foreignness": "Abstand von den Aufgaben einer Kommune",
    "missing": "Anteil ähnlicher Anliegen, zu denen es keine Seite gibt",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was found: its best passage, what each part adds to its score, and what was decided of it.

    `total` is the sum, less what an overdue page loses; `probability` how sure it answers the question.
    """

    page: Page
    passage: Passage
    parts: tuple[tuple[str, float], ...]
    total: float
    probability: float
    kept: bool
    why: str


@dataclass(frozen=True, slots=True)
class Signal:
    """One of the figures by which the best page was judged, and what it adds to the log odds."""

    name: str
    value: float
    effect: float


def seen(search: Search, decision: Decision, foreignness: float, today: date) -> tuple[Seen, ...]:
    """The pages in the order in which they would be quoted."""
    hits = sorted((*decision.kept, *decision.rejected), key=lambda hit: -hit.score)
    return tuple(_seen(hit, search, decision, foreignness, today) for hit in hits)


def _seen(hit: Hit, search: Search, decision: Decision, foreignness: float, today: date) -> Seen:
    sure = probability(hit, foreignness, search.missing)
    kept = any(hit.page.id == other.page.id for other in decision.kept)
    overdue = hit.page.review_due is not None and hit.page.review_due < today
    why = _why(decision, sure, kept) + f"; Überprüfung überfällig: {_comma(OVERDUE)} Punkte Abzug" * overdue
    parts = tuple((name, sum(WEIGHTS[one] * hit.parts[one] for one in made)) for name, made in PARTS.items())
    return Seen(hit.page, hit.passage, parts, hit.score, sure, kept, why)


def _why(decision: Decision, sure: float, kept: bool) -> str:
    if kept:
        return "wird zur Auswahl angeboten" if decision.verdict == "clarify" else "darf zitiert werden"
    if sure < ANSWER:
        return f"zu unsicher: {_percent(sure)}, nötig sind {_percent(ANSWER)}"
    if decision.verdict == "clarify":
        return "passt weniger gut als die, die zur Auswahl stehen"
    return "die Seite davor ist zu unsicher"


def signals(search: Search, decision: Decision, foreignness: float) -> tuple[Signal, ...]:
    """Why the best page is as sure as it is; () where nothing was found, or where a cited norm made it certain."""
    hits = sorted((*decision.kept, *decision.rejected), key=lambda hit: -hit.score)
    if not hits or hits[0].parts["norm"]:
        return ()
    values = {**hits[0].parts, "foreignness": foreignness, "missing": search.missing}
    found = [Signal(SIGNALS[name], values[name], weight * values[name]) for name, weight in COEFFICIENTS.items()]
    return (Signal("Grundwert", 1.0, BIAS), *found)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")
