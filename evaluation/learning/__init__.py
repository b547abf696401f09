"""Training the upper layers of the embedding model on what citizens say: `python -m evaluation asking`."""
