"""Short ways to write questions and answer lines in tables."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.questions import EvalQuestion, GoldClause
from policyqa.types import Question


def make_question(gold: Sequence[Sequence[str]] = (), **fields: Any) -> EvalQuestion:
    """A question; ``gold`` are groups of clauses written ``doc clause``, or ``doc`` where only the document is known."""
    text, history = fields.pop("question", "？"), tuple(fields.pop("history", ()))
    groups = tuple(tuple(GoldClause(*entry.split()) if " " in entry else GoldClause(entry, None) for entry in g) for g in gold)
    given = {"id": "q", "answerable": True if groups else None} | fields
    return EvalQuestion(question=Question(text, history), gold=groups, **given)


def make_line(answer: str = "", cited: Sequence[str] = (), retrieved: Sequence[str] = (), **fields: Any) -> Answered:
    """An answer line; clauses are written ``doc clause``, citations ``doc clause text``."""
    citations = [one.split(maxsplit=2) for one in cited]
    line: dict[str, Any] = {
        "id": "q",
        "answer": answer,
        "refused": False,
        "verdict": None,
        "citations": [
            {"doc_id": doc, "clause": clause, "label": "", "text": "".join(text), "quote": "".join(text)}
            for doc, clause, *text in citations
        ],
        "conflicts": [],
        "retrieved": [
            {"doc_id": doc, "clause": clause, "text": "", "score": 1 / rank}
            for rank, (doc, clause) in enumerate((one.split() for one in retrieved), start=1)
        ],
        "latency_ms": 10.0,
    }
    return line | fields  # type: ignore[return-value]


@pytest.fixture
def question() -> Callable[..., EvalQuestion]:
    return make_question


@pytest.fixture
def line() -> Callable[..., Answered]:
    return make_line
