"""The unnumbered parts of a document, told by their words: 印发通知, 前言, 题注, 目录, 附件说明, 来源, 责任分工, 结语, 落款."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.ingest.layout import CLOSING, TERMINAL
from policyqa.ingest.lines import Line
from policyqa.ingest.markers import Marker, attachment_of, marker_of
from policyqa.ingest.rows import is_header, split_cells
from policyqa.ingest.table_text import are_names
from policyqa.ingest.wording import CAPTION, CONCLUSION, DATE, DATE_LINE, DUTY_LINE, bare, organs, titles_in
from policyqa.text.numerals import to_chinese

SIGNED_LINE = re.compile(rf"[^，。；：]{{4,40}}{DATE}(?:印发)?$")
SIGNER = re.compile(r"(?:总理|主席|部长|省长|州长|市长|区长|县长|主任|局长)[ \u3000：:]*[一-鿿][一-鿿 \u3000]{1,5}$")
IMPRINT = re.compile(rf"(?:抄送|主送|分送|报送|主题词)[：:]|.*{DATE}印发$")
SOURCE = re.compile(r"以上.{0,12}(?:摘自|摘编|引自|来源于|选自)|(?:资料|数据|政策|信息|文件|内容)来源[：:]")
NOTE = re.compile(r"(?:备注|附注|注|.{0,4}说明)\d{0,2}[：:]")
#: A line in brackets that says who is responsible, as closes a part or an item.
RESPONSIBLE = re.compile(r"[（(\[［【][^（()]*(?:[（(][^（）()]*[）)][^（()]*)*(?:负责|牵头|配合|落实)[^（()]*[）)\]］】]。?$")
ISSUING = re.compile(r"现(?:将|予以?|把)?.{0,60}(?:印发|转发|发布|公布)|印发给你们|转发给你们")
#: The unit of a table's figures, behind its title or below it.
UNIT = re.compile(r"[（(]?单位[：:][^（()）]{1,12}[）)]?$")
FOOT = re.compile(r"[（(].*[）)]$|(?:联系(?:人|电话|方式)|电话|传真|邮编|附注)[：:]")
#: How the next point of a list stands in running text.
NEXT_IN_TEXT = {
    "1.": r"[。；;] *{}[.．、](?!\d)",
    "（1）": r"[。；;] *[（(]{}[）)]",
    "（一）": r"[。；;] *[（(]{}[）)]",
    "1）": r"[。；;] *{}[）)]",
    "①": "[。；;，] *{}",
    "一是": "[。；;，] *{}是",
}
#: ``【申请条件】`` at the start of a line is a heading when a text has several, each of its own (a speaker's name comes again).
BRACKETED = re.compile(r"【([^【】]{2,12})】")
BRACKETED_HEADINGS = 3
#: A heading among articles that lost its number stands alone between two of them; of these not even an article need follow.
BARE_HEADING = re.compile(r"[一-鿿、“”《》（） \u3000]{2,20}")
CHAPTERS = frozenset({"总则", "法律责任", "罚则", "附则"})
CONTENTS = re.compile(r"目[ \u3000]*[录次]$")
ANSWER = re.compile(r"^[【\[]?(?:答(?:复|案)?|回答|A\d{0,3})(?:[】\]]|[：:.、])|[？?] *答[：:]")
#: A conclusion is this many lines at most, and a document's foot behind a list of attachments that many.
CONCLUSION_LINES, FOOT_LINES = 3, 12
HEADING_LENGTH, HEADING_SENTENCE = 40, 25
SENTENCE_END = ("。", "：", "；", "！", ":", ";")


def is_sentence(text: str) -> bool:
    """Whether a line is running text rather than a title or a table row."""
    return "\t" not in text and (text.endswith(SENTENCE_END) or len(text) > 60)


def is_title(text: str) -> bool:
    """Whether a line may belong to a title: short and without the marks of a sentence."""
    return len(text) <= 60 and not re.search("[。；：，;:!！]", text)


def bare_heading(lines: Sequence[Line], i: int) -> str:
    """The words of a heading among articles that has no number, empty without one: behind a full stop, before an article."""
    text = re.sub(r"[ \u3000]", "", lines[i].text)
    if not BARE_HEADING.fullmatch(text) or i + 1 == len(lines):
        return ""
    following = marker_of(lines[i + 1].text)
    before = text in CHAPTERS if following is None else following.kind == "条"
    behind = lines[i - 1].text if i else ""
    first = text == "总则" and following is not None and following.number == 1 and not marker_of(behind)
    return text if before and (first or behind.endswith("。")) else ""


def runs_on(text: str, marker: Marker) -> bool:
    """Whether the next number of a list stands in the same paragraph: its points are one text, not parts."""
    mark = text[: marker.end].strip()
    following = NEXT_IN_TEXT.get(marker.kind)
    if following is None or not mark:
        return False
    number = to_chinese(marker.number + 1) if marker.kind in {"（一）", "一是"} else str(marker.number + 1)
    sign = chr(ord(marker.label) + 1) if marker.kind == "①" else number
    return re.search(following.format(sign), text[marker.end :]) is not None


def is_torn(text: str) -> bool:
    """Whether a line of running text stops in mid-sentence: a footnote stands below it, or what it says goes on elsewhere."""
    return re.search("[。；]", text) is not None and not text.endswith(TERMINAL + CLOSING)


def title_of(text: str, marker: Marker | None) -> str:
    """The heading of a numbered line: its first phrase when it may be one, else nothing.

    An article has one only where nothing but a title stands behind its number.
    """
    words = text[marker.end if marker else 0 :].strip(" \u3000\t").partition("\t")[0]
    head, stop, rest = words.partition("。")
    if len(head) > HEADING_LENGTH or "；" in head or head.count("“") != head.count("”"):
        return ""
    if marker and marker.kind == "条":
        return head if is_title(words) else ""
    sentence = stop and "，" in head and (not rest or len(head) > HEADING_SENTENCE)
    return "" if sentence or head.endswith("，") else head


# --- the beginning ---------------------------------------------------------------------------------------------------


def notice_end(lines: Sequence[Line]) -> int:
    """Where the text that a notice issues begins, 0 when no notice issues one.

    It begins with its title, which the notice has named (or with the attachment that it heads), else behind the notice's date.
    """
    issued = next((i for i, line in enumerate(lines[:40]) if ISSUING.search(line.text)), None)
    if issued is None or any(marker_of(line.text) for line in lines[: issued + 1]):
        return 0
    titles = {title for line in lines[: issued + 1] for title in titles_in(line.text)}
    for i in range(issued + 1, len(lines) if titles else 0):
        for k in (1, 2):
            if bare("".join(line.text for line in lines[i : i + k])) in titles:
                return i - 1 if attachment_of(lines[i - 1].text) else i
    return _dated_end(lines, issued + 1)


def _dated_end(lines: Sequence[Line], start: int) -> int:
    """The line behind a notice's date, 0 when numbered items come before one or nothing comes after."""
    i = start
    while i < len(lines) and not DATE_LINE.match(lines[i].text):
        listed = attachment_list_end(lines, i)
        if listed == i and (marker_of(lines[i].text) or attachment_of(lines[i].text)):
            return 0
        i = max(listed, i + 1)
    i += 1
    while i < len(lines) and lines[i].text.startswith(("（", "(")) and not marker_of(lines[i].text):
        i += 1
    return i if i < len(lines) and not IMPRINT.match(lines[i].text) else 0


