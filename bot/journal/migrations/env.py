"""Run by alembic; the connection comes from `bot.journal.migrate`, which has opened the transaction."""

from __future__ import annotations

from alembic import context

from bot.journal.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
