"""Lines → paragraphs: hard wraps are joined and blank lines closed up, so that each line is one paragraph or table row.

PDF extraction breaks a paragraph at the page's edge, often in mid-word and with blank lines in between. Whether two lines
belong together is told by how full the first one is, how it ends, and what the second begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policyqa.ingest.edits import Edit
from policyqa.ingest.markers import Marker, attachment_of, marker_of
from policyqa.ingest.table_text import MEASURES
from policyqa.ingest.wording import CONCLUSION, DATE_LINE, DUTY_LINE, bare, organs, titles_in
from policyqa.text.numerals import NUMERAL_CHARS
from policyqa.text.patterns import DOCUMENT_NUMBER

#: What ends a paragraph; a closing mark may, a comma never does.
TERMINAL = tuple("。！？；：!?;:…")
CLOSING = tuple("”』」）)】")
UNFINISHED = tuple("，、,（(《“")
#: Lines that open a block of their own though they carry no number: a responsibility line, an addressee list, "养老方面：".
BLOCK_START = re.compile(
    r"#|[（(［【\[]?(?:责任|牵头|配合|承办|主办|协办|组织实施)(?:单位|部门)[：:]|抄送[：:]|序号\s"
    r"|专栏[ \u3000]*[\d一二三四五六七八九十]|[（(]此件|各.{0,40}：$|[^，。；：（）]{2,12}："
)
#: Marks that a line hardly begins with but to open a part; others (1.5, 一是) may as well be torn from running words.
OPENING_MARKS = frozenset({"一、", "（一）", "1.", "（1）", "1）"})
#: What goes on behind a mark that is none: （二）项的规定; what 一 may be the end of: ［标准统］一、制度并轨.
REFERRING = re.compile(r"[项款目条点号至到—、，；。和或与及所]")
BEFORE_ONE = frozenset("统唯单专合同万之第不其如划归逐某每任另惟始周期初十百")
#: How a unit's name ends, and what stands between names. A line of units goes on behind a torn name (市财/政局) or one that
#: the next line lengthens (市委/组织部); behind a whole one the comma would stand on the same line.
UNIT = re.compile(r"(?:政府|[厅局委部院会署办处室]|中心|公司|支队|[镇街]|街道)[）)]?$")
UNITS = re.compile("[、，]")
#: A number that the end of a line cuts, and a ratio: 按4:6的比例.
TORN_NUMBER, TORN_RATIO = re.compile(r"(?:\d|\d\.)\n[\d.%％‰]"), re.compile(r"\d[:：∶]\n\d")
BRACKETS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "【": "】"}

#: How many columns wide a page is (a Chinese character takes two): A4 at the usual sizes holds 52 to 80.
PAGE_WIDTHS = range(40, 101)
#: A text is hard-wrapped when it has this many lines, of which this share reaches nearly to the edge, and of these this share
#: stops in mid-sentence; or when no line goes beyond the edge, and nearly all that reach it (this many) stop in mid-sentence.
WRAPPED_LINES, EDGE_SHARE, TORN_SHARE = 8, 0.3, 0.5
TORN_LINES, NEARLY_ALL = 3, 0.8
#: A line that does not end as a paragraph does is wrapped when it fills this share of the page, and when it fills the second
#: share even if the next line looks like a heading (``…标准统`` / ``一、制度并轨``).
WRAPPED_SHARE, FULL_SHARE = 0.75, 0.9
#: Blank lines separate paragraphs when lines that are surely wrapped (at least so many) hardly ever have one behind them.
SURELY_WRAPPED, BLANK_SHARE = 3, 0.2
#: First lines are indented by two characters; extraction drops the blanks, but the line stays this much narrower than the page.
INDENT = 3
#: A web line of this many columns that ends in mid-sentence was cut by whoever copied it.
LONG_LINE = 80


def is_row(line: str) -> bool:
    """Whether a line is a table row: it has a tab between words."""
    return "\t" in line.strip(" \t\u3000")


def columns(line: str) -> int:
    """The width of ``line`` in columns: one for an ASCII character, two for any other (in Chinese text they are wide)."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def page_width(lines: list[str]) -> int | None:
    """The width at which ``lines`` are wrapped, in columns, or None for a text that is not hard-wrapped.

    A hard-wrapped text has a narrow widest line, and many lines that nearly reach it, most of them in mid-sentence.
    """
    lines = [line for line in lines if not is_row(line)]
    widths = sorted(columns(line) for line in lines)
    if len(widths) < WRAPPED_LINES:
        return None
    usual, widest = widths[int(len(widths) * 0.9)], widths[-1]
    for edge, reach, share, torn_lines, torn_share in (
        (usual, 0.1 * usual, EDGE_SHARE, 1, TORN_SHARE),
        (widest, 1, 0.0, TORN_LINES, NEARLY_ALL),
        (widest, INDENT + 1, 0.0, TORN_LINES, NEARLY_ALL),
    ):
        near = [line for line in lines if abs(columns(line) - edge) <= reach]
        torn = [line for line in near if not line.endswith(TERMINAL + CLOSING)]
        wrapped = len(near) >= share * len(lines) and len(torn) >= max(torn_lines, torn_share * len(near))
        if wrapped and edge in PAGE_WIDTHS:
            return edge
    return None