def head(lines: Sequence[Line], *, whole: bool) -> list[tuple[str, int]]:
    """The parts of the leading matter as (label, first line), in order.

    It is 前言, or 题注 when it has no sentence (the lines below a law's title). When the document has nothing else (``whole``),
    its paragraphs are named 第一段, 第二段 …, title lines together with the paragraph below them.
    """
    if not lines:
        return []
    if not whole:
        sentence = any(line.text.endswith(SENTENCE_END) for line in lines)
        return [("前言" if sentence else "题注", 0)]
    found: list[tuple[str, int]] = []
    pending: int | None = None
    for i, line in enumerate(lines):
        if found and closing(lines, i) == "落款":
            return [*found, ("落款", i if pending is None else pending)]
        pending = i if pending is None else pending
        if not is_title(line.text) or i + 1 == len(lines):
            found.append((f"第{to_chinese(len(found) + 1)}段", pending))
            pending = None
    return found


def is_contents(text: str) -> bool:
    """Whether a line heads a table of contents."""
    return CONTENTS.match(text) is not None


def contents_end(lines: Sequence[Line], start: int) -> int:
    """The line behind a table of contents: where its first entry comes again as a heading, or the first article stands."""
    if start + 1 >= len(lines):
        return start + 1
    first = _entry(lines[start + 1].text)
    for i in range(start + 2, len(lines)):
        marker = marker_of(lines[i].text)
        if _entry(lines[i].text) == first or (marker and marker.kind == "条"):
            return i
    return start + 1


