"""The unnumbered parts of a document, told by their words: 印发通知, 前言, 题注, 目录, 附件说明, 来源, 责任分工, 落款."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.ingest.lines import Line
from policyqa.ingest.markers import attachment_of, marker_of
from policyqa.text.numerals import to_chinese

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"(?:\d{{4}}|[〇零一二三四五六七八九○]{{4}}) *年 *{_DAY} *月 *{_DAY} *日"
DATE_LINE = re.compile(rf"{DATE}(?:印发)?$")
SIGNED_LINE = re.compile(rf"[^，。；：]{{4,40}}{DATE}(?:印发)?$")
ORGAN = re.compile(r"[^，。；：\d]{2,40}(?:政府|厅|局|委|部|院|会|署|办|处|中心|公司|室)$")
IMPRINT = re.compile(rf"(?:抄送|主送|分送|报送)[：:]|.*{DATE}印发$")
SOURCE = re.compile(r"以上.{0,12}(?:摘自|摘编|引自|来源于|选自)|(?:资料|数据|政策|信息|文件|内容)来源[：:]")
#: A line in brackets that says who is responsible, as closes a part or an item.
RESPONSIBLE = re.compile(r"[（(][^（()]*(?:[（(][^（）()]*[）)][^（()]*)*(?:负责|牵头|配合|落实)[^（()]*[）)]$")
ISSUING = re.compile(r"现(?:将|予以?|把)?.{0,60}(?:印发|转发|发布|公布)|印发给你们|转发给你们")
CONTENTS = re.compile(r"目[ \u3000]*[录次]$")
TITLE_IN_TEXT = re.compile(r"《([^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》")


def is_sentence(text: str) -> bool:
    """Whether a line is running text rather than a title."""
    return text.endswith(("。", "：", "；", "！")) or len(text) > 60


def is_title(text: str) -> bool:
    """Whether a line may belong to a title: short and without the marks of a sentence."""
    return len(text) <= 60 and not re.search("[。；：，!！]", text)


def head(lines: Sequence[Line], *, whole: bool) -> list[tuple[str, int]]:
    """The parts of the leading matter as (label, first line), in order.

    A notice that issues another text is 印发通知 up to that text's title. What is left is 前言, or 题注 when it has no sentence
    (the lines below a law's title). When the document has nothing else (``whole``), its paragraphs are named 第一段, 第二段 …
    """
    if not lines:
        return []
    split = _notice_end(lines)
    found = [("印发通知", 0)] if split else []
    if split < len(lines):
        rest = lines[split:]
        if whole and len(rest) > 1:
            return found + _paragraphs(rest, split)
        sentence = any(line.text.endswith(("。", "：", "；")) for line in rest)
        found.append(("前言" if sentence or whole else "题注", split))
    return found


def _paragraphs(lines: Sequence[Line], offset: int) -> list[tuple[str, int]]:
    """Each paragraph of a text without numbers, title lines together with the paragraph below them."""
    found: list[tuple[str, int]] = []
    pending: int | None = None
    for i, line in enumerate(lines):
        pending = i if pending is None else pending
        if is_title(line.text) and i + 1 < len(lines):
            continue
        found.append((f"第{to_chinese(len(found) + 1)}段", offset + pending))
        pending = None
    return found


def _notice_end(lines: Sequence[Line]) -> int:
    """Where the text that a notice issues begins, 0 when no notice issues one.

    It begins with its title, which the notice has named, or behind the notice's date.
    """
    issued = next((i for i, line in enumerate(lines[:40]) if ISSUING.search(line.text)), None)
    if issued is None:
        return 0
    titles = {_bare(title) for line in lines[: issued + 1] for title in TITLE_IN_TEXT.findall(line.text)}
    for i in range(issued + 1, len(lines)):
        for k in (1, 2):
            if _bare("".join(line.text for line in lines[i : i + k])) in titles:
                return i
    dated = next((i for i in range(issued + 1, len(lines)) if DATE_LINE.match(lines[i].text)), None)
    if dated is None:
        return len(lines) if len(lines) > issued + 1 else 0
    end = dated + 1
    while end < len(lines) and lines[end].text.startswith(("（", "(")):
        end += 1
    return end


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"'‘’《》]", "", title)


def is_notice_item(lines: Sequence[Line], i: int) -> bool:
    """Whether a numbered line stands in a list of attachments rather than in the body."""
    return any(attachment_of(line.text) for line in lines[max(i - 5, 0) : i]) and is_title(lines[i].text)


def is_contents(text: str) -> bool:
    """Whether a line heads a table of contents."""
    return CONTENTS.match(text) is not None


def contents_end(lines: Sequence[Line], start: int) -> int:
    """The line behind a table of contents: where its first entry comes again as a heading."""
    if start + 1 >= len(lines):
        return start + 1
    first = lines[start + 1].text.replace(" ", "")
    for i in range(start + 2, len(lines)):
        marker = marker_of(lines[i].text)
        if lines[i].text.replace(" ", "") == first or (marker and marker.kind == "条"):
            return i
    return start + 1


def attachment_list_end(lines: Sequence[Line], start: int) -> int:
    """The line behind a list of attachments (``附件：1．…``, ``2．…``) that begins at ``start``; ``start`` without one.

    The same line may head an attachment: it is a list when the attachments come later on, or when nothing but a signature does.
    """
    opened = attachment_of(lines[start].text)
    if opened is None or not lines[start].text[opened[1] :]:
        return start
    end = start + 1
    while end < len(lines) and is_title(lines[end].text) and (marker_of(lines[end].text) or attachment_of(lines[end].text)):
        if not lines[end].text[(attachment_of(lines[end].text) or ("", 0))[1] :]:
            break
        end += 1
    later = any(attachment_of(line.text) for line in lines[end:])
    bare = all(not is_sentence(line.text) or IMPRINT.match(line.text) for line in lines[end:])
    return end if later or bare else start


def closing(lines: Sequence[Line], i: int) -> str | None:
    """落款 for a line of a signature, a date or an imprint, 来源 for a note on sources, else None."""
    text = lines[i].text
    if SOURCE.match(text):
        return "来源"
    if DATE_LINE.match(text) or IMPRINT.match(text) or (SIGNED_LINE.match(text) and is_title(text)):
        return "落款"
    following = lines[i + 1 : i + 4]
    if ORGAN.match(text) and not marker_of(text):
        for line in following:
            if DATE_LINE.match(line.text):
                return "落款"
            if not ORGAN.match(line.text):
                return None
    return None


def is_imprint(text: str) -> bool:
    """Whether a line belongs to the document as a whole, though an attachment stands before it: 抄送, and the printing date."""
    return IMPRINT.match(text) is not None


def is_responsibility(text: str) -> bool:
    """Whether a line is a bracket that names who is responsible."""
    return RESPONSIBLE.match(text) is not None
