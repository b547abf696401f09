"""The office that a question is for: that of the page which names its matter, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import replies
from bot.bot import Bot
from bot.events import Action, Handover
from bot.followup import matter
from bot.nextsteps import actions_of, handover_of
from bot.plain import cues, plain
from bot.retrieve import decide
from corpus.page import Page
from indexes.index import Index

_STATUS = cues(
    r"(?:stand|status|bescheid\w*|antrag\w*|sach\w*|akte\w*|vorgang\w*|fertig|eingegangen|angekommen|bearbeit\w*|bewillig\w*|genehmig\w*|entschied\w*"
    r"|wart\w*|monat\w*|woche\w*|tag\w*|jahr\w*|seit|endlich|immer|bleib\w*|abgegeben|eingereicht|gestellt|geschickt|beantragt|antwort\w*|brief|post|nichts|gehoert|januar"
    r"|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|unterlagen|application|status|ready|waiting|weeks?|months?|decision|letter"
    r"|processed|approved|submitted|applied|still|received|case|file|heard|back|letter|basvuru\w*|durum\w*|hafta\w*|hazir|sonuc\w*|karar\w*|dosya\w*|oldu|zaman|geldi|cikti|заяв\w*|стан\w*|місяц\w*|тижн\w*"
    r"|рішен\w*|готов\w*|справ\w*|подав|подала|відповід\w*|чекаю|статус\w*|заявл\w*|решен\w*|жду|дел\w*|طلب\w*|حاله|معامل\w*|جاهز\w*|قرار\w*|ملف\w*|اشهر|اسابيع|انتظر|قدمت|wnios\w*|decyzj\w*"
    r"|spraw\w*|czekam|demande|dossier|decision|attends|statut)$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A page that a question names, and its links."""

    page: Page
    actions: tuple[Action, ...]


def office_for(
    bot: Bot, index: Index, question: str | None, language: str, reason: str, today: date
) -> tuple[Handover | None, Named | None]:
    """The office whose matter a question names, and the page; nothing where it names none.

    `question` is None when nothing may be searched for. `reason` is the key of what the office is named for.
    """
    named = subject(question or "")
    if not named:
        return None, None
    search = index.search(named, on=today)
    decision = decide(search, bot.topics.foreignness(search.vector), today)
    page = next((hit.page for hit in decision.kept if hit.page.office), None)
    if page is None:
        return None, None
    office = handover_of(page, language, bot.settings.municipality)
    actions = actions_of(page, decision.kept[:1], language, bot.settings.municipality)
    return handed_over(office, reason, language, bot.settings.municipality), Named(page, actions)


def handed_over(office: Handover | None, reason: str, language: str, municipality: str) -> Handover | None:
    """The office with what it is named for."""
    if office is None:
        return None
    return office.model_copy(update={"reason": replies.text("handover", reason, language, municipality)})


def subject(question: str) -> str:
    """What a question about a file is about: its matter without the words that every such question has."""
    return " ".join(word for word in matter(question).split() if not _STATUS.match(plain(word)))
