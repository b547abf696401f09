"""Why a model's answer was not used, or not alone: the closed list of journal, figures and log."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """What went wrong; the citizen got the extractive answer instead, or behind what had been said already."""

    CIRCUIT_OPEN = "circuit_open"  # it failed too often just now and was not asked
    BUSY = "busy"  # as many answers as may were already being made
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # an HTTP error, or words such as "I can't help"
    SLOW_START = "slow_start"  # no sentence in time
    SLOW = "slow"  # not finished in time
    BROKEN_OFF = "broken_off"
    MALFORMED = "malformed"  # not the protocol, or nothing of what was asked for
    OVERLONG = "overlong"
    WRONG_LANGUAGE = "wrong_language"
    UNSUPPORTED = "unsupported"  # the gate left too little
    NONE = "none"  # it says that no passage answers the question
    FAULT = "fault"  # our own code failed on what it said


OF_THE_SERVER = frozenset(
    {
        Failure.UNREACHABLE,
        Failure.REFUSED,
        Failure.SLOW_START,
        Failure.SLOW,
        Failure.BROKEN_OFF,
        Failure.MALFORMED,
    }
)
"""What counts against the server; the others are about what the model said."""


class ModelError(RuntimeError):
    """The model gave no usable answer; `reason` says why, and nothing of what it said."""

    def __init__(self, reason: Failure) -> None:
        self.reason = reason
        super().__init__(reason.value)
