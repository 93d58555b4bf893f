"""Who is responsible, for what, by when: answers from the duties that the clauses state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from policyqa.answer.parts import Part, Source, is_faithful
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.duties import SHARED
from policyqa.facts.units import canonical, units_in
from policyqa.ingest.markers import marker_of
from policyqa.retrieve.hybrid import QUOTED, Found
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share, statements_of
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.types import Document, Duty, Span

#: A duty's clause has to be among this many best clauses.
CLAUSES = 10
ASKS_TASKS = re.compile(r"哪些|哪几|几项|几个|什么任务|啥任务|[干做管](?:什么|啥|哪些)|都有|都是|全部|所有|列|任务|工作")
#: Which tasks, with no word for what the unit does in them: its own are meant.
TASKS = re.compile(r"(?:哪[些几]|几|什么|啥|多少)[项件个些]?(?:任务|工作|活|事|差事|职责)")
#: Asks who holds an office or sits in a body: no task.
OFFICE = re.compile("谁来?(?:当|担任|兼)|担任|组成|成员")
OF_TABLE = re.compile("分解表|分工表|任务表|台账|表[里中上]")
ASKS_UNIT = re.compile(r"谁|哪[个些几家]{0,2}[^，。？]{0,4}(?:部门|单位|局)")
#: What a unit does in a duty, and how it is asked for. 参与 is any of it.
ROLES = {
    "牵头": re.compile("牵头|挑头|带头|主办"),
    "负责": re.compile("负责|主管|分管|归.{1,12}管"),
    "配合": re.compile("配合|协办|协助"),
    "参与": re.compile("参与|承担|涉及|有份|相关"),
}
#: An aggregation lists this many tasks in words; further ones are counted and cited.
LISTED = 12
#: What a duty gains for each phrase of its sentence that the question sets in quotation marks: “一小” is not “一老一小”.
NAMED_GAIN = 0.5
#: Asks of several matters at once: the sentence that tells who does which is quoted.
EACH = re.compile("分别|各(?:自|由|归|是)")


def tasks_of_unit(query: Query, book: FactBook) -> list[Part]:
    """All duties of the one unit that the question names and whose tasks it asks for; none when it asks something else."""
    named = units_in(query.asked)
    roles = {role for role, asked in ROLES.items() if asked.search(query.asked)} or (
        {"牵头"} if TASKS.search(query.asked) else set()
    )
    if len(named) != 1 or not roles or not ASKS_TASKS.search(query.asked) or ASKS_UNIT.search(query.asked):
        return []
    documents = book.documents
    found = [duty for duty in book.among(_scope(query, documents)) if _has(duty, named[0][0], documents, roles)]
    if roles == {"牵头"} and (ranked := [duty for duty in found if duty.cooperating or "牵头" in _text(duty, documents)]):
        found = ranked
    if OF_TABLE.search(query.asked) and (rows := [d for d in found if _source(d, documents).clause.kind == "row"]):
        found = rows
    found = [duty for duty in _once(found, documents) if is_faithful(_task(duty, documents), documents)]
    if not found:
        return []
    listed = "；".join(_task(duty, documents).text for duty in found[:LISTED])
    more = "；等" if len(found) > LISTED else ""
    sources = tuple(dict.fromkeys(source for duty in found for source in _task(duty, documents).sources))
    return [Part(f"{named[0][0]}{'、'.join(sorted(roles))}共{to_chinese(len(found))}项：{listed}{more}。", sources)]


def responsible(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> Part | None:
    """Who is responsible for what the question is about; None when it does not ask, or no clause says.

    Every duty of the documents is weighed by how much of the question its task covers and how well its clause was found.
    """
    if Kind.UNIT not in query.kinds or OFFICE.search(query.asked):
        return None
    found_items = {evidence.clause.key: evidence for evidence in found.evidence}
    scores = {key: evidence.score for key, evidence in found_items.items()}
    quoted = QUOTED.findall(query.asked)
    duty = max(
        (duty for duty in book.duties if duty.lead),
        key=lambda duty: (
            _covered(duty, weights) + scores.get(_item(duty), 0.0) + NAMED_GAIN * _names(duty, quoted, book.documents)
        ),
        default=None,
    )
    if duty is None or _item(duty) not in list(found_items)[:CLAUSES]:
        return None
    beside = [other for other in book.duties if (other.doc_id, other.clause) == (duty.doc_id, duty.clause) and other.lead]
    if EACH.search(query.asked) and len(beside) > 1:
        source = Source(_source(duty, book.documents).clause, _around(duty, book.documents))
        return Part(say(source.span.of(book.documents[duty.doc_id].text), source.clause), (source,))
    sources = _sources(duty, book.documents)
    item = found_items[_item(duty)].clause
    if duty.deadline and duty.deadline not in duty.quote:
        sources += [Source(item, s.span) for s in statements_of(item) if duty.deadline in s.text][:1]
    if (other := _copied(duty, book)) is not None:
        source = _source(other, book.documents)
        return Part(f"{_told(duty)}另一份文本写的是：{_units_told(other)}。", (*sources, source))
    return Part(_told(duty), tuple(sources))


def _copied(duty: Duty, book: FactBook) -> Duty | None:
    """The same duty in the other copy of its document, where that names other units."""
    copies = {document.policy.id: document.policy.copy_of for document in book.documents.values()}
    alike = (
        other for other in book.duties if other.clause == duty.clause and duty.doc_id in (other.doc_id, copies[other.doc_id])
    )
    back = (other for other in book.duties if other.clause == duty.clause and other.doc_id == copies[duty.doc_id])
    return next((o for o in (*alike, *back) if set(o.cooperating + o.lead) != set(duty.cooperating + duty.lead)), None)


def _covered(duty: Duty, weights: Mapping[str, float]) -> float:
    """The share of the question's weight that a duty's task and words cover."""
    return share(_terms(duty), weights)


def _names(duty: Duty, quoted: Sequence[str], documents: Mapping[str, Document]) -> int:
    """How many of the phrases that the question sets in quotation marks stand in the sentence of a duty."""
    if not quoted:
        return 0
    document = documents[duty.doc_id]
    text, title = fold(_around(duty, documents).of(document.text)), fold(document.policy.title)
    return sum(phrase in text and phrase not in title for phrase in quoted)


def _around(duty: Duty, documents: Mapping[str, Document]) -> Span:
    """The sentence that states a duty."""
    statements = statements_of(documents[duty.doc_id].clause(duty.clause))
    return next((statement.span for statement in statements if statement.span.covers(duty.span)), duty.span)


@lru_cache(maxsize=20_000)
def _terms(duty: Duty) -> frozenset[str]:
    return frozenset(pairs(f"{duty.task} {duty.quote}"))


def _item(duty: Duty) -> tuple[str, str]:
    """The clause that a duty is about: its own, or for a part's closing line the item that its task begins with."""
    if not duty.clause.endswith(f"/{SHARED}"):
        return (duty.doc_id, duty.clause)
    marker = marker_of(duty.task)
    return (duty.doc_id, f"{duty.clause.rpartition('/')[0]}/{marker.label}" if marker else duty.clause)


