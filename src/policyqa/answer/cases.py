"""The value for *this* case: of "五星级、四星级…分别按照225元、150元…" the pair that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations

from policyqa.answer.adjusted import adjusted
from policyqa.answer.brackets import fitting, in_days
from policyqa.answer.case_words import TOKEN, apart, has, lead_of, nouns_of, said_of, says_name, says_word
from policyqa.answer.ceilings import is_ceiling, limits_others
from policyqa.answer.choose import COMPARES
from policyqa.answer.computed import DIFFERS, UPGRADED
from policyqa.answer.glossed import by_gloss
from policyqa.answer.limits import limits_of
from policyqa.answer.pairs import names_of_pair
from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import BLANK
from policyqa.answer.suited import suited
from policyqa.answer.wording import say
from policyqa.facts.amounts import changes
from policyqa.facts.parallel import Pair, parallel
from policyqa.facts.phrases import period_at
from policyqa.facts.tables import in_unit, unit_of
from policyqa.ingest.table_text import names_over
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.contrasts import contrasts, shares
from policyqa.retrieve.forms import ASKS_COUNT, form_of
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs as term_pairs
from policyqa.retrieve.statements import statements_of
from policyqa.text.fold import fold
from policyqa.text.lexicon import Lexicon
from policyqa.text.numerals import to_chinese
from policyqa.types import Clause, Document, Span

#: Forms of answer that pairs of case and amount give.
FORMS = frozenset({"金额", "比例", "数目", "次数", "年数", "月数", "面积"})
#: What is asked for where a sentence gives both months' pay and shares.
MEASURES = {"个月": re.compile("[几多][少个]*月"), "%": re.compile("几成|百分之|比例")}
#: In front of a share, and behind a number of months: what it is taken of.
BASE = re.compile(r"(?:为|按照?|是)(?P<base>[^，。；、：\d]{2,20})的\s?\Z")
PAY = re.compile(r"\s?的[^，。；、\d]{0,14}(?:工资|收入|标准|金额)")
#: More pairs than this are not told one by one: the sentence is quoted whole.
MOST = 6
#: More characters than this behind the last amount are another matter.
BEHIND = 60
#: Words that ask for several cases at once.
SEVERAL = re.compile(r"各|分别|还是|或者|以及|两种|几种|和.{1,12}的")

#: What is said not to be so: 不能自理. Who has not left (没出省) says where he is.
DENIED = re.compile(
    r"(?<!能)不(?:能|会|是|算)[一-鿿]{2}|没有?(?!出[省市县])[一-鿿]{2}|(?:[而并]非|而?不是)[一-鿿]{2,6}(?=[，。；？、]|\Z)"
)
#: … which a text says with 无: 没有房子 is 无房屋.
LACKING = re.compile("没有?([一-鿿])")
#: Texts number classes in words: 5星级 is 五星级.
DEGREE = re.compile(r"(?<![\d.])[1-9](?=[星级类档])")
#: … and levels in Roman numerals: 重度二级 is 重度Ⅱ级.
LEVEL, ROMAN = re.compile("(?<![一-鿿][那这哪每同](?=一))([一二三四五])级"), dict(zip("一二三四五", "ⅠⅡⅢⅣⅤ", strict=True))
#: In front of a sum that is not given.
TAKEN_OFF = ("扣除", "减去", "免赔")
#: The highest or lowest of several classes.
EXTREME = re.compile("最([高低])(?:的?[一那]?[级档等])")
#: Behind a sum: that it is given once.
ONCE = re.compile("的?一次性[^，。；、\\d]{0,8}")
#: A cell that holds a figure alone.
_VALUE = re.compile(r"\d[\d,.]*(?:万?元|%)?(?:/[^\t]{1,5})?")
_STOP = re.compile("[，；。]")
_YEAR = re.compile(r"20\d\d(?=年)")
#: So much that a question says of a case is no chance.
NAMED = 4
#: How a sum is asked for: 要出多少钱 is no 出诊费.
_ASKING = re.compile("[补给奖发领拿出掏付交缴收报罚赔](?:给|到|了|得|出|上)?(?:多少|几)(?:钱|元|块)?")
#: Begins what holds of all cases of a sentence.
_OF_ALL = re.compile(r"，(?:单(?!次)|总额|累计|合计|共?分[^，。；]{1,3}[年次]|[^，。；]{0,8}差额)")
#: Behind a sum: whom it is for.
_WHOM = re.compile(r"，(?:主要)?(?P<whom>(?:面向|适用于?|针对|发给)[^，；。\d]{2,40})(?=[；。，])")
#: Parts what a case counts off, and what a level in it says of those above.
_ONE_OF, _AT_LEAST = re.compile("、|或者?|以及"), re.compile("及?以上")
#: What is given on top of another case.
_ON_TOP = re.compile("每[多增]|增加|另[加增]|再加")
#: How something is given, which one of several cases says for all: 每个新增托位一次性补贴7000元.
_GIVING = re.compile("一次性|每[一-鿿]")
#: Ends a case with what its own sum is for: 值班律师每工作日280元 is none of 每件.
_EACH = re.compile("每[一-鿿]{1,4}\\Z")
#: Says of a case what is given without a figure: 低保家庭全额补贴，边缘家庭补贴80%.
_UNCOUNTED = re.compile("全额|全部|免费|免[征收除交缴]|不设|不予")
#: Asks who bears how much: payers are no cases.
_BEARS = re.compile("(?:出|承担|负担|掏)(?:多少|几|百分之)")
#: Asks for each of several cases by the first and the last of them: 从五星到一星各是多少.
_FROM_TO = re.compile("从[^，。；？]{1,8}[到至][^，。；？]{1,8}[^。；？]*(?:各|分别|每一?[级档类])")
#: Two cases, whose difference is asked for.
PAIR = 2


def by_case(query: Query, source: Source, document: Document | None = None) -> Part | None:
    """The amounts of the sentence in ``source`` for the cases that ``query`` names, all of them when it names none.

    What ``document`` says elsewhere of the classes tells whose figure falls into which. None when the sentence has no list of
    cases, or the question does not ask for an amount.
    """
    asks_amount = query.form is not None and query.form.name in FORMS
    if query.form is None or not asks_amount or (Kind.JUDGEMENT in query.kinds and Kind.AMOUNT not in query.kinds):
        return None
    clause = source.clause
    span = _period(clause, source.span)
    pairs = [_with_whom(clause.text, pair) for pair in parallel(clause.text) if span.covers(pair.amount.span)]
    if ASKS_COUNT.search(query.asked) and query.form.name == "数目":  # 建多少所 is told by no share and no sum
        pairs = [pair for pair in pairs if pair.amount.measure not in ("%", "元")]
    own = source.span.shifted(-clause.span.start)
    lead = ""
    if len({pair.case for pair in pairs}) < len(pairs):  # each half of the sentence has the same cases
        pairs, span = [pair for pair in pairs if own.covers(pair.amount.span)], own
        if len({pair.case for pair in pairs}) < len(pairs):
            return None
        lead = _lead_of(clause.text, span, pairs)
    if any(pair.case.endswith(TAKEN_OFF) for pair in pairs) or (
        query.form.holds.search(own.of(clause.text)) and not any(own.covers(pair.amount.span) for pair in pairs)
    ):
        return None  # what is given is told in another way than in a list
    pairs = [pair for pair in pairs if not _of_other_year(clause.text, pair, query.asked)]
    money = [pair for pair in pairs if pair.amount.is_money] or pairs
    said = query.asked if form_of(query.asked) else query.text  # 十万以上的呢, behind 五万以内报几成
    for measure, asks in MEASURES.items():
        if asks.search(said):
            money = [pair for pair in pairs if pair.amount.measure == measure] or money
    rates = [pair for pair in money if "/" in pair.amount.unit or not is_ceiling(pair.amount)]
    if len(rates) >= PAIR and all("/" in pair.amount.unit for pair in rates):
        money = rates  # 每吨补助5000元，单站最高60万元: what limits them is no case beside them
    if len(rates) == 1 and all(pair in rates or limits_others(clause.text, pair.amount) for pair in money):
        return None  # 每台奖励1万元，同一小区总额不超过15万元
    if len(money) < 2 or (query.form.name == "比例" and "%" not in clause.text[money[0].amount.span.start : span.end]):
        return None  # the share that is asked for stands before the sums
    if DIFFERS.regex.search(query.asked) and _UNCOUNTED.search(span.of(clause.text)):
        whole = Source(clause, span.shifted(clause.span.start))  # the one of two cases that are compared may have no figure
        return Part(say(span.of(clause.text), clause), (whole,))
    if document and (glossed := by_gloss(query.text, money, clause, document)):
        part = _told(clause, span, glossed[0] or money, money)
        return replace(part, sources=(*part.sources, *glossed[1]))
    differ = COMPARES.search(query.asked) or (len(money) == PAIR and DIFFERS.regex.search(query.asked))
    own_case = money if differ else [money[i] for i in suited([pair.case for pair in money], query)]
    named_all = any(len(named) == len(own_case) > 1 for named in values_of(query.asked).values())  # 技师跟高级技师呢
    chosen = _of_both(money, query) or (
        own_case
        if len(own_case) == 1 or (named_all and len(own_case) < len(money))
        else _asked_for(own_case, query, clause.text, clause.text[span.start : money[0].case_span.start])
    )
    if len(chosen) > 1 and len(chosen) == len(money):  # none is named: of several matters the one that the statement is on
        chosen = [pair for pair in money if own.covers(pair.amount.span) and _limits_share(pair)] or chosen
    if len(chosen) == 1 and _ON_TOP.search(chosen[0].case):
        chosen = money  # 多胞胎每多一个增加500元 is told with what it is added to
    if len(chosen) == 1 and _limits_share(chosen[0]):
        return _stated(clause, chosen[0])
    if any(not _line(clause.text, pair, money).partition("：")[0] for pair in chosen):
        return _stated(clause, chosen[0])  # 按展位费的50%补贴: what a share is taken of is no case
    if not chosen:
        return None
    if len(chosen) == PAIR and _FROM_TO.search(query.asked):
        ends = [money.index(pair) for pair in chosen]
        chosen = money[min(ends) : max(ends) + 1]
    part = _told(clause, span, chosen, money)
    return replace(part, text=f"{lead}{part.text}")


def _lead_of(text: str, half: Span, pairs: Sequence[Pair]) -> str:
    """What the half of a sentence is on, in front of its cases: 对寄宿生，."""
    before = text[half.start : pairs[0].case_span.start] if pairs else ""
    return before[: before.rfind("，") + 1].lstrip()


def _of_other_year(text: str, pair: Pair, asked: str) -> bool:
    """Whether a pair stands with other years than those asked for: 到2024年底达到71%；到2026年底…."""
    years = {*_YEAR.findall(asked)}
    before = re.split("[；。]", text[: pair.amount.span.end])[-1]
    return bool(years) and bool(own := {*_YEAR.findall(before)}) and years.isdisjoint(own)


def _with_whom(text: str, pair: Pair) -> Pair:
    """A pair with whom its case is for, where that stands behind the sum: 一档每年2600元，面向低保户."""
    whom = _WHOM.match(text, pair.amount.phrase.end)
    return replace(pair, case=f"{pair.case}（{whom['whom']}）") if whom else pair


def _end_of(text: str, pair: Pair) -> int:
    """Where the words of a pair end, behind its sum or whom its case is for."""
    whom = _WHOM.match(text, pair.amount.phrase.end)
    return whom.end() if whom else pair.amount.span.end


def _limits_share(pair: Pair) -> bool:
    """Whether a sum limits the share in its words, which is no case: 按实际费用的30%补贴，最高1500元."""
    return "%" in pair.case and is_ceiling(pair.amount)


def _stated(clause: Clause, pair: Pair) -> Part | None:
    """The statement that a pair stands in, in its words."""
    at = pair.amount.span.shifted(clause.span.start)
    spans = (each.span for each in statements_of(clause) if each.span.covers(at))
    return next(
        (Part(say(span.shifted(-clause.span.start).of(clause.text), clause), (Source(clause, span),)) for span in spans), None
    )


def _asked_for(pairs: Sequence[Pair], query: Query, text: str, lead: str) -> Sequence[Pair]:
    """The pairs that a question names, all of them when it names none; nothing where they are not sure to be of its matter."""
    of_years = [pair for pair in pairs if any(f"{year}年" in pair.case for year in _YEAR.findall(query.asked))]
    if 0 < len(of_years) < len(pairs):
        return of_years
    if len(pairs) == PAIR and DIFFERS.regex.search(query.asked):
        return pairs
    if query.asked != query.text and not all(limits_of(in_days(pair.case)) for pair in pairs):
        named = _named(pairs, query, text, lead)  # a follow-up may name a case beside the brackets of the turn before
        if len(named) == 1 and fitting([pair.case for pair in pairs], query.asked) is None:
            return named
    of_kind = (_of_the_kind(pairs, query) or pairs) if COMPARES.search(query.asked) is None else pairs
    held = fitting([pair.case for pair in of_kind], query.text)
    if held is not None:  # of brackets the asker's, or all of them
        groups = [[of_kind[i] for i in places] for places in held]
        groups += [[each] for each in _beside(of_kind, query, _of_these(query.text, pairs, lead))]
        of_figures = [pair for group in groups for pair in _meant(group, query.text, sure=True)]
        return (of_figures or pairs) if held or len(pairs) <= MOST else ()
    if len(of_kind) < len(pairs):
        return of_kind
    if extremes := dict.fromkeys(EXTREME.findall(query.asked)):
        return [(max if each == "高" else min)(pairs, key=lambda pair: pair.amount.value) for each in extremes]
    meant = _named(pairs, query, text, lead)
    return meant if len(meant) <= MOST else ()


def _of_both(pairs: Sequence[Pair], query: Query) -> list[Pair]:
    """The pairs that two compared things name, each by a word of its own; nothing where they do not name just two."""
    names = names_of_pair(query.asked)
    if names is None or len(pairs) < PAIR or _BEARS.search(query.asked):
        return []
    one, other = (_scores(pairs, name) for name in names)
    named = [(one[i] + other[j], i, j) for i, j in permutations(range(len(pairs)), PAIR) if one[i] and other[j]]
    best = [places for total, *places in named if total == max(named)[0]]
    return [pairs[place] for place in sorted(best[0])] if len(best) == 1 else []


def _scores(pairs: Sequence[Pair], asked: str) -> list[float]:
    """How well each case is named by a word of what sets it apart from the others; 0 where it is not."""
    cases = apart([pair.case for pair in pairs])
    common = frozenset.intersection(*map(frozenset, cases))
    said = [said_of(case, common, asked) if says_word(case, common, asked) else (0, 0) for case in cases]
    return [own * own / (own + left) if own else 0.0 for own, left in said]


def _beside(pairs: Sequence[Pair], query: Query, said: str) -> list[Pair]:
    """The pairs beside brackets that are none, as far as the question tells their circumstances or most of their words."""
    told = values_of(query.text)
    common = frozenset.intersection(*(frozenset(TOKEN.findall(fold(pair.case))) for pair in pairs))

    def is_told(pair: Pair) -> bool:
        if any(own & told.get(name, frozenset()) for name, own in values_of(pair.case).items()):
            return True
        own, left = said_of(TOKEN.findall(fold(pair.case)), common, said)
        return own >= max(NAMED, left)

    return [pair for pair in pairs if not limits_of(in_days(pair.case)) and is_told(pair)]


def _of_these(asked: str, pairs: Sequence[Pair], lead: str) -> str:
    """What a question says without how it asks, and without the words of the sentence's ``lead`` that no case has.

    Those are of all cases.
    """
    asked = _ASKING.sub("，", asked)
    lead, cases = fold(lead), "\n".join(fold(pair.case) for pair in pairs)
    kept, i = "", 0
    while i < len(asked):
        j = i + 1
        while j < len(asked) and asked[i : j + 1] in lead:
            j += 1
        kept += "，" if j > i + 1 and asked[i:j] not in cases else asked[i:j]
        i = j
    return kept


def _named(pairs: Sequence[Pair], query: Query, text: str, lead: str) -> Sequence[Pair]:
    """The pairs whose cases the question names by their words."""
    sure = pairs[0].amount.is_money
    said = DEGREE.sub(lambda digit: to_chinese(int(digit[0])), DENIED.sub("", query.asked))
    said += "".join(ROMAN[degree] for degree in LEVEL.findall(said))
    said += "".join(f"，无{lacked}" for lacked in LACKING.findall(query.asked))
    told = _of_these(said, pairs, lead)
    # what leads the sentence is of all cases in official terms too
    official = query.official if told == _ASKING.sub("，", said) else ()
    own, meant = _meant(pairs, told, sure=sure), _meant(pairs, "，".join((told, *official)), sure=sure)
    names_one = len(own) == 1 and _scores(pairs, told)[pairs.index(own[0])] > 0
    if names_one and own[0] not in meant:
        meant = own  # official terms add to its own words, they do not outvote them
    whole = [pair for pair in pairs if fold(pair.case) in query.text]
    if len(meant) == len(pairs) or (len(whole) == 1 and fold(whole[0].case) not in said and not names_one):
        meant = whole if len(whole) == 1 else _meant(pairs, _of_these(DENIED.sub("", query.text), pairs, lead), sure=sure)
    official = query.official if query.asked == query.text else ()
    return pairs if sure and _is_of_others(meant, pairs, text, said=said, official=official) else meant


def by_column(query: Query, source: Source) -> Part | None:
    """The cell asked for of a line of a table without numbers that states several: 公办（元）, not 民办（元）."""
    clause = source.clause
    line = source.text.strip("\n")
    names = names_over(clause.text, line) if "\t" in line and clause.kind != "row" else ()
    cells = line.split("\t")
    values = {name: cell for name, cell in zip(names, cells, strict=False) if _VALUE.fullmatch(cell)}
    said = {name: len(set(term_pairs(name)).intersection(term_pairs(query.asked))) for name in values}
    best = [name for name, count in said.items() if count and count == max(said.values())]
    if len(values) < 2 or len(best) != 1:
        return None
    name, value = in_unit(best[0], values[best[0]])
    unit = unit_of(zip(names, cells, strict=False))
    beside = [cell for column, cell in zip(names, cells, strict=False) if column not in values and not BLANK.fullmatch(cell)]
    labels = "，".join(cell for cell in beside if cell != unit) + (f"（{unit}）" if unit else "")
    header = "\t".join(names)
    at = clause.text.index(header) + clause.span.start
    return Part(f"{labels}，{name}：{value}。", (source, Source(clause, Span(at, at + len(header)))))


def by_change(query: Query, source: Source, lexicon: Lexicon) -> Part | None:
    """The case's figure as another statement of the clause changes it for those whom the question names."""
    return adjusted(query, source, lambda asked, base: by_column(asked, base) or by_case(asked, base), lexicon)


