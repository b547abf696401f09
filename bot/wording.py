"""The words of the page without JavaScript: the widget's catalogues, dates and periods as each language has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.units import format_unit

from bot import replies

_CATALOGUES = Path(__file__).with_name("widget") / "src" / "catalogues"

NAMES = {
    "de": "Deutsch",
    "de-simple": "Einfache Sprache",
    "en": "English",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "pl": "Polski",
    "fr": "Français",
}
"""Each language under its own name."""


@cache
def _catalogue(language: str) -> dict[str, str]:
    return json.loads((_CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wording:
    """Says what the page says, in one language."""

    language: str

    def __call__(self, name: str, **values: object) -> str:
        """A text of the widget's catalogue, `{name}` replaced by its value."""
        text = _catalogue(self.language)[name]
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", str(value))
        return text

    @property
    def tag(self) -> str:
        """The language for `lang`: Einfache Sprache is German."""
        return replies.base(self.language)

    @property
    def _locale(self) -> str:
        """For people who live in Germany: in English, too, a day comes before its month."""
        return "en_GB" if self.tag == "en" else self.tag

    def direction(self, language: str = "") -> str:
        """The writing direction of a language, else of this one."""
        return "rtl" if (language or self.language) in replies.RIGHT_TO_LEFT else "ltr"

    def day(self, day: date) -> str:
        """A date, its month in words."""
        return format_date(day, "long", locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """A point in time, in the clock of this machine."""
        return format_datetime(moment.astimezone(), "long", locale=self._locale)

    def days(self, days: int) -> str:
        """A number of days in words."""
        return format_unit(days, "duration-day", locale=self._locale)