def _text(duty: Duty, documents: Mapping[str, Document]) -> str:
    clause = _source(duty, documents).clause
    return duty.quote + "".join(name for name, _ in clause.cells)


def _told(duty: Duty) -> str:
    """A duty in words: 牵头单位, 配合单位, 完成时限, as far as the text states them."""
    told = [f"{duty.task.rstrip('。；')}——{_units_told(duty)}"] if duty.lead else [duty.task]
    if duty.deadline:
        told.append(f"完成时限：{duty.deadline}")
    return "；".join(told) + "。"


def _units_told(duty: Duty) -> str:
    lead = f"{'牵头单位' if duty.cooperating else '责任单位'}：{'、'.join(duty.lead)}"
    return f"{lead}；配合单位：{'、'.join(duty.cooperating)}" if duty.cooperating else lead


def _source(duty: Duty, documents: Mapping[str, Document]) -> Source:
    document = documents[duty.doc_id]
    return Source(document.clause(duty.clause), duty.span)


def _sources(duty: Duty, documents: Mapping[str, Document]) -> list[Source]:
    """Where a duty is stated, and the head of the item that a part's closing line states it for."""
    own, (doc_id, path) = _source(duty, documents), _item(duty)
    if path == duty.clause:
        return [own]
    item = documents[doc_id].clause(path)
    return [own, Source(item, statements_of(item)[0].span)]


def _has(duty: Duty, unit: str, documents: Mapping[str, Document], roles: set[str]) -> bool:
    region = documents[duty.doc_id].policy.region
    names = [*(duty.lead if roles & {"牵头", "负责", "参与"} else ()), *(duty.cooperating if roles & {"配合", "参与"} else ())]
    return canonical(unit, region=region) in {canonical(name, region=region) for name in names}


def _scope(query: Query, documents: Mapping[str, Document]) -> list[str]:
    """Those of the documents that the question names, those of its regions, or all."""
    if query.mentions.doc_ids:
        return [doc_id for doc_id in query.mentions.doc_ids if doc_id in documents]
    regions = query.mentions.regions
    return [doc_id for doc_id, document in documents.items() if not regions or document.policy.region in regions]


def _once(duties: Sequence[Duty], documents: Mapping[str, Document]) -> list[Duty]:
    """The duties without those that a copy of their document repeats."""
    copies = {document.policy.id: document.policy.copy_of for document in documents.values()}
    paths = {(duty.doc_id, duty.clause) for duty in duties}
    return [duty for duty in duties if (copies.get(duty.doc_id), duty.clause) not in paths]


def _task(duty: Duty, documents: Mapping[str, Document]) -> Part:
    return Part(f"{_number(duty)}{duty.task.rstrip('。；')}", tuple(_sources(duty, documents)))


def _number(duty: Duty) -> str:
    """A table row's number before its task, so that a clerk finds it."""
    label = duty.clause.rpartition("/")[2]
    return f"{label}、" if label.isdecimal() else ""
