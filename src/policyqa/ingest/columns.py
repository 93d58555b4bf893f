"""What a column of a table holds, told by its name: a period, a number, or words."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[-－]?\d[\d,，]*(?:\.\d+)?[%％]?")
_DAY = r"(?:19|20)\d{2}(?: ?年)?(?:[-./]?\d{1,2}月?)?"
PERIOD = re.compile(rf"{_DAY}底?(?:[-－—–~～至]{_DAY}底?)?")

#: Names of columns that hold a number in every row, and of those that hold a year or a stretch of years.
OF_NUMBERS = re.compile(
    r".*(?:金额|额度|资金|投资|面积|数量|床位数?|人数|户数|个数|费用|总额|经费|[（(](?:[万亿千百]?元|%|平方米|㎡|亩|张|个|人|户|家|所|台|套).*[）)])$"
)
#: Names of columns with a figure in them, which no value looks like: 2023年基数, 2025年任务（张）, 首小时后每30分钟（元）.
NAMED_WITH_FIGURE = re.compile(
    rf"{_DAY}底?(?:[-－—–~～至]{_DAY}底?)?(?:[^\W\d]{{0,4}}(?:基[数期]|基础|现状|目标|计划|任务|指标|规划|预[期计]|实[际绩]|[数值额量率])|标准)(?:[（(][^（()）\d]{{1,6}}[）)])?"
    r"|[^\W\d][^（(]*[（(](?:[万亿千百]?元|[%％]|平方米|㎡|亩|[张个人户家所台套座次])(?:[/／·][^（()）\d]{1,4})?[）)]"
)
OF_PERIODS = re.compile(r".*(?:期限|年限|年份|年度|起止(?:时间|年月|年限)|建设(?:时间|年限)|完成(?:时间|时限|年限))$")


def form_of(name: str) -> re.Pattern[str] | None:
    """What every value in the column ``name`` looks like, or None for a column of words."""
    if OF_NUMBERS.match(name):
        return NUMBER
    return PERIOD if OF_PERIODS.match(name) else None
