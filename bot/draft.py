"""An answer before its words are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cite import NOTHING, Cited
from bot.events import Action, Choice, Contact, Handover, Outcome
from bot.failures import Failure
from bot.judged import Judged
from bot.material import Shown


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
    material: tuple[Shown, ...] = ()  # what a model may answer from, where one is configured
    model: str = "extractive"  # what made the sentences
    worded: bool = False  # whether a model wrote any of them
    failure: Failure | None = None  # why the model did not answer, or not alone
    dropped: int = 0  # sentences of the model that did not pass the gate
    judged: tuple[Judged, ...] = ()  # every sentence of the model with the gate's verdict; never kept
