"""What a clause gives some instead of what it gives all: 每人每天40元；低保家庭成员提高至每人每天60元.

The other value is told alone, to those who are said to be such, and to nobody else: 其中独居且年满80周岁的，每周至少2次.
"""

from __future__ import annotations

import re

from policyqa.answer.adjusted import tells
from policyqa.answer.case import Case
from policyqa.answer.cases import by_case
from policyqa.answer.choose import is_of_form
from policyqa.answer.limits import limits_of
from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.amounts import Quantity, changes, quantities
from policyqa.retrieve.contrasts import contrasts
from policyqa.retrieve.durations import durations
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause

#: Whom another value is for: 低保家庭成员提高至…, …的博士，租房补贴标准提高为…, 其中…的，每周….
_INSTEAD = re.compile(
    r"(?:其中)?[，:：]?对?(?P<who>[^；。]{2,40}?)(?:可以?|分别|相应|统一)*(?:提高|放宽|延长|增加|上调|降低|下调|缩短)(?:至|到|为)|"
    r"其中[，:：]?对?(?P<of_these>[^；。，]{2,40}的)，"
)
#: Where the words for whom it is end.
_WHO_ENDS = re.compile("的?[，,]")
#: What has to hold together, and things of which one is enough.
_AND, _OR = re.compile("并且|且|同时"), re.compile("、|或者?")
#: What a base limits beside its value, which stays: ，最长不超过30天.
_STAYS = re.compile("，(?:最[长多]|累计|期限)[^。；]*")
_FORMER = re.compile("由[^，。；]*\\d")


def by_instead(query: Query, source: Source, lexicon: Lexicon) -> Part | None:
    """The value that a clause gives those who are such as the asker, instead of the one in ``source``.

    Where ``source`` is that other value, and the asker is known to be none of those, what is given to all.
    """
    clause, case = source.clause, Case.of(query, source.clause, lexicon)
    told = []
    for each, who in _others(clause):
        base = _base(each, who, clause)
        spans = (each.span, base.span) if base else ()
        if base is None or not any(source.span.covers(span) for span in spans):
            continue
        holds = None if contrasts(query.text, who) else _holds(who, case)
        if holds and (limits_of(plain(who)) or tells(query, who, base.text, official=True)) and is_of_form(each.text, query):
            told.append(_told(base, each, clause))
        elif holds is False and not source.span.covers(base.span):
            own = Source(clause, base.span)
            told.append(by_case(query, own) or Part(say(base.text, clause), (own,)))
    return told[0] if len(told) == 1 else None


def _others(clause: Clause) -> list[tuple[Statement, str]]:
    found = []
    for each in statements_of(clause) if clause.kind != "row" else ():
        match = _INSTEAD.match(each.text.lstrip("　 \n"))
        if match and not changes(each.text) and not _FORMER.search(match[0]):
            who = match["of_these"] or match["who"]
            found.append((each, _WHO_ENDS.split(who)[0].removeprefix("其中")))
    return found


def _base(other: Statement, who: str, clause: Clause) -> Statement | None:
    """The statement before with a value of the same measure."""
    figure = _figure(other, who)
    before = [each for each in statements_of(clause) if figure and each.span.end <= other.span.start]
    return next((each for each in reversed(before) if figure and _of_measure(each.text, figure)), None)


def _figure(other: Statement, who: str) -> Quantity | None:
    behind = other.text.find(who) + len(who)
    return next((each for each in quantities(other.text) if each.span.start >= behind), None)


def _of_measure(text: str, figure: Quantity) -> list[Quantity]:
    return [each for each in quantities(text) if each.measure == figure.measure]


def _holds(who: str, case: Case) -> bool | None:
    """Whether the asker is one of those: each of what has to hold together is told, of several things one."""
    results = [_one_of(part, case) for part in _AND.split(who)]
    return False if False in results else True if all(results) else None


def _one_of(words: str, case: Case) -> bool | None:
    whole = _meets(words, case)
    return True if whole is None and any(_meets(part, case) for part in _OR.split(words)) else whole


def _meets(words: str, case: Case) -> bool | None:
    """Whether somebody is one of those; not known where the time that is told may be that of something else."""
    words = words.replace("半年", "6个月")
    matters = {limit.matter for limit in limits_of(plain(words)) if limit.measure == "年"} - {""}
    told = {matter for matter, _ in durations(plain(case.text))} | case.attributes.keys()
    return case.meets(words) if matters <= told else None


def _told(base: Statement, other: Statement, clause: Clause) -> Part:
    text = say(other.text, clause).removeprefix("其中").rstrip("。；")
    stays = _STAYS.search(base.text) if len(quantities(other.text)) == 1 else None
    sources = (Source(clause, other.span), Source(clause, base.span)) if stays else (Source(clause, other.span),)
    return Part(f"{text}{stays[0].rstrip('。；') if stays else ''}。", sources)