def paragraphs(text: str) -> Iterator[Edit]:
    """Edits that set every gap between two lines: a newline where a paragraph ends, nothing (or a blank) inside one."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    trimmed = [_trim(text, start, end) for start, end in lines]
    contents = [text[start:end] for start, end in trimmed]
    width = page_width(contents)
    blanks = [False, *(text.count("\n", before[1], line[0]) > 1 for before, line in pairwise(trimmed))]
    titles = titles_in(text)
    alone = [_stands_alone(line, before, titles) for before, line in pairwise(["", *contents])]
    telling = width is not None and _blanks_tell(contents, blanks, width)
    position, opening = 0, ""
    for i, (start, end) in enumerate(trimmed):
        gap = ""
        if i:
            joined = not (alone[i - 1] or alone[i]) and _continues(
                contents[i - 1], contents[i], width=width, apart=telling and blanks[i], opening=opening
            )
            gap = _inside(contents[i - 1], contents[i]) if joined else "\n"
        if gap == "\n" or not i:
            opening = contents[i]
        if text[position:start] != gap:
            yield Edit(position, start, gap)
        position = end
    if position < len(text):
        yield Edit(position, len(text), "")


def _inside(line: str, following: str) -> str:
    """What stands between two lines of a paragraph: a blank, but nothing beside Chinese or inside a number (800/0元, 1/0%)."""
    cut = f"{line[-2:]}\n{following[:1]}"
    return "" if TORN_NUMBER.search(cut) or TORN_RATIO.search(cut) or _is_wide(line[-1]) or _is_wide(following[0]) else " "


def _blanks_tell(contents: list[str], blanks: list[bool], width: int) -> bool:
    """Whether a blank line ends a paragraph: extraction sets one behind every line of some texts."""
    wrapped = [
        blank
        for (line, _), blank in zip(pairwise(contents), blanks[1:], strict=True)
        if columns(line) >= WRAPPED_SHARE * width and not line.endswith(TERMINAL + CLOSING)
    ]
    return len(wrapped) >= SURELY_WRAPPED and sum(wrapped) <= BLANK_SHARE * len(wrapped)


def _stands_alone(line: str, before: str, titles: set[str]) -> bool:
    """Whether a line is a paragraph however full it is: a document's number, or a title that the text names elsewhere."""
    return DOCUMENT_NUMBER.regex.fullmatch(line) is not None or (
        line[0] != "《" and bare(line) in titles and not _is_open(before)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A line's span without blanks at its ends; a table row keeps its tabs, since an empty cell is a cell."""
    blanks = " \u3000" if is_row(text[start:end]) else " \t\u3000"
    line = text[start:end]
    return start + len(line) - len(line.lstrip(blanks)), end - (len(line) - len(line.rstrip(blanks)))


def _continues(line: str, following: str, *, width: int | None, apart: bool, opening: str) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line``, on a page ``width`` columns wide (None: not wrapped).

    ``apart`` tells that a blank line stands between them and means something, ``opening`` is the paragraph's first line.
    """
    if is_row(line) or is_row(following) or line.startswith("#") or following.startswith("#"):
        return False
    if organs(line) and (organs(following) or DATE_LINE.match(following)):
        return False  # a signature
    if opening.startswith("各") and line.endswith(("：", ":")):
        return False  # the addressees
    if line.rfind("《") > line.rfind("》") and "》" in following:
        return True
    marker = marker_of(following)
    if width is not None and marker is None and TORN_RATIO.search(f"{line[-2:]}\n{following[:1]}"):
        return columns(line) >= width / 2
    starts_block = bool(marker or attachment_of(following) or BLOCK_START.match(following))
    filled = columns(line)
    if width is None:
        return filled >= LONG_LINE and not starts_block and not line.endswith(TERMINAL + CLOSING) and _is_running(line)
    names_units = DUTY_LINE.match(opening) is not None
    if line.endswith(TERMINAL):
        indented = columns(following) <= width - INDENT and not following.endswith(TERMINAL + CLOSING)
        own = starts_block or names_units or CONCLUSION.match(following)
        return filled >= width - INDENT and not own and not indented and not apart
    if line.endswith(UNFINISHED) or _is_open(line):
        return filled >= width / 2
    if names_units:
        whole = UNIT.search(line) is not None and not all(map(UNIT.search, UNITS.split(following.rstrip("。"))))
        return filled >= WRAPPED_SHARE * width and not (starts_block or apart or whole)
    if line.endswith(CLOSING):
        return filled >= FULL_SHARE * width and not starts_block and not apart
    if _counts_on(following, opening) or DUTY_LINE.match(following) or (marker and _opens_part(line, following, marker)):
        return False
    torn = following[0].isdecimal() or (line[-1].isdecimal() and following[0] in MEASURES)
    if torn and not starts_block and _is_running(line):
        return filled >= width / 2  # a number is never torn: the line stops short before a long one, or its measure is cut off
    return filled >= (FULL_SHARE if starts_block else WRAPPED_SHARE) * width


def _opens_part(line: str, following: str, marker: Marker) -> bool:
    """Whether the mark that ``following`` begins with is one, not the end of a word or a reference torn from ``line``."""
    words = following[marker.end :]
    if marker.kind == "条":
        return words[:1] in (" ", "\u3000")
    if marker.kind == "一、":
        torn = words[:1] in NUMERAL_CHARS or (marker.number == 1 and line[-1] in BEFORE_ONE)
        return not torn
    return marker.kind in OPENING_MARKS and not REFERRING.match(words)


def _counts_on(following: str, opening: str) -> bool:
    """Whether a line begins a list, or is the next item behind the one that opens the paragraph.

    一、 may be the end of a word that was wrapped (标准统一、), other first numbers hardly.
    """
    marker, opened = marker_of(following), marker_of(opening)
    if marker is None:
        return False
    first = marker.number == 1 and marker.kind != "一、"
    return first or (opened is not None and opened.kind == marker.kind and opened.number + 1 == marker.number)


def _is_running(line: str) -> bool:
    """Whether a line is running text; a long one without any of these marks is a heading, or a note below a law's title."""
    return any(mark in line for mark in "。，；")


def _is_open(line: str) -> bool:
    """Whether a bracket of ``line`` is not closed on it."""
    return any(line.rfind(opening) > line.rfind(closing) for opening, closing in BRACKETS.items())


def _is_wide(char: str) -> bool:
    return not char.isascii()
