"""The forms that tables take in extracted text, each turned into one: a row a line, cells separated by tabs.

- tab-separated rows are left as they are;
- Markdown rows ``| a | b |`` become tab-separated, and so do those without outer bars around a rule ``---|---``;
- a cell a line, with or without a closing ``|``;
- columns that blanks set apart are the subject of :mod:`policyqa.ingest.spaced_table`;
- PDF text, where cells are wrapped, is that of :mod:`policyqa.ingest.pdf_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyqa.ingest.columns import NAMED_WITH_FIGURE, PERIOD
from policyqa.ingest.edits import Edit
from policyqa.ingest.markers import attachment_of, marker_of
from policyqa.text.numerals import NUMERAL_CHARS

#: What the column of the rows' numbers is called.
SERIALS = ("序号", "编号", "项次", "序列", "№")
TOTALS = re.compile(r"(?:全[市区县省国]|各项)?(?:总计|合计|小计|共计)")
MARKDOWN_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.M)
MARKDOWN_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*")
BAR = re.compile(r"[ \t]*\|[ \t]*")
CELL_LINE = re.compile(r"[^\n|]*\|[ \t]*")
#: Words that may stand behind a number at the start of a wrapped line: it is a quantity then, not a serial number.
MEASURES = "张个所家处间座套台人名户亩元万年月日天次项条件号楼层期米"
#: The blanks that PDF extraction sets around the number of a quantity, as in ``床位 36 张`` or ``不低于 55%。``
QUANTITY_SPACE = re.compile(rf"(?<=[^\x00-\xff]) (?=\d+(?: ?[{MEASURES}]|[%％]|$))|(?<=\d) (?=[{MEASURES}])")
#: A table of single-line cells has at least two rows, and two to this many columns of so many characters at most.
MAX_COLUMNS, CELL_LENGTH = 12, 60
#: A cell of a tab-separated table is broken into this many lines at most.
MAX_CELL_LINES = 8
ROW_NUMBER = re.compile(rf"\d{{1,4}}|[{NUMERAL_CHARS}]{{1,3}}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source with its span, stripped."""

    start: int
    end: int
    text: str


def source_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold something."""
    return [Line(match.start(), match.end(), match[0]) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def serial_at(cells: Sequence[str]) -> int | None:
    """Which of these names of columns is that of the rows' numbers; None for the names of a table without."""
    names = ["".join(cell.split()) for cell in cells]
    return next((names.index(name) for name in SERIALS if name in names), None)


def names_over(text: str, line: str) -> tuple[str, ...]:
    """The names of the columns of a ``line`` of cells in ``text``: the first line of its table, unless that holds figures.

    Nothing for a line without cells, or for the names themselves.
    """
    lines, at = text.split("\n"), line.count("\t")
    place = lines.index(line) if at and line in lines else 0
    first = place
    while first > 0 and lines[first - 1].count("\t") == at:
        first -= 1
    names = lines[first].split("\t")
    return tuple(names) if first < place and are_names(names) else ()


def are_names(cells: Sequence[str]) -> bool:
    """Whether cells may be the names of columns: several, none empty or twice, none that looks like a value.

    A number stands only in brackets, or behind the first column in a year or a name that no value looks like (2025年目标).
    """
    if len(cells) < 2 or len(set(cells)) < len(cells):
        return False
    bare = [re.sub(r"[（(][^（()）]*[）)]", "", cell) for cell in cells]
    return all(bare) and not any(
        re.search(r"\d", name) and not (k and (PERIOD.fullmatch(name) or NAMED_WITH_FIGURE.fullmatch(cell)))
        for k, (name, cell) in enumerate(zip(bare, cells, strict=True))
    )


def names_columns(text: str, line: str) -> bool:
    """Whether a ``line`` of ``text`` names the columns of the lines below it."""
    below = text.partition(f"{line}\n")[2].partition("\n")[0]
    names = names_over(text, below)
    return bool(names) and names == tuple(line.split("\t"))


def rows(text: str) -> Iterator[Edit]:
    """Edits that turn the tables of ``text`` with a cell a line into tab-separated rows."""
    lines = source_lines(text)
    i = 0
    while i < len(lines):
        grid = _barred_cells(lines, i) or _plain_cells(lines, i)
        if grid:
            yield from _grid(grid)
            i = next(k for k in range(i, len(lines)) if lines[k] is grid[-1][-1])
        i += 1


def markdown(text: str) -> Iterator[Edit]:
    """Edits that turn Markdown tables into tab-separated rows and take out their rules."""
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]
    rules = {i for i, (_, line) in enumerate(lines) if MARKDOWN_RULE.fullmatch(line)}
    barred = {i for i, (_, line) in enumerate(lines) if MARKDOWN_ROW.fullmatch(line)} - rules
    for i in rules:
        yield Edit(lines[i][0], lines[i][0] + len(lines[i][1]), "")
        rows = [i - 1] if i else []
        k = i + 1
        while k < len(lines) and "|" in lines[k][1] and k not in rules:
            rows.append(k)
            k += 1
        barred |= {row for row in rows if "|" in lines[row][1]}
    for i in sorted(barred):
        start, line = lines[i]
        for bar in BAR.finditer(line):
            outer = not line[: bar.start()].strip() or not line[bar.end() :].strip()
            yield Edit(start + bar.start(), start + bar.end(), "" if outer else "\t")


