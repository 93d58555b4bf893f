"""Fusion of ranked lists, worked by hand."""

import pytest

from policyqa.retrieve.fusion import convex, normalised

A, B, C = ("d", "一"), ("d", "二"), ("d", "三")


def test_scores_are_stretched_between_the_least_and_the_greatest() -> None:
    assert normalised({A: 12.0, B: 7.0, C: 2.0}) == {A: 1.0, B: 0.5, C: 0.0}
    assert normalised({A: 3.0, B: 3.0}) == {A: 1.0, B: 1.0}
    assert normalised({A: -1.0}) == {A: 1.0}
    assert normalised({}) == {}


def test_a_weighted_sum() -> None:
    lexical = {A: 12.0, B: 7.0, C: 2.0}  # 1, .5, 0
    dense = {B: 0.9, C: 0.8}  # 1, 0
    fused = convex([(0.6, lexical), (0.4, dense)])
    assert fused == pytest.approx({A: 0.6, B: 0.6 * 0.5 + 0.4, C: 0.0})


def test_the_scale_of_a_list_does_not_matter() -> None:
    lexical, dense = {A: 12.0, B: 7.0, C: 2.0}, {B: 0.9, C: 0.8}
    tenfold = {key: 10 * score + 5 for key, score in lexical.items()}
    assert convex([(0.5, tenfold), (0.5, dense)]) == pytest.approx(convex([(0.5, lexical), (0.5, dense)]))


def test_an_empty_list_adds_nothing() -> None:
    assert convex([(0.5, {}), (0.5, {A: 2.0, B: 1.0})]) == {A: 0.5, B: 0.0}
    assert convex([]) == {}
