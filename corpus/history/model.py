"""Versions and drafts as values, and who may move a draft on; pure.

A page is `published` while its file lies in the folder and `archived` when it does not any more. Beside the live text
each person has at most one draft of it, which is a `draft`, `in_review` or `approved`; publishing ends it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

State = Literal["draft", "in_review", "approved", "published", "archived"]
DraftState = Literal["draft", "in_review", "approved"]
Action = Literal["submit", "approve", "reject", "withdraw"]


class HistoryError(ValueError):
    """Something that the history does not do; the message is for the editor, in German."""


class NotAllowedError(HistoryError):
    """A step that the rules of approval forbid."""


class UnchangedError(HistoryError):
    """A text that is the one that is live already."""


class StaleError(HistoryError):
    """Somebody else changed the page since: `current` is the live text ("" where it is gone), `mine` the refused."""

    def __init__(self, page_id: str, current: str, mine: str) -> None:
        super().__init__(f"{page_id} wurde inzwischen geändert. Vergleichen Sie beide Fassungen und speichern Sie neu.")
        self.current, self.mine = current, mine


@dataclass(frozen=True, slots=True)
class Person:
    """Who does something. Two spellings of one name are one person."""

    name: str
    email: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", " ".join(re.sub(r"[<>\x00-\x1f]", " ", self.name).split()))
        object.__setattr__(self, "email", re.sub(r"[<>\s\x00-\x1f]", "", self.email))
        if not self.name:
            raise HistoryError("Es fehlt der Name der Person.")

    @property
    def key(self) -> str:
        """What tells persons apart: the address where there is one, else the name."""
        return (self.email or self.name).casefold()


@dataclass(frozen=True, slots=True)
class Change:
    """Why and by whom a page changes. `expected` is the hash of the live text that the author saw."""

    author: Person
    reason: str
    expected: str
    approver: Person | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", " ".join(self.reason.split()))
        if not self.reason:
            raise HistoryError("Es fehlt der Grund der Änderung.")


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a page; `text` is read with `History.text`."""

    id: str  # of the commit
    when: datetime
    author: str
    reason: str
    approver: str = ""
    archived: bool = False  # whether the page was taken away with it


@dataclass(frozen=True, slots=True)
class Draft:
    """A person's text beside the live one. `base` is the hash of the live text that it began from."""

    page_id: str
    person: Person
    text: str
    base: str
    when: datetime
    state: DraftState = "draft"
    note: str = ""  # why: the editor's reason, or the reviewer's when it was sent back
    reviewer: Person | None = None


def content_hash(text: str | None) -> str:
    """What a live text is recognised by; "" stands for a page that is not there."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


_FROM: dict[Action, tuple[DraftState, ...]] = {
    "submit": ("draft",),
    "approve": ("in_review",),
    "reject": ("in_review", "approved"),
    "withdraw": ("in_review", "approved"),
}
_TO: dict[Action, DraftState] = {"submit": "in_review", "approve": "approved", "reject": "draft", "withdraw": "draft"}
_NAMES: dict[DraftState, str] = {"draft": "ein Entwurf", "in_review": "in Prüfung", "approved": "freigegeben"}


def advance(draft: Draft, action: Action, by: Person, note: str, now: datetime, *, four_eyes: bool) -> Draft:
    """The draft after a step.

    Raises:
        NotAllowedError: the draft is not in a state for this step, or four eyes are asked for and there are two.
    """
    if draft.state not in _FROM[action]:
        raise NotAllowedError(f"{draft.page_id} ist {_NAMES[draft.state]}; dieser Schritt ist dann nicht möglich.")
    own = by.key == draft.person.key
    if action in ("submit", "withdraw") and not own:
        raise NotAllowedError("Einen Entwurf reicht nur ein oder zieht nur zurück, wer ihn geschrieben hat.")
    if action == "approve" and own and four_eyes:
        raise NotAllowedError("Niemand gibt die eigene Änderung frei; bitten Sie eine zweite Person.")
    if action == "reject" and not note.strip():
        raise NotAllowedError("Schreiben Sie dazu, was zu ändern ist.")
    reviewer = by if action == "approve" else None
    return replace(draft, state=_TO[action], note=" ".join(note.split()) or draft.note, reviewer=reviewer, when=now)


def require_approval(change: Change, *, four_eyes: bool) -> None:
    """Refuses a direct save without a second person.

    Raises:
        NotAllowedError: four eyes are asked for and the approver is missing or the author.
    """
    if four_eyes and (change.approver is None or change.approver.key == change.author.key):
        raise NotAllowedError("Die Änderung braucht die Freigabe einer zweiten Person.")
