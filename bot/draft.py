"""An answer before its words are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cite import NOTHING, Cited
from bot.events import Action, Choice, Contact, Handover, Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """What came of a question, and what goes with it."""

    outcome: Outcome
    text: str = ""
    cited: Cited = NOTHING
    actions: tuple[Action, ...] = ()
    choices: tuple[Choice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    handover: Handover | None = None
    scores: Mapping[str, float] = field(default_factory=dict[str, float])  # of the best page found
    note: str = ""  # what the bot itself says of it, beside quoted sentences
