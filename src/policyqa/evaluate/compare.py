"""Two runs over the same questions: what the second gains and loses against the first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from policyqa.contract import QuestionId
from policyqa.evaluate.metrics import ALL
from policyqa.evaluate.metrics.base import Metric
from policyqa.evaluate.scoring import Scores
from policyqa.evaluate.statistics import Difference, difference

#: Differences of a question's value below this are rounding.
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in both runs: its figures, how they differ, and the questions that got better and worse."""

    metric: Metric
    before: float
    after: float
    difference: Difference
    gained: tuple[QuestionId, ...]
    lost: tuple[QuestionId, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All metrics that both runs have, in the order of reports; ``flows`` counts (gained, lost) by kind for each metric."""

    changes: tuple[Change, ...]
    flows: dict[str, dict[str, tuple[int, int]]]


def compare(before: Scores, after: Scores) -> Comparison:
    """What ``after`` gains and loses against ``before``.

    Raises:
        ValueError: the runs do not hold the same questions in the same order.
    """
    if [question.id for question, _ in before.pairs] != [question.id for question, _ in after.pairs]:
        raise ValueError("both runs must hold the same questions in the same order")
    changes: list[Change] = []
    flows: dict[str, dict[str, tuple[int, int]]] = {}
    for metric in ALL:
        a, b = before.columns.get(metric.name), after.columns.get(metric.name)
        found = difference(metric, a, b) if a and b else None
        if a is None or b is None or found is None:
            continue
        gained, lost = _moved(metric, before, after)
        ids = [question.id for question, _ in after.pairs]
        changes.append(
            Change(
                metric,
                float(metric.reduce(a)),
                float(metric.reduce(b)),
                found,
                tuple(ids[i] for i in gained),
                tuple(ids[i] for i in lost),
            )
        )
        flows[metric.name] = _by_kind(after, gained, lost)
    return Comparison(tuple(changes), flows)


def _moved(metric: Metric, before: Scores, after: Scores) -> tuple[list[int], list[int]]:
    """Indices of the questions whose value got better, and worse. Values that only one run has are not compared."""
    if metric.better is None or metric.unit == "毫秒":
        return [], []
    moves = np.zeros(len(after.pairs))
    for a, b in zip(before.columns[metric.name], after.columns[metric.name], strict=True):
        moves += np.nan_to_num(b - a)
    if metric.better == "低":
        moves = -moves
    return np.flatnonzero(moves > _DUST).tolist(), np.flatnonzero(moves < -_DUST).tolist()


def _by_kind(scores: Scores, gained: list[int], lost: list[int]) -> dict[str, tuple[int, int]]:
    kinds = [question.kind for question, _ in scores.pairs]
    up, down = Counter(kinds[i] for i in gained), Counter(kinds[i] for i in lost)
    return {kind: (up[kind], down[kind]) for kind in dict.fromkeys(kinds)}
