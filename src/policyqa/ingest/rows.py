"""Tables of numbered rows: header, row, and the values that merged cells pass down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from policyqa.ingest.columns import NUMBER, form_of
from policyqa.ingest.table_text import SERIALS, TOTALS, are_names, serial_at
from policyqa.types import Span

if TYPE_CHECKING:
    from policyqa.ingest.scope import Node

Cells = tuple[tuple[str, str], ...]

SERIAL_NUMBER = re.compile(r"[（(]?(\d{1,4})[）).、．]?")
#: A blank inside a cell, where a line was wrapped; behind an authority's name it separates it from the next.
CELL_BLANK = re.compile(r"(?<=[^\x00-\xff厅局委部院会署办处府])[ \u3000]+(?=[^\x00-\xff])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's label (its serial number, or 总计 and the like) and its named cells, none where they do not fit the header."""

    label: str
    cells: Cells


def is_header(line: str) -> bool:
    """Whether a line is the header of a table of numbered rows: one of its columns is 序号 or the like."""
    return (
        any(name in line for name in SERIALS)
        and serial_at(re.split(r"[\t ]+", line)) is not None
        and not re.search("[，。；]", line)
    )


def split_cells(line: str) -> list[str]:
    """The cells of a row, each without the blanks around it and those that wrapping left in it."""
    return [CELL_BLANK.sub("", cell.strip(" \u3000")) for cell in line.split("\t")]


def filled(cells: Sequence[str], above: Sequence[str], *, until: int) -> list[str]:
    """The cells with the values of merged cells: an empty one has the value above when no filled one stands before it.

    Only the columns up to ``until`` can be merged; behind a filled cell an empty one is empty.
    """
    result = list(cells)
    for k in range(min(until, len(cells), len(above))):
        if cells[k]:
            break
        result[k] = above[k]
    return result


class Table:
    """A table while its rows are read, from the top.

    ``parent`` is the node that the table stands in, ``group`` the heading row that the current rows are under.
    """

    def __init__(self, header: str, parent: Node | None) -> None:
        self.header = header
        self.parent = parent
        self.group: Node | None = None
        self.columns = tuple(column for column in re.split(r"\t" if "\t" in header else " +", header.strip()) if column)
        self._serial = serial_at(self.columns) or 0
        self._above: list[str] = []
        self._last = 0
        self._fresh = False

    def repeats(self, header: str) -> bool:
        """Whether ``header`` is this table's own again, on a new page; its rows may be numbered from 1 again."""
        if header != self.header:
            return False
        self._fresh = True
        return True

    def begin_group(self, group: Node) -> None:
        """The rows to come are under ``group`` and are numbered from 1."""
        self.group, self._last = group, 0

    def read(self, line: str) -> Row | None:
        """The row that ``line`` is, or None for a group heading or a stray line."""
        cells = split_cells(line)
        first = next((cell for cell in cells if cell), "")
        if total := TOTALS.match(first):
            return Row(re.sub("^全[市区县省国]|^各项", "", total[0]), self.sums(line))
        numbers = [int(match[1]) if (match := SERIAL_NUMBER.fullmatch(cell)) else 0 for cell in cells[: self._serial + 2]]
        at = next((k for k, number in enumerate(numbers) if number == self._last + 1), None)
        if at is None:
            at = next((k for k, number in enumerate(numbers[: self._serial + 1]) if number > self._last), None)
        if at is None and self._fresh:
            at = next((k for k, number in enumerate(numbers) if number == 1), None)
        if at is None:
            return None
        self._last, self._fresh = numbers[at], False
        return Row(str(self._last), self._named(self._aligned(cells, at)))

    def sums(self, line: str) -> Cells:
        """The numbers of a total, or of a group's heading, by column; none where it is not clear which is which."""
        cells = split_cells(line)
        if len(cells) == len(self.columns):
            return tuple((name, value) for name, value in zip(self.columns, cells, strict=True) if NUMBER.fullmatch(value))
        names = [name for name in self.columns if form_of(name) is NUMBER]
        values = cells[1:]
        fit = len(names) == len(values) and all(NUMBER.fullmatch(value) for value in values)
        return tuple(zip(names, values, strict=True)) if fit else ()

    def _aligned(self, cells: list[str], at: int) -> list[str]:
        """The cells with the serial number (found at ``at``) in its own column: a row may have slid sideways by empty cells."""
        if at < self._serial:
            cells = [""] * (self._serial - at) + cells
        elif not any(cells[: at - self._serial]):
            cells = cells[at - self._serial :]
        while len(cells) > len(self.columns) and not cells[-1]:
            cells.pop()
        return cells

    def _named(self, cells: list[str]) -> Cells:
        """Column names with values. Cells merged over several rows stand first, on either side of the serial number."""
        cells = cells if len(cells) <= len(self.columns) else _joined(cells)
        if len(cells) != len(self.columns):
            return ()
        serial = self._serial
        front = filled(cells[:serial], self._above[:serial], until=serial)
        back = filled(cells[serial + 1 :], self._above[serial + 1 :], until=len(cells) - serial - 2)
        self._above = cells = [*front, cells[serial], *back]
        return tuple((column, value) for column, value in zip(self.columns, cells, strict=True) if value)


def _joined(cells: Sequence[str]) -> list[str]:
    """The cells, one that goes on behind a wrapped line as one: 市民政局、 and 市财政局."""
    found: list[str] = []
    for cell in cells:
        if found and found[-1].endswith("、"):
            found[-1] += cell
        else:
            found.append(cell)
    return found


def named_rows(text: str) -> list[tuple[Span, Cells]]:
    """The rows of the tables without serial numbers in a clause's text: the span of each line and its named cells.

    A table is two lines or more with the same number of cells, the first of which names them: words, each of its own.
    """
    lines = [(Span(*match.span()), split_cells(match[0])) for match in re.finditer(r"[^\n]+", text)]
    found: list[tuple[Span, Cells]] = []
    names: list[str] = []
    above: list[str] = []
    for span, cells in lines:
        if len(cells) > 1 and len(cells) == len(names):
            above = filled(cells, above, until=len(cells) - 1)
            found.append((span, tuple((name, cell) for name, cell in zip(names, above, strict=True) if cell)))
        else:
            names, above = (cells if are_names(cells) else []), []
    return found


def mend_split_names(nodes: Iterable[Node], text: str) -> None:
    """Put together names that stand torn in two rows, half each, because a merged cell was cut: 市委 / 组织部.

    The document tells: it has the whole name elsewhere, and the lower half nowhere but behind the upper one.
    """
    rows = [node for node in nodes if node.kind == "row" and len(node.cells) > 1]
    runs = [(cell, list(run)) for cell, run in groupby(rows, key=lambda node: node.cells[_merged(node)])]
    for ((name, upper), above), ((other, lower), below) in pairwise(runs):
        if name == other and _is_torn(upper, lower, text):
            for node in (*above, *below):
                k = _merged(node)
                node.cells = (*node.cells[:k], (name, upper + lower), *node.cells[k + 1 :])


def _merged(node: Node) -> int:
    """Which cell of a row may be merged with those above and below: the first that is not the serial number."""
    return 1 if node.cells[0][0] in SERIALS else 0


def _is_torn(upper: str, lower: str, text: str) -> bool:
    whole = text.count(upper + lower)
    return whole > 0 and whole == len(re.findall(rf"(?<![\t\n]){re.escape(lower)}", text))
