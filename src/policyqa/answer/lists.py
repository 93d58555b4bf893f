"""A list and its head belong together: "有下列情形之一的，停发补贴：" says nothing without its items, nor these without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.ingest.markers import marker_of
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.types import Clause, Document, Span

#: At most this many items are told; of one longer than this many characters only the heading or first sentence is.
MOST, LONG = 12, 80


def with_list(source: Source, document: Document, *, whole: bool = False) -> Part | None:
    """A statement that heads a list, with its items, or one that is an item, with its head; None for any other.

    With ``whole`` an item is told with all items beside it.
    """
    text = source.span.of(document.text)
    head = _head(source, document)
    if head is None:
        return None
    items = _items(head, document) if whole or _is_head(text) else [source]
    return _joined(head, items, document) if items else None


def whole_list(clause: Clause, document: Document) -> Clause:
    """``clause`` with the short clauses below that it leads; of one of these, their head with all of them; else itself."""
    parent = next((other for other in document.clauses if other.path == clause.parent), clause)
    head = clause if _is_head(clause.text) else parent
    items = [other for other in document.clauses if other.parent == head.path]
    if not _is_head(head.text) or not items or any(len(item.text) > LONG for item in items):
        return clause
    span = Span(head.span.start, items[-1].span.end)
    return replace(head, span=span, text=span.of(document.text))


def header_of(clause: Clause, document: Document) -> list[Source]:
    """Where the columns of a row are named, when their names hold figures that its words repeat: 2025年目标."""
    names = [name for name, _ in clause.cells if any(char.isdigit() for char in name)]
    parent = next((other for other in document.clauses if other.path == clause.parent), None)
    if not names or parent is None:
        return []
    return [Source(parent, each.span) for each in statements_of(parent) if all(name in each.text for name in names)][:1]


def _items(head: Source, document: Document) -> list[Source]:
    """The items of the list that ``head`` leads: those behind it in its clause, or the clauses below."""
    behind = [statement for statement in statements_of(head.clause) if statement.span.start >= head.span.end]
    return [Source(head.clause, s.span) for s in takewhile(_is_item, behind)] or _children(head.clause, document)


def _is_head(text: str) -> bool:
    return text.rstrip().endswith(("：", ":"))


def _is_item(statement: Statement) -> bool:
    return marker_of(statement.text) is not None


def _children(clause: Clause, document: Document) -> list[Source]:
    """The clauses below, each whole or by what it begins with."""
    below = [other for other in document.clauses if other.parent == clause.path and other.kind != "row"]
    return [Source(c, c.span if len(c.text) <= LONG else statements_of(c)[0].span) for c in below]


def _head(source: Source, document: Document) -> Source | None:
    """The statement that heads the list: ``source`` itself, or where it is an item, one above it or the last of its parent."""
    text = source.span.of(document.text)
    before = [statement for statement in statements_of(source.clause) if statement.span.end <= source.span.start]
    if _is_head(text):
        return Source(source.clause, _whole(source.span, before))
    while before and _is_item(before[-1]) and not _is_head(before[-1].text):
        before.pop()
    owner: Clause | None = source.clause
    if not before:
        owner = next((c for c in document.clauses if c.path == source.clause.parent), None)
        before = list(statements_of(owner)) if owner else []
    elif marker_of(text) is None:
        return None
    if owner is None or not before or not _is_head(before[-1].text):
        return None
    return Source(owner, _whole(before[-1].span, before[:-1]))


def _whole(span: Span, before: Sequence[Statement]) -> Span:
    """The head from the start of its sentence: …的，责令改正；情节严重的，处下列罚款："""
    start = span.start
    for statement in reversed(before):
        if not statement.text.endswith(("；", ";")):
            break
        start = statement.span.start
    return Span(start, span.end)


def _joined(head: Source, items: Sequence[Source], document: Document) -> Part:
    told = [say(item.span.of(document.text), item.clause).rstrip("。；") for item in items[:MOST]]
    text = f"{say(head.span.of(document.text), head.clause)}{'；'.join(told)}{'，等' if len(items) > MOST else ''}。"
    if items[0].clause is head.clause and items[0].span.start == head.span.end:
        return Part(text, (Source(head.clause, Span(head.span.start, items[len(told) - 1].span.end)),))
    return Part(text, (head, *items[:MOST]) if len(items) > 1 else (*items, head))
