"""Tables in PDF text → a row a line, cells separated by tabs.

In such text each cell is wrapped to its own width, the header repeats on every page, and a row begins where a line opens with
the next serial number. Short cells that stand side by side share a line, with blanks between them. Where the cells of a row
can be told for certain (:func:`_aligned`), there is a tab between every two of them; elsewhere tabs mark the likely borders,
in a number that does not match the header's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policyqa.ingest.columns import NUMBER, PERIOD, form_of
from policyqa.ingest.edits import Edit
from policyqa.ingest.layout import columns
from policyqa.ingest.markers import attachment_of, marker_of
from policyqa.ingest.table_text import MEASURES, QUANTITY_SPACE, SERIALS, TOTALS, Line, source_lines
from policyqa.ingest.wording import CONCLUSION
from policyqa.text.numerals import NUMERAL_CHARS

#: A word whose characters are spaced out to fill its cell.
SPACED_OUT = re.compile(r"(?<!\S)[一-鿿](?: {1,4}[一-鿿])+(?!\S)")
#: What is no row: a box, a note, how a document ends.
BEHIND = re.compile(rf"专栏[ \u3000]*[\d{NUMERAL_CHARS}]|(?:备?注|说明|抄送)[：:]|{CONCLUSION.pattern}")
WORD = re.compile(r"\S+")
#: Several blanks set cells apart, a blank alone may stand in one.
WIDE, CELL = re.compile(r"[ \u3000]{2,}"), re.compile(r"\S+(?:[ \u3000]\S+)*")
#: How a piece of a row is set off from the one before: not at all, by a blank, perhaps (it is wider), certainly, by a line.
NONE, BLANK, WEAK, STRONG, APART = range(5)
GAPS = ("", " ", "\t", "\t", "\n")
#: Pieces may be joined across a weak border where a row has too many of them: so many at most, of so many characters.
MAX_JOINS, PIECE_LENGTH = 2, 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a row with its place in the source and the border in front of it."""

    start: int
    end: int
    text: str
    border: int


def rows(text: str) -> Iterator[Edit]:
    """Edits that turn every PDF table of ``text`` into tab-separated rows."""
    lines = source_lines(text)
    i = 0
    while i < len(lines):
        if _opens(lines[i].text):
            end = _end(lines, i)
            yield from _table(lines[i:end], text)
            i = end
        i += 1


def _opens(line: str) -> bool:
    """Whether a line is the first of a header: 序号 and at least one more column name, no sentence."""
    words = line.split()
    return len(words) > 1 and words[0] in SERIALS and "\t" not in line and not re.search("[，。；]", line)


def _end(lines: list[Line], start: int) -> int:
    """Where the table ends: at the next attachment, box, note or conclusion, or where the numbering before it goes on."""
    last: dict[str, int] = {}
    for line in lines[:start]:
        marker = marker_of(line.text)
        last = {} if attachment_of(line.text) else last
        if marker:
            last[marker.kind] = marker.number
    for i in range(start + 1, len(lines)):
        text = lines[i].text
        marker = marker_of(text)
        if attachment_of(text) or BEHIND.match(text) or (marker and marker.number - 1 == last.get(marker.kind)):
            return i
        if marker and marker.number == 1:
            last.pop(marker.kind, None)  # the table has a list of this kind of its own
    return len(lines)


def _table(lines: list[Line], text: str) -> Iterator[Edit]:
    """Edits for a table: a newline before each row, a tab between cells, nothing inside a wrapped cell."""
    header = _header_length(lines)
    names = _header(lines[:header], text)
    yield from _edits(names)
    cells = [cell for cell in _joined(names) if cell.border != APART]
    previous = names[-1]
    for row in _split(lines, header, len(cells)):
        pieces = _whole(row, len(cells))
        if not pieces:
            pieces = _pieces(row)
            pieces = _aligned(pieces, [name.text for name in cells]) or _unaligned(pieces, len(cells))
        yield Edit(previous.end, pieces[0].start, "\n")
        yield from _edits(pieces)
        previous = pieces[-1]


def _edits(pieces: Sequence[Piece]) -> Iterator[Edit]:
    """The gaps between the pieces of a row."""
    for before, piece in pairwise(pieces):
        yield Edit(before.end, piece.start, GAPS[piece.border])


# --- header ----------------------------------------------------------------------------------------------------------


def _header_length(lines: list[Line]) -> int:
    """How many lines the header takes: up to the first row, group heading or total."""
    for i, line in enumerate(lines[1:], start=1):
        marker = marker_of(line.text)
        joined = line.text + (lines[i + 1].text if i + 1 < len(lines) else "")
        if _is_serial(line.text, 1) or (marker and marker.kind == "一、") or TOTALS.match(joined):
            return i
    return 1


