"""What became of a sentence that a language model said, for those who watch the gate at work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as the model said it; `why` is a `bot.entail.reasons.Reason`, or "link", "leak", "language" or
    "repeated" where it did not get to the gate or was said before."""

    text: str
    why: str

    @property
    def passed(self) -> bool:
        """Whether it was let out."""
        return self.why == "supported"
