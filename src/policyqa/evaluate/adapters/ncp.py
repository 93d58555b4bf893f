"""Questions on epidemic-relief policies: ``{id, question, gold_doc, reference}``.

``gold_doc`` is the stem of the document's file; ``reference``, the answer, is a span of it. Which clause holds it is not told.
"""

from __future__ import annotations

from typing import Any

from policyqa.contract import QuestionLine
from policyqa.evaluate.questions import EvalQuestion, GoldClause


def fits(fields: dict[str, Any]) -> bool:
    """Whether the gold is a document and a reference answer."""
    return "gold_doc" in fields


def convert(line: QuestionLine, fields: dict[str, Any]) -> EvalQuestion:
    """The question with its document and its reference answer."""
    gold = GoldClause(fields["gold_doc"], None)
    return EvalQuestion(
        id=line.id, question=line.question, answerable=True, gold=((gold,),), reference=fields["reference"].strip()
    )
