"""Limits that a text sets on figures (满两年, 800平方米以下, 月收入低于3200元), and spoken figures in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.durations import SINCE_EVENT, since
from policyqa.text.numerals import parse_numeral

_AT_LEAST = re.compile(r"以上|已有\Z|不(?:得|应)?(?:少|低|小)于|满|至少|达到?\Z|起\Z|[超大高多]过?于?")
_AT_MOST = re.compile(
    r"以下|以内|之内|内\Z|不(?:得|应)?[超高多大]|不足|不满|未满|(?<!不)(?<!不得)(?<!不应)[低少小]于|最多|最高|至多"
)
_STRICT = re.compile(r"不满|未满|不足|(?<!不)(?<!不得)(?<!不应)(?:[低少小高多大]于|超过)")
#: Behind a stretch of time: until then, or after it.
_UNTIL, _AFTER = re.compile(r"[^，。；]{0,5}(?:期内|内)|以?前(?!款|项)"), re.compile(r"后(?!勤)")
_PEOPLE = re.compile("[^，。；的]{0,2}人|(?:以上|以下)?的?(?:未成年)?(?:老人|老年人|孩子|子女|幼儿|娃|护理员|员工|职工|学生)")
_PER_UNIT = re.compile("每")
#: Units of two names.
_SAME = {"公斤": "千克"}


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure has to be: from ``low`` to ``high``; ``strict`` excludes the ends. ``matter`` is what is counted."""

    measure: str
    matter: str
    low: float | None
    high: float | None
    strict: bool

    def admits(self, value: float) -> bool:
        """Whether ``value`` lies within."""
        if self.low is not None and (value < self.low or (self.strict and value == self.low)):
            return False
        if self.high is None:
            return True
        # A whole number of years lasts until the next: who is 89½ is within 80—89.
        whole = int(value) if self.low is not None and self.measure == "岁" else value
        return whole < self.high or (whole == self.high and not self.strict)


#: That an end of a range belongs to it: 200平方米(含)至400平方米, 80马力(含)以上.
_INCLUDED = re.compile(r"[（(]不?含[）)]")
#: Grown-up people, not what is taught to them or done by them.
_GROWN_UP = re.compile("成年?人(?=读者|每|票|[，。；：、]|的|\\Z)")


def limits_of(folded: str) -> list[Limit]:
    """The limits that a folded condition sets."""
    folded = _INCLUDED.sub("", folded)
    found = [limit for quantity in quantities(folded) if (limit := _limit(folded, quantity)) is not None]
    if "应届" in folded:
        found.append(Limit("年", "毕业年限", None, 0.0, False))
    if "未成年" in folded:
        found.append(Limit("岁", "", None, 18.0, True))
    elif _GROWN_UP.search(folded):
        found.append(Limit("岁", "", 18.0, None, False))
    if "百岁" in folded:
        found.append(Limit("岁", "", 100.0, None, False))
    return found


def _limit(text: str, quantity: Quantity) -> Limit | None:
    value, upper, _ = quantity.folded
    unit = measure(text, quantity)
    matter = around(text, quantity)
    if unit == "平方米" and _PER_UNIT.search(matter):
        return None
    if unit in ("年", "个月", "月"):
        scale = 1.0 if unit == "年" else 1 / 12
        value, upper, unit = value * scale, None if upper is None else upper * scale, "年"
        event = _FROM_EVENT.search(text[: quantity.span.start])
        matter = SINCE_EVENT if event else since(text, quantity.span.start, quantity.span.end) or ""
    if upper is not None:
        return Limit(unit, matter, value, upper, strict=False)
    behind = text[quantity.span.end : quantity.span.end + 8]
    bound = quantity.bound or text[max(0, quantity.span.start - 2) : quantity.span.start]
    strict = _STRICT.search(bound) is not None
    if _AT_MOST.search(bound) or (unit in ("年", "岁") and _UNTIL.match(behind)):
        return Limit(unit, matter, None, value, strict)
    if _AT_LEAST.search(bound):
        return Limit(unit, matter, value, None, strict)
    if "连续" in text[max(0, quantity.span.start - 3) : quantity.span.start]:
        return Limit(unit, matter, value, None, strict=False)
    return Limit(unit, matter, value, None, strict=True) if unit == "年" and _AFTER.match(behind) else None


