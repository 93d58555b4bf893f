"""Sheets as files: CSV that Excel opens as it is, and XLSX.

What documents say never becomes a formula: a text cell that begins like one (=, +, -, @, also full-width or behind blanks) is
marked as text, by an apostrophe in CSV and by its type in XLSX. See "CSV Injection", owasp.org.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyqa.errors import OutputError, os_reason
from policyqa.ledger.sheets import Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = re.compile(r"\s*[=+\-@]")
#: What neither XML nor UTF-8 can hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
#: Excel's limits: characters of a cell and of a sheet's name, which may not hold some of them.
_CELL, _NAME, _NOT_IN_NAME = 32767, 31, re.compile(r"[\\/?*\[\]:]|^'|'$")


def csv_bytes(sheets: Sequence[Sheet]) -> bytes:
    """All rows as CSV in UTF-8 with a mark by which Excel knows it. Sheets of different columns fill each its own."""
    titles = list(dict.fromkeys(column.title for sheet in sheets for column in sheet.columns))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, titles, restval="")
    writer.writeheader()
    for sheet in sheets:
        names = [column.title for column in sheet.columns]
        writer.writerows(dict(zip(names, map(_guarded, row), strict=True)) for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of the sheets: header frozen and filtered, text wrapped, columns as wide as they say."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes a quarter of a second to import

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(_name(sheet.title, book.sheetnames)), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: all of it or nothing, over a file that is there; pipes and devices are written directly.

    Raises:
        OutputError: the path cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe, or a folder, which refuses
            return
        target = path.resolve()
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(path, os_reason(error)) from error


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - as above

    wrapped = Alignment(wrap_text=True, vertical="top")
    page.append([column.title for column in sheet.columns])
    for cell in page[1]:
        cell.font, cell.alignment = Font(bold=True), wrapped
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    for number, row in enumerate(sheet.rows, start=2):
        for place, value in enumerate(row, start=1):
            text = _text(value)
            cell = page.cell(number, place, text)
            cell.alignment = wrapped
            if isinstance(text, str) and _is_formula(text):
                cell.data_type = "s"
                cell.quotePrefix = True  # it stays text when someone edits it
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _guarded(value: Cell) -> Cell:
    """A cell of a CSV file."""
    text = _text(value)
    return f"'{text}" if isinstance(text, str) and _is_formula(text) else text


def _text(value: Cell) -> Cell:
    """``value`` without what a file cannot hold, and no longer than Excel takes."""
    if not isinstance(value, str):
        return value
    text = _UNWRITABLE.sub("", value.replace("\r\n", "\n"))
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"


def _is_formula(text: str) -> bool:
    return _FORMULA.match(unicodedata.normalize("NFKC", text)) is not None


def _name(title: str, taken: Sequence[str]) -> str:
    """A name for a worksheet: what Excel forbids taken out, short enough, and another's with a number behind it."""
    name = _NOT_IN_NAME.sub("", _UNWRITABLE.sub("", " ".join(title.split())))[:_NAME] or "表格"
    used = {other.casefold() for other in taken}
    number = 2
    while name.casefold() in used:
        name = f"{name[: _NAME - 4]}（{number}）"
        number += 1
    return name
