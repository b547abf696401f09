"""The circuit breaker: a model server that failed several times in a row is left alone until it answers again; pure."""

from __future__ import annotations

from dataclasses import dataclass

FAILURES = 5
"""So many failures in a row open it."""

PROBE_SECONDS = 10.0
"""So long after the last attempt one more is let through to see whether the server is back."""


@dataclass(slots=True)
class Breaker:
    """Times are seconds of any clock that does not go backwards."""

    failures: int = 0
    tried: float = 0.0

    @property
    def open(self) -> bool:
        """Whether the server is left alone."""
        return self.failures >= FAILURES

    def allows(self, now: float) -> bool:
        """Whether the server may be asked; while it is left alone, one attempt each `PROBE_SECONDS`."""
        if self.open and now - self.tried < PROBE_SECONDS:
            return False
        self.tried = now
        return True

    def succeeded(self) -> None:
        """The server answered to the end."""
        self.failures = 0

    def failed(self) -> None:
        """It did not."""
        self.failures += 1
