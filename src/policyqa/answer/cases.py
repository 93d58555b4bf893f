"""The value for *this* case: of "五星级、四星级…分别按照225元、150元…" the pair that the question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from policyqa.answer.parts import Part, Source
from policyqa.facts.parallel import Pair, parallel
from policyqa.facts.phrases import periods
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.types import Clause, Span

#: Forms of answer that pairs of case and amount give.
FORMS = frozenset({"金额", "比例", "数目"})
#: More pairs than this are not told one by one: the sentence is quoted whole.
MOST = 6


def by_case(query: Query, source: Source) -> Part | None:
    """The amounts of the sentence in ``source`` for the cases that ``query`` names, all of them when it names none.

    None when the sentence has no list of cases, or the question does not ask for an amount.
    """
    if query.form is None or query.form.name not in FORMS:
        return None
    clause = source.clause
    span = _period(clause, source.span)
    pairs = [pair for pair in parallel(clause.text) if span.covers(pair.amount.span)]
    money = [pair for pair in pairs if pair.amount.is_money] or pairs
    if len(money) < 2:
        return None
    asked = fold(query.text + "".join(query.official))
    meant = _meant(money, asked)
    if len(meant) > MOST:
        return None
    text = "；".join(f"{pair.case}：{_in_words(clause.text, pair)}" for pair in meant)
    return Part(f"{text}。", (Source(clause, span.shifted(clause.span.start)),))


def _period(clause: Clause, span: Span) -> Span:
    """The whole sentence (up to its full stop) around the middle of ``span``, within the clause's text."""
    middle = (span.start + span.end) // 2 - clause.span.start
    return next((period for period in periods(clause.text) if period.start <= middle < period.end), Span(0, len(clause.text)))


def _meant(pairs: Sequence[Pair], asked: str) -> list[Pair]:
    """The pairs whose cases share most with the question, apart from what all cases share; all when none stands out."""
    cases = [_letters(pair.case) for pair in pairs]
    common = frozenset.intersection(*cases)
    scores = [sum(len(gram) for gram in case - common if gram in asked) for case in cases]
    best = max(scores)
    return [pair for pair, score in zip(pairs, scores, strict=True) if score == best] if best else list(pairs)


def _letters(case: str) -> frozenset[str]:
    """Characters and pairs of a case: 五星 in the question stands for 五星级养老机构."""
    text = fold(case)
    return frozenset(text) | frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _in_words(text: str, pair: Pair) -> str:
    """The amount as written, with what it is paid for and its limit: 每户不超过2000元."""
    phrase = pair.amount.phrase.of(text)
    words = phrase if pair.amount.span.of(text) in phrase else pair.amount.span.of(text)
    return words.strip("，。；、")
