"""The forms that tables take in extracted text, each turned into one: a row a line, cells separated by tabs.

- tab-separated rows are left as they are;
- Markdown rows ``| a | b |`` become tab-separated;
- a cell a line, closed by ``|`` (:func:`_cell_a_line`): rows begin where the serial number counts on;
- PDF text (:func:`_wrapped`): each cell is wrapped to its own width, the header repeats on every page, and a row begins where
  a line opens with the next serial number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyqa.ingest.edits import Edit
from policyqa.ingest.layout import columns
from policyqa.ingest.markers import attachment_of, marker_of

SERIAL = "序号"
TOTALS = re.compile(r"(?:全[市区县省国]|各项)?(?:总计|合计|小计|共计)")
MARKDOWN_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.M)
CELL_LINE = re.compile(r"[^\n|]*\|[ \t]*")
#: Words that may stand behind a number at the start of a wrapped line: it is a quantity then, not a serial number.
MEASURES = "张个所家处间座套台人名户亩元万年月日天次项条件号楼层期米"
#: The blank behind a row's serial number, or between a group's heading and its sums: a border of cells.
FIRST_BLANK = re.compile(r"\d+( +)(?=\S)|[^\s\d]+( +)(?=\d)")
#: The blanks that PDF extraction sets around the number of a quantity, as in ``床位 36 张`` or ``不低于 55%。``
QUANTITY_SPACE = re.compile(rf"(?<=[^\x00-\xff]) (?=\d+(?: ?[{MEASURES}]|[%％]|$))|(?<=\d) (?=[{MEASURES}])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source with its span, stripped."""

    start: int
    end: int
    text: str


