"""Clauses → passages: what is embedded. A passage never crosses a clause's border and is cut between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.ingest.parts import is_title
from policyqa.ingest.rows import Cells, is_header, named_rows
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Document, Passage, Span

BLANKS = re.compile(r"\s+")


def passages(document: Document, *, max_chars: int) -> list[Passage]:
    """The passages of a document in order, each at most about ``max_chars`` characters.

    A parent that is nothing but titles and column names has none: they stand in its children's context.
    """
    parents = {clause.parent for clause in document.clauses}
    found: list[Passage] = []
    for clause in document.clauses:
        if clause.path not in parents or not all(_is_bare(line) for line in clause.text.split("\n")):
            found += passages_of(document, clause, max_chars=max_chars)
    return found


def passages_of(document: Document, clause: Clause, *, max_chars: int) -> list[Passage]:
    """The passages of one clause of a document."""
    return [_passage(document, clause, span, cells) for span, cells in _cut(clause, max_chars) if len(span)]


def _passage(document: Document, clause: Clause, span: Span, cells: Cells) -> Passage:
    """The passage at ``span`` of a clause, read under the title, the headings above, and what a row or a later piece lacks."""
    text = span.of(clause.text)
    own = (clause.heading,) if span.start and clause.heading else ()
    context = "\n".join(
        dict.fromkeys(
            (document.policy.title, *clause.headings, *own, *_of_row(cells, clause.text if clause.kind == "row" else text))
        )
    )
    return Passage(document.policy.id, clause.path, span.shifted(clause.span.start), text, context)


def _is_bare(line: str) -> bool:
    """Whether a line is a title or a table's header; a group heading with sums in its cells is neither."""
    return is_header(line) or (is_title(line) and "\t" not in line)


def _cut(clause: Clause, size: int) -> Iterator[tuple[Span, Cells]]:
    """Spans that hold all words of a clause, with the cells of those that are table rows: each row is a piece of its own."""
    position = 0
    for row, cells in named_rows(clause.text) if clause.kind != "row" else ():
        yield from ((span, ()) for span in _pieces(clause.text, position, row.start, size))
        yield _trimmed(clause.text, row), cells
        position = row.end
    yield from ((span, clause.cells) for span in _pieces(clause.text, position, len(clause.text), size))


def _trimmed(text: str, span: Span) -> Span:
    """The span without the blanks and newlines at its end."""
    return Span(span.start, span.start + len(span.of(text).rstrip()))


def _of_row(cells: Cells, text: str) -> Iterator[str]:
    """What a row is read under: the names of its columns, and the values of merged cells, which its own text lacks."""
    if cells:
        yield " ".join(name for name, _ in cells)
    bare = BLANKS.sub("", text)
    yield from (f"{name}：{value}" for name, value in cells if BLANKS.sub("", value) not in bare)


def _pieces(text: str, start: int, end: int, size: int) -> Iterator[Span]:
    """Spans of whole sentences that hold all words of ``text[start:end]``, each as long as fits into ``size`` characters.

    Pieces are evened out, so that the last is no scrap: 230 characters give two of about 115 rather than 220 and 10.
    """
    start += len(text[start:end]) - len(text[start:end].lstrip("\n"))
    count = max(1, -(-(end - start) // size))
    target = (end - start) / count
    first = last = start
    for sentence in _sentences(text[start:end], size):
        if (last > first and start + sentence.end - first > size) or last - first >= target:
            yield _trimmed(text, Span(first, last))
            first = last
        last = start + sentence.end
    if last > first:
        yield _trimmed(text, Span(first, last))


def _sentences(text: str, size: int) -> Iterator[Span]:
    """The sentences of ``text``; one longer than twice ``size`` is cut behind commas."""
    for sentence in sentences(text):
        start = sentence.start
        while sentence.end - start > 2 * size:
            comma = max(text.rfind(mark, start + size // 2, start + size) for mark in "，；、\t,")
            cut = comma + 1 if comma >= 0 else start + size
            yield Span(start, cut)
            start = cut
        yield Span(start, sentence.end)
