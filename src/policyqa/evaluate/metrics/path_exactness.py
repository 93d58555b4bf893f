"""Path exactness: of the citations that meet a gold clause, the share that names it by the gold path to the letter.

Meeting is lenient (a 款 of the gold 条 counts, 第20条 for 第二十条); this tells how often the lenience was needed. Only
widths are folded. Questions without a meeting citation are left out.
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


METRIC = Metric("path_exact", "条款路径精确", "命中的引用里，条款路径与标准一字不差的比例", (path_exactness,), mean)
