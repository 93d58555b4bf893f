"""Our own format (``eval/questions/README.md``). Every field but ``id`` and ``question`` may be missing."""

from __future__ import annotations

from typing import Any, get_args

from policyqa.contract import QuestionLine
from policyqa.evaluate.questions import EvalQuestion, GoldClause, GoldGroup
from policyqa.types import Verdict


def fits(fields: dict[str, Any]) -> bool:
    """Any question line is one of ours."""
    return "question" in fields


def convert(line: QuestionLine, fields: dict[str, Any]) -> EvalQuestion:
    """The question with its gold. A gold clause may lack its path: then the document alone is asked for."""
    verdict = fields.get("verdict")
    if verdict not in (None, *get_args(Verdict)):
        raise ValueError(f"verdict 应是 {'、'.join(get_args(Verdict))} 或 null，却是 {verdict}")
    gold = tuple(_group(group) for group in fields.get("gold") or ())
    return EvalQuestion(
        id=line.id,
        question=line.question,
        kind=fields.get("kind") or "",
        role=fields.get("role") or "",
        answerable=fields.get("answerable", True if gold else None),
        gold=gold,
        facts=tuple(fact if isinstance(fact, str) else fact["fact"] for fact in fields.get("facts") or ()),
        forbidden=tuple(fields.get("forbidden") or ()),
        verdict=verdict,
        reference=fields.get("reference"),
        note=fields.get("note") or "",
    )


def _group(group: list[dict[str, Any]]) -> GoldGroup:
    return tuple(GoldClause(entry["doc_id"], entry.get("clause"), entry.get("quote") or "") for entry in group)
