"""Benefits: what is paid, waived or granted, to whom, how much and under which conditions, read from any text of the genre.

A sentence states a benefit when it gives (给予…补助, 每人每月发放300元, 免征增值税, 免费乘坐). Sentences that only speak of
benefits do not: cost sharing (由市和区县按5∶5承担), budgets (安排3000万元用于…), intentions (完善补贴制度), refusals
(不再给予补贴). A benefit may take several sentences, of which the first says for whom and the next, or a list, how much; and
one sentence may give to two, a service to residents and its price to an institution. Tables of sums are read by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyqa.facts.giving import KIND, amounts_of, given_figures, states_benefit
from policyqa.facts.naming import conditions_of, kind_of, lead_in, name_of, restrictions_of, topic_of
from policyqa.facts.payees import is_resident, named_recipient, names_nobody, recipient
from policyqa.facts.phrases import LIST_ITEM, MARKER, periods, unmarked
from policyqa.facts.rows import rows_of
from policyqa.facts.schedules import is_schedule, row_benefit
from policyqa.types import Benefit, Clause, Document, Span

_SKIPPED_PARTS = ("印发通知", "落款", "目录", "附件说明", "责任分工", "来源", "题注")
#: How many items of a list are quoted with the sentence that leads them in.
_LONGEST_LIST = 12
#: What only residents are named by at the beginning of a phrase: for whom (对…), or an age.
_OF_RESIDENTS = re.compile(r"对|年满|\d+(?:周岁)?(?:[-—–~～至]\d+)?周?岁")


def benefits(document: Document) -> list[Benefit]:
    """The benefits of a document in order. Quotes are to the letter; a sentence with its ；-parts is one benefit."""
    rows = rows_of(document)
    return [benefit for clause in document.clauses for benefit in _of_clause(document, clause, rows.get(clause.path, ()))]


def _of_clause(document: Document, clause: Clause, rows: Sequence[Clause]) -> Iterator[Benefit]:
    if clause.path.rpartition("/")[2] in _SKIPPED_PARTS or clause.kind == "attachment":
        return
    topic = topic_of(clause)
    before: Benefit | None = None
    for span, later in _statements(clause, topic or (clause.headings[-1] if clause.headings else "")):
        if is_schedule(rows) and "\t" in clause.text[span.start - 1 : span.end + 1]:
            continue  # read by row
        for part in _by_recipient(clause.text, span):
            before = _benefit(document, clause, part, topic, before, tuple(restrictions_of(clause.text, later)))
            yield before
    if is_schedule(rows):
        yield from (benefit for row in rows if (benefit := row_benefit(row)))


def _statements(clause: Clause, about: str) -> Iterator[tuple[Span, list[Span]]]:
    """What states a benefit, as spans of the clause's text, each with the sentences behind it."""
    text, spans = clause.text, periods(clause.text)
    found: Span | None = None
    last = 0
    for i, span in enumerate(spans):
        sentence = span.of(text)
        quote = _quoted(text, spans, i)
        listed = quote.end > span.end and bool(re.search(KIND, sentence) and given_figures(quote.of(text)))
        if span.start < last or not re.search(r"[，。；：\d]", sentence):
            continue  # told already, or a heading
        if not listed and not states_benefit(sentence, topic=about):
            continue
        is_heading = unmarked(sentence).strip(" 。") == clause.heading and not clause.heading.startswith("对")
        if is_heading and any(states_benefit(later.of(text), topic=about) for later in spans[i + 1 :]):
            continue  # told by what stands below
        if found is not None and last == span.start and _goes_on(found.of(text), quote.of(text)):
            found = Span(found.start, quote.end)
        else:
            if found is not None:
                yield found, [later for later in spans if later.start >= last]
            found = quote
        last = max(span.end, next((later.start for later in spans if later.start >= quote.end), len(text)))
    if found is not None:
        yield found, [later for later in spans if later.start >= last]


def _goes_on(before: str, sentence: str) -> bool:
    """Whether a sentence only says how much of what the one before it gives: …享受护理补贴。轻度、重度失能的，分别按每月…."""
    kinds = set(re.findall(rf"[一-鿿]{{0,2}}(?:{KIND})", sentence))
    return (
        bool(given_figures(sentence) and re.search(KIND, before))
        and not given_figures(before)
        and not LIST_ITEM.match(sentence)
        and all(kind in before for kind in kinds)
        and named_recipient(sentence) is None
    )


def _by_recipient(text: str, span: Span) -> Iterator[Span]:
    """The parts of a statement that go to residents and to institutions, where it says so of each; else all of it."""
    for mark in re.finditer("[；，]", text[span.start : span.end]):
        left, right = Span(span.start, span.start + mark.start()), Span(span.start + mark.end(), span.end)
        words = right.of(text).partition("；")[0]
        if not given_figures(words) or not states_benefit(left.of(text)):
            continue
        one, other = recipient(left.of(text)), named_recipient(words)
        if other is None and _OF_RESIDENTS.match(words):
            other = recipient(words)
        if one and other and one.payee and other.payee and is_resident(one.payee) != is_resident(other.payee):
            yield Span(left.start, left.end + (mark[0] == "；"))
            yield from _by_recipient(text, right)
            return
    yield span


def _benefit(
    document: Document, clause: Clause, span: Span, topic: str, before: Benefit | None, restrictions: tuple[str, ...]
) -> Benefit:
    quote = span.of(clause.text)
    placed = span.shifted(clause.span.start)
    narrowest = document.narrowest(placed) if document.subclauses else clause
    who = recipient(quote, topic=topic, lead=lead_in(clause.text))
    benefit = Benefit(
        doc_id=clause.doc_id,
        clause=(narrowest or clause).path,
        name=name_of(quote, topic, who),
        payee=who.payee if who else None,
        amounts=amounts_of(quote),
        conditions=tuple(dict.fromkeys([*conditions_of(quote), *restrictions])),
        quote=quote,
        span=placed,
    )
    if before is None:
        return benefit
    if benefit.name in ("优惠", f"{topic}优惠"):  # 轻度失能的，每人每月100元
        benefit = replace(benefit, name=before.name)
    elif who and benefit.name == f"{who.noun}优惠":  # 营利性养老机构按上述标准的70%执行
        benefit = replace(benefit, name=who.noun + kind_of(before.name))
    goes_on = who is None and (benefit.name == before.name or (not is_resident(before.payee) and names_nobody(quote)))
    return replace(benefit, payee=before.payee) if goes_on else benefit


def _quoted(text: str, spans: list[Span], i: int) -> Span:
    """The sentence without its number and the blanks around it; with the list that it leads in: 下列人员可以申请：（一）…."""
    span = spans[i]
    marker = MARKER.match(text, span.start, span.end)
    end = span.start + len(span.of(text).rstrip())
    if text[:end].endswith(("：", ":")):
        for item in spans[i + 1 : i + 1 + _LONGEST_LIST]:
            if not LIST_ITEM.match(item.of(text)) or states_benefit(item.of(text)):
                break
            end = item.start + len(item.of(text).rstrip())
    return Span(marker.end() if marker else span.start, end)
