"""What a clause changes of its figure for some, with the result: 居民的支付比例降低10个百分点, 半日托按照标准的50%发放."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyqa.answer.case import Case
from policyqa.answer.ceilings import money
from policyqa.answer.computed import only_sum, share_of, sum_of
from policyqa.answer.counting import TIMES
from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.contrasts import contrasts
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, pairs, statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause

#: A change of what stands before: whom it is for, and points, a share or a half.
_CHANGES = re.compile(
    r"(?P<who>[^；。]{2,40}?)[，,]?(?:"
    r"(?:支付|补[助贴]|报销|资助)?比例(?:在[^，。；\d]{2,16})?(?:相应|分别|再|各)*(?P<way>降低|下浮|下调|减少|提高|上浮|上调|增加)\s?"
    r"(?P<points>\d+(?:\.\d+)?)\s?个百分点|"
    r"(?:按照?|参照|不(?:得)?超过|为)[^，。；\d]{0,20}(?:标准|金额|数额)的\s?(?:(?P<share>\d+(?:\.\d+)?)\s?[%％]|一半)|"
    r"按照?(?P<other>[^，。；\d]{2,12})的\s?(?P<of_other>\d+(?:\.\d+)?)\s?[%％](?:计算|计收|收取|缴纳|执行|发放|补[助贴]|给予|支付)|"
    r"在[^，。；\d]{0,12}(?:标准|金额|数额)的?基础上(?:再|分别|各|相应)*(?P<more>降低|下浮|下调|减少|提高|上浮|上调|增加|增发)\s?"
    r"(?P<added>\d+(?:\.\d+)?)\s?[%％]|"
    r"(?:在[^，。；\d]{2,16}上)?(?:每[^，。；\d多]{1,3})*(?:再|另外?|额外|相应|分别|各)*(?:增加|增发|加发|提高|加)\s?(?P<sum>\d[\d.]*\s?万?元)|"
    r"(?:标准|补[助贴]|金额)?减半(?:发放|执行|享受|支付|给予))"
)
#: So much more for each further one is no sum that is added once: 每增加1人.
_EACH_MORE = re.compile("每(?:增加|增|多|超)")
_LESS = "降下减"
_HALF = 50.0

Way = Callable[[Query, Source], Part | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that changes a figure: whom for, and by how many points, to or by which share of it, in per cent.

    ``more`` is a sum that is added.
    """

    statement: Statement
    who: str
    points: float | None
    share: float
    added: float = 0.0
    more: Quantity | None = None


def adjusted(query: Query, source: Source, base_of: Way, lexicon: Lexicon) -> Part | None:
    """The figure of a clause as it is for those whom the question names, when a statement of the clause changes it for them.

    ``base_of`` tells the figure for the case from a statement. Where ``source`` is the change itself, the figure is that of the
    statement before it that says most of the question.
    """
    clause = source.clause
    found = [change for change in _changes(clause) if not contrasts(query.asked, change.who)]
    case = Case.of(query, clause, lexicon)
    named = [change for change in found if _is_for(query, change, clause, case)]
    own = [change for change in named if source.span.covers(change.statement.span)]
    if len(named) != 1:
        return None
    change = named[0]
    spans = (each.span for each in _before(query, change.statement, clause)) if own else (source.span,)
    for base in (Source(clause, span) for span in spans):
        part = base_of(query, base) if change.points is None else None  # points come off a share, which is no case's sum
        if own and part is None and not quantities(base.text):
            continue
        part = part or Part(say(base.text, clause), (base,))
        equation = _equation(part.text, change)
        if not equation and not own:
            return None
        says = say(change.statement.text, clause).rstrip("。")
        told = f"{part.text.rstrip('。')}。{says}{'：' if equation else ''}{equation}。"
        added = () if own else (Source(clause, change.statement.span),)
        return Part(told, (source, *(each for each in part.sources if each != source), *added), computed=equation)
    return None


def _changes(clause: Clause) -> Iterator[Change]:
    for statement in statements_of(clause) if clause.kind != "row" else ():
        if match := _CHANGES.search(statement.text):
            sign = -1 if match["way"] and match["way"][0] in _LESS else 1
            points = sign * float(match["points"]) if match["points"] else None
            added = (-1 if match["more"][0] in _LESS else 1) * float(match["added"]) if match["more"] else 0.0
            more = only_sum(statement.text) if match["sum"] else None
            if match["other"] and match["other"] not in clause.text[: statement.span.start - clause.span.start]:
                continue  # of what is spent, not of what is given to others: 按租金的50%
            if not match["sum"] or (more and not _EACH_MORE.search(match["who"])):
                share = float(match["share"] or match["of_other"] or _HALF)
                yield Change(statement, match["who"], points, share, added, more)


def _is_for(query: Query, change: Change, clause: Clause, case: Case) -> bool:
    """Whether the asker may be one of those whom a change is for, and tells something of them that is said of nobody else."""
    holds = case.meets(change.who)
    return holds is not False and tells(query, change.who, clause.text.replace(change.who, "，"), official=holds is True)


def tells(query: Query, who: str, others: str, *, official: bool) -> bool:
    """Whether the question says a term of ``who`` that ``others`` do not have; ``official`` for its official terms as well.

    A circumstance is told in any words: 吃低保的 tells of 最低生活保障家庭.
    """
    said = "，".join((query.text.replace("半天", "半日"), *(query.official if official else ())))
    if any(term not in others and term in said for term in pairs(who)):
        return True
    told, elsewhere = values_of(query.text), values_of(others)
    own = ((name, value) for name, values in values_of(who).items() for value in values) if official else ()
    return any(value in told.get(name, ()) and value not in elsewhere.get(name, ()) for name, value in own)


def _before(query: Query, changing: Statement, clause: Clause) -> list[Statement]:
    """The statements before a changing one, those first that say most of the question, the nearest of these."""
    asked = set(pairs("，".join((query.text, *query.official))))
    before = [each for each in statements_of(clause) if each.span.end <= changing.span.start]
    return sorted(reversed(before), key=lambda each: -len(asked & each.terms))


def _equation(text: str, change: Change) -> str:
    """What the one figure of a text becomes: 80%-10个百分点=70%, 300元×50%=150元, 300元+300元×10%=330元, 200元+50元=250元."""
    if change.more:
        return _with_more(text, change.more)
    if change.points is None:
        figure = only_sum(text)
        if figure is None or not change.added:
            return share_of(figure, change.share) if figure else ""
        base, sign = figure.folded[0], "-" if change.added < 0 else "+"
        return f"{base:.10g}元{sign}{base:.10g}元×{abs(change.added):g}%={money(base + base * change.added / 100, '')}"
    shares = [each for each in quantities(text) if each.measure == "%"]
    if len(shares) != 1 or shares[0].upper is not None:
        return ""
    value = shares[0].value
    return f"{value:g}%{'-' if change.points < 0 else '+'}{abs(change.points):g}个百分点={value + change.points:g}%"


def _with_more(text: str, more: Quantity) -> str:
    """The one sum of a text and what is added to it, where both are for the same time."""
    figure = only_sum(text)
    times = [set(each.unit.partition("/")[2].split("·")) & TIMES for each in (figure, more) if each]
    if figure is None or (all(times) and times[0] != times[1]):
        return ""
    return sum_of(figure, more)
