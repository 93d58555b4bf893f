"""The share of one payer (of 个人缴纳36元、单位缴纳36元 what the one pays who is asked about), and who gets the money."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import prod

from policyqa.answer.asking import OWNS
from policyqa.answer.case import Case
from policyqa.answer.ceilings import money
from policyqa.answer.computed import only_sum, share_of
from policyqa.answer.counting import counted
from policyqa.answer.limits import spoken
from policyqa.answer.parts import Part, Source
from policyqa.answer.provision import Provision
from policyqa.answer.wording import say
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.giving import KIND
from policyqa.facts.payees import recipient
from policyqa.facts.phrases import period_at
from policyqa.facts.rules import ASKER, RESIDENT, Rule
from policyqa.retrieve.forms import SHARE, form_of
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, pairs, statements_of
from policyqa.text.fold import fold
from policyqa.types import Clause, Span

#: Who pays, as texts and askers name him.
PAYERS: Mapping[str, str] = {
    "个人": "个人|自己|自个|本人|申请人|参保人员?",
    "单位": "单位|公司|企业|雇主|厂里",
    "财政": "财政|政府|国家|公家",
    "基金": "基金|医保",
}
_PAYING = "(?:掏|出|交|缴|付|担|摊|配套?(?=(?:多少钱?|几成|几个?钱)(?:[，。？?]|\\Z)))"
#: Asks for the part of one payer: 单位那头一年要掏多少.
_ASKS = {
    payer: re.compile(rf"(?:{words})[^，。？]{{0,12}}?{_PAYING}[^，。？]{{0,6}}(?:多少|几|一部分，[^，。？]*{_PAYING}多少)")
    for payer, words in PAYERS.items()
}
#: States it, in front of a figure.
_PAYS = {
    payer: re.compile(
        rf"由?(?:{words})[^，。；、\d由]{{0,6}}?(?:缴纳|承担|负担|支付|补助|补贴|出资|分担|划转)(?:费用的?)?\s?\Z"
    )
    for payer, words in PAYERS.items()
}
#: Who is named first: a person, or a body.
_SOMEBODY = re.compile(
    "(?P<body>(?:机构|企业|(?<!工作)(?<!用人)单位)(?!在?[职岗]?(?:职工|员工|人员))|组织|中心|医院|养老院|食堂|助餐点)|毕业生|人员|老年人|军人|农民工|残疾人|职工|家庭|儿童"
)
#: What several payers share and in which shares: 保费由省、县财政和农户分别按30%、40%、30%的比例承担, 由市、区财政按6:4分担.
_SHARED = re.compile(
    r"(?:(?:\A|[，,；])(?P<what>[^，,。；、\d由]{2,6}))?由(?P<who>[^，,。；:\d由、]{1,8}?(?:[、和与及][^，,。；:\d由、和与及]{1,8}?)+)"
    r"(?:[两三四]级|各级)?(?:财政)?(?:分别|各自?)?按照?\s?(?P<shares>\d+(?:\.\d+)?%?(?:[、:∶和]\s?\d+(?:\.\d+)?%?)+)"
    r"(?:的?比例)?(?:承担|负担|分担|分摊|出资|配套|安排)"
)
#: What a payer's name may leave out, and how one speaks of himself.
_OFFICE, _SELF = re.compile("(?:级?(?:财政|人民政府|政府)?|级|[（(].*)\\Z"), "自己|自个|个人|本人"
#: Payers named by the levels of government, of which one says one: 区县; and in front of a 区 or 县 that is none: 社区.
_LEVELS, _NO_LEVEL = re.compile("[省市区县镇乡]+"), "(?<![社小园校地])"
_WHOLE = 100
#: In front of the share that another than the asker pays of a price.
_BY_OTHERS = re.compile(r"(?<!个人)(?<!自己)(?:支付|报销|负担|承担|补[助贴])(?:比例)?为?\s?\Z|按照?\s?\Z")
_PUBLIC = ("机构", "单位")
#: The one or the other end of a range.
_LOWEST, _HIGHEST = re.compile("最[低少]|下限"), re.compile("最[高多]|上限|顶格|封顶")


def payer_asked(asked: str) -> str | None:
    """The one payer whose part is asked for."""
    named = [payer for payer, asks in _ASKS.items() if asks.search(asked)]
    return named[0] if len(named) == 1 else None


def shares_of(text: str) -> dict[str, tuple[Span, Quantity]]:
    """The part of each payer in a statement: where it stands and the figure; nothing where fewer than two pay."""
    found: dict[str, tuple[Span, Quantity]] = {}
    for quantity in quantities(text):
        for payer, pays in _PAYS.items():
            if quantity.measure in ("元", "%") and (before := pays.search(text, 0, quantity.span.start)):
                found.setdefault(payer, (Span(before.start(), quantity.span.end), quantity))
    return found if len(found) > 1 else {}


def of_payer(query: Query, source: Source) -> Part | None:
    """What the payer pays whom ``query`` asks about, in the statement's words.

    A share of the one sum that the clause states comes with its result.
    """
    payer = payer_asked(query.asked)
    text = source.text
    shares = shares_of(text) if payer else {}
    if payer not in shares:
        return None
    span, quantity = shares[payer]
    lead = text[: min(each.start for each, _ in shares.values())]
    told = say(lead + span.of(text), source.clause)
    base = _base(source.clause, source.span.start - source.clause.span.start) if quantity.measure == "%" else None
    if base is None:
        return Part(told, (source,))
    figure, stands = base
    equation = share_of(figure, quantity.value)
    return Part(f"{told.rstrip('。')}：{equation}。", (source, Source(source.clause, stands)), computed=equation)


def _base(clause: Clause, end: int) -> tuple[Quantity, Span] | None:
    """The one sum of a clause, that shares behind it are taken of, and its sentence; None for a limit or several sums."""
    figure = only_sum(clause.text)
    if figure is None or figure.bound or figure.span.end > end:
        return None
    start = max(clause.text.rfind(mark, 0, figure.span.start) for mark in "。；\n") + 1
    stop = clause.text.find("。", figure.span.end, end)
    return (figure, Span(start, stop + 1).shifted(clause.span.start)) if stop >= 0 else None


def of_share(query: Query, source: Source, base_of: Callable[[Query, Source], Part | None]) -> Part | None:
    """What the payers pay who are asked about, of several who share a sum of the clause in so many parts.

    ``base_of`` tells the sum for the case from a statement.
    """
    clause = source.clause
    shared = [(each, match) for each in statements_of(clause) if (match := _SHARED.search(fold(each.text)))]
    if len(shared) != 1 or clause.kind == "row":
        return None
    (statement, match), *_ = shared
    if not source.span.covers(statement.span) and (statement.span.start < source.span.end or "%" in fold(source.text)):
        return None  # what is told of has payers of its own
    names, parts = _parted(match)
    asked = [i for i, name in enumerate(names) if _pays(name, query.asked)]
    if not asked or not parts:
        return None
    base = _shared_sum(query, clause, statement, match["what"], base_of)
    own = Source(clause, statement.span)
    told = say(statement.text, clause).rstrip("。")
    if base is None:
        return Part(f"{told}。", (own,))
    figure, case, stands = base
    units = [unit for unit in figure.unit.partition("/")[2].split("·") if unit]
    factors = list(counted(query.text, units))
    per = "".join(f"每{each}" for each in units if each not in {factor.unit for factor in factors})
    whole, written = figure.folded[0] * prod(factor.value for factor in factors), f"{figure.folded[0]:.10g}元"
    total = f"{'×'.join((written, *(factor.words for factor in factors)))}={money(whole, '')}，" if factors else ""
    parted, shares = _worked_out(whole, match, parts)
    first, *others = asked
    equation = "；".join((f"{total}{parted}{shares[first]}", *(f"{names[i]}{per}：{shares[i]}" for i in others)))
    return Part(
        f"{case}{told}。{names[first]}{per}：{equation}。",
        (own, *(each for each in stands if each != own)),
        computed=equation,
    )


def _parted(match: re.Match[str]) -> tuple[list[str], list[float]]:
    """Who shares a sum and in how many parts each; nothing where these are not as many, or do not make the whole."""
    names = [_OFFICE.sub("", name) for name in re.split("[、和与及]", match["who"])]
    parts = [float(part) for part in re.findall(r"\d+(?:\.\d+)?", match["shares"])]
    is_whole = len(names) == len(parts) and not ("%" in match["shares"] and sum(parts) != _WHOLE)
    return (names, parts) if is_whole else ([], [])


def _worked_out(whole: float, match: re.Match[str], parts: Sequence[float]) -> tuple[str, list[str]]:
    """Of how many parts a sum in 元 is made, unless of percents (5+5=10；), and the equation of each share."""
    in_percent = "%" in match["shares"]
    parted = "" if in_percent else f"{'+'.join(f'{part:g}' for part in parts)}={sum(parts):g}；"
    of = "%" if in_percent else f"÷{sum(parts):g}"
    return parted, [f"{whole:.10g}元×{part:g}{of}={money(whole * part / sum(parts), '')}" for part in parts]


def of_told_sum(asked: str, part: Part, told: Part) -> Part:
    """What a ``part`` tells of payers, with what each that is asked for pays of the sum that was ``told`` before it.

    Nothing is added where that was several sums.
    """
    match = None if part.computed else _SHARED.search(fold(part.text))
    names, parts = _parted(match) if match else ([], [])
    payers = [i for i, name in enumerate(names) if _pays(name, asked)]
    results = [figure for figure in quantities(told.computed) if figure.is_money]
    figure = results[-1] if results else only_sum(told.text)
    if match is None or not payers or figure is None or figure.upper is not None:
        return part
    parted, shares = _worked_out(figure.folded[0], match, parts)
    equation = f"{parted}{'；'.join(f'{names[i]}：{shares[i]}' for i in payers)}"
    sources = (*part.sources, *told.sources)
    return replace(part, text=f"{part.text.rstrip('。')}。{equation}。", sources=sources, computed=equation)


def of_rest(query: Query, source: Source, base_of: Callable[[Query, Source], Part | None]) -> Part | None:
    """What is left for the asker of a price of which another pays a share: 每小时50元，居民由基金支付65%.

    ``base_of`` tells the price, or the share, for the case from a statement.
    """
    clause = source.clause
    at = source.span.shifted(-clause.span.start)
    sentence = period_at(clause.text, at.start) or at
    whole = Source(clause, sentence.shifted(clause.span.start))
    paid = [each for each in quantities(whole.text) if each.measure == "%" and _BY_OTHERS.search(whole.text[: each.span.start])]
    if payer_asked(query.asked) != "个人" or not paid or shares_of(whole.text):
        return None
    of_price, of_share = base_of(query, whole), base_of(replace(query, form=SHARE), whole)
    price = (only_sum(of_price.text) if of_price else None) or only_sum(whole.text)
    paid = [each for each in quantities(of_share.text) if each.measure == "%"] if of_share and len(paid) > 1 else paid
    if price is None or price.bound or len(paid) != 1:
        return None
    cost, share = price.folded[0], paid[0].value
    equation = f"{cost:.10g}元-{cost:.10g}元×{share:g}%={cost - cost * share / _WHOLE:.10g}元"
    told = of_price.text if of_price and only_sum(of_price.text) else say(whole.text, clause)
    return Part(f"{told.rstrip('。')}。个人负担：{equation}。", (whole,), computed=equation)


def _pays(name: str, asked: str) -> bool:
    """Whether a question asks what the payer of this name pays: 市里出多少, 农户自己掏几元."""
    written = re.escape(name)
    words = f"{written}|{_SELF}" if re.search("[户人民]|业主|家庭|职工", name) else written
    words = f"{_NO_LEVEL}[{written}]" if _LEVELS.fullmatch(name) else words
    before = rf"(?:{words})[^，。？]{{0,8}}?(?:{_PAYING}|拿)[^，。？]{{0,6}}(?:多少|几)"
    behind = rf"(?:多少|几)[^，。？]{{0,4}}?(?:是|由|归)(?:{words})[^，。？]{{0,3}}(?:{_PAYING}|拿)"  # 里头有多少是区上出的
    return re.search(f"{before}|{behind}", asked) is not None


def _shared_sum(
    query: Query, clause: Clause, statement: Statement, what: str | None, base_of: Callable[[Query, Source], Part | None]
) -> tuple[Quantity, str, tuple[Source, ...]] | None:
    """The sum that is shared: the asker's where the clause leaves it open, the one behind its name where the question's
    words stand, or that for the case before, told.
    """
    own = [each for each in quantities(spoken(query.asked)) if each.is_money]
    for each in statements_of(clause) if len(own) == 1 else ():
        if any(f.is_money and f.upper is not None and _within(own[0], f) for f in quantities(each.text)):
            return own[0], f"{say(each.text, clause).rstrip('。')}。", (Source(clause, each.span),)
    for each in statements_of(clause) if not own else ():
        ends = [end for f in quantities(each.text) if f.is_money and (end := _end_asked(query.asked, f))]
        if len(ends) == 1:
            return ends[0], f"{say(each.text, clause).rstrip('。')}。", (Source(clause, each.span),)
    named = [
        (len(each.terms & set(pairs(query.asked))), figure, Source(clause, each.span))
        for each in statements_of(clause)
        for figure in quantities(each.text)
        if figure.is_money and (each == statement or (what and each.text[: figure.span.start].endswith(what)))
    ]
    best = [each for each in named if each[0] == max(count for count, _, _ in named)]
    if len(best) == 1:
        return best[0][1], "", (best[0][2],)
    before = [each for each in statements_of(clause) if each.span.end <= statement.span.start]
    of_money = [each for each in before if any(figure.is_money for figure in quantities(each.text))]
    for each in [statement] if named else reversed(before):
        part = base_of(replace(query, form=form_of("多少钱")), Source(clause, each.span))
        if part or of_money == [each]:
            told, sources = (part.text, part.sources) if part else (say(each.text, clause), (Source(clause, each.span),))
            return (figure, told, sources) if (figure := only_sum(told)) else None
    return None


def _end_asked(asked: str, range_: Quantity) -> Quantity | None:
    """The end of a range of sums that a question asks about: 按最低那档."""
    if range_.upper is None or (low := _LOWEST.search(asked) is not None) == (_HIGHEST.search(asked) is not None):
        return None
    return replace(range_, value=range_.value if low else range_.upper, upper=None)


def _within(sum_: Quantity, range_: Quantity) -> bool:
    """Whether a sum lies in a range of sums: 2万元 in 1.5—2.5万元."""
    low, high, _ = range_.folded
    return low <= sum_.folded[0] <= (high or low)


def payee_of(provision: Provision, rule: Rule | None, case: Case) -> str:
    """Who gets the money, when a resident asks for himself for what goes to a facility or a body; else nothing."""
    if case.attributes.get(ASKER) not in RESIDENT or OWNS.regex.search(case.text):
        return ""
    if not (provision.figures or re.search(KIND, provision.text)):
        return ""
    first = _SOMEBODY.search(provision.text)  # 毕业生创办企业的: theirs, not the enterprise's
    named = re.search("(?:\\A|[，；])(?:对|向|为)", provision.text) or (first and first["body"])
    who = recipient(provision.text) if named else None
    payee = rule.payee if rule is not None else who.payee if who else None
    return payee if payee in _PUBLIC else ""
