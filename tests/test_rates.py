"""How often may somebody ask: a minute on a clock that the test turns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.rates import Rates, TooManyError, network

ONE, OTHER = "a" * 32, "b" * 32


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Gate:
    """Rates, and whether a question is let in."""

    per_conversation: int = 0
    per_network: int = 0
    clock: Clock = field(default_factory=Clock)
    rates: Rates = field(init=False)

    def __post_init__(self) -> None:
        self.rates = Rates(self.per_conversation, self.per_network, self.clock)

    def lets_in(self, conversation: str = "", address: str = "203.0.113.7") -> bool:
        try:
            self.rates.admit(conversation, address)
        except TooManyError:
            return False
        return True


def test_a_network_may_ask_as_often_as_the_limit_and_no_oftener() -> None:
    gate = Gate(per_network=15)
    assert [gate.lets_in() for _ in range(17)] == [True] * 15 + [False] * 2


def test_a_conversation_may_ask_as_often_as_the_limit_from_wherever_it_comes() -> None:
    gate = Gate(per_conversation=3)
    assert [gate.lets_in(ONE, f"198.51.{n}.1") for n in range(4)] == [True] * 3 + [False]
    assert gate.lets_in(OTHER)


def test_neighbours_are_not_affected() -> None:
    gate = Gate(per_network=2)
    assert [gate.lets_in(address="203.0.113.7") for _ in range(3)] == [True, True, False]
    assert not gate.lets_in(address="203.0.113.200")
    assert gate.lets_in(address="203.0.114.7")
    assert gate.lets_in(address="2001:db8::1")


def test_a_question_that_was_refused_does_not_count() -> None:
    gate = Gate(per_network=1)
    assert gate.lets_in()
    for _ in range(59):
        gate.clock.now += 1
        assert not gate.lets_in()
    gate.clock.now += 1
    assert gate.lets_in()


def test_whoever_asks_too_often_hears_when_the_next_question_may_come() -> None:
    gate = Gate(per_network=2)
    gate.lets_in()
    gate.clock.now += 20.5
    gate.lets_in()
    with pytest.raises(TooManyError) as error:
        gate.rates.admit("", "203.0.113.7")
    assert error.value.seconds == 40
    gate.clock.now += 40
    assert gate.lets_in()
    assert not gate.lets_in()


def test_a_limit_of_0_is_none() -> None:
    gate = Gate()
    assert all(gate.lets_in(ONE) for _ in range(1000))


def test_who_has_not_asked_for_a_minute_is_forgotten() -> None:
    gate = Gate(per_network=5)
    for n in range(256):
        gate.lets_in(address=f"10.0.{n}.1")
    gate.clock.now += 61
    gate.lets_in(address="10.1.0.1")
    assert len(gate.rates._asked) == 1  # pyright: ignore[reportPrivateUsage]  # what is kept shows nowhere else


def test_neither_address_nor_conversation_is_kept() -> None:
    gate = Gate(per_conversation=5, per_network=5)
    gate.lets_in(ONE, "203.0.113.7")
    kept = repr(gate.rates._asked)  # pyright: ignore[reportPrivateUsage]  # what is kept shows nowhere else
    assert len(gate.rates._asked) == 2  # pyright: ignore[reportPrivateUsage]
    assert "203.0" not in kept
    assert "aaaa" not in kept
    assert "_key" not in repr(gate.rates)


def test_another_process_has_another_key() -> None:
    one, other = Gate(per_network=5), Gate(per_network=5)
    one.lets_in()
    other.lets_in()
    assert set(one.rates._asked) != set(other.rates._asked)  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2345::1", "2001:db8:1:2300::/56"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_the_network_of_an_address(address: str, found: str) -> None:
    assert network(address) == found
