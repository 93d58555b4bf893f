"""Source text → repaired text: the dirt of PDF and web extraction goes, the words stay, and every character knows its source.

Each step is a function from a text to the edits it wants; :data:`STEPS` is their order. The result has one paragraph or table
row a line, cells separated by tabs, and no blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from policyqa.ingest import layout, pdf_table, spaced_table, table_text
from policyqa.ingest.chrome import chrome
from policyqa.ingest.edits import Edit, TracedText
from policyqa.ingest.flat import lost_breaks
from policyqa.ingest.table_text import MEASURES, QUANTITY_SPACE
from policyqa.text.numerals import NUMERAL_CHARS, parse_numeral

Step = Callable[[str], Iterable[Edit]]

HAN = "一-鿿〇㐀-䶿"

#: Zero-width characters, soft hyphens and the byte order mark carry nothing; the control characters are left by old encoders.
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
NEWLINES = re.compile("\r\n?|[\f\v\x85\u2028\u2029]")

#: ``第一百二十八 条``: a numeral torn from its unit; ``第 3 章`` likewise. 第二 项目 is no such unit.
TORN_UNIT = re.compile(rf"(?<=第)([ \t]*)[{NUMERAL_CHARS}\d]+([ \t]*)(?=[条章节编款项](?!目))")
#: ``第三十－条``: a dash read for 一 between numerals and the unit. In 第三—五条 it is a dash.
DASH_FOR_ONE = re.compile(rf"(?<=第)([{NUMERAL_CHARS}]*[十百千零][{NUMERAL_CHARS}]*)[－\-—–]([{NUMERAL_CHARS}]*)(?=[条章节编])")
WRONG_DI = re.compile(rf"笫(?=[{NUMERAL_CHARS}\d]+[条章节编款项])")
#: ``总 则``: a word of a heading or cell spaced out to fill the line, when nothing but single characters stands there.
SPACED_OUT = re.compile(rf"(?:^|(?<=[\t ]))(?:[{HAN}] {{1,4}})+[{HAN}](?=[\t \n：]|$)", re.M)
#: A blank between Chinese and digits: PDF extraction sets one at nearly every such place (``到 2025年 1月``), people seldom.
DIGIT_SPACE = re.compile(rf"(?<=[{HAN}，。、；：（）《》“”]) +(?=[\d０-９])|(?<=[\d０-９%％]) +(?=[{HAN}])")
NO_DIGIT_SPACE = re.compile(rf"(?<=[{HAN}，。、；：（）《》“”])(?=\d+(?![\d.．、]))|(?<=[\d%％])(?=[{HAN}])")
#: Blanks on both sides of a number with its measure are such blanks wherever they stand.
SET_APART = re.compile(rf"(?<=[{HAN}]) +(?=\d[\d.,]* +[{MEASURES}])|(?<=[{HAN}] )(\d[\d.,]*) +(?=[{MEASURES}])")
HEADING_NUMBER = re.compile(rf"^#* *(?:第[{NUMERAL_CHARS}\d]+[条章节编]|\d[\d.]*)$")
#: With this share of blanks among the places where Chinese meets digits, they come from PDF extraction.
PDF_SHARE = 0.25
#: A cell of words with a blank in between: ``市卫生 健康委``.
WRAPPED_CELL = re.compile(rf"(?:^|(?<=\t))[{HAN}]{{1,12}} [{HAN}]{{1,12}}(?=\t|$)", re.M)
#: A line of nothing but marks goes as a whole.
MARKDOWN_MARK = re.compile(r"\A\*{2,}\n|\n\*{2,}$|^ {0,3}#{1,6}[ \t]+(?=\S)|^ {0,3}>[ \t]?(?=\S)|\*\*(?=\S)|(?<=\S)\*\*", re.M)


def invisible(text: str) -> Iterator[Edit]:
    """Zero-width and control characters go, every kind of newline and space becomes the plain one."""
    for pattern, new in ((INVISIBLE, ""), (SPACES, " "), (NEWLINES, "\n")):
        yield from (Edit(*match.span(), new) for match in pattern.finditer(text))


def misread_numbers(text: str) -> Iterator[Edit]:
    """Numbers of articles and chapters that were torn or misread: ``第一百二十八 条``, ``笫五十四条``, ``第三十－条``."""
    for match in TORN_UNIT.finditer(text):
        yield from (Edit(*match.span(blanks), "") for blanks in (1, 2) if match[blanks])
    for match in DASH_FOR_ONE.finditer(text):
        if parse_numeral(f"{match[1]}一{match[2]}") is not None:
            yield Edit(match.end(1), match.end(1) + 1, "一")
    yield from (Edit(*match.span(), "第") for match in WRONG_DI.finditer(text))


def spaces(text: str) -> Iterator[Edit]:
    """Spaced-out words close up; so do Chinese and digits in a text that is spaced throughout, and quantities in table rows."""
    loose = DIGIT_SPACE if _is_spaced(text) else SET_APART
    for line in re.finditer(r"[^\n]+", text):
        if " " not in line[0]:
            continue
        closed = {i for match in SPACED_OUT.finditer(line[0]) for i in range(*match.span()) if line[0][i] == " "}
        for match in (QUANTITY_SPACE if "\t" in line[0] else loose).finditer(line[0]):
            blanks = range(match.start(), match.end())
            if not HEADING_NUMBER.match(line[0][max(match.start() - 20, 0) : match.start()]):
                closed.update(i for i in blanks if line[0][i] == " ")
        yield from (Edit(line.start() + i, line.start() + i + 1, "") for i in sorted(closed))


def _is_spaced(text: str) -> bool:
    """Whether blanks between Chinese and digits are the way of the whole text; two tight places are granted to short ones."""
    loose, tight = len(DIGIT_SPACE.findall(text)), len(NO_DIGIT_SPACE.findall(text))
    return loose > PDF_SHARE * (loose + tight + 2)


def wrapped_cells(text: str) -> Iterator[Edit]:
    """A word that was wrapped inside its cell closes up when the text has it whole elsewhere: ``市卫生 健康委``."""
    stands = lru_cache(maxsize=None)(text.__contains__)
    for match in WRAPPED_CELL.finditer(text):
        blank = match[0].index(" ")
        if stands(match[0].replace(" ", "")) and _is_row(text, match):
            yield Edit(match.start() + blank, match.start() + blank + 1, "")


def _is_row(text: str, match: re.Match[str]) -> bool:
    return "\t" in text[max(match.start() - 1, 0) : match.end() + 1]


def markdown_marks(text: str) -> Iterator[Edit]:
    """Marks of Markdown headings, quotes and bold type go; :meth:`TracedText.removed_before` still tells a heading's level."""
    return (Edit(*match.span(), "") for match in MARKDOWN_MARK.finditer(text))


#: Order matters: tables are told by the layout that joining lines destroys, and headings by the marks that go last.
STEPS: tuple[Step, ...] = (
    invisible,
    table_text.markdown,
    chrome,
    misread_numbers,
    spaced_table.rows,
    table_text.broken_cells,
    table_text.rows,
    pdf_table.rows,
    lost_breaks,
    layout.paragraphs,
    spaces,
    wrapped_cells,
    markdown_marks,
)


def repair(source: str) -> TracedText:
    """The repaired text of ``source``, each character traced to its origin."""
    text = TracedText.of(source)
    for step in STEPS:
        text = text.edited(step(text.text))
    return text
