"""Numbers with units in text: sums, rates, counts, ranges, limits, in whatever writing.

A :class:`Quantity` is what a text says: ``value`` in ``unit`` as written (1.5 万元, not 15000 元), so that an answer repeats
the document's own figure. :func:`fold_number` and :attr:`Quantity.folded` give the form in which figures are compared.

Units of sums carry what they are paid for: 每张床位给予10000元 is 10000 元/床, 每人每月225元、150元 are 225 and 150 元/人·月.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from policyqa.facts.units_of_measure import CHINESE, HALVES, MEASURE, SUFFIX_RATE, per_units
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern
from policyqa.types import Span

#: Full-width characters that stand for one ASCII character each: offsets stay.
_NARROW = str.maketrans("０１２３４５６７８９％．／（）", "0123456789%./()")
_SCALES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"[十百千]?[万亿]{1,2}|[十百千](?=元)"
_PREFIX = (
    r"(?:(?:原则上|最高|最多|累计|合计|总额)?不(?:得)?(?:超过|高于|多于|大于|低于|少于|小于|足)|最高可?达?|最多|至多|上限为?|"
    r"至少|最低|最少|下限为?|低于|少于|不满|未满|超过|高于|多于|大于|突破|年?满|约|近)"
)
#: What may stand between a limit and its number: 至少建成1所, 不低于每人每月300元, 最高给予10万元.
_BETWEEN = r"(?:人民币|分别为?|每[^，。；、：\d]{1,9}|给予|补助|补贴|奖励|新?[建增引培设完打实配]\w{0,3}|为|按)?"

QUANTITY = pattern(
    "数量",
    rf"(?<![\d.第A-Za-z])(?<!\d )(?:"
    rf"(?P<low>{_ARABIC})\s?(?P<low_scale>{_SCALE})?\s?(?P<low_unit>{MEASURE})?\s?[-–—―~～－至到]{{1,2}}\s?"
    rf"(?P<high>{_ARABIC})\s?(?P<high_scale>{_SCALE})?(?P<many2>余|多)?\s?(?P<range_unit>{MEASURE})"
    rf"|(?P<number>{_ARABIC})\s?(?P<scale>{_SCALE})?(?P<many>余|多)?\s?(?P<unit>{MEASURE})"
    rf"|(?<!{CHINESE})(?P<chinese>{CHINESE}{{1,16}})(?P<many3>余|多)?(?P<chinese_unit>{MEASURE})"
    rf"|(?P<base>百|千|万)分之(?P<parts>{CHINESE}{{1,9}}(?:点{CHINESE}{{1,9}})?|\d+(?:\.\d+)?)"
    rf"|(?<!{CHINESE})(?P<whole>[二三四五六七八九十]{{1,3}})分之(?P<share>[一二两三四五六七八九]{{1,3}})"
    rf"|(?P<half>{HALVES}))",
    reason="a number counts only with a unit: 2025 alone may be a year, a code, a room",
    examples=(
        ("每张床位给予10000元建设补助", "10000元"),
        ("最高150 万元", "150 万元"),
        ("给予1.5—10万元的运营补助", "1.5—10万元"),
        ("5000元至1万元", "5000元至1万元"),
        ("壹万元整", "壹万元"),
        ("占百分之三十", "百分之三十"),
        ("减半征收", "减半"),
        ("一次性奖励", None),
        ("第二款", None),
        ("每户奖补800 0元", None),
        ("“十四五”时期", None),
    ),
)
_LIMIT_BEFORE = re.compile(rf"({_PREFIX}){_BETWEEN}\s?\Z")
_LIMIT_BEHIND = re.compile(r"(?:[（(]含[）)])?及?(?:以上|以下|以内|之内)|左右|上下|起(?![草来步点])|不等|内(?![部容涵外])")
#: Numbers that leave their unit to the last of the list: 300、400、500元.
_SHARED_UNIT = re.compile(rf"(?:(?<![\d.])(?:{_ARABIC})(?:{_SCALE})?(?:、|和|或))+\Z")
_LISTED = re.compile(r"[、和及与或]|以及|或者")
_STILL = re.compile(
    r"(?:[、和及与或]|以及|或者)[^，。；、：\d]{0,12}|[，,][^，。；、：\d]{2,12}|(?:提高|调整|上调|下调|降低)[到至为]"
)
#: Where a phrase ends that an amount may lean on. A comma between digits is no comma.
_STOP = re.compile(r"[，；。：、（(\n\t]|[;:]|(?<!\d),|,(?!\d{3})")
#: In front of the figure of before, and between it and that of now.
_FROM = re.compile(r"由[^，。；\d由]{0,12}\Z")
_TO = re.compile(
    r"[，,]?(?:统一|相应|分别|均)*(?:提高|提升|提标|调整|调[增升高低减]|[上下]调|降低|增加|减少|降|涨)[到至为][^，。；\d]{0,8}"
)
_PER_EVENT = re.compile(r"每(?!年|月|人|天|日)[^\W\d每]{1,4}[一1](?:个|名|位|人|户|家|所|张|件|例|项|台)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: ``value``, and ``upper`` where the text gives a range, in ``unit`` (万元/年, 元/人·月, %, 所).

    ``bound`` is the limiting word as written (不超过, 最高, 至少, 以上), empty without one. ``span`` is number and unit;
    ``phrase`` goes from what it is paid for or limited by to the limiting word behind: 每户不超过2000元.
    """

    value: float
    unit: str
    span: Span
    phrase: Span
    upper: float | None = None
    bound: str = ""

    @property
    def measure(self) -> str:
        """The family of the unit, without scale and without what it is paid for: 元 for 万元/年."""
        return base_unit(self.unit.partition("/")[0])[1]

    def shifted(self, offset: int) -> Quantity:
        """The figure as it stands in a longer text that has ``offset`` characters in front."""
        return replace(self, span=self.span.shifted(offset), phrase=self.phrase.shifted(offset))

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return self.measure == "元"

    @property
    def folded(self) -> tuple[float, float | None, str]:
        """Value, upper value and unit without scale: equal for 1.5万元 and 15000元."""
        main, slash, per = self.unit.partition("/")
        scale, base = base_unit(main)
        upper = None if self.upper is None else round(self.upper * scale, 6)
        return round(self.value * scale, 6), upper, base + slash + per


