"""How long a model is waited for: so long for the first sentence, so long in all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.failures import Failure


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Patience:
    """Begins when it is made; seconds. `spoken` is set when a first sentence can leave."""

    first: float
    whole: float
    spoken: bool = False
    began: float = field(default_factory=_now)

    @property
    def ends(self) -> float:
        """The loop's time at which waiting ends."""
        return self.began + (self.whole if self.spoken else min(self.first, self.whole))

    @property
    def reason(self) -> Failure:
        """What it is called when it has ended."""
        return Failure.SLOW if self.spoken else Failure.SLOW_START
