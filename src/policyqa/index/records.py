"""Documents as bytes and back: compact JSON, because a cold question waits for it (10,000 clauses: 60 ms)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from policyqa.types import Clause, Document, Policy, SourceMap, Span

#: To be raised whenever what is stored changes its form: indexes of another form are built again.
FORM = 3


def document_to_bytes(document: Document) -> bytes:
    """The document in the form that :func:`document_from_bytes` reads."""
    record = {
        "policy": asdict(document.policy),
        "text": document.text,
        "clauses": [_clause_to_list(clause, document.text) for clause in document.clauses],
        "subclauses": [_clause_to_list(clause, document.text) for clause in document.subclauses],
        "source_map": [document.source_map.starts, document.source_map.sources],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def document_from_bytes(data: bytes) -> Document:
    """The document that was stored, equal to the original.

    Raises:
        ValueError, KeyError, TypeError: the bytes are not a stored document.
    """
    record = json.loads(data.decode("utf-8", "surrogatepass"))
    policy, text = Policy(**record["policy"]), record["text"]
    starts, sources = record["source_map"]
    return Document(
        policy,
        text,
        tuple(_clause_from_list(policy.id, text, fields) for fields in record["clauses"]),
        tuple(_clause_from_list(policy.id, text, fields) for fields in record["subclauses"]),
        SourceMap(tuple(starts), tuple(sources)),
    )


def _clause_to_list(clause: Clause, text: str) -> list[Any]:
    own = None if clause.span.of(text) == clause.text else clause.text  # nearly always the slice: not stored again
    return [
        clause.path,
        clause.kind,
        clause.span.start,
        clause.span.end,
        own,
        clause.heading,
        clause.parent,
        clause.headings,
        clause.cells,
    ]


def _clause_from_list(doc_id: str, text: str, fields: Sequence[Any]) -> Clause:
    path, kind, start, end, own, heading, parent, headings, cells = fields
    span = Span(start, end)
    own = text[start:end] if own is None else own
    return Clause(
        doc_id, path, kind, span, own, heading, parent, tuple(headings), tuple((name, value) for name, value in cells)
    )
