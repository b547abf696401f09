"""What the town itself offers to somebody in danger: its page for that danger, and never another one.

The citizen's words are not searched for: "ich will sterben" is near to a page on death certificates. Each danger has a
question of ours, and words of which a page must name one.
"""

from __future__ import annotations

from datetime import date

from bot.bot import Bot
from bot.cite import cite, with_marks
from bot.competent import handed_over
from bot.cues import Danger
from bot.draft import Draft
from bot.events import Outcome
from bot.extract import extract
from bot.nextsteps import actions_of, handover_of
from bot.plain import plain
from bot.verify import verified
from corpus.page import Page
from indexes.index import Index, Search

_ASKED: dict[Danger, tuple[str, tuple[str, ...]]] = {
    "violence": ("Häusliche Gewalt: wo bekomme ich sofort Hilfe und Schutz?", ("gewalt", "frauenhaus")),
    "child": ("Kind in Gefahr, Kindeswohlgefährdung: wen rufe ich an?", ("kindeswohl", "kinderschutz", "inobhutnahme")),
    "homeless": (
        "Notschlafstelle: wo kann ich heute Nacht ohne Anmeldung schlafen?",
        ("obdachlos", "notunterkunft", "notschlaf", "wohnungslos"),
    ),
    "suicide": (
        "Seelische Krise, Suizidgedanken: wo bekomme ich Hilfe?",
        ("suizid", "krisendienst", "seelische krise"),
    ),
}


def local_help(bot: Bot, index: Index, danger: Danger | None, language: str, today: date) -> Draft | None:
    """Sentences, office and links of the town's page for a danger; None when it has no such page."""
    if danger is None or danger not in _ASKED:
        return None
    asked, named = _ASKED[danger]
    search = index.search(asked, on=today)
    page = next((hit.page for hit in search.hits if _names(hit.page, named)), None)
    return None if page is None else _quoted(bot, index, search, page, language, today)


def _quoted(bot: Bot, index: Index, search: Search, page: Page, language: str, today: date) -> Draft:
    municipality = bot.settings.municipality
    cited = verified(cite(extract(search, page, index.passages(page.id, search.vector)), page, today), page)
    return Draft(
        Outcome.CRISIS,
        with_marks(cited.sentences),
        cited,
        actions=actions_of(page, (), language, municipality),
        handover=handed_over(handover_of(page, language, municipality), "crisis", language, municipality),
    )


def _names(page: Page, words: tuple[str, ...]) -> bool:
    """Whether a page's title or keywords name the danger."""
    said = plain(" ".join([page.title, *page.keywords]))
    return page.kind == "service" and any(plain(word) in said for word in words)
