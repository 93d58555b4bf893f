"""Citation recall: the share of what had to be cited that was cited.

recall = |gold groups that a citation meets| / |gold groups|: all groups are wanted, any one clause meets a group. Refusals
score 0, except where refusing is open.
"""

from __future__ import annotations

from policyqa.evaluate.matching import met
from policyqa.evaluate.metrics.base import Answered, Metric, answered, mean
from policyqa.evaluate.questions import EvalQuestion


def citation_recall(question: EvalQuestion, line: Answered) -> float | None:
    """The recall of one answer's citations."""
    groups = question.clause_gold
    if not groups:
        return None
    if not answered(line) and not question.refusal_open:
        return 0.0
    return met(groups, line["citations"]) / len(groups)


METRIC = Metric("citation_recall", "引用召回率", "应引用的条款（各组都要，组内任一即可）被引用的比例", (citation_recall,), mean)
