"""Intervals and tests against cases whose answer is known."""

from math import comb

import numpy as np
import pytest

from policyqa.evaluate.metrics import BY_NAME
from policyqa.evaluate.statistics import difference, figure

HIT = BY_NAME["hit_1"]
BALANCED = BY_NAME["refusal_balanced"]
NAN = np.nan


def values(ones: int, zeros: int) -> np.ndarray:
    return np.array([1.0] * ones + [0.0] * zeros)


def test_figure_counts_only_questions_that_it_applies_to() -> None:
    found = figure(HIT, [np.array([1.0, NAN, 0.0, 1.0, NAN, 1.0])])
    assert found is not None
    assert (found.value, found.n) == (0.75, 4)
    assert found.low <= 0.75 <= found.high
    assert figure(HIT, [np.array([NAN, NAN])]) is None


def test_interval_is_near_that_of_the_binomial() -> None:
    found = figure(HIT, [values(80, 20)])
    assert found is not None
    # normal approximation: .8 ± 1.96 · √(.8 · .2 / 100) = .8 ± .078
    assert found.low == pytest.approx(0.722, abs=0.015)
    assert found.high == pytest.approx(0.878, abs=0.015)


def test_the_same_seed_gives_the_same_figures() -> None:
    assert figure(HIT, [values(30, 20)]) == figure(HIT, [values(30, 20)])
    assert figure(HIT, [values(700, 333)], seed=1) != figure(HIT, [values(700, 333)], seed=2)


def test_two_columns() -> None:
    found = figure(BALANCED, [np.array([1.0, 0.0, NAN, NAN]), np.array([NAN, NAN, 1.0, 1.0])])
    assert found is not None
    assert (found.value, found.n) == (0.75, 4)
    assert figure(BALANCED, [np.array([1.0]), np.array([NAN])]) is None


class TestDifference:
    def test_five_won_none_lost(self) -> None:
        before, after = values(50, 50), values(55, 45)
        found = difference(HIT, [before], [after])
        assert found is not None
        assert found.value == pytest.approx(0.05)
        # All five coins have to fall alike, either way: 2 / 2⁵.
        assert found.p == pytest.approx(2 / 2**5, abs=0.01)
        assert 0 <= found.low < 0.05 < found.high

    def test_won_and_lost_alike(self) -> None:
        before = np.array([1.0, 0.0] * 20)
        found = difference(HIT, [before], [1 - before])
        assert found is not None
        assert (found.value, found.p) == (0, 1)

    def test_p_is_that_of_the_sign_test(self) -> None:
        before, after = values(9, 3), np.array([1.0] * 8 + [0.0] + [1.0] * 3)  # three won, one lost
        found = difference(HIT, [before], [after])
        assert found is not None
        two_sided = 2 * sum(comb(4, k) for k in (3, 4)) / 2**4
        assert found.p == pytest.approx(two_sided, abs=0.02)

    def test_no_difference(self) -> None:
        found = difference(HIT, [values(5, 5)], [values(5, 5)])
        assert found is not None
        assert (found.value, found.low, found.high, found.p) == (0, 0, 0, 1)

    def test_values_that_one_run_lacks(self) -> None:
        assert difference(HIT, [np.array([NAN])], [np.array([1.0])]) is None
        found = difference(HIT, [np.array([1.0, NAN, 0.0])], [np.array([1.0, 1.0, 1.0])])
        assert found is not None
        assert found.value == pytest.approx(0.5)
