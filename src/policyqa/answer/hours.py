"""Hours and days within which something is granted (工作日14时至17时), and those that a question tells of (礼拜六上午九点)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.text.numerals import parse_numeral

_HOUR = r"(\d{1,2})(?:[时点]|[:：](\d\d))(?:(\d\d)分)?"
#: From when till when: 9时至17时, 7:00-9:30, 22时至次日6时.
_WINDOW = re.compile(rf"{_HOUR}\s*(?:至|到|[-—–~～]{{1,2}})\s*(次日|翌日)?{_HOUR}")
#: On which days.
_WORKDAYS = re.compile("(?<!非)工作日(?!内|[以之]?[前后])|(?:周|星期)一至(?:周|星期)?五")
_FREE_DAY = re.compile("(?:周|星期|礼拜)[六日天末](?!至|到)|双休|节假日|放假")
_WORKDAY = re.compile("(?:周|星期|礼拜)[一二三四五](?!到|至)|工作日|上班的?日子")
#: A time of day: 早上8点, 下午三点半. Behind 点 the hour ends: 三点要求 counts points.
_TOLD = re.compile(
    r"(?P<part>凌晨|清早|早上|早晨|一大?早|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|早|晚)(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:点|时(?!间|段)|[:：](?P<minute>\d\d))(?P<half>半)?"
)
_LATE = ("下午", "傍晚", "晚上", "夜里", "夜间", "晚")
_DAY = 24


def within(words: str, told: str) -> bool | None:
    """Whether the time that ``told`` tells of lies within that of ``words``; None where one of them names none."""
    windows = [_hours(match) for match in _WINDOW.finditer(words)]
    if _WORKDAYS.search(words) and _FREE_DAY.search(told) and not _WORKDAY.search(told):
        return False
    times = list(_times(told)) if windows else []
    if not times:
        return None
    inside = {any(start <= time < end or start <= time + _DAY < end for start, end in windows) for time in times}
    if inside != {True}:
        return None if len(inside) > 1 else False
    return True if not _WORKDAYS.search(words) or _WORKDAY.search(told) else None


def has_hours(words: str) -> bool:
    """Whether words name hours or days within which something holds."""
    return _WINDOW.search(words) is not None


def _hours(match: re.Match[str]) -> tuple[float, float]:
    begin, minute, more, next_day, end, end_minute, end_more = match.groups()
    start, stop = int(begin) + int(minute or more or 0) / 60, int(end) + int(end_minute or end_more or 0) / 60
    return start, stop + _DAY if next_day or stop <= start else stop


def _times(told: str) -> Iterator[float]:
    """The times of day that are told, in hours since midnight."""
    for match in _TOLD.finditer(told):
        hour = parse_numeral(match["hour"])
        if hour is None or hour > _DAY:
            continue
        late = (match["part"] in _LATE and hour < 12) or (match["part"] == "中午" and hour < 3)
        yield hour + (12 if late else 0) + (0.5 if match["half"] else int(match["minute"] or 0) / 60)
