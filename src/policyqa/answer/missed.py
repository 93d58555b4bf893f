"""What an amount hangs on and the asker's own figure does not reach: no sum is made of it, and the condition is told."""

from __future__ import annotations

import re
from dataclasses import replace

from policyqa.answer.case import Case
from policyqa.answer.findings import Finding, finding
from policyqa.answer.parts import Part, Source
from policyqa.answer.provision import Provision
from policyqa.answer.provisions import provisions
from policyqa.answer.verdicts import cases_of, missed
from policyqa.facts.phrases import period_at
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Span

#: A year of what is paid, which is no length of anything: 头一年、第二年各发多少.
_NTH_YEAR = re.compile(r"[头第][\d一二两三四五六七八九十]{1,2}年")


def with_missed(query: Query, part: Part, *, lexicon: Lexicon) -> Part:
    """An amount with the condition of it that the asker's figure misses; as it is where all of his figures may do.

    All that the sentence of the amount gives has to hang on that: of several cases another one may be his.
    """
    if Kind.AMOUNT not in query.kinds or part.verdict or part.computed or not part.sources:
        return part
    clause = part.sources[0].clause
    sentence = period_at(clause.text, part.sources[0].span.start - clause.span.start)
    if sentence is None:
        return part
    granted = [each for each in provisions(clause.text) if _gives(each, sentence)]
    case = Case.of(replace(query, text=_NTH_YEAR.sub("", query.text)), clause, lexicon)
    reasons = [missed(_of_all(finding(each, case), clause, sentence), clause, case) for each in granted]
    if not reasons or not all(reasons):
        return part
    text = f"{part.text.rstrip('。')}。但{reasons[0]}"
    return replace(part, text=text, sources=(*part.sources, Source(clause, sentence.shifted(clause.span.start))))


def _of_all(found: Finding, clause: Clause, sentence: Span) -> Finding:
    """A finding without what fails of one case of several alone: 80—89周岁的60元，100周岁以上的600元."""
    cases = [pair.case for pair in cases_of(clause, sentence)]
    if len(cases) < 2:
        return found
    shared = (group for group in found.unmet if not any(item in case or case in item for item in group for case in cases))
    return replace(found, unmet=tuple(shared))


def _gives(provision: Provision, sentence: Span) -> bool:
    return provision.kind == "grants" and bool(provision.figures) and sentence.covers(provision.span)
