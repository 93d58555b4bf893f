"""What an asker counts of that for which a text gives a sum each: of 30张床, 20个半失能的, 一年 thirty, twenty and twelve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of

NUMERAL = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_CLASS = r"(?:失能|自理|高龄|特困|低保|残疾|独居|留守|孤寡)"
_PEOPLE = (
    r"(?:[重中轻]度|完全|失能|半失能|不?能?自理|高龄|困难|特困|低保|残疾|独居|留守|孤寡)*"
    rf"(?:人(?!民)|老人|老年人|孩子|娃|护理员|护工|学生|(?<={_CLASS})的?(?=[，。？；、]))"
)
#: Between a number and those whom it counts: 100个够条件的老人; an age is none: 3个月大的孩子.
_WHO = r"(?:(?<=[名位个])(?![半多]?月)[^，。；、\d的]{2,6}的)"
#: What a sum is paid for, and how an asker counts it, in front or behind.
COUNTED: Mapping[str, re.Pattern[str]] = {
    unit: re.compile("|".join(ways))
    for unit, ways in {
        "床": (rf"{NUMERAL}张", rf"{NUMERAL}个?(?:新增|养老|护理型?|普通)*床位?"),
        "托位": (rf"{NUMERAL}个?(?:新增|普惠)*托位", rf"托位{NUMERAL}个"),
        "人": (
            rf"{NUMERAL}(?:名|位|个)?{_WHO}?{_PEOPLE}",
            rf"[来收住]了?{NUMERAL}(?:名|位|个)(?=[^，。；月\d]{{0,8}}{_PEOPLE})",
            rf"(?<![第前]){NUMERAL}名(?=[一-鿿])",
            rf"{_PEOPLE}[^，。；\d]{{0,4}}{NUMERAL}(?:名|位|个)(?!月)",
            rf"{_CLASS}的?{NUMERAL}(?:名|位|个|人)(?!月)",
        ),
        "生": (rf"{NUMERAL}(?:名|位|个)?{_PEOPLE}", rf"收了?{NUMERAL}个(?!月)"),
        "户": (rf"{NUMERAL}户",),
        "家": (rf"{NUMERAL}家(?!庭)",),
        "所": (rf"{NUMERAL}所",),
        "个": (rf"{NUMERAL}个(?=[^，。；月]{{0,12}}(?:站|点|中心|院|机构|项目))",),
        "月": (rf"{NUMERAL}个月",),
        "年": (rf"{NUMERAL}年(?![级龄底前初])",),
        "次": (rf"{NUMERAL}次",),
        "小时": (rf"{NUMERAL}个?(?:小时|钟头)",),
        "台": (rf"{NUMERAL}[台部]",),
        "辆": (rf"{NUMERAL}[辆台]",),
        "平方米": (rf"{NUMERAL}个?(?:平方米?|平米|平)(?!公里)",),
    }.items()
}
COUNT = re.compile(NUMERAL)
#: What a text gives a sum for each of: 普惠托位每个7000元.
EACH_OF = re.compile("([一-鿿]{2})[，,]?每个(?!月)")
#: A number of people or things.
SO_MANY = re.compile(rf"(?<![第一\d])(?!一[个名位]){NUMERAL}[个名位](?!月|小时|百分点|多?工作日)")
#: Those whom a text counts: 依据留用人数, 按实际收托人数.
THOSE = re.compile(r"(?:依据|根据|按照?)(?:实际|最终)?([一-鿿])[一-鿿]{1,3}?的?(?:人数|户数)")
#: In front of what each of several things has: 8台，每台7千瓦.
_OF_EACH = re.compile("每(?![天日月年])[一-鿿]\\Z")
#: What is counted, in an equation: 60张, 20人.
MEASURES = {"床": "张", "托位": "个", "月": "个月"}
#: A whole year where a sum is paid by the month.
YEARLY = pattern(
    "按年算",
    r"(?:一|1|全|整|每)年",
    reason="asks what a monthly sum makes in a year",
    examples=(("一年能领多少", "一年"), ("每月领多少", None)),
)
MONTHS = 12
#: Units of time.
TIMES = frozenset({"月", "年"})
#: From how many to how many something grew: 原来60个托位，今年扩到95个.
_GROWN = re.compile(
    rf"(?:原[来先本有]*|本来|之前|以前|现有)[^，。；\d]{{0,6}}?(?P<before>{NUMERAL})(?P<unit>[个张名人户家])[^。；]*?"
    rf"[扩增加][^，。；\d]{{0,4}}[到至成](?:了)?\s?(?P<now>{NUMERAL})(?P=unit)"
)
#: Says that only what is new counts.
OF_NEW = re.compile("新增|增加")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Factor:
    """A figure of the asker's, as it is written in an equation, and one in front of it that it follows from."""

    value: float
    words: str
    unit: str
    lead: str = ""


