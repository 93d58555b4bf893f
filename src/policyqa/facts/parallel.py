"""Parallel lists: which sum is for which case.

Each amount finds its case in one of these ways; where the counts do not fit, there is no pair (a wrong sum is worse than none):

- two lists of one length, with 分别 or at least three: 五星级、四星级、三星级托育机构，分别按每人次700元、500元、300元;
- the list of cases said once for several lists of amounts: …收住半失能老年人的，分别按照…150元、120元;
- a range on a known ladder: 初级至高级技师分别给予…300元、400元、500元、600元、700元;
- a word for two things: 城乡覆盖率分别达到80%和70%;
- the case beside its amount: 本科毕业生5万元、专科毕业生4万元; 5万元（国家级）;
- the case in the phrase before: 新建的养老机构，每张床位给予10000元补助，改扩建的…，每张床位给予5000元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.awards import is_condition
from policyqa.facts.enumerations import Enumeration, enumeration
from policyqa.facts.ladders import shipped
from policyqa.facts.phrases import periods, phrases, trim, with_kind
from policyqa.facts.tables import two_by_two
from policyqa.types import Span

_LISTED = re.compile(r"、|[和及与或]|以及|或者")
#: Halves of a sentence, of which each has the same cases: 寄宿生小学1250元、初中1500元；非寄宿生小学625元、初中750元.
_HALF = re.compile("[^；]+；?")
_IN_BRACKETS = re.compile(r"[（(]([^（）()\d，。；]{2,12})[）)]")
_NO_CASE = re.compile("含税|人民币|含|不含")
_END = re.compile(r"[，；、。：;:]|(?<!\d),|,(?!\d{3})")
#: What says that two lists go together, one by one.
_ONE_BY_ONE = re.compile("分别|依次|各自|逐级")
#: A phrase that says what the amounts go by without listing it: 按照风险程度等因素, 按照医疗机构等级.
_BASIS = re.compile(
    r"(?:按照?|根据|依据|视)[^，。；]{0,14}(?:等级|程度|因素|情况|级别|类别|规模|档次|层次|年限|星级|面积|数量)(?:分别|不同)?\Z"
)
#: A context between the list of cases and the amounts: 收住失能老年人的. Longer phrases state conditions of all cases.
_CONTEXT_LENGTH = 16
_SHORTEST = 2
#: Begins with a bracket of whom something is for.
_BRACKETED = re.compile("\\s*\\d[\\d—–~～至-]*\\s?[人口个名](?:户|家庭|及?以[上下内])")
_AT_LEAST = re.compile("及?以[上下]\\Z")
#: What goes before the money in every case: 验收合格后按每个托位1万元给予补助.
_CHECKED = re.compile("经?[^，]{0,6}(?:验收|评估|考核|审核|认定|评定)[^，]{0,4}后?")
#: Behind a bracket that ends in 的, only a verb: 60个以上的，补助10万元.
_GIVES, _BRACKET = re.compile("补[助贴]|奖[励补]|资助"), re.compile(r"\d[^，。；]*(?:的|人员|老年人|毕业生|家庭)\s*，\s*\Z")
#: A phrase that only names what is given, behind one that states a case: …满6个月的，给予一次性创业补贴6000元.
_NAMES_GIFT = re.compile(r"\A\s*(?:给予|发放|予以|享受)(?:一次性)?[^，。；\d]{0,6}?(?:补[助贴]|奖[励金]|津贴|资助)\Z")
_BASE_OF = re.compile(r"\s*按照?[^，。；\d]{2,20}的\s*")
_STATED = re.compile(r"[^，。；\d]的\s*，\s*\Z")
#: Lists of so many items and amounts go together even where no 分别 says so.
_PLAIN = 3
#: Measures of what is given: sums and shares.
_GIVEN = ("元", "%")
#: Behind a case: 20亩以上的，每亩…; not what a share is taken of: 销售价格的20%.
_CASE_ENDS = re.compile(r"的(?!\s?\d)")
#: A number of months' pay is a sum as well: 11个月的本人工资.
_PAY = re.compile(r"\s?的[^，。；、]{0,14}(?:工资|收入|标准|金额)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A case and its amount. ``case`` is in the text's words, which may come from two places (五星级 + 养老机构收住失能老年人);
    ``case_span`` is where the item that tells it from the other cases stands, or the range that it is filled in from.
    ``under`` are the words that a colon puts above several cases: 护理补贴标准为：一级160元，二级130元.
    """

    case: str
    amount: Quantity
    case_span: Span
    under: str = ""


def parallel(text: str) -> list[Pair]:
    """The pairs of case and amount in ``text``, in order of the amounts; none for an amount that is alone in its sentence.

    Sums of money and shares are paired, and with 分别 also counts. Conditions with figures (80周岁以上) may be cases of sums.
    """
    found = [quantity for quantity in quantities(text) if quantity.measure not in _GIVEN or not is_condition(text, quantity)]
    return [pair for period in periods(text) for pair in _of_period(text, period, found)]


