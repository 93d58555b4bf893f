"""nDCG@10 with binary gains: how early the gold clauses stand in the retrieved list.

DCG = Σᵢ gᵢ / log₂(i + 1) over the first ten, nDCG = DCG / DCG of the ideal list (Järvelin & Kekäläinen 2002). gᵢ is 1 when rᵢ
meets a gold group that none before it met: a copy of what was already found is no gain. Groups of the same clauses are one.
"""

from __future__ import annotations

from math import log2

from policyqa.evaluate.matching import meets
from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion, GoldGroup

CUTOFF = 10


def ndcg(question: EvalQuestion, line: Answered) -> float | None:
    """The nDCG@10 of one question."""
    if not question.clause_gold:
        return None
    open_groups = _distinct(question.clause_gold)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(open_groups), CUTOFF) + 1))
    gain = 0.0
    for rank, found in enumerate(line["retrieved"][:CUTOFF], start=1):
        left = [group for group in open_groups if not any(meets(entry, found) for entry in group)]
        gain += (len(left) < len(open_groups)) / log2(rank + 1)
        open_groups = left
    return gain / ideal


def _distinct(groups: tuple[GoldGroup, ...]) -> list[GoldGroup]:
    """Groups by the clauses that they name: two quotes of one clause are found together."""
    return list({frozenset((entry.doc_id, entry.clause) for entry in group): group for group in groups}.values())


METRIC = Metric("ndcg_10", "nDCG@10", "标准条款在检索结果前十条里排得多靠前（1 为最好）", (ndcg,), mean)
