"""The pseudonymization filter: detect personal details in a citizen's text, and mask them before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.privacy import masking
from bot.privacy.allow import Allowlist
from bot.privacy.detector import Detector, Profile
from bot.privacy.guard import guarded
from bot.privacy.masking import Masked, MaskedTurn, public, searchable
from bot.privacy.spans import LABELS, Label, Span
from bot.privacy.tagger import is_complete
from bot.privacy.version import VERSION

__all__ = [
    "LABELS",
    "VERSION",
    "Allowlist",
    "Detector",
    "Label",
    "Masked",
    "MaskedTurn",
    "Profile",
    "Span",
    "detect",
    "guarded",
    "mask",
    "public",
    "searchable",
]


@cache
def _default() -> Detector:
    return Detector("full" if is_complete() else "lite")


def detect(text: str) -> list[Span]:
    """The personal details in a text; profile `full` where its tagger is prepared, else `lite`; no allowlist."""
    return _default().detect(text)


def mask(question: str, history: Sequence[str] = (), detector: Detector | None = None) -> MaskedTurn:
    """A question and the turns before it with placeholders instead of personal details; `detector` as for `detect`."""
    return masking.mask(detector or _default(), question, history)
