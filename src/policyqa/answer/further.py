"""Further cases of a sum that leave out what they share with the first: 城镇家庭每户补贴2000元，农村的3000元.

Such a case has no word of giving, yet it is as much a provision as the first one, with a condition of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyqa.answer.acts import PART, acts, gives
from policyqa.answer.ceilings import is_ceiling
from policyqa.answer.groups import WHO, Group, groups_of, inherited
from policyqa.facts.parallel import Pair, parallel
from policyqa.types import Span

#: What parts two cases that stand in one phrase: 一孩2000元、二孩5000元.
_AND = re.compile("、|和|以及")
#: A later time is no case beside the first (从第二年起1000元), nor is what a sum is counted by (每架累加).
_NO_CASE = re.compile(r"第[一二三四五六七八九十\d]+[年个次月]|次年|[之此以]后|起\Z|每")
#: In front of a case that lies within the first one: 低保老年人每月100元，其中失能的200元.
_WITHIN = re.compile("其中[，：]?\\Z")


def cases_in(text: str, parts: Sequence[Span]) -> tuple[list[Span], dict[Span, Pair]]:
    """The phrases of a sentence, of which one with several cases is cut between these; and the further case in each."""
    listed = [pair for pair in parallel(text) if pair.amount.is_money and any(part.covers(pair.amount.span) for part in parts)]
    cut = [piece for part in parts for piece in _cut(text, part, [pair for pair in listed if part.covers(pair.amount.span)])]
    further: dict[Span, Pair] = {}
    begin = parts[0].start if parts else 0
    for pair in listed:
        own = next(part for part in cut if part.covers(pair.amount.span))
        alone = begin <= pair.case_span.start and sum(own.covers(each.amount.span) for each in listed) == 1
        given = gives(text[parts[0].start : own.start]) and not acts(own.of(text), text[own.end : parts[-1].end])
        if alone and given and not (is_ceiling(pair.amount) or _NO_CASE.search(pair.case) or PART.fullmatch(pair.case)):
            further[own] = pair
        begin = pair.amount.span.end
    return cut, further


def _cut(text: str, part: Span, pairs: Sequence[Pair]) -> Iterator[Span]:
    """A phrase cut between the cases in it, unless a verb is for all of them: 给予一孩2000元、二孩5000元."""
    start = part.start
    leads = bool(pairs) and text[start : pairs[0].case_span.start].strip() in ("", "对")
    for before, pair in pairwise(pairs):
        between = _AND.match(text, before.amount.phrase.end)
        if leads and between and between.end() <= pair.case_span.start:
            yield Span(start, between.start())
            start = between.end()
    yield Span(start, part.end)


def conditions_of(pair: Pair, text: str, first: Sequence[Group], *, beside: bool) -> tuple[Group, ...]:
    """The conditions of a further case: those of the first one, with its own for that which it varies.

    Where the first is the case of a sum too (``beside``), persons take the place of persons (低保家庭 … 特困家庭), unless they
    are said to be among them (其中失能的).
    """
    own = tuple(groups_of(pair.case)) or ((pair.case,),)
    stated = inherited(first, own, whole=False)
    alike = first and (WHO.search(pair.case) is None) == (WHO.search(first[-1][-1]) is None)
    if beside and alike and stated == (*first, *own) and not _WITHIN.search(text[: pair.case_span.start]):
        return (*first[:-1], *own)
    return stated
