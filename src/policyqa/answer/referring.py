"""What a text says of one of its clauses elsewhere, by the number of that: 第十条所列支出由市财政承担60%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.answer.choose import is_of_form
from policyqa.answer.parts import Source
from policyqa.retrieve.mentions import references
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.types import Clause, Document, Span

#: What parts what is said of one clause from what is said of the next: 第5项按3∶7分担，第9项各承担一半.
_NEXT = re.compile("[，；](?=第)")


def said_of(clause: Clause, document: Document, query: Query) -> Iterator[Source]:
    """Where other clauses of the document name this one by its number and say what ``query`` asks for, by its form."""
    if query.form is None:
        return
    path = split(clause.path)
    own = {path[-1], *(f"第{label}条" for label in path)}  # a notice has sections for articles: 一、 is its 第一条
    for other in document.clauses:
        if other.kind != "row" and "第" in other.text and not _of_one(clause, other):
            for statement in statements_of(other):
                for span in _stretches(statement):
                    text = span.of(statement.text)
                    if own & _named(text) and is_of_form(text, query):
                        yield Source(other, span.shifted(statement.span.start))


def _of_one(clause: Clause, other: Clause) -> bool:
    """Whether one is the other, or lies in it."""
    return f"{clause.path}/".startswith(f"{other.path}/") or f"{other.path}/".startswith(f"{clause.path}/")


def _stretches(statement: Statement) -> Iterator[Span]:
    """The statement in parts, of which each but the first begins with the clause that it is about."""
    start = 0
    for match in _NEXT.finditer(statement.text):
        if references(fold(statement.text[start : match.start()])):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(statement.text))


def _named(text: str) -> set[str]:
    """The labels that a path may have of the clauses which ``text`` names, none of an annex."""
    return {label for _, labels in references(fold(text)) for label in labels if not label.startswith("附件")}
