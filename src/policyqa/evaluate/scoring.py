"""Answers scored: every metric of every question, and the figures of the whole run and of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from policyqa.evaluate.metrics import ALL, verdict
from policyqa.evaluate.metrics.base import Answered, Array, Metric
from policyqa.evaluate.metrics.latency import latency
from policyqa.evaluate.questions import EvalQuestion
from policyqa.evaluate.risk import RiskCoverage, risk_coverage
from policyqa.evaluate.statistics import Figure, figure

Pair = tuple[EvalQuestion, Answered]

#: Lists that an answer line holds by its contract; metrics of deeper ranks need a system that was asked for more.
CONTRACT_DEPTH = 10
#: A document with fewer questions gets no line of its own: its interval would span most of the scale.
QUESTIONS_A_DOCUMENT = 5
BINS = 24


@dataclass(frozen=True, slots=True)
class Scores:
    """Per-question values: for each metric that applies its columns of shape ``(questions,)``, NaN where it does not."""

    pairs: Sequence[Pair]
    columns: dict[str, list[Array]]

    def of(self, metric: Metric, index: int) -> float | None:
        """The metric's value for one question: of its first column that applies."""
        values = (float(column[index]) for column in self.columns.get(metric.name, ()))
        return next((value for value in values if not np.isnan(value)), None)

    def only(self, indices: Sequence[int]) -> dict[str, list[Array]]:
        """The columns of some of the questions."""
        chosen = np.asarray(indices, dtype=np.int64)
        return {name: [column[chosen] for column in columns] for name, columns in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts between ascending edges; one more edge than counts."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A run's figures. ``groups`` is by what divides the questions (kind, role, document), by its values, by metric."""

    totals: dict[str, Figure]
    groups: dict[str, dict[str, dict[str, Figure]]]
    sizes: dict[str, dict[str, int]]
    verdicts: dict[str, dict[str, int]]
    risk_coverage: RiskCoverage | None
    latency: Histogram | None


def score(pairs: Sequence[Pair]) -> Scores:
    """All metrics of all questions; those that apply to none are left out."""
    columns: dict[str, list[Array]] = {}
    for metric in _measurable(pairs):
        values = [np.array([_value(column(*pair)) for pair in pairs]) for column in metric.columns]
        if not all(np.isnan(column).all() for column in values):
            columns[metric.name] = values
    return Scores(pairs, columns)


def summarise(scores: Scores) -> Summary:
    """The figures of the run and of its kinds, roles and documents."""
    members = _members(scores.pairs)
    return Summary(
        totals=_figures(scores.columns),
        groups={
            by: {name: _figures(scores.only(indices)) for name, indices in groups.items()} for by, groups in members.items()
        },
        sizes={by: {name: len(indices) for name, indices in groups.items()} for by, groups in members.items()},
        verdicts=verdict.confusion(scores.pairs),
        risk_coverage=risk_coverage(scores.pairs),
        latency=_histogram([value for pair in scores.pairs if (value := latency(*pair)) is not None]),
    )


def _measurable(pairs: Iterable[Pair]) -> list[Metric]:
    depth = max((len(line["retrieved"]) for _, line in pairs), default=0)
    return [metric for metric in ALL if metric.depth <= CONTRACT_DEPTH or depth > CONTRACT_DEPTH]


def _value(value: float | None) -> float:
    return np.nan if value is None else value


def _figures(columns: dict[str, list[Array]]) -> dict[str, Figure]:
    figures = {metric.name: figure(metric, columns[metric.name]) for metric in ALL if metric.name in columns}
    return {name: found for name, found in figures.items() if found is not None}


def _members(pairs: Sequence[Pair]) -> dict[str, dict[str, list[int]]]:
    """Indices of the questions of each kind, role and document. A question may concern several documents."""
    members: dict[str, dict[str, list[int]]] = {"kind": {}, "role": {}, "document": {}}
    for index, (question, _) in enumerate(pairs):
        for by, names in (("kind", [question.kind]), ("role", [question.role]), ("document", list(question.documents))):
            for name in filter(None, names):
                members[by].setdefault(name, []).append(index)
    members["document"] = {
        name: indices for name, indices in sorted(members["document"].items()) if len(indices) >= QUESTIONS_A_DOCUMENT
    }
    return {by: groups for by, groups in members.items() if len(groups) > 1}


def _histogram(values: Sequence[float]) -> Histogram | None:
    """Counts of the values; the slowest hundredth is in the last bin, lest one outlier flatten the rest."""
    if not values:
        return None
    top = float(np.quantile(values, 0.99)) * 1.02
    counts, edges = np.histogram(np.minimum(values, top), bins=BINS, range=(0.0, top))
    return Histogram(tuple(float(edge) for edge in edges), tuple(int(count) for count in counts))
