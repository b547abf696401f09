"""What the journal raises."""

from __future__ import annotations


class JournalError(Exception):
    """The journal or its keys cannot be used; the message says where and what to do, and holds no password or text."""
