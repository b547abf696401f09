"""Receipts of what was erased: a chain in which each holds the hash of the one before, and none holds any content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, insert, select

from bot.journal.tables import receipts

What = Literal["conversation", "text", "rows"]
"""A conversation erased by its id; text whose time was over; rows whose time was over."""

FIRST: Final = "0" * 64
"""What the first receipt has in place of a hash before it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of an erasure.

    Attributes:
        n: 1, 2, 3 … without gaps.
        at: in whole seconds.
        subject: SHA-256 of the conversation's id, in hexadecimal; "" for a purge.
        rows: how many rows were deleted, or emptied of their text.
        previous, hash: SHA-256 over the canonical JSON (sorted keys, no blanks) of all the other fields.
    """

    n: int
    at: datetime
    what: What
    subject: str
    rows: int
    previous: str
    hash: str

    def sealed(self) -> str:
        """The hash that these fields must have."""
        fields = {**asdict(self), "at": self.at.astimezone(UTC).isoformat()}
        del fields["hash"]
        return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def subject_of(conversation_id: str) -> str:
    """What a receipt calls a conversation; the ids are random, so that nobody can guess one and compare."""
    return hashlib.sha256(conversation_id.encode()).hexdigest()


def append(connection: Connection, at: datetime, what: What, rows: int, *, subject: str = "") -> Receipt:
    """Add a receipt to the chain. The transaction must be `alone`; UNIQUE on `previous` is what refuses a fork."""
    last = connection.execute(select(receipts.c.n, receipts.c.hash).order_by(receipts.c.n.desc()).limit(1)).first()
    n, previous = (last.n + 1, last.hash) if last else (1, FIRST)
    unsealed = Receipt(n, at.astimezone(UTC).replace(microsecond=0), what, subject, rows, previous, "")
    receipt = replace(unsealed, hash=unsealed.sealed())
    connection.execute(insert(receipts).values(asdict(receipt)))
    return receipt


def kept(connection: Connection) -> list[Receipt]:
    """All receipts, oldest first."""
    return [_receipt(row) for row in connection.execute(select(receipts).order_by(receipts.c.n))]


def first_broken(chain: Iterable[Receipt]) -> int | None:
    """The number of the first receipt that was changed, or that does not follow the one before it; None if all do.

    What a chain cannot show is that its last receipts are gone: note number and hash of the last one elsewhere.
    """
    previous = FIRST
    for n, receipt in enumerate(chain, start=1):
        if receipt.n != n or receipt.previous != previous or receipt.hash != receipt.sealed():
            return n
        previous = receipt.hash
    return None


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(row.n, row.at, row.what, row.subject, row.rows, row.previous, row.hash)
