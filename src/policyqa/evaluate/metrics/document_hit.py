"""Document hit@k: the share of questions of which one of the first k retrieved clauses lies in a gold document.

The k are clauses, not documents: two clauses of one wrong document take two places.
"""

from __future__ import annotations

from policyqa.evaluate.metrics.base import Answered, Column, Metric, mean
from policyqa.evaluate.questions import EvalQuestion


def document_hit(k: int) -> Column:
    """The column of document hit@k."""

    def score(question: EvalQuestion, line: Answered) -> float | None:
        documents = set(question.documents)
        return float(any(found["doc_id"] in documents for found in line["retrieved"][:k])) if documents else None

    return score


DOCUMENT_HITS = tuple(
    Metric(f"document_hit_{k}", f"文件命中@{k}", f"检索结果前 {k} 条里有标准文件的问题所占比例", (document_hit(k),), mean)
    for k in (1, 5, 10)
)
