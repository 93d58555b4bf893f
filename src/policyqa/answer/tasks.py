"""All tasks of one unit: what it leads, what it helps with, or wherever it takes part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.due import END, dues
from policyqa.answer.duty_wording import NOT_COUNTED, ROLES, in_words, of_place, source_of, sources_of, with_deadline
from policyqa.answer.parts import Part, is_faithful
from policyqa.answer.tables import OF_THEM
from policyqa.answer.units import ASKS_UNIT
from policyqa.facts.book import FactBook
from policyqa.facts.units import canonical, units_in
from policyqa.retrieve.focus import CLAUSE
from policyqa.retrieve.kinds import LEADING
from policyqa.retrieve.query import Query
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Document, Duty

ASKS_TASKS = re.compile(
    r"哪些|哪[两二三][项件条块]|是哪件|的[那这]?[条项件](?:任务|工作|事)?是(?:啥|什么)|哪几|几[项个条处件回样]|多少[项条件处]|什么任务|啥任务|[干做管][些]?(?:什么|啥|哪些)|都有|都是|全部|所有|列|任务|工作|挑|捋|找出|逐条|[有啥么]关系"
)
#: By what tasks are counted, as the question has it: 被写进去几处.
COUNTER = re.compile("(?:几|多少)([处件])")
#: Which tasks, with no word for what the unit does in them: its own are meant.
TASKS = re.compile(
    r"(?:哪[些几]|几|什么|啥|多少)[项件个些]?(?:任务|工作|活|事|差事|职责)"
    r"|(?:任务|工作|活儿?|事|差事|职责)(?:一共|总共|都|还)?[有是](?:哪|几|什么|啥|多少)"
)
#: Where a unit has a part in something, whatever it does there: 一共露面几回, 沾边的全部任务, 摊了哪几件, 跟养老有啥关系.
TAKES_PART = re.compile(
    "露[面过]|出现|沾边|摊[上了]|出力|被?写进|点名|挂了?名|挂了哪|列为|作(?:为)?责任单位|有份|有没有(?:任务|事|活)|有[事活]做|[啥么]关系|都?[管干做](?:些|了)?(?:啥|什么|哪[些几])"
)
#: Asks for a unit's own tasks, with which is told who helps, where that is asked behind it.
OWN_TASKS = re.compile(f"(?:牵头|带头|主办|负责|{LEADING})的?[那这]?[条项件]?(?:任务|事|工作)?(?:[是有]哪|是(?:啥|什么))")
HELPERS = re.compile("[，。；](?:配合|搭手|协办|协助|帮忙)[^，。？]{0,6}(?:谁|哪)[^，。？]*")
#: Wants it confirmed that a unit is the one: that is asked of a task, and not of all of the unit's.
CONFIRMS = re.compile(
    "是(?:不是)?(?:牵头|责任|配合)(?:单位|部门)[吗么不]|没(?:看|记|说|弄|搞|写)?错|对[吧吗]|是吧|是不是|对不对|属实|准确吗"
)
#: An aggregation lists this many tasks in words; further ones are counted and cited.
LISTED = 12
#: So few are told with their units and deadlines.
FEW = 2
OF_TABLE = re.compile("分解表|分工表|任务表|台账|附表|[看那]张?表|表[里中上格]")
#: Tasks that go on and on, in a text's own words: 持续性工作, 长期任务.
ONGOING = re.compile("(?P<how>持续|长期)(?:性|推进)?的?(?:工作|任务)")
#: The year by whose end, or in which, tasks have to be done.
BY_YEAR = pattern(
    "某年要完成",
    rf"{END.regex.pattern}[^，。？]{{0,12}}?(?:完成|到期|[办做干]完|收[尾口]|结束|截止|交[卷账差]|[为是](?:时限|期限|限))",
    reason="asks for the tasks that are due in a year, or by its end",
    examples=(
        ("2025年底前市卫健委牵头要完成的有哪几项", "2025年底前市卫健委牵头要完成"),
        ("民政局牵头、2026年完成的任务", "2026年完成"),
        ("2024年到期的有几项", "2024年到期"),
        ("2024年市民政局牵头哪些任务", None),
    ),
)


def tasks_of_unit(query: Query, book: FactBook) -> list[Part]:
    """All duties of the one unit that the question names and whose tasks it asks for; none when it asks something else."""
    asked = NOT_COUNTED.sub("，", query.asked)
    named = units_in(asked)
    clauses = CLAUSE.findall(asked)
    said = next(("，".join(clauses[max(i - 1, 0) : i + 3]) for i, clause in enumerate(clauses) if units_in(clause)), "")
    own = HELPERS.sub("", asked) if OWN_TASKS.search(said) else asked
    takes_part = TAKES_PART.search(said) is not None
    roles = {role for role, words in ROLES.items() if words.search(own)}
    roles = roles or ({"参与"} if takes_part else {"牵头"} if TASKS.search(said) else set())
    if (
        len({canonical(name, region=None) for name, _ in named}) != 1
        or not roles
        or not ASKS_TASKS.search(said)
        or ASKS_UNIT.search(own)
        or CONFIRMS.search(asked)
        or OF_THEM.search(asked)
        or (len(query.mentions.doc_ids) > 1 and not (takes_part or any(words.search(asked) for words in ROLES.values())))
    ):
        return []
    documents = book.documents
    found = [duty for duty in book.among(_scope(query, documents)) if _has(duty, named[0][0], documents, roles)]
    if roles == {"牵头"}:
        ranked = [duty for duty in found if "牵头" in _text(duty, documents)]
        found, roles = ranked or found, roles if ranked else {"负责"}  # no text says that it leads
    if due := BY_YEAR.regex.search(asked):
        found = [duty for duty in found if dues(due[0])[0].admits(duty.deadline or "")]
    if ongoing := ONGOING.search(asked):
        found = [duty for duty in found if ongoing["how"] in (duty.deadline or "")]
    if OF_TABLE.search(asked) and (rows := [d for d in found if source_of(d, documents).clause.kind == "row"]):
        found = rows
    found = [duty for duty in _once(of_place(asked, found), documents) if is_faithful(_task(duty, documents), documents)]
    if not found:
        return []
    told, stated = (in_words, with_deadline) if len(found) <= FEW else (_name, sources_of)
    listed = "；".join(f"{_number(duty)}{told(duty)}".rstrip("。") for duty in found[:LISTED])
    more = "，等" if len(found) > LISTED else ""
    sources = tuple(dict.fromkeys(source for duty in found for source in stated(duty, documents)))
    by = match[1] if (match := COUNTER.search(asked)) else "项"
    return [Part(f"{named[0][0]}{'、'.join(sorted(roles))}共{to_chinese(len(found))}{by}：{listed}{more}。", sources)]


def _text(duty: Duty, documents: Mapping[str, Document]) -> str:
    """The words of a duty, of a row with the names of its columns, which may stand in the table above it."""
    clause = source_of(duty, documents).clause
    above = clause.text if "\t" in duty.quote and clause.kind != "row" else ""
    return duty.quote + above + "".join(name for name, _ in clause.cells)


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
    return Part(f"{_number(duty)}{_name(duty)}", tuple(sources_of(duty, documents)))


def _name(duty: Duty) -> str:
    return duty.task.rstrip("。；")


def _number(duty: Duty) -> str:
    """A table row's number before its task, so that a clerk finds it."""
    label = duty.clause.rpartition("/")[2]
    return f"{label}、" if label.isdecimal() else ""
