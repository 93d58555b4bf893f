"""What another text of the region has changed since: 由每人每月145元提高到165元, 《办法》第五条规定的标准调整为…."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policyqa.answer.amendments import Amendment
from policyqa.answer.brackets import admits
from policyqa.answer.choose import is_of_form
from policyqa.answer.computed import DIFFERS
from policyqa.answer.parts import FIGURE, Part, Source
from policyqa.facts.amounts import changes, quantities
from policyqa.retrieve.contrasts import contrasts
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, coverage, pairs, statements_of
from policyqa.text.fold import fold
from policyqa.text.labels import cite, split
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document, Evidence, Policy

#: Asks what was given before.
_BEFORE = re.compile("(?:去年|前年|以前|之前|原来|过去|当时|那时|20\\d\\d年?)[^，。？]*(?:多少|几)")
#: Puts something in the place of what an article says: 《办法》第五条规定的标准调整为…, 不再适用市政府令第47号第二十一条….
_REPLACES = re.compile(r"调整为|修改为|改为|不再(?:适用|执行)|停止执行")
_ARTICLE = re.compile(r"(?<=[》号条、，。])(第[一二三四五六七八九十百]+条)(?![第（(])")
#: A year that is asked about.
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
#: Says that there is no more of something: it answers how much, by whom and until when.
_ENDS = re.compile("不再|取消|停止")
#: Then the older text is told beside the newer one.
_BOTH = pattern(
    "新旧都问",
    r"前后|新旧|(?:[之整改]前|原来|以前|过去|[老旧](?:的|版|办法|文件|规定|政策|标准|通知))[^。？]{0,16}(?:[之整改]后|现在|如今|目前|新)|"
    r"变[了化]|哪[个份](?:为准|算数|对(?!象)|准)|以哪|有(?:的|人|的材料)(?:写|说|讲)|一份[^。？]{1,16}一份",
    reason="asks for what held before and for what holds now, or which of the two does",
    examples=(
        ("改之前和改之后差多少", "之前和改之后"),
        ("一份说打一份说不打", "一份说打一份"),
        ("老文件写三月份，现在哪几天收件", "老文件写三月份，现在"),
        ("老人现在每月补多少，是哪个对象", None),
        ("以前每月多少", None),
    ),
)
#: How much of the question a later statement has to say beside what the earlier one says of it.
NEAR = 0.6
#: … where it names the article that it changes, and so need not say its matter again.
NEAR_NAMED = 0.3
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


def amended(
    query: Query,
    part: Part,
    weights: Mapping[str, float],
    known: Sequence[Amendment],
    policies: Mapping[str, Policy],
    told: Way,
) -> list[Part]:
    """``part``, or what a later text that names its own says in its place, with it where the question asks for both.

    ``known`` are the amendments of the part's document. Of several that which speaks most of the question is told, unless it
    speaks of it much less than the part does, names another thing of a sort, or lacks the value that is asked for.
    """
    both = _BOTH.regex.search(query.asked) is not None or DIFFERS.regex.search(query.asked) is not None
    fit = [each for each in known if _stands_on(part, each) and _is_of_matter(query, each, part, weights)]
    best = max(fit, key=lambda each: coverage(each.statement, weights), default=None)
    named = best is not None and best.older.doc_id in query.mentions.doc_ids
    if best is None or (not (both or named) and _asks_before(query.asked, policies[best.newer.doc_id])):
        return [part]
    newer = told(query, Source(best.newer, best.statement.span))
    if _figures(part.text) <= _figures(newer.text) and _figures(part.text):  # 由…调整为…: it says both
        return [part, newer] if part.verdict and not best.states_before else [newer]
    if not (both or named or best.is_partial):
        return [newer]
    older = told(query, Source(best.older, best.replaced.span))
    if named and not both:
        return [_beside(_placed(older, best.older, policies), _placed(newer, best.newer, policies, lead="后来"))]
    return [_beside(_placed(newer, best.newer, policies), _placed(older, best.older, policies, lead="此前"))]


def _figures(text: str) -> set[str]:
    return set(FIGURE.findall(fold(text)))


def _placed(part: Part, clause: Clause, policies: Mapping[str, Policy], *, lead: str = "") -> Part:
    return replace(part, text=f"{lead}{cite(policies[clause.doc_id], clause.path)}：{part.text}", verdict=None)


def _stands_on(part: Part, amendment: Amendment) -> bool:
    """Whether a part stands on what is changed."""
    own = amendment.replaced.span
    return any(
        each.clause.key == amendment.older.key and each.span.start < own.end and own.start < each.span.end
        for each in part.sources
    )


def _is_of_matter(query: Query, amendment: Amendment, part: Part, weights: Mapping[str, float]) -> bool:
    """Whether the later statement answers about as well as the best that a part stands on; figures may be the asker's."""
    own = {term: weight for term, weight in weights.items() if not term.isdecimal()}
    spans = [(source.clause, source.span) for source in part.sources]
    stated = [each for clause, span in spans for each in statements_of(clause) if span.covers(each.span)]
    least = (NEAR_NAMED if amendment.is_named else NEAR) * max(coverage(each, own) for each in (amendment.replaced, *stated))
    text = amendment.statement.text
    fits = query.form is None or is_of_form(text, query) or _ENDS.search(text) is not None
    of_case = not contrasts(query.asked, text) and admits(text, query.text) is not False
    return fits and of_case and coverage(amendment.statement, own) >= least


def _asks_before(asked: str, newer: Policy) -> bool:
    """Whether a question asks what held before: by the word, or for a year before the later text."""
    years = [int(year) for year in _YEAR.findall(asked)]
    if years and newer.issued:
        return max(years) < newer.issued // 10000
    return _BEFORE.search(asked) is not None


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