def base_unit(unit: str) -> tuple[int, str]:
    """A written unit as factor and plain unit: 万元 is (10000, 元), 千元 (1000, 元), 万张 (10000, 张)."""
    scale = 1
    while len(unit) > 1 and unit[0] in _SCALES:
        scale *= _SCALES[unit[0]]
        unit = unit[1:]
    return scale, unit


def fold_number(text: str) -> tuple[float, str] | None:
    """The value and plain unit of the first figure in ``text``, for comparing writings.

    1.5万元, １５０００元 and 壹万伍仟元 are (15000.0, 元). A bare number has the unit ""; None without any figure. Of a range
    it is the lower end.
    """
    found = quantities(text)
    if found:
        value, _, unit = found[0].folded
        return value, unit
    bare = re.search(rf"(?P<number>{_ARABIC})\s?(?P<scale>{_SCALE}|[十百千])?|(?P<chinese>{CHINESE}+)", _narrow(text))
    if bare is None:
        return None
    if bare["number"]:
        return _number(bare["number"]) * _scale(bare["scale"]), ""
    value_of_word = parse_numeral(bare["chinese"])
    return None if value_of_word is None else (float(value_of_word), "")


def quantities(text: str) -> list[Quantity]:
    """The figures of ``text`` in order. Years of the calendar, 文号 and labels are none; nor is a number without a unit."""
    return [*_quantities(text)]


