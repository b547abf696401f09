"""What a person at the counter would add, from the page's fields: online service, appointment, form, office."""

from __future__ import annotations

from collections.abc import Iterator

from bot import replies
from bot.events import Action, Choice, Handover
from corpus.page import Page
from indexes.index import Hit

_FORMS, _FURTHER, _CHOICES = 2, 2, 4

_FIT = 0.7
"""A further page is offered when its score is at least this share of the best."""


def actions_of(page: Page, kept: tuple[Hit, ...], language: str, municipality: str) -> tuple[Action, ...]:
    """Links of the page, then the next best pages; every address is a page's own."""

    def title(kind: str, own: str) -> str:
        return own or replies.text("action", kind, language, municipality)

    def found() -> Iterator[Action]:
        if page.online_service:
            yield Action(
                kind="online_service",
                title=title("online_service", page.online_service.title),
                url=page.online_service.url,
            )
        if page.office and page.office.appointment_url:
            yield Action(kind="appointment", title=title("appointment", ""), url=page.office.appointment_url)
        for form in page.forms[:_FORMS]:
            yield Action(kind="form", title=title("form", form.title), url=form.url)
        for other in _further(page, kept):
            yield Action(kind="page", title=other.title, url=other.url)

    return tuple(found())


def _further(page: Page, kept: tuple[Hit, ...]) -> list[Page]:
    """The pages that fit nearly as well."""
    close = [hit.page for hit in kept if hit.score >= _FIT * kept[0].score]
    return [other for other in close if other.id != page.id and other.url][:_FURTHER]


def handover_of(page: Page, language: str, municipality: str) -> Handover | None:
    """The page's office, if it has one."""
    office = page.office
    if office is None or not office.name:
        return None
    return Handover(
        office=office.name,
        address=office.address,
        phone=office.phone,
        email=office.email,
        hours=office.hours,
        appointment_url=office.appointment_url,
        reason=replies.text("handover", "answered", language, municipality),
    )


def choices_of(kept: tuple[Hit, ...], question: str) -> tuple[Choice, ...]:
    """The services that the question may mean, each with the question to ask instead."""
    services = [hit.page for hit in kept if hit.page.kind == "service"][:_CHOICES]
    return tuple(Choice(page_id=page.id, title=page.title, question=page.title) for page in services)
