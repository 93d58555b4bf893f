"""Path exactness: of the citations that meet a gold clause, the share that names this very clause.

Meeting is lenient: a 款 counts for the gold 条, a heading whose text holds the gold quote for the item below. This tells how
often the lenience was needed. Questions without a meeting citation are left out.
"""

from __future__ import annotations

from policyqa.evaluate.matching import exactly, right
from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion


def path_exactness(question: EvalQuestion, line: Answered) -> float | None:
    """The exactness of one answer's paths."""
    meeting = [citation for citation in line["citations"] if question.clause_gold and right(question, citation)]
    if not meeting:
        return None
    entries = [entry for group in question.gold for entry in group]
    return sum(any(exactly(entry, citation) for entry in entries) for citation in meeting) / len(meeting)


METRIC = Metric(
    "path_exact", "条款路径精确", "命中的引用里，指的正是标准条款、不是它的上级或下级的比例", (path_exactness,), mean
)
