"""Brackets of a measure: of 满1年不满3年 and 满3年不满5年 the one that the asker's four years fall into.

A sum for another bracket than the asker's is worse than none: where no bracket holds his figure, none is preferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from policyqa.answer.limits import Limit, limits_of, measure, spoken
from policyqa.facts.amounts import quantities
from policyqa.retrieve.asker import attributes_of
from policyqa.retrieve.durations import SINCE_EVENT, durations
from policyqa.text.fold import plain
from policyqa.text.numerals import parse_numeral

#: Measures of what is given, which a statement limits as well: 最高5000元.
GIVEN = frozenset({"元", "%"})
AGE = "岁"
#: Where a bracket ends, and what one case tells ends.
_PIECE, _PHRASE = re.compile("[，；。：、\t\n]"), re.compile("[，；。？！]")
#: A phrase that is the condition of a case, and gives nothing.
_CASE = re.compile("(?!.*(?:[补给奖按减付出]|承担|负担)).*的\\s*")
#: What a sum is paid or asked for: 一个月能领多少, 每年. 满一年 and 干了一年 are stretches of time.
_RATE = re.compile(r"(?<![满十百零了\d])[每一1](?:个月|年)(?!以|[了大半零多又]|[，。]|\Z)|每[月年天]")
_N = r"(?:\d+|[一二两三四五六七八九十百]+)"
#: An age in years and months.
_MONTHS_OLD = re.compile(rf"({_N})岁(?:零|又|多)?({_N})个月")
_CENTENARIAN = "百岁"
#: Days that are counted: 第16日至第30日, 前15日.
_NTH_DAY, _FIRST_DAYS = re.compile(r"第(\d+)[日天]"), re.compile(r"(?<![提以])前(\d+)[日天]")
#: How many live together: 四口人, 三口之家.
_HEADS = re.compile(r"(?<=[\d一二两三四五六七八九十])口(?:人|之家)")
_ONE = re.compile("一(?![一二三四五六七八九十百千万])")
#: How many seats: 2200座.
_SEATS = re.compile(r"(?<=[\d百千])个?座位?")
#: Without a number there is no bracket.
_NUMBER = re.compile("[\\d一二两三四五六七八九十百]")
#: A number without its measure, which an earlier turn tells: 那95的呢.
_LIKEWISE = re.compile(rf"(?<![\d第]){_N}(?=的|呢|[，？]|\Z)")


def fitting(cases: Sequence[str], asked: str) -> list[list[int]] | None:
    """Which ``cases`` each figure of a question falls into, by place: none where no case holds one.

    None when fewer than two cases are brackets of one measure, or the question tells nothing in that measure. Of cases that
    build on each other (年满80周岁, 年满90周岁) the narrowest holds; one that is no bracket (特困老年人不分年龄) never does.
    """
    brackets = [_bracket(in_days(case)) for case in cases]
    for each in dict.fromkeys(limit.measure for bracket in brackets for limit in bracket):
        own = [[limit for limit in bracket if limit.measure == each] for bracket in brackets]
        told = figures(asked, own, by_months=any("月" in case for case in cases)) if _of_one_matter(own) else []
        if told:
            held = (_narrowest(own, figure) for figure in sorted(set(told)))
            return [list(each) for each in dict.fromkeys(map(tuple, held)) if each]
    return None


def _of_one_matter(brackets: Sequence[Sequence[Limit]]) -> bool:
    """Whether two brackets or more are there, and not of different stretches of time: 经营满6个月, 毕业5年内."""
    matters = {limit.matter for bracket in brackets for limit in bracket if limit.measure == "年"} - {""}
    return sum(map(bool, brackets)) > 1 and len(matters) < 2


def _narrowest(brackets: Sequence[Sequence[Limit]], figure: float) -> list[int]:
    widths = {
        i: (
            max((limit.low for limit in bracket if limit.low is not None), default=float("-inf")),
            -min((limit.high for limit in bracket if limit.high is not None), default=float("inf")),
        )
        for i, bracket in enumerate(brackets)
        if bracket and all(limit.admits(figure) for limit in bracket)
    }
    return [i for i, width in widths.items() if width == max(widths.values())]


def undecided(texts: Sequence[str], asked: str) -> bool:
    """Whether several texts set brackets of one measure, and the question tells no figure that falls into any or none."""
    measures = [{limit.measure for piece in _pieces(text) for limit in piece} for text in texts]
    shared: set[str] = set.intersection(*measures) if len(texts) > 1 else set()
    return bool(shared) and all(admits(text, asked) is None for text in texts)


def of_other_ages(text: str, asked: str) -> bool:
    """Whether a statement is on ages only that the asker's is none of."""
    return admits(text, asked, of=AGE) is False