# --- tab-separated ---------------------------------------------------------------------------------------------------


def broken_cells(text: str) -> Iterator[Edit]:
    """Edits that close the line breaks inside cells: a numbered row goes on until it has as many cells as the header."""
    lines = [(match.start(), match.end(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    width = i = 0
    while i < len(lines):
        cells = lines[i][2].split("\t")
        if serial_at(cells) is not None:
            width = len(cells)
        end = _row_end(lines, i, width) if _opens_row(cells) and len(cells) < width else i
        for before, line in pairwise(lines[i : end + 1]):
            yield Edit(
                before[0] + len(before[2].rstrip(" \u3000")), line[0] + len(line[2]) - len(line[2].lstrip(" \u3000")), ""
            )
        i = end + 1


def _row_end(lines: list[tuple[int, int, str]], start: int, width: int) -> int:
    """The line with which the row from ``start`` has ``width`` cells; ``start`` when it never has exactly so many."""
    count = len(lines[start][2].split("\t"))
    for end in range(start + 1, min(start + MAX_CELL_LINES, len(lines))):
        cells = lines[end][2].split("\t")
        count += len(cells) - 1
        if _opens_row(cells) or count > width or TOTALS.match(cells[0].strip()):
            return start
        if count == width:
            return end
    return start


def _opens_row(cells: list[str]) -> bool:
    """Whether cells begin a numbered row or a group: a number, or a Chinese numeral, stands among the first two."""
    return len(cells) > 1 and any(ROW_NUMBER.fullmatch(cell.strip()) for cell in cells[:2])


# --- a cell a line ---------------------------------------------------------------------------------------------------


def _barred_cells(lines: list[Line], start: int) -> list[list[Line]]:
    """The rows, as lines, of a table whose cells are closed by ``|``: so many to a row, and a lone ``|`` behind each row.

    An empty cell is a lone ``|`` too. The last row may have lost its marks. No rows when the lines from ``start`` are no table.
    """
    end = start
    while end < len(lines) and CELL_LINE.fullmatch(lines[end].text):
        end += 1
    if end < len(lines) and end > start and not (attachment_of(lines[end].text) or marker_of(lines[end].text)):
        end += 1
    block = lines[start:end]
    width = next((k for k, line in enumerate(block) if not _value(line)), 0)
    header = [_value(line) for line in block[:width]]
    serial = serial_at(header)
    grid = [block[k : k + width + 1] for k in range(0, len(block), width + 1)] if serial is not None else []
    while grid and len(grid[-1]) < width - (serial or 0):
        grid.pop()
    closed = all(len(row) == width or not _value(row[width]) for row in grid[:-1]) and all(_value(row[0]) for row in grid)
    return grid if len(grid) > 1 and closed else []


def _plain_cells(lines: list[Line], start: int) -> list[list[Line]]:
    """The rows, as lines, of a table whose cells are single lines without marks: 1 stands first in the first, 2 in the second.

    It begins with 序号 or the like, and every row takes as many lines as the header. No rows when the lines from ``start`` are
    no table.
    """
    if lines[start].text not in SERIALS:
        return []
    width = next((k for k in range(2, MAX_COLUMNS + 1) if _text(lines, start + k) == "1"), 0)
    count = 0
    while width and _text(lines, start + width * (count + 1)) == str(count + 1):
        count += 1
    grid = [lines[start + k * width : start + (k + 1) * width] for k in range(count + 1)]
    short = all(len(line.text) <= CELL_LENGTH and "\t" not in line.text for row in grid for line in row)
    return grid if count >= 2 and len(grid[-1]) == width and short else []


def _value(line: Line) -> str:
    return line.text.rstrip("| \t")


def _text(lines: list[Line], i: int) -> str:
    return lines[i].text if i < len(lines) else ""


def _grid(grid: list[list[Line]]) -> Iterator[Edit]:
    """A newline before each row and a tab between its cells. What a row lacks in front of its number stands empty behind."""
    names = [_value(line) for line in grid[0]]
    width = names.index("") if "" in names else len(names)
    serial = serial_at(names) or 0
    gap, end = "", grid[0][0].start
    for number, row in enumerate(grid):
        cells = [(_value(line), line.start) for line in row[:width]] + [("", 0)] * (width - len(row))
        lacking = next((serial - k for k in range(serial) if number and cells[k][0] == str(number)), 0)
        cells = [("", 0)] * lacking + cells[: width - lacking]
        gap += "\n" if number else ""
        for k, (value, start) in enumerate(cells):
            gap += "\t" if k else ""
            if value:
                yield Edit(end, start, gap)
                gap, end = "", start + len(value)
    yield Edit(end, grid[-1][-1].end, gap)
