"""The 款, 项 and 目 of an article: 款 are its paragraphs, 项 the （一） lines of a 款, 目 the 1. lines of a 项."""

from __future__ import annotations

from policyqa.ingest.lines import Line
from policyqa.ingest.markers import Marker, marker_of
from policyqa.text.numerals import to_chinese
from policyqa.types import Clause, ClauseKind, Span


def subclauses(article: Clause, lines: list[Line], text: str) -> list[Clause]:
    """The clauses below an article, in document order; none for an article of one paragraph.

    A table belongs to the 款 above it. An article of one 款 has its 项 directly below: 第三条/（一）, not 第三条/第一款/（一）.
    """
    starts = [i for i, line in enumerate(lines) if i == 0 or (_item(line) is None and "\t" not in line.text)]
    found: list[Clause] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        path = article.path
        if len(starts) > 1:
            path = f"{article.path}/第{to_chinese(number)}款"
            found.append(_clause(article, path, "款", article.path, lines[start:end], text))
        found += _items(article, path, lines[start:end], text)
    return found


def _items(article: Clause, parent: str, lines: list[Line], text: str) -> list[Clause]:
    """The 项 of a 款 (its first line is the lead-in), each followed by its 目."""
    marks = [(i, mark) for i, line in enumerate(lines) if i and (mark := _item(line)) is not None]
    if not marks:
        return []
    outer = marks[0][1].kind
    tops = [(i, mark) for i, mark in marks if mark.kind == outer]
    found: list[Clause] = []
    for (start, mark), end in zip(tops, [i for i, _ in tops[1:]] + [len(lines)], strict=True):
        path = f"{parent}/{mark.label}"
        if any(clause.path == path for clause in found):
            continue
        kind: ClauseKind = "目" if parent.rpartition("/")[2].startswith("（") else "项"
        found.append(_clause(article, path, kind, parent, lines[start:end], text))
        found += _items(article, path, lines[start:end], text)
    return found


def _item(line: Line) -> Marker | None:
    mark = marker_of(line.text)
    return mark if mark is not None and mark.kind in {"（一）", "1.", "（1）", "1）", "①"} else None


def _clause(article: Clause, path: str, kind: ClauseKind, parent: str, lines: list[Line], text: str) -> Clause:
    span = Span(lines[0].span.start, lines[-1].span.end)
    return Clause(article.doc_id, path, kind, span, span.of(text), parent=parent, headings=article.headings)
