"""A figure that another text of the region has raised or lowered since: 由每人每月145元提高到165元."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from policyqa.answer.parts import Part, Source
from policyqa.facts.amounts import changes, quantities
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, pairs, statements_of
from policyqa.types import Clause, Document, Evidence

#: Asks what was given before.
_BEFORE = re.compile("(?:去年|前年|以前|之前|原来|过去|当时|那时|20\\d\\d年?)[^，。？]*(?:多少|几)")
#: So many terms a part and the statement that changes its figure have at least in common.
_SHARED = 2

Way = Callable[[Query, Source], Part]


def renewed(query: Query, part: Part, evidence: Sequence[Evidence], documents: Mapping[str, Document], told: Way) -> Part:
    """``part`` as it is since, where a found clause of another text of its region changes a figure that it tells.

    Of one figure the new one takes the place, of several what is changed is said beside them; ``told`` puts a statement in
    words. Who asks what was given before is told the part as it is.
    """
    own = {source.clause.doc_id for source in part.sources}
    figures = {(each.measure, each.folded[0]) for each in quantities(part.text) if each.measure in ("元", "%")}
    region = documents[next(iter(own))].policy.region if len(own) == 1 else None
    if not region or not figures or part.computed or _BEFORE.search(query.asked):
        return part
    for each in evidence:
        if each.clause.doc_id in own or documents[each.clause.doc_id].policy.region != region:
            continue
        for statement in _changing(each.clause, figures, part):
            newer = told(query, Source(each.clause, statement.span))
            if len(figures) == 1:
                return newer
            return replace(part, text=part.text + newer.text, sources=(*part.sources, *newer.sources))
    return part


def _changing(clause: Clause, figures: set[tuple[str, float]], part: Part) -> Iterator[Statement]:
    """The statements of a clause that change one of a part's figures, of the same matter."""
    terms = {term for source in part.sources for term in pairs(source.text)}
    for statement in statements_of(clause):
        before = {(old.measure, old.folded[0]) for old, _ in changes(statement.text)}
        if before & figures and len(terms & statement.terms) >= _SHARED:
            yield statement
