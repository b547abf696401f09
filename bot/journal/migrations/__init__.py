"""Alembic's scripts of the journal's schema."""
