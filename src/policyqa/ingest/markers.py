"""The marks that open a numbered part: 第三章, 第二十条之一, 第一部分, 一、, （一）, 1．, （1）, ①, 第一，, 第一步,
一是, 行动一： and 附件1.

A marker is only what a line begins with. Whether it opens a heading is decided by sequence and context in
:mod:`policyqa.ingest.outline`: "第十条规定的…" may begin a line too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyqa.text.numerals import NUMERAL_CHARS, parse_numeral
from policyqa.text.patterns import Pattern, pattern

_N = f"[{NUMERAL_CHARS}]"
_ND = rf"[{NUMERAL_CHARS}\d]"
_GAP = r"[ \t\u3000]*"
#: What goes on behind 第十条 when it is a reference in running words and not a heading.
_REFERENCE = r"(?!第|规定|所|的|[、，,；。）)和与及或至到以中关之])"
#: Words that count parts: 行动一：公办托育, 任务2 老年助餐. Nothing but a title stands on such a line.
NAMED = ("行动", "任务", "专项", "工程", "项目", "措施", "举措", "步骤", "阶段", "方式", "途径")
#: What a marker may begin with: most lines begin with something else.
_FIRST = (
    frozenset(f"第（([【问Q0123456789０１２３４５６７８９{NUMERAL_CHARS}")
    | frozenset(map(chr, (*range(0x2460, 0x249C), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
    | {word[0] for word in NAMED}
)
#: What tells behind a number that the dot before it is none of a decimal: 1.2024年, 1.60周岁, 3.9月底, 1.300人. Thousandths of
#: a measure are not written, but of a large one.
_NO_DECIMAL = (
    r"(?:19|20)\d{2}(?= ?(?:年|[-—－–~～至]))|\d{1,3}(?=(?:[-—－–~～至到]\d{1,3})?周?岁)|\d{1,2}(?=月[底初份前中上下起至\d])"
    r"|[1-9]\d{2,4}(?! ?[\d.．%％‰万亿])"
)
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the start of a line: its kind, number, the label it gives to a path, and where the words behind it begin.

    ``extra`` is the number behind 之 (第十七条之一), 0 without one.
    """

    kind: str
    number: int
    label: str
    end: int
    extra: int = 0


#: kind → pattern; group 1 is the numeral, group 2 (if any) the number behind 之. The first that matches counts.
MARKERS: dict[str, Pattern] = {
    "条": pattern(
        "article",
        rf"^第({_ND}+)条(?:之({_N}{{1,3}})(?!{_N}))?{_REFERENCE}",
        reason="the article of a law; a reference in running words goes on with 规定, 第…款, 的 and the like",
        examples=(
            ("第二十条 公民有权", "第二十条"),
            ("第十七条之一 已满七十五周岁", "第十七条之一"),
            ("第十条规定的条件", None),
            ("第三十八条、第三十九条", None),
            ("第三人有过错", None),
        ),
    ),
    "分编": pattern(
        "subpart",
        rf"^第({_N}+)分编",
        reason="a part of a book of a code",
        examples=(("第一分编 通则", "第一分编"), ("第一编 总则", None)),
    ),
    "编": pattern(
        "book", rf"^第({_N}+)编(?!制|号)", reason="a book of a code", examples=(("第二编 分则", "第二编"), ("第二编制", None))
    ),
    "章": pattern(
        "chapter",
        rf"^第({_ND}+)章{_REFERENCE}",
        reason="a chapter of a law",
        examples=(("第一章 总则", "第一章"), ("第三章的规定", None)),
    ),
    "节": pattern(
        "section",
        rf"^第({_ND}+)节(?!课){_REFERENCE}",
        reason="a section of a chapter",
        examples=(("第二节 管制", "第二节"), ("第二节课", None)),
    ),
    "部分": pattern(
        "part in words",
        rf"^第({_ND}+)部分(?=[：: \u3000]|$)",
        reason="a part of a text, above all other numbers; a reference in running words goes on without a blank",
        examples=(("第一部分 总则", "第一部分"), ("第二部分：评估", "第二部分"), ("第一部分的规定", None)),
    ),
    "一、": pattern(
        "part",
        rf"^({_N}+)[、．.]",
        reason="the first level of a plan or notice",
        examples=(("一、总体要求", "一、"), ("十二、附则", "十二、"), ("一万元", None)),
    ),
    "（一）": pattern(
        "part of a part",
        rf"^[（(]{_GAP}({_N}+){_GAP}[）)]",
        reason="the second level, in either width of bracket",
        examples=(("（十四）支持", "（十四）"), ("(一) 制定", "(一)"), ("（一家）", None)),
    ),
    "1.1": pattern(
        "decimal",
        r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?![\d.．%％‰]| ?[万亿元个倍年米吨]|(?:[-—－–~～至到]\d{1,3})?周?岁"
        r"|月[底初份前中上下起至\d])",
        reason="the numbering of standards; a decimal number goes on with a unit",
        examples=(("5.1.2 重伤", "5.1.2"), ("1.5万元", None)),
    ),
    "1.": pattern(
        "item",
        rf"^([\d０-９]{{1,3}})[.．、](?:(?![\d０-９])|(?={_NO_DECIMAL}))",
        reason="the third level: 1. or 1．or 1、; 1.5 is a number, 1.2024年 an item that begins with one",
        examples=(
            ("10．增强家庭照护能力", "10．"),
            ("1.5万元", None),
            ("3、推进", "3、"),
            ("1.2024年1月1日以后", "1."),
            ("1.60周岁以上", "1."),
        ),
    ),
    "（1）": pattern(
        "subitem",
        r"^[（(]([\d０-９]{1,2})[）)]",
        reason="the fourth level",
        examples=(("（1）申请", "（1）"), ("(2)审核", "(2)"), ("（一）申请", None)),
    ),
    "1）": pattern(
        "half bracket",
        r"^([\d０-９]{1,2})[）)]",
        reason="a looser form of the fourth level",
        examples=(("1）申请", "1）"), ("（1）申请", None)),
    ),
    "①": pattern(
        "circled",
        r"^([①-⑳㉑-㊿⑴-⒛])",
        reason="circled and parenthesised numerals",
        examples=(("①申请", "①"), ("⑵审核", "⑵"), ("⒊公示", "⒊"), ("1.申请", None)),
    ),
    "问": pattern(
        "question",
        rf"^[【\[]?(?=第?{_ND}{{0,3}}问|Q)(?:第|问题?|Q)?({_ND}{{0,3}})问?(?:[】\]][：:.、]?|[：:.、])(?=\S)",
        reason="the questions of a page of questions and answers, numbered or not",
        examples=(
            ("一问：谁可以申请？", "一问："),
            ("Q2：怎么申请？", "Q2："),
            ("【问】发多少？", "【问】"),
            ("问题导向", None),
        ),
    ),
    "第一步": pattern(
        "step",
        rf"^第({_N}+)(?:步骤?|阶段)(?=[，：:、（( \u3000])",
        reason="the steps of a procedure, the stages of a plan",
        examples=(("第一步：申请", "第一步"), ("第二阶段（2024年）：推进", "第二阶段"), ("第一步是申请", None)),
    ),
    "第一，": pattern(
        "ordinal",
        rf"^第({_N}+)[，：、](?=\S)",
        reason="points counted in words",
        examples=(("第一，抓紧", "第一，"), ("第三人称", None)),
    ),
    "一是": pattern(
        "counted point",
        rf"^({_N}{{1,3}})是(?=\S)",
        reason="points counted in prose",
        examples=(("一是加强领导", "一是"), ("二者是", None)),
    ),
}