@lru_cache(maxsize=8192)
def _quantities(text: str) -> tuple[Quantity, ...]:
    narrow = _narrow(text)
    found: list[Quantity] = []
    for match in QUANTITY.regex.finditer(narrow):
        quantity = _read(match)
        if quantity is None or _is_date(narrow, match.start(), quantity):
            continue
        floor = found[-1].span.end if found else 0
        quantity = _in_context(narrow, quantity, floor)
        found += _leaning(narrow, quantity, floor)
        found.append(quantity)
    return tuple(_inherit(narrow, found))


def changes(text: str) -> list[tuple[Quantity, Quantity]]:
    """The figures of before and of now in ``text``."""
    return [
        (old, new)
        for old, new in pairwise(quantities(text))
        if old.measure == new.measure
        and _FROM.search(text[: old.span.start])
        and _TO.fullmatch(text[old.span.end : new.span.start])
    ]


def _narrow(text: str) -> str:
    return text.translate(_NARROW)


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scale(written: str | None) -> int:
    return base_unit(f"{written}元")[0] if written else 1


def _read(match: re.Match[str]) -> Quantity | None:
    """The figure of a match, without its context; None for a numeral that is none."""
    span = Span(*match.span())
    if match["number"]:
        unit, rate = _unit(match["unit"])
        scaled = (match["scale"] or "") + unit
        return _quantity(_number(match["number"]), scaled, rate, span, bound=match["many"] or "")
    if match["low"]:
        return _range(match, span)
    if match["chinese"]:
        value = parse_numeral(match["chinese"])
        unit, rate = _unit(match["chinese_unit"])
        return None if value is None else _quantity(float(value), unit, rate, span, bound=match["many3"] or "")
    if match["base"]:
        parts = _decimal(match["parts"])
        of = {"百": 1.0, "千": 0.1, "万": 0.01}[match["base"]]
        return None if parts is None else _quantity(round(parts * of, 6), "%", "", span)
    if match["whole"]:
        share, whole = parse_numeral(match["share"]), parse_numeral(match["whole"])
        return _quantity(round(100 * share / whole, 2), "%", "", span) if share and whole else None
    return _quantity(50.0, "%", "", span)


def _quantity(value: float, unit: str, rate: str, span: Span, *, upper: float | None = None, bound: str = "") -> Quantity:
    return Quantity(value, f"{unit}/{rate}" if rate else unit, span, span, upper, bound)


def _range(match: re.Match[str], span: Span) -> Quantity | None:
    """1.5—10万元: the first number shares the scale. 5000元—1万元: both in the plain unit."""
    low, high = _number(match["low"]), _number(match["high"])
    unit, rate = _unit(match["range_unit"])
    low_scale, scale = match["low_scale"], match["high_scale"] or ""
    if match["low_unit"] and _unit(match["low_unit"])[0] != unit:
        return None
    if (low_scale or "") == scale or (low_scale is None and match["low_unit"] is None):
        written = scale + unit
    else:
        low, high, written = low * _scale(low_scale), high * _scale(scale), unit
    return _quantity(low, written, rate, span, upper=high) if high > low else None


def _unit(written: str) -> tuple[str, str]:
    """A measure as matched → plain unit and what it is paid for, from 元/人·月 or 元每人每月."""
    rate = SUFFIX_RATE.search(written)
    unit = written[: rate.start()] if rate else written
    plain = {"周岁": "岁", "平米": "平方米", "㎡": "平方米", "m2": "平方米", "m²": "平方米", "％": "%", "平方千米": "平方公里"}
    return plain.get(unit, unit), per_units(rate[0]) if rate else ""


def _decimal(written: str) -> float | None:
    if written[0].isdigit():
        return float(written)
    whole, _, fraction = written.partition("点")
    value = parse_numeral(whole)
    digits = [parse_numeral(digit) for digit in fraction]
    if value is None or None in digits:
        return None
    return float(f"{value}.{''.join(map(str, digits)) or '0'}")


