"""Citation precision: the share of an answer's citations that are gold clauses.

precision = |citations that meet a gold clause| / |citations| (van Rijsbergen 1979), averaged over answered questions with gold.
An answer without any citation scores 0; refusals are left out.
"""

from __future__ import annotations

from policyqa.evaluate.matching import right
from policyqa.evaluate.metrics.base import Answered, Metric, answered, mean
from policyqa.evaluate.questions import EvalQuestion


def citation_precision(question: EvalQuestion, line: Answered) -> float | None:
    """The precision of one answer's citations."""
    if not question.clause_gold or not answered(line):
        return None
    citations = line["citations"]
    return sum(right(question, citation) for citation in citations) / len(citations) if citations else 0.0


METRIC = Metric("citation_precision", "引用准确率", "作答的问题里，引用的条款属于标准条款的比例", (citation_precision,), mean)
