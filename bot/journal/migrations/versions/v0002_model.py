"""Why a model did not answer, and how many of its sentences did not pass the gate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add both columns; rows from before had no model."""
    op.add_column("turns", sa.Column("failure", sa.Text, nullable=False, server_default=""))
    op.add_column("turns", sa.Column("dropped", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("turns") as table:
        table.drop_column("dropped")
        table.drop_column("failure")
