"""recall@k of retrieval: the share of gold groups that one of the first k retrieved clauses meets.

recall@k = |gold groups met by r₁ … r_k| / |gold groups| (Manning, Raghavan & Schütze 2008, ch. 8). Refusing plays no part.
"""

from __future__ import annotations

from policyqa.evaluate.matching import met, right
from policyqa.evaluate.metrics.base import Answered, Column, Metric, mean
from policyqa.evaluate.questions import EvalQuestion

#: A list of ten is what every answer line holds; twenty needs a system that was asked for more.
DEPTHS = (1, 5, 10, 20)


def recall(k: int) -> Column:
    """The column of recall@k."""

    def score(question: EvalQuestion, line: Answered) -> float | None:
        groups = question.clause_gold
        return met(groups, line["retrieved"][:k]) / len(groups) if groups else None

    return score


def _first_is_gold(question: EvalQuestion, line: Answered) -> float | None:
    return float(any(right(question, found) for found in line["retrieved"][:1])) if question.clause_gold else None


RECALLS = tuple(
    Metric(f"recall_{k}", f"检索召回@{k}", f"标准条款（按组）出现在检索结果前 {k} 条里的比例", (recall(k),), mean, depth=k)
    for k in DEPTHS
)
RETRIEVAL_HIT_1 = Metric("retrieval_hit_1", "检索首条命中", "检索结果第一条就是标准条款的问题所占比例", (_first_is_gold,), mean)