def rows(text: str) -> Iterator[Edit]:
    """Edits that turn every table of ``text`` into tab-separated rows."""
    yield from _markdown(text)
    lines = [Line(match.start(), match.end(), match[0]) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    i = 0
    while i < len(lines):
        block = _cell_lines(lines, i)
        if block > i:
            yield from _cell_a_line(lines[i:block])
        elif _opens_wrapped(lines[i].text):
            block = _wrapped_end(lines, i)
            yield from _wrapped(lines[i:block])
        i = max(block, i + 1)


def _markdown(text: str) -> Iterator[Edit]:
    for match in MARKDOWN_ROW.finditer(text):
        cells = [cell.strip() for cell in match[1].split("|")]
        if len(cells) > 1:
            yield Edit(*match.span(), "\t".join(cells))


# --- a cell a line ---------------------------------------------------------------------------------------------------


def _cell_lines(lines: list[Line], start: int) -> int:
    """The end of the run of lines from ``start`` that each are one cell closed by ``|``; ``start`` when there is no table."""
    end = start
    while end < len(lines) and CELL_LINE.fullmatch(lines[end].text):
        end += 1
    if end < len(lines) and end > start:  # the last cell may have lost its mark
        end += 0 if attachment_of(lines[end].text) or marker_of(lines[end].text) else 1
    return end if end - start >= 6 and any(line.text.rstrip("| \t") == SERIAL for line in lines[start:end]) else start


def _cell_a_line(lines: list[Line]) -> Iterator[Edit]:
    """Rows are cut before the cell that counts on, with the cell (merged in the source) in front of the serial number.

    A lone ``|`` closes a row or stands for a merged cell: it is dropped, and a row short of its first cell gets an empty one.
    """
    cells = [line for line in lines if line.text.rstrip("| \t")]
    values = [line.text.rstrip("| \t") for line in cells]
    header_end = next(i for i, line in enumerate(lines) if not line.text.rstrip("| \t"))
    width = sum(1 for line in lines[:header_end] if line.text.rstrip("| \t"))
    serial = values.index(SERIAL)
    starts = {0: 0}
    expected, behind = 1, width - serial
    i = width
    while i < len(values):
        lead = next((k for k in range(serial + 1) if i + k < len(values) and values[i + k] == str(expected)), None)
        if lead is None:
            i += 1
            continue
        starts[i] = serial - lead
        i += lead + behind
        expected += 1
    for i, line in enumerate(cells):
        if i:
            before = cells[i - 1].start + len(values[i - 1])
            yield Edit(before, line.start, "\n" + "\t" * starts[i] if i in starts else "\t")
    yield Edit(cells[-1].start + len(values[-1]), lines[-1].end, "")


# --- PDF text --------------------------------------------------------------------------------------------------------


def _opens_wrapped(line: str) -> bool:
    """Whether a line is the first of a PDF table's header: 序号 and at least one more column name, no sentence."""
    words = line.split()
    return len(words) > 1 and words[0] == SERIAL and "\t" not in line and not re.search("[，。；]", line)


def _wrapped_end(lines: list[Line], start: int) -> int:
    """Where the table ends: at the next attachment, or at a note."""
    for i in range(start + 1, len(lines)):
        text = lines[i].text
        if attachment_of(text) or re.match(r"(?:备?注|说明|抄送)[：:]", text):
            return i
    return len(lines)


def _wrapped(lines: list[Line]) -> Iterator[Edit]:
    """Edits for a PDF table: a newline before each row, a tab between cells, nothing inside a wrapped cell."""
    header = _header_length(lines)
    head = [line.text for line in lines[:header]]
    kept: list[tuple[Line, str]] = []
    expected, i = 1, 0
    while i < len(lines):
        line = lines[i]
        if i and [other.text for other in lines[i : i + header]] == head:
            i += header  # the gap between the kept lines on either side covers it
            continue
        kind = "header" if i < header else "cell"
        marker = marker_of(line.text)
        if i >= header and marker and marker.kind == "一、":
            kind, expected = "row", 1
        elif i >= header and _is_serial(line.text, expected):
            kind, expected = "row", expected + 1
        elif i == header:
            kind = "row"
        kept.append((line, kind))
        i += 1
    yield from _joints(kept)


def _header_length(lines: list[Line]) -> int:
    """How many lines the header takes: up to the first row, group heading or total."""
    for i, line in enumerate(lines[1:], start=1):
        marker = marker_of(line.text)
        joined = line.text + (lines[i + 1].text if i + 1 < len(lines) else "")
        if _is_serial(line.text, 1) or (marker and marker.kind == "一、") or TOTALS.match(joined):
            return i
    return 1


def _is_serial(line: str, expected: int) -> bool:
    """Whether a line opens a row: the next serial number alone, or in front of a word that is no measure."""
    match = re.match(rf"{expected}(?:$|[ \t]+(?=\S))", line)
    return match is not None and (match.end() == len(line) or line[match.end()] not in MEASURES)


def _joints(kept: list[tuple[Line, str]]) -> Iterator[Edit]:
    """Edits between the kept lines of a PDF table.

    Within a cell every line but the last has the cell's width, so a line that is wider than the one before it, or that follows
    one narrower than its cell, begins a new cell; and so does a line of several words, which is a whole stretch of short cells.
    """
    cell_width = 0
    for (before, _), (line, kind) in pairwise(kept):
        width, last = columns(line.text), columns(before.text)
        cell_width = max(cell_width, last)
        number_ends = bool(re.search(r"\d$", before.text)) and not re.match(r"[\d.%％]|[" + MEASURES + "]", line.text)
        new_cell = width > last + 2 or last < cell_width - 3 or number_ends or _is_stretch(line.text)
        if kind == "row":
            gap = "\n"
        elif new_cell and not _must_join(before.text, line.text):
            gap = "\t"
        else:
            gap = ""
        if gap:
            cell_width = 0
        yield Edit(before.end, line.start, gap)
    for line, kind in kept:
        if kind == "row" and (match := FIRST_BLANK.match(line.text)):
            blank = match.span(match.lastindex or 0)
            yield Edit(line.start + blank[0], line.start + blank[1], "\t")


def _is_stretch(line: str) -> bool:
    """Whether a line holds several cells: blanks between words, not those between Chinese and digits."""
    return len(QUANTITY_SPACE.sub("", line).split()) > 1


def _must_join(before: str, line: str) -> bool:
    """Whether a line only completes the one before: ``床位 500`` / ``张``, ``床位`` / ``500 张``, ``总投资`` / ``（万元）``."""
    torn = bool(re.search(r"\d$", before)) and len(line) <= 2 and line[0] in MEASURES
    return torn or bool(re.fullmatch(rf"\d+ ?[{MEASURES}]", line)) or line.startswith(("（", "("))
