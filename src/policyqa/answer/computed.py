"""Sums that the asker's own figures make of a rate in the text: 30张床 at 10000元/床 is 30张×10000元=300000元.

A result never stands alone: it is told as an equation whose operands are the text's figure and the asker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from policyqa.answer.ceilings import ceiling_told, ceilings, is_ceiling, limited, money, on_the_whole, over, unsure, written_out
from policyqa.answer.claims import in_yuan
from policyqa.answer.counting import EACH_OF, MEASURES, NUMERAL, OF_NEW, SO_MANY, THOSE, TIMES, Factor, counted, of_one
from policyqa.answer.limits import spoken
from policyqa.answer.parts import ON_YOUR_WORD, Part
from policyqa.facts.amounts import Quantity, changes, quantities
from policyqa.facts.units_of_measure import MEASURE
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import fold, plain
from policyqa.text.numerals import parse_numeral, rates_in_digits, to_chinese
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of

#: Whoever asks for the part of one payer wants no whole.
PAYER = re.compile(r"(?:市|区县?|县|财政|个人|自己)(?:上|里|级)?(?:各|要|得|给)?(?:出(?![资具台])|承担|负担|掏)(?!的)")
_WHICH = re.compile("多少|几")
#: Asks for the rate itself: 收了12个，每个孩子补多少.
_RATE = re.compile("每[个名位张][^，。？]{0,6}(?:多少|几)")
#: What may change a sum behind it: another class gets a share of it; and what may where a payer's part is asked for.
CHANGED, SHARED = re.compile(r"(?:按|降低|提高|下浮|上浮|减)[^，。；]{0,14}[\d]+\s?%"), re.compile(r"减半|\d\s?[∶：:]\s?\d")
#: What is given for a further one of several: 第二张床位按上述最高额的一半计算.
_LESS_FOR_OTHERS = re.compile(r"第[二三][一-鿿][^，。；]{0,6}按[^，。；]{0,10}(?:一半|减半|\d\s?[%％])")
#: What the asker spends or gets, of which the text gives a share.
OF_BASE = re.compile(
    r"(?:的|扣除\s?(?P<off>\d+)\s?元[^，。；、\d]{0,8}按照?)\s?"
    r"(?:(?P<percent>\d+(?:\.\d+)?)\s?[%％]|(?P<whole>[二三四五])分之(?P<parts>[一二三四]))"
)
#: So many times the pay, which the asker tells.
MONTHS_OF_PAY = re.compile(r"(\d+(?:\.\d+)?)\s?个月的[^，。；、\d]{0,14}(?:工资|收入)")
PAY = re.compile("工资|收入|月薪|底薪")
#: Shares in which a sum is paid year by year or in instalments, and the one that is asked about.
_SHARES_IN_TURN = re.compile(r"([年期次批笔])[^,。;]{0,4},?[^,。;]{0,4}按照?((?:\d+%、){1,5}\d+%|\d+(?::\d+){1,5})")
_NTH_TURN = re.compile(
    "第([一二三四五1-5])个?[年期次批笔回]|[头首]一?个?[年期次批笔回]|(?P<last>(?:最后|末了?)(?:[一那]?一?)[年期次批笔回])"
)
#: Asks for what falls to each of them.
_EACH_TURN = re.compile(
    "每[年期次批笔回][^，。？；]{0,6}(?:多少|几)|[年期次批笔](?:各|分别)[^，。？；]{0,4}(?:多少|几)|各[年期次批笔][^，。？；]{0,4}(?:多少|几)|分几[年期次批笔][^，。？；]*各"
)
_WHOLE = 100
#: A sum that is spent, without its unit: 花了3100, 学费3100, 料钱工钱一起5000.
SPENT = re.compile(rf"((?:花|掏|交|缴|付|[费价款租]|一起|[一总合]共|合计)[了是要]?\d{{3,}})(?![\d.万千百元块]|{MEASURE})")
#: Asks for the whole of several sums; what is given on top of one; where another case begins.
_IN_ALL = re.compile("总共|一共|合计|共计|加起来|拢共|[总共]能?[补奖领拿]")
_ON_TOP, _PART = (
    re.compile(r"(?:增加|增发|加[发给补奖]|另[给补奖加]|再[给补奖加发]|叠加|累加)[^，。；\d]{0,8}\Z"),
    re.compile("[；，]"),
)
#: What a sum is spent on, and a share of it as it stands behind its case: 托费减免20%, 三孩家庭：20%, 承担比例提高至70%.
SPENT_ON = re.compile(r"([一-鿿][费价款租金])[^，。；\d]{0,5}\d")
OF_CASE = re.compile(
    r"(?:：|减免|补[贴助]|报销|资助|返还|退还|支付|承担)(?:比例)?(?:提高)?[至到为]?(?P<off>)(?P<percent>\d+(?:\.\d+)?)\s?[%％](?P<whole>)(?P<parts>)"
)
#: A sum told as the whole of a cost: 费用总共6万元. A share of another kind begins behind a sum: 超过10万元的部分.
_COST = re.compile(r"(?:[费价款租]用?|[一总合]共|合计)[^，。；？\d]{0,4}\d[\d.]*[百千万]?元")
_PART_OVER = re.compile(r"超(?:过|出)\s?(\d[\d.]*\s?万?元)的?部分")
#: The most that a sum is paid for: 最多3天.
_AT_MOST = r"(?<!每天)(?<!每月)(?<!每年)(?<!每人)(?:最[多长]|不超过)(?:补[助贴])?\s?(\d+)\s?{unit}"
#: 一万四 may be a sum or the beginning of one: nothing is made of it.
SHORTENED = re.compile("[百千万][一二三四五六七八九](?![十百千万])")


DIFFERS = pattern(
    "差多少",
    r"(?:相?差|(?<![最顶至不])多(?:出来|[出补给领拿发奖报交缴付])?|(?<![多最])大|(?<![至最减])少|(?<!最)高|(?<!最)低|便宜|净?增加?|提高|减少)(?:了|出)?(?:多少|几)",
    reason="asks for the difference of two figures",
    examples=(
        ("两边差多少", "差多少"),
        ("比2025年多多少", "多多少"),
        ("五级比三级多补多少", "多补多少"),
        ("总投资哪家大，大多少", "大多少"),
        ("五年要多出来多少", "多出来多少"),
        ("最多给多少", None),
        ("顶多拿多少", None),
        ("至少多少张", None),
        ("最高多少", None),
    ),
)
_OF_MONEY = re.compile("[钱元价费额]|起付线|工资|补[助贴]|奖励|津贴")
_YEAR = re.compile(r"20\d\d(?=年)|20\d\d(?!\d)")
#: A figure stands at most so many characters behind its year: 2025年目标：2600人.
_BEHIND_YEAR = 16


#: Says that less was given before, and that a text makes up the difference then.
UPGRADED = re.compile(r"(?:已|之前|此前|原来|以前|去年|前年|[领拿奖给补]过)[^。？]*?(?:升|晋|评[上为成到])|[升晋][级到为成]")
MADE_UP = re.compile("差额|补差|差价")
#: So much for every so many: 每10分3元, 每100户不低于20平方米, 每百户的 100 written out.
PER_SEVERAL = re.compile(
    r"每(?P<each>\d+)(?!年|个?月|天|元)个?(?P<of>[一-鿿]{1,3}?)[^,。;\d一-鿿]{0,2}"
    r"(?:兑换?|折合?|计|补贴?|奖励?|给予?|[不至]?[低少]于|不少)*(?P<value>\d+(?:\.\d+)?)(?P<unit>元|平方米|个|名|张|处)"
)
#: Of these a part is given for a part of so many; points are changed by the whole so many.
_MEASURED = frozenset({"平方米"})
#: A share at which a sum is counted: 减按90%计入收入总额.
COUNTED_AT = re.compile(r"按(?P<off>)(?P<percent>\d+(?:\.\d+)?)\s?[%％](?:计入|计算|计征|征收|缴纳|收取)(?P<whole>)(?P<parts>)")
#: A share that is taken off a price, and a question for what is left to pay.
TAKEN_OFF = re.compile("(?:减免|优惠|下浮|减收)(?:幅度|比例|标准)?[^，。；\\d]{0,3}\\d[\\d.]*\\s?[%％]")
TO_PAY = pattern(
    "减免后交多少",
    r"(?:减免|[打减免抵扣]|优惠)[了完掉去]?(?:折|[后完掉])[^，。？]{0,12}(?:掏|[交缴]|付|出|花|收)|实际[^，。？]{0,8}(?:掏|[交缴]|付|出|花)",
    reason="asks what is left to pay of a price of which a share is taken off",
    examples=(
        ("打完折一个月掏几块", "打完折一个月掏"),
        ("减免后每月交多少", "减免后每月交"),
        ("实际要付多少", "实际要付"),
        ("减免多少", None),
    ),
)
LEFT_TO_PAY = pattern(
    "剩下自己掏",
    r"剩[下余]?[^，。？]{0,8}(?:掏|[交缴]|付|出|花|承担|负担)|"
    r"(?:自己|自个儿?|个人|本人|[院园店厂]方|我们|咱们?)(?:还|都|得|要|该|需)+[^，。？]{0,3}(?:掏|[交缴]|付|出|承担|负担)",
    reason="asks what is left to pay of what somebody else pays a share of",
    examples=(
        ("剩下我自己掏多少", "剩下我自己掏"),
        ("院方自己还得掏多少", "自己还得掏"),
        ("实际花了200万，补多少", None),
        ("自己盖的楼，补多少", None),
    ),
)
#: Says that somebody else pays a share.
_BY_OTHERS = re.compile("政府|财政|基金|[补减]|报销|用人单位")
#: A share that something has to have, and what the asker names in front of his sum of it: 福彩公益金留成2000万元.
_RATIO = re.compile(
    r"(?P<of>[^，。；、]+?)(?:的?比例|占比)[^，。；\d]{0,8}?(?P<off>)(?P<percent>\d+(?:\.\d+)?)\s?[%％](?P<whole>)(?P<parts>)"
)
_NAMED_SUM = re.compile(r"([一-鿿]{2})(?:[了是有为共约]|总共|一共)*\d[\d.]*[百千万亿]*元")
#: Wants a result worked out, beside the share it follows from: 按啥比例补、算下来多少.
WORKED_OUT = re.compile(
    "(?:算|合|折|加)(?:下来|出来|成钱)[^，。？]{0,4}(?:多少|几)|[一全]年(?:下来)?[^，。？]{0,2}[合算折][^，。？]{0,3}(?:多少|几)"
)
#: Tells a cost, and asks how much of it somebody bears: 保费2万块，政府担多少.
_BORNE = re.compile(r"\d[\d.]*万?[元块][^。？]*(?:承担|负担|[担出掏付报补贴])(?:多少|几)")
#: Asks how much, and not of what: 一年多少.
_BARE = re.compile(r"多少(?=[，。？?]|\Z)")
#: Wants worked out what a share was taken of.
BACKWARDS = re.compile("[倒反][推算过]|推算出?")
#: What is charged by half is charged at 50 %.
_HALVED, _SPARED = re.compile("减半(?:征收|收取|缴纳|计收)"), re.compile("免征|免收|免缴")
BY_THE_DAY = re.compile("按日(?:加收|计收|计算)[^，。；]{0,24}")
#: The price of a unit of service, and that all is taken which the text allows.
PRICE = re.compile(r"每(小时|次|天|日)[^，。；、\d]{0,6}?(\d+(?:\.\d+)?)\s?元")
AT_LIMIT = re.compile("[用排做住服上]满|顶格|满额|最[多高]|封顶")


@dataclass(frozen=True, slots=True)
class Rate:
    """So much for every so many: 20平方米 for ``each`` 100 ``of`` 户."""

    each: int
    of: str
    value: float
    unit: str

    def count(self, asked: str) -> float | None:
        """How many of it a question tells of, where it tells one number."""
        return only_number(rf"({NUMERAL})个?[一-鿿]{{0,2}}{self.of}", asked)

    def times(self, count: float) -> str:
        """The left side of the equation that a count makes."""
        return f"{count:g}{self.of}÷{self.each}{self.of}×{self.value:g}{self.unit}"


def rate_of(text: str) -> Rate | None:
    """The one rate of so much for every so many that a text states."""
    found = list(PER_SEVERAL.finditer(rates_in_digits(fold(text))))
    return Rate(int(found[0]["each"]), found[0]["of"], float(found[0]["value"]), found[0]["unit"]) if len(found) == 1 else None


def only_number(figure: str, asked: str) -> float | None:
    """The one number that a question tells in the way of a pattern with one group."""
    found = {parse_numeral(each) for each in re.findall(figure, plain(asked))}
    return found.pop() if len(found) == 1 else None


def asks_payer(asked: str) -> bool:
    """Whether a question asks for the part of one payer: 市里出多少. 我自己掏钱盖的，补多少 does not."""
    return any(PAYER.search(phrase) for phrase in phrases_of(asked) if _WHICH.search(phrase))


def with_result(query: Query, part: Part) -> Part:
    """``part`` with the equation that the asker's figures make of its one sum, or as it is where they make none."""
    if not (query.kinds & {Kind.AMOUNT, Kind.NUMBER} or query.form) or part.computed:
        return part
    wants_sum = Kind.AMOUNT in query.kinds or any(asks.search(query.asked) for asks in (WORKED_OUT, _BORNE, _BARE))
    made = _made(query, part) if wants_sum else _per_several(query.text, part) or _counted_at(query.text, part)
    backwards = BACKWARDS.search(query.asked) is not None
    equation = _in_turn(query.asked, part) or (_base(query.text, part) if backwards else made)
    if not equation:
        return part
    sources = (*part.sources, *ceiling_told(part, equation))
    return replace(part, text=f"{part.text.rstrip('。')}。{ON_YOUR_WORD}：{equation}。", sources=sources, computed=equation)


