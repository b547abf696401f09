"""The journal: what was asked and answered, masked, for as long as it is needed and no longer."""

from bot.journal.errors import JournalError
from bot.journal.keys import Keys
from bot.journal.receipts import Receipt
from bot.journal.retention import Purged
from bot.journal.statistics import Stats
from bot.journal.store import Erased, Journal
from bot.journal.turns import REASONS, ClosedTurn, Feedback, OpenedTurn, Reason, State, Turn

__all__ = [
    "REASONS",
    "ClosedTurn",
    "Erased",
    "Feedback",
    "Journal",
    "JournalError",
    "Keys",
    "OpenedTurn",
    "Purged",
    "Reason",
    "Receipt",
    "State",
    "Stats",
    "Turn",
]
