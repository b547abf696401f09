"""How often may somebody ask? Counted for a minute, in memory only, by conversation and by network.

What is kept is a hash under a key that the process makes up and never writes down; of an address only its network goes
into it (the /24 of IPv4, the /56 of IPv6), so that one household or office is one asker and nobody can be looked up.
Several processes count each for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from secrets import token_bytes

WINDOW = 60.0
"""Seconds over which questions are counted."""


class TooManyError(RuntimeError):
    """More questions than may be asked; `seconds` until the next one may."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many questions")
        self.seconds = seconds


@dataclass(slots=True)
class Rates:
    """Counts questions. A limit of 0 is none."""

    per_conversation: int
    per_network: int
    clock: Callable[[], float] = time.monotonic
    _key: bytes = field(default_factory=lambda: token_bytes(32), init=False, repr=False)
    _asked: dict[bytes, list[float]] = field(default_factory=dict[bytes, list[float]], init=False, repr=False)
    _swept: float = field(default=0.0, init=False)

    def admit(self, conversation: str, address: str) -> None:
        """Count a question of a conversation (empty for a new one) from an address.

        Raises:
            TooManyError: the conversation or the network has asked as often as it may; the question is not counted.
        """
        now = self.clock()
        self._sweep(now)
        counted = [
            (self._hash(kind, value), limit)
            for kind, value, limit in (
                ("network", network(address), self.per_network),
                ("conversation", conversation, self.per_conversation),
            )
            if limit and value
        ]
        for name, limit in counted:
            self._check(name, limit, now)
        for name, _ in counted:
            self._asked.setdefault(name, []).append(now)

    def _check(self, name: bytes, limit: int, now: float) -> None:
        times = [asked for asked in self._asked.get(name, ()) if asked > now - WINDOW]
        if len(times) >= limit:
            raise TooManyError(math.ceil(times[-limit] + WINDOW - now))
        self._asked[name] = times

    def _hash(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._key, f"{kind}\n{value}".encode(), hashlib.sha256)[:16]

    def _sweep(self, now: float) -> None:
        """Once a minute, forget who has not asked for a minute."""
        if now - self._swept >= WINDOW:
            self._asked = {name: times for name, times in self._asked.items() if times and times[-1] > now - WINDOW}
            self._swept = now


def network(address: str) -> str:
    """The network of an address: the /24 of IPv4, the /56 of IPv6; what is no address stands for itself."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network((found, 24 if found.version == 4 else 56), strict=False))
