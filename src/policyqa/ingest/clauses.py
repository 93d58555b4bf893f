"""Outline → clauses: spans, texts, headings; 责任分工 lines set apart; 款 and 项 of laws."""

from __future__ import annotations

from collections import defaultdict

from policyqa.ingest import articles, parts
from policyqa.ingest.lines import Line
from policyqa.ingest.outline import Outline
from policyqa.ingest.rows import mend_split_names
from policyqa.ingest.scope import Node
from policyqa.types import Clause, Span

#: What stands between a number and its heading; a blank behind 第一章, 附件1 and 1.1, nothing behind brackets.
BEHIND_NUMBER = {"一、": "、", "1.": "．", "（一）": "", "（1）": "", "1）": "", "①": ""}


def cut(doc_id: str, text: str, lines: list[Line]) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The clauses of a document, which add up to ``text`` but for newlines, and the subclauses of its articles."""
    nodes = _with_responsibilities(Outline(lines).nodes, lines)
    mend_split_names(nodes, text)
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
    if node.kind == "section":
        return node.title
    mark = BEHIND_NUMBER.get(node.numbering, " ")
    return f"{node.label}{mark}{node.title}".strip()


def _with_responsibilities(nodes: list[Node], lines: list[Line]) -> list[Node]:
    """The nodes with a 责任分工 behind each part whose items share one closing responsibility line.

    When every item names its own, each stays with its item; a line behind the last item alone speaks for them all.
    """
    families: dict[int, list[int]] = defaultdict(list)
    ends = [len(lines)] * len(nodes)  # of each node with all that is below it
    open_nodes: list[int] = []
    for i, node in enumerate(nodes):
        while open_nodes and nodes[open_nodes[-1]] is not node.parent:
            ends[open_nodes.pop()] = node.first
        open_nodes.append(i)
        if node.kind == "item" and node.parent is not None:
            families[id(node.parent)].append(i)
    set_apart: dict[int, Node] = {}
    for family in families.values():
        last = family[-1]
        naming = [i for i in family if parts.names_responsible(lines[ends[i] - 1].text)]
        first = _first_responsibility(lines, nodes[last].first + 1, ends[last])
        parent, leaf = nodes[last].parent, last + 1 == len(nodes) or nodes[last + 1].first == ends[last]
        if naming == [last] and leaf and len(family) > 1 and first < ends[last] and parent is not None:
            set_apart[last] = Node("责任分工", "part", first, parent, path=f"{parent.path}/责任分工")
    return [found for i, node in enumerate(nodes) for found in (node, set_apart.get(i)) if found is not None]


def _first_responsibility(lines: list[Line], start: int, end: int) -> int:
    """Where the responsibility lines that close the lines from ``start`` to ``end`` begin; ``end`` without any."""
    first = end
    while first > start and parts.is_responsibility(lines[first - 1].text):
        first -= 1
    return first
