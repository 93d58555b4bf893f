"""Lay legal questions over law files: ``{id, question, gold: [{doc, article, text}], reference}``.

``doc`` is the stem of the law's file, ``article`` its 第X条. Every gold article has to be found, so each is a group of its
own. The references of such sets are written freely by lawyers and not compared.
"""

from __future__ import annotations

from typing import Any

from policyqa.contract import QuestionLine
from policyqa.evaluate.questions import EvalQuestion, GoldClause


def fits(fields: dict[str, Any]) -> bool:
    """Whether the gold is a flat list of articles."""
    gold = fields.get("gold")
    return isinstance(gold, list) and bool(gold) and isinstance(gold[0], dict) and "article" in gold[0]


def convert(line: QuestionLine, fields: dict[str, Any]) -> EvalQuestion:
    """The question; gold of an article has no quote, as any part of the article will do."""
    gold = tuple((GoldClause(entry["doc"], entry["article"]),) for entry in fields["gold"])
    return EvalQuestion(id=line.id, question=line.question, answerable=True, gold=gold)
