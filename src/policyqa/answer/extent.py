"""How far a chosen statement is told: with what it leans on, what its sentence goes on to say, and the list that it begins."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyqa.answer.brackets import undecided
from policyqa.facts.phrases import period_at
from policyqa.retrieve.forms import AMOUNT
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.types import Clause, Span

#: What is told of one statement has at most about so many characters, and so have all that are told once there is one.
CHARACTERS = 160
#: What else holds where the case of the statement before does not, or who should act does not: ；不一致的，由原评估机构承担;
#: 拒绝的，由市住建局责令改正; ；逾期不移交的，处五万元罚款.
ELSE = re.compile(r"\s*(?:(?:逾期|拒)?不[一-鿿]{1,6}的|(?:逾期)?[仍未][一-鿿]{1,6}的|逾期的|拒绝[一-鿿]{0,6}的|否则|反之)[，,]")
#: A statement is an echo of the question when less than this share of its terms is new.
ECHO = 0.4
#: The first item of a list within a sentence, and the beginning of a further one: 项目包括：1．…；2．….
_ITEM = r"(?:\d{1,2}[．.、]|（[一二三四五六七八九十\d]{1,2}）|[①-⑩]|[一二三四五六七八九]是)"
FIRST_ITEM, NEXT_ITEM = re.compile(f"[：:]{_ITEM}"), re.compile(_ITEM)


def with_lead(clause: Clause, statement: Statement) -> Span:
    """The statement's span, from the start of its sentence when it leans on it: 分别 counts off what stands before."""
    if "分别" not in statement.text:
        return statement.span
    before = [other for other in statements_of(clause) if other.span.start < statement.span.start]
    if before and not before[-1].text.rstrip().endswith(("。", "！", "？")) and "、" not in statement.text.partition("分别")[0]:
        return Span(before[-1].span.start, statement.span.end)
    return statement.span


def with_rest(clause: Clause, statement: Statement, weights: Mapping[str, float]) -> Span:
    """The statement's span, to the end of the first statement behind it that says more than the question."""
    end = statement.span.end
    for other in statements_of(clause):
        if other.span.start >= end and other.span.end - statement.span.start <= CHARACTERS:
            end = other.span.end
            if not is_echo(other, weights):
                break
    return Span(statement.span.start, end)


def is_echo(statement: Statement, weights: Mapping[str, float]) -> bool:
    """Whether a statement hardly says more than the question does: it names the matter, and what follows tells about it."""
    return sum(term not in weights for term in statement.terms) < ECHO * len(statement.terms)


def to_the_end(clause: Clause, span: Span) -> Span:
    """The span to the end of its sentence, of which 1人由甲担任； is only a part, unless that is long."""
    end = span.end
    for other in statements_of(clause):
        if (
            other.span.start >= end
            and clause.text[end - clause.span.start - 1] in "；;"
            and other.span.end - span.start <= CHARACTERS
        ):
            end = other.span.end
    return Span(span.start, end)


def with_brackets(query: Query, clause: Clause, span: Span) -> Span:
    """The span with what its sentence gives in other brackets, where the asker's figure is not told: 年满100周岁的，600元."""
    sentence = period_at(clause.text, span.start - clause.span.start) if query.value in (None, "金额") else None
    within = sentence.shifted(clause.span.start) if sentence else span
    cases = [each for each in statements_of(clause) if within.covers(each.span) and AMOUNT.holds.search(each.text)]
    if not any(span.covers(each.span) for each in cases) or not undecided([each.text for each in cases], query.text):
        return span
    every = Span(min(span.start, cases[0].span.start), max(span.end, cases[-1].span.end))
    return every if len(every) <= CHARACTERS else span


def with_else(clause: Clause, span: Span) -> Span:
    """The span with what its sentence says where its case does not hold."""
    behind = next((other for other in statements_of(clause) if other.span.start >= span.end), None)
    is_else = behind is not None and ELSE.match(behind.text) and behind.span.end - span.start <= CHARACTERS
    return Span(span.start, behind.span.end) if behind and is_else else span


def with_items(clause: Clause, span: Span) -> Span:
    """The span with the further items of the list that it begins."""
    end = span.end
    begun = FIRST_ITEM.search(clause.text, span.start - clause.span.start, end - clause.span.start)
    for other in statements_of(clause) if begun else ():
        if other.span.start == end and NEXT_ITEM.match(other.text):
            end = other.span.end
    return Span(span.start, end)