def admits(text: str, asked: str, *, of: str | None = None) -> bool | None:
    """Whether one of the brackets that a statement sets holds the asker's figure; None where it sets or he tells none.

    Sums are what is given more often than what is limited: they tell nothing here. ``of`` leaves one measure only.
    """
    pieces = _pieces(text)
    if not pieces:
        return None
    results = set()
    for each in {limit.measure for piece in pieces for limit in piece if of in (None, limit.measure)}:
        own = [bracket for piece in pieces if (bracket := [limit for limit in piece if limit.measure == each])]
        told = figures(asked, own, by_months="月" in text)
        if told:
            results.add(any(all(limit.admits(figure) for limit in bracket) for bracket in own for figure in told))
    return None if not results else False not in results


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[tuple[Limit, ...], ...]:
    """The limits of each phrase or cell, but for those on what is given."""
    pieces = _PIECE.split(in_days(text)) if _NUMBER.search(text) else ()
    found = (tuple(each for each in limits_of(piece) if each.measure not in GIVEN or _of_case(piece, each)) for piece in pieces)
    return tuple(piece for piece in found if piece)


def _of_case(piece: str, limit: Limit) -> bool:
    """Whether a limit on a share is the condition of a case: 水杂率高于8%但不高于15%的; not 给予不超过50%的补贴."""
    return limit.measure == "%" and _CASE.fullmatch(piece) is not None


def _bracket(case: str) -> list[Limit]:
    """The limits that a case sets; a figure without a limiting word has to be met: 2人户."""
    exact = (Limit(measure(case, each), "", each.folded[0], each.folded[0], False) for each in quantities(case))
    limits = limits_of(case)
    return limits or [limit for limit in exact if limit.measure not in ("年", "个月", "月", "岁", "元", "%")]


def figures(asked: str, brackets: Sequence[Sequence[Limit]], *, by_months: bool = False) -> list[float]:
    """What a question tells in the measure of ``brackets``: of a conversation what was told last.

    The age of a child counts where brackets are ``by_months``.
    """
    limits = [limit for bracket in brackets for limit in bracket]
    unit, matters = limits[0].measure, frozenset(limit.matter for limit in limits)
    *before, last = [turn for turn in in_days(asked).split("。") if turn] or [""]
    told = _figures(last, unit, matters, by_months=by_months)
    for turn in reversed(before if not told else []):
        if told := _figures(turn, unit, matters, by_months=by_months):
            return [float(number) for match in _LIKEWISE.findall(last) if (number := parse_numeral(match))] or told
    return told


@lru_cache(maxsize=1024)
def _figures(turn: str, unit: str, matters: frozenset[str], *, by_months: bool) -> list[float]:
    if unit == AGE:
        return _ages(turn)
    if unit == "年":
        if SINCE_EVENT in matters:
            return []
        told = durations(_MONTHS_OLD.sub(_in_months, _RATE.sub("", turn)))
        named = [years for name, years in told if name in matters]
        bare = [years for name, years in told if name is None or not any(matters)]
        return named or [*bare, *(_ages(_MONTHS_OLD.sub("", turn)) if by_months else [])]
    turn = _HEADS.sub("人", spoken(turn))
    if any("座位" in matter for matter in matters):
        turn = _SEATS.sub("个座位", turn)
    own = (each for each in quantities(turn) if measure(turn, each) == unit and each.upper is None)
    return [each.folded[0] for each in own if not _ONE.match(turn, each.span.start)]  # 一张床补多少 asks for a rate


def _ages(turn: str) -> list[float]:
    """The ages of those whom a question tells of."""
    told = [attributes_of(phrase).get("年龄") for phrase in _PHRASE.split(turn)]
    ages = [float(age) for age in told if isinstance(age, int | float)]
    return ages + [100.0] * (_CENTENARIAN in turn)


def in_days(text: str) -> str:
    """A text, folded, with days that are counted as a stretch of them: 第16日至第30日, 前15日, 第20天."""
    return _FIRST_DAYS.sub(r"\1天以内", _NTH_DAY.sub(r"\1天", plain(text)))


def _in_months(age: re.Match[str]) -> str:
    years, months = parse_numeral(age[1]), parse_numeral(age[2])
    return age[0] if years is None or months is None else f"{12 * years + months}个月"
