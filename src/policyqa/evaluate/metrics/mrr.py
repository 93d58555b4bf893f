"""MRR@10: one over the rank of the first retrieved gold clause, 0 when it is not among the first ten.

RR = 1 / min{i : rᵢ meets a gold clause} (Voorhees 1999, TREC-8 question answering track), averaged over questions.
"""

from __future__ import annotations

from policyqa.evaluate.matching import right
from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion

CUTOFF = 10


def reciprocal_rank(question: EvalQuestion, line: Answered) -> float | None:
    """The reciprocal rank of one question."""
    if not question.clause_gold:
        return None
    ranked = enumerate(line["retrieved"][:CUTOFF], start=1)
    return next((1 / rank for rank, found in ranked if right(question, found)), 0.0)


METRIC = Metric("mrr_10", "MRR@10", "检索结果里第一条标准条款名次的倒数，十名之外为 0", (reciprocal_rank,), mean)