def _told(clause: Clause, span: Span, meant: Sequence[Pair], pairs: Sequence[Pair]) -> Part:
    text = "；".join(_line(clause.text, pair, pairs) for pair in meant)
    return Part(f"{text}{_behind(clause.text, span, meant, pairs)}。", (Source(clause, span.shifted(clause.span.start)),))


def _of_the_kind(pairs: Sequence[Pair], query: Query) -> list[Pair]:
    """The pairs whose cases name most of the steps that the question does (大专 is 专科), and no others of these sorts."""
    asked = "，".join((DENIED.sub("", query.text), *query.official))
    telling = {sort for one, other in combinations(pairs, 2) for sort in contrasts(one.case, other.case)}
    shared = [(len(telling.intersection(shares(asked, pair.case))), pair) for pair in pairs if not contrasts(asked, pair.case)]
    most = max((count for count, _ in shared), default=0)
    return [pair for count, pair in shared if count == most] if most else []


def _behind(text: str, span: Span, meant: Sequence[Pair], pairs: Sequence[Pair]) -> str:
    """What the sentence says of all cases behind its last amount: ，共分3年，每年…

    Where a semicolon parts the cases, it is said of the last alone, but for a ceiling on one body or on the whole; what the
    piece of the one that is meant says behind its last amount is told.
    """
    last, end = pairs[-1].amount.span.end, meant[-1].amount.span.end
    stop = text.find("；", end, last)
    rest = Span(last, span.end).of(text).rstrip("。\n ")
    if stop > 0 and not _OF_ALL.match(rest):
        rest = "" if any(end < each.amount.span.start < stop for each in pairs) else text[end:stop]
    elif "；" not in text[pairs[0].amount.span.end : last]:  # of cases that none parts, up to the first behind them
        rest = rest.partition("；")[0]
    words = "" if _WHOM.match(text, last) else "".join(rest.partition("，")[1:])
    return words if len(words) <= BEHIND and "；" not in rest else ""


