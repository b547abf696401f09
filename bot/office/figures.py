"""The figures of a period, from the journal, the kept runs and the pages folder: never any text of a citizen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.journal import Journal, Stats
from bot.office import charts, words
from bot.office.charts import Bar, Days, bars
from bot.office.runlog import Failing
from corpus.page import Page


@dataclass(frozen=True, slots=True)
class Figures:
    """What the dashboard shows.

    Attributes:
        cited, unhelpful, failing: pages by how many answers cite them, how many such answers did not help, and how
            many test questions go wrong; (page id, bar).
        overdue: pages whose review is overdue, and since when.
    """

    stats: Stats
    days: Days
    outcomes: list[Bar]
    languages: list[Bar]
    feedback: list[Bar]
    reasons: list[Bar]
    failures: list[Bar]
    cited: list[tuple[str, Bar]]
    unhelpful: list[tuple[str, Bar]]
    failing: list[tuple[str, Bar]]
    overdue: list[tuple[Page, date]]

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return self.stats.by_outcome.get("answered", 0)


def figures(
    journal: Journal, since: date, until: date, pages: Mapping[str, Page], failing: list[Failing], today: date
) -> Figures:
    """The figures from one day (UTC) to another, both included; pages and failing questions are those of today."""
    stats = journal.stats(since, until)
    wrong = Counter(one.case.pages[0] for one in failing if one.case.pages)
    complained = Counter(page for turn in journal.turns(since, until, unhelpful=True) for page in turn.page_ids)
    return Figures(
        stats=stats,
        days=charts.days(stats.by_day, since, until),
        outcomes=_named(stats.by_outcome, words.OUTCOMES),
        languages=_named(stats.by_language, words.LANGUAGES),
        feedback=bars({"hat geholfen": stats.helpful, "hat nicht geholfen": stats.unhelpful}),
        reasons=_named(stats.reasons, words.REASONS),
        failures=_named(stats.failures, words.FAILURES),
        cited=_of_pages(dict(stats.pages), pages),
        unhelpful=_of_pages(dict(complained.most_common(20)), pages),
        failing=_of_pages(dict(wrong.most_common()), pages),
        overdue=overdue(pages, today),
    )


def overdue(pages: Mapping[str, Page], today: date) -> list[tuple[Page, date]]:
    """The pages whose review is overdue, the longest first."""
    found = [(page, page.review_due) for page in pages.values() if page.review_due and page.review_due < today]
    return sorted(found, key=lambda one: (one[1], one[0].title))


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> list[Bar]:
    return bars([(names.get(name, name), n) for name, n in counts.items()])


def _of_pages(counts: Mapping[str, int], pages: Mapping[str, Page]) -> list[tuple[str, Bar]]:
    titles = [(pages[page_id].title if page_id in pages else page_id, n) for page_id, n in counts.items()]
    return list(zip(counts, bars(titles), strict=True))


def rows(found: Figures) -> Iterator[tuple[str, str, str]]:
    """All figures as rows for a spreadsheet: section, what, how much."""
    yield from (("Fragen je Tag", f"{day:%Y-%m-%d}", str(bar.value)) for day, bar in found.days.days)
    sections = {
        "Ergebnis": found.outcomes,
        "Sprache": found.languages,
        "Rückmeldung": found.feedback,
        "Grund, warum es nicht half": found.reasons,
        "Ausfall des Sprachmodells": found.failures,
        "Zitierte Seite": [bar for _, bar in found.cited],
        "Seite, deren Antwort nicht half": [bar for _, bar in found.unhelpful],
        "Seite, bei der Prüffragen fehlgehen": [bar for _, bar in found.failing],
    }
    for section, counted in sections.items():
        yield from ((section, bar.label, str(bar.value)) for bar in counted)
    yield from (("Überprüfung überfällig", page.title, f"{due:%Y-%m-%d}") for page, due in found.overdue)
    yield "Sprachmodell", "zurückgehaltene Sätze", str(found.stats.dropped)
    yield "Filter", "Fragen ohne Text, weil der Filter versagte", str(found.stats.filter_failed)
