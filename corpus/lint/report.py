"""Findings as tables: every finding on a row, and the duties of §§ 13 to 16 SGB I office by office; pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.cells import table
from corpus.lint.finding import KINDS, Finding
from corpus.page import Page

DUTIES = {
    "office_missing": "Stelle",
    "office_unreachable": "Weg",
    "application_missing": "Antrag",
    "forwarding_missing": "§ 16 II",
    "documents_missing": "Unterl.",
    "fee_missing": "Kosten",
    "deadline_missing": "Frist",
    "review_overdue": "Prüfung",
    "validity_passed": "Gültig",
    "norm_changed": "Norm",
}
"""The kinds that an office answers for, with a word for the head of a narrow column."""

NO_OFFICE = "(ohne Stelle)"
_SEVERITIES = {"error": "Fehler", "warning": "Warnung", "hint": "Hinweis"}


@dataclass(frozen=True, slots=True)
class OfficeDuties:
    """What one office's services lack: how many they are, how many lack nothing, and how many lack what."""

    office: str
    services: int
    complete: int
    lacking: dict[str, int]  # kind -> pages


def by_office(pages: Iterable[Page], findings: Iterable[Finding]) -> list[OfficeDuties]:
    """One row for each office that services name, the one that lacks most first."""
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.kind in DUTIES:
            lacking[finding.page_id].add(finding.kind)
    offices: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages:
        if page.kind == "service":
            offices[(page.office.name if page.office else "") or NO_OFFICE].append(page.id)
    rows = [_row(office, [lacking[page_id] for page_id in ids]) for office, ids in offices.items()]
    return sorted(rows, key=lambda row: (-sum(row.lacking.values()), row.office))


def _row(office: str, lacks: list[set[str]]) -> OfficeDuties:
    counts = Counter(kind for kinds in lacks for kind in kinds)
    complete = sum(not kinds for kinds in lacks)
    return OfficeDuties(office, len(lacks), complete, {kind: counts[kind] for kind in DUTIES})


def duties_csv(rows: Iterable[OfficeDuties]) -> str:
    """The duty report for a spreadsheet."""
    header = ("Stelle", "Leistungen", "ohne Mangel", *(KINDS[kind] for kind in DUTIES))
    return table(header, ((row.office, row.services, row.complete, *row.lacking.values()) for row in rows))


def findings_csv(findings: Iterable[Finding], pages: Iterable[Page]) -> str:
    """All findings for a spreadsheet."""
    by_id = {page.id: page for page in pages}
    header = ("Seite", "Titel", "Stelle", "Schwere", "Art", "Abschnitt", "Stelle im Text", "Befund", "Abhilfe")
    return table(header, (_cells(finding, by_id.get(finding.page_id)) for finding in findings))


def _cells(finding: Finding, page: Page | None) -> tuple[str, ...]:
    office = page.office.name if page and page.office else ""
    return (
        *(finding.page_id, page.title if page else "", office, _SEVERITIES[finding.severity], KINDS[finding.kind]),
        *(finding.section, finding.quote, finding.what, finding.remedy),
    )