#: Whose award or recognition something is, lowest first; that of a contest is told by the place that holds it: 市里的比赛.
_LEVELS = "校村镇县区市省国"
_AT_LEVEL = re.compile(f"([{_LEVELS}])家?级(?:及|\\(含\\))?以上")
_TOLD_LEVEL = re.compile(
    f"([{_LEVELS}])家?级|(?:全([{_LEVELS}])|([{_LEVELS}])[里上内])(?=[^，。；？]{{0,8}}(?:赛|奖|评|示范|劳模|先进|认定|称号|第.{{1,2}}名|军))"
)
#: The rank that is demanded and one that is told: 前六名, 拿了第二.
_RANK = re.compile(r"前(?P<rank>[一二三四五六七八九十\d]{1,3})名|最靠前|排名首位")
_TOLD_RANK = re.compile(r"第(?P<rank>[一二三四五六七八九十\d]{1,3})(?:名|(?=[，。；？了的]|\Z))|(?P<name>[冠亚季])军")


#: The mark of an assessment that is demanded, and one that is told.
_MARKS = ("不合格", "基本合格", "合格", "中等", "良好", "优秀")
_ASSESSED = "(?:考[评核]|评[估价定审]|评级|年检|绩效|结果)"
_MARK = re.compile(rf"{_ASSESSED}[^，。；、]{{0,4}}(良好|优秀)")
_TOLD_MARK = re.compile(rf"{_ASSESSED}[^，。；？没未]{{0,6}}?({'|'.join(_MARKS)})")

#: The prize that is demanded, and one that is told: 三等奖以上, 拿了二等奖.
_PRIZES = "特一二三"
_PRIZE = re.compile(f"([{_PRIZES}])等奖(?:及|[（(]含[）)])?以上")
_TOLD_PRIZE = re.compile(f"([{_PRIZES}])等奖")
#: The years at school that are demanded, and one that is told: 小学一至五年级, 上六年级.
_CLASSES = re.compile(r"([一二三四五六七八九\d])(?:年级)?(?:至|到|[-—–~～]{1,2})([一二三四五六七八九\d])年级")
_TOLD_CLASS = re.compile(r"([一二三四五六七八九\d])年级")


def ranks_hold(folded: str, told: str) -> Iterator[bool]:
    """Whether the level (省级以上), rank (前六名), mark (优秀), prize and school year that are demanded are those told."""
    levels = [_LEVELS.index(next(filter(None, match.groups()))) for match in _TOLD_LEVEL.finditer(told)]
    if (level := _AT_LEVEL.search(folded)) and levels:
        yield max(levels) >= _LEVELS.index(level[1])
    ranks = [
        "冠亚季".index(match["name"]) + 1 if match["name"] else parse_numeral(match["rank"]) or 0
        for match in _TOLD_RANK.finditer(told)
    ]
    if (rank := _RANK.search(folded)) and ranks:
        yield min(ranks) <= (parse_numeral(rank["rank"] or "1") or 0)
    if (mark := _MARK.search(folded)) and (own := _TOLD_MARK.findall(told)):
        yield max(map(_MARKS.index, own)) >= _MARKS.index(mark[1])
    if (prize := _PRIZE.search(folded)) and (won := _TOLD_PRIZE.findall(told)):
        yield min(map(_PRIZES.index, won)) <= _PRIZES.index(prize[1])
    if (classes := _CLASSES.search(folded)) and (years := set(_TOLD_CLASS.findall(told))):
        first, last = (parse_numeral(each) or 0 for each in classes.groups())
        inside = {first <= (parse_numeral(each) or 0) <= last for each in years}
        if len(inside) == 1:
            yield inside.pop()


_FROM_EVENT = re.compile("(?<!毕业之)(?<!毕业当)[日月年]起\\Z")


def measure(text: str, quantity: Quantity) -> str:
    """What is counted: 个, 名 and 位 in front of people are 人."""
    people = quantity.measure in ("名", "位") or (quantity.measure == "个" and _PEOPLE.match(text, quantity.span.end))
    return "人" if people else _SAME.get(quantity.measure, quantity.measure)


