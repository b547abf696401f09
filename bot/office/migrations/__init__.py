"""The office's schema, step by step."""
