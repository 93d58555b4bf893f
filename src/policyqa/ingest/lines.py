"""The lines of a repaired text: one paragraph or table row each, with its span and its Markdown heading level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyqa.ingest.edits import TracedText
from policyqa.types import Span

#: A heading's mark stands directly before its words.
MARK_LENGTH = 20
HASHES = re.compile(r"(#{1,6})[ \t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words and span. ``level`` is the number of hashes that marked it as a heading in the source, 0 for none."""

    text: str
    span: Span
    level: int = 0


def lines_of(text: TracedText) -> list[Line]:
    """The non-empty lines of a repaired text, in order."""
    lines = []
    for match in re.finditer(r"[^\n]+", text.text):
        hashes = HASHES.search(text.removed_before(match.start())[-MARK_LENGTH:])
        lines.append(Line(match[0], Span(*match.span()), len(hashes[1]) if hashes else 0))
    return lines
