"""Answer length: mean number of characters of the direct answers, white space not counted, refusals left out."""

from __future__ import annotations

from policyqa.evaluate.metrics.base import Answered, Metric, answered, mean
from policyqa.evaluate.questions import EvalQuestion


def length(question: EvalQuestion, line: Answered) -> float | None:
    """Characters of one answer."""
    return float(len("".join(line["answer"].split()))) if answered(line) else None


METRIC = Metric("length", "回答长度", "直接回答的平均字数", (length,), mean, unit="字", better=None)
