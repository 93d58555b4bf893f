"""What another text of the region has changed since: 由每人每月145元提高到165元, 《办法》第五条规定的标准调整为…."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policyqa.answer.parts import Part, Source
from policyqa.facts.amounts import changes, quantities
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, pairs, statements_of
from policyqa.text.labels import split
from policyqa.types import Clause, Document, Evidence

#: Asks what was given before.
_BEFORE = re.compile("(?:去年|前年|以前|之前|原来|过去|当时|那时|20\\d\\d年?)[^，。？]*(?:多少|几)")
#: Puts something in the place of what an article says: 《办法》第五条规定的标准调整为…, 不再适用市政府令第47号第二十一条….
_REPLACES = re.compile(r"调整为|修改为|改为|不再(?:适用|执行)|停止执行")
_ARTICLE = re.compile(r"(?<=[》号条、，。])(第[一二三四五六七八九十百]+条)(?![第（(])")
#: So many terms a part and the statement that changes its figure have at least in common.
_SHARED = 2

Way = Callable[[Query, Source], Part]


def renewed(query: Query, part: Part, evidence: Sequence[Evidence], documents: Mapping[str, Document], told: Way) -> Part:
    """``part`` as it is since, where a found clause of another text of its region changes it, or a figure that it tells.

    What replaces the whole article takes its place, and is told beside it where the question names the older text. Of one
    figure the new one takes the place, of several what is changed is said beside them; ``told`` puts a statement in words.
    Who asks what was given before is told the part as it is.
    """
    own = {source.clause.doc_id for source in part.sources}
    figures = {(each.measure, each.folded[0]) for each in quantities(part.text) if each.measure in ("元", "%")}
    region = documents[next(iter(own))].policy.region if len(own) == 1 else None
    if not region or not figures or part.computed or _BEFORE.search(query.asked):
        return part
    for each in evidence:
        if each.clause.doc_id in own or documents[each.clause.doc_id].policy.region != region:
            continue
        for source in _replacing(each.clause, part, documents):
            newer = told(query, source)
            return _beside(part, newer) if own.intersection(query.mentions.doc_ids) else newer
        for statement in _changing(each.clause, figures, part):
            newer = told(query, Source(each.clause, statement.span))
            if len(figures) == 1:
                return newer
            return _beside(part, newer)
    return part


def _beside(part: Part, newer: Part) -> Part:
    return replace(part, text=part.text + newer.text, sources=(*part.sources, *newer.sources))


def _replacing(clause: Clause, part: Part, documents: Mapping[str, Document]) -> Iterator[Source]:
    """What of a clause replaces the article which a part stands on, of a document that its text names."""
    own = {source.clause for source in part.sources}
    policy, text = documents[next(iter(own)).doc_id].policy, documents[clause.doc_id].text
    if policy.title not in re.sub(r"\s", "", text) and not (policy.number and policy.number in text):
        return
    labels = {label for each in own for label in split(each.path)}
    for statement, behind in pairwise((*statements_of(clause), None)):
        if statement and _REPLACES.search(statement.text) and labels.intersection(_ARTICLE.findall(statement.text)):
            yield Source(clause, (behind if behind and statement.text.rstrip().endswith("：") else statement).span)


def _changing(clause: Clause, figures: set[tuple[str, float]], part: Part) -> Iterator[Statement]:
    """The statements of a clause that change one of a part's figures, of the same matter."""
    terms = {term for source in part.sources for term in pairs(source.text)}
    for statement in statements_of(clause):
        before = {(old.measure, old.folded[0]) for old, _ in changes(statement.text)}
        if before & figures and len(terms & statement.terms) >= _SHARED:
            yield statement
