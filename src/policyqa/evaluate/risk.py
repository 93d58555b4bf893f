"""The risk–coverage curve of the refusal threshold (El-Yaniv & Wiener 2010; Geifman & El-Yaniv 2017).

A system that answers only above a threshold of its confidence covers a share of the questions; the risk is the share of those
covered that go wrong. Every question counts as covered by what retrieval puts first, refused or not, so that the curve tells
what any threshold would give: right is a first clause that is gold; an unanswerable question is wrong whatever stands first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyqa.evaluate.matching import right
from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.questions import EvalQuestion

#: Points that a report keeps.
POINTS = 60


@dataclass(frozen=True, slots=True)
class Point:
    """Answering what has at least ``threshold`` confidence."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The curve from the surest question to all, the mean risk over it (AURC, lower is better), and where the run stands."""

    points: tuple[Point, ...]
    area: float
    answered: Point


def risk_coverage(pairs: Sequence[tuple[EvalQuestion, Answered]]) -> RiskCoverage | None:
    """The curve over the questions of which it is known what is right; None without any."""
    judged = [
        (confidence(line), question.answerable is not False and _first_is_right(question, line), line["refused"])
        for question, line in pairs
        if question.gold or question.answerable is False
    ]
    if not judged:
        return None
    judged.sort(key=lambda one: -one[0])
    points: list[Point] = []
    wrong = 0
    for count, (threshold, is_right, _) in enumerate(judged, start=1):
        wrong += not is_right
        points.append(Point(threshold, count / len(judged), wrong / count))
    area = sum(point.risk for point in points) / len(points)
    return RiskCoverage(_thinned(_without_ties(points)), area, _now(judged))


def confidence(line: Answered) -> float:
    """How sure the system is: what it says itself, else the best retrieved score."""
    given = line.get("confidence")
    if given is not None:
        return given
    return line["retrieved"][0]["score"] if line["retrieved"] else 0.0


def _first_is_right(question: EvalQuestion, line: Answered) -> bool:
    return any(right(question, found) for found in line["retrieved"][:1])


def _now(judged: Sequence[tuple[float, bool, bool]]) -> Point:
    """What the run itself answered: its coverage, its risk, and the least confidence among what it answered."""
    answered = [(sure, is_right) for sure, is_right, refused in judged if not refused]
    if not answered:
        return Point(0.0, 0.0, 0.0)
    wrong = sum(not is_right for _, is_right in answered)
    return Point(min(sure for sure, _ in answered), len(answered) / len(judged), wrong / len(answered))


def _without_ties(points: Sequence[Point]) -> list[Point]:
    """Only the last of equal thresholds: none lies between them."""
    return [p for p, after in zip(points, [*points[1:], None], strict=True) if after is None or after.threshold != p.threshold]


def _thinned(points: list[Point]) -> tuple[Point, ...]:
    step = max(1, -(-len(points) // POINTS))
    return tuple([*points[:-1:step], points[-1]])
