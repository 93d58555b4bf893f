"""The forms that tables take in extracted text, each turned into one: a row a line, cells separated by tabs.

- tab-separated rows are left as they are;
- Markdown rows ``| a | b |`` become tab-separated;
- a cell a line (:func:`_cell_a_line`), with or without a closing ``|``: rows begin where the serial number counts on;
- PDF text, where cells are wrapped, is the subject of :mod:`policyqa.ingest.pdf_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyqa.ingest.edits import Edit
from policyqa.ingest.markers import attachment_of, marker_of

SERIAL = "序号"
TOTALS = re.compile(r"(?:全[市区县省国]|各项)?(?:总计|合计|小计|共计)")
MARKDOWN_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.M)
BAR = re.compile(r"[ \t]*\|[ \t]*")
CELL_LINE = re.compile(r"[^\n|]*\|[ \t]*")
#: Words that may stand behind a number at the start of a wrapped line: it is a quantity then, not a serial number.
MEASURES = "张个所家处间座套台人名户亩元万年月日天次项条件号楼层期米"
#: The blanks that PDF extraction sets around the number of a quantity, as in ``床位 36 张`` or ``不低于 55%。``
QUANTITY_SPACE = re.compile(rf"(?<=[^\x00-\xff]) (?=\d+(?: ?[{MEASURES}]|[%％]|$))|(?<=\d) (?=[{MEASURES}])")
#: A table of single-line cells has at least two rows, and two to this many columns of so many characters at most.
MAX_COLUMNS, CELL_LENGTH = 12, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source with its span, stripped."""

    start: int
    end: int
    text: str


def source_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold something."""
    return [Line(match.start(), match.end(), match[0]) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def rows(text: str) -> Iterator[Edit]:
    """Edits that turn every table of ``text`` into tab-separated rows."""
    yield from _markdown(text)
    lines = source_lines(text)
    i = 0
    while i < len(lines):
        block, width = _barred_lines(lines, i), 0
        if block == i:
            block, width = _plain_cells(lines, i)
        if block > i:
            yield from _cell_a_line(lines[i:block], width)
        i = max(block, i + 1)


def _markdown(text: str) -> Iterator[Edit]:
    for row in MARKDOWN_ROW.finditer(text):
        bars = list(BAR.finditer(row[0]))
        for i, bar in enumerate(bars if len(bars) > 2 else ()):
            yield Edit(row.start() + bar.start(), row.start() + bar.end(), "\t" if 0 < i < len(bars) - 1 else "")


# --- a cell a line ---------------------------------------------------------------------------------------------------


def _barred_lines(lines: list[Line], start: int) -> int:
    """The end of the run of lines from ``start`` that each are one cell closed by ``|``; ``start`` when there is no table."""
    end = start
    while end < len(lines) and CELL_LINE.fullmatch(lines[end].text):
        end += 1
    if end < len(lines) and end > start:  # the last cell may have lost its mark
        end += 0 if attachment_of(lines[end].text) or marker_of(lines[end].text) else 1
    values = [line.text.rstrip("| \t") for line in lines[start:end]]
    return end if len(values) >= 6 and SERIAL in values and "1" in values else start


def _plain_cells(lines: list[Line], start: int) -> tuple[int, int]:
    """The end and width of a table whose cells are single lines without marks; ``(start, 0)`` without one.

    It begins with 序号, and every row takes as many lines as the header: 1 stands first in the first, 2 in the second.
    """
    if lines[start].text != SERIAL:
        return start, 0
    width = next((k for k in range(2, MAX_COLUMNS + 1) if _text(lines, start + k) == "1"), 0)
    count = 0
    while width and _text(lines, start + width * (count + 1)) == str(count + 1):
        count += 1
    end = start + width * (count + 1)
    short = all(len(line.text) <= CELL_LENGTH and "\t" not in line.text for line in lines[start:end])
    return (end, width) if count >= 2 and end <= len(lines) and short else (start, 0)


def _text(lines: list[Line], i: int) -> str:
    return lines[i].text if i < len(lines) else ""


def _cell_a_line(lines: list[Line], width: int = 0) -> Iterator[Edit]:
    """Rows are cut before the cell that counts on, with the cell (merged in the source) in front of the serial number.

    A lone ``|`` closes a row or stands for a merged cell: it is dropped, and a row short of its first cell gets an empty one.
    """
    cells = [line for line in lines if line.text.rstrip("| \t")]
    values = [line.text.rstrip("| \t") for line in cells]
    serial = values.index(SERIAL)
    starts = {0: 0} | _row_starts(values, serial, width or values.index("1") - serial)
    for i, (before, line) in enumerate(pairwise(cells), start=1):
        yield Edit(before.start + len(values[i - 1]), line.start, "\n" + "\t" * starts[i] if i in starts else "\t")
    yield Edit(cells[-1].start + len(values[-1]), lines[-1].end, "")


def _row_starts(values: list[str], serial: int, width: int) -> dict[int, int]:
    """Where rows begin, and how many cells each lacks in front of its serial number (the ``serial``-th of ``width``).

    A row that lost an empty cell is shorter than the others: the next number is sought where it should stand, then before.
    """
    starts: dict[int, int] = {}
    expected, i = 1, width
    while True:
        places = (*range(i, i + serial + 1), *range(i - 1, max(i - width, 0), -1))
        found = next((k for k in places if k < len(values) and values[k] == str(expected)), None)
        if found is None:
            return starts
        lead = min(max(found - i, 0), serial)
        starts[found - lead] = serial - lead
        expected, i = expected + 1, found + width - serial
