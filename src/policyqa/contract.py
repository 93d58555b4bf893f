"""The JSON lines that others rely on: a question line in, answer lines and clause lines out. Shapes only, no logic.

A line is one JSON object in UTF-8 without line breaks. Text from documents is written as it is, never escaped to ASCII, except
for what cannot be encoded (lone surrogates) and control characters, which JSON escapes.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypedDict

from policyqa.errors import QuestionLineError, QuestionsError, os_reason
from policyqa.text.labels import cite
from policyqa.types import Answer, Benefit, Clause, Conflict, Document, Duty, Question, TableRow, Target, Verdict

#: What may stand in ``id``: echoed as given.
QuestionId = str | int | float


class CitationLine(TypedDict):
    """One citation of an answer line."""

    doc_id: str
    clause: str
    label: str
    text: str
    quote: str


class ConflictLine(TypedDict):
    """One conflict of an answer line."""

    doc_id: str
    clause: str
    note: str


class RetrievedLine(TypedDict):
    """One retrieved clause of an answer line."""

    doc_id: str
    clause: str
    text: str
    score: float


class AnswerLine(TypedDict):
    """One line of an answers file. ``id`` is None where there was no question line (``ask --json``)."""

    id: QuestionId | None
    answer: str
    refused: bool
    verdict: Verdict | None
    citations: list[CitationLine]
    conflicts: list[ConflictLine]
    retrieved: list[RetrievedLine]
    latency_ms: float


class ClauseLine(TypedDict):
    """One line of ``clauses --json``. ``start`` and ``end`` count characters of the document's repaired text."""

    doc_id: str
    clause: str
    label: str
    text: str
    start: int
    end: int
    parent: str | None


#: One line of a ledger: its keys are those of the functions below.
RecordLine = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of a questions file and the id that its answer line echoes."""

    id: QuestionId
    question: Question


def answer_line(answer: Answer, *, id: QuestionId | None = None) -> AnswerLine:
    """The answer as its contract's line."""
    return {
        "id": id,
        "answer": answer.text,
        "refused": answer.refused,
        "verdict": answer.verdict,
        "citations": [
            {"doc_id": c.doc_id, "clause": c.clause, "label": c.label, "text": c.text, "quote": c.quote}
            for c in answer.citations
        ],
        "conflicts": [{"doc_id": c.doc_id, "clause": c.clause, "note": c.note} for c in answer.conflicts],
        "retrieved": [
            {"doc_id": e.clause.doc_id, "clause": e.clause.path, "text": e.clause.text, "score": round(e.score, 6)}
            for e in answer.retrieved
        ],
        "latency_ms": round(answer.latency_ms, 1),
    }


def clause_line(document: Document, clause: Clause) -> ClauseLine:
    """The clause as its contract's line."""
    return {
        "doc_id": clause.doc_id,
        "clause": clause.path,
        "label": cite(document.policy, clause.path),
        "text": clause.text,
        "start": clause.span.start,
        "end": clause.span.end,
        "parent": clause.parent,
    }


def record_line(record: Duty | Benefit | Target | Conflict | TableRow) -> RecordLine:
    """A record of a ledger as its contract's line."""
    if isinstance(record, Conflict):
        sides = [{"doc_id": side.doc_id, "clause": side.clause, "quote": side.quote} for side in record.sides]
        return {"kind": record.kind, "sides": sides, "note": record.note}
    return {"doc_id": record.doc_id, "clause": record.clause, **_fields(record), "quote": record.quote} | _source(record)


def _fields(record: Duty | Benefit | Target | TableRow) -> RecordLine:
    if isinstance(record, Duty):
        units = {"lead": list(record.lead), "cooperating": list(record.cooperating)}
        return {"task": record.task, **units, "deadline": record.deadline}
    if isinstance(record, Benefit):
        amounts = [{"case": a.case, "value": _number(a.value), "unit": a.unit} for a in record.amounts]
        return {"name": record.name, "payee": record.payee, "amounts": amounts, "conditions": list(record.conditions)}
    if isinstance(record, Target):
        value = {"value": _number(record.value), "unit": record.unit}
        return {"metric": record.metric, **value, "year": record.year, "region": record.region}
    cells = {name: value if isinstance(value, str) else _number(value) for name, value in record.cells}
    return {"table": record.table, "group": record.group, "cells": cells}


def _source(record: Duty | Benefit | Target | TableRow) -> RecordLine:
    return {"source": record.source} if isinstance(record, Benefit) else {}


def _number(value: float) -> int | float:
    """Whole numbers without a point: 150, not 150.0."""
    return int(value) if value.is_integer() else value


def dump(line: AnswerLine | ClauseLine | RecordLine) -> str:
    """The line as JSON, without its line break."""
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


def read_questions(path: Path) -> list[QuestionLine]:
    """All questions of a file, in order; blank lines are passed over.

    Raises:
        QuestionsError: the file cannot be read, is not UTF-8, or holds no question.
        QuestionLineError: a line is not a question; its number counts from 1.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionsError(f"问题文件不是 UTF-8 编码：{path}（第 {error.start} 字节）。请另存为 UTF-8") from error
    except OSError as error:
        raise QuestionsError(
            f"读不了问题文件：{path}（{os_reason(error)}）。请给出一个 JSONL 文件，例如 questions.jsonl"
        ) from error
    # Only "\n" ends a line: JSON strings may hold U+2028 and the like, at which str.splitlines would cut.
    numbered = enumerate(text.split("\n"), start=1)
    questions = [_question(path, number, line) for number, line in numbered if line.strip()]
    if not questions:
        raise QuestionsError(f"问题文件里没有问题：{path}。每行应是一个 JSON 对象，例如 {QuestionLineError.EXAMPLE}")
    return questions


def _question(path: Path, number: int, line: str) -> QuestionLine:
    def fail(reason: str) -> NoReturn:
        raise QuestionLineError(path, number, reason)

    try:
        fields: Any = json.loads(line, parse_constant=lambda name: fail(f"{name} 不是 JSON 的数"))
    except ValueError as error:
        fail(f"不是 JSON（{error}）")
    except RecursionError:
        fail("嵌套太深")
    if not isinstance(fields, dict):
        fail(f"应是 JSON 对象，却是 {type(fields).__name__}")
    for name in ("id", "question"):
        if name not in fields:
            fail(f"缺少字段 {name}")
    id, text, history = fields["id"], fields["question"], fields.get("history")
    if isinstance(id, bool) or not isinstance(id, str | int | float) or id in (math.inf, -math.inf):
        fail("字段 id 应是字符串或数")
    if not isinstance(text, str):
        fail("字段 question 应是字符串")
    history = [] if history is None else history
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        fail("字段 history 应是字符串的列表")
    return QuestionLine(id, Question(text, history=tuple(history)))
