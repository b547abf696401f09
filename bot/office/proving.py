"""Step-up: what puts something live or changes accounts wants the password given a short while ago."""

from __future__ import annotations

from urllib.parse import quote

from bot.office.access import Visit
from bot.office.errors import OfficeError


class ProveError(OfficeError):
    """The password was not given lately; `path` is where to give it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            403,
            "Bitte bestätigen Sie zuerst Ihre Anmeldung.",
            "Für diesen Schritt geben Sie Ihr Passwort noch einmal ein; danach haben Sie fünfzehn Minuten.",
        )
        self.path = path


def proven(visit: Visit, back: str) -> None:
    """Refuses a step when the password was not given lately.

    Raises:
        ProveError: with the way to the form, which leads back to `back`.
    """
    if not visit.fresh():
        raise ProveError(prove_path(back))


def prove_path(back: str) -> str:
    """Where the password is given, and then back."""
    return f"/office/bestaetigen?weiter={quote(back)}"
