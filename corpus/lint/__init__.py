"""What a page lacks, in the words of the editor who reads it; pure.

`lint` looks at one page, `lint_all` also at what only shows between pages. The kinds of findings and their names stand
in `corpus.lint.finding`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from corpus.lint.contradictions import contradictions
from corpus.lint.dates import dates
from corpus.lint.duplicates import duplicates
from corpus.lint.duties import duties
from corpus.lint.finding import KINDS, SEVERITIES, Finding, Severity
from corpus.lint.language import language
from corpus.lint.legal import KnownNorms, known_norms, norms
from corpus.lint.texts import addresses, texts
from corpus.page import Page

__all__ = ["KINDS", "SEVERITIES", "Finding", "KnownNorms", "Severity", "known_norms", "lint", "lint_all"]


_NO_LAWS = KnownNorms()


def lint(page: Page, today: date, known: KnownNorms = _NO_LAWS) -> list[Finding]:
    """What `page` lacks on the day `today`; a legal basis of a known law must name one of its sections."""
    checks = (texts(page), duties(page), dates(page, today), norms(page, known), addresses(page), language(page))
    return [finding for check in checks for finding in check]


def lint_all(pages: Collection[Page], today: date) -> list[Finding]:
    """The findings of all pages, and those that only show between them."""
    known = known_norms(pages)
    found = [finding for page in pages for finding in lint(page, today, known)]
    return found + list(duplicates(pages)) + list(contradictions(pages))
