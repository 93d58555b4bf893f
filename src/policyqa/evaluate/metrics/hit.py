"""hit@k of citations: the share of questions of which one of the first k citations is a gold clause.

hit@k = 1 if any of c₁ … c_k meets any gold clause, else 0 (Voorhees 1999, "success at k"). A refusal scores 0 where an answer
was wanted: it names nearest clauses but stands on none. Where refusing is open, its citations count.
"""

from __future__ import annotations

from policyqa.evaluate.matching import right
from policyqa.evaluate.metrics.base import Answered, Column, Metric, answered, mean
from policyqa.evaluate.questions import EvalQuestion


def hit(k: int) -> Column:
    """The column of hit@k."""

    def score(question: EvalQuestion, line: Answered) -> float | None:
        if not question.clause_gold:
            return None
        stands = answered(line) or question.refusal_open
        return float(stands and any(right(question, citation) for citation in line["citations"][:k]))

    return score


HIT_1 = Metric("hit_1", "首条引用命中", "第一条引用就是标准条款的问题所占比例；该答而拒答的算未命中", (hit(1),), mean)
HIT_3 = Metric("hit_3", "前三引用命中", "前三条引用中有标准条款的问题所占比例", (hit(3),), mean)
