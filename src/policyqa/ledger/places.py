"""Where in a document a record stands: the listed clause that holds it."""

from __future__ import annotations

from policyqa.types import Clause, Document, Span


def unit_of(document: Document, path: str) -> Clause | None:
    """The listed clause with this path, or the one that holds the subclause with this path; None when there is neither."""
    clauses = {clause.path: clause for clause in document.clauses}
    if path in clauses:
        return clauses[path]
    part = next((clause for clause in document.subclauses if clause.path == path), None)
    return holder(document, part.span) if part else None


def holder(document: Document, span: Span) -> Clause | None:
    """The listed clause that ``span`` begins in."""
    return next((clause for clause in document.clauses if clause.span.start <= span.start < clause.span.end), None)
