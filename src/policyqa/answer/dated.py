"""When something has to be done, where the statement does not say it itself.

It stands at the head of an earlier sentence, 到2025年底，…。三级网络基本建成, or follows from a first year: 从2024年起，
利用三年时间.
"""

from __future__ import annotations

import re
from dataclasses import replace

from policyqa.answer.parts import Part, Source
from policyqa.text.numerals import parse_numeral
from policyqa.types import Span

#: Asks for a year or a day; how long something takes is another matter.
ASKS_WHEN = re.compile(
    "什么时候|啥时候|何时|哪一?年|几几年|几时|多会儿|什么时间|到哪年|年限|时限|期限|时点|节点|(?:完成|达标|实现)[^，。？]{0,2}年[份度]?|年份"
)
#: The time at the head of a sentence, which holds for those behind it in its paragraph, or within it; and a time anywhere.
_HEAD = re.compile(r"(?:\A|(?<=[。；：\n])|(?<=，))\s*(?P<when>(?:到|至|截至|力争)?20\d\d年?[^，。；：\n\d]{0,4})，")
#: The head of a sentence that is told in other words stands within so many characters of its beginning.
_HEADED = 24
#: In front of what one of several texts or regions says.
_LEAD = re.compile("(?:《[^《》]+》|[一-鿿]{2,6}[市区县省])：")
_TIME = re.compile(r"20\d\d ?年|十[一二三四五]五|\d\s?个?(?:工作日|日|天|月)[之以]?[内前]|持续|长期")


#: The first of so many years, of which the last is left to be worked out.
_FIRST_OF = re.compile(
    r"从(?P<first>20\d\d)年起，?(?:利?用|通过)(?P<count>[两二三四五六七八九十]|\d{1,2})年(?:左右)?(?:的?时间)?"
)


def with_date(asked: str, part: Part) -> Part:
    """``part`` with the time that governs it in front, or that follows from it behind, where a question asks when."""
    first = _FIRST_OF.search(part.text) if ASKS_WHEN.search(asked) and not (part.computed or part.verdict) else None
    if first and (count := parse_numeral(first["count"])):
        equation = f"{first['first']}年+{count:g}年-1年={int(first['first']) + int(count) - 1}年"
        return replace(part, text=f"{part.text.rstrip('。')}。最后一年：{equation}。", computed=equation)
    if not (part.sources and ASKS_WHEN.search(asked)) or part.computed or part.verdict or _TIME.search(part.text):
        return part
    source = part.sources[0]
    clause, start = source.clause, source.span.start - source.clause.span.start
    end = start + min(len(source.span), _HEADED)
    sentence = max(clause.text.rfind(stop, 0, start) for stop in "。；\n")
    found = _HEAD.finditer(clause.text, clause.text.rfind("\n", 0, start) + 1, end)
    heads = [each for each in found if each.start() > sentence or clause.text[each.start() - 1 : each.start()] != "，"]
    if clause.kind == "row" or not heads or _TIME.search(clause.text, heads[-1].end(), max(heads[-1].end(), start)):
        return part
    span = Span(heads[-1].start("when"), heads[-1].end()).shifted(clause.span.start)
    lead = _LEAD.match(part.text)
    said = part.text[lead.end() :] if lead else part.text
    text = f"{lead[0] if lead else ''}{heads[-1]['when']}：{said}"
    return replace(part, text=text, sources=(Source(clause, span), *part.sources))