def _header(lines: list[Line], text: str) -> list[Piece]:
    """The words of a header. Several on a line are a name each; a name of its own lines is followed by a blank line.

    Without blank lines each line is a name, but for a unit in brackets, which belongs to the name before; one below another
    name stands apart.
    """
    gaps = [text.count("\n", before.end, line.start) > 1 for before, line in pairwise(lines)]
    pieces: list[Piece] = []
    several = True
    for k, line in enumerate(lines):
        words = list(WORD.finditer(line.text))
        for word in words:
            goes_on = len(words) == 1 and not several and any(gaps) and not gaps[k - 1]
            unit = word[0].startswith(("（", "("))
            elsewhere = k and unit and several and _column(text, line.end) <= _column(text, pieces[-1].start)
            border = APART if elsewhere else NONE if k and (goes_on or unit) else STRONG
            pieces.append(Piece(line.start + word.start(), line.start + word.end(), word[0], border))
        several = len(words) > 1
    return pieces


def _column(text: str, place: int) -> int:
    """How far from the edge of the page a place of the text stands, in columns."""
    return columns(text[text.rfind("\n", 0, place) + 1 : place])


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those that follow without a border put together: one for each cell."""
    cells: list[Piece] = []
    for piece in pieces:
        if piece.border or not cells:
            cells.append(piece)
        else:
            cells[-1] = replace(cells[-1], end=piece.end, text=cells[-1].text + piece.text)
    return cells


# --- rows ------------------------------------------------------------------------------------------------------------


def _split(lines: list[Line], header: int, width: int) -> Iterator[list[Line]]:
    """The rows, as lines each. The header's repetitions are left out: the gap around them covers them."""
    head = [line.text for line in lines[:header]]
    row: list[Line] = []
    expected, i = 1, header
    while i < len(lines):
        if [line.text for line in lines[i : i + header]] == head:
            i += header
            continue
        marker = marker_of(lines[i].text)
        group = marker is not None and marker.kind == "一、"
        serial = not group and _is_serial(lines[i].text, expected, width)
        if row and (group or serial):
            yield row
            row = []
        expected = 1 if group else expected + serial
        row.append(lines[i])
        i += 1
    if row:
        yield row


def _is_serial(line: str, expected: int, width: int = 0) -> bool:
    """Whether a line opens a row: the next serial number alone, before a word that is no measure, or in a row that is whole."""
    match = re.match(rf"{expected}(?:$|[ \t]+(?=\S))", line)
    return match is not None and (match.end() == len(line) or line[match.end()] not in MEASURES or _is_whole(line, width))


def _is_whole(line: str, width: int) -> bool:
    """Whether a line has a word, or a cell set apart by several blanks, for each of ``width`` columns, a number first."""
    return any(len(words) == width > 2 and words[0].isdecimal() for words in (line.split(), WIDE.split(line)))


def _whole(lines: list[Line], width: int) -> list[Piece]:
    """The cells of a row that stands on one line with a word for each column; none of any other row."""
    if len(lines) > 1 or not _is_whole(lines[0].text, width):
        return []
    start, text = lines[0].start, lines[0].text
    words = WORD.finditer(text) if len(text.split()) == width else CELL.finditer(text)
    return [Piece(start + word.start(), start + word.end(), word[0], STRONG if word.start() else NONE) for word in words]


def _pieces(lines: list[Line]) -> list[Piece]:
    """The words of a row with the likely borders between them."""
    pieces: list[Piece] = []
    cell_width = 0
    before: list[str] = []
    for line in lines:
        words = [line.text[start:end] for start, end in _words(line.text)]
        border = _border(before, words, cell_width)
        cell_width = columns(words[-1]) if border or not before else max(cell_width, columns(words[0]))
        for number, (start, end) in enumerate(_words(line.text)):
            pieces.append(Piece(line.start + start, line.start + end, line.text[start:end], STRONG if number else border))
        before = words
    if len(pieces) > 1 and pieces[0].text.isdecimal():
        pieces[1] = replace(pieces[1], border=STRONG)
    return pieces


def _words(line: str) -> list[tuple[int, int]]:
    """The spans of a line's words: a spaced-out word is one, and so is a quantity with what is counted."""
    inside = {i for match in SPACED_OUT.finditer(line) for i in range(*match.span())}
    inside |= {match.start() for match in QUANTITY_SPACE.finditer(line)}
    spans: list[tuple[int, int]] = []
    for word in WORD.finditer(line):
        quantity = word[0][0].isdigit() and not NUMBER.fullmatch(word[0])
        if spans and (quantity or spans[-1][1] in inside) and not PERIOD.fullmatch(word[0]):
            spans[-1] = (spans[-1][0], word.end())
        else:
            spans.append(word.span())
    return spans


