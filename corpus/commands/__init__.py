"""The commands of `python -m corpus`, one module each: `add` puts its arguments into the parser, the rest runs it."""
