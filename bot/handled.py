"""The outcomes of questions that are not asked for information: one function for each kind of route."""

from __future__ import annotations

from datetime import date

from bot import logs, replies
from bot.advise import advise
from bot.bot import Bot
from bot.competent import office_for
from bot.contacts import contacts_for
from bot.cues import Danger
from bot.draft import Draft
from bot.events import Contact, Outcome
from bot.inform import inform, reply
from bot.localhelp import local_help
from bot.routing import Route
from indexes.index import Index

_LIKELY = 0.6
"""How likely a page must answer a question that is taken for none of a town hall's business."""


async def handled(bot: Bot, index: Index, routed: Route, question: str | None, language: str, today: date) -> Draft:
    """The draft for a route that is not `information`.

    `question` is what may be searched for, or None when nothing may, or when it is about another town: the replies then
    go without pages.

    Raises:
        OverloadedError: the queue is full; never in a crisis.
    """
    match routed.kind:
        case "crisis":
            return await _crisis(bot, index, routed.danger, language, today)
        case "advice":
            return await bot.work(lambda: advise(bot, index, question, language, today))
        case "account_data":
            return await bot.work(lambda: _account_data(bot, index, question, language, today))
        case "greeting":
            return Draft(Outcome.GREETING, _small_talk(bot, routed.reply or "about", language))
        case "out_of_scope":
            return await bot.work(lambda: _foreign(bot, index, question, language, today))
        case "abuse" | "injection" | "information":
            return Draft(Outcome.BLOCKED, reply(bot, routed.kind, language))


async def _crisis(bot: Bot, index: Index, danger: Danger | None, language: str, today: date) -> Draft:
    """The numbers, whatever else is broken; then what the town's own page says, where one fits."""
    contacts = contacts_for(danger, language, bot.settings.municipality)
    said = replies.text("crisis", danger or "unknown", language, bot.settings.municipality)
    note = f"{said}\n{_lines(contacts, language)}"
    try:
        found = await bot.work(lambda: local_help(bot, index, danger, language, today))
    except Exception:  # noqa: BLE001 - whatever is broken, the numbers go out
        logs.failure("local_help_failed")
        found = None
    if found is None:
        return Draft(Outcome.CRISIS, note, contacts=contacts, note=note)
    return Draft(
        Outcome.CRISIS,
        f"{note}\n\n{found.text}",
        found.cited,
        actions=found.actions,
        handover=found.handover,
        contacts=contacts,
        note=note,
    )


def _foreign(bot: Bot, index: Index, question: str | None, language: str, today: date) -> Draft:
    """Nothing, unless a page is likely to answer the question: then it was taken for a foreign one wrongly."""
    found = inform(bot, index, question, language, today) if question else None
    if found is not None and found.outcome is Outcome.ANSWERED and found.scores["probability"] >= _LIKELY:
        return found
    return Draft(Outcome.OUT_OF_SCOPE, reply(bot, Outcome.OUT_OF_SCOPE, language))


def _lines(contacts: tuple[Contact, ...], language: str) -> str:
    return "\n".join(
        f"{replies.isolated(contact.phone, language)}: {contact.name} – {contact.note}" for contact in contacts
    )


def _account_data(bot: Bot, index: Index, question: str | None, language: str, today: date) -> Draft:
    """Whom to ask for what only the file says."""
    office, page = office_for(bot, index, question, language, "account_data", today)
    said = [reply(bot, Outcome.ACCOUNT_DATA, language)] + ([] if office else [reply(bot, "which_office", language)])
    return Draft(Outcome.ACCOUNT_DATA, " ".join(said), actions=page.actions if page else (), handover=office)


def _small_talk(bot: Bot, said: str, language: str) -> str:
    if said != "stored":
        return reply(bot, said, language)
    days = bot.settings.journal_text_days if bot.recorder.journal else None
    key = "stored_nothing" if days is None else "stored" if days else "stored_shortly"
    return reply(bot, key, language).replace("{days}", str(days))
