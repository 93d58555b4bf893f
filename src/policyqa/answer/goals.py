"""Figures to be reached: the target whose metric the question names, for each region that it asks about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import OF_DOCUMENT
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.figures import copies, same_year
from policyqa.retrieve.contrasts import PRESENT, contrasts, years_of
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import share, statements_of, terms_of
from policyqa.types import Document, Target

#: Words that ask for a figure though they name no form of answer.
ASKS = re.compile(r"指标|目标|数量|数值|占比|比例|覆盖率|[一-鿿]率")
#: Asks several figures of one sentence.
EACH = re.compile("(?:各|分别)(?:要|应|得|该|需)?(?:是|为|有|达|到|建|设|计划|多少|几)")
#: How much of a metric's name the question has to say, and how much of the question the metric.
NAMED, COVERED = 0.6, 0.25
#: How much of it the question has to say in these words: official terms for lay words are a guess at what was meant.
OWN = 0.4
#: A target's clause has to be found about as well as the best one.
FOUND = 0.7
#: Targets that fit this much of the best one are told beside it when they are of another region.
NEAR = 0.85
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
#: The sentence is told whole when it speaks of so much more of the question than the target does.
MORE = 0.12
#: Counts off so many figures: a sentence of which one is told.
MANY = 4
#: A longer sentence counts off too many figures.
SENTENCE = 160


def goals(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> list[Part]:
    """The targets that the question asks for: one for each region that it names, or that has one; nothing otherwise."""
    form = query.form.name if query.form else None
    if form not in {"比例", "数目"} and not (form is None and ASKS.search(query.text)):
        return []
    regions = query.mentions.regions
    years = set(map(int, years_of(OF_DOCUMENT.sub("", query.asked))))
    scored = [
        (score, target)
        for target in book.targets
        if (form is None or (target.unit == "%") == (form == "比例"))
        and (form != "数目" or query.form is None or query.form.holds.search(target.quote) is not None)
        and (not regions or target.region in regions)
        and (not query.mentions.doc_ids or target.doc_id in query.mentions.doc_ids or len(regions) > 1)
        and (not years or target.year is None or target.year in years)
        and PRESENT not in contrasts(query.asked, target.quote)
        and (score := _fit(target, query, weights)) > 0
    ]
    if not scored:
        return []
    top, first = max(scored, key=lambda pair: pair[0])
    ranks = {each.clause.key: each.score for each in found.evidence}
    if ranks.get((first.doc_id, first.clause), 0.0) < FOUND * max(ranks.values(), default=0.0):
        return []
    if _is_outdone(first, query, found, weights):
        return []
    alike = [(score, target) for score, target in scored if _alike(target, first)]
    by_year = len(years) > 1 and first.year in years  # 2027年比2025年: one of each, the other perhaps in other words
    if by_year:
        beside = [each for each in book.targets if (each.doc_id, each.clause) == (first.doc_id, first.clause)]
        alike += [(0.0, each) for each in beside if each.year in years and each.unit == first.unit and _alike(each, first)]
    kept: dict[tuple[str | None, int | None], tuple[float, Target]] = {}
    for score, target in sorted(alike, key=lambda pair: (pair[1].region != first.region, -pair[0])):
        kept.setdefault((target.region, target.year if by_year else None), (score, target))
    told = [target for score, target in kept.values() if len(regions) > 1 or by_year or score >= NEAR * top]
    several = len({target.region for target in told}) > 1
    whole = by_year or EACH.search(query.asked) is not None
    single = not whole and _is_one_of_many(first, [each for each in book.targets if _fit(each, query, weights) > 0], book)
    if len(told) == 1 and not query.mentions.doc_ids and (texts := _by_text(told[0], book)):
        return texts
    return [_told(target, book.documents, weights, several=several, whole=whole, single=single) for target in told]


def _by_text(target: Target, book: FactBook) -> list[Part]:
    """What two texts of a region set for a metric and year where they differ, the later one first; else nothing."""
    policies = {doc_id: document.policy for doc_id, document in book.documents.items()}
    metric = terms_of(target.metric)
    others = [
        each
        for each in book.targets
        if (each.region, each.unit) == (target.region, target.unit)
        and same_year(each, target)
        and terms_of(each.metric) == metric
        and each.value != target.value
        and each.doc_id != target.doc_id
        and not copies(policies[each.doc_id], policies[target.doc_id])
    ]
    dated = sorted((target, *others[:1]), key=lambda each: policies[each.doc_id].issued or 0)
    if len(dated) < 2 or not policies[dated[0].doc_id].issued:
        return []
    earlier, later = dated
    return [
        Part(
            f"{lead}《{policies[each.doc_id].title}》：{each.quote.strip('，。；')}。",
            (Source(book.documents[each.doc_id].clause(each.clause), each.span),),
        )
        for lead, each in (("", later), ("此前", earlier))
    ]


def _is_one_of_many(target: Target, asked: Sequence[Target], book: FactBook) -> bool:
    """Whether a target is the only one that is ``asked`` for of many that its sentence counts off: the others are not told."""
    clause = book.documents[target.doc_id].clause(target.clause)
    around = next((each.span for each in statements_of(clause) if each.span.covers(target.span)), target.span)

    def within(targets: Sequence[Target]) -> int:
        return len({each.span for each in targets if each.doc_id == target.doc_id and around.covers(each.span)})

    return within(asked) == 1 and within(book.targets) >= MANY


def _is_outdone(target: Target, query: Query, found: Found, weights: Mapping[str, float]) -> bool:
    """Whether the best clause has such a value in a sentence that speaks of so much more: of 敬老院, not any 养老机构."""
    best = found.evidence[0].clause
    if query.form is None or best.key == (target.doc_id, target.clause):
        return False
    named = [share(each.terms, weights) for each in statements_of(best) if query.form.holds.search(each.text)]
    return max(named, default=0.0) > share(terms_of(target.quote), weights) + MORE


def _alike(one: Target, other: Target) -> bool:
    """Whether two targets measure the same: their metrics share half of their pairs."""
    a, b = terms_of(one.metric), terms_of(other.metric)
    return len(a & b) >= 0.5 * min(len(a), len(b))


def _fit(target: Target, query: Query, weights: Mapping[str, float]) -> float:
    """The harmonic mean of what the question says of the metric and the metric of the question; 0 when either is too little."""
    metric = terms_of(BRACKETS.sub("", target.metric))
    own = terms_of(query.text)
    said = own.union(*map(terms_of, query.official))
    if len(metric & own) < OWN * len(metric):
        return 0.0
    named = sum(term in said for term in metric) / (len(metric) or 1)
    covered = share(metric, weights)
    return 2 * named * covered / (named + covered) if named >= NAMED and covered >= COVERED else 0.0


def _told(
    target: Target, documents: Mapping[str, Document], weights: Mapping[str, float], *, several: bool, whole: bool, single: bool
) -> Part:
    """A target in words: by itself, or its sentence where that speaks of more that is asked about, or with ``whole``.

    With ``single`` by itself in any case.
    """
    clause = documents[target.doc_id].clause(target.clause)
    where = f"{target.region}：" if several and target.region else ""
    around = next((each for each in statements_of(clause) if each.span.covers(target.span)), None)
    if around and clause.kind != "row" and not single and len(around.span) <= SENTENCE:
        more = share(around.terms, weights) - share(terms_of(target.quote), weights)
        if whole or more >= MORE:
            return Part(f"{where}{say(around.text, clause)}", (Source(clause, around.span),))
    return Part(f"{where}{target.quote.strip('，。；')}。", (Source(clause, target.span),))
