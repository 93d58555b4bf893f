"""Source text → repaired text: the dirt of PDF and web extraction goes, the words stay, and every character knows its source.

Each step is a function from a text to the edits it wants; :data:`STEPS` is their order. The result has one paragraph or table
row a line, cells separated by tabs, and no blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from policyqa.ingest import layout, table_text
from policyqa.ingest.edits import Edit, TracedText
from policyqa.ingest.markers import marker_of
from policyqa.text.numerals import NUMERAL_CHARS

Step = Callable[[str], Iterable[Edit]]

HAN = "一-鿿〇㐀-䶿"

#: Zero-width characters, soft hyphens and the byte order mark carry nothing; the control characters are left by old encoders.
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
NEWLINES = re.compile("\r\n?|[\f\v\x85\u2028\u2029]")
COMMENT = re.compile(r"<!--.*?-->", re.S)
#: ``— 9 —``, ``- 12 -``, ``第 3 页 共 10 页``, ``3 / 10``: page numbers stand alone on a line and are framed by something.
PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:[—–\-－·•]+ *\d{1,4} *[—–\-－·•]+|第 *\d+ *页(?:[，,/ ]*共 *\d+ *页)?|\d{1,4} */ *\d{1,4})[ \t]*$", re.M
)
#: ``-----`` and ``====``: rules, and the separator row of a Markdown table.
RULE = re.compile(r"^(?=.*[-=_*~]{3})[-=_*~|+: \t]+$", re.M)
#: What web pages put around a text: font switch, print and share buttons, navigation, view counters, links to the file itself.
CHROME = re.compile(
    r"^[ \t]*(?:"
    r"[【\[（(]?字体[：:].{0,20}|字号[：:].{0,20}|打印(?:本页|此页)?|保存|收藏|关闭(?:窗口|本页)?|分享(?:到|至)?[：:]?.{0,20}|返回顶部"
    r"|[【\[]?(?:打印|关闭|我要纠错|无障碍浏览|大字版)[】\]]?|扫一扫.{0,24}|.{0,12}微信.{0,6}扫.{0,12}"
    r"|(?:当前|您的?(?:当前)?|您现在的?)位置[：:].*|首页 *[>»›/|].*|浏览(?:次数|量)?[：:] *\d*次?|阅读(?:次数|量)[：:] *\d*次?"
    r"|(?:上|下)一(?:篇|条)[：:].*|责任编辑[：:].{0,12}|版权所有.*|主办(?:单位)?[：:].{0,30}|网站标识码.*|\S{0,60}ICP备\S*.*"
    r"|[^\s，。；]{1,60}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)"
    r")[ \t]*$",
    re.M | re.I,
)
#: A block of links to other pages begins so, and ends where the text goes on: at a sentence or the next numbered heading.
RELATED = re.compile(
    r"^[ \t]*(?:相关(?:报道|链接|阅读|新闻|解读|文件|信息|稿件|推荐|内容)|推荐阅读|延伸阅读)[：:]?[ \t]*$", re.M
)
SENTENCE_END = tuple("。！？；：”）")

#: ``第一百二十八 条``: a numeral torn from its unit; ``第 3 章`` likewise.
TORN_UNIT = re.compile(
    rf"(?<=第)[ \t]*([{NUMERAL_CHARS}\d]+)[ \t]+(?=[条章节编款项])|(?<=第)[ \t]+(?=[{NUMERAL_CHARS}\d]+[条章节编款项])"
)
#: ``第三十－条``: a dash read for 一 between numerals and the unit.
DASH_FOR_ONE = re.compile(rf"(?<=第)([{NUMERAL_CHARS}]*)[－\-—–]([{NUMERAL_CHARS}]*)(?=[条章节编])")
WRONG_DI = re.compile(rf"笫(?=[{NUMERAL_CHARS}\d]+[条章节编款项])")
#: ``总 则``: a word of a heading or cell spaced out to fill the line, when nothing but single characters stands there.
SPACED_OUT = re.compile(rf"(?:^|(?<=[\t ]))(?:[{HAN}] {{1,4}})+[{HAN}](?=[\t \n]|$)", re.M)
#: ``2023年 1月``, ``到 2025 年``: PDF extraction sets a space between Chinese and digits. Not behind a heading's number.
DIGIT_SPACE = re.compile(rf"(?<=[{HAN}，。、；：（）《》“”]) +(?=[\d０-９])|(?<=[\d０-９%％]) +(?=[{HAN}])")
HEADING_NUMBER = re.compile(rf"^#* *(?:第[{NUMERAL_CHARS}\d]+[条章节编]|\d[\d.]*)$")
MARKDOWN_MARK = re.compile(r"^ {0,3}#{1,6}[ \t]+|^ {0,3}>[ \t]?|\*\*(?=\S)|(?<=\S)\*\*", re.M)

#: From this length on a line that holds ``。 `` or a heading behind a space has lost its line breaks.
FLAT_LINE = 160
LOST_BREAK = re.compile(r"(?<=[。！？；：”）])[ \u3000]+(?=\S)|[ \u3000]+(?=\S)")


def invisible(text: str) -> Iterator[Edit]:
    """Zero-width and control characters go, every kind of newline and space becomes the plain one."""
    for pattern, new in ((INVISIBLE, ""), (SPACES, " "), (NEWLINES, "\n")):
        yield from (Edit(*match.span(), new) for match in pattern.finditer(text))


def chrome(text: str) -> Iterator[Edit]:
    """Page numbers, web chrome, rules, comments and blocks of related links go."""
    spans = [match.span() for pattern in (COMMENT, PAGE_NUMBER, RULE, CHROME) for match in pattern.finditer(text)]
    spans += [_related_block(text, match) for match in RELATED.finditer(text)]
    end = 0
    for start, stop in sorted(spans):
        if stop > end:
            yield Edit(max(start, end), stop, "")
            end = stop


def _related_block(text: str, title: re.Match[str]) -> tuple[int, int]:
    """The span of a block of links: its title, and the lines below it that neither end as sentences do nor are headings."""
    end = title.end()
    for line in re.finditer(r"\n[ \t]*([^\n]+)", text[title.end() :]):
        content = line[1].strip()
        if content.endswith(SENTENCE_END) or marker_of(content):
            break
        end = title.end() + line.end()
    return title.start(), end


def misread_numbers(text: str) -> Iterator[Edit]:
    """Numbers of articles and chapters that were torn or misread: ``第一百二十八 条``, ``笫五十四条``, ``第三十－条``."""
    for match in TORN_UNIT.finditer(text):
        yield Edit(*match.span(), match[1] or "")
    for match in DASH_FOR_ONE.finditer(text):
        if match[1] or match[2]:
            yield Edit(*match.span(), f"{match[1]}一{match[2]}")
    yield from (Edit(*match.span(), "第") for match in WRONG_DI.finditer(text))


def lost_breaks(text: str) -> Iterator[Edit]:
    """Line breaks that became spaces come back: before the next number of a list, and behind a sentence's end."""
    for line in re.finditer(rf"[^\n\t]{{{FLAT_LINE},}}", text):
        last: dict[str, int] = {}
        for space in LOST_BREAK.finditer(line[0]):
            marker = marker_of(line[0][space.end() : space.end() + 40])
            follows = marker is not None and 0 <= marker.number - last.get(marker.kind, 0) <= 3
            if marker is not None and (follows or marker.number == 1 or marker.kind == "条"):
                last[marker.kind] = marker.number
            elif line[0][space.start() - 1] not in "。！？；：":
                continue
            yield Edit(line.start() + space.start(), line.start() + space.end(), "\n")


