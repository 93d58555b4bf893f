"""Clause paths, and how a person cites them.

A path is the labels from the document's root joined by ``/`` (``附件1/三/（十四）``). :func:`cite` writes it as officials do:

==================================  ==========================================================================
label                               is cited as
==================================  ==========================================================================
一, 十二                            第一部分, 第十二部分: a part of a plan, a notice or a table
（四）, （1）, ①                     as they stand, except in a law: 第（四）项
10                                  第10项: a numbered task or a table row; below a 项 of a law 第1目
5.1.2                               第5.1.2项, without the 5.1 above it, which it repeats
第一, 一是                           第一点
第二十条, 第二款, 附件2, 附表         as they stand; so do boxes and tables within a part: 专栏1, 表2; and 行动一
第三章, 第二编, 第一节               left out before a 条, whose number runs through the whole law
前言, 印发通知, 落款, 来源, 责任分工    as they stand; a heading below another in quotes: 总则“适用范围”
==================================  ==========================================================================
"""

from __future__ import annotations

import re

from policyqa.types import Policy

_ARTICLE = re.compile(r"第[〇零一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")
_ABOVE_ARTICLES = re.compile(r"第[〇零一二两三四五六七八九十百千\d]+[编章节]|[编章节]")
_PART = re.compile(r"[〇零一二三四五六七八九十百]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_BRACKETED = re.compile(r"（[〇零一二三四五六七八九十百\d]+）")
_POINT = re.compile(r"第([一二三四五六七八九十]+)|([一二三四五六七八九十]+)是")
#: What a numbered label begins with: it needs no quotes to stand out from its neighbours.
_NUMBERED = re.compile(r"[附第（\d①-⑳]|[〇零一二三四五六七八九十百]+是?$")
_WHOLLY_BRACKETED = re.compile(r"《[^《》]*》")


def join(*labels: str) -> str:
    """The path of the clause with these labels, outermost first; empty ones are left out, paths may be given as labels."""
    return "/".join(label for label in labels if label)


def split(path: str) -> list[str]:
    """The labels of a path, outermost first."""
    return path.split("/") if path else []


def parent(path: str) -> str | None:
    """The path above, or None for one at the document's root."""
    return path.rpartition("/")[0] or None


def cite(policy: Policy, *paths: str) -> str:
    """The label of a clause as a person cites it: 《甲市养老服务实施方案》（甲政办发〔2023〕1号）附件1第三部分（十四）.

    Of several clauses the document is named once.
    """
    title = policy.title if _WHOLLY_BRACKETED.fullmatch(policy.title) else f"《{policy.title}》"
    number = f"（{policy.number}）" if policy.number else ""
    return title + number + "、".join(map(cite_path, paths))


def cite_path(path: str) -> str:
    """The path alone as a person cites it: 附件1第三部分（十四）."""
    labels = split(path)
    article = next((i for i, label in enumerate(labels) if _ARTICLE.fullmatch(label)), None)
    if article is None:
        return _in_plan(labels)
    above = [label for label in labels[:article] if not _ABOVE_ARTICLES.match(label)]
    return _in_plan(above) + "".join(_in_law(label) for label in labels[article:])


def _in_plan(labels: list[str]) -> str:
    cited: list[str] = []
    for i, label in enumerate(labels):
        if _PART.fullmatch(label):
            cited.append(f"第{label}部分")
        elif _NUMBER.fullmatch(label):
            repeated = i + 1 < len(labels) and labels[i + 1].startswith(f"{label}.")
            cited.append("" if repeated else f"第{label}项")
        elif point := _POINT.fullmatch(label):
            cited.append(f"第{point[1] or point[2]}点")
        else:
            below_a_heading = i > 0 and not _NUMBERED.match(labels[i - 1]) and not _NUMBERED.match(label)
            cited.append(f"“{label}”" if below_a_heading else label)
    return "".join(cited)


def _in_law(label: str) -> str:
    if _BRACKETED.fullmatch(label):
        return f"第{label}项"
    if _NUMBER.fullmatch(label):
        return f"第{label}目"
    return label
