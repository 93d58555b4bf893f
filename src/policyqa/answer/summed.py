"""The whole of several sums: 一家三甲打造基地、两家二级医院转型，总共多少 is answered for each and then added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyqa.answer.ceilings import is_ceiling, money
from policyqa.answer.computed import followed, only_sum
from policyqa.answer.counting import NUMERAL, TIMES
from policyqa.answer.parts import Part
from policyqa.facts.amounts import quantities
from policyqa.retrieve.asker import stated, values_of
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern

IN_ALL = pattern(
    "加起来",
    r"总共|一共|合计|共计|拢共|拢起来|总额|[加合凑]一[块起]|[加合拢]起来|全部?[拿领算]?到?一?共",
    reason="asks for the whole of several sums",
    examples=(
        ("两笔加起来多少", "加起来"),
        ("运营补助合一块该报多少", "合一块"),
        ("奖励全拿到总共多少", "总共"),
        ("一张床补多少", None),
    ),
)
#: A number of people or things; what is one and the same, each or the first of them counts none.
COUNT = re.compile(
    rf"(?<![第同每这那哪\d.一二两三四五六七八九十百千])(?P<count>{NUMERAL})(?P<unit>[个家项所名位人张户套处座份](?!月|小时|百分点|工作日|级|多))"
)
#: … a bare number behind what it counts: 失能30、自理10.
_BARE = re.compile(r"(?<=[一-鿿])(?P<count>\d+)(?:个|人|名|位)?\Z")
#: Points back at what was counted off: 两份奖励, 三个加起来, 这两样.
_THESE = re.compile("(?:这|那|上面|以上)?[两二三四五几][份个样项笔家人头位](?:人|院|家)?的?")
_SO_MANY = re.compile(
    "([两二三四五])(?:[样项个种类笔处者](?=[^，。？]{0,4}(?:一共|总共|合计|加))|[个种]?不同的?(?:等级|级别|档次?|类别))"
)
#: So many years, and a count for each.
_YEARS = re.compile("(?<!第)(?<!近)([两二三四五六])年(?!级|内|以)")
_YEARLY = re.compile(r"每年[^，。；、\d]{0,8}(\d+)(个|家|所|张|处|名|人次?|场)")
#: Asks for the most of what a range gives.
_MOST = re.compile("最[多高]|顶(?:[破了]?天|到头|格)|封顶|上限")
_PHRASE = re.compile("[^，。；、？！,;?!]+")
#: Says something of all that was counted off before it.
_OF_ALL = re.compile("都|全")
#: Sums are added up for so many things at most: each costs a search.
MOST = 4
_SCALE = 10_000
#: Asks how many something has to have at least, or by what was told.
_AT_LEAST = re.compile("(?:至少|最少|起码|[应得]该?有|要有|该有)[^，。？]{0,8}(?:多少|几)(?P<unit>[张个人名户处])")
#: What somebody counts one by one: a sum for each of these is one for each of what he names.
_EACH = frozenset({"人", "生", "户", "家", "个", "所", "项", "项目", "机构", "单位", "处", "座", "名"})
#: Wants what two regions give as one sum: 市里那份加上新区另外奖的.
_TOGETHER = re.compile("加一[块起]|[加合]起来|合计|[一总]共|加上|(?<=[份笔钱给补])加(?![快大强])")


@dataclass(frozen=True, slots=True)
class Addend:
    """One of what is added up: what is asked of it, behind what is said of all of them, and how many of it there are.

    The count is None where a number is told with it that is none.
    """

    asked: str
    count: float | None
    scene: str = ""


def addends(asked: str) -> list[Addend]:
    """The question for each of several things that ``asked`` wants the whole of; nothing where it names no two of them."""
    asked = fold(asked)
    phrases = _PHRASE.findall(asked)
    last = next((i for i in reversed(range(len(phrases))) if IN_ALL.regex.search(phrases[i])), None)
    if last is None:
        return []
    asking = _THESE.sub("", IN_ALL.regex.sub("", phrases[last]))
    told = [piece for phrase in phrases[:last] for piece in _pieces(phrase)]
    places = _counted(told) or _of_classes(told)
    if not 1 < len(places) <= MOST:
        return []
    ends = [*places[1:], len(told)]
    shared = _shared([told[place] for place in places])
    scene = "，".join([*told[: places[0]], *shared, *(each for each in told[places[-1] + 1 :] if _OF_ALL.search(each))])
    behind = [
        [each for each in told[place + 1 : end] if not _OF_ALL.search(each)] for place, end in zip(places, ends, strict=True)
    ]
    return [
        Addend("，".join([told[place], *more, asking]), _count(told[place]), scene)
        for place, more in zip(places, behind, strict=True)
    ]


def total(asked: str, addends: Sequence[Addend], told: Sequence[Part]) -> Part | None:
    """What the sums told for each of several things make together; None where they are no sums of one kind."""
    sums = [each for part in told if (each := _sum_of(part, most=_MOST.search(asked) is not None))]
    counts = [1 if part.computed else each.count for part, each in zip(told, addends, strict=True)]
    if len(sums) < len(told) or len({each.times for each in sums}) > 1 or None in counts:
        return None
    terms = [(each.value, count or 1) for each, count in zip(sums, counts, strict=True)]
    scale, word = (_SCALE, "万元") if all(value >= _SCALE for value, _ in terms) else (1, "元")
    written = "+".join(f"{value / scale:.10g}{word}{f'×{count:g}' if count > 1 else ''}" for value, count in terms)
    whole = sum(value * count for value, count in terms)
    equation = f"{written}={money(whole / scale, word.removesuffix('元'))}"
    per = "".join(f"每{each}" for each in sorted(sums[0].times))
    limited = "（上限）" if any(each.is_most for each in sums) else ""
    sources = dict.fromkeys(source for part in told for source in part.sources)
    return Part(f"{per}合计：{equation}{limited}。", tuple(sources), computed=equation)


def with_total(query: Query, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with the total of the two sums that they tell, those of two regions that the question names and adds up."""
    documents = {source.clause.doc_id for part in parts for source in part.sources}
    apart = len(parts) == len(documents) == len(query.mentions.regions) == 2 and not any(part.computed for part in parts)
    if not apart or _TOGETHER.search(query.asked) is None:
        return list(parts)
    units = {each.unit.partition("/")[2] for part in parts for each in quantities(part.text) if each.is_money}
    whole = total(query.asked, [Addend("", 1)] * len(parts), parts) if len(units) == 1 else None
    return [*parts, whole] if whole else list(parts)


