"""Drafts of the pages as the office works with them: whose they are, what they begin from, whether they are stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.office.access import Visit
from bot.office.errors import OfficeError, forbidden, missing
from bot.office.office import Office
from corpus import documents
from corpus.history import Draft, Person, content_hash
from corpus.page import Page, PageError, read

GONE = ""
"""The text of a draft that takes its page away."""


@dataclass(frozen=True, slots=True)
class Work:
    """A page as its editor finds it: the live text, and one's own draft of it."""

    page_id: str
    live: str | None
    draft: Draft | None
    others: tuple[Draft, ...]

    @property
    def text(self) -> str:
        """What the form shows: the own draft, else the live text."""
        return self.draft.text if self.draft else self.live or ""

    @property
    def base(self) -> str:
        """What the form begins from."""
        return self.draft.base if self.draft else content_hash(self.live)

    @property
    def stale(self) -> bool:
        """Whether the live text changed since the draft began."""
        return self.base != content_hash(self.live)

    @property
    def live_page(self) -> Page | None:
        """The live page, if it can be read."""
        try:
            return read(self.live) if self.live else None
        except PageError:
            return None


def work(visit: Visit, page_id: str) -> Work:
    """A page and its drafts."""
    history = visit.office.history
    drafts = history.drafts(page_id)
    own = next((draft for draft in drafts if draft.person.key == visit.person.key), None)
    return Work(page_id, history.live(page_id), own, tuple(draft for draft in drafts if draft is not own))


def key_of(person: Person) -> str:
    """What a person's draft is called in an address: nobody's e-mail address stands there."""
    return hashlib.sha256(person.key.encode()).hexdigest()[:16]


def draft_of(office: Office, page_id: str, key: str) -> Draft:
    """The draft of a page that an address names."""
    for draft in office.history.drafts(page_id):
        if key_of(draft.person) == key:
            return draft
    raise missing("Diesen Entwurf gibt es nicht mehr. Vielleicht ist er veröffentlicht oder verworfen.")


def writable(visit: Visit) -> None:
    """Refuses to write where the pages folder keeps no history."""
    if not visit.office.can_write:
        raise OfficeError(
            409,
            "Die Seiten können hier nur gelesen werden.",
            "Der Seitenordner hat keine Versionsverwaltung. Kopieren Sie die Seiten in einen eigenen Ordner, nennen "
            "Sie ihn in AUSKUNFT_PAGES und rufen Sie einmal auf: python -m corpus history --init",
        )


def not_law(page: Page | None) -> None:
    """Refuses to change a law: its wording comes from its source."""
    if page is not None and page.kind == "law":
        raise forbidden("Der Wortlaut eines Gesetzes kommt aus seiner Quelle und wird hier nicht geändert.")


def no_document(page_id: str) -> None:
    """Refuses to write a fixed answer with the form of a page."""
    if documents.is_document(page_id):
        raise missing("Eine Seite mit dieser Kennung gibt es nicht.")


def today() -> date:
    """The editor's day."""
    return datetime.now(UTC).astimezone().date()
