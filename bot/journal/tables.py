"""The tables. No column holds an address, a user agent or raw text; a test pins the list."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A time with its zone in and UTC out; SQLite, which knows no zones, keeps UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"the time {value} has no zone; use datetime.now(UTC)")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData()

turns = Table(
    "turns",
    metadata,
    Column("turn_id", Text, primary_key=True),
    Column("conversation_id", Text),
    Column("at", Moment, nullable=False),
    Column("scope", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("filter_failed", Boolean, nullable=False),
    Column("question", Text),
    Column("answer", Text),
    Column("tokens", JSON(none_as_null=True)),
    Column("page_ids", JSON, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("timings", JSON, nullable=False),
    Column("whole_ms", Float),
    Column("index_version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("prompt_hash", Text, nullable=False),
    Column("filter_version", Text, nullable=False),
    Column("failure", Text, nullable=False, server_default=""),
    Column("dropped", Integer, nullable=False, server_default="0"),
    Index("turns_conversation_id", "conversation_id"),
    Index("turns_at", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("turn_id", Text, ForeignKey("turns.turn_id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("comment", Text),
)

# What is left of a turn after its row's time: one more in a count. helpful: "yes", "no", or "" without feedback.
daily = Table(
    "daily",
    metadata,
    Column("day", Date, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("helpful", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)

# `previous` is unique, so two receipts can never follow the same one.
receipts = Table(
    "receipts",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
)