def around(text: str, quantity: Quantity) -> str:
    """The words around a figure that tell what it counts, without the figure."""
    before = re.split("[，。；、？！]|或者?", text[: quantity.span.start])[-1][-12:]
    behind = re.split("[，。；、？！]|或者?", text[quantity.span.end :])[0][:8]
    return f"{before}，{behind}"


#: A sum without its unit: 一个月六百, 卖15万, 退休金两千五.
_BARE_SUM = re.compile(
    r"(?<![\d.一二两三四五六七八九十百千万第])(?P<sum>\d+(?:\.\d+)?[百千万]|[一二两三四五六七八九十百千万]*[百千万][一二三四五六七八九]?)"
    r"(?:来|多)?(?:块钱?|(?=[，。；？！了的]|多(?![天年月个岁日周次斤里米亩名人户])|出头|左右|以[上下内]|不到|\Z))(?!地)|(?P<digits>\d+)(?:来|多)?块钱?"
)
#: One in digits with the next lower digit behind its scale: 2万5.
_MIXED_SUM = re.compile(r"(?<![\d.])(\d{1,3})([百千万])(\d)(?![\d.十百千万个])(?:块钱?|元)?")
#: How warm it is: of what is used (用了180度) the same word counts power.
_WARMTH = re.compile(
    r"((?:[室屋房气水体]|家里|暖气)[^，。；？\d用电]{0,6}(?:\d+(?:\.\d+)?|[二三]?十[一二三四五六七八九]?)(?:多|来)?)度(?![电数])"
)
_UNITS = {"百": 100, "千": 1000, "万": 10_000}


def _in_full(match: re.Match[str]) -> str:
    words = match["sum"] or match["digits"]
    if words[:-1].replace(".", "").isdecimal() and words[-1] in _UNITS:
        return f"{float(words[:-1]) * _UNITS[words[-1]]:g}元" if float(words[:-1]) * _UNITS[words[-1]] < 1e6 else words + "元"
    last = words[-2:] if len(words) > 1 and words[-2] in _UNITS and words[-1] not in _UNITS else ""
    head = parse_numeral(words[:-1] if last else words)
    if head is None:
        return match[0]
    return f"{head + (_UNITS[last[0]] // 10 * (parse_numeral(last[1]) or 0) if last else 0)}元"


def spoken(text: str) -> str:
    """Spoken measures in full: 800平 is 800平方米, 240方 240立方米, 两千五 2500元, 一个亿 一亿元, 六成 60%, 室温17度."""
    text = _WARMTH.sub(r"\1摄氏度", text.replace("℃", "摄氏度").replace("百分之百", "100%"))
    text = re.sub(
        r"([一二三四五六七八九])成(?![为了立功年本就员])", lambda tenths: f"{10 * (parse_numeral(tenths[1]) or 0)}%", text
    )
    text = _MIXED_SUM.sub(lambda sum_: f"{(int(sum_[1]) + int(sum_[3]) / 10) * _UNITS[sum_[2]]:g}元", text)
    text = re.sub(r"(?<=[买卖花价])([^，。；？\d]{0,4}\d{3,6})(?=[的了，])", r"\1元", text.replace("公分", "厘米"))
    text = _BARE_SUM.sub(_in_full, re.sub("一个[一-鿿]{1,2}[都也]没", "都没", text))
    text = re.sub(r"([一二两三四五六七八九十]|\d)个?亿(?=[，。；？！了的]|以[上下内]|左右|\Z)", r"\1亿元", text)
    text = re.sub(r"([一二两三四五六七八九]|\d)个半(?=小时|钟头)", lambda half: f"{parse_numeral(half[1]) or 0}.5个", text)
    text = re.sub(r"(\d|[一二两三四五六七八九十百])个(?:小时|钟头)", r"\1小时", text)
    text = re.sub(r"(\d|[十百千两])(?:来|多)?个?平(?:米|方(?!米|公里|千米))?(?!方)", r"\1平方米", text)
    return re.sub(r"(\d|[十百千])(?:来|多)?(?:个?立方|方)(?![米便面向案式法块针位圆形])", r"\1立方米", text)
