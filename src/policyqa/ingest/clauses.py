"""Outline → clauses: spans, texts, headings; 责任分工 lines set apart; 款 and 项 of laws."""

from __future__ import annotations

from policyqa.ingest import articles, parts
from policyqa.ingest.lines import Line
from policyqa.ingest.outline import Node, Outline
from policyqa.types import Clause, Span


def cut(doc_id: str, text: str, lines: list[Line]) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The clauses of a document, which add up to ``text`` but for newlines, and the subclauses of its articles."""
    nodes = _with_responsibilities(Outline(lines).nodes, lines)
    clauses: list[Clause] = []
    subclauses: list[Clause] = []
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        end = following.first if following else len(lines)
        span = Span(lines[node.first].span.start, lines[end - 1].span.end)
        clause = Clause(
            doc_id=doc_id,
            path=node.path,
            kind=node.kind,
            span=span,
            text=span.of(text),
            heading=node.title,
            parent=node.parent.path if node.parent else None,
            headings=tuple(heading for ancestor in node.ancestors if (heading := _heading(ancestor))),
            cells=node.cells,
        )
        clauses.append(clause)
        if clause.kind == "条":
            subclauses += articles.subclauses(clause, lines[node.first : end], text)
    return tuple(clauses), tuple(subclauses)


def _heading(node: Node) -> str:
    """An ancestor's heading as it is put before a clause: ``三、重点任务``, ``第二章 救助``."""
    mark = (
        "、"
        if node.numbering == "一、"
        else "．"
        if node.numbering == "1."
        else " "
        if node.numbering or node.kind == "attachment"
        else ""
    )
    return f"{node.label}{mark}{node.title}".strip() if node.kind != "section" else node.title


def _with_responsibilities(nodes: list[Node], lines: list[Line]) -> list[Node]:
    """The nodes with a 责任分工 behind each part whose items share one closing responsibility line.

    When every item has a line of its own, each stays with its item; a line behind the last item alone speaks for them all.
    """
    ends = [node.first for node in nodes[1:]] + [len(lines)]
    closed = {
        id(node): end - 1
        for node, end in zip(nodes, ends, strict=True)
        if end - 1 > node.first and node.kind == "item" and parts.is_responsibility(lines[end - 1].text)
    }
    result: list[Node] = []
    for node in nodes:
        result.append(node)
        siblings = [other for other in nodes if other.parent is node.parent and other.kind == "item"]
        alone = sum(id(other) in closed for other in siblings) == 1 and len(siblings) > 1
        if id(node) in closed and alone and node is siblings[-1] and node.parent is not None:
            part = Node("责任分工", "part", closed[id(node)], node.parent)
            part.path = f"{node.parent.path}/责任分工"
            result.append(part)
    return result