def _period(clause: Clause, span: Span) -> Span:
    """The whole sentence (up to its full stop) around the middle of ``span``, within the clause's text."""
    middle = (span.start + span.end) // 2 - clause.span.start
    return period_at(clause.text, middle) or Span(0, len(clause.text))


def _meant(pairs: Sequence[Pair], asked: str, *, sure: bool) -> list[Pair]:
    """The pairs that the question means, told by what sets a case apart from the others.

    What the question leaves out right beside words that it says counts against a case: 失能 is not 半失能. A question for
    several cases means all those that it says something of. When nothing sets them apart it means all of them, if it is
    ``sure`` that the list is of one matter (sums of one benefit are, the rates of a row of targets are not), else none.
    """
    cases = apart([pair.case for pair in pairs])
    common = frozenset.intersection(*map(frozenset, cases))
    said, unsaid = zip(*(said_of(case, common, asked) for case in cases), strict=True)
    if max(said) < (1 if sure else 4):
        return list(pairs) if sure else []
    if SEVERAL.search(asked) or UPGRADED.search(asked) or DIFFERS.regex.search(asked):
        named = [pair for pair, s, u in zip(pairs, said, unsaid, strict=True) if s >= 2 and s >= u / 2]
        return named if len(named) > 1 else list(pairs)
    scores = [s * s / (s + u) if s else 0.0 for s, u in zip(said, unsaid, strict=True)]
    in_words = [says_word(case, common, asked) for case in cases]
    scores = [score * told for score, told in zip(scores, in_words, strict=True)] if any(in_words) else scores
    if sure and not any(in_words) and not any(says_name(case, common, asked) for case in cases):
        return list(pairs)  # 大 of 8个月大 is none of 托大班
    if not sure and all(2 * s < u for s, u, score in zip(said, unsaid, scores, strict=True) if score == max(scores)):
        return []  # more of the case is left out than said: the sentence is quoted whole
    return [pair for pair, score in zip(pairs, scores, strict=True) if score == max(scores)]


