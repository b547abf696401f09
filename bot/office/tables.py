"""The office's tables. The audit log is append-only: the database itself refuses to change or delete a row of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from bot.journal.tables import Moment

VERSION_TABLE: Final = "office_version"

metadata = MetaData()

# `secret` is an argon2 hash; None for who signs in elsewhere. `email` is in small letters and names the account.
people = Table(
    "office_people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("secret", Text),
    Column("roles", JSON, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("fails", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("made", Moment, nullable=False),
)

# `key` is the SHA-256 of the cookie's token: who reads the database cannot sign in with it.
sessions = Table(
    "office_sessions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", Text, ForeignKey("office_people.id", ondelete="CASCADE"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("proven", Moment, nullable=False),
    Index("office_sessions_person", "person"),
)

# Sign-ins that were begun at the service: `key` is the SHA-256 of a cookie's token, `session` the one to prove anew.
attempts = Table(
    "office_attempts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("further", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("made", Moment, nullable=False),
)

# Who somebody is at the service. An address may be given to another person there; issuer and subject never are.
identities = Table(
    "office_identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person", Text, ForeignKey("office_people.id", ondelete="CASCADE"), nullable=False),
    Column("made", Moment, nullable=False),
)

audit = Table(
    "office_audit",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
)

# Long work. `wanted` is what was asked for, `progress` how far it is, `result` what came of it; all JSON.
jobs = Table(
    "office_jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("ended", Moment),
    Column("tries", Integer, nullable=False),
    Column("wanted", JSON, nullable=False),
    Column("progress", JSON, nullable=False),
    Column("result", JSON, nullable=False),
    Index("office_jobs_made", "made"),
)

# Which state of the pages folder a version was made of, so that a rollback brings both back.
published = Table(
    "office_published",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
)
