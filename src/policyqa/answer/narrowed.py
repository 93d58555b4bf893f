"""A statement told without what it says of other cases and other measures than the one that is asked about.

Of 本科毕业生5万元、专科毕业生4万元 who has a 本科 is told the first; of a row of targets the one that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policyqa.answer.computed import CONFIRMS
from policyqa.answer.parts import Part, Source
from policyqa.answer.suited import suited
from policyqa.answer.wording import say
from policyqa.facts.amounts import quantities
from policyqa.facts.parallel import parallel
from policyqa.index.late_interaction import Nearness
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import fold
from policyqa.types import Span

#: What stands between cases that are counted off one behind the other.
_BETWEEN = re.compile("[、，；和及]*")
#: Asks for more than one value.
_SEVERAL = re.compile("各|分别|哪些|都|还有|另外|[及和跟与、]")
#: A sentence with so many measures is a row of targets; its lead has at most so many characters.
MEASURES, LEAD = 3, 24
#: How much nearer than the next one the nearest has to come: of 22 that did, in five sets, 20 were what was asked for, of 19
#: others 10. A condition is no measure.
NEARER, _CONDITION = 0.05, re.compile("的[，；。]?\\Z")
#: What an official term counts beside a pair of the question's characters, and how much of the question a measure has to say.
TERM, LEAST, AHEAD = 2, 2, 2
_PHRASE, _YEAR = re.compile("[^，；。]+[，；。]?"), re.compile(r"20\d\d年?底?")
_ASKS = re.compile("多少|几|多大|比例|占比|平均|率")


def of_own_case(query: Query, part: Part) -> Part:
    """``part`` without the cases of its statement that are not the asker's, where what he tells says which are."""
    if part.computed or not part.sources:
        return part
    source = part.sources[0]
    text, stated = source.clause.text, source.span.shifted(-source.clause.span.start)
    listed = [pair for pair in parallel(text) if pair.amount.is_money and stated.covers(pair.amount.span)]
    own = suited([pair.case for pair in listed], query) if len(listed) > 1 else []
    spans = [Span(pair.case_span.start, pair.amount.span.end) for pair in listed]
    in_a_row = all(one.end <= other.start and _BETWEEN.fullmatch(text[one.end : other.start]) for one, other in pairwise(spans))
    if not 0 < len(own) < len(listed) or not in_a_row:
        return part
    every, kept = Span(spans[0].start, spans[-1].end).of(text), "、".join(spans[place].of(text) for place in own)
    return replace(part, text=part.text.replace(every, kept))


def of_own_measure(query: Query, part: Part, near: Nearness) -> Part:
    """``part`` with the one of several measures of its sentence that a question asks for, and what leads the sentence.

    It is named by the question's own words and official terms, or else comes plainly the nearest to the question.
    """
    if query.form is None or query.form.name not in ("比例", "数目") or part.computed or len(part.sources) != 1:
        return part
    source = part.sources[0]
    told = say(source.text, source.clause).rstrip("。")
    measured = [each for each in _PHRASE.finditer(told) if quantities(_YEAR.sub("", each[0]))]
    several = len(_ASKS.findall(query.asked)) > 1 or _SEVERAL.search(query.asked)
    if several or "\t" in source.text or len(measured) < MEASURES or told not in part.text:
        return part
    measures = [each[0] for each in measured]
    named, nearest = _asked_for(query, measures), _nearest(query, measures, source, near)
    place = nearest if named is None else named if nearest in (named, None) else None
    if place is None or not query.form.holds.search(measures[place]):
        return part
    lead = told[: measured[0].start()]
    own = (lead if len(lead) <= LEAD else "") + measures[place].rstrip("，；。")
    return replace(part, text=part.text.replace(told, own))


def _nearest(query: Query, measures: Sequence[str], source: Source, near: Nearness) -> int | None:
    """Which of several measures comes plainly the nearest to a question; None for a condition, or what is to be confirmed."""
    starts = [source.text.find(each) for each in measures]
    if min(starts) < 0 or CONFIRMS.regex.search(query.asked):
        return None
    spans = [Span(start, start + len(each)).shifted(source.span.start) for start, each in zip(starts, measures, strict=True)]
    nearness = [near.of(source.clause.key, span) for span in spans]
    second, first = sorted(nearness)[-2:]
    place = nearness.index(first)
    return place if first - second >= NEARER and not _CONDITION.search(measures[place]) else None


def _asked_for(query: Query, measures: Sequence[str]) -> int | None:
    """Which of several measures a question names by its own words and official terms; None where that is not plain."""
    shared: set[str] = set.intersection(*(set(pairs(each)) for each in measures))
    said = set(pairs(query.asked)) - shared
    terms = [fold(term) for term in query.official]
    scores = [len(said & set(pairs(each))) + TERM * sum(term in fold(each) for term in terms) for each in measures]
    second, most = sorted(scores)[-2:]
    years = any(map(_YEAR.search, measures))  # 2024年8000人，2025年9000人
    return None if years or most < LEAST or most < AHEAD * second else scores.index(most)
