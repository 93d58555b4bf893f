"""Benefits: what is paid, waived or granted, to whom, how much and under which conditions, read from any text of the genre.

A sentence states a benefit when it gives (给予…补助, 每人每月发放300元, 免征增值税, 免费乘坐). Sentences that only speak of
benefits do not: cost sharing (由市和区县按5∶5承担), budgets (安排3000万元用于…), intentions (完善补贴制度), refusals
(不再给予补贴).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policyqa.facts.giving import GIVES, amounts_of, states_benefit
from policyqa.facts.naming import conditions_of, lead_in, name_of, restrictions_of, topic_of
from policyqa.facts.payees import recipient
from policyqa.facts.phrases import MARKER, periods, unmarked
from policyqa.types import Benefit, Clause, Document, Span

_SKIPPED_PARTS = ("印发通知", "落款", "目录", "附件说明", "责任分工", "来源", "题注")
_ITEM = re.compile(r"\s*[（(][一二三四五六七八九十\d]{1,3}[）)]")
#: How many items of a list are quoted with the sentence that leads them in.
_LONGEST_LIST = 12


def benefits(document: Document) -> list[Benefit]:
    """The benefits of a document in order. Quotes are to the letter; a sentence with its ；-parts is one benefit."""
    return [benefit for clause in document.clauses for benefit in _of_clause(document, clause)]


def _of_clause(document: Document, clause: Clause) -> Iterator[Benefit]:
    if clause.path.rpartition("/")[2] in _SKIPPED_PARTS or clause.kind == "attachment":
        return
    if not GIVES.regex.search(clause.text):
        return
    spans = periods(clause.text)
    topic = topic_of(clause)
    about = topic or (clause.headings[-1] if clause.headings else "")
    before: Benefit | None = None
    for i, span in enumerate(spans):
        sentence = span.of(clause.text)
        if not re.search(r"[，。；：\d]", sentence) or not states_benefit(sentence, topic=about):
            continue  # a heading, or no benefit
        is_heading = unmarked(sentence).strip(" 。") == clause.heading and not clause.heading.startswith("对")
        if is_heading and any(states_benefit(later.of(clause.text), topic=about) for later in spans[i + 1 :]):
            continue  # told by what stands below
        quote = _quoted(clause.text, spans, i)
        before = _benefit(document, clause, quote, topic, before, tuple(restrictions_of(clause.text, spans[i + 1 :])))
        yield before


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
    if who is None and before is not None and before.name == benefit.name:
        return replace(benefit, payee=before.payee)  # 老年人可以申请高龄津贴。80—89周岁的每人每月50元
    return benefit


def _quoted(text: str, spans: list[Span], i: int) -> Span:
    """The sentence without its number and the blanks around it; with the list that it leads in: 下列人员可以申请：（一）…."""
    span = spans[i]
    marker = MARKER.match(text, span.start, span.end)
    end = span.start + len(span.of(text).rstrip())
    if text[:end].endswith(("：", ":")):
        for item in spans[i + 1 : i + 1 + _LONGEST_LIST]:
            if not _ITEM.match(item.of(text)) or states_benefit(item.of(text)):
                break
            end = item.start + len(item.of(text).rstrip())
    return Span(marker.end() if marker else span.start, end)
