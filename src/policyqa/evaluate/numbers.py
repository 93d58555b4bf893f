"""Texts as sequences in which every number is one piece, so that 50元 is never found inside 150元.

Equal are: both widths, Chinese and financial numerals (二千, 贰仟), 万 and 亿 (0.2万 = 2000), thousands separators,
百分之六十 and 60%, 万分之五 and 0.05%, the marks of ranges and ratios (— ～ 至; ∶ ：), 平方米 and ㎡. In a range the first
number has the unit of the second: 1.5—2.5万 is 1.5万—2.5万.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral

_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_PER_CENT = {"百": 1, "千": 10, "万": 100}
_CHINESE = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
#: What multiplies a number: not the beginning of a unit (120千瓦, 3千米).
_SCALE = "万亿|[百千]万|[万亿]|百(?!帕)|千(?![瓦克米卡帕伏赫焦])"
#: 一次性 (in one payment) is a word, not a count: 1次 is not found in it.
_NUMBER = re.compile(
    rf"(?P<word>一次性)"
    rf"|(?P<of>[百千万])分之(?P<percent>[{_CHINESE}]+|\d+(?:\.\d+)?)"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>{_SCALE})?(?P<mark>%)?"
    rf"|(?P<chinese>[{_CHINESE}]+)"
)
_M2 = re.compile(r"m2(?![\d.])")
#: Blanks, but for those that keep two numbers of a table row apart.
_BLANK = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_BETWEEN = ("-", "至", "到")
#: Longest unit that both ends of a range repeat: 平方米.
_LONGEST_UNIT = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. ``face`` is what is written, ``value`` includes 万 and the like.

    ``plain`` marks a lone Chinese digit: as often a word (一份, 两种) as a count.
    """

    value: Decimal
    face: Decimal
    percent: bool = False
    plain: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a 万 or the like stands behind it."""
        return self.value != self.face


#: A character that is no part of a number, or a number.
Piece = str | Number


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """The characters and numbers of ``text``, folded, without white space."""
    folded = _M2.sub("平方米", _BLANK.sub("", fold(text).replace("∶", ":")))
    return tuple(_inherit(list(_pieces(folded))))


def numbers(text: str) -> list[Number]:
    """The numbers of ``text`` in order."""
    return [piece for piece in pieces(text) if isinstance(piece, Number)]


def contains(text: str, words: str) -> bool:
    """Whether ``text`` says ``words``, numbers compared as above.

    A bare number (4500) is also found before a 万 that it does not have: columns of tables name their unit in the heading.
    """
    wanted = pieces(words)
    if not wanted:
        return True
    if len(wanted) == 1 and isinstance(wanted[0], Number) and not wanted[0].scaled:
        bare = wanted[0]
        return any(bare.face in (number.face, number.value) and bare.percent == number.percent for number in numbers(text))
    within = pieces(text)
    return _found(wanted, within) or _found(_short_ranges(wanted), _short_ranges(within))


def _pieces(folded: str) -> Iterator[Piece]:
    end = 0
    for match in _NUMBER.finditer(folded):
        yield from folded[end : match.start()]
        number = None if match["word"] else _number(match)
        if number is None:
            yield from match[0]
        else:
            yield number
        end = match.end()
    yield from folded[end:]


def _number(match: re.Match[str]) -> Number | None:
    if match["digits"]:
        face = Decimal(match["digits"].replace(",", ""))
        return Number(face * _SCALES[match["scale"] or ""], face, percent=bool(match["mark"]))
    if match["percent"]:
        value = _parsed(match["percent"])
        value = None if value is None else value / _PER_CENT[match["of"]]
        return None if value is None else Number(value, value, percent=True)
    value = _parsed(match["chinese"])
    return None if value is None else Number(value, value, plain=len(match["chinese"]) == 1)


def _parsed(numeral: str) -> Decimal | None:
    if numeral[0].isascii():
        return Decimal(numeral)
    value = parse_numeral(numeral)
    return None if value is None else Decimal(value)


def _inherit(found: list[Piece]) -> list[Piece]:
    """Give the first number of a range the unit of the second: in 1.5—2.5万元 and 60—70% it is written once."""
    for i in range(len(found) - 2):
        first, between, second = found[i : i + 3]
        if not (isinstance(first, Number) and isinstance(second, Number) and between in _BETWEEN):
            continue
        found[i + 1] = "-"
        if not first.scaled and not first.percent and (second.scaled or second.percent):
            scale = second.value / second.face if second.face else Decimal(1)
            found[i] = Number(first.face * scale, first.face, percent=second.percent)
    return found


def _short_ranges(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Ranges whose ends both have the unit (1万元至2万元) in the form that has it once (1—2万元)."""
    short: list[Piece] = []
    i = 0
    while i < len(found):
        short.append(found[i])
        width = _repeated_unit(found, i) if isinstance(found[i], Number) else 0
        if width:
            short.append("-")
            i += width + 1
        i += 1
    return tuple(short)


def _repeated_unit(found: Sequence[Piece], i: int) -> int:
    """Length of the unit behind number ``i`` when a range mark, a number and the same unit follow, else 0."""
    for width in range(1, _LONGEST_UNIT + 1):
        unit, rest = found[i + 1 : i + 1 + width], found[i + 1 + width : i + 3 + 2 * width]
        if len(rest) < 2 + width or not all(isinstance(piece, str) for piece in unit):
            return 0
        if rest[0] in _BETWEEN and isinstance(rest[1], Number) and tuple(rest[2:]) == tuple(unit):
            return width
    return 0


def _found(wanted: Sequence[Piece], within: Sequence[Piece]) -> bool:
    last = len(within) - len(wanted)
    return any(all(map(_same, wanted, within[i : i + len(wanted)])) for i in range(last + 1))


def _same(a: Piece, b: Piece) -> bool:
    if isinstance(a, Number) and isinstance(b, Number):
        return a.value == b.value and a.percent == b.percent
    return a == b
