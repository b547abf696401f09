"""Intervals and tests: that they say what a textbook says, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation import intervals


def test_an_interval_of_a_share_is_about_as_wide_as_the_normal_one() -> None:
    values = np.array([1.0] * 80 + [0.0] * 20)[:, None]
    found = intervals.means(values)[0]
    assert found.value == pytest.approx(0.8)
    assert (found.low, found.high) == pytest.approx((0.8 - 1.96 * 0.04, 0.8 + 1.96 * 0.04), abs=0.015)


def test_an_interval_is_the_same_each_time() -> None:
    values = np.random.default_rng(0).random((50, 3))
    assert intervals.means(values) == intervals.means(values)


def test_a_measure_counts_only_the_cases_that_have_it() -> None:
    values = np.array([[1.0, np.nan, np.nan], [0.0, 1.0, np.nan]])
    first, second, third = intervals.means(values)
    assert first.value == 0.5
    assert (second.value, second.low, second.high) == (1, 1, 1)
    assert np.isnan([third.value, third.low, third.high]).all()


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    draws = np.random.default_rng(1)
    covered = [
        found.low <= 0.7 <= found.high
        for _ in range(100)
        for found in intervals.means((draws.random((120, 1)) < 0.7).astype(np.float64), resamples=400)
    ]
    assert sum(covered) >= 88


def test_a_difference_of_the_same_cases_is_surer_than_that_of_others() -> None:
    before = np.random.default_rng(2).random((200, 1))
    found = intervals.differences(before, before + 0.05)[0]
    assert (found.value, found.low, found.high) == pytest.approx((0.05, 0.05, 0.05))


def test_a_case_that_one_run_lacks_counts_for_no_difference() -> None:
    before, after = np.array([[1.0], [np.nan], [0.0]]), np.array([[1.0], [1.0], [1.0]])
    assert intervals.differences(before, after)[0].value == 0.5


@pytest.mark.parametrize(("fixed", "broken", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (8, 2, 0.109375), (3, 3, 1.0)])
def test_mcnemars_test_is_exact(fixed: int, broken: int, p: float) -> None:
    before = np.array([False] * fixed + [True] * broken + [True] * 30)
    after = np.array([True] * fixed + [False] * broken + [True] * 30)
    found = intervals.mcnemar(before, after)
    assert (found.fixed, found.broken, found.p) == (fixed, broken, pytest.approx(p))


def test_the_area_under_the_curve_counts_pairs_and_half_of_the_ties() -> None:
    right = np.array([True, True, False, False])
    found = intervals.auc(right, np.array([0.9, 0.4, 0.4, 0.1]))
    assert found.value == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert found.low <= found.value <= found.high <= 1


def test_a_percentile_lies_in_its_interval() -> None:
    found = intervals.percentile(np.random.default_rng(3).exponential(30, 300), 95)
    assert found.low < found.value < found.high
