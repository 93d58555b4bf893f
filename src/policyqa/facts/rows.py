"""The lines of tables as rows of their own, each a clause with named cells, its own text and span, and the path it is cited by.

A numbered row may hold several lines: under one 序号 the cells behind a merged one are told once for each of them, on lines of
their own or, in PDF text, behind each other on one line. A table without 序号 is part of a clause, and every line of it a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyqa.facts.responsibility import label_kind
from policyqa.facts.unit_names import is_unit_list
from policyqa.ingest.columns import form_of
from policyqa.ingest.rows import filled, is_header, named_rows, split_cells
from policyqa.ingest.table_text import TOTALS
from policyqa.types import Clause, Document, Span

#: What sets cells apart where no tab does, that around a line, and the line below the names of columns.
_BAR, _AROUND, _RULE = "|", re.compile(r"^\s*\||\|\s*$"), re.compile(":?--+:?")
_UNITS = ("lead", "joint", "cooperating")


def rows_of(document: Document) -> dict[str, list[Clause]]:
    """The rows of a document's tables by the path of the clause that they stand in, without totals."""
    columns: list[str] = []
    found: dict[str, list[Clause]] = {}
    for clause in document.clauses:
        for line in clause.text.split("\n"):
            columns = split_cells(line) if is_header(line) else columns
        if clause.kind != "row":
            named = named_rows(_tabbed(clause.text))
            lines = [_line(clause, span, cells) for span, cells in named if not _RULE.fullmatch(cells[0][1])]
        elif TOTALS.fullmatch(clause.path.rpartition("/")[2]):
            continue
        else:
            lines = list(_lines(clause, columns))
        if lines:
            found[clause.path] = lines
    return found


def _line(clause: Clause, span: Span, cells: tuple[tuple[str, str], ...]) -> Clause:
    parent = clause.parent if clause.kind == "row" else clause.path
    text = span.of(clause.text)
    named = tuple((name, value) for name, value in cells if name != _BAR)
    return replace(clause, kind="row", text=text, span=span.shifted(clause.span.start), cells=named, parent=parent)


def _tabbed(text: str) -> str:
    """A text whose cells are set apart by bars (甲 | 乙, | 甲 | 乙 |), with tabs for these: as long as before."""
    if _BAR not in text:
        return text
    inside = (_AROUND.sub(lambda bar: " " * len(bar[0]), line) for line in text.split("\n"))
    return "\n".join(line.replace(_BAR, "\t") for line in inside)


def _lines(clause: Clause, columns: Sequence[str]) -> Iterator[Clause]:
    """The rows under one 序号: its first line, then those that repeat only the cells behind a merged one."""
    above: list[str] = []
    for match in re.finditer(r"[^\n]*\t[^\n]*\S", clause.text):
        cells = split_cells(match[0])
        if above and len(cells) == len(columns):
            above = filled(cells, above, until=len(columns) - 1)
            yield _line(clause, Span(match.start() + _blanks(match[0]), match.end()), _named(columns, above))
        elif not above and clause.cells:
            named = dict(clause.cells)
            above = [named.get(column, "") for column in columns]
            yield _line(clause, Span(match.start() + _blanks(match[0]), match.end()), clause.cells)
        elif not above and (width := _run_on(cells, columns)):
            ends = [end.start() for end in re.finditer(r"\t|$", match[0])]
            above, begin = cells[: len(columns)], match.start()
            for last in range(len(columns), len(cells) + 1, width):
                stop = match.start() + ends[last - 1]
                above = [*above[: len(columns) - width], *cells[last - width : last]]
                yield _line(clause, Span(begin, stop), _named(columns, above))
                begin = stop + 1


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip())


def _named(columns: Sequence[str], cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((column, cell) for column, cell in zip(columns, cells, strict=True) if cell)


def _run_on(cells: Sequence[str], columns: Sequence[str]) -> int:
    """How many cells each further row takes that stands behind the first one on its line; 0 when that is not certain."""
    more = len(cells) - len(columns)
    fits = [
        width
        for width in range(2, len(columns))
        if more > 0
        and more % width == 0
        and all(_fit(cells[at : at + width], columns[-width:]) for at in range(len(columns), len(cells), width))
    ]
    return fits[0] if len(fits) == 1 and _fit(cells[: len(columns)], columns) else 0


def _fit(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether values can stand in these columns: bodies where bodies are named and nowhere else, numbers where numbers are."""
    for column, value in zip(columns, cells, strict=True):
        form = form_of(column)
        if (form and not form.fullmatch(value)) or is_unit_list(value) != (label_kind(column) in _UNITS):
            return False
    return True
