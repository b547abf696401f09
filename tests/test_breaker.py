"""The circuit breaker, with a clock in the test's hand."""

from __future__ import annotations

from bot.breaker import FAILURES, PROBE_SECONDS, Breaker


def broken(at: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.allows(at)
        breaker.failed()
    return breaker


def test_it_opens_after_five_failures_in_a_row() -> None:
    assert FAILURES == 5
    assert not broken(100.0).allows(100.0)


def test_a_success_between_failures_keeps_it_closed() -> None:
    breaker = Breaker(failures=4)
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows(0.0)


def test_one_attempt_is_let_through_every_ten_seconds() -> None:
    breaker = broken(100.0)
    assert PROBE_SECONDS == 10
    let = [second for second in range(100, 131) if breaker.allows(float(second))]
    assert let == [110, 120, 130]


def test_a_probe_that_succeeds_closes_it() -> None:
    breaker = broken(100.0)
    assert breaker.allows(110.0)
    breaker.succeeded()
    assert breaker.allows(110.1)


def test_a_probe_that_fails_leaves_it_open() -> None:
    breaker = broken(100.0)
    assert breaker.allows(110.0)
    breaker.failed()
    assert not breaker.allows(110.1)
