"""What a line says by its first words, whatever its number: who is responsible, how a document ends."""

from __future__ import annotations

import re

#: A title as the running text names it, and what it may be written with or without.
TITLE_IN_TEXT = re.compile(r"《([^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》")
NOT_OF_A_TITLE = re.compile(r"[\s“”\"'‘’《》]")

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"(?:\d{{4}}|[〇零一二三四五六七八九○]{{4}}) *年 *{_DAY} *月 *{_DAY} *日"
DATE_LINE = re.compile(rf"{DATE}(?:印发)?$")
#: The name of an authority, and what stands between those that sign together.
ORGAN = re.compile(r"[^，。；：\d]{2,40}(?:政府|厅|局|委|部|院|会|署|办|处|中心|公司|室|[支总大]队|[支分]行)$")
APART = re.compile(r"[ \u3000]+")
CHOP = re.compile(r"[（(](?:盖章|代章|章)[）)]")
#: A line that says behind a label who is responsible, or by when.
DUTY_LINE = re.compile(
    r"[（(\[［【]?(?:(?:责任|牵头|配合|承办|主办|协办|参与|组织实施)(?:单位|部门)|完成(?:时限|时间)|时间节点)[：:]"
)
#: How a notice or decision ends behind its last item.
CONCLUSION = re.compile(
    r"(?:本|上述|以上)[一-鿿]{2,6}(?:自|从|由|有效期|的解释).{0,60}(?:施行|实施|执行|生效|解释|有效|废止|[年日])"
    r"|特此(?:通知|公告|通告|函告|函复|批复|报告|说明)|以上(?:意见|通知|请).{0,20}(?:执行|落实|报告)"
)
#: The caption of a box or table in a text: 专栏1 主要指标, 专栏一：重点工程, 表1-2 补贴标准. A mention goes on with 所列 or 中.
CAPTION = re.compile(
    r"(专栏|表)[ \u3000]*(\d{1,2}(?:[-—－.]\d{1,2})?|[一二三四五六七八九十]{1,3}(?=[ \u3000：:]|$))?"
    r"(?![\d所中的内里和与及至或到])[ \u3000：:]*"
)


def bare(title: str) -> str:
    """A title without blanks, quotes and brackets, by which it is told."""
    return NOT_OF_A_TITLE.sub("", title)


def titles_in(text: str) -> set[str]:
    """The titles, bare, that ``text`` names in 《》."""
    return {bare(title) for title in TITLE_IN_TEXT.findall(text)}


def organs(text: str) -> tuple[str, ...]:
    """The authorities that a line names, with blanks between them, and nothing else; none for any other line."""
    text = CHOP.sub("", text)
    names = APART.split(text.strip(" \u3000"))
    if all(map(ORGAN.fullmatch, names)):
        return tuple(names)
    return (text,) if ORGAN.fullmatch(text) else ()  # a name torn by a blank: 甲市卫生健康 委员会
