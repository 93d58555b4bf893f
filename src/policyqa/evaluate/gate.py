"""The gate: headline figures may not fall below recorded ones by more than the noise.

A record holds a run's totals, its risk–coverage curve and every question's headline values, so that a new run is compared
question by question. A fall is more than noise when a randomisation test would see it by chance in fewer than one case in
twenty (one-sided): five questions lost and none won, say. Raising a record is recording again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from policyqa.errors import GateError, OutputError, os_reason
from policyqa.evaluate.metrics import BY_NAME, HEADLINES
from policyqa.evaluate.metrics.base import Array, Metric
from policyqa.evaluate.report.contents import Report, risk_fields, shown
from policyqa.evaluate.scoring import Scores
from policyqa.evaluate.statistics import Difference, difference

SCHEMA = "policyqa-gate/1"
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Fall:
    """A headline figure that fell by more than the noise."""

    metric: Metric
    recorded: float
    now: float
    difference: Difference


def record(report: Report, scores: Scores, path: Path) -> None:
    """Write a run's totals and its risk–coverage curve and, unless only totals may be told, each question's headline values.

    Raises:
        OutputError: the file cannot be written.
    """
    totals = {
        name: [round(figure.value, 4), round(figure.low, 4), round(figure.high, 4), figure.n]
        for name, figure in report.summary.totals.items()
    }
    fields = {
        "schema": json.dumps(SCHEMA),
        "run": json.dumps(asdict(replace(report.run, against=None)), ensure_ascii=False),
        "totals": _lines(totals),
    }
    if curve := risk_fields(report.summary.risk_coverage):
        fields["risk_coverage"] = json.dumps(curve)
    if report.scores is not None:
        fields["questions"] = _lines({str(q.id): _headlines(scores, i) for i, (q, _) in enumerate(scores.pairs)})
    text = ",\n".join(f"{json.dumps(name)}: {value}" for name, value in fields.items())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(path, os_reason(error)) from error


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record holds of every question, by its id: a list of column values for each headline metric."""

    path: Path
    questions: dict[str, dict[str, list[float | None]]]

    def columns(self, scores: Scores) -> dict[str, list[Array]]:
        """The recorded columns by metric, in the order of a run's questions.

        Raises:
            GateError: the record is one of other questions.
        """
        ids = [str(question.id) for question, _ in scores.pairs]
        if sorted(ids) != sorted(self.questions):
            raise GateError(self.path, "记录的不是这些问题")
        return {
            name: [np.array([_float(self.questions[id][name][i]) for id in ids]) for i in range(len(BY_NAME[name].columns))]
            for name in self.questions[ids[0]]
        }


def recorded(path: Path) -> Recorded:
    """The record in a file.

    Raises:
        GateError: the file cannot be read, or holds nothing of single questions.
    """
    try:
        questions = json.loads(path.read_text(encoding="utf-8"))["questions"]
    except OSError as error:
        raise GateError(path, os_reason(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise GateError(path, f"里面没有逐题的记录（{error}）") from error
    return Recorded(path, questions)


def falls(scores: Scores, record: Recorded) -> list[Fall]:
    """The headline figures of a run that are below the recorded ones by more than the noise.

    Raises:
        GateError: the record is one of other questions, or the run lacks one of its figures.
    """
    found: list[Fall] = []
    for name, before in record.columns(scores).items():
        metric = BY_NAME[name]
        after = scores.columns.get(name) or [np.full(len(scores.pairs), np.nan)] * len(before)
        change = difference(metric, before, after)
        if change is None:
            raise GateError(record.path, f"这次没有“{metric.title}”")
        # The test is two-sided and the fall one of its sides.
        if change.value < 0 and change.p / 2 < LEVEL:
            found.append(Fall(metric, float(metric.reduce(before)), float(metric.reduce(after)), change))
    return found


def hold(scores: Scores, record: Recorded) -> None:
    """Let a run pass whose headline figures hold against the recorded ones.

    Raises:
        GateError: one fell by more than the noise, or as :func:`falls` raises it.
    """
    found = falls(scores, record)
    if found:
        told = "；".join(f"{f.metric.title} {shown(f.metric, f.recorded)} → {shown(f.metric, f.now)}" for f in found)
        raise GateError(record.path, told)


def _lines(entries: dict[str, Any]) -> str:
    """A JSON object with one entry a line, so that differences read well."""
    lines = (f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(value)}" for name, value in entries.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _headlines(scores: Scores, index: int) -> dict[str, list[float | int | None]]:
    names = (name for name in HEADLINES if name in scores.columns)
    return {name: [_number(column[index]) for column in scores.columns[name]] for name in names}


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if value == int(value) else round(float(value), 4)


def _float(value: float | None) -> float:
    return np.nan if value is None else float(value)
