"""Tables whose columns stand apart by several blanks or a wide one, as ``pdftotext -layout`` has them → cells with tabs.

Such a table has the names of its columns on a line, a number somewhere below (or words exactly below the names), and rows with
a cell for each column. Of a row with fewer cells, as merged ones leave, each has to stand below one name. Where cells are
wrapped the lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyqa.ingest.edits import Edit
from policyqa.ingest.layout import columns
from policyqa.ingest.markers import marker_of
from policyqa.ingest.table_text import Line, are_names, serial_at, source_lines
from policyqa.ingest.wording import DATE_LINE, organs

#: What sets cells apart: a narrow blank alone may stand inside one.
GAP = re.compile(r"[ \u3000]{2,}|\u3000")
ROW_NUMBER = re.compile(r"\d{1,4}[.．、]?")
#: A table without a column of numbers has at least so many rows.
ROWS = 2
#: And of words only it has at least so many columns.
COLUMNS = 3
#: The name of a column is no line of a text in two columns.
NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the source, and where it begins and ends in columns of the page."""

    start: int
    end: int
    text: str
    left: int
    right: int


def rows(text: str) -> Iterator[Edit]:
    """Edits that set tabs between the cells of such tables."""
    lines = source_lines(text) if GAP.search(text) else []
    wrapped: set[tuple[str, ...]] = set()  # the names of tables that have wrapped cells, perhaps on another page
    i = 0
    while i < len(lines):
        names = _cells(lines[i], text) if GAP.search(lines[i].text) else []
        words = tuple(name.text for name in names)
        below = list(_below(names, lines[i + 1 :], text)) if _are_columns(words) and words not in wrapped else []
        least = ROWS if serial_at(words) is None else 1
        if below and _goes_on(names, lines[i + 1 + len(below) :], text):
            wrapped.add(words)
        elif len(below) >= least and (_has_figure(lines[i], below, text) or _is_aligned(names, below)):
            yield from _tabs(list(enumerate(names)), len(names))
            for row in below:
                yield from _tabs(row, len(names))
            i += len(below)
        i += 1


def _cells(line: Line, text: str) -> list[Cell]:
    """The cells of a line that blanks set apart."""
    edge = text.rfind("\n", 0, line.start) + 1
    gaps = [match.span() for match in GAP.finditer(text, line.start, line.end)]
    bounds = [line.start, *(place for gap in gaps for place in gap), line.end]
    return [
        Cell(start, end, text[start:end], columns(text[edge:start]), columns(text[edge:end]))
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    ]


def _has_figure(line: Line, below: Sequence[Sequence[tuple[int, Cell]]], text: str) -> bool:
    """Whether a number stands somewhere below the ``line`` of names."""
    return re.search(r"\d", text[line.end : below[-1][-1][1].end]) is not None


def _is_aligned(names: Sequence[Cell], below: Sequence[Sequence[tuple[int, Cell]]]) -> bool:
    """Whether three columns or more stand so exactly below their names that words alone are a table.

    Neither a signature nor a list in columns, whose first line ends as the others do: 阳光托育园 over 童乐托育园.
    """
    lefts = [name.left for name in names]
    whole = all([cell.left for _, cell in row] == lefts for row in below)
    alike = any(all(row[k][1].text[-1] == name.text[-1] for row in below) for k, name in enumerate(names)) if whole else False
    is_table = whole and not alike and len(names) >= COLUMNS and len(below) >= ROWS
    return is_table and not any(organs(name.text) for name in names)


def _goes_on(names: Sequence[Cell], behind: Sequence[Line], text: str) -> bool:
    """Whether the line behind the rows goes on with a cell of theirs: it stands below another column than the first."""
    if not behind or organs(behind[0].text) or DATE_LINE.match(behind[0].text):
        return False
    return _cells(behind[0], text)[0].left >= names[1].left


def _are_columns(words: Sequence[str]) -> bool:
    """Whether the cells of a line are the names of columns, not labels with values or a numbered heading."""
    short = all(len(word) <= NAME_LENGTH and not re.search("[\t：:，。；]", word) for word in words)
    return short and are_names(words) and not marker_of(words[0])


def _below(names: Sequence[Cell], lines: Sequence[Line], text: str) -> Iterator[list[tuple[int, Cell]]]:
    """The rows below ``names``, as cells with the numbers of their columns. A line that is no row ends the table.

    Where whole rows do not stand below their names, the blanks only part the cells: a shorter row lacks its last ones.
    """
    parts_only = False
    for line in lines:
        cells = _cells(line, text)
        if len(cells) < 2 or "\t" in line.text or (marker_of(line.text) and not ROW_NUMBER.fullmatch(cells[0].text)):
            return
        under = [[k for k, name in enumerate(names) if cell.left < name.right and name.left < cell.right] for cell in cells]
        places = list(range(len(cells)))
        if len(cells) == len(names):
            parts_only |= any(k not in found for k, found in enumerate(under))
        elif parts_only and organs(cells[0].text) and DATE_LINE.match(cells[-1].text):
            return  # the signature
        elif not parts_only or len(cells) > len(names):
            if any(len(found) != 1 for found in under):
                return
            places = [found[0] for found in under]
            if len(set(places)) < len(places):
                return
        yield list(zip(places, cells, strict=True))


def _tabs(row: Sequence[tuple[int, Cell]], width: int) -> Iterator[Edit]:
    """The tabs of a row of ``width`` columns: between its cells, and for those that it lacks."""
    (first, opening), (last, closing) = row[0], row[-1]
    for place, tabs in ((opening.start, first), (closing.end, width - 1 - last)):
        if tabs:
            yield Edit(place, place, "\t" * tabs)
    for (place, cell), (following, behind) in pairwise(row):
        yield Edit(cell.end, behind.start, "\t" * (following - place))