def _is_of_others(meant: Sequence[Pair], pairs: Sequence[Pair], text: str, *, said: str, official: Sequence[str]) -> bool:
    """Whether the question says words that stand with other pairs only, and not the whole of a case.

    困难残疾人生活补贴110元，重度残疾人护理补贴一级160元: 护理补贴 does not mean the first, though 残疾人 is in its case.
    """
    ends = [stop.start() if (stop := _STOP.search(text, _end_of(text, pair))) else len(text) for pair in pairs]
    if any(pair.case_span.start < end for pair, end in zip(pairs[1:], ends, strict=False)):
        return False  # one list of cases for several amounts
    if all(has(said, token) for pair in meant for token in apart([pair.case])[0]):
        return False
    if all(any(len(each) > 2 and each in said for each in _ONE_OF.split(_AT_LEAST.sub("", fold(pair.case)))) for pair in meant):
        return False  # one of several things that a case counts off
    behind = text[pairs[-1].amount.span.end : ends[-1]]
    ends[-1] = pairs[-1].amount.span.end  # what stands before the first case and behind the last amount is of all
    start = pairs[0].case_span.start + lead_of([pair.case for pair in pairs])
    stretches = [_GIVING.sub("，", text[start:end]) for start, end in zip([start, *ends], ends, strict=False)]
    own = "\n".join(stretch for pair, stretch in zip(pairs, stretches, strict=True) if pair in meant)
    nouns = "".join(f"的{noun}，" for noun in nouns_of(pair.case for pair in pairs))  # that of one is that of all
    terms = [term for term in (*term_pairs(said), *official) if term not in nouns and term not in behind]
    return any(term in "\n".join(stretches) and term not in own for term in terms)