def with_sum(asked: str, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with what the figures of one make, where they are as many as the question adds up: 三样合计多少个.

    So much a year is added up over the years that it asks for.
    """
    if len(parts) != 1 or parts[0].computed or IN_ALL.regex.search(asked) is None:
        return list(parts)
    equation = _over_years(asked, parts[0].text) or _of_figures(asked, parts[0].text)
    return followed(parts, "合计", equation) if equation else list(parts)


def with_share(asked: str, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with how many a share that one tells makes of the number another tells: 500张, 占比不低于70%，至少多少张."""
    wanted = _AT_LEAST.search(asked)
    if wanted is None or any(part.computed or part.verdict for part in parts):
        return list(parts)
    told = [(place, each) for place, part in enumerate(parts) for each in quantities(part.text)]
    shares = [(place, each) for place, each in told if each.measure == "%"]
    counts = [(place, each) for place, each in told if each.unit == wanted["unit"]]
    if len(shares) != 1 or len(counts) != 1 or shares[0][0] == counts[0][0] or shares[0][1].upper or counts[0][1].upper:
        return list(parts)
    share, count = shares[0][1].value, counts[0][1].value
    result = count * share / 100
    unit = wanted["unit"]
    return followed(parts, "按此", f"{count:.10g}{unit}×{share:g}%={result:.10g}{unit}") if result.is_integer() else list(parts)


def _of_figures(asked: str, text: str) -> str:
    """What the figures of a text make, where they are of one unit and as many as a question adds up: 110个+90个=200个."""
    said = _SO_MANY.search(asked)
    figures = [each for each in quantities(text) if each.measure not in TIMES] if said else []
    alike = {each.unit for each in figures}
    if said is None or len(figures) != parse_numeral(said[1]) or len(alike) > 1 or any(each.upper for each in figures):
        return ""
    unit = alike.pop().partition("/")[0]
    return f"{'+'.join(f'{each.value:.10g}{unit}' for each in figures)}={sum(each.value for each in figures):.10g}{unit}"


def _over_years(asked: str, text: str) -> str:
    """What the only yearly count of a text makes in the years that a question adds up: 100个×2年=200个."""
    count = _YEARS.search(asked)
    yearly = _YEARLY.findall(text)
    if count is None or len(yearly) != 1:
        return ""
    (value, unit), years = yearly[0], parse_numeral(count[1]) or 0
    return f"{value}{unit}×{years:g}年={int(value) * years:g}{unit}"


def _pieces(phrase: str) -> list[str]:
    """A phrase in front of each thing that it counts off: 一项国标一项行标."""
    starts = [match.start() for match in COUNT.finditer(phrase)]
    bounds = [0, *(start for start in starts[1:] if phrase[:start].strip()), len(phrase)]
    if len({match["unit"] for match in COUNT.finditer(phrase)}) > 1:
        return [phrase]  # 一栋放50张床 is one thing
    if starts and starts[0] and phrase.endswith(tuple(match[0] for match in COUNT.finditer(phrase))):  # 失能5个自理8个
        bounds = [0, *(match.end() for match in COUNT.finditer(phrase))]
    return [phrase[start:end].rstrip("和跟与加") for start, end in pairwise(bounds)]


def _counted(told: Sequence[str]) -> list[int]:
    """The places of what is counted off; one thing of another kind in front of it has it all: 一个集团，下面一家…、两家…."""
    units = {i: [match["unit"] for match in COUNT.finditer(each)] for i, each in enumerate(told)}
    places = [i for i, each in units.items() if each]
    if bare := [i for i, each in enumerate(told) if _BARE.search(each)]:
        return bare if len(bare) > 1 else []
    if len(places) > 2 and not set(units[places[0]]) & set(units[places[1]]) and _count(told[places[0]]) == 1:
        return places[1:]
    return places if len(places) > 1 else []


def _of_classes(told: Sequence[str]) -> list[int]:
    """The places of what is told apart by one circumstance: 男娃是高职，女娃是中职."""
    values = [values_of(each) for each in told]
    for name in dict.fromkeys(name for each in values for name in each):
        places = [i for i, each in enumerate(values) if len(each.get(name, ())) == 1]
        if len({next(iter(values[i][name])) for i in places}) == len(places) > 1:
            return places
    return []


def _shared(counted: Sequence[str]) -> list[str]:
    """What stands before the circumstance or count of the first, where the others begin with theirs: 五星院收了失能5、自理8."""
    first, *others = counted
    circumstances, count = stated(first), COUNT.search(first)
    head = first[: circumstances[0].span.start] if circumstances else ""
    if head and all(any(said.span.start == 0 for said in stated(words)) for words in others):
        return [head]
    head = first[: count.start()] if count else ""
    return [head] if head and all(map(COUNT.match, others)) else []


def _count(words: str) -> float | None:
    """How many there are of what is named, by the one number above one; None where it is told with a number of another sort."""
    counts = {parse_numeral(match["count"]) or 0 for ways in (COUNT, _BARE) for match in ways.finditer(words)} - {1}
    if len(counts) == 1:
        return counts.pop()
    return None if re.search(r"\d", _BARE.sub("", COUNT.sub("", words))) else 1


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum in 元, for which times it is given, and whether it is the most that is."""

    value: float
    times: frozenset[str]
    is_most: bool


def _sum_of(part: Part, *, most: bool) -> _Sum | None:
    """The one sum that a part tells, for one of what is counted: of what is paid by the bed nobody knows how many beds."""
    if part.computed:
        made = [each for each in quantities(part.computed.rpartition("=")[2]) if each.is_money]
        return _Sum(made[0].folded[0], frozenset(), "上限" in part.computed) if made else None
    sums = [each for each in quantities(part.text) if each.is_money]
    figure = only_sum(part.text) or (sums[0] if most and len(sums) == 1 else None)
    units = frozenset(figure.unit.partition("/")[2].split("·")) - {""} if figure else frozenset()
    if figure is None or units - TIMES - _EACH:
        return None
    low, high, _ = figure.folded
    return _Sum((high or low) if most else low, units & TIMES, is_ceiling(figure) or most)