def _entry(text: str) -> str:
    """An entry of a table of contents without the mark of a list, its page number and the dots before it."""
    return re.sub(r"^[-*•] |[.…·．\s]*[（(]?\d*[）)]?$", "", text).replace(" ", "").replace("\u3000", "")


# --- boxes and tables ------------------------------------------------------------------------------------------------


def caption(lines: Sequence[Line], i: int) -> tuple[str, str] | None:
    """The path label and the title of the box or table that line ``i`` heads, None for any other line.

    Below the caption of a table stands its first row, at most one line (the unit of its figures) in between.
    """
    text = lines[i].text
    match = CAPTION.match(text)
    if match is None or not is_title(text[match.end() :]) or "\t" in text:
        return None
    tabular = any("\t" in line.text for line in lines[i + 1 : i + 3])
    return (f"{match[1]}{match[2] or ''}", text[match.end() :]) if tabular or (match[1] == "专栏" and match[2]) else None


def next_table(lines: Sequence[Line], i: int, *, header: str) -> str:
    """The title, without its unit, that line ``i`` sets between two tables (a note may end the first); empty for others.

    Below it stand the names of other columns than those of the table above, which has this ``header``; names without 序号 stand
    above a row as wide without a number, what was torn from a cell hardly.
    """
    title = UNIT.sub("", lines[i].text)
    above = lines[i - 1].text if i else ""
    if not ("\t" in above or NOTE.match(above)) or "\t" in title or not is_title(title) or marker_of(title):
        return ""
    names, row = ([line.text for line in lines[i + 1 : i + 4] if not UNIT.match(line.text)] + ["", ""])[:2]
    unnumbered = (
        are_names(split_cells(names)) and row.count("\t") == names.count("\t") and not row.partition("\t")[0].isdecimal()
    )
    return title if names != header and (is_header(names) or unnumbered) else ""


def table_before_items(lines: Sequence[Line], start: int) -> bool:
    """Whether items that count from 1 come right behind the table that begins at ``start``: its rows do so, too."""
    behind = next((line for line in lines[start:] if "\t" not in line.text), None)
    marker = marker_of(behind.text) if behind else None
    return marker is not None and marker.kind == "1." and marker.number == 1


# --- attachments -----------------------------------------------------------------------------------------------------


def attachment_list_end(lines: Sequence[Line], start: int) -> int:
    """The line behind a list of attachments (``附件：1．…``, ``2．…``) that begins at ``start``; ``start`` without one.

    The same line may head an attachment: it is a list when the attachments come later on, or when nothing but a signature does.
    """
    text = lines[start].text
    opened = attachment_of(text)
    if opened is None:
        return start
    label, words = opened[0], text[opened[1] :]
    number = _number(label, words)
    end = start + 1
    while end < len(lines) and number is not None and _follows(lines[end].text, number):
        end, number = end + 1, number + 1
    if not words and (end == start + 1 or not text.endswith(("：", ":"))):
        return start
    later = any(again[0] == label or label == "附件" for line in lines[end:] if (again := attachment_of(line.text)) is not None)
    return end if later or _is_foot(lines, end) else start


