"""Verdict accuracy: the share of questions with a gold verdict that get it. A refusal without a verdict says 文件未写明."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion
from policyqa.types import Verdict


def given(line: Answered) -> Verdict | None:
    """The verdict that an answer gives."""
    return line["verdict"] or ("文件未写明" if line["refused"] else None)


def verdict_accuracy(question: EvalQuestion, line: Answered) -> float | None:
    """Whether one verdict is right."""
    return float(given(line) == question.verdict) if question.verdict else None


def confusion(pairs: Iterable[tuple[EvalQuestion, Answered]]) -> dict[str, dict[str, int]]:
    """How often each gold verdict got each given one; 无 is none given."""
    counts = Counter((question.verdict, given(line) or "无") for question, line in pairs if question.verdict)
    golds = sorted({gold for gold, _ in counts if gold})
    return {gold: {said: n for (g, said), n in sorted(counts.items(), key=str) if g == gold} for gold in golds}


METRIC = Metric(
    "verdict", "结论正确", "有标准结论（符合、不符合、有条件、文件未写明）的问题里，结论正确的比例", (verdict_accuracy,), mean
)