def _is_date(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a 年 or 日 is the calendar's: 2025年, 2022—2023年, 1月5日."""
    if quantity.unit == "年":
        return max(quantity.value, quantity.upper or 0) >= 200 or text[start:].startswith(("年年",))
    return quantity.unit == "日" and bool(re.search(r"月\s?\Z", text[:start][-2:]))


def _in_context(text: str, quantity: Quantity, floor: int) -> Quantity:
    """The figure with the limit and, for money, the 每… in front of it, none of which lie before ``floor``."""
    start, end = quantity.span.start, quantity.span.end
    begin = max(floor, start - 40)
    lead = text[begin:start]
    stops = [stop.end() for stop in _STOP.finditer(lead)]
    lead_start = begin + (stops[-1] if stops else 0)
    lead = text[lead_start:start]
    phrase_start, bound = start, quantity.bound
    limit = _LIMIT_BEFORE.search(lead)
    if limit:
        phrase_start, bound = lead_start + limit.start(), limit[1]
    behind = _LIMIT_BEHIND.match(text, end)
    if behind:
        end, bound = behind.end(), bound or re.sub(r"[（(]含[）)]|及", "", behind[0])
    unit = quantity.unit
    if quantity.is_money and "/" not in unit:
        event = [found[0] for found in _PER_EVENT.finditer(text[_sentence_start(text, start) : lead_start])][-1:]
        rate = per_units("".join(event) + lead)
        unit = f"{unit}/{rate}" if rate else unit
        first = re.search(r"每", lead[: phrase_start - lead_start])
        phrase_start = lead_start + first.start() if first and rate else phrase_start
    return replace(quantity, unit=unit, bound=bound, phrase=Span(phrase_start, end))


def _sentence_start(text: str, position: int) -> int:
    return max(text.rfind(mark, 0, position) for mark in "。；\n\t") + 1


def _leaning(text: str, quantity: Quantity, floor: int) -> list[Quantity]:
    """The bare numbers in front of a sum or share that lean on its unit: 300、400、500元. A list mark (1、) is none."""
    shared = _SHARED_UNIT.search(text, floor, quantity.span.start) if quantity.measure in ("元", "%") else None
    if shared is None or shared.start() == 0 or text[shared.start() - 1] in "\n\t。；;第":
        return []
    found = []
    for match in re.finditer(rf"({_ARABIC})({_SCALE})?", text[: shared.end()][shared.start() :]):
        span = Span(match.start(), match.end()).shifted(shared.start())
        found.append(replace(quantity, value=_number(match[1]), upper=None, span=span, phrase=span))
    first = _in_context(text, replace(found[0], unit=found[0].unit.partition("/")[0]), floor)
    return [first, *(replace(other, unit=first.unit, bound=first.bound) for other in found[1:])]


def _inherit(text: str, found: list[Quantity]) -> list[Quantity]:
    """In a list of sums or shares (每人每月225元、150元) the later ones have the first one's rate and limit."""
    result = found[:1]
    for before, quantity in pairwise(found):
        before = result[-1]
        between = text[before.phrase.end : quantity.phrase.start]
        alone = "/" not in quantity.unit and before.measure == quantity.measure and quantity.measure in ("元", "%")
        if alone and before.measure == "元" and "/" in before.unit and _shares_rate(between):
            quantity = replace(quantity, unit=f"{quantity.unit}/{before.unit.partition('/')[2]}")
        if alone and not quantity.bound and _LISTED.fullmatch(between) and text[before.phrase.start : before.span.start]:
            quantity = replace(quantity, bound=before.bound)
        result.append(quantity)
    return result


def _shares_rate(between: str) -> bool:
    """Whether a sum behind these words is still paid for the same: 、 alone, a short case (、低保对象, ，二级), 调整为."""
    return bool(_STILL.fullmatch(between)) and not re.search("一次性|单|总|累计|年度", between)
