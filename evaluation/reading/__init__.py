"""Trains the gate's reader (bot/entail/reader.py) from the embedding model's weights."""
