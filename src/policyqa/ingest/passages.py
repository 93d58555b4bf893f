"""Clauses → passages: what is embedded. A passage never crosses a clause's border and is cut between sentences."""

from __future__ import annotations

from collections.abc import Iterator

from policyqa.ingest.parts import is_title
from policyqa.ingest.rows import is_header
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Document, Passage, Span


def passages(document: Document, *, max_chars: int) -> list[Passage]:
    """The passages of a document in order, each at most about ``max_chars`` characters.

    A parent that is nothing but titles and column names has none: they stand in its children's context.
    """
    parents = {clause.parent for clause in document.clauses}
    found: list[Passage] = []
    for clause in document.clauses:
        if clause.path not in parents or not all(_is_bare(line) for line in clause.text.split("\n")):
            context = _context(document, clause)
            found += (
                Passage(document.policy.id, clause.path, span.shifted(clause.span.start), span.of(clause.text), context)
                for span in _pieces(clause.text, max_chars)
            )
    return found


def _is_bare(line: str) -> bool:
    """Whether a line is a title or a table's header; a group heading with sums in its cells is neither."""
    return is_header(line) or (is_title(line) and "\t" not in line)


def _context(document: Document, clause: Clause) -> str:
    """What a passage is read under: the document's title, the headings above, and for a row its caption and merged cells."""
    context = "\n".join(dict.fromkeys((document.policy.title, *clause.headings)))
    inherited = [f"{name}：{value}" for name, value in clause.cells if value not in clause.text.replace(" ", "")]
    return "\n".join((context, *inherited))


def _pieces(text: str, size: int) -> Iterator[Span]:
    """Spans of whole sentences that partition ``text``, each as long as fits into ``size`` characters.

    Pieces are evened out, so that the last is no scrap: 230 characters give two of about 115 rather than 220 and 10.
    """
    count = max(1, -(-len(text) // size))
    target = len(text) / count
    start = end = 0
    for sentence in _sentences(text, size):
        if (end > start and sentence.end - start > size) or end - start >= target:
            yield Span(start, end)
            start = end
        end = sentence.end
    yield Span(start, len(text))


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