def _border(before: list[str], words: list[str], cell_width: int) -> int:
    """The border between two lines of a row, given as their words; ``cell_width`` is that of the cell so far, in columns.

    Cells that share a line are whole. Within a cell every line but the last has the cell's width, so a line behind one that is
    narrower begins a new cell; one that is wider than the line before it does so too, unless the cell was broken by hand.
    """
    if not before:
        return NONE
    last, first = before[-1], words[0]
    torn = bool(re.search(r"\d$", last)) and len(first) <= 2 and first[0] in MEASURES
    if len(words) == 1 and (torn or re.fullmatch(rf"\d+ ?[{MEASURES}]", first) or first.startswith(("（", "("))):
        return NONE  # it completes the line before: ``床位 500`` / ``张``, ``床位`` / ``500 张``, ``养老院`` / ``（一期）``
    number_ends = bool(re.search(r"\d$", last)) and not re.match(r"[\d.%％]|[" + MEASURES + "]", first)
    narrowed = columns(last) < cell_width - 3
    if len(before) > 1 or len(words) > 1 or number_ends or narrowed:
        return STRONG
    return WEAK if columns(first) > columns(last) + 2 or NUMBER.fullmatch(first) else NONE


# --- alignment -------------------------------------------------------------------------------------------------------


def _aligned(pieces: list[Piece], names: list[str]) -> list[Piece] | None:
    """The pieces of a numbered row with a border before each cell of the columns ``names``; None when it is not certain.

    Columns of numbers and periods hold one value that looks like one, and words never do: they are anchors between which the
    columns of words share the rest. There must be one way to place the anchors.
    """
    cells = _joined(pieces)
    if not cells[0].text.isdecimal() or len(names) < 2 or names[0] not in SERIALS:
        return None
    forms = [form_of(name) for name in names[1:]]
    groups = list(_placed([cell.text for cell in cells[1:]], forms))
    if len(groups) != 1:
        return None
    starts = {cells[0].start}
    at = 1
    for count, width in groups[0]:
        found = _shared(cells[at : at + count], width)
        if found is None:
            return None
        starts |= found
        at += count
    return [replace(piece, border=STRONG if piece.start in starts and i else NONE) for i, piece in enumerate(pieces)]


def _unaligned(pieces: list[Piece], columns: int) -> list[Piece]:
    """The pieces with the likely borders; with blanks instead when their number would pass for the columns'."""
    if len(_joined(pieces)) != columns:
        return pieces
    return [replace(piece, border=BLANK) if i > 1 and piece.border else piece for i, piece in enumerate(pieces)]


def _placed(values: list[str], forms: list[re.Pattern[str] | None]) -> Iterator[list[tuple[int, int]]]:
    """Every way to place values in columns, as (values, columns) for each run of columns of words and for each anchor."""
    width = next((i for i, form in enumerate(forms) if form is not None), len(forms))
    if width == len(forms):
        if len(values) >= width and not any(NUMBER.fullmatch(value) for value in values) and bool(values) == bool(width):
            yield [(len(values), width)] if width else []
        return
    form = forms[width]
    assert form is not None
    for count, value in enumerate(values):
        if form.fullmatch(value) and count >= width and (width or not count):
            run = [(count, width)] if width else []
            yield from ([*run, (1, 1), *rest] for rest in _placed(values[count + 1 :], forms[width + 1 :]))
        if NUMBER.fullmatch(value):
            return


def _shared(cells: list[Piece], width: int) -> set[int] | None:
    """Where the cells of ``width`` columns of words begin, or None when the pieces may be shared out in several ways.

    A single column takes them all. Too many pieces fit only when joining them at every weak border gives the right number.
    """
    if len(cells) == width:
        return {cell.start for cell in cells}
    weak = [i for i, cell in enumerate(cells) if i and cell.border == WEAK]
    joined = [cells[k] for i in weak for k in (i - 1, i)]
    short = all(len(cell.text) <= PIECE_LENGTH for cell in joined)
    if width == 1 and len(cells) - 1 <= MAX_JOINS and short:
        return {cells[0].start}
    if len(cells) - len(weak) == width and len(weak) <= MAX_JOINS and short:
        return {cell.start for i, cell in enumerate(cells) if i not in weak}
    return None
