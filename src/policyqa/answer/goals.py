"""Figures to be reached: the target whose metric the question names, for each region that it asks about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyqa.answer.parts import Part, Source
from policyqa.facts.book import FactBook
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs
from policyqa.types import Document, Target

#: Forms of answer that a target gives. A question for a share or a number that names no form of its own may be one too.
FORMS = frozenset({"比例", "数目"})
ASKS = re.compile(r"多少|几|比例|占比|指标|目标|数量|数值|要求|达到|覆盖率|[^，。？]率")
#: How much of a metric's name the question has to say, and how much of the question the metric.
NAMED, COVERED = 0.6, 0.25
#: Targets that fit this much of the best one are told beside it when they are of another region.
NEAR = 0.85
YEAR = re.compile(r"20\d\d")


def goals(query: Query, weights: Mapping[str, float], book: FactBook) -> list[Part]:
    """The targets that the question asks for: one for each region that it names, or that has one; nothing otherwise."""
    if (query.form is not None and query.form.name not in FORMS) or not ASKS.search(query.text):
        return []
    regions = query.mentions.regions
    years = {int(year) for year in YEAR.findall(query.asked)}
    scored = [
        (score, target)
        for target in book.targets
        if (not regions or target.region in regions)
        and (not query.mentions.doc_ids or target.doc_id in query.mentions.doc_ids or len(regions) > 1)
        and (not years or target.year is None or target.year in years)
        and (score := _fit(target, query, weights)) > 0
    ]
    if not scored:
        return []
    best: dict[str, tuple[float, Target]] = {}
    for score, target in scored:
        region = target.region or ""
        if region not in best or score > best[region][0]:
            best[region] = (score, target)
    top = max(score for score, _ in best.values())
    told = sorted(
        (pair for pair in best.values() if pair[0] >= (NEAR * top if len(regions) < 2 else 0)), key=lambda pair: -pair[0]
    )
    several = len(told) > 1
    return [_told(target, book.documents, several=several) for _, target in told]


def _fit(target: Target, query: Query, weights: Mapping[str, float]) -> float:
    """The harmonic mean of what the question says of the metric and the metric of the question; 0 when either is too little."""
    metric = set(pairs(re.sub(r"[（(][^（）()]*[）)]", "", target.metric)))
    known = {term: weights.get(term, 0.0) for term in metric}
    said = {*pairs(query.text), *(term for word in query.official for term in pairs(word))}
    named = sum(term in said for term in metric) / (len(metric) or 1)
    covered = sum(known.values()) / (sum(weights.values()) or 1.0)
    return 2 * named * covered / (named + covered) if named >= NAMED and covered >= COVERED else 0.0


def _told(target: Target, documents: Mapping[str, Document], *, several: bool) -> Part:
    document = documents[target.doc_id]
    clause = next(clause for clause in document.clauses if clause.path == target.clause)
    where = f"{target.region}：" if several and target.region else ""
    return Part(f"{where}{target.quote.strip('，。；')}。", (Source(clause, target.span),))
