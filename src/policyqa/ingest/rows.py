"""Tables of numbered rows: header, row, and the values that merged cells pass down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyqa.ingest.table_text import SERIAL, TOTALS

if TYPE_CHECKING:
    from policyqa.ingest.outline import Node


@dataclass(frozen=True, slots=True)
class Row:
    """A row's label (its serial number, or 总计 and the like) and its named cells, none where they do not fit the header."""

    label: str
    cells: tuple[tuple[str, str], ...]


def is_header(line: str) -> bool:
    """Whether a line is the header of a table of numbered rows: one of its columns is 序号."""
    return SERIAL in re.split(r"[\t ]+", line) and not re.search("[，。；]", line)


class Table:
    """A table while its rows are read, from the top.

    ``parent`` is the node that the table stands in, ``group`` the heading row that the current rows are under.
    """

    def __init__(self, header: str, parent: Node | None) -> None:
        self.header = header
        self.columns = tuple(column for column in re.split(r"[\t ]+", header.strip()) if column)
        self.parent = parent
        self.group: Node | None = None
        self._serial = self.columns.index(SERIAL)
        self._above: list[str] = []
        self._last = 0

    def begin_group(self, group: Node) -> None:
        """The rows to come are under ``group`` and are numbered from 1."""
        self.group, self._last = group, 0

    def read(self, line: str) -> Row | None:
        """The row that ``line`` is, or None for a group heading or a stray line."""
        cells = [cell.strip() for cell in line.split("\t")]
        first = next((cell for cell in cells if cell), "")
        if total := TOTALS.match(first):
            return Row(re.sub("^全[市区县省国]|^各项", "", total[0]), ())
        at = next((k for k, cell in enumerate(cells[: self._serial + 2]) if cell == str(self._last + 1)), None)
        if at is None:
            at = next(
                (k for k, cell in enumerate(cells[: self._serial + 1]) if cell.isdecimal() and int(cell) > self._last), None
            )
        if at is None:
            return None
        self._last = int(cells[at])
        return Row(cells[at], self._named(self._aligned(cells, at)))

    def _aligned(self, cells: list[str], at: int) -> list[str]:
        """The cells with the serial number (found at ``at``) in its own column: a row may have slid sideways by empty cells."""
        if at < self._serial:
            cells = [""] * (self._serial - at) + cells
        while len(cells) > len(self.columns) and not cells[-1]:
            cells.pop()
        return cells

    def _named(self, cells: list[str]) -> tuple[tuple[str, str], ...]:
        """Column names with values; an empty cell in front of the serial number has the value of the merged cell above."""
        if len(cells) != len(self.columns):
            return ()
        for k in range(self._serial):
            cells[k] = cells[k] or (self._above[k] if self._above else "")
        self._above = cells
        return tuple((column, value.replace(" ", "")) for column, value in zip(self.columns, cells, strict=True) if value)