def _line(text: str, pair: Pair, pairs: Sequence[Pair]) -> str:
    """A case and its amount, a share or a number of months with what it is taken of: 八级：11个月的本人工资."""
    words, case = _in_words(text, pair, pairs), pair.case
    if pair.amount.unit == "个月" and (pay := PAY.match(text, pair.amount.span.end)):
        return f"{case}：{words}{pay[0]}"
    first = next(other.amount for other in pairs if other.amount.unit == pair.amount.unit)
    before = pair.amount if text[: pair.amount.span.start].rstrip().endswith("的") else first
    if pair.amount.unit == "%" and (base := BASE.search(text[: before.span.start])):
        return f"{case.removesuffix(base['base']).removesuffix('为')}：{base['base']}的{words}"
    return f"{case}：{words}"


def _in_words(text: str, pair: Pair, pairs: Sequence[Pair]) -> str:
    """The amount as written, with what it is paid for and its limit: 每户不超过2000元.

    In a list these stand before the first amount only: 每人每月260元、180元.
    """
    phrase, span = pair.amount.phrase, pair.amount.span
    lead = ""
    if phrase.start == span.start and not _EACH.search(pair.case):
        alike = [
            other.amount for other in pairs if (other.amount.unit, other.amount.bound) == (pair.amount.unit, pair.amount.bound)
        ]
        first = alike[0]
        lead = text[first.phrase.start : first.span.start] if first.span.start <= span.start else ""
    changed = next((old for old, new in changes(text) if new.span == span), None)
    if changed:
        return text[text.rfind("由", 0, changed.span.start) : max(span.end, phrase.end)]
    words = phrase.of(text) if span.of(text) in phrase.of(text) else span.of(text)
    once = ONCE.match(text, max(span.end, phrase.end))
    return (lead + words.strip("，。；、")).replace("分别", "") + (once[0] if once else "")
