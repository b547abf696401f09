"""Which of the supported languages a question is in; where that is unclear, it is taken to be in the page's."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from py3langid import langid  # pyright: ignore[reportMissingTypeStubs]  # it has none

from bot.replies import LANGUAGES, base

_MARGIN, _SHORT_MARGIN = 2.0, 12.0
"""How much likelier (log odds) the best language must be than the next, from three words on and below."""


_TELLING = 4
"""Words from which on the language of a sentence is judged."""


def detect(text: str, fallback: str) -> str:
    """The language of a text, or `fallback` where the guess is too close. Scripts decide before words do.

    On a page in Einfache Sprache a German question is answered in it.
    """
    found = _detected(text, base(fallback))
    return fallback if found == base(fallback) else found


def _detected(text: str, fallback: str) -> str:
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ar"
    if any("\u0400" <= letter <= "\u04ff" for letter in text):
        return "uk" if any(letter in "іїєґІЇЄҐ" for letter in text) else _guess(text, ("ru", "uk"), "ru")
    return _guess(text, LANGUAGES, fallback)


def differs(text: str, language: str) -> bool:
    """Whether a text is clearly in another language than this one; too short a text never is."""
    return len(text.split()) >= _TELLING and detect(text, base(language)) != base(language)


def _guess(text: str, languages: tuple[str, ...], fallback: str) -> str:
    ranked = [(name, score) for name, score in _identifier().rank(text) if name in languages]
    (best, first), (_, second) = ranked[:2]
    return best if first - second >= (_MARGIN if len(text.split()) >= 3 else _SHORT_MARGIN) else fallback


@cache
def _identifier() -> Any:
    identifier = cast("Any", langid.LanguageIdentifier).from_model_file(langid.MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    identifier._full_model = (identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes)  # else 28 MB for the others
    return identifier
