"""Who is responsible, for what, by when: answers from the duties that the clauses state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.parts import Part, Source
from policyqa.facts.book import FactBook
from policyqa.facts.units import canonical, units_in
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.types import Document, Duty, Evidence

#: How many clauses are looked at for a duty, and how many duties of one clause are told.
CLAUSES, DUTIES = 3, 2
ASKS_TASKS = re.compile(r"哪些|哪几|几项|几个|什么任务|啥任务|干什么|干啥|都有|都是|全部|所有|列|任务")
COOPERATES = re.compile(r"配合|协办|协助|参与")
LEADS = re.compile(r"牵头|挑头|带头|主办|负责|主管")
#: An aggregation lists this many tasks in words; further ones are counted and cited.
LISTED = 12


def tasks_of_unit(query: Query, book: FactBook, documents: dict[str, Document]) -> list[Part]:
    """All duties of the one unit that the question names and whose tasks it asks for; none when it asks something else."""
    named = units_in(query.asked)
    if len(named) != 1 or Kind.UNIT not in query.kinds | {Kind.UNIT for _ in LEADS.finditer(query.asked)}:
        return []
    if not ASKS_TASKS.search(query.asked) or re.search(r"谁|哪个(?:部门|单位|局)", query.asked):
        return []
    cooperating = bool(COOPERATES.search(query.asked))
    scope = _scope(query, documents)
    found = [duty for duty in book.among(scope) if _has(duty, named[0][0], documents, cooperating=cooperating)]
    found = _once(found, documents)
    if not found:
        return []
    role = "配合" if cooperating else "牵头或负责"
    listed = "；".join(f"{_number(duty)}{duty.task.rstrip('。；')}" for duty in found[:LISTED])
    more = f"；等{len(found)}项" if len(found) > LISTED else ""
    sources = tuple(_source(duty, documents) for duty in found)
    return [Part(f"{named[0][0]}{role}的任务：{listed}{more}。", sources)]


def responsible(query: Query, evidence: Sequence[Evidence], book: FactBook, documents: dict[str, Document]) -> Part | None:
    """Who is responsible for what the best evidence speaks of; None when the question does not ask or no clause says."""
    if Kind.UNIT not in query.kinds:
        return None
    for item in evidence[:CLAUSES]:
        duties = [duty for duty in book.duties_of(item.clause) if duty.lead or duty.cooperating]
        if not duties:
            continue
        best = sorted(duties, key=lambda duty: -_shared(duty, query.text))[:1]
        text = "".join(_told(duty) for duty in best)
        sources = tuple(_source(duty, documents) for duty in best)
        return Part(text, (*sources,) if sources[0].clause == item.clause else (Source(item.clause, item.span), *sources))
    return None


def _told(duty: Duty) -> str:
    """A duty in words: 牵头单位, 配合单位, 完成时限, as far as the text states them."""
    lead = "牵头单位" if duty.cooperating else "责任单位"
    told = [f"{duty.task.rstrip('。；')}——{lead}：{'、'.join(duty.lead)}"] if duty.lead else [duty.task]
    if duty.cooperating:
        told.append(f"配合单位：{'、'.join(duty.cooperating)}")
    if duty.deadline:
        told.append(f"完成时限：{duty.deadline}")
    return "；".join(told) + "。"


def _source(duty: Duty, documents: dict[str, Document]) -> Source:
    document = documents[duty.doc_id]
    clause = next(clause for clause in document.clauses if clause.path == duty.clause)
    return Source(clause, duty.span)


def _has(duty: Duty, unit: str, documents: dict[str, Document], *, cooperating: bool) -> bool:
    region = documents[duty.doc_id].policy.region
    wanted = canonical(unit, region=region)
    return wanted in {canonical(name, region=region) for name in (duty.cooperating if cooperating else duty.lead)}


def _scope(query: Query, documents: dict[str, Document]) -> list[str]:
    """The documents that the question names, those of its regions, or all."""
    if query.mentions.doc_ids:
        return list(query.mentions.doc_ids)
    regions = query.mentions.regions
    return [doc_id for doc_id, document in documents.items() if not regions or document.policy.region in regions]


def _once(duties: Sequence[Duty], documents: dict[str, Document]) -> list[Duty]:
    """The duties without those that a copy of their document repeats."""
    copies = {document.policy.id: document.policy.copy_of for document in documents.values()}
    paths = {(duty.doc_id, duty.clause) for duty in duties}
    return [duty for duty in duties if (copies.get(duty.doc_id), duty.clause) not in paths]


def _number(duty: Duty) -> str:
    """A table row's number before its task, so that a clerk finds it."""
    label = duty.clause.rpartition("/")[2]
    return f"{label}．" if label.isdecimal() else ""


def _shared(duty: Duty, text: str) -> int:
    """How many pairs of characters a duty's task and quote share with a text."""
    said, asked = fold(duty.task + duty.quote), fold(text)
    return len({said[i : i + 2] for i in range(len(said) - 1)} & {asked[i : i + 2] for i in range(len(asked) - 1)})