def _made(query: Query, part: Part) -> str | None:
    asked = query.text
    return (
        _with_supplement(asked, part)
        or _made_up(asked, part)
        or _per_several(asked, part)
        or _reduced(asked, part)
        or _product(asked, part)
        or _share(asked, part)
        or _by_the_day(asked, part)
        or _at_the_limit(asked, part)
        or _months_of_pay(asked, part)
    )


def with_difference(asked: str, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with the difference of the two figures that they tell, where it is asked for and there are just two."""
    if DIFFERS.regex.search(asked) is None or any(part.computed for part in parts):
        return list(parts)
    told = [figure for part in parts for figure in _told(part.text, asked, is_row=_is_row(part))]
    figures = list({(figure.value, figure.unit): figure for figure in told}.values())  # one may be told again in a table
    if len(figures) != 2:
        return list(parts)
    low, high = sorted(figures, key=lambda figure: figure.value)
    (unit, _, per), (low_unit, _, low_per) = high.unit.partition("/"), low.unit.partition("/")
    apart = set(per.split("·")) ^ set(low_per.split("·"))  # 每户每个供热期1800元；每户1500元: the first alone says it of all
    if unit != low_unit or (apart and len(parts) > 1) or low.upper or high.upper or low.value == high.value:
        return list(parts)
    result = f"{high.value - low.value:.10g}{'个百分点' if unit == '%' else unit}"
    equation = f"{high.value:.10g}{unit}-{low.value:.10g}{unit}={result}"
    if factors := list(counted(asked, per.split("·"))):  # 20张床总共差多少, 一年下来差多少
        whole = (high.folded[0] - low.folded[0]) * prod(factor.value for factor in factors)
        total = money(whole, "") if high.is_money else f"{whole:.10g}{unit}"
        equation += f"；{'×'.join((result, *(factor.words for factor in factors)))}={total}"
    return followed(parts, "相差", equation)


def followed(parts: Sequence[Part], name: str, equation: str) -> list[Part]:
    """``parts`` with an equation behind the last."""
    last = parts[-1]
    return [*parts[:-1], replace(last, text=f"{last.text.rstrip('。')}。{name}：{equation}。", computed=equation)]


def _is_row(part: Part) -> bool:
    return any(source.clause.kind == "row" for source in part.sources)


def _told(text: str, asked: str, *, is_row: bool) -> list[Quantity]:
    """The figures of ``text`` that are asked for: behind each year asked about, or in the phrase that speaks most of it."""
    figures = [figure for figure in quantities(text) if figure.measure not in TIMES]
    whole = is_row and len(figures) > 2  # no two figures of a whole row are asked for but by their years
    sums = [figure for figure in figures if figure.is_money]
    if not whole and DIFFERS.regex.search(asked) and (len(sums) == 2 or (len(sums) == 1 and _OF_MONEY.search(asked))):
        return sums
    if len(figures) < 2:
        return figures
    ends = [match.end() for year in dict.fromkeys(_YEAR.findall(asked)) for match in re.finditer(f"{year}年", text)]
    behind = [[figure for figure in figures if 0 <= figure.span.start - end <= _BEHIND_YEAR][:1] for end in ends]
    if sum(map(bool, behind)) > 1:
        return [figure for each in behind for figure in each]
    if whole:
        return []
    said = set(pairs(asked))
    phrases = [re.split("[，；。：]", text[: figure.span.start])[-1] for figure in figures]
    shared = [len(said & set(pairs(phrase))) for phrase in phrases]
    return [figure for figure, count in zip(figures, shared, strict=True) if count == max(shared)]


def only_sum(text: str) -> Quantity | None:
    """The one sum that ``text`` states now; None where it states several, or a range."""
    sums = [each for each in _of_now(text) if each.is_money]
    return sums[0] if len(sums) == 1 and sums[0].upper is None else None


def _of_now(text: str) -> list[Quantity]:
    """The figures of a text but for those that it changes: 由145元提高到165元."""
    before = {old.span for old, _ in changes(text)}
    return [each for each in quantities(text) if each.span not in before]


def share_of(base: Quantity, share: float) -> str:
    """The equation of a share, in per cent, of a sum: 450元×70%=315元."""
    return f"{base.folded[0]:.10g}元×{share:g}%={base.folded[0] * share / 100:.10g}元"


def sum_of(base: Quantity, more: Quantity) -> str:
    """The equation of two sums: 200元+50元=250元."""
    one, other = base.folded[0], more.folded[0]
    scale, word = (10_000, "万元") if min(one, other) >= 10_000 else (1, "元")
    return f"{one / scale:.10g}{word}+{other / scale:.10g}{word}={(one + other) / scale:.10g}{word}"


def _made_up(asked: str, part: Part) -> str | None:
    """What is left to be given where the lower one of two sums was given before: 10万元-3万元=7万元."""
    sums = [each for each in quantities(part.text) if each.is_money]
    text = part.sources[0].clause.text if part.sources else part.text
    if not UPGRADED.search(asked) or not MADE_UP.search(text) or len(sums) != 2 or any(each.upper for each in sums):
        return None
    low, high = sorted(sums, key=lambda each: each.folded[0])
    if low.unit != high.unit or low.value == high.value:
        return None
    unit = high.unit.partition("/")[0]
    return f"{high.value:.10g}{unit}-{low.value:.10g}{unit}={high.value - low.value:.10g}{unit}"


def _with_supplement(asked: str, part: Part) -> str | None:
    """The whole of a sum and what is given on top of it in some case: 每部给予20万元；…的，每部增加3万元."""
    sums = [each for each in quantities(part.text) if each.is_money and not is_ceiling(each)]
    if len(sums) != 2 or not _IN_ALL.search(asked) or any(each.upper for each in sums) or sums[0].unit != sums[1].unit:
        return None
    between = part.text[sums[0].span.end : sums[1].span.start]
    is_more = _ON_TOP.search(between) is not None and len(_PART.split(between)) > 1
    return f"两项条件都符合的，{sum_of(*sums)}" if is_more else None


def _per_several(asked: str, part: Part) -> str | None:
    """So much for every so many of something that the asker counts: 每10分3元, 800分."""
    rate = rate_of(part.text)
    count = rate.count(asked) if rate else None
    if rate is None or not count or count < rate.each or (count % rate.each and rate.unit not in _MEASURED):
        return None
    whole, result = rate.times(count), count / rate.each * rate.value
    if rate.unit != "元":
        return f"{whole}={result:g}{rate.unit}"
    return written_out(whole, money(result, ""), over(result, ceilings(part.text)))


def _by_the_day(asked: str, part: Part) -> str | None:
    """What a share by the day of a sum makes in so many days: 按日加收万分之五的滞纳金."""
    by_day = BY_THE_DAY.search(part.text)
    shares = [each for each in quantities(by_day[0]) if each.measure == "%"] if by_day else []
    told = quantities(spoken(in_yuan(asked)))
    sums = [each for each in told if each.is_money and "/" not in each.unit]
    days = [each for each in told if each.measure == "天" and each.upper is None]
    if not len(shares) == len(sums) == len(days) == 1:
        return None
    base, share, count = sums[0].folded[0], shares[0].value, days[0].value
    return f"{base:.10g}元×{share:g}%×{count:g}天={base * share / _WHOLE * count:.10g}元"


def _at_the_limit(asked: str, part: Part) -> str | None:
    """What the full measure of a service costs at the text's price and share: 16小时，每小时费用65元，基金支付80%."""
    prices = list(PRICE.finditer(part.text))
    if not AT_LIMIT.search(asked) or len(prices) != 1:
        return None
    unit, price = prices[0].groups()
    counts = re.findall(rf"(?<![\d.])(\d+)\s?个?{unit}", part.text)
    shares = [each for each in quantities(part.text) if each.measure == "%"]
    if len(counts) != 1 or len(shares) > 1:
        return None
    share = f"×{shares[0].value:g}%" if shares else ""
    result = float(price) * int(counts[0]) * (shares[0].value / _WHOLE if shares else 1)
    return f"{float(price):g}元×{counts[0]}{unit}{share}={money(result, '')}"


def _reduced(asked: str, part: Part) -> str | None:
    """What is left of a price behind the share that is taken off it: 25元-25元×60%=10元."""
    off = [figure for figure in quantities(" ".join(TAKEN_OFF.findall(part.text))) if figure.measure == "%"]
    prices = [figure for figure in quantities(part.text) if figure.is_money]
    if not TO_PAY.regex.search(asked) or len(off) != 1 or len(prices) != 1 or prices[0].upper is not None:
        return None
    left = prices[0].value * (1 - off[0].value / _WHOLE)
    unit = prices[0].unit.partition("/")[0]
    price = f"{prices[0].value:.10g}{unit}"
    return f"{price}-{price}×{off[0].value:g}%={left:.10g}{unit}" if left > 0 else None


def _product(asked: str, part: Part) -> str | None:
    """A sum for each of what the asker counts, times his count: 20个托位×7000元."""
    clause = part.sources[0].clause.text if part.sources else ""
    if (
        _RATE.search(asked)
        or _LESS_FOR_OTHERS.search(clause)
        or CHANGED.search(clause)
        or (SHARED.search(clause) and asks_payer(asked))
    ):
        return None
    sums = [quantity for quantity in _of_now(part.text) if quantity.is_money and "/" in quantity.unit]
    if len(sums) != 1 or sums[0].upper is not None:
        return None
    those = THOSE.search(part.sources[0].text) if part.sources else None
    units = sums[0].unit.partition("/")[2].split("·")
    of_new = OF_NEW.search(part.text) is not None
    factors = list(counted(asked, units, things=EACH_OF.findall(clause), those=those[1] if those else "", of_new=of_new))
    most = [_at_most(factor, part.text) for factor in factors]
    limits = "".join(f"最多{each.words}，" for each, own in zip(most, factors, strict=True) if each != own)
    limits += "".join(each.lead for each in factors)
    factors = most
    uncounted = {unit for unit in units if unit and unit not in TIMES and not of_one(asked, unit)}
    uncounted -= {factor.unit for factor in factors}
    if not factors or (uncounted and SO_MANY.search(asked)):
        return None  # a year's sum of one alone, where he tells of fifteen
    scale = sums[0].folded[0] / sums[0].value if sums[0].value else 1.0
    result = sums[0].value
    for factor in factors:
        result *= factor.value
    written = limits + "×".join(
        (f"{sums[0].value:.10g}{'万' if scale == 10_000 else ''}元", *(factor.words for factor in factors))
    )
    limit = over(result * scale, on_the_whole(part, {factor.unit for factor in factors})) or limited(sums[0])
    return written_out(written, money(result, "万" if scale == 10_000 else ""), limit)


def _at_most(factor: Factor, text: str) -> Factor:
    """An asker's count, or the most of it that a sum is paid for: five days where a text says 最多3天."""
    measure = MEASURES.get(factor.unit, factor.unit)
    most = [int(each) for each in re.findall(_AT_MOST.format(unit=measure), fold(text))]
    if len(most) != 1 or factor.value <= most[0]:
        return factor
    return Factor(most[0], f"{most[0]}{measure}", factor.unit)


def _share(asked: str, part: Part) -> str | None:
    """The share that the text gives of a sum which the asker tells, and the text's ceiling where the share is more.

    What is taken off before is taken off by the same share: 扣除100元后按80%给付.
    """
    named = SPENT_ON.search(spoken(asked))
    texts = "\n".join((part.text, *(source.clause.text for source in part.sources)))
    is_named = named is not None and re.search("[一-鿿]{0,2}".join(named[1]), texts) is not None  # 保费: 保险费用
    costs = SPENT.search(asked) or _COST.search(spoken(in_yuan(asked)))
    spoken_of = is_named if named else "费" in part.text and costs is not None
    shares = (
        [*OF_BASE.finditer(part.text)]
        or [*COUNTED_AT.finditer(_halved(asked, part.text))]
        or (list(OF_CASE.finditer(part.text)) if spoken_of else [])
        or _of_named(asked, part.text)
    )
    said = SPENT.sub(r"\1元", in_yuan(asked))
    told = quantities(said if SHORTENED.search(said) else spoken(said))
    own = [quantity for quantity in told if quantity.is_money and (spoken_of or "/" not in quantity.unit)]
    if len(shares) != 1 or len(own) != 1:
        return None
    if any(over_.folded[0] < own[0].folded[0] for each in _PART_OVER.findall(fold(part.text)) for over_ in quantities(each)):
        return None
    base, (scale_text, scale) = own[0], ("万", 10_000) if own[0].folded[0] >= 10_000 else ("", 1)
    value, share = base.folded[0] / scale, shares[0]
    if share["percent"]:
        times, rate = f"×{float(share['percent']):g}%", float(share["percent"]) / _WHOLE
    else:
        parts, whole = parse_numeral(share["parts"]) or 0, parse_numeral(share["whole"]) or 1
        times, rate = f"×{parts}÷{whole}", parts / whole
    off = float(share["off"] or 0)
    less = f"-{off:g}元{times}" if off else ""
    result = value * rate - off * rate / scale
    if result <= 0:
        return None
    if unsure(result * scale, ceilings(part.text)):
        return None
    if LEFT_TO_PAY.regex.search(asked) and _BY_OTHERS.search(part.text) and not ceilings(part.text) and not off:
        cost = f"{value:.10g}{scale_text}元"
        return f"{cost}-{cost}{times}={_in_scale(value - result, scale_text, scale)}"
    more = over(result * scale, ceilings(part.text))
    return written_out(f"{value:.10g}{scale_text}元{times}{less}", _in_scale(result, scale_text, scale), more)


def _base(asked: str, part: Part) -> str | None:
    """What a share was taken of, where the asker tells what that made and wants it worked out backwards: 60万元÷30%=200万元."""
    shares = [*OF_BASE.finditer(part.text)]
    own = [figure for figure in quantities(in_yuan(spoken(asked))) if figure.is_money]
    if len(shares) != 1 or len(own) != 1 or not shares[0]["percent"] or ceilings(part.text):
        return None
    percent, value = float(shares[0]["percent"]), own[0].folded[0]
    scale_text, scale = ("万", 10_000) if value >= 10_000 else ("", 1)
    return f"{value / scale:.10g}{scale_text}元÷{percent:g}%={value / scale / percent * _WHOLE:.10g}{scale_text}元"


def _of_named(asked: str, text: str) -> list[re.Match[str]]:
    """The shares that a text demands of what the asker names in front of his sum."""
    named = _NAMED_SUM.search(spoken(in_yuan(asked)))
    return [each for each in _RATIO.finditer(text) if named and named[1] in each["of"]]


def _in_scale(value: float, scale_text: str, scale: int) -> str:
    """A sum in the scale of what it is a share of, or in 元 where that is less than one: 6万元×10%=6000元."""
    return money(value, scale_text) if value >= 1 else money(value * scale, "")


def _counted_at(asked: str, part: Part) -> str | None:
    """What of a sum that the asker tells is counted, where a text says at which share."""
    is_of_share = COUNTED_AT.search(_halved(asked, part.text)) or _of_named(asked, part.text)
    return _share(asked, part) if is_of_share else None


def _halved(asked: str, text: str) -> str:
    """A text with the half that it charges as a share, unless that is for another case than the asker's: 对营利性…减半征收."""
    if not _HALVED.search(text):
        return text
    own = values_of(next((phrase for phrase in phrases_of(text) if _HALVED.search(phrase)), ""))
    told = values_of(asked)
    is_own = all(own[name] & told.get(name, frozenset()) for name in own) if own else not _SPARED.search(text)
    return _HALVED.sub("按50%征收", text) if is_own else text


def _in_turn(asked: str, part: Part) -> str:
    """What of one sum falls to the years or instalments that are asked about: 每年分别按30%、30%、40%."""
    figure, paid = only_sum(part.text), _SHARES_IN_TURN.search(fold(part.text))
    if figure is None or paid is None:
        return ""
    shares = [int(share) for share in re.findall(r"\d+", paid[2])]
    whole, written = sum(shares), "+".join(map(str, shares)) + f"={sum(shares)}，" if ":" in paid[2] else ""  # 3:3:4
    named = (
        len(shares) if match["last"] else parse_numeral(match[1]) if match[1] else 1 for match in _NTH_TURN.finditer(asked)
    )
    turns = dict.fromkeys(named) or (range(1, len(shares) + 1) if _EACH_TURN.search(asked) else ())
    told = [(turn, shares[turn - 1]) for turn in turns if (written or whole == _WHOLE) and turn and turn <= len(shares)]
    unit = figure.unit.partition("/")[0]
    return written * bool(told) + "；".join(
        f"第{to_chinese(turn)}{paid[1]}{figure.value:.10g}{unit}×{share}{f'÷{whole}' if written else '%'}="
        f"{money(figure.folded[0] * share / whole, '')}"
        for turn, share in told
    )


def _months_of_pay(asked: str, part: Part) -> str | None:
    """So many months of the pay that the asker tells: 11个月的本人工资 at 6000元."""
    months = MONTHS_OF_PAY.findall(part.text)
    own = [quantity for quantity in quantities(in_yuan(asked)) if quantity.is_money]
    if len(months) != 1 or len(own) != 1 or not PAY.search(asked):
        return None
    pay = own[0].folded[0]
    return f"{pay:.10g}元×{months[0]}个月={money(pay * float(months[0]), '')}"
