"""The year that a figure is for: 到2025年底, 2024—2026年, “十四五”末, 从2024年起利用三年时间.

A year holds from where it is written to the end of its paragraph, or to the next year: 到2025年，…100所。…普及率达95%以上.
"""

from __future__ import annotations

import re

from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern

YEAR = pattern(
    "目标年份",
    r"(?P<first>20\d\d)\s*年?\s*[-–—―~～－至到]+\s*(?P<last>20\d\d)\s*年"
    r"|[从自]\s*(?P<from>20\d\d)\s*年[开起][^。；\n]{0,8}?(?:利?用)(?P<count>[\d一二两三四五])\s*年"
    r"|(?<![\d从自〔\[（(])\s?(?P<year>20\d\d)\s*年(?!起|度?考核|第|以来|\s*\d{1,2}\s*月\s*\d{1,2}\s*日|度|版)"
    r"|“?(?P<plan>[一二三四五六七八九十]{2,3})五”?\s?(?:末|期末|期间|时期|规划)",
    reason="a target is for the year it names last; 自2024年1月1日起 and document numbers name none",
    examples=(
        ("到2025年底，全市养老机构全部达标", "2025年"),
        ("2024—2026年，再建设156个", "2024—2026年"),
        ("力争“十四五”末达到1%", "“十四五”末"),
        ("从2024年起，利用三年时间", "从2024年起，利用三年"),
        ("甲政办发〔2021〕47号", None),
        ("自2024年1月1日起施行", None),
    ),
)
_TITLE = re.compile("《[^《》]*》")
#: 七五 ended in 1990, and every plan since has taken five years.
_SEVENTH, _SEVENTH_END = 7, 1990
_IN_TITLE = re.compile(r"(?<![\d\-–—~～至到])(20\d\d)\s*年(?!\s*[-–—~～至到]|以来|版)")


def anchors(text: str) -> list[tuple[int, int]]:
    """The years in ``text`` as (offset, year), in order; those inside titles (《…2023年…》) are none."""
    bare = _TITLE.sub(lambda title: "《" + "　" * (len(title[0]) - 2) + "》", text)
    return [(match.start(), year) for match in YEAR.regex.finditer(bare) if (year := _year(match))]


def year_of_title(title: str) -> int | None:
    """The year of an annual plan, from its title: 2023年养老服务工作提升行动方案. None for other titles."""
    years = {int(match[1]) for match in _IN_TITLE.finditer(title)}
    return years.pop() if len(years) == 1 else None


def _year(match: re.Match[str]) -> int | None:
    if match["last"]:
        return int(match["last"])
    if match["from"]:
        count = parse_numeral(match["count"])
        return int(match["from"]) + count - 1 if count else None
    if match["year"]:
        return int(match["year"])
    plan = parse_numeral(match["plan"])
    return _SEVENTH_END + 5 * (plan - _SEVENTH) if plan and plan >= _SEVENTH else None