MARKERS |= {
    word: pattern(
        f"part named {word}",
        rf"^{word}({_ND}{{1,2}})(?:[：:]|[ \u3000]+(?!\d))(?=[^\t。；：，]{{2,40}}$)",
        reason="a level of a plan that a word counts; no title stands behind a word and number of running text",
        examples=((f"{word}一：公办托育", f"{word}一："), (f"{word}2 助餐", f"{word}2 "), (f"{word}一是", None)),
    )
    for word in NAMED
}

ATTACHMENT = pattern(
    "attachment",
    rf"^附(件|表|录|图|(?=[：:]{_GAP}1[.．、])){_GAP}({_N}{{1,3}}|[\d０-９]{{1,2}})?{_GAP}(?:[：:.．、]{_GAP}|(?=$|\s))",
    reason="the line that opens an attachment, with or without number and title",
    examples=(
        ("附件 1", "附件 1"),
        ("附件", "附件"),
        ("附件2：申请表", "附件2："),
        ("附：1.申请表", "附："),
        ("附：申请表", None),
        ("附件中的材料", None),
        ("附件1所列", None),
    ),
)


def marker_of(line: str) -> Marker | None:
    """The marker that ``line`` (or its beginning) opens with, leading blanks and Markdown marks apart; None without one."""
    words = line.lstrip(" \t\u3000#*")
    if words[:1] not in _FIRST:
        return None
    for kind, mark in MARKERS.items():
        match = mark.regex.match(words)
        if match is None:
            continue
        number = parse_numeral(match[1].rpartition(".")[2]) if match[1] else 0
        if number is not None:
            extra = parse_numeral(match[2]) or 0 if kind == "条" and match[2] else 0
            return Marker(kind, number, _label(kind, match), len(line) - len(words) + match.end(), extra)
    return None


def attachment_of(line: str) -> tuple[str, int] | None:
    """The path label of the attachment that ``line`` opens (附件, 附件2, 附表1) and where its title begins, or None."""
    match = ATTACHMENT.regex.match(line)
    if match is None:
        return None
    number = parse_numeral(match[2].translate(_WIDE_DIGITS)) if match[2] else None
    return f"附{match[1] or '件'}{number or ''}", match.end()


def _label(kind: str, match: re.Match[str]) -> str:
    """The marker as a path writes it: full-width brackets, no dot or comma behind the numeral, no blanks."""
    numeral = match[1].translate(_WIDE_DIGITS)
    if kind in {"一、", "1.", "1.1", "①"}:
        return numeral
    if kind in {"（一）", "（1）"}:
        return f"（{numeral}）"
    if kind in NAMED:
        return f"{kind}{numeral}"
    return match[0].rstrip("，：、")
