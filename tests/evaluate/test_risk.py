"""The risk–coverage curve, worked by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from policyqa.evaluate.risk import POINTS, risk_coverage

Make = Callable[..., Any]


def test_curve_area_and_where_the_run_stands(question: Make, line: Make) -> None:
    gold = (("d 一",),)
    pairs = [
        (question(gold), line(retrieved=["d 一"], confidence=0.9)),
        (question(gold), line(retrieved=["d 二"], confidence=0.8)),
        (question(gold), line(retrieved=["d 一"], confidence=0.7)),
        (question(answerable=False), line(retrieved=["d 一"], confidence=0.1, refused=True)),
        (question(), line(retrieved=["d 一"], confidence=1.0)),
    ]
    found = risk_coverage(pairs)
    assert found is not None
    assert [(p.threshold, p.coverage, p.risk) for p in found.points] == [
        (0.9, 1 / 4, 0), (0.8, 2 / 4, 1 / 2), (0.7, 3 / 4, 1 / 3), (0.1, 1, 2 / 4),
    ]  # fmt: skip
    assert found.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert (found.answered.coverage, found.answered.risk, found.answered.threshold) == (3 / 4, 1 / 3, 0.7)


def test_best_retrieved_score_is_the_confidence_where_none_is_given(question: Make, line: Make) -> None:
    found = risk_coverage([(question((("d 一",),)), line(retrieved=["d 一", "d 二"])), (question((("d 一",),)), line())])
    assert found is not None
    assert [(p.threshold, p.risk) for p in found.points] == [(1.0, 0), (0.0, 1 / 2)]


def test_equal_confidence_is_one_point(question: Make, line: Make) -> None:
    pairs = [(question((("d 一",),)), line(retrieved=[f"d {c}"], confidence=0.5)) for c in "一二三"]
    found = risk_coverage(pairs)
    assert found is not None
    assert [(p.coverage, p.risk) for p in found.points] == [(1, pytest.approx(2 / 3))]


def test_long_curves_are_thinned_and_keep_their_ends(question: Make, line: Make) -> None:
    pairs = [(question((("d 一",),)), line(retrieved=["d 一"], confidence=i / 500)) for i in range(500)]
    found = risk_coverage(pairs)
    assert found is not None
    assert len(found.points) <= POINTS + 1
    assert (found.points[0].coverage, found.points[-1].coverage) == (1 / 500, 1)


def test_nothing_is_known(question: Make, line: Make) -> None:
    assert risk_coverage([(question(), line())]) is None