def _is_foot(lines: Sequence[Line], start: int) -> bool:
    """Whether nothing but a document's foot is left: a signature with its date among titles, or remarks."""
    left = lines[start:]
    text = any("\t" in line.text or (is_sentence(line.text) and not IMPRINT.match(line.text)) for line in left)
    if len(left) > FOOT_LINES or text:
        return False
    signed = any(DATE_LINE.match(line.text) for line in left)
    return signed or all(closing(lines, start + k) or FOOT.match(line.text) for k, line in enumerate(left))


def _number(label: str, words: str) -> int | None:
    """The number of a list's first entry: of 附件1 or ``附件：1．…``; 0 when entries begin in the next line; None alone."""
    if label[2:]:
        return int(label[2:])
    marker = marker_of(words)
    return marker.number if marker else None if words else 0


def _follows(text: str, number: int) -> bool:
    """Whether a line is the entry behind number ``number`` of a list of attachments."""
    opened = attachment_of(text)
    if opened is not None:
        words = text[opened[1] :]
        return opened[0][2:] == str(number + 1) and bool(words) and is_title(words)
    marker = marker_of(text)
    return marker is not None and marker.number == number + 1 and is_title(text)


# --- the end ---------------------------------------------------------------------------------------------------------


def closing(lines: Sequence[Line], i: int) -> str | None:
    """落款 for a line of a signature, a date or an imprint, 来源 for a note on sources, else None."""
    text = lines[i].text
    if "\t" in text:
        return None
    if SOURCE.match(text):
        return "来源"
    if DATE_LINE.match(text) or IMPRINT.match(text) or (SIGNED_LINE.match(text) and is_title(text)):
        return "落款"
    if not _signs(text):
        return None
    following = lines[i + 1 : i + 4]
    for line in following:
        if DATE_LINE.match(line.text):
            return "落款"
        if not _signs(line.text):
            return None
    ends = len(following) < 3 and i > 0 and lines[i - 1].text.endswith(("。", "）"))
    return "落款" if ends else None


def _signs(text: str) -> bool:
    return bool(organs(text) or SIGNER.match(text)) and not marker_of(text)


def is_conclusion(lines: Sequence[Line], i: int) -> bool:
    """Whether a document or attachment ends here with 本通知自…起施行, 特此通知 and the like, behind its last numbered part."""
    if not CONCLUSION.match(lines[i].text):
        return False
    previous = lines[i - 1].text if i else ""
    if previous in CHAPTERS or (marker_of(previous) and is_title(previous)):
        return False  # the text of a part named 附则
    for k in range(i + 1, min(i + 1 + CONCLUSION_LINES, len(lines))):
        if attachment_of(lines[k].text) or closing(lines, k):
            return True
        if marker_of(lines[k].text):
            return False
    return len(lines) <= i + 1 + CONCLUSION_LINES


def is_imprint(text: str) -> bool:
    """Whether a line belongs to the document as a whole, though an attachment stands before it: 抄送, and the printing date."""
    return IMPRINT.match(text) is not None


def is_responsibility(text: str) -> bool:
    """Whether a line does nothing but name who is responsible, or by when."""
    return RESPONSIBLE.match(text) is not None or DUTY_LINE.match(text) is not None


def names_responsible(text: str) -> bool:
    """Whether a paragraph ends by naming who is responsible, in brackets or in a line of its own."""
    bracket = max(text.rfind("（"), text.rfind("("), text.rfind("［"), text.rfind("["))
    return is_responsibility(text) or (bracket > 0 and is_responsibility(text[bracket:]))
