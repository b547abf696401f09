"""A question for advice: the general rules with their sources, then the right to advice, the office, and the date.

Whether somebody is entitled, and what is wise to do, only the competent office may say (§ 14 SGB I). The bot quotes
what holds for everyone and what its pages say of §§ 14 and 16 SGB I, and hands over. Matters that are none of the
Social Code get the office alone: §§ 14 and 16 are not about them.
"""

from __future__ import annotations

from datetime import date

from bot.bot import Bot
from bot.cite import NOTHING, Cited, cite, joined, with_marks
from bot.competent import handed_over
from bot.draft import Draft
from bot.events import Outcome
from bot.extract import Quote
from bot.inform import inform, reply
from bot.intent import intent_of
from bot.verify import verified
from corpus.page import Page
from indexes.index import Index

_RIGHTS = (
    ("§ 14 SGB I", "Jede Person hat ein Recht auf Beratung über ihre Rechte und Pflichten."),
    ("§ 16 SGB I", "Der Antrag gilt als an dem Tag gestellt, an dem er eingegangen ist."),
)
"""The norms that every such answer quotes, and what of each."""

_SOCIAL = ("SGB", "WoGG", "BAföG", "BEEG", "BKGG", "UhVorschG", "AdVermiG", "AltTZG", "SchKG")
"""Laws that are parts of the Social Code or count as such (§ 68 SGB I)."""

_RULES, _APPEAL = "Voraussetzungen", "Rechtsbehelf"


def advise(bot: Bot, index: Index, question: str | None, language: str, today: date) -> Draft:
    """The draft for a question for advice; `question` is None when nothing may be searched for."""
    topic = _topic(bot, index, question, language, today) if question else None
    found = topic if topic is not None and topic.cited.sentences else None
    page = index.page(found.cited.sources[0].page_id) if found else None
    social = page is None or _is_social(page)
    cited = found.cited if found else NOTHING
    if social:
        cited = joined(cited, _rights(index, today))
    office = handed_over(found.handover, "advice", language, bot.settings.municipality) if found else None
    note = reply(bot, Outcome.ADVICE if social else "advice_other", language)
    note += "" if office else f" {reply(bot, 'which_office', language)}"
    return Draft(
        Outcome.ADVICE,
        "\n\n".join(filter(None, [with_marks(cited.sentences), note])),
        cited,
        actions=found.actions if found else (),
        handover=office,
        scores=topic.scores if topic else {},
        note=note,
    )


def _topic(bot: Bot, index: Index, question: str, language: str, today: date) -> Draft:
    """What the pages say of the matter; where several services fit equally, the first stands for them."""
    found = inform(bot, index, _about_rules(question), language, today)
    return inform(bot, index, f"{found.choices[0].question} {_RULES}", language, today) if found.choices else found


def _about_rules(question: str) -> str:
    """The question, asking for the conditions unless it asks for an appeal or another module already."""
    modules = intent_of(question).modules
    return question if modules else f"{question} {_RULES}"


def _is_social(page: Page) -> bool:
    """Whether a page is about social benefits; one that names no law may be."""
    return not page.legal_basis or any(law in norm for norm in page.legal_basis for law in _SOCIAL)


def _rights(index: Index, today: date) -> Cited:
    """What the pages say of the right to advice and of the date of an application; nothing where no page does."""
    found = NOTHING
    for norm, words in _RIGHTS:
        page = _page_on(index, norm, today)
        if page is not None and (quote := _nearest(index, page, norm, words)) is not None:
            found = joined(found, verified(cite([quote], page, today), page))
    return found


def _page_on(index: Index, norm: str, today: date) -> Page | None:
    """The page that explains a norm first of all, else the norm itself."""
    pages = [index.page(page) for page, share in index.citations.get(norm, {}).items() if share >= 1.0]
    valid = [page for page in pages if page is not None and page.valid_on(today)]
    return min(valid, key=lambda page: (page.kind == "law", page.id), default=None)


def _nearest(index: Index, page: Page, norm: str, words: str) -> Quote | None:
    """The sentence on a norm that says what is meant, letter by letter."""
    section = norm.removesuffix(" SGB I")
    passages = index.passages(page.id, index.embedder.query(words))
    best = max(
        (
            (cosine, place, number)
            for place, scored in enumerate(passages)
            for number, cosine in enumerate(scored.sentences)
            if page.kind == "law" or f"{section} " in scored.passage.quote(number)
        ),
        default=None,
    )
    return None if best is None else Quote(passages[best[1]].passage, best[2])