def counted(
    asked: str, units: Sequence[str], *, things: Sequence[str] = (), those: str = "", of_new: bool = False
) -> Iterator[Factor]:
    """The asker's counts of what a sum is paid for, each once; nothing when one is told several times.

    ``things`` are those of which a text says 每个, ``those`` the verb of whom it counts (留 of 留用人数). What is given
    ``of_new`` ones alone counts those that came on top: 原来60个，扩到95个.
    """
    grown = _GROWN.search(asked) if of_new else None
    for unit in filter(None, units):  # a plain number is no count: 2025年
        if grown and unit not in TIMES:
            now, before = (parse_numeral(grown[name]) or 0 for name in ("now", "before"))
            if now > before:
                one = grown["unit"]
                lead = f"{now:g}{one}-{before:g}{one}={now - before:g}{one}，"
                yield Factor(now - before, f"{now - before:g}{one}", unit, lead)
            continue
        said = asked if unit not in TIMES else "" if of_one(asked, unit) else _last(asked)
        if those and those in said and unit in ("人", "户"):
            counts = _counts_of(said, those)
        else:
            counts = _counts(said, unit, things)
            counts = counts if len(counts) < 2 else _counts(_ASIDE.sub("", said), unit, things)  # 留下18人（共见习30人）
        if len(counts) > 1 and (only := re.search(f"(?:只有|仅有?|实际只?)(?:其中)?({NUMERAL}){re.escape(unit)}", said)):
            counts = {parse_numeral(only[1]) or 0}  # 签了5家，只有4家完成
        if len(counts) == 1 and (count := counts.pop()) > 1:
            yield Factor(count, f"{count:g}{MEASURES.get(unit, unit)}", unit)
        elif unit == "月" and not counts and said and YEARLY.regex.search(said):
            yield Factor(MONTHS, f"{MONTHS}个月", unit)


def of_one(asked: str, unit: str) -> bool:
    """Whether a question asks for what one stretch of time makes, 一天补多少, and not then for a year: 每月几百，一年合几千."""
    if unit == "月" and YEARLY.regex.search(_last(asked).rpartition("，")[2]):
        return False
    return unit in (*TIMES, "天") and re.search(f"(?:每|一)个?{re.escape(unit)}", _last(asked)) is not None


def _counts(said: str, unit: str, things: Sequence[str]) -> set[float]:
    of_things = re.compile(rf"{NUMERAL}个?[一-鿿]{{0,4}}?(?:{'|'.join(things)})") if unit == "个" and things else None
    ways = of_things or COUNTED.get(unit) or re.compile(rf"{NUMERAL}{re.escape(unit)}(?![一-鿿]{{0,2}}以[上下内])")  # 300亩
    told = [COUNT.search(match[0]) for match in ways.finditer(said) if not _OF_EACH.search(said[: match.start()])]
    return {parse_numeral(count[0]) or 0 for count in told if count and count[0] != "一"}


def _counts_of(said: str, verb: str) -> set[float]:
    """The numbers right behind a verb, or else in front of it: 留下8个, 有8个留下."""
    count = rf"({NUMERAL})[名位个人户](?!月)"
    ways = (rf"{verb}[^，。；\d]{{0,3}}?{count}", rf"{count}[^，。；\d]{{0,4}}{verb}")
    found = (re.findall(way, said) for way in ways)
    return {parse_numeral(count) or 0 for count in next(filter(None, found), [])}


def _last(asked: str) -> str:
    """The last two phrases of a question: stretches of time before them are conditions, not what is paid for."""
    return "，".join([each for each in phrases_of(asked) if each][-2:])
