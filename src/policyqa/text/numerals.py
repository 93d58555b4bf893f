"""Numerals as policy texts write them: 十二, 12, １２, 二〇二三, 壹拾贰, ①, ⑴ all name a number.

A numeral that is not well formed has no value: 一百二 (120 in speech, 102 by its letters) and 三四 (three or four) give None.
"""

from __future__ import annotations

import re
import unicodedata

#: What a Chinese numeral is made of in headings and references, for use inside a character class: ``[{NUMERAL_CHARS}]``.
NUMERAL_CHARS = "〇零○一二两三四五六七八九十百千万亿"

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROUND = {"百": 100, "千": 1000, "万": 10_000}
_ROUND_RATE = re.compile("每([百千万])(?=[一-鿿])")
_LIMIT = 10**16
#: No numeral below the limit is longer: four groups of 九千九百九十九 with their units.
_LONGEST = 32

#: Financial, traditional and round forms of the same sixteen characters; full-width Arabic digits.
_FOLD = str.maketrans(
    "〇○◯ＯO壹弌贰貳弍叁參叄肆伍陆陸柒捌玖拾佰陌仟阡萬億兩０１２３４５６７８９",
    "零零零零零一一二二二三三三四五六六七八九十百百千千万亿两0123456789",
)
_ARABIC = re.compile(r"[0-9]{1,16}")
_ENCLOSED = re.compile(r"\(?([0-9]{1,2}|[一二三四五六七八九十])[).]?")
#: A string of digits without units is a number when it is at least three long or holds a zero: 三四 means "three or four".
_POSITIONAL = re.compile(r"(?=.*零|.{3})[零一二三四五六七八九]{2,16}")


def parse_numeral(s: str) -> int | None:
    """The value of a bare numeral, or None when ``s`` is not exactly one well-formed numeral.

    Known forms: Arabic digits of either width, Chinese numerals below 10**16 (simplified, traditional, financial), strings of
    Chinese digits (二〇二三, also 二0二三), and one enclosed character (①, ⑴, ⒈, ㈠, ㊀, ❶).
    """
    if len(s) == 1 and not s.isdecimal() and (enclosed := _enclosed(s)) is not None:
        return enclosed
    if len(s) > _LONGEST:
        return None
    s = s.translate(_FOLD)
    if _ARABIC.fullmatch(s):
        return int(s)
    digits = s.replace("0", "零")
    if _POSITIONAL.fullmatch(digits):
        return int("".join(str(_DIGITS.index(char)) for char in digits))
    s = _spoken_to_canonical(s)
    value = _value(s)
    if value is None or value >= _LIMIT:
        return None
    # The reading takes the characters in any order: accept only what is written as one writes this value.
    return value if to_chinese(value) == s else None


def to_chinese(n: int) -> str:
    """``n`` in Chinese numerals: 12 is 十二, 110 is 一百一十, 1005 is 一千零五.

    Raises:
        ValueError: ``n`` is negative or not below 10**16.
    """
    if not 0 <= n < _LIMIT:
        raise ValueError(f"expected 0 <= n < 10**16, got {n}")
    text = _positive(n) if n else "零"
    return text[1:] if text.startswith("一十") else text


def rates_in_digits(text: str) -> str:
    """``text`` with the round numbers that rates are for in digits, as equations write them: 每百户 → 每100户."""
    return _ROUND_RATE.sub(lambda rate: f"每{_ROUND[rate[1]]}", text)


def _positive(n: int) -> str:
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            high, low = divmod(n, size)
            head = _positive(high) + unit
            if not low:
                return head
            return head + ("零" if low < size // 10 else "") + _positive(low)
    return _DIGITS[n]


def _enclosed(char: str) -> int | None:
    """The value of ①, ⑴, ⒈, ㈠ … : NFKC writes the first as 1, the others as (1), 1. and (一). ❶ has only a digit value."""
    match = _ENCLOSED.fullmatch(unicodedata.normalize("NFKC", char))
    if match is None:
        return unicodedata.digit(char, None)
    return int(match[1]) if match[1].isdecimal() else "一二三四五六七八九十".index(match[1]) + 1


def _spoken_to_canonical(s: str) -> str:
    """Accepted variants in the one form that :func:`to_chinese` writes: 两百 → 二百, 一百十二 → 一百一十二, 一十二 → 十二."""
    s = re.sub(r"两(?=[百千万亿])|^两$", "二", s)
    s = re.sub(r"(?<=[百千零])十", "一十", s)
    return re.sub(r"^一十", "十", s)


def _value(s: str) -> int | None:
    """The sum that the characters stand for, whatever their order; None for any other character."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in s:
            head, _, tail = s.rpartition(unit)
            high, low = _value(head), _value(tail)
            return None if high is None or low is None else high * size + low
    total = digit = 0
    for char in s:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS.index(char)
        else:
            return None
    return total + digit
