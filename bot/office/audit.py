"""The audit log: who did what to what, in a chain in which each entry holds the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, insert, select

from bot.office.tables import audit

FIRST: Final = "0" * 64
"""What the first entry has in place of a hash before it."""

Deed = Literal[
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "proven",
    "refused",
    "person_added",
    "person_changed",
    "password_changed",
    "person_linked",
    "draft_submitted",
    "draft_withdrawn",
    "draft_discarded",
    "draft_approved",
    "draft_rejected",
    "publishing_asked",
    "page_published",
    "page_archived",
    "version_live",
    "gate_overridden",
    "publishing_failed",
    "rolled_back",
    "imported",
    "words_changed",
    "questions_changed",
    "run_asked",
    "run_failed",
    "answers_marked",
]

DEEDS: dict[Deed, str] = {
    "signed_in": "angemeldet",
    "sign_in_failed": "Anmeldung fehlgeschlagen",
    "signed_out": "abgemeldet",
    "proven": "Anmeldung bestätigt",
    "refused": "abgewiesen",
    "person_added": "Konto angelegt",
    "person_changed": "Konto geändert",
    "password_changed": "Passwort geändert",
    "person_linked": "Konto mit dem Anmeldedienst verbunden",
    "draft_submitted": "Entwurf eingereicht",
    "draft_withdrawn": "Entwurf zurückgezogen",
    "draft_discarded": "Entwurf verworfen",
    "draft_approved": "Entwurf freigegeben",
    "draft_rejected": "Entwurf zurückgegeben",
    "publishing_asked": "Veröffentlichung gestartet",
    "page_published": "Seite veröffentlicht",
    "page_archived": "Seite archiviert",
    "version_live": "Fassung live geschaltet",
    "gate_overridden": "Prüfung übergangen",
    "publishing_failed": "Veröffentlichung gescheitert",
    "rolled_back": "zurückgerollt",
    "imported": "Quelle eingelesen",
    "words_changed": "Wörter geändert",
    "questions_changed": "Fragensatz geändert",
    "run_asked": "Fragen gestellt",
    "run_failed": "Lauf gescheitert",
    "answers_marked": "Antworten begutachtet",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed.

    Attributes:
        n: 1, 2, 3 … without gaps.
        at: in whole seconds.
        who: the account's e-mail address; for a failed sign-in of no account, "".
        subject: a page's or version's id, an account.
        detail: why, in the person's own words, or what came of it.
        previous, hash: SHA-256 over the canonical JSON (sorted keys, no blanks) of all the other fields.
    """

    n: int
    at: datetime
    who: str
    what: Deed
    subject: str
    detail: str
    previous: str
    hash: str

    def sealed(self) -> str:
        """The hash that these fields must have."""
        fields = {**asdict(self), "at": self.at.astimezone(UTC).isoformat()}
        del fields["hash"]
        return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def append(connection: Connection, at: datetime, who: str, what: Deed, subject: str = "", detail: str = "") -> Entry:
    """Add an entry to the chain. The transaction must be `alone`; UNIQUE on `previous` is what refuses a fork."""
    last = connection.execute(select(audit.c.n, audit.c.hash).order_by(audit.c.n.desc()).limit(1)).first()
    n, previous = (last.n + 1, last.hash) if last else (1, FIRST)
    moment = at.astimezone(UTC).replace(microsecond=0)
    bare = Entry(n, moment, _storable(who), what, _storable(subject), _storable(detail), previous, "")
    entry = replace(bare, hash=bare.sealed())
    connection.execute(insert(audit).values(asdict(entry)))
    return entry


def kept(connection: Connection) -> list[Entry]:
    """All entries, oldest first."""
    return [_entry(row) for row in connection.execute(select(audit).order_by(audit.c.n))]


def first_broken(chain: Iterable[Entry]) -> int | None:
    """The number of the first entry that was changed, or that does not follow the one before it; None if all do.

    What a chain cannot show is that its last entries are gone: note number and hash of the last one elsewhere.
    """
    previous = FIRST
    for n, entry in enumerate(chain, start=1):
        if entry.n != n or entry.previous != previous or entry.hash != entry.sealed():
            return n
        previous = entry.hash
    return None


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.n, row.at, row.who, row.what, row.subject, row.detail, row.previous, row.hash)


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL; a lone surrogate has no bytes."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:2_000]
