"""The sentences a citizen sees that no model and no source wrote: one file a language, every key in each of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("de", "en", "tr", "uk", "ru", "ar", "pl", "fr")
"""Languages a question may come in, and a reply goes out in."""

SIMPLE = "de-simple"
"""German in Einfache Sprache: a page may be in it, a question is never told to be."""

PAGE_LANGUAGES = (*LANGUAGES, SIMPLE)
"""Languages that a page, and so a reply, may be in."""

RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def catalogue(language: str) -> dict[str, dict[str, str]]:
    """The texts of a language by group and key."""
    path = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def base(language: str) -> str:
    """The language without its style: Einfache Sprache is German."""
    return language.partition("-")[0]


def isolated(number: str, language: str) -> str:
    """A phone number whose parts keep their order in a line that runs from right to left."""
    return f"\u2066{number}\u2069" if language in RIGHT_TO_LEFT else number


def text(group: str, key: str, language: str, municipality: str) -> str:
    """One text in one language, with the municipality's name put in."""
    return catalogue(language)[group][key].replace("{municipality}", municipality)
