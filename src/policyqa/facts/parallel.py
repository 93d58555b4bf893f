"""Parallel lists: which sum is for which case.

Each amount finds its case in one of these ways; where the counts do not fit, there is no pair (a wrong sum is worse than none):

- two lists of one length: 五星级、四星级、三星级托育机构，分别按每人次700元、500元、300元;
- the list of cases said once for several lists of amounts: …收住半失能老年人的，分别按照…150元、120元;
- a range on a known ladder: 初级至高级技师分别给予…300元、400元、500元、600元、700元;
- a word for two things: 城乡覆盖率分别达到80%和70%;
- the case beside its amount: 本科毕业生5万元、专科毕业生4万元; 5万元（国家级）;
- the case in the phrase before: 新建的养老机构，每张床位给予10000元补助，改扩建的…，每张床位给予5000元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.enumerations import Enumeration, enumeration
from policyqa.facts.ladders import shipped
from policyqa.facts.phrases import periods, phrases, trim
from policyqa.types import Span

_LISTED = re.compile(r"[、，,]|[和及与或]|以及|或者")
_RANGE = r"({terms})(?:工|职称)?(?:至|到|[-–—~～]+)({terms})"
_IN_BRACKETS = re.compile(r"[（(]([^（）()\d，。；]{2,12})[）)]")
#: What says that two lists go together, one by one. Without it only lists joined by 、 alone are taken for such.
_ONE_BY_ONE = re.compile("分别|依次|各自|逐级")
#: A context between the list of cases and the amounts: 收住失能老年人的. Longer phrases state conditions of all cases.
_CONTEXT_LENGTH = 16
#: A case has at least this many characters.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A case and its amount. ``case`` is in the text's words, which may be put together from two places (五星级 + 养老机构收住失能
    老年人); ``case_span`` is where the case, or the range that it is filled in from, stands.
    """

    case: str
    amount: Quantity
    case_span: Span


@dataclass(frozen=True, slots=True)
class _Cases:
    """A resolved list of cases, kept for the lists that leave it out."""

    items: tuple[tuple[str, Span], ...]
    tail: str


def parallel(text: str) -> list[Pair]:
    """The pairs of case and amount in ``text``, in order of the amounts; none where a sentence states a single amount.

    Sums of money are paired, and shares and counts too. Conditions with figures (80周岁以上) may be cases of sums.
    """
    found = quantities(text)
    return [pair for period in periods(text) for pair in _of_period(text, period, found)]


def _of_period(text: str, period: Span, found: list[Quantity]) -> Iterator[Pair]:
    inside = [quantity for quantity in found if period.covers(quantity.span)]
    pairs: list[Pair] = []
    for measure in dict.fromkeys(quantity.measure for quantity in inside):
        same = [quantity for quantity in inside if quantity.measure == measure]
        if len(same) > 1:
            pairs += _of_measure(text, period, same)
    yield from sorted(pairs, key=lambda pair: pair.amount.span)


def _of_measure(text: str, period: Span, amounts: list[Quantity]) -> list[Pair]:
    """The pairs among amounts of one measure in one sentence."""
    pairs: list[Pair] = []
    cases: _Cases | None = None
    singles = amounts[0].measure in ("元", "%")
    begin = period.start
    for run in _runs(text, amounts):
        head = Span(begin, max(begin, run[0].phrase.start))
        if len(run) > 1:
            resolved = _cases_of(text, head, len(run), cases)
            if resolved:
                cases, labels = resolved
                pairs += [Pair(label, amount, span) for (label, span), amount in zip(labels, run, strict=True)]
        elif singles and (case := _case_of(text, head, run[0])):
            pairs.append(Pair(*case[:1], run[0], case[1]))
        stop = re.compile("[，；、。：,;:]").search(text, run[-1].phrase.end, period.end)
        begin = stop.end() if stop else period.end
    return pairs if len(pairs) > 1 and len({pair.case for pair in pairs}) == len(pairs) else []


def _runs(text: str, amounts: list[Quantity]) -> list[list[Quantity]]:
    """Amounts in a row: with nothing but 、 or 和 between them."""
    runs = [[amounts[0]]]
    for before, amount in pairwise(amounts):
        if _LISTED.fullmatch(text[before.phrase.end : amount.phrase.start].strip()):
            runs[-1].append(amount)
        else:
            runs.append([amount])
    return runs


# --- a list of amounts -----------------------------------------------------------------------------------------------


def _cases_of(
    text: str, head: Span, count: int, before: _Cases | None
) -> tuple[_Cases, list[tuple[str, Span]]] | None:
    """The cases for ``count`` amounts behind ``head``, with their labels, or None."""
    parts = phrases(text, head)
    one_by_one = bool(_ONE_BY_ONE.search(head.of(text)))
    for i in reversed(range(len(parts))):
        found = None if contains_figure(parts[i]) else _listed(text, parts[i], count, one_by_one=one_by_one)
        if found:
            cases = _Cases(found.items, found.tail)
            context = _context(text, parts[i + 1 :])
            return cases, [(item + found.tail + context, span) for item, span in found.items]
    if before is None or len(before.items) != count or not parts:
        return None
    context = _context(text, parts, longest=2 * _CONTEXT_LENGTH)
    shared = _shared(before.tail, context)
    return before, [(item + shared + context, span) for item, span in before.items] if context else None


def _listed(text: str, part: Phrase, count: int, *, one_by_one: bool) -> Enumeration | None:
    """``count`` cases that one phrase names: a ladder's range, a word for two, or a list."""
    words = part.span.of(text)
    ladders = shipped()
    terms = "|".join(map(re.escape, ladders.terms))
    for match in re.finditer(_RANGE.format(terms=terms), words):
        span = Span(*match.span()).shifted(part.span.start)
        for names in ladders.between(match[1], match[2]):
            if len(names) == count:
                tail = trim(text, Span(span.end, part.span.end)).of(text)
                return Enumeration(tuple((name, span) for name in names), tail)
    if one_by_one and (found := enumeration(text, part.span, count)):
        return found
    for word, names in ladders.contractions:
        at = words.find(word)
        if one_by_one and at >= 0 and len(names) == count:
            span = Span(at, at + len(word)).shifted(part.span.start)
            return Enumeration(tuple((name, span) for name in names), trim(text, Span(span.end, part.span.end)).of(text))
    return None


def _context(text: str, parts: list[Phrase], *, longest: int = _CONTEXT_LENGTH) -> str:
    """The narrower case that the last of ``parts`` states: 收住失能老年人的. Empty for anything longer, or a giver."""
    for part in reversed(parts):
        words = trim(text, part.span).of(text)
        if words:
            return words if len(words) <= longest and re.match("的", text[part.span.start + part.span.of(text).find(words) + len(words) :]) else ""
    return ""


def _shared(tail: str, context: str) -> str:
    """What of the earlier cases' tail stands in front of what the new context replaces: 养老机构 of 养老机构收住失能老年人."""
    for length in range(len(context), 1, -1):
        at = tail.find(context[:length])
        if at >= 0:
            return tail[:at]
    return tail


# --- an amount beside its case ---------------------------------------------------------------------------------------


def _case_of(text: str, head: Span, amount: Quantity) -> tuple[str, Span] | None:
    """The case that a single amount stands with: in brackets behind it, in its own phrase, or in the phrase before."""
    behind = _IN_BRACKETS.match(text, amount.phrase.end)
    if behind and behind[1] not in ("含税", "人民币"):
        return behind[1], Span(*behind.span(1))
    for part in reversed(phrases(text, head)):
        span = trim(text, part.span)
        if len(span) >= _SHORTEST:
            return span.of(text), span
    return None
