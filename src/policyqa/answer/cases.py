"""The value for *this* case: of "五星级、四星级…分别按照225元、150元…" the pair that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.parts import Part, Source
from policyqa.facts.parallel import Pair, parallel
from policyqa.facts.phrases import periods
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.types import Clause, Span

#: Forms of answer that pairs of case and amount give.
FORMS = frozenset({"金额", "比例", "数目"})
#: More pairs than this are not told one by one: the sentence is quoted whole.
MOST = 6
#: What a character of a case that the question does not say counts against one that it does.
UNSAID = 0.3
#: Words that ask for several cases at once.
SEVERAL = re.compile(r"各|分别|还是|或者|以及|两种|几种|和.{1,12}的")


def by_case(query: Query, source: Source) -> Part | None:
    """The amounts of the sentence in ``source`` for the cases that ``query`` names, all of them when it names none.

    None when the sentence has no list of cases, or the question does not ask for an amount.
    """
    asks_amount = query.form is not None and query.form.name in FORMS
    if not asks_amount or (Kind.JUDGEMENT in query.kinds and Kind.AMOUNT not in query.kinds):
        return None
    clause = source.clause
    span = _period(clause, source.span)
    pairs = [pair for pair in parallel(clause.text) if span.covers(pair.amount.span)]
    money = [pair for pair in pairs if pair.amount.is_money] or pairs
    if len(money) < 2:
        return None
    sure = money[0].amount.is_money
    meant = _meant(money, fold(query.asked + "".join(query.official)), sure=sure)
    if len(meant) == len(money):
        meant = _meant(money, fold(query.text), sure=sure)
    if not meant or len(meant) > MOST:
        return None
    text = "；".join(f"{pair.case}：{_in_words(clause.text, pair)}" for pair in meant)
    return Part(f"{text}。", (Source(clause, span.shifted(clause.span.start)),))


def _period(clause: Clause, span: Span) -> Span:
    """The whole sentence (up to its full stop) around the middle of ``span``, within the clause's text."""
    middle = (span.start + span.end) // 2 - clause.span.start
    return next((period for period in periods(clause.text) if period.start <= middle < period.end), Span(0, len(clause.text)))


def _meant(pairs: Sequence[Pair], asked: str, *, sure: bool) -> list[Pair]:
    """The pairs that the question means, told by what sets a case apart from the others.

    What the question does not say counts against a case: 失能 is not 半失能. A question for several cases means all those that
    it says something of. When nothing sets them apart it means all of them, if it is ``sure`` that the list is of one matter
    (sums of one benefit are, the rates of a row of targets are not), else none.
    """
    cases = [_letters(pair.case) for pair in pairs]
    common = frozenset.intersection(*cases)
    said = [sum(len(gram) for gram in case - common if gram in asked) for case in cases]
    unsaid = [sum(len(gram) for gram in case - common if gram not in asked) for case in cases]
    if max(said) < (1 if sure else 4):
        return list(pairs) if sure else []
    scores = [s - UNSAID * u for s, u in zip(said, unsaid, strict=True)]
    if SEVERAL.search(asked):
        named = [pair for pair, s, u in zip(pairs, said, unsaid, strict=True) if s >= 2 and s >= u / 2]
        return named if len(named) > 1 else list(pairs)
    return [pair for pair, score in zip(pairs, scores, strict=True) if score == max(scores)]


def _letters(case: str) -> frozenset[str]:
    """Characters and pairs of a case: 五星 in the question stands for 五星级养老机构."""
    text = fold(case)
    return frozenset(text) | frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _in_words(text: str, pair: Pair) -> str:
    """The amount as written, with what it is paid for and its limit: 每户不超过2000元."""
    phrase = pair.amount.phrase.of(text)
    words = phrase if pair.amount.span.of(text) in phrase else pair.amount.span.of(text)
    return words.strip("，。；、")
