"""The list of pages: which are shown, and which first, because they need attention; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.history import Draft
from corpus.lint import Finding
from corpus.page import Page
from corpus.words import fold

AT_ONCE = 50
"""Rows on one page of the list."""

_WEIGHTS = {"error": 100, "warning": 10, "hint": 1}
_REVIEW, _OVERDUE, _FAILING = 1_000, 50, 60


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; "" is anything."""

    query: str = ""
    kind: str = ""
    office: str = ""
    scope: str = ""
    state: str = ""
    finding: str = ""
    overdue: bool = False
    failing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A page in the list. `state` is the furthest that any text of it is; `failing` are questions that went wrong."""

    page_id: str
    title: str
    kind: str
    office: str
    scope: str
    state: str
    findings: tuple[Finding, ...] = ()
    drafts: tuple[Draft, ...] = ()
    failing: int = 0
    overdue: bool = False
    updated: date | None = None
    words: str = field(default="", repr=False)

    @property
    def attention(self) -> int:
        """How much it needs attention."""
        lacks = sum(_WEIGHTS[finding.severity] for finding in self.findings)
        waits = _REVIEW * (self.state == "in_review")
        return lacks + waits + _OVERDUE * self.overdue + _FAILING * self.failing

    def count(self, severity: str) -> int:
        """How many findings of a severity it has."""
        return sum(finding.severity == severity for finding in self.findings)


def rows(
    pages: Mapping[str, Page],
    findings: Mapping[str, tuple[Finding, ...]],
    drafts: Sequence[Draft],
    failing: Mapping[str, int],
    today: date,
) -> list[Row]:
    """All pages, published or only drafted, the one that needs attention most first."""
    by_page: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_page.setdefault(draft.page_id, []).append(draft)
    found = [_row(page, findings.get(page.id, ()), by_page.get(page.id, []), failing, today) for page in pages.values()]
    found += [_new(page_id, waiting) for page_id, waiting in by_page.items() if page_id not in pages]
    return sorted(found, key=lambda row: (-row.attention, fold(row.title), row.page_id))


def _row(
    page: Page, findings: tuple[Finding, ...], drafts: list[Draft], failing: Mapping[str, int], today: date
) -> Row:
    return Row(
        page.id,
        page.title,
        page.kind,
        page.office.name if page.office else "",
        page.scope,
        _state(drafts) or "published",
        findings,
        tuple(drafts),
        failing.get(page.id, 0),
        page.review_due is not None and page.review_due < today,
        page.updated,
        fold(" ".join([page.id, page.title, *page.keywords])),
    )


def _new(page_id: str, drafts: list[Draft]) -> Row:
    """A page that is not published: a new one, or one that was archived and is drafted again."""
    return Row(page_id, page_id, "", "", "", _state(drafts), drafts=tuple(drafts), words=fold(page_id))


def _state(drafts: Iterable[Draft]) -> str:
    states = {draft.state for draft in drafts}
    return next((state for state in ("in_review", "approved", "draft") if state in states), "")


def chosen(found: Iterable[Row], wanted: Filter) -> list[Row]:
    """The rows that the filter leaves, in their order."""
    return [row for row in found if _fits(row, wanted)]


def _fits(row: Row, wanted: Filter) -> bool:
    pairs = ((wanted.kind, row.kind), (wanted.office, row.office), (wanted.scope, row.scope), (wanted.state, row.state))
    return (
        all(not value or value == own for value, own in pairs)
        and all(word in row.words for word in fold(wanted.query).split())
        and (not wanted.finding or any(finding.kind == wanted.finding for finding in row.findings))
        and (not wanted.overdue or row.overdue)
        and (not wanted.failing or row.failing > 0)
    )