def spaces(text: str) -> Iterator[Edit]:
    """Spaced-out words close up, and so do Chinese and digits, in a table row only around quantities."""
    for line in re.finditer(r"[^\n]+", text):
        taken = [match.span() for match in SPACED_OUT.finditer(line[0])]
        yield from (
            Edit(line.start() + i, line.start() + i + 1, "")
            for start, end in taken
            for i in range(start, end)
            if line[0][i] == " "
        )
        pattern = table_text.QUANTITY_SPACE if "\t" in line[0] else DIGIT_SPACE
        for match in pattern.finditer(line[0]):
            inside = any(start <= match.start() < end for start, end in taken)
            if not inside and not HEADING_NUMBER.match(line[0][: match.start()]):
                yield Edit(line.start() + match.start(), line.start() + match.end(), "")


def markdown_marks(text: str) -> Iterator[Edit]:
    """Marks of Markdown headings, quotes and bold type go; :meth:`TracedText.removed_before` still tells a heading's level."""
    return (Edit(*match.span(), "") for match in MARKDOWN_MARK.finditer(text))


#: Order matters: tables are told by the layout that joining lines destroys, and headings by the marks that go last.
STEPS: tuple[Step, ...] = (
    invisible,
    chrome,
    misread_numbers,
    table_text.rows,
    lost_breaks,
    layout.paragraphs,
    spaces,
    markdown_marks,
)


def repair(source: str) -> TracedText:
    """The repaired text of ``source``, each character traced to its origin."""
    text = TracedText.of(source)
    for step in STEPS:
        text = text.edited(step(text.text))
    return text
