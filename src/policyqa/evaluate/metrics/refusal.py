"""Refusal, with "not answerable" as the class to find.

- precision = refused and unanswerable / refused
- recall = refused and unanswerable / unanswerable
- balanced accuracy = (recall + answered and answerable / answerable) / 2 (Brodersen et al. 2010): refusing everything scores .5

Questions of which it is not known whether they are answerable, and those where refusing is open, are left out.
"""

from __future__ import annotations

from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion


def refusal_precision(question: EvalQuestion, line: Answered) -> float | None:
    """Of a refused question, whether refusing was right."""
    return float(not question.answerable) if _judged(question) and line["refused"] else None


def refusal_recall(question: EvalQuestion, line: Answered) -> float | None:
    """Of an unanswerable question, whether it was refused."""
    return float(line["refused"]) if _judged(question) and not question.answerable else None


def answer_rate(question: EvalQuestion, line: Answered) -> float | None:
    """Of an answerable question, whether it was answered."""
    return float(not line["refused"]) if _judged(question) and question.answerable else None


def _judged(question: EvalQuestion) -> bool:
    return question.answerable is not None and not question.refusal_open


PRECISION = Metric("refusal_precision", "拒答准确率", "拒答的问题里，确实答不了的比例", (refusal_precision,), mean)
RECALL = Metric("refusal_recall", "拒答召回率", "答不了的问题里，被拒答的比例", (refusal_recall,), mean)
ANSWER_RATE = Metric("answer_rate", "应答率", "能答的问题里，给出回答的比例", (answer_rate,), mean)
BALANCED = Metric(
    "refusal_balanced", "拒答平衡准确率", "拒答召回率与应答率的平均；全拒或全答都只有 50%", (refusal_recall, answer_rate), mean
)
