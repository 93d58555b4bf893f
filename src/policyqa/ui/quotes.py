"""How a clause is quoted: running text as it stands, a row of a table as its cells, each under the name of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policyqa.types import Clause, Span
from policyqa.ui.markup import Child, tag

#: Columns that say what a row of a table is about.
_NAMING = re.compile("名称|事项|任务|项目$")
_CELL_END = re.compile(r"([\t\n])")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its column, where its text begins in the document, and what a cell above says that spans the row."""

    name: str
    text: str
    start: int
    above: str = ""

    def within(self, span: Span) -> str:
        """What ``span`` holds of the cell's text."""
        return self.text[max(span.start - self.start, 0) : max(span.end - self.start, 0)]


def cells(row: Clause) -> Iterator[Cell]:
    """The cells of a row that say something, in order; without names where the columns are not known."""
    parts = _CELL_END.split(row.text)
    named: Sequence[tuple[str, str]] = row.cells if len(row.cells) * 2 - 1 == len(parts) else ()
    start = row.span.start
    for number, text in enumerate(parts):
        if number % 2 == 0:
            name, value = named[number // 2] if named else ("", "")
            above = "" if text.strip() else value.strip()
            if text.strip() or above:
                yield Cell(name, text, start, above)
        start += len(text)


def cell_list(shown: Sequence[Cell], said: Callable[[Cell], Child]) -> Markup:
    """Cells under their names, with what ``said`` makes of their texts. What a cell above says is drawn by the style sheet:
    it does not stand in the row, whose text is quoted to the letter.
    """
    return tag(
        "dl",
        (tag("div", tag("dt", cell.name or "　"), tag("dd", said(cell), data_above=cell.above or None)) for cell in shown),
        class_="row-cells",
    )


def quoted(clause: Clause | None, span: Span, quote: str) -> Markup:
    """``quote``, which stands at ``span`` in ``clause``: cells by name when it goes over several of them."""
    if clause and clause.kind == "row":
        found = [cell for cell in cells(clause) if cell.above or cell.within(span).strip()]
        if sum(not cell.above for cell in found) > 1 and all(cell.name for cell in found):
            return tag("blockquote", cell_list(found, lambda cell: cell.within(span)))
    return tag("blockquote", " ".join(quote.split()))


def beginning(clause: Clause) -> str:
    """What a clause is about: its heading, a row's cell that names it or the longest, or its text without its number."""
    if clause.heading:
        return clause.heading
    if clause.kind == "row":
        named = (value for name, value in clause.cells if value.strip() and _NAMING.search(name))
        return next(named, "") or max(clause.text.split("\t"), key=len)
    return clause.text.removeprefix(clause.path.rpartition("/")[2]).lstrip(".．、 ")