def _of_period(text: str, period: Span, found: list[Quantity]) -> list[Pair]:
    inside = [quantity for quantity in found if period.covers(quantity.span)]
    if pairs := _of_whole(text, period, inside):
        return pairs
    halves = [Span(*half.span()).shifted(period.start) for half in _HALF.finditer(period.of(text))]
    each = [_of_whole(text, half, [quantity for quantity in inside if half.covers(quantity.span)]) for half in halves]
    told = [pairs for pairs in each if pairs]
    alike = len(told) > 1 and len({tuple(pair.case for pair in pairs) for pairs in told}) == 1
    return [pair for pairs in told for pair in pairs] if alike else []


def _of_whole(text: str, period: Span, inside: Sequence[Quantity]) -> list[Pair]:
    given = [quantity.span for quantity in inside if quantity.measure in _GIVEN]
    pairs: list[Pair] = []
    for measure in dict.fromkeys(quantity.measure for quantity in inside):
        same = [quantity for quantity in inside if quantity.measure == measure]
        if len(same) > 1:
            pairs += _Sentence(text, period, given).pairs(same)
    return sorted(pairs, key=lambda pair: pair.amount.span)


class _Sentence:
    """One sentence while its amounts of one measure find their cases, from left to right."""

    def __init__(self, text: str, period: Span, given: list[Span]) -> None:
        self.text = text
        self.period = period
        self._given = given
        self._cases: Enumeration | None = None

    def pairs(self, amounts: list[Quantity]) -> list[Pair]:
        """The pairs, or none when they are not at least two different cases."""
        found: list[Pair] = []
        begin, lead = self.period.start, ""
        for run in _runs(self.text, amounts):
            head = Span(begin, max(begin, run[0].phrase.start))
            if len(run) > 1:
                one_by_one = bool(_ONE_BY_ONE.search(self.text, begin, run[0].span.start))
                cases = self._of_list(head, len(run), one_by_one=one_by_one)
                found += [Pair(case, amount, span) for (case, span), amount in zip(cases, run, strict=False)]
            elif (self._is_given(run[0]) or self._is_bracketed(head)) and (single := self._of_one(head, run[0])):
                if found and (colon := self.text.rfind("：", head.start, single[1].start)) > 0:
                    lead = with_kind(
                        self.text, trim(self.text, Span(head.start, colon))
                    )  # 生活补贴110元，护理补贴标准为：一级160元
                found.append(Pair(single[0], run[0], single[1], lead))
            stop = _END.search(self.text, run[-1].phrase.end, self.period.end)
            begin = stop.end() if stop else self.period.end
        found[:1] = [self._as_others(found[0], found[1:])] if len(found) > 1 else found
        return found if len(found) > 1 and len({pair.case for pair in found}) == len(found) else []

    def _as_others(self, first: Pair, others: list[Pair]) -> Pair:
        """The first pair, its case the phrase before it where that is of the sort of the other cases and its own is not.

        对新建的社区食堂，一次性补助8万元，中心食堂12万元: what follows tells 食堂 apart. A condition behind it stays:
        新建茶园，20亩以上的.
        """
        told = {pair for other in others for pair in two_by_two(other.case)}
        shares = any(set(first.case) & set(other.case) for other in others)
        if shares or first.case_span.start > first.amount.span.start:
            return first
        parts = phrases(self.text, Span(self.period.start, first.case_span.start))
        alike = next((part for part in reversed(parts) if told & two_by_two(part.of(self.text))), None)
        span = trim(self.text, alike) if alike else first.case_span
        if alike is None or any(span.covers(given) for given in self._given) or len(span) < _SHORTEST:
            return first
        stays = _CASE_ENDS.match(self.text, first.case_span.end)
        case = f"{span.of(self.text)}，{first.case}" if stays else span.of(self.text)
        return Pair(case, first.amount, span, first.under)

    def _is_given(self, amount: Quantity) -> bool:
        return amount.measure in _GIVEN or _PAY.match(self.text, amount.span.end) is not None

    def _is_bracketed(self, head: Span) -> bool:
        """Whether the phrase right before an amount is a bracket of something else: 2人家庭不超过45平方米."""
        parts = phrases(self.text, head)
        return bool(parts) and parts[-1].end == head.end and _BRACKETED.match(parts[-1].of(self.text)) is not None

    def _of_list(self, head: Span, count: int, *, one_by_one: bool) -> list[tuple[str, Span]]:
        """The cases of ``count`` amounts behind ``head``: none, or exactly as many."""
        parts = phrases(self.text, head)
        before = self._cases
        if before and len(before.items) == count and parts and (front := self._instead(before.front, parts[-1])):
            return [(front + item + before.tail, span) for item, span in before.items]
        for i in reversed(range(len(parts))):
            if any(parts[i].covers(span) for span in self._given):
                break
            found = self._listed(parts[i], count, one_by_one=one_by_one)
            if found:
                found = self._cases = replace(found, tail=_ONE_BY_ONE.split(found.tail)[0])  # …中职毕业生分别奖补
                context = self._context(parts[i + 1 :], longest=_CONTEXT_LENGTH)
                return [(found.front + item + found.tail + context, span) for item, span in found.items]
            if _BASIS.search(parts[i].of(self.text)):
                return []
        if before is None or len(before.items) != count:
            return []
        context = self._context(parts, longest=2 * _CONTEXT_LENGTH)
        tail = _shared(before.tail, context) + context
        return [(before.front + item + tail, span) for item, span in before.items] if context else []

    def _instead(self, front: str, part: Span) -> str:
        """What a phrase puts in the place of the ``front`` of the cases before, 三级机构 of 一级、二级机构收住; or nothing."""
        words = trim(self.text, part).of(self.text)
        for length in range(_SHORTEST, len(words)):
            at = front.find(words[-length:])
            class_ = _AT_LEAST.sub("", words[:-length])
            if at > 0 and class_ and front[at - 1] == class_[-1] and front[:at] != class_:
                return words + front[at + length :]
        return ""

    def _listed(self, part: Span, count: int, *, one_by_one: bool) -> Enumeration | None:
        """``count`` cases that one phrase names: a ladder's range, a list, or a word for two."""
        words = part.of(self.text)
        for match in _ladder_range().finditer(words):
            for names in shipped().between(match[1], match[2]):
                if len(names) == count:
                    return self._filled(names, Span(*match.span()).shifted(part.start), part)
        if not one_by_one and count < _PLAIN:
            return None
        if found := enumeration(self.text, part, count):
            return found
        for word, names in shipped().contractions:
            at = words.find(word)
            if at >= 0 and len(names) == count:
                return self._filled(names, Span(at, at + len(word)).shifted(part.start), part)
        return None

    def _filled(self, names: tuple[str, ...], span: Span, part: Span) -> Enumeration:
        tail = trim(self.text, Span(span.end, part.end)).of(self.text)
        return Enumeration(tuple((name, span) for name in names), tail)

    def _context(self, parts: list[Span], *, longest: int) -> str:
        """The narrower case that the last of ``parts`` states, ending in 的; empty for anything else."""
        stated = [part for part in parts if len(trim(self.text, part))]
        if not stated:
            return ""
        words = trim(self.text, stated[-1]).of(self.text)
        return words if len(words) <= longest and f"{words}的" in stated[-1].of(self.text) else ""

    def _of_one(self, head: Span, amount: Quantity) -> tuple[str, Span] | None:
        """The case that a single amount stands with: in brackets behind it, in its own phrase, or in the phrase before.

        Of phrases before, one that states a case goes first: 逾期不改正的，没收犬只，处1000元.
        """
        behind = _IN_BRACKETS.match(self.text, amount.phrase.end)
        if behind and not _NO_CASE.match(behind[1]):
            return behind[1], Span(*behind.span(1))
        parts = phrases(self.text, head)
        stated = [part for part in parts[:-1] if part.of(self.text).rstrip("，, ").endswith("的")]
        for part in (*parts[-1:], *reversed(stated), *reversed(parts[:-1])):
            span = trim(self.text, part)
            words = span.of(self.text)
            names_gift = _NAMES_GIFT.search(part.of(self.text)) or (
                amount.unit == "%" and _BASE_OF.fullmatch(part.of(self.text))
            )
            before = _BRACKET if _GIVES.fullmatch(words) else _STATED if names_gift else None
            if before and before.search(self.text, head.start, part.start):
                continue
            if len(span) >= _SHORTEST and not _CHECKED.fullmatch(words):
                return words, span
        return None


def _runs(text: str, amounts: list[Quantity]) -> Iterator[list[Quantity]]:
    """Amounts in a row: with nothing but 、 or 和 between them."""
    run = [amounts[0]]
    for before, amount in pairwise(amounts):
        between = text[before.phrase.end : amount.phrase.start].strip()
        bare = amount.phrase.start == amount.span.start
        if not (_LISTED.fullmatch(between) or (bare and between in ("，", ","))):
            yield run
            run = []
        run.append(amount)
    yield run


def _shared(tail: str, context: str) -> str:
    """What of the earlier cases' tail stands in front of what the new context replaces: 养老机构 of 养老机构收住失能老年人."""
    for length in range(len(context), 1, -1):
        at = tail.find(context[:length])
        if at >= 0:
            return tail[:at]
    return tail


@cache
def _ladder_range() -> re.Pattern[str]:
    terms = "|".join(map(re.escape, shipped().terms))
    return re.compile(rf"({terms})(?:工|职称)?(?:至|到|[-–—~～]+)({terms})")
